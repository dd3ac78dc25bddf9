"""The columns of the register's tables: CSV, database and Parquet all read these."""

from __future__ import annotations

from typing import get_args

from minutebook.evidence import (
    ActionStatus,
    AttendeeStatus,
    DocumentKind,
    OrganisationKind,
    Precision,
)
from minutebook.export.columns import Column, ForeignKey
from minutebook.export.tables import ISO_DATE
from minutebook.register.outputs.words import STATES
from minutebook.register.schema import CheckCode


def text(name: str, description: str, *, required: bool = False) -> Column:
    """A column of words."""
    return Column(name=name, description=description, required=required)


def flag(name: str, description: str) -> Column:
    """A column of yes and no."""
    return Column(name=name, type="boolean", description=description, required=True)


def day(name: str, description: str) -> Column:
    """A column of ISO dates of any precision."""
    told = f"{description}, ISO 8601, as exact as printed: a day, a month (2023-09) or a year"
    return Column(name=name, description=told, pattern=ISO_DATE)


def one_of(name: str, description: str, kinds: tuple[str, ...], *, required: bool = True) -> Column:
    """A column of a closed vocabulary."""
    return Column(name=name, description=description, values=kinds, required=required)


def number(name: str, description: str, *, required: bool = False) -> Column:
    """A column of whole numbers."""
    return Column(name=name, type="integer", description=description, required=required)


def to(table: str, *columns: str) -> ForeignKey:
    """These columns name one row of that table by its id."""
    return ForeignKey(columns, table, ("id",))


def identity(what: str) -> Column:
    """The id of an entry of the register."""
    return text("id", f"The {what}'s id in this register", required=True)


KEY = text("key", "What names the entry over re-extraction, in merges.csv too", required=True)
DOCUMENT = text("document", "The document's stem: its record is documents/<stem>.json", required=True)
ENTRY = text("entry", "The entry's id in that record", required=True)
EVIDENCE = text("evidence", "Page of evidence, beside this file's folder, that shows the words")
BODY = text("body_id", "The body, in bodies")
DUE = (
    text("due_text", "When it is due, as printed"),
    day("due_date", "What the due date resolves to"),
    one_of("due_precision", "How exact the due date is", get_args(Precision), required=False),
)
SAID = (
    one_of("status", "Open, closed or superseded, as the contract has it", get_args(ActionStatus)),
    flag("completed", "Whether it is reported done"),
    flag("accepted", "Whether the board closed it"),
)

