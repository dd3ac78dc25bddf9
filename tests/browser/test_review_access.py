"""The review page for everybody: WCAG 2.2 AA beyond what axe can see, at every size."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the review page needs FastAPI: pip install 'minutebook[review]'")

from playwright.sync_api import Page
from served import Served, axe, go_to, reached, shown, to_top

Opener = Callable[..., Page]
PDF, TEXT = "penholm-icb-quality-2024-05-21", "harnmoor-scp-2023-05-16"
HERE = "() => `${document.activeElement.tagName} ${document.activeElement.id} ${document.activeElement.textContent.slice(0, 40)}`"


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (640, 400), (320, 400)])
def test_what_has_the_focus_is_marked_whole_and_uncovered(
    serve: Callable[..., Served], open_page: Opener, book: Path, width: int, height: int
) -> None:
    """Focus visible, not obscured, targets of 24 pixels: by Tab over the page, by the keys over the record."""
    served = serve(book)
    page = open_page(served, width=width)
    page.set_viewport_size({"width": width, "height": height})
    wrong: list[str] = []

    def look() -> None:
        bad = [name for name, holds in reached(page).items() if not holds]
        here = page.evaluate(HERE)
        # A link in a line of text is as high as the line; the panes and the page are not targets.
        if here.startswith(("A ", "INPUT keys-on")) and bad == ["large"]:
            return
        if bad and not here.startswith(("BODY", "SECTION", "MAIN", "HTML")):
            wrong.append(f"{page.url.partition('#')[2]} {here}: {', '.join(bad)}")

    for _ in range(14):
        page.keyboard.press("Tab")
        look()
    shown(page, PDF, served.home)
    page.wait_for_selector(".page img")
    page.locator("nav a").first.focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        look()
    to_top(page)
    for _ in range(60):
        page.keyboard.press("j")
        look()
    for _ in range(30):
        page.keyboard.press("k")
        look()
    page.keyboard.press("Enter")
    look()
    assert wrong == []


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_at_four_hundred_per_cent_nothing_scrolls_sideways(
    serve: Callable[..., Served], open_page: Opener, book: Path, colours: str
) -> None:
    """320 wide is what a window of 1280 has at a zoom of 400 %; tables may scroll on their own."""
    served = serve(book)
    page = open_page(served, width=320, colours=colours)
    sideways = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(sideways) <= 0
    axe(page)
    for stem in (PDF, TEXT):
        shown(page, stem, served.home)
        page.wait_for_timeout(300)
        assert page.evaluate(sideways) <= 0
        axe(page)
    go_to(page, "a1/1", "name")
    page.keyboard.press("Enter")
    page.keyboard.type("mo")
    page.wait_for_selector("[role=option]")
    assert page.evaluate(sideways) <= 0
    axe(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.evaluate(sideways) <= 0
    axe(page)
