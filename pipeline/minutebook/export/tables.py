"""The tables of a book, defined once: CSV, data package, database and data frames all read these."""

from __future__ import annotations

from typing import get_args

from minutebook.evidence import (
    ActionStatus,
    AttendeeStatus,
    DateRole,
    DecisionKind,
    DocumentKind,
    OrganisationKind,
    Origin,
    Precision,
)
from minutebook.export import rows
from minutebook.export.columns import Column, ForeignKey, Table

ISO_DATE = r"\d{4}(-\d{2}(-\d{2})?)?"
CLOCK = r"([01]\d|2[0-3]):[0-5]\d"
FLAGGED = (
    "documents",
    "meetings",
    "attendees",
    "organisations",
    "agenda_items",
    "actions",
    "leads",
    "decisions",
    "dates",
)
FORMATS = ("pdf", "docx", "text", "html", "doc", "odt", "rtf", "eml")


def _text(name: str, description: str, *, required: bool = False) -> Column:
    return Column(name=name, description=description, required=required)


def _flag(name: str, description: str, *, required: bool = True) -> Column:
    return Column(name=name, type="boolean", description=description, required=required)


def _date(name: str, description: str) -> Column:
    told = f"{description}, ISO 8601, as exact as printed: a day, a month (2023-09) or a year"
    return Column(name=name, description=told, pattern=ISO_DATE)


def _clock(name: str, description: str) -> Column:
    return Column(name=name, description=f"{description}, 24-hour HH:MM", pattern=CLOCK)


def _one_of(name: str, description: str, kinds: tuple[str, ...], *, required: bool = True) -> Column:
    return Column(name=name, description=description, values=kinds, required=required)


def _count(name: str, description: str, *, required: bool = False) -> Column:
    return Column(name=name, type="integer", description=description, required=required)


DOCUMENT = _text("document", "The document's stem: its record is documents/<stem>.json", required=True)
FLAGS = _text("flags", "Doubts that ask for a human look, parted by semicolons; one a row in flags")
QUOTED = (
    _count("page", "Page of the first words quoted for the entry, from 1; empty where there are no pages"),
    Column(name="confidence", type="number", required=True, description="How sure the extraction is, 0 to 1"),
    FLAGS,
)
THEMES = _text("themes", "Ids of themes, parted by semicolons")
ITEM = (
    _text("agenda_item", "Number of the agenda item that it stands under, as printed"),
    _text("agenda_item_id", "That item's id in agenda_items"),
)
TO_DOCUMENT = ForeignKey(("document",), "documents", ("document",))
TO_ITEM = ForeignKey(("document", "agenda_item_id"), "agenda_items", ("document", "id"))


def _id(what: str) -> Column:
    return _text("id", f"The {what}'s id, one of a kind within its document", required=True)


