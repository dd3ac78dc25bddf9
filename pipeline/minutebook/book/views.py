"""The views of a book: tables, data package, database and Parquet, written from its records one at a time."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from minutebook.book.folder import DATABASE, PACKAGE, PARQUET, TABLE_FOLDER
from minutebook.export.counted import counted
from minutebook.export.csv_tables import CsvTables
from minutebook.export.database import Database
from minutebook.export.datapackage import datapackage_json

if TYPE_CHECKING:
    from minutebook.schema import Minutes


def write_views(folder: Path, records: Iterable[tuple[str, Minutes]], *, parquet: bool = False) -> None:
    """Write tables, data package, database and, if wanted, the Parquet dataset of these (stem, record) pairs.

    Raises OSError or sqlite3.Error where they cannot be written, UsageError where pyarrow is missing.
    """
    from contextlib import ExitStack

    with ExitStack() as stack:
        tables = stack.enter_context(CsvTables(folder / TABLE_FOLDER))
        database = stack.enter_context(Database(folder / DATABASE))
        dataset = None
        if parquet:
            from minutebook.export.parquet_dataset import ParquetDataset

            dataset = stack.enter_context(ParquetDataset(folder / PARQUET))
        for stem, minutes in records:
            shown = counted(minutes)
            tables.add(stem, shown)
            database.add(stem, shown)
            if dataset is not None:
                dataset.add(stem, shown, minutes)
    (folder / PACKAGE).write_text(datapackage_json(), encoding="utf-8", newline="\n")
