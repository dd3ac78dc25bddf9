"""The format is told by content; the name of the file plays no part."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from minutebook.errors import CorruptInput, TooLargeInput
from minutebook.loaders import load
from minutebook.loaders.sniff import tell

Make = Callable[..., bytes]
PARAGRAPH = "<w:p><w:r><w:t>Minutes of the Averill Board</w:t></w:r></w:p>"


@pytest.mark.parametrize("name", ["minutes.docx", "minutes.pdf", "minutes.txt", "minutes"])
def test_a_word_file_is_read_under_any_name(word: Make, tmp_path: Path, name: str) -> None:
    data = word(PARAGRAPH)
    path = tmp_path / name
    path.write_bytes(data)
    document = load(path)
    assert (document.format, document.text) == ("docx", "Minutes of the Averill Board")
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.source == path.as_posix()


def test_the_source_may_be_given(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_text("Minutes of the Averill Board")
    document = load(path, source="in/a.docx")
    assert (document.format, document.source) == ("text", "in/a.docx")


TEXTS: dict[str, bytes] = {
    "plain": b"Present: Ida Quell",
    "windows": "Présent – Ida Quell".encode("cp1252"),
    "utf16": "Present: Ida Quell, clerk".encode("utf-16"),
    "utf16 without mark": ("Present: Ida Quell, clerk. " * 9).encode("utf-16-le"),
    "html": b"<!doctype html><p>Present</p>",
    "mail": b"From: clerk@averill.example\r\nSubject: Minutes\r\n\r\nPresent: Ida Quell",
    "begins with MZ": b"MZ Quell chaired the meeting of the board.",
    "begins with BM": b"BM Trennow chaired the meeting of the board.",
    "begins with ID3": b"ID3 is the identifier of the third item.",
    "speaks of PDF": b"The paper (a file that begins %PDF-1.7) was circulated.",
    "speaks of rtf": b"Files in {\\rtf1 form are not read.",
    "form feeds": b"Page one\x0cPage two\x0cPage three",
}


@pytest.mark.parametrize("data", TEXTS.values(), ids=TEXTS.keys())
def test_what_is_text_goes_to_the_text_loader(data: bytes) -> None:
    assert tell(data) == "text"


@pytest.mark.parametrize(
    "data", [b"%PDF-1.4\n", b"\xef\xbb\xbf%PDF-1.7\n", b"junk of a mailer\n%PDF-1.7\n1 0 obj\nendobj\n"]
)
def test_what_begins_like_a_pdf_goes_to_the_pdf_loader(data: bytes) -> None:
    assert tell(data) == "pdf"


def test_a_file_over_the_limit_is_refused_before_it_is_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "big.txt"
    path.write_bytes(b"word " * 1000)
    monkeypatch.setitem(load.__globals__, "MAX_BYTES", 4999)
    with pytest.raises(TooLargeInput):
        load(path)
    monkeypatch.setitem(load.__globals__, "MAX_BYTES", 5000)
    assert load(path).format == "text"
    monkeypatch.setitem(load.__globals__, "MAX_TEXT_BYTES", 4999)
    with pytest.raises(TooLargeInput):
        load(path)


def test_a_file_that_cannot_be_opened_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(CorruptInput, match="cannot be opened"):
        load(tmp_path / "gone.docx")
    with pytest.raises(CorruptInput, match="cannot be opened"):
        load(tmp_path)
