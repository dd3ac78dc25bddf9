import os
import sys
from pathlib import Path

import pytest

from minutebook.book.inputs import find_inputs, walk_inputs
from minutebook.errors import UsageError


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")


def sources(*paths: Path, out: Path | None = None) -> list[str]:
    return [found.source for found in find_inputs(paths, out=out)]


def test_folders_are_read_at_any_depth_in_order_of_path(tmp_path: Path) -> None:
    write(tmp_path, "b.pdf", "a/z.txt", "a/b/c.docx", "a.txt")
    assert sources(tmp_path) == ["a/b/c.docx", "a/z.txt", "a.txt", "b.pdf"]


def test_hidden_files_locks_and_litter_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, ".DS_Store", "~$Board.docx", "Thumbs.db", "desktop.ini", ".git/x.txt", "Board.docx")
    assert sources(tmp_path) == ["Board.docx"]


def test_books_records_and_the_output_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "old/manifest.jsonl", "old/documents/x.json", "out/notes.txt", "data.json")
    record = '{\n  "schema_version": "1.0", "document": {}, "meeting": null, "attendees": [], "actions": []}'
    (tmp_path / "a.expected.json").write_text(record, encoding="utf-8")
    assert sources(tmp_path, out=tmp_path / "out") == ["a.txt", "data.json"]
    passed: list[str] = []
    assert len(list(walk_inputs([tmp_path], out=tmp_path / "out", passed=passed))) == 2
    assert passed == [(tmp_path / "a.expected.json").as_posix()]


def test_what_is_longer_than_any_record_is_an_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = '{"schema_version": "1.0", "document": {}, "meeting": null, "attendees": [], "actions": []}'
    (tmp_path / "a.json").write_text(record, encoding="utf-8")
    monkeypatch.setattr("minutebook.book.inputs.LARGEST_RECORD", len(record) - 1)
    assert sources(tmp_path) == ["a.json"]


@pytest.mark.parametrize("words", ['{"schema_version": "1.0",', '{"schema_version": 2, "rows": []}'])
def test_what_only_begins_like_a_record_is_an_input(tmp_path: Path, words: str) -> None:
    (tmp_path / "a.json").write_text(words, encoding="utf-8")
    assert sources(tmp_path) == ["a.json"]


def test_a_file_that_is_named_is_read_whatever_its_name(tmp_path: Path) -> None:
    write(tmp_path, ".hidden.txt")
    assert [(found.source, found.stem) for found in find_inputs([tmp_path / ".hidden.txt"])] == [
        (".hidden.txt", "_hidden")
    ]


def test_with_several_paths_sources_start_where_they_part(tmp_path: Path) -> None:
    write(tmp_path, "north/a.txt", "south/a.txt", "south/b.txt")
    assert sources(tmp_path / "south", tmp_path / "north") == ["north/a.txt", "south/a.txt", "south/b.txt"]
    assert sources(tmp_path / "south/b.txt", tmp_path / "south/a.txt") == ["a.txt", "b.txt"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, "in/a.txt")
    assert sources(tmp_path / "in", tmp_path / "in/a.txt", tmp_path / "in/../in/a.txt") == ["in/a.txt"]


def test_inputs_of_one_name_get_stems_of_their_own(tmp_path: Path) -> None:
    write(tmp_path, "x.pdf", "a/x.txt", "b/X.md")
    assert [(found.source, found.stem) for found in find_inputs([tmp_path])] == [
        ("a/x.txt", "x"),
        ("b/X.md", "X~2"),
        ("x.pdf", "x~3"),
    ]


def test_what_cannot_start_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="gone does not exist"):
        find_inputs([tmp_path / "gone"])
    with pytest.raises(UsageError, match="no files to read"):
        find_inputs([tmp_path])
    with pytest.raises(UsageError, match="no files to read"):
        find_inputs([])
    write(tmp_path, "a.txt")
    with pytest.raises(UsageError, match="read and written"):
        find_inputs([tmp_path], out=tmp_path / "sub" / "..")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_name_that_is_not_utf8_is_recorded_in_utf8(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("x", encoding="utf-8")
    (found,) = find_inputs([tmp_path])
    assert (found.source, found.stem) == ("caf\ufffd.txt", "caf\ufffd")
    assert found.path.read_text(encoding="utf-8") == "x"


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_dangling_link_is_an_input_and_a_linked_folder_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "in/a.txt", "other/b.txt")
    (tmp_path / "in/gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "in/loop").symlink_to(tmp_path / "in")
    assert sources(tmp_path / "in") == ["a.txt", "gone.txt"]
