"""`minutebook possible`: what the records of a book may lack, as a list and as a spreadsheet."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from minutebook.book.batch import extract_book
from minutebook.cli.app import app
from minutebook.corrections.log import append
from minutebook.corrections.schema import Correction, Target, new_id, now, record_mark
from minutebook.schema import Minutes

LEFT = "It was left with Ada Vern to price a new gate and report back."


def lacking(path: Path, source: str, rules: Path | None, model: str | None) -> Minutes:
    """A record without the action of its text."""
    document = {"source": source, "format": "text", "pages": None, "kind": "minutes"}
    told = {"document": {**document, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}}
    return Minutes.model_validate(told | {"document_text": path.read_text("utf-8")})


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for name, words in {
        "a": f"{LEFT}\n=SUM(1) is to be checked by Bo Lund.",
        "b": "The grass was cut.",
    }.items():
        (tmp_path / "in" / f"{name}.txt").write_text(f"Weir Trust\n{words}\n", encoding="utf-8")
    extract_book([tmp_path / "in"], tmp_path / "out", jobs=0, extractor=lacking)
    return tmp_path / "out"


def test_it_lists_the_likeliest_first_and_says_how_many(book: Path) -> None:
    result = CliRunner().invoke(app, ["possible", str(book)])
    assert result.exit_code == 0, result.output
    first, *_, last = result.output.splitlines()
    assert first.endswith(f"% a: action: {LEFT}")
    assert last.endswith("to look at in 1 documents")


def test_the_spreadsheet_says_where_the_words_stand_and_runs_nothing(book: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["possible", str(book), "--csv", str(tmp_path / "p.csv")])
    assert result.exit_code == 0, result.output
    with (tmp_path / "p.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    text = (book.parent / "in" / "a.txt").read_text("utf-8")
    assert rows[0]["text"] == LEFT == text[int(rows[0]["start"]) : int(rows[0]["end"])]
    assert not [row for row in rows if row["text"].startswith("=")]


def test_what_a_person_has_reviewed_is_left_out(book: Path) -> None:
    minutes = Minutes.model_validate_json((book / "documents" / "a.json").read_text("utf-8"))
    accepted = Correction(
        id=new_id(),
        by="ann",
        at=now(),
        op="accept",
        target=Target(section="document"),
        sha256=minutes.document.sha256,
        record=record_mark(minutes),
    )
    append(book, "a", [accepted])
    result = CliRunner().invoke(app, ["possible", str(book)])
    assert (result.exit_code, result.output.strip()) == (0, "0 to look at in 0 documents")


@pytest.mark.parametrize("more", [[], ["--csv", "nowhere/p.csv"]])
def test_what_cannot_be_read_or_written_is_told_in_one_line(
    tmp_path: Path, book: Path, more: list[str]
) -> None:
    where = str(book if more else tmp_path / "none")
    result = CliRunner().invoke(app, ["possible", where, *more])
    assert result.exit_code == 2
    assert "Traceback" not in result.output
