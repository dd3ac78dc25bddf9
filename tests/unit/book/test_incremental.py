"""What a second run reads: what changed, and no more."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from minutebook.book.batch import extract_book
from minutebook.book.limits import Limits
from minutebook.book.outcome import Summary
from minutebook.book.reading import reading_of
from minutebook.errors import EmptyInput
from minutebook.schema import Minutes

MakeBook = Callable[..., Summary]


class Counting:
    """An extractor that remembers what it read."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(self, path: Path, source: str, rules: Path | None, model: str | None) -> Minutes:
        self.read.append(source)
        text = path.read_text(encoding="utf-8")
        if not text:
            raise EmptyInput("the file is empty")
        if text == "crash":
            raise ValueError("no")
        from hashlib import sha256

        document = {"source": source, "format": "text", "pages": 2, "kind": "minutes"}
        document["sha256"] = sha256(text.encode()).hexdigest()
        return Minutes.model_validate({"document": document, "document_text": text})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {
        "a.txt": "one",
        "b.txt": "two",
        "c.txt": "",
        "d.txt": "crash",
        "x/a.txt": "three",
    }.items():
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    return tmp_path / "in"


def run(folder: Path, **more: object) -> tuple[list[str], Summary]:
    reader = Counting()
    summary = extract_book([folder], folder.parent / "out", jobs=0, extractor=reader, **more)  # type: ignore[arg-type]
    return reader.read, summary


def times(out: Path) -> dict[Path, int]:
    return {
        path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file() and path.suffix != ".lock"
    }


def test_an_unchanged_folder_is_not_read_and_the_book_not_touched(folder: Path) -> None:
    assert run(folder)[0] == ["a.txt", "b.txt", "c.txt", "d.txt", "x/a.txt"]
    before = times(folder.parent / "out")
    for path in folder.rglob("*.txt"):
        os.utime(path, (1, 1))  # what counts is the content
    read, summary = run(folder)
    assert (read, summary.reused, summary.changed, summary.pages) == ([], 5, False, 6)
    assert summary.statuses == {"crashed": 1, "empty": 1, "ok": 3}
    assert times(folder.parent / "out") == before


def test_changed_new_and_removed_files_are_brought_up_to_date(folder: Path) -> None:
    run(folder)
    (folder / "a.txt").write_text("uno", encoding="utf-8")
    (folder / "b.txt").unlink()
    (folder / "e.txt").write_text("five", encoding="utf-8")
    read, summary = run(folder)
    assert read == ["a.txt", "e.txt"]
    assert [row.document for row in summary.rows] == ["a", "c", "d", "e", "a~2"]
    texts = {
        path.stem: json.loads(path.read_bytes())["document_text"]
        for path in (summary.out / "documents").iterdir()
    }
    assert texts == {"a": "uno", "e": "five", "a~2": "three"}


def test_a_name_that_moves_to_another_input_takes_its_record_along(folder: Path) -> None:
    run(folder)
    (folder / "a.txt").unlink()
    read, summary = run(folder)
    assert read == []
    assert json.loads((summary.out / "documents/a.json").read_bytes())["document_text"] == "three"
    assert not (summary.out / "documents/a~2.json").exists()


@pytest.mark.parametrize(
    "name", ["documents/a.json", "tables/documents.csv", "minutes.sqlite", ".minutebook.json"]
)
@pytest.mark.parametrize("harm", ["gone", "changed"])
def test_a_file_of_the_book_that_was_harmed_is_made_again(folder: Path, name: str, harm: str) -> None:
    _, summary = run(folder)
    harmed = summary.out / name
    whole = harmed.read_bytes()
    if harm == "gone":
        harmed.unlink()
    else:
        harmed.write_bytes(whole[:-2])
    read, _ = run(folder)
    assert read == (["a.txt"] if name == "documents/a.json" else [])
    assert harmed.read_bytes() == whole


def test_failures_are_tried_again_when_asked_or_when_limits_change(folder: Path) -> None:
    run(folder)
    assert run(folder)[0] == []
    assert run(folder, retry=True)[0] == ["d.txt"]
    assert run(folder, limits=Limits(seconds=600))[0] == ["d.txt"]


def test_other_rules_or_another_model_read_everything_again(folder: Path, tmp_path: Path) -> None:
    run(folder)
    own = tmp_path / "own"
    own.mkdir()
    assert run(folder, rules=own)[0] == []
    (own / "own.yaml").write_text("terms: {}\n", encoding="utf-8")
    assert len(run(folder, rules=own)[0]) == 5
    assert run(folder, rules=own)[0] == []
    assert len(run(folder, rules=own, model="en_other")[0]) == 5


def test_a_mark_tells_rules_models_and_limits_apart(tmp_path: Path) -> None:
    plain = reading_of(None, None, Counting(), Limits())
    assert plain == reading_of(None, None, Counting(), Limits())
    slow = reading_of(None, None, Counting(), Limits(seconds=1))
    assert (plain.mark("ok"), plain.mark("empty")) == (slow.mark("ok"), slow.mark("empty"))
    assert plain.mark("timeout") != slow.mark("timeout")
    assert plain.mark("ok") != reading_of(tmp_path, "en_other", Counting(), Limits()).mark("ok")
