"""Corrections through runs of a book: laid over every later extraction, and taken off when they are undone."""

from __future__ import annotations

import csv
import hashlib
import json
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from minutebook.book.batch import extract_book
from minutebook.book.folder import read_record, record_path
from minutebook.book.outcome import Summary
from minutebook.book.overlays import corrections_of, extracted_record, recorded
from minutebook.book.relay import apply_corrections
from minutebook.cli.app import app
from minutebook.corrections.log import append, log_path
from minutebook.corrections.make import Wish, make
from minutebook.corrections.schema import Correction
from minutebook.corrections.store import extracted_path
from minutebook.errors import UsageError
from minutebook.schema import Minutes

READ: list[str] = []


def first_line(path: Path, source: str, rules: Path | None, model: str | None) -> Minutes:
    """The first line is the body, the last the day."""
    READ.append(source)
    data = path.read_bytes()
    text = data.decode()
    body, _, rest = text.partition("\n")
    piece = {
        "field": "body",
        "page": None,
        "start": 0,
        "end": len(body),
        "text": body,
        "box": None,
        "producer": "r",
    }
    document = {"source": source, "sha256": hashlib.sha256(data).hexdigest(), "format": "text", "pages": None}
    return Minutes.model_validate(
        {
            "document": {**document, "kind": "minutes"},
            "meeting": {"body": body, "date": rest.strip() or None, "evidence": [piece]},
            "document_text": text,
        }
    )


class Shelf:
    """A folder of files and its book."""

    def __init__(self, folder: Path) -> None:
        self.files, self.book = folder / "in", folder / "out"
        self.files.mkdir()

    def write(self, **files: str) -> None:
        for name, text in files.items():
            (self.files / f"{name}.txt").write_text(text, encoding="utf-8")

    def run(self) -> Summary:
        READ.clear()
        return extract_book([self.files], self.book, jobs=0, extractor=first_line)

    def correct(self, stem: str, wish: Wish) -> Correction:
        outcomes = recorded(self.book)
        minutes = extracted_record(self.book, outcomes[stem])
        overlay = corrections_of(self.book, outcomes).of(stem).over(minutes)
        one = make(wish, minutes, overlay, "ann")
        append(self.book, stem, [one])
        return one

    def body(self, stem: str) -> str | None:
        meeting = read_record(self.book / record_path(stem)).meeting
        return meeting and meeting.body

    def files_of_book(self) -> dict[str, bytes]:
        out = {}
        for path in sorted(self.book.rglob("*")):
            if path.is_file() and path.suffix != ".lock":
                out[path.relative_to(self.book).as_posix()] = path.read_bytes()
        return out


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path)
    shelf.write(a="Fen Bord\n2025-03-04", b="Mill Board\n2025-04-01")
    shelf.run()
    return shelf


RENAME = Wish(op="change", handle="meeting", field="body", value="Fen Board")


def test_a_run_lays_corrections_over_without_reading_again(shelf: Shelf) -> None:
    untouched = shelf.files_of_book()
    one = shelf.correct("a", RENAME)
    assert shelf.run().changed
    assert READ == []
    assert (shelf.body("a"), shelf.body("b")) == ("Fen Board", "Mill Board")
    with (shelf.book / "tables" / "meetings.csv").open(encoding="utf-8") as file:
        assert [row["body"] for row in csv.DictReader(file)] == ["Fen Board", "Mill Board"]
    with sqlite3.connect(shelf.book / "minutes.sqlite") as connection:
        assert connection.execute("select body from meetings order by document").fetchall()[0] == (
            "Fen Board",
        )
    told = json.loads((shelf.book / "manifest.jsonl").read_text("utf-8").splitlines()[0])
    assert told["body"] == "Fen Board"
    assert not shelf.run().changed
    shelf.correct("a", Wish(op="undo", undo=one.id))
    assert shelf.run().changed
    assert shelf.body("a") == "Fen Bord"
    shelf.book.joinpath("corrections", "a.jsonl").unlink()
    shelf.run()
    # Without corrections the book is to the byte what it was; only seconds may differ.
    now = shelf.files_of_book()
    assert {name for name in now if now[name] != untouched.get(name)} <= {"manifest.jsonl"}


def test_a_later_extraction_and_a_changed_file(shelf: Shelf) -> None:
    shelf.correct("a", RENAME)
    shelf.run()
    shelf.write(a="Fen Bord\n2025-03-05")
    shelf.run()
    assert READ == ["a.txt"]
    assert shelf.body("a") == "Fen Board"
    shelf.write(a="Other Board\n2025-03-05")
    shelf.run()
    record = read_record(shelf.book / record_path("a"))
    assert record.meeting is not None
    assert (record.meeting.body, record.flags) == ("Other Board", ("doubtful_corrections",))
    result = CliRunner().invoke(app, ["corrections", str(shelf.book)])
    assert result.exit_code == 1
    assert "the file has changed: body read 'Fen Bord', and now 'Other Board'" in result.output


def test_corrections_follow_the_bytes_to_another_name(shelf: Shelf) -> None:
    shelf.correct("b", RENAME)
    (shelf.files / "b.txt").rename(shelf.files / "c.txt")
    shelf.write(b="Another Board\n2024-01-01")
    shelf.run()
    assert (shelf.body("b"), shelf.body("c")) == ("Another Board", "Fen Board")


