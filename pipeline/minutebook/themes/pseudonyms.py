"""A book whose people are codes: in every field, every text and every quote; the key is kept apart.

What is hidden are the people whom the lists name, in the forms in which minutes print a name, and other
people where a title stands before a name or the language model knows one. A role or a post may still tell
who someone is, and a name that no list has and no model knows stays: a person must look before it is shared.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from minutebook.nlp import Reader
from minutebook.rulebook import Rulebook
from minutebook.schema import Minutes
from minutebook.themes.people_forms import Codes, Forms, Known

ADDRESS = "[address]"
LONG_WORDS = 2


@dataclass(frozen=True, slots=True)
class Hidden:
    """Characters `start:end` of a text give way to `code`."""

    start: int
    end: int
    code: str


class Disguise:
    """Hides people in one document's record."""

    def __init__(
        self,
        minutes: Minutes,
        people: list[Known],
        own: dict[str, str],
        codes: Codes,
        rulebook: Rulebook,
        reader: Reader,
    ) -> None:
        """`people` are those of the body, `own` the codes of this document's attendees by id."""
        self.minutes, self.codes, self.rulebook = minutes, codes, rulebook
        titles = (*rulebook.terms["honorifics"], *rulebook.terms["ranks"])
        forms = Forms()
        here = {own[a.id] for a in minutes.attendees if a.id in own}
        for a in minutes.attendees:
            code = own.get(a.id) or codes.code(f"name:{a.name.casefold()}", a.name)
            forms.person(Known(code, (a.name,), (a.initials or "",)), here=True)
        for known in people:
            forms.person(known, here=known.code in here)
        self._others(forms, minutes, reader)
        self._forms = forms
        self._pattern = forms.pattern(titles, rulebook.terms["pseudonyms.words"])

    def _others(self, forms: Forms, minutes: Minutes, reader: Reader) -> None:
        """People whom no list names: a title and a name, or a name that the model knows."""
        text = minutes.document_text
        titled = [m["name"] for m in self.rulebook["pseudonyms.titled"].matches(text)]
        found = titled + [m["name"] for m in self.rulebook["pseudonyms.initial"].matches(text)]
        # Whom the record names elsewhere than in its lists.
        found += [name for name in _named(minutes) if len(name.split()) > 1]
        found += [text[e.span.start : e.span.end] for e in reader.entities([text])[0] if e.label == "PERSON"]
        alone = {re.sub(r"['’]s?$", "", name.split()[0]) for name in titled}
        barred = {word.casefold() for word in self.rulebook.terms["not_name_words"]}
        bodies = {name.casefold() for o in minutes.organisations for name in (o.name, *o.aliases)}
        for name in dict.fromkeys(" ".join(name.split()) for name in found):
            words = [re.sub(r"['’]s?$", "", word) for word in name.split()]
            plain = " ".join(words)
            known = forms.loose.get(plain.casefold()) or forms.exact.get(plain) or forms.exact.get(words[-1])
            if known or plain.casefold() in bodies or not all(re.match(r"[^\W\d_]", word) for word in words):
                continue
            if any(word.casefold() in barred or not word[0].isupper() for word in words):
                continue
            if len(words) == 1 and plain not in alone:
                continue
            forms.add(plain, self.codes.code(f"name:{plain.casefold()}", plain), loose=True)

    def hidden(self, text: str) -> list[Hidden]:
        """What is to be hidden in a text, in order, none over another."""
        out = [
            Hidden(m.start(), m.end(), ADDRESS)
            for rule in self.rulebook.group("pseudonyms.address")
            for m in rule.matches(text)
        ]
        if self._pattern is not None:
            taken = [(h.start, h.end) for h in out]
            for m in self._pattern.finditer(text):
                if not any(m.start() < end and start < m.end() for start, end in taken):
                    out.append(Hidden(m.start(), m.end(), self._forms.code(m["form"])))
        return sorted(out, key=lambda h: h.start)

    def text(self, text: str) -> str:
        """The text with codes for people."""
        return _replaced(text, self.hidden(text))

    def record(self) -> Minutes:
        """The record with codes for people; each quote is the new text's own slice."""
        hidden = self.hidden(self.minutes.document_text)
        text = _replaced(self.minutes.document_text, hidden)
        moved = _Moved(hidden)
        data = self.minutes.model_dump(mode="json", by_alias=True)
        data["document_text"] = ""
        out = self._walk(data, text, moved)
        out["document_text"] = text
        return Minutes.model_validate(out)

    def _walk(self, value: Any, text: str, moved: _Moved) -> Any:
        if isinstance(value, dict):
            if {"field", "start", "end", "producer"} <= value.keys():
                start, end = moved.start(value["start"]), moved.end(value["end"])
                return {**value, "start": start, "end": end, "text": text[start:end]}
            done = {key: self._walk(part, text, moved) for key, part in value.items()}
            if "honorific" in done:
                # A title tells a gender, and with a code it tells nothing else.
                done["honorific"] = None
                done["evidence"] = [e for e in done["evidence"] if e["field"] != "honorific"]
            return done
        if isinstance(value, list):
            return [self._walk(part, text, moved) for part in value]
        return self.text(value) if isinstance(value, str) else value


def _named(minutes: Minutes) -> Iterator[str]:
    """The names in fields beside the attendees' own."""
    if minutes.meeting is not None:
        yield from (name for name in (minutes.meeting.chair, minutes.meeting.minute_taker) if name)
    for person in minutes.attendees:
        yield from (name for name in (person.deputising_for, person.represented_by) if name)
    for item in minutes.agenda_items:
        yield from item.presenters
    for action in minutes.actions:
        yield from (lead.name for lead in action.leads if lead.name)


def _replaced(text: str, hidden: list[Hidden]) -> str:
    return "".join(_pieces(text, hidden))


def _pieces(text: str, hidden: list[Hidden]) -> Iterator[str]:
    at = 0
    for one in hidden:
        yield text[at : one.start]
        yield one.code
        at = one.end
    yield text[at:]


class _Moved:
    """Where an offset of the old text lies in the new one; inside what is hidden, at its edge."""

    def __init__(self, hidden: list[Hidden]) -> None:
        self._hidden = hidden
        self._starts = [one.start for one in hidden]
        self._shift = [0]
        for one in hidden:
            self._shift.append(self._shift[-1] + len(one.code) - (one.end - one.start))

    def start(self, offset: int) -> int:
        """Of the first character of a quote."""
        place = bisect_right(self._starts, offset)
        if place and offset < self._hidden[place - 1].end:
            return self._hidden[place - 1].start + self._shift[place - 1]
        return offset + self._shift[place]

    def end(self, offset: int) -> int:
        """Of the end of a quote: behind its last character."""
        place = bisect_right(self._starts, offset - 1)
        if place and offset <= self._hidden[place - 1].end:
            one = self._hidden[place - 1]
            return one.start + self._shift[place - 1] + len(one.code)
        return offset + self._shift[place]
