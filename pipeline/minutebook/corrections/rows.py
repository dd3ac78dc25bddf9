"""A record taken apart into rows that can be changed, and put together again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from minutebook.corrections.anchor import words_at
from minutebook.corrections.schema import KEYS, LISTS, Target, Words
from minutebook.document import Span
from minutebook.schema import Minutes

Data = dict[str, Any]
CARRIED = frozenset({"id", "evidence", "confidence", "due_confidence", "flags", "leads"})


@dataclass(slots=True, eq=False)
class Row:
    """One entry; `key` and `spans` are those that it was extracted with, `handles` its names."""

    section: str
    data: Data
    handles: set[str]
    key: str = ""
    spans: tuple[Span, ...] = ()
    read: Data = field(default_factory=dict)
    leads: list[Row] = field(default_factory=list)
    deleted: bool = False
    accepted: bool = False
    touched: bool = False

    @property
    def handle(self) -> str:
        """The first name: the machine's before a person's."""
        return min(self.handles, key=lambda handle: (handle.startswith("+"), handle))


@dataclass(slots=True, eq=False)
class Rows:
    """All rows of a record, by section, in order; `text` is the document's."""

    text: str
    document: Row
    meeting: Row | None
    lists: dict[str, list[Row]]
    flags: list[str]
    rest: Data

    def of(self, section: str) -> list[Row]:
        """The rows of a section that are not deleted; leads are those of every action."""
        if section == "document":
            return [self.document]
        if section == "meeting":
            return [] if self.meeting is None else [self.meeting]
        if section == "leads":
            return [lead for row in self.of("actions") for lead in row.leads if not lead.deleted]
        return [row for row in self.lists[section] if not row.deleted]


def take_apart(minutes: Minutes) -> Rows:
    """The rows of a record; the record stays as it is."""
    whole = minutes.model_dump(mode="json", by_alias=True)
    lists = {
        section: [
            _row(section, data, handle_of(section, data, at)) for at, data in enumerate(whole.pop(section), 1)
        ]
        for section in LISTS
    }
    meeting = whole.pop("meeting")
    document = whole.pop("document")
    return Rows(
        text=whole["document_text"],
        document=Row("document", document, {"document"}, read=dict(document)),
        meeting=None if meeting is None else _row("meeting", meeting, "meeting"),
        lists=lists,
        flags=whole.pop("flags"),
        rest=whole,
    )


def handle_of(section: str, data: Data, position: int) -> str:
    """The name of an extracted row: its id, or its place for dates, which have none."""
    return f"t{position}" if section == "dates" else str(data["id"])


def _row(section: str, data: Data, handle: str) -> Row:
    leads = [
        _row("leads", lead, f"{handle}/{at}") for at, lead in enumerate(data.pop("leads", None) or (), 1)
    ]
    key = KEYS[section]
    own = [e for e in data["evidence"] if e["field"] == key] or data["evidence"][:1]
    return Row(
        section,
        data,
        {handle},
        key=str(data.get(key) or ""),
        spans=tuple(Span(e["start"], e["end"]) for e in own),
        read={name: value for name, value in data.items() if name not in CARRIED},
        leads=leads,
    )


def put_together(rows: Rows) -> Minutes:
    """The record of the rows. Raises pydantic.ValidationError where it does not fit the contract."""
    whole: Data = {**rows.rest, "document": rows.document.data, "flags": rows.flags}
    whole["meeting"] = None if rows.meeting is None else rows.meeting.data
    for section in LISTS:
        whole[section] = [plain(row) for row in rows.of(section)]
    return Minutes.model_validate(whole)


def plain(row: Row) -> Data:
    """A row as the contract writes it, its leads inside."""
    if row.section != "actions":
        return row.data
    return {**row.data, "leads": [lead.data for lead in row.leads if not lead.deleted]}


def target_of(rows: Rows, row: Row) -> Target:
    """What a correction of this row points at; rows that a correction made are named by it."""
    section: Any = row.section
    made = row.handle
    of = None
    if row.section == "leads":
        of = next(
            (
                target_of(rows, action)
                for action in rows.of("actions")
                if any(lead is row for lead in action.leads)
            ),
            None,
        )
    if made.startswith("+"):
        return Target(section=section, by=made[1:], of=of)
    words: Words | None = None
    if row.spans:
        words = words_at(KEYS.get(row.section, "text"), rows.text, *row.spans[0])
    return Target(section=section, id=made, key=row.key or None, words=words, of=of)
