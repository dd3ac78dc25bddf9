"""What it takes to put the ten most usual errors right: keystrokes, and how long the page takes over them."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the review page needs FastAPI: pip install 'minutebook[review]'")

from playwright.sync_api import Browser, Page
from served import Served, go_to, saved, shown

from minutebook.book.batch import extract_book
from minutebook.corrections.log import read_log

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
STEM = "harnmoor-scp-2023-05-16"
KEY_SECONDS, DECIDE_SECONDS = 0.28, 1.35
"""A keystroke and a decision of an average typist in the keystroke-level model (Card, Moran and Newell 1980)."""
PATIENCE = 10.0
# What it is, the row, the keys from its heading on (words of one sign are keys, longer ones are typed or
# named), what the page says then, and the keystrokes that it may take.
ERRORS: tuple[tuple[str, str, tuple[str, ...], str, int], ...] = (
    ("the meeting's date is wrong", "meeting", ("j",) * 4 + ("Enter", "=17/5/23", "Enter"), "Saved", 14),
    ("a person's name is misspelt", "p2", ("Enter", "=Colm Tredgould", "Enter"), "Saved", 17),
    ("apologies were read as present", "p3", ("j",) * 6 + ("Enter", "=apo", "Enter"), "Saved", 11),
    ("a lead is not resolved", "a1/1", ("j", "j", "Enter", "=moi", "ArrowDown", "Enter"), "Saved", 8),
    ("a lead is missing", "a2", ("l", "=MQ", "Enter"), "Lead added", 4),
    ("the due date is wrong", "a2", ("j",) * 4 + ("Enter", "=30/6", "Enter"), "Saved", 10),
    ("an action is none", "a3", ("d",), "Deleted", 1),
    (
        "an action is missing",
        "a1",
        ("w", "ArrowDown", "Shift+ArrowRight", "Shift+ArrowRight", "i", "Enter"),
        "Added",
        6,
    ),
    ("one action is two", "a4", ("c", *("ArrowRight",) * 6, "Enter"), "Cut in two", 8),
    ("two rows are one", "o2", ("m",), "Merged", 1),
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("errors")
    (folder / "in").mkdir()
    shutil.copy(SAMPLES / f"{STEM}.txt", folder / "in")
    extract_book([folder / "in"], folder / "out", jobs=0)
    one = Served(folder / "out")
    yield one
    one.end()


@pytest.fixture(scope="module")
def page(browser: Browser, served: Served) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1366, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(served.entry)
    page.wait_for_selector("table.documents")
    shown(page, STEM, served.home)
    yield page
    context.close()


def press(page: Page, keys: tuple[str, ...]) -> int:
    """Press and type; how many keystrokes that were."""
    count = 0
    for key in keys:
        if key.startswith("="):
            page.keyboard.type(key[1:])
            count += len(key) - 1
        else:
            page.keyboard.press(key)
            count += 1
    return count


@pytest.mark.parametrize(("error", "handle", "keys", "says", "most"), ERRORS, ids=[one[0] for one in ERRORS])
def test_an_error_is_put_right_in_a_few_keys(
    page: Page,
    served: Served,
    record_property: Callable[[str, object], None],
    error: str,
    handle: str,
    keys: tuple[str, ...],
    says: str,
    most: int,
) -> None:
    before = len(read_log(served.book, STEM).corrections)
    go_to(page, handle)
    began = time.perf_counter()
    strokes = press(page, keys)
    saved(page, says)
    spent = time.perf_counter() - began
    person = DECIDE_SECONDS + strokes * KEY_SECONDS
    line = f"| {error} | {strokes} | {person:.0f} | {spent:.1f} |"
    print(line)
    record_property("measured", line)
    assert strokes <= most
    assert spent < PATIENCE, line
    assert len(read_log(served.book, STEM).corrections) == before + 1
