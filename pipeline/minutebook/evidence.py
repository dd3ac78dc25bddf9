"""What a stage says: values, the words that give them, who found them and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from minutebook.document import Span

AttendeeStatus = Literal["present", "apologies", "absent", "unknown"]
Capacity = Literal["chair", "vice_chair", "minute_taker", "guest", "observer", "in_attendance"]
ActionStatus = Literal["open", "closed", "superseded"]
Origin = Literal["new", "carried_forward"]
DecisionKind = Literal["agreed", "approved", "noted", "resolved", "rejected", "deferred"]
Precision = Literal["day", "month", "quarter", "year", "event"]
DateRole = Literal["meeting", "next_meeting", "previous_meeting", "due", "mention"]
DocumentKind = Literal["minutes", "agenda", "report", "action_log", "other"]
OrganisationKind = Literal[
    "council",
    "police",
    "health",
    "education",
    "probation",
    "justice",
    "voluntary",
    "government",
    "partnership",
    "committee",
    "company",
    "other",
]


@dataclass(frozen=True, slots=True)
class Quote:
    """The words over `span` give `field`; `producer` is `rule:<id>` or `model:<name>@<version>`."""

    field: str
    span: Span
    producer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What every finding carries: its quotes, how sure its stage is (0 to 1) and its doubts."""

    quotes: tuple[Quote, ...] = ()
    confidence: float = 0.9
    flags: tuple[str, ...] = ()

    @property
    def start(self) -> int:
        """Where its first words stand in the document; findings are ordered by it."""
        return min((quote.span.start for quote in self.quotes), default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingFinding(Finding):
    """A next meeting as printed: ISO date (or None), 24-hour times, venue."""

    date: str | None = None
    start_time: str | None = None
    end_time: str | None = None
    venue: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFinding(Finding):
    """The header of the meeting; every field None where the document does not state it."""

    body: str | None = None
    parent_body: str | None = None
    title: str | None = None
    date: str | None = None
    start_time: str | None = None
    end_time: str | None = None
    venue: str | None = None
    chair: str | None = None
    minute_taker: str | None = None
    quorate: bool | None = None
    previous_meeting_date: str | None = None
    next_meeting: SittingFinding = field(default_factory=SittingFinding)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendeeFinding(Finding):
    """One person that attendance, apologies, absence lists or the text show."""

    name: str
    honorific: str | None = None
    initials: str | None = None
    role: str | None = None
    organisation: str | None = None
    status: AttendeeStatus = "unknown"
    capacity: tuple[Capacity, ...] = ()
    deputising_for: str | None = None
    represented_by: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationFinding(Finding):
    """One organisation: longest form, its other forms, its kind."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: OrganisationKind = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFinding(Finding):
    """One agenda item; `text_span` is the minute itself, `parent` the number it stands under."""

    number: str | None
    title: str | None
    parent: str | None = None
    presenters: tuple[str, ...] = ()
    text_span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadFinding(Finding):
    """One lead as printed; assembly resolves it to a person or body."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFinding(Finding):
    """A due date as printed; assembly resolves it against the meeting's date."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFinding(Finding):
    """One action where the document records it, leads and due date as printed."""

    text: str
    ref: str | None = None
    leads: tuple[LeadFinding, ...] = ()
    due: DueFinding | None = None
    status: ActionStatus = "open"
    completed: bool = False
    accepted: bool = False
    origin: Origin = "new"
    update: str | None = None
    agenda_item: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFinding(Finding):
    """One explicit outcome; votes as (for, against, abstain), None where not counted."""

    text: str
    kind: DecisionKind
    votes: tuple[int | None, int | None, int | None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateFinding(Finding):
    """One day, range or month where the document states it.

    `start_day` and `end_day` are ISO days, or `--MM-DD` where no year is printed: assembly finds the year,
    with `weekday` (0 is Monday) where one is printed, `follows` (where the date before it in a list that runs
    forward stands), and `lean` where the words around it say past or future; "next" and "last" are strict:
    the date lies after, or before, the meeting's month or day.
    """

    text: str
    start_day: str
    end_day: str
    precision: Precision
    role: DateRole = "mention"
    weekday: int | None = None
    follows: Span | None = None
    lean: Literal["past", "future", "next", "last"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KindFinding(Finding):
    """What kind of document this is, with its standing where printed."""

    kind: DocumentKind
    standing: Literal["draft", "approved"] | None = None
    approved_on: str | None = None
    version: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All that the stages found in one document."""

    kind: KindFinding
    meeting: MeetingFinding | None = None
    attendees: tuple[AttendeeFinding, ...] = ()
    organisations: tuple[OrganisationFinding, ...] = ()
    items: tuple[ItemFinding, ...] = ()
    actions: tuple[ActionFinding, ...] = ()
    decisions: tuple[DecisionFinding, ...] = ()
    dates: tuple[DateFinding, ...] = ()