TABLES: tuple[Table, ...] = (
    Table(
        name="documents",
        title="Documents",
        description="One row a record: an input, or a document inside a pack",
        primary_key=("document",),
        entries=rows.documents,
        columns=(
            DOCUMENT,
            _text("source", "Path of the input as given, relative to the input's root", required=True),
            _text("sha256", "SHA-256 of the input's bytes, in hexadecimal", required=True),
            _one_of("format", "What the file's content is", FORMATS),
            _count("pages", "Number of pages; empty where the format has none"),
            _one_of("kind", "What kind of document it is", get_args(DocumentKind)),
            _flag("ocr", "Whether the text came from optical character recognition"),
            _one_of("standing", "Standing where printed", ("draft", "approved"), required=False),
            _date("approved_on", "Day of approval where printed"),
            _text("version", "Version where printed"),
            _text("part_of", "Stem of the pack that it came from"),
            _count("first_page", "Its first page in that pack, from 1"),
            _count("last_page", "Its last page in that pack"),
            _text("parts", "Stems of the records that a pack gave, parted by semicolons"),
            _text("duplicate_of", "Stem of the same meeting's record that this one repeats"),
            _text("supersedes", "Stem of the same meeting's record that this one replaces"),
            _text("schema_version", "Version of the record's schema", required=True),
            FLAGS,
        ),
    ),
    Table(
        name="meetings",
        title="Meetings",
        description="The meeting of each document that states one",
        primary_key=("document",),
        foreign_keys=(TO_DOCUMENT,),
        entries=rows.meetings,
        columns=(
            DOCUMENT,
            _text("body", "The board, group or committee that met"),
            _text("parent_body", "The partnership or organisation that the body belongs to"),
            _text("title", "Title of the document or meeting as printed"),
            _date("date", "Day of the meeting"),
            _clock("start_time", "Start"),
            _clock("end_time", "End"),
            _text("venue", "Where it was held"),
            _text("chair", "Name of the person who chaired"),
            _text("minute_taker", "Name of the person who took the minutes"),
            _flag("quorate", "Whether a quorum was there; empty where not stated", required=False),
            _date("previous_meeting_date", "Day of the meeting before"),
            _date("next_date", "Day of the next meeting"),
            _clock("next_start_time", "Start of the next meeting"),
            _clock("next_end_time", "End of the next meeting"),
            _text("next_venue", "Where the next meeting is held"),
            *QUOTED,
        ),
    ),
    Table(
        name="attendees",
        title="Attendees",
        description="One row a person that the lists name or the text shows attending",
        primary_key=("document", "id"),
        foreign_keys=(TO_DOCUMENT,),
        entries=rows.attendees,
        columns=(
            DOCUMENT,
            _id("attendee"),
            _text("name", "Name as printed, without honorific", required=True),
            _text("honorific", "Cllr, Dr, Ms and the like"),
            _text("initials", "Initials as printed or as the text uses them"),
            _text("role", "Job title as printed"),
            _text("organisation", "Organisation as printed"),
            _one_of("status", "Present, apologies, absent or not stated", get_args(AttendeeStatus)),
            _text("capacity", "Chair, minute_taker, guest and the like, parted by semicolons"),
            _text("deputising_for", "Name of the person whom this one stands in for"),
            _text("represented_by", "Name of the deputy who came instead"),
            _text("note", "Part attendance as printed"),
            *QUOTED,
        ),
    ),
    Table(
        name="organisations",
        title="Organisations",
        description="One row an organisation, board, committee or named sub-group in a document",
        primary_key=("document", "id"),
        foreign_keys=(TO_DOCUMENT,),
        entries=rows.organisations,
        columns=(
            DOCUMENT,
            _id("organisation"),
            _text("name", "Its longest form in the document", required=True),
            _text("aliases", "Its other forms, parted by semicolons"),
            _one_of("kind", "What kind of organisation it is", get_args(OrganisationKind)),
            *QUOTED,
        ),
    ),
    Table(
        name="agenda_items",
        title="Agenda items",
        description="One row an agenda item, in the document's order",
        primary_key=("document", "id"),
        foreign_keys=(TO_DOCUMENT,),
        entries=rows.agenda_items,
        searched=("title", "text"),
        columns=(
            DOCUMENT,
            _id("item"),
            _text("number", "Number as printed, without the trailing dot (text: 5.10 is not 5.1)"),
            _text("title", "Heading"),
            _text("parent", "Number of the item that it stands under"),
            _text("presenters", "Names of those who presented it, parted by semicolons"),
            _text("text", "The minute itself"),
            THEMES,
            *QUOTED,
        ),
    ),
    Table(
        name="actions",
        title="Actions",
        description="One row an action in one place that records it",
        primary_key=("document", "id"),
        foreign_keys=(TO_DOCUMENT, TO_ITEM),
        entries=rows.actions,
        searched=("text", "update"),
        columns=(
            DOCUMENT,
            _id("action"),
            _text("ref", "The document's own reference"),
            _text("text", "What is to be done, as printed", required=True),
            _text("leads", "Who is to do it, as printed, parted by semicolons; one a row in leads"),
            _text("due_text", "When it is due, as printed"),
            _date("due_date", "What the due date resolves to"),
            _one_of("due_precision", "How exact the due date is", get_args(Precision), required=False),
            Column(name="due_confidence", type="number", description="How sure the due date is, 0 to 1"),
            _one_of("status", "Open, closed or superseded", get_args(ActionStatus)),
            _flag("completed", "Whether it is only reported done"),
            _flag("accepted", "Whether the board closed it"),
            _one_of("origin", "New in this meeting or carried forward", get_args(Origin)),
            _text("update", "Progress text that follows a carried action"),
            *ITEM,
            THEMES,
            *QUOTED,
        ),
    ),
    Table(
        name="leads",
        title="Leads",
        description="One row a person or body that is to carry out an action",
        primary_key=("document", "id"),
        foreign_keys=(
            TO_DOCUMENT,
            ForeignKey(("document", "action_id"), "actions", ("document", "id")),
            ForeignKey(("document", "person_id"), "attendees", ("document", "id")),
            ForeignKey(("document", "organisation_id"), "organisations", ("document", "id")),
        ),
        entries=rows.leads,
        columns=(
            DOCUMENT,
            _id("lead"),
            _text("action_id", "Id of the action in actions", required=True),
            _text("text", "The lead as printed", required=True),
            _text("name", "Name of the person that it resolves to"),
            _text("person_id", "That person's id in attendees"),
            _text("organisation", "The body, where the lead is one"),
            _text("organisation_id", "That body's id in organisations"),
            *QUOTED,
        ),
    ),
    Table(
        name="decisions",
        title="Decisions",
        description="One row an explicit outcome",
        primary_key=("document", "id"),
        foreign_keys=(TO_DOCUMENT, TO_ITEM),
        entries=rows.decisions,
        searched=("text",),
        columns=(
            DOCUMENT,
            _id("decision"),
            _text("text", "The decision as printed", required=True),
            _one_of("kind", "What kind of outcome it is", get_args(DecisionKind)),
            *ITEM,
            _count("votes_for", "Votes for, where counted"),
            _count("votes_against", "Votes against, where counted"),
            _count("votes_abstain", "Abstentions, where counted"),
            THEMES,
            *QUOTED,
        ),
    ),
    Table(
        name="dates",
        title="Dates",
        description="One row a distinct day, range or month that a document states",
        primary_key=("document", "id"),
        foreign_keys=(TO_DOCUMENT,),
        entries=rows.dates,
        columns=(
            DOCUMENT,
            _id("date"),
            _text("text", "The date as printed", required=True),
            Column(name="start", type="date", description="First day, ISO 8601", required=True),
            Column(name="end", type="date", description="Last day, ISO 8601", required=True),
            _one_of("precision", "How exact the date is", get_args(Precision)),
            _one_of("role", "What the date is to the meeting", get_args(DateRole)),
            *QUOTED,
        ),
    ),
    Table(
        name="flags",
        title="Flags",
        description="One row a doubt that asks for a human look",
        primary_key=("document", "position"),
        foreign_keys=(TO_DOCUMENT,),
        entries=rows.flags,
        columns=(
            DOCUMENT,
            _count("position", "Order within the document, from 1", required=True),
            _one_of(
                "table_name",
                "The table that the doubtful entry stands in",
                FLAGGED,
            ),
            _text("entry_id", "The entry's id in that table; empty for a document or meeting as a whole"),
            _text("flag", "Short code of the doubt", required=True),
        ),
    ),
)


def table(name: str) -> Table:
    """The table of that name. Raises KeyError where there is none."""
    for known in TABLES:
        if known.name == name:
            return known
    raise KeyError(name)