BODIES = (
    identity("body"),
    KEY,
    text("name", "Its name", required=True),
    text("aliases", "Other forms of the name, parted by semicolons"),
    text("parent", "The partnership or organisation that it belongs to"),
    text("organisation_id", "Its entry in organisations"),
    day("first_meeting", "Day of its first meeting here"),
    day("latest_meeting", "Day of its latest meeting here"),
    day("next_meeting", "Day of its next meeting, where stated"),
    day("as_at", "Day that overdue actions are counted against"),
    number("meetings", "How many of its meetings there are", required=True),
)
ORGANISATIONS = (
    identity("organisation"),
    KEY,
    text("name", "Its name", required=True),
    text("aliases", "Other forms of the name, parted by semicolons"),
    one_of("kind", "What kind of organisation it is", get_args(OrganisationKind)),
    text("succeeded_by", "Its successor, in organisations"),
    number("mentions", "In how many places it is recorded", required=True),
)
PEOPLE = (
    identity("person"),
    KEY,
    text("name", "Fullest form of the name", required=True),
    text("aliases", "Other forms of the name, parted by semicolons"),
    text("honorific", "Cllr, Dr, Ms and the like"),
    text("initials", "Initials as printed last"),
    text("organisation_id", "Latest organisation, in organisations"),
    text("organisations", "Ids of all, the latest first, parted by semicolons"),
    text("roles", "Job titles, the latest first, parted by semicolons"),
    text("bodies", "Ids of the bodies that list the person, parted by semicolons"),
    number("mentions", "In how many meetings the person is recorded", required=True),
)
THREADS = (
    identity("action"),
    KEY,
    text("body", "Name of the body that the action belongs to"),
    BODY,
    text("ref", "The body's own reference"),
    text("text", "What is to be done, in its latest wording", required=True),
    text("leads", "Who is to do it, by name, parted by semicolons; one a row in leads"),
    day("opened_on", "Meeting that recorded it first"),
    *DUE,
    one_of("state", "Open, dropped, reported complete, closed or superseded", STATES),
    *SAID,
    flag("dropped", "Whether a later meeting reviewed earlier actions and did not mention it"),
    number("overdue_days", "Days past the due date at the body's day of account; empty where not overdue"),
    day("closed_on", "Meeting that closed it"),
    day("last_seen_on", "Latest meeting that mentions it"),
    number("times_carried", "Meetings after the first that mention it", required=True),
    number("reopened", "How often it was reopened", required=True),
    text("superseded_by", "The action that replaces it, in actions"),
    text("note", "Latest progress as printed"),
    text("themes", "Ids of themes, parted by semicolons"),
    EVIDENCE,
)
LEADS = (
    text("action_id", "The action, in actions", required=True),
    number("position", "Order of the lead, from 1", required=True),
    text("text", "The lead as printed", required=True),
    text("name", "Who that is, in full", required=True),
    text("person_id", "The person, in people"),
    text("organisation_id", "The lead's organisation, in organisations"),
    text("organisation", "That organisation's name"),
)
HISTORY = (
    text("action_id", "The action, in actions", required=True),
    number("position", "Order of the mention, from 1", required=True),
    DOCUMENT,
    ENTRY,
    day("date", "Day of the meeting"),
    *SAID,
    flag("reopened", "Whether it was closed before"),
    text("update", "Progress as printed"),
    text("ref", "Reference as printed"),
    text("text", "Wording as printed", required=True),
    text("leads", "Leads as printed, parted by semicolons"),
    *DUE,
    text("changed", "What differs from the mention before, parted by semicolons"),
    number("page", "Page that the action stands on, from 1; empty where there are no pages"),
    EVIDENCE,
)
MEETINGS = (
    DOCUMENT,
    text("source", "Path of the input as given", required=True),
    one_of("kind", "What kind of document it is", get_args(DocumentKind)),
    BODY,
    day("date", "Day of the meeting"),
    text("title", "Title as printed"),
    text("chair", "Who chaired"),
    text("standing", "Draft or approved, where printed"),
    flag("counted", "False for a second record of the same meeting"),
    text("duplicate_of", "Stem of the record that this one repeats"),
    flag("reviewed_actions", "Whether the meeting went through earlier actions"),
    *(
        number(name, told, required=True)
        for name, told in (
            ("present", "People present"),
            ("apologies", "People who sent apologies"),
            ("absent", "People absent"),
            ("new_actions", "Actions that it set"),
            ("carried_actions", "Earlier actions that it took up"),
        )
    ),
    EVIDENCE,
)
ATTENDANCE = (
    DOCUMENT,
    text("person_id", "The person, in people", required=True),
    BODY,
    day("date", "Day of the meeting"),
    text("name", "The person's name", required=True),
    text("organisation_id", "Organisation at that meeting, in organisations"),
    text("organisation", "That organisation's name"),
    one_of("status", "Present, apologies, absent or not stated", get_args(AttendeeStatus)),
    text("capacity", "Chair, minute_taker, guest and the like, parted by semicolons"),
    text("deputising_for", "Name of the person whom this one stands in for"),
    text("represented_by", "Name of the deputy who came instead"),
)
MENTIONS = (
    text("id", "The entry of the register", required=True),
    DOCUMENT,
    ENTRY,
)
FINDINGS = (
    number("position", "Order, from 1", required=True),
    one_of("code", "Short code of what was found", get_args(CheckCode)),
    BODY,
    day("date", "Day of the meeting"),
    text("message", "What it is about", required=True),
    text("places", "Records and entries (document:entry) in question, parted by semicolons"),
)
