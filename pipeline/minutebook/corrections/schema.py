"""A correction: who put what right, when, in which document, by which words."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from minutebook.schema import Minutes

Operation = Literal["accept", "change", "add", "delete", "split", "merge", "undo"]
Section = Literal[
    "document",
    "meeting",
    "attendees",
    "organisations",
    "agenda_items",
    "actions",
    "leads",
    "decisions",
    "dates",
]
LISTS = ("attendees", "organisations", "agenda_items", "actions", "decisions", "dates")
KEYS = {
    "meeting": "body",
    "attendees": "name",
    "organisations": "name",
    "agenda_items": "title",
    "actions": "text",
    "leads": "text",
    "decisions": "text",
    "dates": "text",
}
"""The field by whose words a row is told from its neighbours."""
AROUND = 24
"""Characters kept of what stands before and after picked words, to find them again."""
PERSON = "person:"


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(_Line):
    """Words of the document that give `field`; page and box where they stood when they were picked."""

    field: str
    start: int = Field(ge=0)
    end: int
    text: str = Field(min_length=1)
    before: str = ""
    after: str = ""
    page: int | None = None
    box: tuple[float, float, float, float] | None = None


class Target(_Line):
    """A row of the record as it was extracted, or one that the correction `by` made.

    `id` is the row's id there (`a7`; `a7/1` for its first lead; `t3` for the third date), `key` its name or
    text, `words` where those stand: after another extraction the words find the row.
    """

    section: Section
    id: str | None = None
    key: str | None = None
    words: Words | None = None
    by: str | None = None
    of: Target | None = None

    @property
    def handle(self) -> str:
        """The row's name in a laid record."""
        return f"+{self.by}" if self.by is not None else str(self.id or self.section)


class Correction(_Line):
    """One line of a document's corrections.

    `sha256` is the document's, `record` the mark of the extraction that the person saw. `field` is dotted
    for what lies inside (`due.date`, `next_meeting.venue`). `before` is the value overruled, `overruled` the
    rules or models that gave it. `others` are the rows merged into the target, `of` is the correction undone.
    """

    id: str = Field(pattern=r"^[0-9a-f]{12}$")
    at: str
    by: str = Field(min_length=1, max_length=80)
    sha256: str
    record: str
    op: Operation
    target: Target
    field: str | None = None
    before: Any = None
    value: Any = None
    words: tuple[Words, ...] = ()
    overruled: tuple[str, ...] = ()
    others: tuple[Target, ...] = ()
    of: str | None = None

    def line(self) -> str:
        """The correction as a line of JSON, without what is empty and without a line break."""
        return self.model_dump_json(exclude_defaults=True)

    @property
    def producer(self) -> str:
        """What the evidence of its values names as their source."""
        return f"{PERSON}{self.by}"


def new_id() -> str:
    """A name that no other correction has."""
    return secrets.token_hex(6)


def now() -> str:
    """This moment in UTC, ISO 8601, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def record_mark(minutes: Minutes) -> str:
    """The mark of an extraction: its words and values, not where the file lies or which record it repeats."""
    whole = minutes.model_dump_json(exclude={"document", "schema_version"})
    return hashlib.sha256(whole.encode()).hexdigest()[:16]
