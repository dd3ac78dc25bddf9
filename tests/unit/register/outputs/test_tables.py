"""CSV, database and Parquet hold the same rows, described and joined by their keys."""

from __future__ import annotations

import csv
import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pyarrow.parquet
import pytest
from made_register import FORMULA, register

from minutebook.errors import UsageError
from minutebook.export.guard import unguard
from minutebook.register.outputs.filters import Filters, select
from minutebook.register.outputs.tables import TABLES, write_csv, write_database, write_parquet
from minutebook.register.outputs.view import View

VIEW = View(register())


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    write_csv(VIEW, folder)
    write_parquet(VIEW, folder)
    write_database(VIEW, folder / "register.sqlite")
    return folder


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_three_forms_hold_the_same_rows(folder: Path, table: object) -> None:
    name = table.name  # type: ignore[attr-defined]
    parquet = pyarrow.parquet.read_table(folder / f"{name}.parquet").to_pylist()
    with closing(sqlite3.connect(folder / "register.sqlite")) as base:
        base.row_factory = sqlite3.Row
        rows = [dict(row) for row in base.execute(f'SELECT * FROM "{name}"')]
    lines = read_csv(folder / f"{name}.csv")
    assert len(lines) == len(rows) == len(parquet) > 0
    for line, row, arrow in zip(lines, rows, parquet, strict=True):
        assert list(line) == list(row) == list(arrow)
        for key, value in row.items():
            assert value == arrow[key] or (isinstance(arrow[key], bool) and value == int(arrow[key])), key
            if isinstance(value, str):
                # SQLite keeps a list as JSON, CSV too: both are text.
                assert unguard(line[key]) == value, key


def test_actions_and_their_leads(folder: Path) -> None:
    actions = {row["id"]: row for row in read_csv(folder / "actions.csv")}
    assert (actions["thread-4"]["state"], actions["thread-4"]["status"]) == ("completed", "closed")
    assert actions["thread-1"]["evidence"] == "evidence/flood-june.html#a1"
    assert actions["thread-2"]["text"] == "'" + FORMULA
    leads = [(row["action_id"], row["name"]) for row in read_csv(folder / "leads.csv")]
    assert ("thread-1", "Tom Ashby") in leads
    assert ("thread-1", "Edith Marlowe") in leads


def test_the_database_keeps_its_keys_and_finds_words(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "register.sqlite")) as base:
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        found = base.execute(
            "SELECT a.id FROM actions a JOIN actions_fts f ON f.rowid = a.rowid WHERE actions_fts MATCH 'pump'"
        ).fetchall()
    assert found == [("thread-1",)]


def test_what_was_not_asked_for_is_not_pointed_at(tmp_path: Path) -> None:
    # thread-6 is replaced by thread-1, which the filter leaves out.
    write_database(select(register(), Filters(statuses=("superseded",))), tmp_path / "some.sqlite")
    with closing(sqlite3.connect(tmp_path / "some.sqlite")) as base:
        assert base.execute("SELECT id, superseded_by FROM actions").fetchall() == [("thread-6", None)]
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []


def test_every_column_is_described(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert [resource["name"] for resource in package["resources"]] == [table.name for table in TABLES]
    for resource in package["resources"]:
        head = list(read_csv(folder / resource["path"])[0])
        assert [field["name"] for field in resource["schema"]["fields"]] == head
        assert all(field["description"] for field in resource["schema"]["fields"])


def test_the_same_register_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    write_csv(VIEW, tmp_path)
    write_parquet(VIEW, tmp_path)
    write_database(VIEW, tmp_path / "register.sqlite")
    for path in sorted(folder.iterdir()):
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


def test_without_pyarrow_parquet_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pip install 'minutebook\[parquet\]'"):
        write_parquet(VIEW, tmp_path)
