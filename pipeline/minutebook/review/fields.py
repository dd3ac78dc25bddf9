"""The fields of a record in the contract's order: what the page shows, and how each is typed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal, get_args

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

Kind = Literal["text", "long", "date", "clock", "choice", "choices", "list", "yes", "number"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field: dotted for what lies inside; `values` are the choices, `names` what completes it."""

    name: str
    kind: Kind = "text"
    values: tuple[str, ...] = ()
    names: Literal["people", "bodies"] | None = None
    required: bool = False


def _choice(name: str, values: object, *, required: bool = True) -> Field:
    return Field(name, "choice", get_args(values), required=required)


FIELDS: dict[str, tuple[Field, ...]] = {
    "document": (
        _choice("kind", DocumentKind),
        Field("standing", "choice", ("draft", "approved")),
        Field("approved_on", "date"),
        Field("version"),
    ),
    "meeting": (
        Field("body", names="bodies"),
        Field("parent_body", names="bodies"),
        Field("title"),
        Field("date", "date"),
        Field("start_time", "clock"),
        Field("end_time", "clock"),
        Field("venue"),
        Field("chair", names="people"),
        Field("minute_taker", names="people"),
        Field("quorate", "yes"),
        Field("previous_meeting_date", "date"),
        Field("next_meeting.date", "date"),
        Field("next_meeting.start_time", "clock"),
        Field("next_meeting.end_time", "clock"),
        Field("next_meeting.venue"),
    ),
    "attendees": (
        Field("name", names="people", required=True),
        Field("honorific"),
        Field("initials"),
        Field("role"),
        Field("organisation", names="bodies"),
        _choice("status", AttendeeStatus),
        Field("capacity", "choices", get_args(Capacity)),
        Field("deputising_for", names="people"),
        Field("represented_by", names="people"),
        Field("note"),
    ),
    "organisations": (
        Field("name", names="bodies", required=True),
        Field("aliases", "list"),
        _choice("kind", OrganisationKind),
    ),
    "agenda_items": (
        Field("number"),
        Field("title"),
        Field("parent"),
        Field("presenters", "list", names="people"),
        Field("text", "long"),
        Field("themes", "list"),
    ),
    "actions": (
        Field("ref"),
        Field("text", "long", required=True),
        Field("due.text"),
        Field("due.date", "date"),
        _choice("due.precision", Precision, required=False),
        _choice("status", ActionStatus),
        Field("completed", "yes", required=True),
        Field("accepted", "yes", required=True),
        _choice("origin", Origin),
        Field("update", "long"),
        Field("agenda_item"),
        Field("themes", "list"),
    ),
    "leads": (
        Field("text", required=True),
        Field("name", names="people"),
        Field("organisation", names="bodies"),
    ),
    "decisions": (
        Field("text", "long", required=True),
        _choice("kind", DecisionKind),
        Field("agenda_item"),
        Field("votes.for", "number"),
        Field("votes.against", "number"),
        Field("votes.abstain", "number"),
        Field("themes", "list"),
    ),
    "dates": (
        Field("text", required=True),
        Field("start", "date", required=True),
        Field("end", "date", required=True),
        _choice("precision", Precision),
        _choice("role", DateRole),
    ),
}


def field_of(section: str, name: str) -> Field:
    """The field of that name. Raises KeyError where there is none."""
    for field in FIELDS[section]:
        if field.name == name:
            return field
    raise KeyError(name)


def as_json() -> dict[str, list[dict[str, object]]]:
    """The fields for the page."""
    return {section: [asdict(field) for field in fields] for section, fields in FIELDS.items()}
