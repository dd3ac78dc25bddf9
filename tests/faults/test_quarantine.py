"""One person's case file leaves a line that says why, and no word of its own anywhere in the book."""

import json
from pathlib import Path

import pytest

import minutebook
from minutebook.book.batch import extract_book
from minutebook.errors import InputError

FORM = """Strategy meeting record

Name of child: Zebedee Quillfeather
Date of birth: 3/4/2015
Home address: 4 Alder Row, Harrowmere
Allocated social worker: Marigold Threlkeld

Details of the injuries: a bruise on the left arm that Zebedee could not explain
"""
WORDS = ("Zebedee", "Quillfeather", "Alder Row", "Threlkeld", "bruise", "2015")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "form.txt").write_text(FORM)
    minutes = "Alder Mere Board\nMinutes of the meeting held on 4 March 2024\nPresent: Ada Verne\n"
    (tmp_path / "in" / "march.txt").write_text(minutes)
    return tmp_path


def test_no_word_of_it_stands_in_the_book(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    summary = extract_book([folder / "in"], folder / "book", jobs=0)
    assert {row.source: row.status for row in summary} == {"form.txt": "quarantined", "march.txt": "ok"}
    assert summary.exit_code == 1
    for path in (folder / "book").rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert [word for word in WORDS if word.encode() in data] == [], path
    told = "".join(capsys.readouterr())
    assert [word for word in WORDS if word in told] == []
    lines = [json.loads(line) for line in (folder / "book" / "manifest.jsonl").read_text().splitlines()]
    form = next(line for line in lines if line["source"] == "form.txt")
    assert form["stem"] is None
    assert "case file" in form["reason"]


def test_the_library_tells_nothing_of_it(folder: Path) -> None:
    with pytest.raises(InputError) as caught:
        minutebook.extract(folder / "in" / "form.txt")
    assert caught.value.status == "quarantined"
    assert [word for word in WORDS if word in str(caught.value)] == []
