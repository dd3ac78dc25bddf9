"""What may be labelled in Label Studio: one label a field whose words stand in the document.

The set-up of a labelling project is XML (https://labelstud.io/tags): labels over the text, one relation that
leads a part to its row, and per label what its words are read as.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args
from xml.sax.saxutils import quoteattr

from minutebook.corrections.schema import KEYS
from minutebook.evidence import ActionStatus, AttendeeStatus, DecisionKind
from minutebook.review.fields import field_of

LABELS, TEXT, RELATION = "label", "text", "of"
"""The names that results carry as `from_name`, `to_name` and the label of a relation."""
VALUE = "value"
_COLOURS = {
    "meeting": "#3b6fb6",
    "attendees": "#2e7d32",
    "organisations": "#7b5ea7",
    "agenda_items": "#5f6b7a",
    "actions": "#b3541e",
    "leads": "#a8326b",
    "decisions": "#00757f",
    "dates": "#8a6d00",
}
_MEETING = (
    *("body", "parent_body", "title", "date", "start_time", "end_time", "venue", "chair", "minute_taker"),
    *("previous_meeting_date", "next_meeting.date", "next_meeting.start_time", "next_meeting.venue"),
)
_FIELDS: dict[str, tuple[str, ...]] = {
    "meeting": _MEETING,
    "attendees": ("name", "honorific", "initials", "role", "organisation", "note"),
    "organisations": ("name", "aliases"),
    "agenda_items": ("number", "title"),
    "actions": ("ref", "text", "due.text", "update"),
    "leads": ("text",),
    "decisions": ("text",),
    "dates": ("text",),
}


@dataclass(frozen=True, slots=True)
class Label:
    """One label: the section and field that its words give."""

    section: str
    field: str

    @property
    def name(self) -> str:
        """As it stands in a project: `attendees.role`."""
        return f"{self.section}.{self.field}"

    @property
    def is_key(self) -> bool:
        """True where the words are the row itself: without them there is none."""
        return self.section != "meeting" and KEYS[self.section] == self.field

    @property
    def is_list(self) -> bool:
        """True where a row may have several values of it."""
        return field_of(self.section, self.field).kind == "list"


@dataclass(frozen=True, slots=True)
class Says:
    """What is said beside the words of some labels: a choice, or a line of text where there are none."""

    name: str
    field: str
    labels: tuple[str, ...]
    choices: tuple[str, ...] = ()


ALL = tuple(Label(section, field) for section, fields in _FIELDS.items() for field in fields)
BY_NAME = {label.name: label for label in ALL}
_READ = tuple(label.name for label in ALL if field_of(label.section, label.field).kind in ("date", "clock"))
SAYS = (
    Says("attendance", "status", ("attendees.name",), get_args(AttendeeStatus)),
    Says("state", "status", ("actions.text",), get_args(ActionStatus)),
    Says("outcome", "kind", ("decisions.text",), get_args(DecisionKind)),
    Says("person", "name", ("leads.text",)),
    Says("body", "organisation", ("leads.text",)),
    # The field that it gives is the label's own, a due date, or the days of a date.
    Says(VALUE, "", (*_READ, "actions.due.text", "dates.text")),
)


def config() -> str:
    """The labelling configuration of a project, as XML."""
    labels = "\n".join(
        f'    <Label value={quoteattr(one.name)} background="{_COLOURS[one.section]}"/>' for one in ALL
    )
    return (
        "<View>\n"
        f'  <Relations>\n    <Relation value="{RELATION}"/>\n  </Relations>\n'
        f'  <Labels name="{LABELS}" toName="{TEXT}">\n{labels}\n  </Labels>\n'
        f'  <Text name="{TEXT}" value="${TEXT}"/>\n' + "".join(map(_control, SAYS)) + "</View>\n"
    )


def _control(says: Says) -> str:
    where = (
        f'name="{says.name}" toName="{TEXT}" perRegion="true" '
        f'whenTagName="{LABELS}" whenLabelValue={quoteattr(",".join(says.labels))}'
    )
    if not says.choices:
        return f'  <TextArea {where} editable="true" maxSubmissions="1" placeholder="{says.name}"/>\n'
    choices = "".join(f'    <Choice value="{choice}"/>\n' for choice in says.choices)
    return f'  <Choices {where} choice="single" showInline="true">\n{choices}  </Choices>\n'
