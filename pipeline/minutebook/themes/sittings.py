"""One record as the themes see it: its items with their themes, its words, who came."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, NamedTuple

from minutebook.assemble.themes import Dealt, Places, dealt_with, matcher_for
from minutebook.nlp.themes import Mention
from minutebook.rulebook import Rulebook
from minutebook.schema import Action, Attendee, Decision, Minutes

AROUND = 90


class Words(NamedTuple):
    """Words with what stands before and behind them in their line."""

    before: str
    words: str
    after: str


class Passage(NamedTuple):
    """The words of one mention: offsets into the record's text, its page (None without pages).

    `around` are they in their line, shortened.
    """

    start: int
    end: int
    page: int | None
    text: str
    around: Words


class Seat(NamedTuple):
    """An organisation at a meeting: how many of its people came, and how many were listed.

    `words` is the line that lists the first who came, or else the first of them, with its page.
    """

    came: int
    listed: int
    page: int | None
    words: Words


@dataclass(frozen=True, slots=True)
class ThemedItem:
    """One agenda item: its size in words and, by theme, the passages that speak of it.

    `theme_words` counts the words of those passages, `actions` the actions that stand under the item.
    """

    id: str
    number: str | None
    parent: str | None
    title: str | None
    words: int
    actions: int
    themes: dict[str, tuple[Passage, ...]]
    theme_words: dict[str, int]


class Outcome(NamedTuple):
    """A decision or an action with the theme that its own words deal with, and the passages that say so."""

    kind: Literal["decision", "action"]
    id: str
    item_id: str | None
    theme: str
    passages: tuple[Passage, ...]


@dataclass(slots=True)
class Sitting:
    """One meeting. `terms` counts the lemmas of its minutes; `names` are those of people and bodies in it.

    `seats` are those of organisations as printed.
    """

    stem: str
    body: str | None
    date: str | None
    words: int
    items: tuple[ThemedItem, ...]
    outcomes: tuple[Outcome, ...]
    actions: int
    seats: dict[str, Seat]
    terms: Counter[str] = field(default_factory=Counter)
    names: frozenset[str] = frozenset()

    @property
    def minuted(self) -> list[ThemedItem]:
        """The items that have a minute: only they can deal with something."""
        return [item for item in self.items if item.words]


def read_sitting(stem: str, minutes: Minutes, rulebook: Rulebook, *, terms: bool = True) -> Sitting:
    """The sitting that a record tells of. Themes are found anew, by the rulebook's vocabulary.

    `terms` false leaves out the count of words, which takes as long as all else.
    """
    matcher = matcher_for(rulebook)
    places = Places(minutes, matcher.find(minutes.document_text))
    pages = _pages(minutes)
    under = Counter(action.agenda_item_id for action in minutes.actions)
    items = tuple(
        _item(minutes, number, dealt_with(item, places, rulebook), under[item.id], pages)
        for number, item in enumerate(minutes.agenda_items)
    )
    meeting = minutes.meeting
    text = "\n".join(item.text for item in minutes.agenda_items if item.text)
    return Sitting(
        stem=stem,
        body=None if meeting is None else meeting.body,
        date=None if meeting is None else meeting.date,
        words=sum(item.words for item in items),
        items=items,
        outcomes=tuple(_outcomes(minutes, places, rulebook, pages)),
        actions=len(minutes.actions),
        seats=_seats(minutes),
        terms=count_terms(matcher.tokens(text)) if terms else Counter(),
        names=_names(minutes, matcher.tokens) if terms else frozenset(),
    )


def _item(
    minutes: Minutes, number: int, dealt: Sequence[Dealt], actions: int, pages: Sequence[tuple[int, int]]
) -> ThemedItem:
    item = minutes.agenda_items[number]
    return ThemedItem(
        id=item.id,
        number=item.number,
        parent=item.parent,
        title=item.title,
        words=len((item.text or "").split()),
        actions=actions,
        themes={one.theme: tuple(_passage(minutes, m, pages) for m in one.mentions) for one in dealt},
        theme_words={one.theme: sum(_words(minutes, m) for m in one.mentions) for one in dealt},
    )


def _outcomes(
    minutes: Minutes, places: Places, rulebook: Rulebook, pages: Sequence[tuple[int, int]]
) -> Iterator[Outcome]:
    entries: tuple[tuple[Literal["decision", "action"], Sequence[Decision | Action]], ...] = (
        ("decision", minutes.decisions),
        ("action", minutes.actions),
    )
    for kind, held in entries:
        for entry in held:
            for dealt in dealt_with(entry, places, rulebook):
                passages = tuple(_passage(minutes, mention, pages) for mention in dealt.mentions)
                yield Outcome(kind, entry.id, entry.agenda_item_id, dealt.theme, passages)


def _words(minutes: Minutes, mention: Mention) -> int:
    return len(minutes.document_text[mention.start : mention.end].split())


def _passage(minutes: Minutes, mention: Mention, pages: Sequence[tuple[int, int]]) -> Passage:
    page = None
    for start, number in pages:
        if start > mention.start:
            break
        page = number
    text = minutes.document_text
    return Passage(
        mention.start,
        mention.end,
        page,
        text[mention.start : mention.end],
        _around(text, mention.start, mention.end),
    )


def _around(text: str, first: int, last: int) -> Words:
    """The words `first:last` in their line: whole words before and behind, not more than AROUND signs."""
    start = max(text.rfind("\n", 0, first) + 1, first - AROUND)
    end = text.find("\n", last)
    end = min(len(text) if end < 0 else end, last + AROUND)
    before, after = text[start:first], text[last:end]
    if start and text[start - 1] != "\n":
        before = f"…{before[before.find(' ') + 1 :]}"
    if end < len(text) and text[end] != "\n":
        after = f"{after[: after.rfind(' ') + 1]}…"
    return Words(_one_line(before), " ".join(text[first:last].split()), _one_line(after))


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _pages(minutes: Minutes) -> list[tuple[int, int]]:
    """Where each page begins, as far as the record's evidence tells, in order."""
    first: dict[int, int] = {}
    for entries in (minutes.attendees, minutes.agenda_items, minutes.actions, minutes.decisions):
        for entry in entries:
            for e in entry.evidence:
                if e.page is not None:
                    first[e.page] = min(first.get(e.page, e.start), e.start)
    return sorted((start, page) for page, start in first.items())


