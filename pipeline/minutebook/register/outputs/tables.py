"""The register as tables: CSV files with their description, one SQLite file, Parquet files."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from minutebook.errors import UsageError
from minutebook.export.columns import Row, Shape
from minutebook.export.csv_tables import ENCODING, cell
from minutebook.export.database import quoted, statements
from minutebook.export.datapackage import resource
from minutebook.register.outputs import table_shapes as shapes
from minutebook.register.outputs.files import write_whole
from minutebook.register.outputs.view import View
from minutebook.register.outputs.words import state_of
from minutebook.register.schema import REGISTER_VERSION, Person, RegisterOrganisation

if TYPE_CHECKING:
    import pyarrow

Given = Iterator[tuple[object, Mapping[str, object]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterTable(Shape):
    """A table of the register; `entries` gives what each row is read from."""

    entries: Callable[[View], Given]

    def rows(self, view: View) -> Iterator[Row]:
        """The rows of what was asked for, in the register's order."""
        return (self.row(entry, given) for entry, given in self.entries(view))


def _bodies(view: View) -> Given:
    for body in view.register.bodies:
        yield body, {"organisation_id": body.organisation, "meetings": len(body.meetings)}


def _organisations(view: View) -> Given:
    for organisation in view.register.organisations:
        yield organisation, {"mentions": len(organisation.mentions)}


def _people(view: View) -> Given:
    for person in view.register.people:
        latest = person.organisations[0] if person.organisations else None
        yield person, {"organisation_id": latest, "mentions": len(person.mentions)}


def _threads(view: View) -> Given:
    kept = {thread.id for thread in view.threads}
    for thread in view.threads:
        yield (
            thread,
            {
                "body": view.board(thread) or None,
                "leads": tuple(dict.fromkeys(view.lead_name(lead) for lead in thread.leads)),
                "due_text": thread.due.text,
                "due_date": thread.due.date,
                "due_precision": thread.due.precision,
                "state": state_of(thread),
                # What was not asked for has no row that the key could lead to.
                "superseded_by": thread.superseded_by if thread.superseded_by in kept else None,
                "evidence": view.source(thread),
            },
        )


def _leads(view: View) -> Given:
    for thread in view.threads:
        for position, lead in enumerate(thread.leads, 1):
            organisation = view.lead_organisation(lead)
            yield (
                lead,
                {
                    "action_id": thread.id,
                    "position": position,
                    "name": view.lead_name(lead),
                    "person_id": lead.person,
                    "organisation_id": organisation,
                    "organisation": view.organisation_name(organisation) or lead.organisation_name,
                },
            )


def _history(view: View) -> Given:
    for thread in view.threads:
        for position, mention in enumerate(thread.mentions, 1):
            yield (
                mention,
                {
                    "action_id": thread.id,
                    "position": position,
                    "entry": mention.id,
                    "leads": tuple(lead.text for lead in mention.leads),
                    "due_text": mention.due.text,
                    "due_date": mention.due.date,
                    "due_precision": mention.due.precision,
                    "page": mention.evidence_page,
                    "evidence": view.evidence_page(mention.document, mention.id),
                },
            )


def _meetings(view: View) -> Given:
    for meeting in view.meetings:
        yield meeting, {"body_id": meeting.body, "evidence": view.evidence_page(meeting.document)}


def _attendance(view: View) -> Given:
    for line in view.attendance:
        person = view.person(line.person)
        yield (
            line,
            {
                "person_id": line.person,
                "body_id": line.body,
                "name": line.person if person is None else person.name,
                "organisation_id": line.organisation,
                "organisation": view.organisation_name(line.organisation) or None,
            },
        )


def _mentions(entries: tuple[Person, ...] | tuple[RegisterOrganisation, ...]) -> Given:
    for entry in entries:
        for mention in entry.mentions:
            yield None, {"id": entry.id, "document": mention.document, "entry": mention.id}


def _findings(view: View) -> Given:
    for position, finding in enumerate(view.findings, 1):
        places = tuple(f"{place.document}:{place.id}" for place in finding.references)
        yield finding, {"position": position, "body_id": finding.body, "places": places}


TO_BODY = shapes.to("bodies", "body_id")
TO_PERSON = shapes.to("people", "person_id")
TO_ORGANISATION = shapes.to("organisations", "organisation_id")
TO_ACTION = shapes.to("actions", "action_id")

