import csv
from pathlib import Path

import pandas
import pytest

from minutebook.export.csv_tables import CsvTables, cell
from minutebook.export.tables import TABLES
from minutebook.schema import Minutes


@pytest.fixture
def folder(tmp_path: Path, minutes: Minutes) -> Path:
    with CsvTables(tmp_path) as tables:
        tables.add("March", minutes)
        tables.add("May", minutes)
    return tmp_path


def test_there_is_a_file_for_every_table(folder: Path) -> None:
    assert sorted(path.stem for path in folder.iterdir()) == sorted(table.name for table in TABLES)


def test_excel_takes_the_bytes_for_utf8(folder: Path) -> None:
    data = (folder / "agenda_items.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfdocument,id,number,")
    assert data.endswith(b"\r\n")
    assert "Café, “new”".encode() in data.replace(b'""', b'"')


def test_pandas_reads_them_by_default(folder: Path) -> None:
    frame = pandas.read_csv(folder / "attendees.csv")
    assert list(frame.columns)[:3] == ["document", "id", "name"]
    assert list(frame["document"]) == ["March", "March", "May", "May"]
    assert pandas.read_csv(folder / "actions.csv")["completed"].dtype == bool


def test_formulas_are_guarded_and_line_breaks_kept(folder: Path) -> None:
    with (folder / "agenda_items.csv").open(encoding="utf-8-sig", newline="") as file:
        row = next(csv.DictReader(file))
    assert row["text"] == '\'=SUM("lamps")\nCafé, “new”'
    assert row["number"] == "3.10"
    with (folder / "attendees.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["note"] for row in csv.DictReader(file)][:2] == ["", "'-"]


@pytest.mark.parametrize(
    ("value", "text"), [(None, ""), (True, "true"), (False, "false"), (4, "4"), (0.9, "0.9"), ("-x", "'-x")]
)
def test_a_cell_is_text(value: str | int | float | bool | None, text: str) -> None:
    assert cell(value) == text
