"""Names of people and bodies that the book knows, to complete what is typed."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Literal

from minutebook.review.risk import open_database
from minutebook.text.names import fold

Kind = Literal["people", "bodies"]
MOST = 12
_QUERIES: dict[Kind, tuple[str, ...]] = {
    "people": (
        "SELECT a.name, m.body, count(*) FROM attendees a LEFT JOIN meetings m ON m.document = a.document "
        "GROUP BY a.name, m.body",
    ),
    "bodies": (
        "SELECT o.name, m.body, count(*) FROM organisations o "
        "LEFT JOIN meetings m ON m.document = o.document GROUP BY o.name, m.body",
        "SELECT body, body, count(*) FROM meetings WHERE body IS NOT NULL GROUP BY body",
    ),
}


class Names:
    """Every name in the book, with how often it stands in which body's records."""

    def __init__(self, book: Path) -> None:
        self._known: dict[Kind, list[tuple[str, str, int, frozenset[str]]]] = {}
        with closing(open_database(book)) as connection:
            for kind, queries in _QUERIES.items():
                self._known[kind] = _read(connection, queries)

    def add(self, kind: Kind, name: str, body: str | None) -> None:
        """Know a name that a person typed, once more in this body's records."""
        known = self._known[kind]
        for at, (old, name_fold, count, bodies) in enumerate(known):
            if old == name:
                known[at] = (old, name_fold, count + 1, bodies | {body or ""})
                return
        known.append((name, fold(name), 1, frozenset({body or ""})))

    def complete(self, kind: Kind, typed: str, body: str | None) -> list[str]:
        """Names that begin with, or hold a word that begins with, what is typed: those of the body first."""
        wanted = fold(typed)
        found = [
            (body in bodies, name_fold.startswith(wanted), count, name)
            for name, name_fold, count, bodies in self._known[kind]
            if not wanted or name_fold.startswith(wanted) or f" {wanted}" in name_fold
        ]
        found.sort(key=lambda one: (not one[0], not one[1], -one[2], one[3]))
        return [name for *_, name in found[:MOST]]


def _read(
    connection: sqlite3.Connection, queries: tuple[str, ...]
) -> list[tuple[str, str, int, frozenset[str]]]:
    counts: Counter[str] = Counter()
    bodies: dict[str, set[str]] = {}
    for query in queries:
        for name, body, count in connection.execute(query):
            counts[name] += count
            bodies.setdefault(name, set()).add(body or "")
    return [(name, fold(name), count, frozenset(bodies[name])) for name, count in sorted(counts.items())]
