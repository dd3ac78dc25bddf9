"""Writes tidy tables row by row: CSV always, Parquet where asked for; the rows are not held."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from minutebook.errors import UsageError
from minutebook.export.columns import Row, Shape
from minutebook.export.csv_tables import ENCODING, cell

GROUP = 50_000
"""Rows that a group of a Parquet file holds."""

ARROW = {"string": "string", "integer": "int64", "number": "float64", "boolean": "bool_", "date": "string"}


class TableWriter:
    """One open table. Made by `open_table`."""

    def __init__(self, shape: Shape, file: Any, parquet: Any) -> None:
        self._shape, self._parquet = shape, parquet
        self._csv = csv.writer(file, lineterminator="\r\n")
        self._csv.writerow([column.name for column in shape.columns])
        self._held: list[Row] = []

    def add(self, rows: Iterable[Row]) -> None:
        """Write rows in the shape's order of columns."""
        listed = list(rows)
        self._csv.writerows([cell(value) for value in row] for row in listed)
        if self._parquet is not None:
            self._held += listed
            if len(self._held) >= GROUP:
                self.flush()

    def flush(self) -> None:
        """Write what is held for Parquet."""
        if self._parquet is not None and self._held:
            import pyarrow

            columns = list(zip(*self._held, strict=True))
            self._parquet.write_table(
                pyarrow.table(columns, schema=_schema(self._shape)), row_group_size=GROUP
            )
            self._held = []


def _schema(shape: Shape) -> Any:
    import pyarrow

    return pyarrow.schema([(column.name, getattr(pyarrow, ARROW[column.type])()) for column in shape.columns])


@contextmanager
def open_table(shape: Shape, folder: Path, *, parquet: bool = False) -> Iterator[TableWriter]:
    """A writer of `<name>.csv` (and `.parquet`) in the folder, closed at the end.

    Raises UsageError where Parquet is asked for and pyarrow is missing, OSError where it cannot be written.
    """
    made: Any = None
    if parquet:
        try:
            import pyarrow.parquet
        except ImportError as error:
            raise UsageError("Parquet needs pyarrow; run: python -m pip install pyarrow") from error
        made = pyarrow.parquet.ParquetWriter(folder / f"{shape.name}.parquet", _schema(shape))
    with (folder / f"{shape.name}.csv").open("w", encoding=ENCODING, newline="") as file:
        writer = TableWriter(shape, file, made)
        try:
            yield writer
            writer.flush()
        finally:
            if made is not None:
                made.close()


def write_table(shape: Shape, rows: Iterable[Row], folder: Path, *, parquet: bool = False) -> None:
    """Write a whole table."""
    with open_table(shape, folder, parquet=parquet) as writer:
        writer.add(rows)
