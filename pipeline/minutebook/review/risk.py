"""Which documents are most likely wrong where it costs most: doubt times the cost of an error."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from minutebook.errors import UsageError

# What a wrong value costs: a lead or a day that is wrong sends somebody the wrong way; a title does not.
COST = {
    "leads": 5.0,
    "actions": 4.0,
    "meetings": 4.0,
    "attendees": 2.0,
    "decisions": 2.0,
    "dates": 2.0,
    "organisations": 1.0,
    "agenda_items": 0.5,
    "documents": 3.0,
}
FLAGGED = 0.5
"""A flag counts as much as this share of doubt more."""
_BY_CONFIDENCE = ("leads", "actions", "meetings", "attendees", "decisions", "dates", "organisations")
_SETTLED = "unquoted_%"


def open_database(book: Path) -> sqlite3.Connection:
    """The book's database, to be read only. Raises UsageError where there is none."""
    path = book / "minutes.sqlite"
    if not path.is_file():
        raise UsageError(f"{path} is missing: run minutebook extract again")
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    connection.execute("PRAGMA query_only = ON")
    return connection


def document_risks(book: Path) -> tuple[dict[str, float], dict[str, list[str]]]:
    """For each document how much is at risk (0 and more), and its distinct flags, by stem.

    Raises UsageError where the database cannot be read.
    """
    risks: dict[str, float] = {}
    flags: dict[str, set[str]] = {}
    try:
        with closing(open_database(book)) as connection:
            for table in _BY_CONFIDENCE:
                query = f"SELECT document, sum(1 - confidence) FROM {table} GROUP BY document"
                for stem, doubt in connection.execute(query):
                    risks[stem] = risks.get(stem, 0.0) + COST[table] * (doubt or 0.0)
            query = "SELECT document, table_name, flag FROM flags WHERE flag NOT LIKE ?"
            for stem, table, flag in connection.execute(query, (_SETTLED,)):
                risks[stem] = risks.get(stem, 0.0) + COST.get(table, 1.0) * FLAGGED
                flags.setdefault(stem, set()).add(flag)
    except sqlite3.Error as error:
        raise UsageError(f"{book / 'minutes.sqlite'} cannot be read: {error}") from error
    return risks, {stem: sorted(names) for stem, names in flags.items()}
