"""A record as sections of entries of rows: what both the terminal and the explain page show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from minutebook.schema import (
    Action,
    Attendee,
    Decision,
    Due,
    Entry,
    Evidence,
    Meeting,
    Minutes,
    NextMeeting,
    Part,
    Votes,
)

SECTIONS = ("meeting", "attendees", "organisations", "agenda_items", "actions", "decisions", "dates")
_CARRIED = {"id", "evidence", "confidence", "due_confidence", "flags"}
_HEADINGS = ("name", "title", "text", "body")


@dataclass(frozen=True, slots=True)
class Row:
    """One field: its name, its value in words, and the evidence that gives it (none: derived)."""

    field: str
    value: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """One entry: its place (`actions`, `a3`), a heading, its rows, flags, and entries inside it."""

    section: str
    id: str
    heading: str
    rows: tuple[Row, ...]
    confidence: float
    flags: tuple[str, ...]
    inner: tuple[Card, ...] = ()

    @property
    def all_flags(self) -> tuple[str, ...]:
        """Its own flags and those of the entries inside it."""
        return (*self.flags, *(flag for card in self.inner for flag in card.all_flags))


def cards(record: Minutes, section: str) -> tuple[Card, ...]:
    """The entries of one of SECTIONS, in the record's order."""
    if section == "meeting":
        return () if record.meeting is None else (_card(section, "meeting", record.meeting),)
    entries: Sequence[Entry] = getattr(record, section)
    return tuple(
        _card(section, getattr(entry, "id", f"{section}-{position}"), entry)
        for position, entry in enumerate(entries, start=1)
    )


def flagged(record: Minutes) -> list[tuple[Card, str]]:
    """Every flag of every entry, with the entry that carries it."""
    return flags_of(card for section in SECTIONS for card in cards(record, section))


def flags_of(shown: Iterable[Card]) -> list[tuple[Card, str]]:
    """Every flag of the entries, with the entry that carries it."""
    return [(card, flag) for card in shown for flag in card.all_flags]


def count_flags(record: Minutes) -> int:
    """How many flags the record carries: the document's and every entry's."""
    return len(record.flags) + len(flagged(record))


def _card(section: str, id_: str, entry: Entry) -> Card:
    pairs = list(_values(entry))
    names = {name for name, _ in pairs}
    own: dict[str, list[Evidence]] = {}
    for e in entry.evidence:
        own.setdefault(e.field, []).append(e)
    loose = [e for e in entry.evidence if e.field not in names]
    rows = [Row(name, value, _given(name, own, loose)) for name, value in pairs]
    used = {id(e) for row in rows for e in row.evidence}
    # Words that support the entry but none of the fields shown still deserve to be seen.
    rows += [Row(e.field, "", (e,)) for e in entry.evidence if id(e) not in used]
    inner: tuple[Card, ...] = ()
    if isinstance(entry, Action):
        inner = tuple(
            _card("leads", f"{id_}-lead-{number}", lead) for number, lead in enumerate(entry.leads, start=1)
        )
    return Card(section, id_, _heading(entry), tuple(rows), entry.confidence, entry.flags, inner)


def _given(field: str, own: dict[str, list[Evidence]], loose: list[Evidence]) -> tuple[Evidence, ...]:
    """The evidence of the field by its own name, else that of its parts or of the group that it is in.

    `loose` is the evidence of fields that are not shown themselves.
    """
    if field in own:
        return tuple(own[field])
    root = field.split(".")[0]
    return tuple(e for e in loose if e.field.startswith(f"{field}.") or e.field == root)


def _values(entry: Entry) -> Iterator[tuple[str, str]]:
    """Field names with values in words; empty ones are left out."""
    for name in _shown(type(entry)):
        value = getattr(entry, name)
        if isinstance(value, NextMeeting):
            yield from ((f"{name}.{key}", str(part)) for key, part in value if part is not None)
        elif (words := in_words(value)) and not (value is False and name != "quorate"):
            yield name, words


@cache
def _shown(kind: type[Entry]) -> tuple[str, ...]:
    return tuple(name for name in kind.model_fields if name not in _CARRIED and name != "leads")


def in_words(value: object) -> str:
    """A field's value for a reader; empty where there is none."""
    match value:
        case None | () | "":
            return ""
        case bool():
            return "yes" if value else "no"
        case tuple():
            return ", ".join(str(part).replace("_", " ") for part in value)
        case Due():
            return due_in_words(value)
        case Votes():
            sides = (("for", value.for_), ("against", value.against), ("abstained", value.abstain))
            return ", ".join(f"{count} {side}" for side, count in sides if count is not None)
        case Part():
            return ""
        case _:
            return str(value)


def due_in_words(due: Due) -> str:
    """As printed, and what that resolves to where it says more: `end of March = 2026-03-31`."""
    if due.text and due.date and due.text != due.date:
        return f"{due.text} = {due.date}"
    return due.text or due.date or ""


def _heading(entry: Entry) -> str:
    match entry:
        case Meeting():
            return entry.title or entry.body or "Meeting"
        case Attendee():
            return f"{entry.honorific} {entry.name}" if entry.honorific else entry.name
        case Decision():
            return f"{entry.kind}: {entry.text}"
    if (number := getattr(entry, "number", None)) is not None:
        return f"{number} {getattr(entry, 'title', None) or ''}".strip()
    return next((str(v) for key in _HEADINGS if (v := getattr(entry, key, None))), "")