def _seats(minutes: Minutes) -> dict[str, Seat]:
    seats: dict[str, Seat] = {}
    for person in minutes.attendees:
        if not person.organisation or person.status not in ("present", "apologies", "absent"):
            continue
        came = person.status == "present"
        held = seats.get(person.organisation)
        if held is None or (came and not held.came):
            page, words = _listed(minutes, person)
            held = Seat(0, 0 if held is None else held.listed, page, words)
        seats[person.organisation] = held._replace(came=held.came + came, listed=held.listed + 1)
    return seats


def _listed(minutes: Minutes, person: Attendee) -> tuple[int | None, Words]:
    """The page and the line on which a person is listed; the bare name where no evidence tells."""
    for e in person.evidence:
        if e.field == "name":
            return e.page, _around(minutes.document_text, e.start, e.end)
    return None, Words("", person.name, "")


def _names(minutes: Minutes, tokens: object) -> frozenset[str]:
    """The lemmas in names of people and bodies: what is distinctive must not be who sits there."""
    assert callable(tokens)
    named = [person.name for person in minutes.attendees]
    named += [person.initials for person in minutes.attendees if person.initials]
    named += [name for one in minutes.organisations for name in (one.name, *one.aliases)]
    if minutes.meeting is not None:
        named += [n for n in (minutes.meeting.body, minutes.meeting.parent_body, minutes.meeting.venue) if n]
    return frozenset(tokens(" . ".join(named)))


def count_terms(tokens: Sequence[str]) -> Counter[str]:
    """How often each word and each pair of neighbours stands there; words of one or two letters are none."""
    kept = [token if len(token) > 2 else "" for token in tokens]
    terms = Counter(token for token in kept if token)
    terms.update(f"{a} {b}" for a, b in pairwise(kept) if a and b)
    return terms
