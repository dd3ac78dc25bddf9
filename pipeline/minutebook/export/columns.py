"""What a table is: its columns, its keys and how a record fills it. One definition drives every output."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from minutebook.schema import Minutes

ColumnType = Literal["string", "integer", "number", "boolean", "date"]
Value = str | int | float | bool | None
Row = tuple[Value, ...]

LIST_SEPARATOR = "; "


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. `values` are the only ones allowed, where a vocabulary is closed."""

    name: str
    description: str
    type: ColumnType = "string"
    required: bool = False
    values: tuple[str, ...] = ()
    pattern: str | None = None


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """`columns` of this table name one row of `table` by its columns `references`."""

    columns: tuple[str, ...]
    table: str
    references: tuple[str, ...]


Entries = Callable[[str, Minutes], Iterator[tuple[object, Mapping[str, object]]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a table looks like, whatever fills it. `searched` are the columns that full-text search reads."""

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()
    searched: tuple[str, ...] = field(default=())

    def row(self, entry: object, given: Mapping[str, object]) -> Row:
        """A column's value is the one given by name, else the entry's attribute of that name."""
        return tuple(
            flat(given[column.name] if column.name in given else getattr(entry, column.name))
            for column in self.columns
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Shape):
    """A table of a book. `entries` gives, for a stem and its record, what each row is read from."""

    entries: Entries

    def rows(self, stem: str, minutes: Minutes) -> Iterator[Row]:
        """The record's rows, in the record's order; lists are joined by a semicolon and a space."""
        for entry, given in self.entries(stem, minutes):
            yield self.row(entry, given)


def flat(value: Any) -> Value:
    """A value as one cell: None where there is none, a list as its values in order."""
    if isinstance(value, tuple):
        return LIST_SEPARATOR.join(value) or None
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise TypeError(f"a table cell cannot hold {type(value).__name__}")
