"""CSV files that Excel opens rightly by a double click and pandas by default.

UTF-8 with a byte order mark (Excel takes anything else for the local code page; pandas skips it),
commas, CRLF, cells that a spreadsheet would run guarded. An empty cell is a missing value.
"""

from __future__ import annotations

import csv
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any

from minutebook.export.columns import Value
from minutebook.export.guard import guard
from minutebook.export.tables import TABLES
from minutebook.schema import Minutes

ENCODING = "utf-8-sig"


def cell(value: Value) -> str:
    """A value as the text of one CSV cell: empty for None, `true` or `false` for a boolean."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return guard(value) if isinstance(value, str) else str(value)


class CsvTables:
    """Writes `<table>.csv` for every table into a folder, record by record.

    A context manager: the files are open inside it. Raises OSError where they cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stack = ExitStack()
        self._writers: dict[str, Any] = {}

    def __enter__(self) -> CsvTables:
        self._folder.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            for table in TABLES:
                path = self._folder / f"{table.name}.csv"
                file = stack.enter_context(path.open("w", encoding=ENCODING, newline=""))
                self._writers[table.name] = csv.writer(file, lineterminator="\r\n")
                self._writers[table.name].writerow([column.name for column in table.columns])
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def add(self, stem: str, minutes: Minutes) -> None:
        """Write the rows of one record."""
        for table in TABLES:
            self._writers[table.name].writerows(
                [cell(value) for value in row] for row in table.rows(stem, minutes)
            )