def test_a_document_that_is_gone_keeps_its_corrections_and_is_told(shelf: Shelf) -> None:
    shelf.correct("b", RENAME)
    (shelf.files / "b.txt").unlink()
    shelf.run()
    assert log_path(shelf.book, "b").exists()
    result = CliRunner().invoke(app, ["corrections", str(shelf.book)])
    assert (result.exit_code, "not in the book any more" in result.output) == (1, True)


def test_what_was_extracted_is_read_again_where_it_was_lost(shelf: Shelf) -> None:
    shelf.correct("a", RENAME)
    shelf.run()
    (shelf.book / extracted_path("a")).unlink()
    shelf.run()
    assert READ == ["a.txt"]
    assert shelf.body("a") == "Fen Board"


def test_apply_writes_them_without_the_documents(shelf: Shelf) -> None:
    shelf.correct("a", RENAME)
    for path in shelf.files.iterdir():
        path.unlink()
    result = CliRunner().invoke(app, ["corrections", str(shelf.book), "--apply"])
    assert (result.exit_code, shelf.body("a")) == (0, "Fen Board"), result.output
    assert not apply_corrections(shelf.book).changed
    with pytest.raises(UsageError, match="is no book"):
        apply_corrections(shelf.files)


def test_no_record_leads_out_of_the_book(shelf: Shelf) -> None:
    manifest = shelf.book / "manifest.jsonl"
    told = manifest.read_text("utf-8")
    manifest.write_text(told.replace('"stem": "b"', '"stem": "../../b"'), "utf-8")
    assert list(recorded(shelf.book)) == ["a"]


def test_one_thing_is_done_at_a_time(shelf: Shelf, tmp_path: Path) -> None:
    command = ["corrections", str(shelf.book), "--apply", "--to-gold", str(tmp_path / "gold")]
    result = CliRunner().invoke(app, command)
    assert (result.exit_code, "at a time" in result.output) == (2, True)
    assert not (tmp_path / "gold").exists()


def test_an_applied_book_is_what_a_run_makes_of_it(shelf: Shelf) -> None:
    shelf.correct("a", RENAME)
    apply_corrections(shelf.book)
    applied = shelf.files_of_book()
    assert not shelf.run().changed
    assert READ == []
    assert shelf.files_of_book() == applied


def test_gold_is_written_of_what_was_reviewed_whole(shelf: Shelf, tmp_path: Path) -> None:
    shelf.correct("a", RENAME)
    shelf.correct("b", Wish(op="accept", handle="document"))
    gold = tmp_path / "gold"
    result = CliRunner().invoke(app, ["corrections", str(shelf.book), "--to-gold", str(gold)])
    assert (result.exit_code, sorted(path.name for path in gold.iterdir())) == (
        0,
        ["b.json", "documents.tsv"],
    )
    assert "(--all writes them): 1" in result.output
    told = json.loads((gold / "b.json").read_text("utf-8"))
    assert told["document"] == {"kind": "minutes", "format": "text", "pages": None, "standing": None}
    assert told["meeting"]["body"] == "Mill Board"
    assert "evidence" not in told["meeting"]
    CliRunner().invoke(app, ["corrections", str(shelf.book), "--to-gold", str(gold), "--all"])
    assert json.loads((gold / "a.json").read_text("utf-8"))["meeting"]["body"] == "Fen Board"


def test_gold_is_listed_as_the_evaluation_reads_it(shelf: Shelf, tmp_path: Path) -> None:
    gold = tmp_path / "kept" / "gold"
    gold.mkdir(parents=True)
    kept = "stem\tfile\tfamily\tbody\tneeds\nz\tz.txt\tothers\tz-board\t\nb\tgone.txt\tothers\t\t\n"
    (gold / "documents.tsv").write_text(kept, encoding="utf-8")
    shelf.correct("b", Wish(op="accept", handle="document"))
    command = ["corrections", str(shelf.book), "--to-gold", str(gold)]
    for _ in range(2):
        result = CliRunner().invoke(app, command)
        assert result.exit_code == 0, result.output
    head, own, other = (gold / "documents.tsv").read_text("utf-8").splitlines()
    assert head.split("\t") == ["stem", "file", "family", "body", "needs"]
    assert own.split("\t")[2:] == ["reviewed", "mill-board", ""]
    assert (gold.parent / own.split("\t")[1]).samefile(shelf.files / "b.txt")
    assert other == "z\tz.txt\tothers\tz-board\t"
    document = (shelf.files / "b.txt").read_bytes()
    (shelf.files / "b.txt").unlink()
    (gold / "documents.tsv").unlink()
    assert "not to be found: 1" in CliRunner().invoke(app, command).output
    elsewhere = tmp_path / "far" / "away" / "kept"
    elsewhere.mkdir(parents=True)
    (elsewhere / "b.txt").write_bytes(document)
    moved = CliRunner().invoke(app, [*command, "--documents", str(elsewhere)])
    assert (moved.exit_code, "not to be found" in moved.output) == (0, False)
    (gold / "documents.tsv").write_text("something else\n")
    assert CliRunner().invoke(app, command).exit_code == 2
