"""A name put right once, found in every document of the same body that has it wrong in the same way."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from minutebook.corrections.schema import Correction
from minutebook.review.learnt import lesson_key
from minutebook.review.risk import open_database

MOST = 2000
_TABLES = {
    "attendees": "attendees",
    "organisations": "organisations",
    "meeting": "meetings",
    "leads": "leads",
}
_HANDLES = {"meeting": "'meeting'", "leads": "replace(t.id, '.', '/')"}


def find_alike(book: Path, change: Correction, body: str | None, stem: str) -> list[tuple[str, str]]:
    """The other documents of a body whose record holds the value overruled there, with the row's handle.

    A body that was misread is told by its misread name; without a body there are none.
    """
    key = lesson_key(change, body or "")
    if key is None or not key[0]:
        return []
    group, section, field, before, printed = key
    same = f"t.{field} IS ?" if before or section != "leads" else f"t.{field} IS NULL AND ? = ''"
    sql = (
        f"SELECT t.document, {_HANDLES.get(section, 't.id')} FROM {_TABLES[section]} t "
        f"JOIN meetings m ON m.document = t.document WHERE {same} AND m.body = ? AND t.document != ? "
    )
    given = [before, group, stem]
    if section == "leads":
        sql, given = f"{sql}AND t.text = ? ", [*given, printed]
    try:
        with closing(open_database(book)) as connection:
            found = connection.execute(f"{sql}ORDER BY t.document, t.rowid LIMIT {MOST}", given)
            return [(name, row) for name, row in found]
    except sqlite3.Error:
        return []
