import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from minutebook.export.database import Database
from minutebook.export.tables import TABLES
from minutebook.schema import Minutes


def write(path: Path, *records: tuple[str, Minutes]) -> Path:
    with Database(path) as database:
        for stem, minutes in records:
            database.add(stem, minutes)
    return path


@pytest.fixture
def opened(tmp_path: Path, minutes: Minutes) -> Iterator[sqlite3.Connection]:
    path = write(tmp_path / "minutes.sqlite", ("March", minutes), ("May", minutes))
    with closing(sqlite3.connect(path)) as connection:
        yield connection


def test_it_holds_the_same_tables_and_columns(opened: sqlite3.Connection) -> None:
    for table in TABLES:
        columns = [row[1] for row in opened.execute(f"PRAGMA table_info({table.name})")]
        assert columns == [column.name for column in table.columns]
        assert opened.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0] > 0


def test_keys_are_declared_and_hold(opened: sqlite3.Connection) -> None:
    for table in TABLES:
        primary = sorted(
            (row[5], row[1]) for row in opened.execute(f"PRAGMA table_info({table.name})") if row[5]
        )
        assert tuple(name for _, name in primary) == table.primary_key
        foreign = {(row[2], row[3]) for row in opened.execute(f"PRAGMA foreign_key_list({table.name})")}
        assert foreign == {(key.table, name) for key in table.foreign_keys for name in key.columns}
    assert opened.execute("PRAGMA foreign_key_check").fetchall() == []
    assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_tables_join_on_document_and_id(opened: sqlite3.Connection) -> None:
    rows = opened.execute(
        "SELECT l.text, p.name, i.number, a.completed FROM leads l "
        "JOIN actions a ON a.document = l.document AND a.id = l.action_id "
        "JOIN attendees p ON p.document = l.document AND p.id = l.person_id "
        "JOIN agenda_items i ON i.document = a.document AND i.id = a.agenda_item_id WHERE l.document = 'May'"
    )
    assert rows.fetchall() == [("AV", "Ada Verne", "3.10", 0)]


def test_text_is_as_the_document_has_it(opened: sqlite3.Connection) -> None:
    row = opened.execute("SELECT text FROM agenda_items WHERE document = 'March'").fetchone()
    assert row == ('=SUM("lamps")\nCafé, “new”',)


@pytest.mark.parametrize(
    ("table", "words", "document"),
    [
        ("actions", "counting", "March"),
        ("agenda_items", "cafe", "March"),
        ("decisions", "lamp", "March"),
        ("document_texts", "warden thornley", "March"),
    ],
)
def test_full_text_search_finds_other_forms_of_a_word(
    opened: sqlite3.Connection, table: str, words: str, document: str
) -> None:
    sql = f"SELECT t.document FROM {table}_fts(?) f JOIN {table} t ON t.rowid = f.rowid ORDER BY t.document"
    assert opened.execute(sql, (words,)).fetchall() == [(document,), ("May",)]


def test_datasette_finds_the_search_of_a_table(opened: sqlite3.Connection) -> None:
    sql = "SELECT name FROM sqlite_master WHERE rootpage = 0 AND sql LIKE '%VIRTUAL TABLE%USING FTS%content=\"actions\"%'"
    assert opened.execute(sql).fetchall() == [("actions_fts",)]


def test_the_same_records_give_the_same_bytes(tmp_path: Path, minutes: Minutes) -> None:
    records = [(f"m{number}", minutes) for number in range(40)]
    one = write(tmp_path / "one.sqlite", *records)
    two = write(tmp_path / "two.sqlite", *records)
    assert one.read_bytes() == two.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.sqlite", "two.sqlite"]


def test_a_key_that_leads_nowhere_is_refused(tmp_path: Path, minutes: Minutes) -> None:
    action = minutes.actions[0].model_copy(update={"agenda_item_id": "i9"})
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        write(tmp_path / "x.sqlite", ("March", minutes.model_copy(update={"actions": (action,)})))
