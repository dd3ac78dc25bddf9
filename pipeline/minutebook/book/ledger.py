"""What a run knows of its inputs, kept on disk: memory does not grow with the number of documents."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from minutebook.book.inputs import Input, input_at
from minutebook.book.outcome import Outcome, outcome_of
from minutebook.export.stems import Stems
from minutebook.packs import part_suffix

AT_ONCE = 200
# Inputs stand so far apart that the parts of a pack have places of their own behind it.
STEP = 1_000_000
_INPUT = f"position % {STEP} = 0"

_TABLES = """
CREATE TABLE inputs (
  position INTEGER PRIMARY KEY, source TEXT, path BLOB, stem TEXT, line TEXT, place TEXT, status TEXT,
  sha256 TEXT, recorded INTEGER, kind TEXT, body TEXT, date TEXT, pages INTEGER, flags INTEGER, reused INTEGER
);
CREATE TABLE earlier (source TEXT, line TEXT, stem TEXT);
CREATE TABLE earlier_parts (stem TEXT);
"""
_INDEXES = """
CREATE INDEX earlier_source ON earlier (source);
CREATE INDEX earlier_stem ON earlier (stem COLLATE NOCASE);
CREATE INDEX earlier_part ON earlier_parts (stem COLLATE NOCASE);
CREATE INDEX inputs_stem ON inputs (stem COLLATE NOCASE);
"""


class Entry(NamedTuple):
    """One input that is through, or one part of a pack: its place, its outcome, whether it is `staged`.

    The outcome of a pack's own record is without its parts: they are entries behind it.
    """

    position: int
    outcome: Outcome
    staged: bool

    @property
    def is_part(self) -> bool:
        """True for a document inside a pack."""
        return self.position % STEP > 0


class Ledger:
    """The inputs of one run in order of path, what earlier runs made of them, and what this one did.

    A context manager; nothing of it is left afterwards. Positions of inputs are multiples of `STEP`.
    """

    def __init__(self) -> None:
        # A database without a name lives in a file of the system's that nobody else sees.
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.executescript(f"PRAGMA journal_mode = OFF; PRAGMA cache_size = -500; {_TABLES}")

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *trace: object) -> None:
        self._db.close()

    def add_inputs(self, inputs: Iterable[tuple[str, Path | str]]) -> int:
        """Take the inputs as (source, path), in any order; how many there are."""
        self._db.execute("CREATE TABLE found (source TEXT, path BLOB)")
        rows = ((source, os.fsencode(path)) for source, path in inputs)
        self._all("INSERT INTO found VALUES (?, ?)", rows)
        # A folder's files stand together: the sign that parts folders comes before every letter.
        order = "replace(source, '/', char(1)), path"
        self._db.execute(
            "INSERT INTO inputs (position, source, path) "
            f"SELECT {STEP} * row_number() OVER (ORDER BY {order}), source, path FROM found ORDER BY {order}"
        )
        self._db.execute("DROP TABLE found")
        stems = Stems()
        total = 0
        for position, source in self._each("SELECT position, source FROM inputs"):
            stem = stems.take(source)
            self._db.execute("UPDATE inputs SET stem = ? WHERE position = ?", (stem, position))
            total += 1
        return total

    def add_earlier(self, lines: Iterable[str]) -> int:
        """Take what earlier runs told, the oldest first, and count it; torn or foreign lines are left out."""
        count = 0

        def rows() -> Iterator[tuple[str, str, str | None]]:
            nonlocal count
            for line in lines:
                try:
                    outcome = outcome_of(line)
                except (ValueError, KeyError, TypeError):
                    continue
                count += 1
                parts = ((part.document,) for part in outcome.parts)
                self._db.executemany("INSERT INTO earlier_parts VALUES (?)", parts)
                yield outcome.source, line, outcome.document if outcome.recorded else None

        self._all("INSERT INTO earlier VALUES (?, ?, ?)", rows())
        return count

    def index(self) -> None:
        """To be called once, after all that is earlier is in."""
        self._db.executescript(_INDEXES)

    def earlier(self, source: str) -> list[Outcome]:
        """What earlier runs made of that input, the latest first."""
        found = self._db.execute("SELECT line FROM earlier WHERE source = ? ORDER BY rowid DESC", (source,))
        return [outcome_of(line) for (line,) in found.fetchall()]

    def inputs(self) -> Iterator[tuple[int, Input]]:
        """Every input with its position, in order."""
        query = f"SELECT position, source, path, stem FROM inputs WHERE {_INPUT}"
        for position, source, path, stem in self._each(query):
            yield position, input_at(os.fsdecode(path), source, stem)

    def settle(self, position: int, outcome: Outcome, *, staged: bool | Container[str]) -> None:
        """Note what became of an input, and of its parts; what was noted before is replaced.

        `staged` says whether its records are, or which of them by stem.
        """
        self._db.execute(
            "DELETE FROM inputs WHERE position > ? AND position < ?", (position, position + STEP)
        )
        for place, part in enumerate(outcome.parts, start=position + 1):
            self._db.execute(
                "INSERT INTO inputs (position, source, stem) VALUES (?, ?, ?)",
                (place, part.source, part.document),
            )
            self.note(place, part, staged=staged)
        self.note(position, replace(outcome, parts=()), staged=staged)

    def note(self, position: int, outcome: Outcome, *, staged: bool | Container[str]) -> None:
        """Note what became of one record, of a pack's own or of a part, as `entries` gives it."""
        is_staged = staged if isinstance(staged, bool) else outcome.document in staged
        # Two parts of one pack have its bytes and are not the same document; those of two copies are.
        sha256 = f"{outcome.sha256}{part_suffix(outcome.document)}" if position % STEP else outcome.sha256
        self._db.execute(
            "UPDATE inputs SET line = ?, place = ?, status = ?, sha256 = ?, recorded = ?, kind = ?, body = ?,"
            " date = ?, pages = ?, flags = ?, reused = ? WHERE position = ?",
            (
                *(outcome.manifest_line(), "staged" if is_staged else "book", outcome.status, sha256),
                *(outcome.recorded, outcome.kind, outcome.body, outcome.date, outcome.pages),
                *(outcome.flags, outcome.reused, position),
            ),
        )

    def whole(self, position: int) -> Outcome:
        """The outcome of the input at a position, or of the pack whose part is there, with all its parts."""
        own = position - position % STEP
        rows = self._db.execute(
            "SELECT position FROM inputs WHERE position > ? AND position < ? ORDER BY position",
            (own, own + STEP),
        ).fetchall()
        return replace(self.entry(own).outcome, parts=tuple(self.entry(part).outcome for (part,) in rows))

    def wholes(self) -> Iterator[Outcome]:
        """Every input that is through, a pack with its parts, in order of path."""
        pack: Outcome | None = None
        parts: list[Outcome] = []
        for entry in self.entries():
            if entry.position % STEP:
                parts.append(entry.outcome)
                continue
            if pack is not None:
                yield replace(pack, parts=tuple(parts))
            pack, parts = entry.outcome, []
        if pack is not None:
            yield replace(pack, parts=tuple(parts))

    def entries(self) -> Iterator[Entry]:
        """Every input that is through, in order of path, and behind a pack its parts."""
        rows = self._each("SELECT position, line, place, stem, reused FROM inputs WHERE line IS NOT NULL")
        for position, line, place, stem, reused in rows:
            yield Entry(position, self._outcome(line, stem, reused), place == "staged")

    def entry(self, position: int) -> Entry:
        """One input that is through. Raises KeyError where it is not."""
        row = self._db.execute(
            "SELECT line, place, stem, reused FROM inputs WHERE position = ?", (position,)
        ).fetchone()
        if row is None or row[0] is None:
            raise KeyError(position)
        line, place, stem, reused = row
        return Entry(position, self._outcome(line, stem, reused), place == "staged")

    def alike(self, columns: str) -> Iterator[list[int]]:
        """The positions of records that have the same, known values in `columns` (`sha256`, `kind, date`)."""
        known = " AND ".join(f"{column.strip()} IS NOT NULL" for column in columns.split(","))
        groups = self._db.execute(
            f"SELECT group_concat(position) FROM inputs WHERE recorded AND {known} GROUP BY {columns} "
            "HAVING count(*) > 1 ORDER BY min(position)"
        )
        for (positions,) in groups:
            yield sorted(map(int, positions.split(",")))

    def statuses(self) -> dict[str, int]:
        """How many inputs ended in each status, by name."""
        return dict(
            self._db.execute(
                f"SELECT status, count(*) FROM inputs WHERE {_INPUT} GROUP BY status ORDER BY status"
            )
        )

    def sums(self) -> tuple[int, int, int]:
        """Pages, flags (of records that count) and reused inputs of the whole run."""
        (row,) = self._db.execute(
            f"SELECT coalesce(sum(pages * ({_INPUT})), 0), coalesce(sum(flags * (status != 'duplicate')), 0),"
            f" coalesce(sum(reused * ({_INPUT})), 0) FROM inputs"
        )
        return row[0], row[1], row[2]

    def packs(self) -> tuple[int, int]:
        """How many inputs were packs, and how many documents were in them."""
        (row,) = self._db.execute(
            f"SELECT count(DISTINCT position / {STEP}), count(*) FROM inputs WHERE NOT ({_INPUT})"
        )
        return row[0], row[1]

    def gone(self) -> list[str]:
        """The stems of records that earlier runs wrote and this one does not have."""
        return [
            stem
            for (stem,) in self._db.execute(
                "SELECT stem FROM (SELECT stem FROM earlier UNION SELECT stem FROM earlier_parts) "
                "WHERE stem IS NOT NULL EXCEPT "
                "SELECT stem FROM inputs WHERE recorded ORDER BY 1"
            )
        ]

    def wrote(self, stem: str) -> bool:
        """True where an earlier run wrote a record of that stem, in whatever letter case."""
        return any(
            self._db.execute(
                f"SELECT 1 FROM {table} WHERE stem = ? COLLATE NOCASE LIMIT 1", (stem,)
            ).fetchone()
            for table in ("earlier", "earlier_parts")
        )

    def sister(self, stem: str) -> str | None:
        """The stem of a record of this run that differs from `stem` in letter case alone."""
        row = self._db.execute(
            "SELECT stem FROM inputs WHERE recorded AND stem = ? COLLATE NOCASE LIMIT 1", (stem,)
        ).fetchone()
        return None if row is None else str(row[0])

    def _outcome(self, line: str, stem: str, reused: int) -> Outcome:
        outcome = outcome_of(line, stem)
        return replace(outcome, reused=bool(reused))

    def _each(self, query: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query on `inputs`, a few at a time, so that the table may be written meanwhile."""
        last, joint = 0, "AND" if "WHERE" in query else "WHERE"
        while True:
            rows = self._db.execute(
                f"{query} {joint} position > ? ORDER BY position LIMIT {AT_ONCE}", (last,)
            ).fetchall()
            yield from rows
            if len(rows) < AT_ONCE:
                return
            last = rows[-1][0]

    def _all(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        self._db.execute("BEGIN")
        self._db.executemany(statement, rows)
        self._db.execute("COMMIT")
