"""The tables as pandas data frames, from records or from the CSV files of a book."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from minutebook.export.columns import Row
from minutebook.export.csv_tables import ENCODING
from minutebook.export.guard import unguard
from minutebook.export.stems import Stems
from minutebook.export.tables import TABLES
from minutebook.schema import Minutes

if TYPE_CHECKING:
    import pandas

# Dates stay ISO text: a date may be known to the month only, and text sorts as dates do.
_TYPES = {"string": "string", "date": "string", "integer": "Int64", "boolean": "boolean", "number": "float64"}


def to_frames(records: Minutes | Iterable[Minutes | tuple[str, Minutes]]) -> dict[str, pandas.DataFrame]:
    """One data frame a table, in the tables' order, with the columns that `datapackage.json` describes.

    `records` is one record, records, or (stem, record) pairs as a book gives them; a record without
    a stem gets one from its source, as `extract` would name it. Rows keep the records' order and are
    numbered from 0. Text is `string`, counts `Int64`, yes and no `boolean`, all with `<NA>` for what
    the document does not state; dates are ISO text, lists are joined by `"; "`. A table without rows
    still has its columns.

    >>> from minutebook.schema import Attendee, DocumentPart
    >>> document = DocumentPart(source="2024/march.txt", sha256="", format="text", pages=None, kind="minutes")
    >>> person = Attendee(id="p1", name="Ada Verne", status="present", capacity=("chair", "guest"))
    >>> minutes = Minutes(document=document, attendees=(person,))
    >>> to_frames([minutes])["attendees"][["document", "id", "name", "capacity"]]
      document  id       name      capacity
    0    march  p1  Ada Verne  chair; guest
    """
    import pandas

    rows: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    stems = Stems()
    for record in [records] if isinstance(records, Minutes) else records:
        if isinstance(record, Minutes):
            stem, minutes = stems.take(record.document.source), record
        else:
            stem, minutes = record
        for table in TABLES:
            rows[table.name].extend(table.rows(stem, minutes))
    return {
        table.name: pandas.DataFrame(
            {
                column.name: pandas.Series(
                    [row[place] for row in rows[table.name]], dtype=_TYPES[column.type]
                )
                for place, column in enumerate(table.columns)
            }
        )
        for table in TABLES
    }


def read_tables(folder: Path) -> dict[str, pandas.DataFrame]:
    """The frames that a book's `tables` folder holds: as `to_frames`, the guard against formulas taken off.

    Raises FileNotFoundError where a table is missing.
    """
    import pandas

    frames = {}
    for table in TABLES:
        frame = pandas.read_csv(
            folder / f"{table.name}.csv",
            encoding=ENCODING,
            dtype={column.name: _TYPES[column.type] for column in table.columns},
            keep_default_na=False,
            na_values=[""],
        )
        for column in table.columns:
            if column.type == "string":
                frame[column.name] = frame[column.name].map(unguard, na_action="ignore").astype("string")
        frames[table.name] = frame
    return frames
