"""The record: what `contract/records.md` says, validated and frozen.

Field names are fixed, because other programs read them; fields may be added, never renamed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from minutebook.evidence import (
    ActionStatus,
    AttendeeStatus,
    Capacity,
    DateRole,
    DecisionKind,
    DocumentKind,
    OrganisationKind,
    Origin,
    Precision,
)

if TYPE_CHECKING:
    import pandas

SCHEMA_VERSION = "1.0"

IsoDay = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
IsoDate = Annotated[
    str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$", description="keeps the precision printed")
]
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Confidence = Annotated[float, Field(ge=0, le=1)]


class Part(BaseModel):
    """Anything in a record: frozen, unknown keys forbidden."""

    # Every field is written, null or empty too: the JSON schema says so.
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class Evidence(Part):
    """The words on the page that give one field: `text` is `document_text[start:end]`."""

    field: str
    page: int | None
    start: int
    end: int
    text: str
    box: tuple[float, float, float, float] | None
    producer: str


class Entry(Part):
    """What every entry of every list carries."""

    evidence: tuple[Evidence, ...] = ()
    confidence: Confidence = 1.0
    flags: tuple[str, ...] = ()


class DocumentPart(Part):
    """The input itself."""

    source: str
    sha256: str
    format: Literal["pdf", "docx", "text", "html", "doc", "odt", "rtf", "eml"]
    pages: int | None
    kind: DocumentKind
    ocr: bool = False
    standing: Literal["draft", "approved"] | None = None
    approved_on: IsoDate | None = None
    version: str | None = None
    part_of: str | None = None
    part_pages: tuple[int, int] | None = None
    parts: tuple[str, ...] = ()
    duplicate_of: str | None = None
    supersedes: str | None = None


class NextMeeting(Part):
    """When and where the body meets next, as this document states it."""

    date: IsoDate | None = None
    start_time: Clock | None = None
    end_time: Clock | None = None
    venue: str | None = None


class Meeting(Entry):
    """One sitting of a body."""

    body: str | None = None
    parent_body: str | None = None
    title: str | None = None
    date: IsoDate | None = None
    start_time: Clock | None = None
    end_time: Clock | None = None
    venue: str | None = None
    chair: str | None = None
    minute_taker: str | None = None
    quorate: bool | None = None
    previous_meeting_date: IsoDate | None = None
    next_meeting: NextMeeting = NextMeeting()


class Attendee(Entry):
    """One person that the lists name or the text shows attending."""

    id: str
    name: str
    honorific: str | None = None
    initials: str | None = None
    role: str | None = None
    organisation: str | None = None
    status: AttendeeStatus
    capacity: tuple[Capacity, ...] = ()
    deputising_for: str | None = None
    represented_by: str | None = None
    note: str | None = None


class Organisation(Entry):
    """One organisation, board, partnership, committee or named sub-group."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: OrganisationKind


class AgendaItem(Entry):
    """One item in the order of the document."""

    id: str
    number: str | None
    title: str | None
    parent: str | None = None
    presenters: tuple[str, ...] = ()
    text: str | None = None
    themes: tuple[str, ...] = ()


class Lead(Entry):
    """Who is to do it: as printed, and the person or body that it resolves to."""

    text: str
    name: str | None = None
    person_id: str | None = None
    organisation: str | None = None
    organisation_id: str | None = None


class Due(Part):
    """When it is due: as printed, and what that resolves to."""

    text: str | None = None
    date: IsoDate | None = None
    precision: Precision | None = None


class Action(Entry):
    """One action in one place that records it."""

    id: str
    ref: str | None = None
    text: str
    leads: tuple[Lead, ...] = ()
    due: Due = Due()
    due_confidence: Confidence | None = None
    status: ActionStatus
    completed: bool = False
    accepted: bool = False
    origin: Origin
    update: str | None = None
    agenda_item: str | None = None
    agenda_item_id: str | None = None
    themes: tuple[str, ...] = ()


class Votes(Part):
    """Votes as counted; None where a side was not counted."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    for_: int | None = Field(None, alias="for")
    against: int | None = None
    abstain: int | None = None


class Decision(Entry):
    """One explicit outcome."""

    id: str
    text: str
    kind: DecisionKind
    agenda_item: str | None = None
    agenda_item_id: str | None = None
    votes: Votes | None = None
    themes: tuple[str, ...] = ()


class DateEntry(Entry):
    """One distinct day, range or month."""

    text: str
    start: IsoDay
    end: IsoDay
    precision: Precision
    role: DateRole


class Minutes(Part):
    """One document's record. `flags` are doubts about the whole of it."""

    schema_version: Literal["1.0"] = "1.0"
    document: DocumentPart
    meeting: Meeting | None = None
    attendees: tuple[Attendee, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    agenda_items: tuple[AgendaItem, ...] = ()
    actions: tuple[Action, ...] = ()
    decisions: tuple[Decision, ...] = ()
    dates: tuple[DateEntry, ...] = ()
    flags: tuple[str, ...] = ()
    document_text: str = ""

    def to_frames(self) -> dict[str, pandas.DataFrame]:
        """The record as tables, a data frame each: see `minutebook.to_frames`, which takes many."""
        from minutebook.export.frames import to_frames

        return to_frames(self)
