"""A name put right once, offered for every document of the same body that has it wrong in the same way."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from minutebook.review.risk import open_database

MOST = 2000
# Section and field of what may recur, and where the database holds it: table, column, column of the id.
RECURRING = {
    ("attendees", "name"): ("attendees", "name", "id"),
    ("attendees", "organisation"): ("attendees", "organisation", "id"),
    ("attendees", "role"): ("attendees", "role", "id"),
    ("organisations", "name"): ("organisations", "name", "id"),
    ("meeting", "body"): ("meetings", "body", None),
    ("meeting", "parent_body"): ("meetings", "parent_body", None),
    ("meeting", "venue"): ("meetings", "venue", None),
}


def find_alike(
    book: Path, section: str, field: str, before: str, body: str | None, stem: str
) -> list[tuple[str, str]]:
    """The other documents of a body whose record holds the same value there, with the row's handle.

    A body that was misread is told by its misread name; without a body there are none.
    """
    known = RECURRING.get((section, field))
    wanted = before if (section, field) == ("meeting", "body") else body
    if known is None or not before or not wanted:
        return []
    table, column, id_column = known
    handle = "'meeting'" if id_column is None else f"t.{id_column}"
    sql = (
        f"SELECT t.document, {handle} FROM {table} t JOIN meetings m ON m.document = t.document "
        f"WHERE t.{column} = ? AND m.body = ? AND t.document != ? ORDER BY t.document LIMIT {MOST}"
    )
    try:
        with closing(open_database(book)) as connection:
            return [(name, row) for name, row in connection.execute(sql, (before, wanted, stem))]
    except sqlite3.Error:
        return []
