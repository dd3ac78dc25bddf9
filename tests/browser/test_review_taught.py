"""What was put right once is offered where the same stands in the body's other documents, and taken by a key."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the review page needs FastAPI: pip install 'minutebook[review]'")

from playwright.sync_api import Page
from served import Served, axe, go_to, saved, shown, to_top, values

from minutebook.book.batch import extract_book
from minutebook.corrections.log import read_log
from minutebook.schema import Minutes

Opener = Callable[..., Page]
LEAD = "AV will ask Fenwick Borough Council (FBC) for the key."


def misread(path: Path, source: str, rules: Path | None, model: str | None) -> Minutes:
    """A record of its first line's body with a misspelt person, an unresolved lead and a body without alias."""
    data = path.read_bytes()
    text = data.decode()

    def quoted(field: str, words: str) -> dict[str, object]:
        start = text.index(words)
        piece = {"field": field, "page": None, "start": start, "end": start + len(words), "box": None}
        return {"evidence": [{**piece, "text": words, "producer": "rule:x.y"}], "confidence": 0.9}

    lead = {"text": "AV", **quoted("text", "AV will")}
    action = {"id": "a1", "text": LEAD, "leads": [lead], "status": "open", "origin": "new"}
    council = {"id": "o1", "name": "Fenwick Borough Council", "kind": "council"}
    document = {"source": source, "format": "text", "pages": None, "kind": "minutes"}
    return Minutes.model_validate(
        {
            "document": {**document, "sha256": hashlib.sha256(data).hexdigest()},
            "meeting": {"body": text.split("\n")[0]},
            "attendees": [
                {"id": "p1", "name": "Ada Vern", "status": "present", **quoted("name", "Ada Vern")}
            ],
            "organisations": [{**council, **quoted("name", "Fenwick Borough Council")}],
            "actions": [{**action, **quoted("text", LEAD)}],
            "document_text": text,
        }
    )


@pytest.fixture
def boards(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for name, body in {"a": "Fen Board", "b": "Fen Board", "c": "Fen Board", "d": "Mill Board"}.items():
        words = f"{body}\nPresent: Ada Verne\n{LEAD}\n{name}\n"
        (tmp_path / "in" / f"{name}.txt").write_text(words, encoding="utf-8")
    extract_book([tmp_path / "in"], tmp_path / "out", jobs=0, extractor=misread)
    return tmp_path / "out"


def change(page: Page, handle: str, field: str, words: str) -> None:
    go_to(page, handle, field)
    page.keyboard.press("Enter")
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    saved(page)


def offered(page: Page) -> list[str]:
    return [words.removesuffix(" y") for words in page.locator(".suggestion button").all_inner_texts()]


def test_what_was_put_right_in_one_document_is_offered_in_the_others(
    serve: Callable[..., Served], open_page: Opener, boards: Path
) -> None:
    served = serve(boards)
    page = open_page(served)
    shown(page, "a", served.home)
    change(page, "p1", "name", "Ada Verne")
    change(page, "a1/1", "name", "Ada Verne")
    change(page, "o1", "aliases", "FBC")
    assert offered(page) == []
    # Another board is another matter, whatever stands in its minutes.
    shown(page, "d", served.home)
    page.wait_for_function("() => document.querySelector('.about').textContent.startsWith('d.txt')")
    assert offered(page) == []
    shown(page, "b", served.home)
    page.wait_for_function("() => document.querySelector('.about').textContent.startsWith('b.txt')")
    assert offered(page) == ["Ada Verne", "FBC", "Ada Verne"]
    assert "3 values here were put right elsewhere" in page.locator(".doubts").inner_text()
    axe(page)
    # It is an offer: nothing has changed, on the page or on the disk.
    assert values(page, "p1")["name"] == "Ada Vern"
    assert read_log(boards, "b").corrections == ()
    # n leads to each, y takes it.
    to_top(page)
    for handle in ("p1", "o1", "a1/1"):
        page.keyboard.press("n")
        assert page.evaluate("() => document.activeElement.dataset.handle") == handle
        page.keyboard.press("y")
        saved(page, "Saved as offered")
    assert offered(page) == []
    assert (values(page, "p1")["name"], values(page, "o1")["aliases"]) == ("Ada Verne", "FBC")
    assert values(page, "a1/1")["name"] == "Ada Verne"
    made = read_log(boards, "b").corrections
    assert [(one.by, one.field, one.value) for one in made] == [
        ("ann", "name", "Ada Verne"),
        ("ann", "aliases", ["FBC"]),
        ("ann", "name", "Ada Verne"),
    ]
    assert [words.text for words in made[1].words] == ["FBC"]
    # Undone it is offered again; a row that is accepted as it is wants nothing.
    page.keyboard.press("u")
    saved(page, "Undone")
    assert offered(page) == ["Ada Verne"]
    go_to(page, "a1")
    page.keyboard.press("a")
    saved(page, "Accepted")
    assert offered(page) == []


def test_all_the_others_at_once_by_one_key_and_not_without_it(
    serve: Callable[..., Served], open_page: Opener, boards: Path
) -> None:
    served = serve(boards)
    page = open_page(served)
    shown(page, "a", served.home)
    change(page, "a1/1", "name", "Ada Verne")
    page.wait_for_selector(".offer")
    assert "2 other documents have the same there" in page.locator(".offer").inner_text()
    axe(page)
    assert not (boards / "corrections" / "b.jsonl").exists()
    page.keyboard.press("y")
    saved(page, "Put right in 2 other documents")
    for stem in ("b", "c"):
        (made,) = read_log(boards, stem).corrections
        assert (made.target.key, made.value, made.by) == ("AV", "Ada Verne", "ann")
    assert read_log(boards, "d").corrections == ()


def test_of_two_readings_each_is_offered_the_newest_first(
    serve: Callable[..., Served], open_page: Opener, boards: Path
) -> None:
    served = serve(boards)
    page = open_page(served)
    for stem, name in (("a", "Ada Verne"), ("b", "Ada Vernon")):
        shown(page, stem, served.home)
        page.wait_for_function(f"() => document.querySelector('.about').textContent.startsWith('{stem}.txt')")
        change(page, "p1", "name", name)
        page.wait_for_timeout(1100)
    shown(page, "c", served.home)
    page.wait_for_function("() => document.querySelector('.about').textContent.startsWith('c.txt')")
    assert offered(page) == ["Ada Vernon", "Ada Verne"]
    page.locator(".suggestion button").nth(1).click()
    saved(page, "Saved as offered")
    assert values(page, "p1")["name"] == "Ada Verne"