TABLES: tuple[RegisterTable, ...] = (
    RegisterTable(
        name="organisations",
        title="Organisations",
        description="One row an organisation, over all documents",
        columns=shapes.ORGANISATIONS,
        primary_key=("id",),
        foreign_keys=(shapes.to("organisations", "succeeded_by"),),
        searched=("name", "aliases"),
        entries=_organisations,
    ),
    RegisterTable(
        name="bodies",
        title="Bodies",
        description="One row a board, group or committee that meets",
        columns=shapes.BODIES,
        primary_key=("id",),
        foreign_keys=(TO_ORGANISATION,),
        entries=_bodies,
    ),
    RegisterTable(
        name="people",
        title="People",
        description="One row a human being, over all boards and years",
        columns=shapes.PEOPLE,
        primary_key=("id",),
        foreign_keys=(TO_ORGANISATION,),
        searched=("name", "aliases", "roles"),
        entries=_people,
    ),
    RegisterTable(
        name="actions",
        title="Actions",
        description="One row an action, followed through the meetings that record it",
        columns=shapes.THREADS,
        primary_key=("id",),
        foreign_keys=(TO_BODY, shapes.to("actions", "superseded_by")),
        searched=("text", "note"),
        entries=_threads,
    ),
    RegisterTable(
        name="leads",
        title="Leads",
        description="One row a lead of an action",
        columns=shapes.LEADS,
        primary_key=("action_id", "position"),
        foreign_keys=(TO_ACTION, TO_PERSON, TO_ORGANISATION),
        entries=_leads,
    ),
    RegisterTable(
        name="history",
        title="History",
        description="One row a meeting's word on an action, oldest first",
        columns=shapes.HISTORY,
        primary_key=("action_id", "position"),
        foreign_keys=(TO_ACTION,),
        searched=("text", "update"),
        entries=_history,
    ),
    RegisterTable(
        name="meetings",
        title="Meetings",
        description="One row a record of a meeting",
        columns=shapes.MEETINGS,
        primary_key=("document",),
        foreign_keys=(TO_BODY,),
        entries=_meetings,
    ),
    RegisterTable(
        name="attendance",
        title="Attendance",
        description="One row a person and meeting",
        columns=shapes.ATTENDANCE,
        primary_key=("document", "person_id"),
        foreign_keys=(TO_PERSON, TO_BODY, TO_ORGANISATION),
        entries=_attendance,
    ),
    RegisterTable(
        name="person_mentions",
        title="Where people are recorded",
        description="One row a record's attendee that is a person of the register",
        columns=shapes.MENTIONS,
        primary_key=("document", "entry"),
        foreign_keys=(shapes.to("people", "id"),),
        entries=lambda view: _mentions(view.register.people),
    ),
    RegisterTable(
        name="organisation_mentions",
        title="Where organisations are recorded",
        description="One row a record's organisation that is one of the register",
        columns=shapes.MENTIONS,
        primary_key=("document", "entry"),
        foreign_keys=(shapes.to("organisations", "id"),),
        entries=lambda view: _mentions(view.register.organisations),
    ),
    RegisterTable(
        name="findings",
        title="To look at first",
        description="One row a thing that a person should look at first",
        columns=shapes.FINDINGS,
        primary_key=("position",),
        foreign_keys=(TO_BODY,),
        entries=_findings,
    ),
)


def write_csv(view: View, folder: Path) -> None:
    """Write `<table>.csv` for every table and `datapackage.json`, which describes them.

    As the book's tables: UTF-8 with a byte order mark, text that a spreadsheet would run guarded.
    Raises OSError where they cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for table in TABLES:
        lines = io.StringIO(newline="")
        writer = csv.writer(lines, lineterminator="\r\n")
        writer.writerow([column.name for column in table.columns])
        writer.writerows([cell(value) for value in row] for row in table.rows(view))
        write_whole(folder / f"{table.name}.csv", lines.getvalue().encode(ENCODING))
    package = {
        "profile": "tabular-data-package",
        "name": "minutebook-register",
        "title": "Register of actions, people and organisations",
        "description": "What many documents say together; the same facts as register.json. Cells that a "
        "spreadsheet would run as a formula begin with an apostrophe: take it off to get the text back.",
        "register_version": REGISTER_VERSION,
        "resources": [resource(table, "") for table in TABLES],
    }
    text = json.dumps(package, indent=2, ensure_ascii=False) + "\n"
    write_whole(folder / "datapackage.json", text.encode())


def write_database(view: View, path: Path) -> None:
    """Write one SQLite file with the same tables, their keys and full-text search.

    The same register gives the same bytes under one version of SQLite. Raises OSError or sqlite3.Error
    where the file cannot be written.
    """
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    connection = sqlite3.connect(part, isolation_level=None)
    try:
        for pragma in (
            "foreign_keys = ON",
            "defer_foreign_keys = ON",
            "journal_mode = OFF",
            "synchronous = OFF",
        ):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN")
        # A row may name a later one (an action what replaces it): keys are checked at the end.
        connection.execute("PRAGMA defer_foreign_keys = ON")
        for table in TABLES:
            for statement in statements(table):
                connection.execute(statement)
            marks = ", ".join("?" * len(table.columns))
            connection.executemany(f"INSERT INTO {quoted(table.name)} VALUES ({marks})", table.rows(view))
            if table.searched:
                index = quoted(f"{table.name}_fts")
                connection.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")
                connection.execute(f"INSERT INTO {index}({index}) VALUES ('optimize')")
        connection.execute("COMMIT")
        connection.close()
        part.replace(path)
    finally:
        connection.close()
        part.unlink(missing_ok=True)


def write_parquet(view: View, folder: Path) -> None:
    """Write `<table>.parquet` for every table. Raises UsageError where pyarrow is not installed."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise UsageError("Parquet needs pyarrow: pip install 'minutebook[parquet]'") from error
    folder.mkdir(parents=True, exist_ok=True)
    for table in TABLES:
        rows = list(table.rows(view))
        columns = [
            pyarrow.array([row[place] for row in rows], type=_arrow_type(pyarrow, column.type))
            for place, column in enumerate(table.columns)
        ]
        sink = pyarrow.BufferOutputStream()
        pyarrow.parquet.write_table(
            pyarrow.table(columns, names=[column.name for column in table.columns]), sink
        )
        write_whole(folder / f"{table.name}.parquet", sink.getvalue().to_pybytes())


def _arrow_type(arrow: object, kind: str) -> pyarrow.DataType:
    names = {"integer": "int64", "boolean": "bool_", "number": "float64"}
    made: pyarrow.DataType = getattr(arrow, names.get(kind, "string"))()
    return made
