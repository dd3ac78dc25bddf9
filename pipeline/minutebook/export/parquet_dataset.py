"""Records and tables as a partitioned Parquet dataset that pandas, DuckDB and Spark read.

`<folder>/<table>/year=2024/part-0.parquet`: one folder a table, one a year of meeting in it (the way of
writing that Hive began and all three know), `year=unknown` where no date is stated. `records` holds whole
records as JSON. Rows keep the order of the book; the same records give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from minutebook.errors import UsageError
from minutebook.export.columns import Column, Row
from minutebook.export.tables import DOCUMENT, TABLES

if TYPE_CHECKING:
    from minutebook.schema import Minutes

RECORDS = "records"
UNKNOWN = "unknown"
BUFFERED = 20_000  # rows held in memory over all tables and years
LARGEST = 64 * 1024 * 1024  # characters of records held in memory
_RECORD = (DOCUMENT, Column(name="record", description="The record as JSON", required=True))


class ParquetDataset:
    """Writes the dataset into a new folder, record by record. A context manager.

    Raises UsageError where pyarrow is missing, OSError where a file cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        try:
            import pyarrow
            import pyarrow.parquet
        except ImportError as error:
            raise UsageError('Parquet needs pyarrow: python -m pip install "minutebook[parquet]"') from error
        self._arrow = pyarrow
        self._parquet = pyarrow.parquet
        self._folder = folder
        self._held: dict[tuple[str, str], list[Row]] = {}
        self._rows = self._letters = 0
        self._parts: dict[tuple[str, str], int] = {}
        shapes = [(table.name, table.columns) for table in TABLES]
        self._schemas = {name: self._schema(columns) for name, columns in [*shapes, (RECORDS, _RECORD)]}

    def __enter__(self) -> ParquetDataset:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._flush()
            for name, schema in self._schemas.items():
                if not any(table == name for table, _ in self._parts):
                    self._write(name, UNKNOWN, schema.empty_table())

    def add(self, stem: str, minutes: Minutes, whole: Minutes | None = None) -> None:
        """Take one record: `minutes` fills the tables, `whole` (if another) stands in `records`."""
        record = whole if whole is not None else minutes
        date = record.meeting.date if record.meeting else None
        year = date[:4] if date else UNKNOWN
        text = record.model_dump_json(by_alias=True)
        self._hold(RECORDS, year, [(stem, text)])
        self._letters += len(text)
        for table in TABLES:
            self._hold(table.name, year, table.rows(stem, minutes))
        if self._rows >= BUFFERED or self._letters >= LARGEST:
            self._flush()

    def _hold(self, name: str, year: str, rows: Iterable[Row]) -> None:
        new = list(rows)
        if new:
            self._held.setdefault((name, year), []).extend(new)
            self._rows += len(new)

    def _flush(self) -> None:
        for (name, year), rows in sorted(self._held.items()):
            schema = self._schemas[name]
            columns = list(zip(*rows, strict=True))
            arrays = [
                self._arrow.array(values, field.type) for values, field in zip(columns, schema, strict=True)
            ]
            self._write(name, year, self._arrow.table(arrays, schema=schema))
        self._held.clear()
        self._rows = self._letters = 0

    def _write(self, name: str, year: str, table: Any) -> None:
        number = self._parts.get((name, year), 0)
        self._parts[name, year] = number + 1
        path = self._folder / name / f"year={year}" / f"part-{number}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        self._parquet.write_table(table, path, compression="zstd")

    def _schema(self, columns: Iterable[Column]) -> Any:
        arrow = self._arrow
        # Dates stay ISO text, as in the other tables: a date may be known to the month only.
        types = {
            "string": arrow.string(),
            "date": arrow.string(),
            "integer": arrow.int64(),
            "boolean": arrow.bool_(),
            "number": arrow.float64(),
        }
        return arrow.schema([arrow.field(c.name, types[c.type], nullable=not c.required) for c in columns])
