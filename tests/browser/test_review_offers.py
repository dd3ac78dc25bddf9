"""Sentences that may hold an action are offered beside the document; one key goes there, another adds one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the review page needs FastAPI: pip install 'minutebook[review]'")

from playwright.sync_api import Page
from served import Served, axe, saved, shown

from minutebook.book.batch import extract_book
from minutebook.corrections.log import read_log
from minutebook.schema import Minutes

Opener = Callable[..., Page]
LEFT = "It was left with Ada Vern to price a new gate and report back."
ALSO = "Officers undertook to bring the lease back to the next meeting."
BO = "Bo Lund, Treasurer, Tarn Housing Association"
TEXT = f"Weir Trust\nAda Vern, Clerk\n{BO}\n1. Gate\nThe gate was painted. {LEFT}\nThe hall was let. {ALSO}\n"


def missing(path: Path, source: str, rules: Path | None, model: str | None) -> Minutes:
    """A record without the two actions of its text, and without one of the two people."""
    document = {"source": source, "format": "text", "pages": None, "kind": "minutes"}
    told = {"document": {**document, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}}
    people = [{"id": "p1", "name": "Ada Vern", "status": "present"}]
    return Minutes.model_validate({**told, "attendees": people, "document_text": path.read_text("utf-8")})


@pytest.fixture
def weir(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "weir.txt").write_text(TEXT, encoding="utf-8")
    extract_book([tmp_path / "in"], tmp_path / "out", jobs=0, extractor=missing)
    return tmp_path / "out"


def offered(page: Page) -> list[str]:
    return page.locator(".actions .offered .what").all_inner_texts()


def wait_for(page: Page, count: int) -> None:
    page.wait_for_function(
        "count => document.querySelectorAll('.actions .offered').length === count", arg=count
    )


def focused(page: Page) -> str:
    words: str = page.evaluate("() => document.activeElement.querySelector('.what')?.textContent || ''")
    return words


def test_a_sentence_that_may_hold_an_action_is_added_by_a_key(
    serve: Callable[..., Served], open_page: Opener, weir: Path
) -> None:
    served = serve(weir)
    page = open_page(served)
    shown(page, "weir", served.home)
    wait_for(page, 2)
    assert sorted(offered(page)) == sorted([LEFT, ALSO])
    assert page.locator(".actions .offers h3").inner_text().startswith("Sentences that may hold an action 2")
    axe(page)
    # It is an offer: nothing is entered unasked, and no key deletes or accepts what has not the focus.
    assert read_log(weir, "weir").corrections == ()
    assert page.locator(".attendees .offered .what").all_inner_texts() == ["Bo Lund"]
    assert BO in page.locator(".attendees .offered").inner_text()
    page.keyboard.press("o")
    assert focused(page) == "Bo Lund"
    page.keyboard.press("Enter")
    assert page.locator(".editor input").input_value() == "Bo Lund"
    page.keyboard.press("Escape")
    page.keyboard.press("o")
    first = focused(page)
    assert first in (LEFT, ALSO)
    page.keyboard.press("d")
    page.locator("#said", has_text="only offered").wait_for(state="attached")
    page.keyboard.press("o")
    assert {first, focused(page)} == {LEFT, ALSO}
    page.keyboard.press("o")
    page.keyboard.press("o")
    assert focused(page) == first
    # Enter opens the form with its words, which may be changed; Enter saves them with where they stand.
    page.keyboard.press("Enter")
    assert page.locator(".editor textarea").input_value() == first
    page.keyboard.press("Enter")
    saved(page, "Added")
    (made,) = read_log(weir, "weir").corrections
    assert (made.op, made.target.section, made.value) == ("add", "actions", {"text": first})
    assert [words.text for words in made.words] == [first]
    wait_for(page, 1)
    assert offered(page) == [next(one for one in (LEFT, ALSO) if one != first)]
    # Undone it is offered again; where all of it is right, nothing is.
    page.keyboard.press("u")
    saved(page, "Undone")
    wait_for(page, 2)
    page.keyboard.press("A")
    saved(page, "All of it is right")
    wait_for(page, 0)
