import json
from collections.abc import Callable
from pathlib import Path

import pytest

from minutebook.book.folder import check_folder, check_writable, manifest_lines, manifest_stems, read_book
from minutebook.book.outcome import Summary
from minutebook.errors import UsageError

MakeBook = Callable[..., Summary]


def wrote(book: Path) -> Callable[[str], bool]:
    stems = set(manifest_stems(book) or ())
    return lambda stem: stem in stems


def manifest(book: Path, *entries: dict[str, object]) -> None:
    book.mkdir(exist_ok=True)
    text = "".join(json.dumps({"source": "x", **entry}) + "\n" for entry in entries)
    (book / "manifest.jsonl").write_text(text, encoding="utf-8")


def test_a_book_is_read_one_record_at_a_time(tmp_path: Path, make_book: MakeBook) -> None:
    make_book(tmp_path / "in", tmp_path / "out", b="Weir Board", a="Ferry Trust")
    records = read_book(tmp_path / "out")
    stem, minutes = next(records)
    assert (stem, minutes.document_text) == ("a", "Ferry Trust")
    (tmp_path / "out/documents/b.json").unlink()
    with pytest.raises(UsageError, match=r"b\.json cannot be read"):
        next(records)


@pytest.mark.parametrize("text", ['{"schema_version": "1.0"}', "[]", "no json"])
def test_a_record_that_is_none_is_refused(tmp_path: Path, make_book: MakeBook, text: str) -> None:
    make_book(tmp_path / "in", tmp_path / "out", a="Ferry Trust")
    (tmp_path / "out/documents/a.json").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="is no record of minutebook"):
        list(read_book(tmp_path / "out"))


def test_a_folder_without_a_manifest_is_no_book(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no book"):
        read_book(tmp_path)


def test_a_pack_names_several_records(tmp_path: Path) -> None:
    manifest(tmp_path, {"stem": "a"}, {"stem": None}, {"stem": "p", "stems": ["p#p1-2", "p#p3-9"]})
    assert manifest_stems(tmp_path) == ("a", "p", "p#p1-2", "p#p3-9")


@pytest.mark.parametrize("stem", ["../../secret", "a/b", "..", "C:\\x", "", "a\0b", 3])
def test_a_manifest_cannot_lead_out_of_the_folder(tmp_path: Path, stem: object) -> None:
    manifest(tmp_path, {"stem": stem})
    assert manifest_stems(tmp_path) == ()


@pytest.mark.parametrize("text", ["hello\n", "[1]\n", '{"source": "x"}\n', '{"stem": null}\n'])
def test_a_file_that_is_no_manifest_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="no manifest of minutebook"):
        list(manifest_lines(tmp_path))


def test_a_folder_with_other_files_may_become_a_book(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    check_writable(tmp_path, ["a"], wrote(tmp_path))


@pytest.mark.parametrize("name", ["minutes.sqlite", "datapackage.json", "tables/actions.csv"])
def test_files_of_others_in_the_books_place_are_never_replaced(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="which minutebook did not write"):
        check_writable(tmp_path, ["a"], wrote(tmp_path))


def test_a_foreign_file_in_a_records_place_is_never_replaced(tmp_path: Path) -> None:
    manifest(tmp_path, {"stem": "b"})
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents/a.json").write_text('{"mine": 1}', encoding="utf-8")
    check_writable(tmp_path, ["b"], wrote(tmp_path))
    with pytest.raises(UsageError, match=r"a\.json is no record of minutebook"):
        check_writable(tmp_path, ["a"], wrote(tmp_path))


def test_a_record_left_by_a_run_that_was_stopped_is_replaced(tmp_path: Path, make_book: MakeBook) -> None:
    make_book(tmp_path / "in", tmp_path / "out", a="Ferry Trust")
    (tmp_path / "out/manifest.jsonl").write_text("", encoding="utf-8")
    make_book(tmp_path / "in", tmp_path / "out", a="Weir Board")
    assert [minutes.document_text for _, minutes in read_book(tmp_path / "out")] == ["Weir Board"]


def test_a_file_cannot_be_a_book(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="is a file"):
        check_folder(tmp_path / "out")


def test_a_name_that_changed_only_its_case_is_not_lost(tmp_path: Path, make_book: MakeBook) -> None:
    make_book(tmp_path / "in", tmp_path / "out", Board="Ferry Trust")
    make_book(tmp_path / "in", tmp_path / "out", board="Ferry Trust")
    assert [path.name for path in (tmp_path / "out/documents").iterdir()] == ["board.json"]
