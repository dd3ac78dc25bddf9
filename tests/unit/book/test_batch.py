import csv
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from minutebook.book.batch import extract_book
from minutebook.book.outcome import Outcome, Summary
from minutebook.schema import Minutes

MakeBook = Callable[..., Summary]


def contents(book: Path) -> dict[str, bytes]:
    """Every file by its path, the seconds of the manifest aside."""
    found = {
        path.relative_to(book).as_posix(): path.read_bytes() for path in book.rglob("*") if path.is_file()
    }
    lines = [json.loads(line) for line in found["manifest.jsonl"].splitlines()]
    found["manifest.jsonl"] = json.dumps([{**line, "seconds": 0} for line in lines]).encode()
    return found


def test_a_book_holds_records_tables_database_and_manifest(tmp_path: Path, make_book: MakeBook) -> None:
    summary = make_book(tmp_path / "in", tmp_path / "out", b="Weir Board", a="Ferry Trust")
    assert [(row.document, row.kind, row.body, row.flags, row.status) for row in summary.rows] == [
        ("a", "minutes", "Ferry Trust", 1, "ok"),
        ("b", "minutes", "Weir Board", 1, "ok"),
    ]
    assert summary.exit_code == 0
    out = tmp_path / "out"
    record = Minutes.model_validate_json((out / "documents/a.json").read_bytes())
    assert (record.document.source, record.document_text) == ("a.txt", "Ferry Trust")
    with (out / "tables/meetings.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [(row["document"], row["body"]) for row in csv.DictReader(file)] == [
            ("a", "Ferry Trust"),
            ("b", "Weir Board"),
        ]
    with closing(sqlite3.connect(out / "minutes.sqlite")) as database:
        assert database.execute("SELECT document, body FROM meetings").fetchall() == [
            ("a", "Ferry Trust"),
            ("b", "Weir Board"),
        ]
    assert json.loads((out / "datapackage.json").read_text(encoding="utf-8"))["name"] == "minutebook"


def test_the_same_input_gives_the_same_bytes(tmp_path: Path, make_book: MakeBook) -> None:
    for out in ("one", "two"):
        make_book(
            tmp_path / "in", tmp_path / out, **{f"m{number}": f"Board {number}" for number in range(12)}
        )
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_second_run_replaces_the_first_and_drops_what_vanished(tmp_path: Path, make_book: MakeBook) -> None:
    out = tmp_path / "out"
    make_book(tmp_path / "in", out, a="Ferry Trust", b="Weir Board")
    (out / "documents/notes.json").write_text("my own", encoding="utf-8")
    (out / "README.txt").write_text("mine too", encoding="utf-8")
    make_book(tmp_path / "in", out, b="Weir Board", c="Mill Group")
    assert sorted(path.name for path in (out / "documents").iterdir()) == ["b.json", "c.json", "notes.json"]
    assert (out / "README.txt").read_text(encoding="utf-8") == "mine too"
    make_book(tmp_path / "in", tmp_path / "fresh", b="Weir Board", c="Mill Group")
    assert contents(tmp_path / "fresh").items() <= contents(out).items()


def test_a_record_whose_input_can_no_longer_be_read_goes(tmp_path: Path, make_book: MakeBook) -> None:
    out = tmp_path / "out"
    make_book(tmp_path / "in", out, a="Ferry Trust", b="Weir Board")

    def refuse(path: Path, source: str, rules: Path | None, model: str | None) -> Minutes:
        raise PermissionError(13, "Permission denied")

    summary = extract_book([tmp_path / "in/a.txt"], out, jobs=0, extractor=refuse)
    assert [(row.status, row.recorded) for row in summary.rows] == [("corrupt", False)]
    assert "Permission denied" in (summary.rows[0].reason or "")
    assert list((out / "documents").iterdir()) == []


def test_progress_hears_of_each_input_in_order(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("b", "a"):
        (tmp_path / f"in/{name}.txt").write_text(name, encoding="utf-8")
    heard: list[tuple[str, int, int]] = []

    def listen(outcome: Outcome, done: int, total: int) -> None:
        heard.append((outcome.source, done, total))

    def stop(path: Path, source: str, rules: Path | None, model: str | None) -> Minutes:
        raise ValueError("no")

    summary = extract_book([tmp_path / "in"], tmp_path / "out", jobs=0, extractor=stop, progress=listen)
    assert heard == [("a.txt", 1, 2), ("b.txt", 2, 2)]
    assert [row.status for row in summary.rows] == ["crashed", "crashed"]
    assert summary.rows[0].sha256 == "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
