"""Where words stand on pages: of short files at once, of long ones as they are read, of a part in its pack."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from minutebook.errors import UsageError
from minutebook.extraction import extract_records
from minutebook.loaders import load
from minutebook.review import pages as module
from minutebook.review.pages import Pages

SAMPLES = Path(__file__).resolve().parents[3] / "data" / "samples"
PDF = SAMPLES / "penholm-icb-quality-2024-05-21.pdf"
OTHER = SAMPLES / "saltmarsh-scp-2022-06-14.pdf"


@pytest.fixture
def pages() -> Iterator[Pages]:
    one = Pages()
    yield one
    one.close()


def test_each_line_stands_where_its_words_are(pages: Pages) -> None:
    document = load(PDF)
    told = pages.layout(PDF, "k", document.text)
    assert (told["ready"], told["shown"]) == (True, [1, document.pages])
    lines = {(one.span.start, one.span.end, one.page) for block in document.blocks for one in block.lines}
    assert {(one["start"], one["end"], one["page"]) for one in told["lines"]} == lines
    assert pages.layout(PDF, "k", document.text) is told
    # Another version read it: the pages are shown, nothing is put on them.
    other = pages.layout(PDF, "other", document.text + "x")
    assert (len(other["pages"]), other["lines"], other["ready"]) == (document.pages, [], True)


def test_nobody_waits_for_a_long_file(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONG_PAGES", 0)
    text = load(PDF).text
    first = pages.layout(PDF, "k", text, wait=0)
    assert (first["ready"], first["lines"], len(first["pages"])) == (False, [], 2)
    whole = pages.layout(PDF, "k", text)
    assert whole["ready"]
    assert whole["lines"]


def test_a_part_of_a_pack_has_its_own_words_and_pages(pages: Pages, tmp_path: Path) -> None:
    pack = pypdfium2.PdfDocument.new()
    for path in (PDF, OTHER):
        pack.import_pages(pypdfium2.PdfDocument(path))
    pack.save(tmp_path / "pack.pdf")
    whole = load(tmp_path / "pack.pdf")
    body = [block for block in whole.body if block.page == 3]
    text = whole.text[body[0].span.start : body[-1].span.end] + "\nfurniture of the pages"
    told = pages.layout(tmp_path / "pack.pdf", "k", text, part=(3, 3))
    assert told["shown"] == [3, 3]
    assert {one["page"] for one in told["lines"]} == {3}
    assert len(told["lines"]) == sum(len(block.lines) for block in body)
    for one in told["lines"]:
        at = one["start"] + body[0].span.start
        assert text[one["start"] : one["end"]] == whole.text[at : at + one["end"] - one["start"]]


def test_a_page_that_is_not_there_is_told(pages: Pages, tmp_path: Path) -> None:
    assert pages.image(PDF, "k", 1).startswith(b"\x89PNG")
    with pytest.raises(UsageError, match="no page 99"):
        pages.image(PDF, "k", 99)
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7 nothing more")
    assert pages.layout(tmp_path / "bad.pdf", "b", "")["pages"] == []
    with pytest.raises(UsageError, match="cannot be drawn"):
        pages.image(tmp_path / "bad.pdf", "b", 1)


def test_a_part_that_was_read_for_itself_has_all_its_words(pages: Pages) -> None:
    pack = PDF.parents[1] / "packs" / "wrensmoor-board-pack-2024-05-16.pdf"
    part = extract_records(pack)[2]
    told = pages.layout(pack, "k", part.document_text, part=part.document.part_pages)
    assert told["shown"] == [2, 3]
    assert {one["page"] for one in told["lines"]} == {2, 3}
    assert max(one["end"] for one in told["blocks"]) == len(part.document_text)
    last = max(told["lines"], key=lambda one: one["end"])
    assert part.document_text[last["start"] : last["end"]] == "Ongoing"
