"""What an earlier run read and joined, kept inside the book so that one new meeting does not redo the rest.

The cache never changes a result: an entry is used only where the bytes that it was made from are the same.
It may be deleted at any time; where it cannot be written the register is built without it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

CACHE = ".register-cache.sqlite"
FORMAT = "1"
BATCH = 500

_TABLE = "CREATE TABLE kept (kind TEXT, name TEXT, mark TEXT, content BLOB, PRIMARY KEY (kind, name))"


class Cache:
    """Bytes by kind, name and mark; a mark that has changed finds nothing."""

    def __init__(self, connection: sqlite3.Connection | None) -> None:
        self._connection = connection
        self._fresh: list[tuple[str, str, str, bytes]] = []
        self.hits = 0

    def get(self, kind: str, name: str, mark: str) -> bytes | None:
        """What was kept under that mark, else None."""
        if self._connection is None:
            return None
        found = self._connection.execute(
            "SELECT content FROM kept WHERE kind = ? AND name = ? AND mark = ?", (kind, name, mark)
        ).fetchone()
        if found is None:
            return None
        self.hits += 1
        content: bytes = found[0]
        return content

    def put(self, kind: str, name: str, mark: str, content: bytes) -> None:
        """Keep it; what stood under that name goes."""
        if self._connection is not None:
            self._fresh.append((kind, name, mark, content))
            if len(self._fresh) >= BATCH:
                self._flush()

    def keep_only(self, kind: str, names: Iterable[str]) -> None:
        """Forget everything of that kind under other names."""
        if self._connection is None:
            return
        self._flush()
        held = {name for (name,) in self._connection.execute("SELECT name FROM kept WHERE kind = ?", (kind,))}
        gone = sorted(held.difference(names))
        self._connection.executemany(
            "DELETE FROM kept WHERE kind = ? AND name = ?", [(kind, name) for name in gone]
        )

    def _flush(self) -> None:
        if self._connection is not None and self._fresh:
            self._connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", self._fresh)
            self._fresh.clear()

    def close(self) -> None:
        """Write what is new."""
        if self._connection is not None:
            self._flush()
            self._connection.commit()
            self._connection.close()


@contextmanager
def open_cache(book: Path, *, version: str) -> Iterator[Cache]:
    """The book's cache; an empty one where it was made by other rules or cannot be written."""
    connection: sqlite3.Connection | None
    try:
        connection = _connect(book / CACHE, f"{FORMAT} {version}")
    except (sqlite3.Error, OSError):
        connection = None
    cache = Cache(connection)
    try:
        yield cache
    finally:
        # A full disk or a second run that holds the file costs the cache, not the register.
        with suppress(sqlite3.Error):
            cache.close()


def _connect(path: Path, version: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=5)
    try:
        held = connection.execute("SELECT content FROM kept WHERE kind = 'version'").fetchone()
    except sqlite3.DatabaseError:
        held = None
    if held is None or held[0] != version.encode():
        connection.close()
        path.unlink(missing_ok=True)
        connection = sqlite3.connect(path, timeout=5)
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute(_TABLE)
        connection.execute("INSERT INTO kept VALUES ('version', '', '', ?)", (version.encode(),))
        connection.commit()
    return connection
