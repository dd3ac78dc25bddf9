"""One SQLite file with the same tables, their keys and full-text search; Datasette opens it as it is.

`documents`, `meetings`, ... are the tables of `minutebook.export.tables`; `document_texts` adds each
document's whole text. Each searched table has an FTS5 index named `<table>_fts` beside it, with
English stemming, whose rowid is the table's:

    select actions.* from actions_fts(?) join actions on actions.rowid = actions_fts.rowid
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType

from minutebook.export.columns import Column, ForeignKey, Shape, Table
from minutebook.export.tables import DOCUMENT, TABLES
from minutebook.schema import Minutes

_TYPES = {"string": "TEXT", "date": "TEXT", "integer": "INTEGER", "boolean": "INTEGER", "number": "REAL"}


def _texts(stem: str, minutes: Minutes) -> Iterator[tuple[object, Mapping[str, object]]]:
    yield None, {"document": stem, "text": minutes.document_text}


TEXTS = Table(
    name="document_texts",
    title="Document texts",
    description="The whole text of each document",
    columns=(DOCUMENT, Column(name="text", description="The text that evidence points into", required=True)),
    primary_key=("document",),
    foreign_keys=(ForeignKey(("document",), "documents", ("document",)),),
    entries=_texts,
    searched=("text",),
)


class Database:
    """Writes a new SQLite file record by record, in one transaction.

    A context manager: the file is complete when it is left without an error. The same records in
    the same order give the same bytes under one version of SQLite. Raises sqlite3.Error where the
    file cannot be written or a key leads nowhere.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._tables = (*TABLES, TEXTS)

    def __enter__(self) -> Database:
        self._connection = sqlite3.connect(self._path, isolation_level=None)
        try:
            # Of this connection only, nothing of it stays in the file: a run that fails throws it away.
            self._connection.execute("PRAGMA foreign_keys = ON")
            self._connection.execute("PRAGMA journal_mode = OFF")
            self._connection.execute("PRAGMA synchronous = OFF")
            self._connection.execute("PRAGMA cache_size = -500")
            self._connection.execute("BEGIN")
            for table in self._tables:
                for statement in statements(table):
                    self._connection.execute(statement)
        except sqlite3.Error:
            self._connection.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                for table in self._tables:
                    if table.searched:
                        index = quoted(f"{table.name}_fts")
                        self._connection.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")
                        self._connection.execute(f"INSERT INTO {index}({index}) VALUES ('optimize')")
                self._connection.execute("COMMIT")
        finally:
            self._connection.close()

    def add(self, stem: str, minutes: Minutes) -> None:
        """Write the rows of one record."""
        for table in self._tables:
            marks = ", ".join("?" * len(table.columns))
            self._connection.executemany(
                f"INSERT INTO {quoted(table.name)} VALUES ({marks})", table.rows(stem, minutes)
            )


def statements(table: Shape) -> Iterator[str]:
    """The SQL that makes a table, an index for each foreign key beyond its primary key, and its search."""
    lines = [
        f"{quoted(column.name)} {_TYPES[column.type]}{' NOT NULL' if column.required else ''}"
        for column in table.columns
    ]
    lines.append(f"PRIMARY KEY ({_names(table.primary_key)})")
    lines.extend(
        f"FOREIGN KEY ({_names(key.columns)}) REFERENCES {quoted(key.table)} ({_names(key.references)})"
        for key in table.foreign_keys
    )
    inside = ",\n  ".join(lines)
    yield f"CREATE TABLE {quoted(table.name)} (\n  {inside}\n)"
    for key in table.foreign_keys:
        if key.columns != table.primary_key[: len(key.columns)]:
            name = quoted(f"{table.name}_{key.columns[-1]}")
            yield f"CREATE INDEX {name} ON {quoted(table.name)} ({_names(key.columns)})"
    if table.searched:
        # Datasette finds a table's search by this way of writing `content`.
        yield (
            f"CREATE VIRTUAL TABLE {quoted(table.name + '_fts')} USING fts5({_names(table.searched)}, "
            f"content={quoted(table.name)}, tokenize='porter unicode61 remove_diacritics 2')"
        )


def quoted(name: str) -> str:
    """A table's or column's name as SQL writes it."""
    return f'"{name}"'


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(quoted(name) for name in names)
