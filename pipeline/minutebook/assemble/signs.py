"""What a value shows of being right or wrong: signs of shape, place, source and company, never its words.

The signs are the features of the confidence models (`minutebook.assemble.confidence`). Each is a name and a
number, 1.0 for what holds; the rules that gave the value, its flags and its rule's own confidence are among
them, the words of the document are not.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from minutebook.document import Block, Document
from minutebook.schema import Action, Attendee, Entry, Evidence, Lead, Minutes

Signs = dict[str, float]

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SMALL = re.compile(r"(?<![\w’'-])[^\W\d_A-Z][^\W\d_]{2,}")
_GLUED = re.compile(r"[a-z][A-Z]|[A-Za-z]\d|\d[A-Za-z]|[.,;:][A-Za-z]")
_ENDED = (".", "!", "?", ":", ";", ")", "”", '"')
_OFTEN = ("role", "organisation", "initials")
_HEAD = 6
"""Words that two actions begin with alike where one may be the other's copy."""


@dataclass(frozen=True)
class Witness:
    """Gives the signs of the values of one record; `document` is what the record was read from."""

    document: Document
    minutes: Minutes

    def attendee(self, at: int) -> Signs:
        """Signs that the person of that index attended, or did not, as the record says."""
        person = self.minutes.attendees[at]
        signs = self._entry(person, "name")
        words = _WORD.findall(person.name)
        signs[f"name.words={min(len(words), 4)}"] = 1.0
        signs[f"status={person.status}"] = 1.0
        small = sum(word.lower() in self._small_words for word in words)
        signs[f"name.small={min(small, 2)}"] = 1.0
        for name, holds in (
            ("name.initial", any(len(word) == 1 for word in words)),
            ("name.capitals", person.name.isupper()),
            ("name.not-capital", any(word[0].islower() for word in words)),
            ("name.glued", bool(_GLUED.search(person.name))),
            ("name.line", "\n" in "".join(e.text for e in person.evidence if e.field == "name")),
            ("name.body", any(set(words) <= other for other in self._body_words)),
            ("role", person.role is not None),
            ("organisation", person.organisation is not None),
            ("initials", person.initials is not None),
            ("honorific", person.honorific is not None),
            ("deputy", person.deputising_for is not None or person.represented_by is not None),
            ("note", person.note is not None),
            ("capacity", bool(person.capacity)),
            ("twin", self._families[_last(person.name)] > 1),
            ("status.quoted", any(e.field == "status" for e in person.evidence)),
        ):
            if holds:
                signs[name] = 1.0
        family = words[-1] if words else ""
        signs[f"family.times={min(self._times[family], 3)}"] = 1.0
        signs[f"neighbours={self._neighbours(at)}"] = 1.0
        signs["status.share"] = self._share("status", person.status)
        for name in _OFTEN:
            signs[f"{name}.odd"] = 1 - self._share(name, getattr(person, name) is not None)
        role = person.role or ""
        if role and (len(role.split()) > 9 or _GLUED.search(role)):
            signs["role.long"] = 1.0
        signs[f"listed={_bucket(len(self.minutes.attendees))}"] = 1.0
        for status in ("apologies", "absent", "unknown"):
            if self._counts["status"][status]:
                signs[f"list.{status}"] = 1.0
        return signs

    def action(self, action: Action) -> Signs:
        """Signs that the document records this action, with this status and origin."""
        signs = self._entry(action, "text")
        words = action.text.split()
        signs[f"words={_bucket(len(words))}"] = 1.0
        signs[f"leads={min(len(action.leads), 4)}"] = 1.0
        signs[f"status={action.status}"] = 1.0
        signs[f"origin={action.origin}"] = 1.0
        unresolved = sum(not (lead.name or lead.organisation) for lead in action.leads)
        signs[f"leads.unresolved={min(unresolved, 2)}"] = 1.0
        first = action.text[:1]
        for name, holds in (
            ("due", action.due.text is not None),
            ("due.day", action.due.date is not None),
            ("ref", action.ref is not None),
            ("update", action.update is not None),
            ("item", action.agenda_item is not None),
            ("begins.small", first.islower()),
            ("begins.digit", first.isdigit()),
            ("begins.sign", not first.isalnum()),
            ("ends", action.text.endswith(_ENDED)),
            ("glued", bool(_GLUED.search(action.text))),
            ("twin", self._heads[_head(action.text)] > 1),
            *((f"lead:{flag}", True) for lead in action.leads for flag in lead.flags),
        ):
            if holds:
                signs[name] = 1.0
        signs["capitals"] = sum(w.strip(".,;:()").isupper() for w in words) / max(len(words), 1)
        quote = _quote(action, "text")
        if quote is not None:
            signs |= self._cut(quote)
        signs[f"actions={_bucket(len(self.minutes.actions))}"] = 1.0
        signs["origin.share"] = self._share("origin", action.origin)
        signs["rule.share"] = self._task_sources[_producer(action, "text")] / len(self.minutes.actions)
        return signs

    def lead(self, lead: Lead, action: Action) -> Signs:
        """Signs that this is a lead of the action and that it stands for the person or body given."""
        signs = self._of_action(action)
        signs |= self._entry(lead, "text")
        person = self._people.get(lead.person_id or "")
        kind = "person" if person else "name" if lead.name else "body" if lead.organisation else "open"
        signs[f"kind={kind}"] = 1.0
        words = _WORD.findall(lead.text)
        signs[f"words={min(len(words), 4)}"] = 1.0
        signs["of"] = float(len(action.leads) - 1)
        for name, holds in (
            ("capitals", lead.text.isupper()),
            ("begins.small", lead.text[:1].islower()),
            ("glued", bool(_GLUED.search(lead.text))),
            ("small", any(word.lower() in self._small_words for word in words if word[0].isupper())),
            ("derived", person is not None and lead.text.isupper() and person.initials is None),
            ("away", person is not None and person.status in ("apologies", "absent")),
            ("first", bool(action.leads) and lead is action.leads[0]),
        ):
            if holds:
                signs[name] = 1.0
        if person is not None:
            signs["person.confidence"] = _logit(person.confidence)
        signs[f"same={min(self._lead_times[lead.text], 3)}"] = 1.0
        signs |= _placing(_quote(lead, "text"), _quote(action, "text"))
        return signs

    def due(self, action: Action) -> Signs:
        """Signs that the action is due on the day given."""
        signs = self._of_action(action)
        due, quote = action.due, _quote(action, "due")
        text = due.text or ""
        signs[f"precision={due.precision}"] = 1.0
        signs[f"words={min(len(text.split()), 6)}"] = 1.0
        if quote is not None:
            signs[f"rule={quote.producer}"] = 1.0
        for name, holds in (
            ("digit", any(c.isdigit() for c in text)),
            ("year", bool(re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", text))),
            ("year.short", bool(re.search(r"[./-]\d\d$", text))),
            ("glued", bool(re.search(r"[.,;:][A-Za-z]|[a-z][A-Z]", text))),
        ):
            if holds:
                signs[name] = 1.0
        meeting = self.minutes.meeting
        if due.date and meeting is not None and meeting.date:
            months = (int(due.date[:4]) - int(meeting.date[:4])) * 12
            months += int(due.date[5:7] or 1) - int(meeting.date[5:7] or 1) if len(meeting.date) > 4 else 0
            signs[f"months={max(min(months, 7), -2)}"] = 1.0
        else:
            signs["months=unknown"] = 1.0
        signs |= _placing(quote, _quote(action, "text"))
        return signs

    # ------------------------------------------------------------------ what all entries show

    def _of_action(self, action: Action) -> Signs:
        if action.id not in self._kept:
            self._kept[action.id] = {f"action:{name}": value for name, value in self.action(action).items()}
        return dict(self._kept[action.id])

    @cached_property
    def _kept(self) -> dict[str, Signs]:
        return {}

    def _entry(self, entry: Entry, field: str) -> Signs:
        signs: Signs = {"prior": _logit(entry.confidence), "flags": float(len(entry.flags))}
        signs |= {f"flag={flag}": 1.0 for flag in entry.flags}
        signs |= {f"rule={producer}": 1.0 for producer in _producers(entry, field)}
        quote = _quote(entry, field)
        signs |= self._health
        if quote is None:
            return {**signs, "unquoted": 1.0}
        block = self.document.block_at(quote.start)
        if block is not None:
            signs[f"block={'cell' if block.cell else block.kind}"] = 1.0
            signs[f"block.words={_bucket(len(block.text.split()))}"] = 1.0
            signs["block.share"] = min(1.0, (quote.end - quote.start) / max(len(block.text), 1))
            if quote.start == block.span.start + len(block.label or ""):
                signs["block.begins"] = 1.0
        if len(re.findall(r"\n", quote.text)) > 0:
            signs["lines"] = 1.0
        return signs

    def _cut(self, quote: Evidence) -> Signs:
        """Whether the quote looks torn from the words before or after it."""
        signs: Signs = {}
        begins = self.document.block_at(quote.start)
        ends = self.document.block_at(quote.end - 1)
        if ends is not None and ends.cell is None:
            at = ends.span.end
            if quote.end >= at - 1 and not ends.text.rstrip().endswith(_ENDED):
                after = self.document.text[at : at + 3].strip()
                signs["cut.after=small" if after[:1].islower() else "cut.after=no-stop"] = 1.0
        if begins is not None and begins.index and quote.start <= begins.span.start + 1:
            before = self.document.blocks[begins.index - 1].text.rstrip()
            signs["cut.before=stop" if before.endswith(_ENDED) else "cut.before=open"] = 1.0
            if begins.text[:1].islower():
                signs["cut.begins=small"] = 1.0
        return signs

    @cached_property
    def _health(self) -> Signs:
        """How whole the document is: lines torn apart or run together show in its blocks."""
        blocks = [b for b in self.document.body if b.cell is None]
        count = max(len(blocks), 1)
        torn = sum(_torn(a, b) for a, b in pairwise(blocks)) / count
        longest = max((len(b.text.split()) for b in blocks), default=0)
        glued = len(_GLUED.findall(self.document.text)) / max(len(self.document.text.split()), 1)
        headings = sum(b.kind == "heading" for b in blocks)
        return {
            f"document.format={self.document.format}": 1.0,
            "document.ocr": float(self.document.ocr),
            "document.torn": min(torn, 0.5),
            f"document.torn={'none' if torn < 0.02 else 'some' if torn < 0.15 else 'much'}": 1.0,
            f"document.longest={_bucket(longest)}": 1.0,
            "document.glued": min(glued, 0.1) * 10,
            "document.headings": float(headings > 0),
            "document.tables": float(any(b.cell for b in self.document.body)),
            f"document.items={_bucket(len(self.minutes.agenda_items))}": 1.0,
            **{f"document.flag={flag}": 1.0 for flag in self.minutes.flags},
        }

    # ------------------------------------------------------------------ company

    def _neighbours(self, at: int) -> int:
        """How many of the people before and after in the list came by the same rule."""
        sources = self._name_sources
        beside = (sources[at - 1 : at] if at else []) + sources[at + 1 : at + 2]
        return sum(source == sources[at] for source in beside)

    @cached_property
    def _name_sources(self) -> list[str]:
        return [_producer(person, "name") for person in self.minutes.attendees]

    @cached_property
    def _task_sources(self) -> Counter[str]:
        return Counter(_producer(action, "text") for action in self.minutes.actions)

    @cached_property
    def _families(self) -> Counter[str]:
        """Last words of the listed names: one that stands twice may be one person's."""
        return Counter(_last(person.name) for person in self.minutes.attendees)

    @cached_property
    def _heads(self) -> Counter[str]:
        return Counter(_head(action.text) for action in self.minutes.actions)

    @cached_property
    def _people(self) -> dict[str, Attendee]:
        return {person.id: person for person in self.minutes.attendees}

    @cached_property
    def _counts(self) -> dict[str, Counter[object]]:
        """How many people have each status, and a role, an organisation, initials at all."""
        people = self.minutes.attendees
        return {
            "status": Counter(p.status for p in people),
            "origin": Counter(a.origin for a in self.minutes.actions),
            **{name: Counter(getattr(p, name) is not None for p in people) for name in _OFTEN},
        }

    def _share(self, name: str, value: object) -> float:
        counts = self._counts[name]
        return counts[value] / max(counts.total(), 1)

    @cached_property
    def _small_words(self) -> frozenset[str]:
        return frozenset(_SMALL.findall(self.document.text))

    @cached_property
    def _times(self) -> Counter[str]:
        return Counter(_WORD.findall(self.document.text))

    @cached_property
    def _lead_times(self) -> Counter[str]:
        return Counter(lead.text for action in self.minutes.actions for lead in action.leads)

    @cached_property
    def _body_words(self) -> tuple[frozenset[str], ...]:
        return tuple(
            frozenset(_WORD.findall(form))
            for o in self.minutes.organisations
            for form in (o.name, *o.aliases)
        )


def _torn(before: Block, after: Block) -> bool:
    """The second block goes on with the sentence of the first."""
    return not before.text.rstrip().endswith(_ENDED) and after.text[:1].islower()


def _quote(entry: Entry, field: str) -> Evidence | None:
    return next((e for e in entry.evidence if e.field == field), None)


def _last(name: str) -> str:
    return name.lower().split()[-1] if name.split() else ""


def _head(text: str) -> str:
    return " ".join(text.lower().split()[:_HEAD])


def _producer(entry: Entry, field: str) -> str:
    quote = _quote(entry, field)
    return "" if quote is None else quote.producer


def _producers(entry: Entry, field: str) -> tuple[str, ...]:
    """Who found the field; versions of models are left off."""
    return tuple(dict.fromkeys(e.producer.split("@")[0] for e in entry.evidence if e.field == field))


def _placing(quote: Evidence | None, of: Evidence | None) -> Signs:
    """Where the words stand to those of the action: inside, just before, after, far."""
    if quote is None or of is None:
        return {"place=unknown": 1.0}
    if of.start <= quote.start and quote.end <= of.end:
        return {"place=inside": 1.0, "place.begins": float(quote.start - of.start < 3)}
    gap = of.start - quote.end if quote.end <= of.start else quote.start - of.end
    side = "before" if quote.end <= of.start else "after"
    return {f"place={side}": 1.0, f"place={side}.{_bucket(max(gap, 0))}": 1.0}


def _bucket(count: int) -> str:
    """0, 1, 2, 4, 8 … : the largest power of two that is not larger."""
    return str(0 if count <= 0 else 2 ** min(int(math.log2(count)), 8))


def _logit(confidence: float) -> float:
    sure = min(max(confidence, 0.02), 0.98)
    return math.log(sure / (1 - sure))
