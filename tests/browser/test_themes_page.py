"""The page of a study as a person opens it: pictures, numbers, downloads, keyboard, screen reader, the dark."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import theme_archive
from axe_playwright_python.sync_playwright import Axe
from opened import Opened
from typer.testing import CliRunner

from minutebook.cli.app import app

Show = Callable[..., Opened]
HOSTILE = '<script>alert("x")</script> $\\frac$ \u202e Board'
FIGURES = ["boards-by-themes", "trends", "distinctive-terms", "together", "attendance"]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of an archive in which people have organisations and one body's name is hostile."""
    folder = tmp_path_factory.mktemp("themes")
    theme_archive.write_archive(folder / "book", boards=12, meetings=12)
    for path in sorted((folder / "book" / "documents").iterdir()):
        record = json.loads(path.read_text("utf-8"))
        for person in record["attendees"]:
            person["organisation"] = person["role"]
        if path.name.startswith("b001"):
            record["meeting"]["body"] = HOSTILE
        path.write_text(json.dumps(record), "utf-8")
    command = ["themes", str(folder / "book"), "--out", str(folder / "out"), "--no-similar", "--jobs", "1"]
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0, done.output
    # Alone in a folder: what lies beside it is not needed.
    alone = folder / "alone" / "themes.html"
    alone.parent.mkdir()
    (folder / "out" / "themes.html").rename(alone)
    return alone


def test_it_opens_whole_and_asks_for_nothing(show: Show, page: Path) -> None:
    opened = show(page)
    # Pictures inside the page are no request to anybody.
    assert [address for address in opened.asked if not address.startswith("data:")] == [page.as_uri()]
    assert opened.page.locator("figure svg").count() == len(FIGURES)


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_pictures_have_their_colours(show: Show, page: Path, colours: str) -> None:
    """No shape is the black of a style that the policy refused; ink is that of the page."""
    opened = show(page, colours=colours)
    filled = "shapes => [...new Set(shapes.map((shape) => getComputedStyle(shape).fill))]"
    for figure in opened.page.locator("figure").all():
        frame = figure.locator("svg > g > g").first.locator("path").first
        assert frame.evaluate("shape => getComputedStyle(shape).fill") == "none"
    fills = opened.page.locator("figure").first.locator("svg path").evaluate_all(filled)
    assert len(fills) > 5
    ink = opened.page.locator("figure svg").first.evaluate("drawing => getComputedStyle(drawing).color")
    assert (sum(map(int, re.findall(r"\d+", ink))) > 400) is (colours == "dark")


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [1366, 390])
def test_axe_finds_nothing_to_mend(show: Show, page: Path, colours: str, width: int) -> None:
    opened = show(page, colours=colours, width=width)
    for details in opened.page.locator("summary").all():
        details.click()
    results = Axe().run(opened.page)
    assert results.violations_count == 0, results.generate_report()


def test_a_small_screen_needs_no_sideways_scrolling(show: Show, page: Path) -> None:
    opened = show(page, width=320)
    assert opened.page.evaluate("() => document.documentElement.scrollWidth") <= 320


def test_each_figure_gives_its_data_and_its_picture(show: Show, page: Path) -> None:
    opened = show(page)
    for name in FIGURES:
        for ending, begin in (("csv", "\ufeff"), ("svg", "<?xml")):
            with opened.page.expect_download() as waited:
                opened.page.locator(f'a[download="{name}.{ending}"]').click()
            assert waited.value.suggested_filename == f"{name}.{ending}"
            given = Path(waited.value.path()).read_text("utf-8")
            assert given.startswith(begin)
            assert given.count("\n") > 1


def test_a_number_leads_to_its_passages_by_keyboard(show: Show, page: Path) -> None:
    opened = show(page)
    summary = opened.page.locator("#boards-by-themes-numbers summary")
    summary.focus()
    opened.page.keyboard.press("Enter")
    link = opened.page.locator('a[href="#p-0-exploitation"]')
    link.focus()
    opened.page.keyboard.press("Enter")
    target = opened.page.locator(":target")
    assert target.get_attribute("id") == "p-0-exploitation"
    assert target.locator("q").count() >= 1
    opened.page.wait_for_function("() => document.querySelector(':target').getBoundingClientRect().top < 900")
    # The next stop of the keyboard is inside the passages: the way back.
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate("() => document.activeElement.closest(':target') !== null")
    opened.page.keyboard.press("Enter")
    assert opened.page.evaluate("() => document.querySelector(':target').id") == "n-p-0-exploitation"
    assert not opened.page.locator("#p-0-exploitation").is_visible()


@pytest.mark.parametrize("figure", FIGURES)
def test_the_numbers_of_each_figure_lead_to_words_that_are_seen(show: Show, page: Path, figure: str) -> None:
    opened = show(page)
    opened.page.locator(f"#{figure}-numbers summary").click()
    links = opened.page.locator(f"#{figure}-numbers td a")
    assert links.count() >= 4
    for number in (0, links.count() - 1):
        links.nth(number).click()
        target = opened.page.locator(":target")
        assert target.locator("q").first.is_visible()
        assert target.locator("q").first.inner_text().strip()


def test_words_of_minutes_are_shown_and_not_run(show: Show, page: Path) -> None:
    opened = show(page)
    opened.page.locator("#boards-by-themes-numbers summary").click()
    words = opened.page.locator("#boards-by-themes-numbers tbody th").all_inner_texts()
    assert any('<script>alert("x")</script> $\\frac$' in name for name in words)
    assert not any("\u202e" in name for name in words)
