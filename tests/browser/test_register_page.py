"""The register's page as a person uses it: mouse, keyboard, screen reader, paper, small screens, the dark."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from made_register import FORMULA, large
from opened import Opened

from minutebook.register.outputs.page import write_page
from minutebook.register.outputs.view import View

Show = Callable[..., Opened]
A4_LANDSCAPE = (842, 595)


def tick(opened: Opened, *states: str) -> None:
    """Choose these states and no other."""
    for box in opened.page.locator('[name="state"]').all():
        box.set_checked(box.get_attribute("value") in states)


def all_states(opened: Opened) -> None:
    tick(opened, "open", "dropped", "completed", "closed", "superseded")


def test_it_opens_with_what_is_still_to_be_done_and_asks_for_nothing(show: Show, made: Path) -> None:
    opened = show(made)
    assert opened.said() == "4 of 7 actions, 2 overdue"
    assert opened.rows() == ["thread-3", "thread-1", "thread-2", "thread-7"]
    assert opened.asked == [made.as_uri()]


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        ("PUMP", ["thread-1"]),
        ("trust reply", ["thread-1"]),
        ("marlowe", ["thread-1"]),
        ("nothing at all", []),
    ],
)
def test_search_finds_words_in_actions_leads_and_history(
    show: Show, made: Path, words: str, rows: list[str]
) -> None:
    opened = show(made)
    opened.search(words, len(rows))
    assert opened.rows() == rows
    assert opened.said().startswith(f"{len(rows)} of 7 actions")
    if not rows:
        assert "No action fits" in opened.page.locator("#actions").inner_text()


@pytest.mark.parametrize(
    ("control", "choice", "rows"),
    [
        ("board", "Quillgate Schools Forum", {"7"}),
        ("lead", "Edith Marlowe", {"1", "4"}),
        ("lead", "No lead", {"5", "6"}),
        ("organisation", "Harrowmere Drainage Trust", {"1", "7"}),
    ],
)
def test_board_lead_and_organisation_narrow_the_list(
    show: Show, made: Path, control: str, choice: str, rows: set[str]
) -> None:
    opened = show(made)
    all_states(opened)
    opened.page.select_option(f"#{control}", label=choice)
    assert {row.removeprefix("thread-") for row in opened.rows()} == rows


def test_due_dates_states_and_overdue_narrow_it_too(show: Show, made: Path) -> None:
    opened = show(made)
    opened.page.fill("#after", "2025-06-01")
    opened.page.fill("#before", "2025-10-31")
    assert opened.rows() == ["thread-1", "thread-2"]
    opened.page.click("text=Clear")
    opened.page.check("#late")
    assert opened.rows() == ["thread-3", "thread-1"]
    opened.page.click("text=Clear")
    tick(opened, "completed")
    assert opened.rows() == ["thread-4"]
    assert "Reported complete" in opened.page.locator("td.state").inner_text()
    tick(opened, "closed")
    assert opened.rows() == ["thread-5"]
    assert "reopened once" in opened.page.locator("td.state").inner_text()


def test_every_column_sorts_both_ways_and_says_so(show: Show, made: Path) -> None:
    opened = show(made)
    all_states(opened)
    for head in opened.page.locator("th[data-sort]").all():
        head.locator("button").click()
        up = opened.rows()
        first = head.get_attribute("aria-sort")
        head.locator("button").click()
        down = opened.rows()
        assert {first, head.get_attribute("aria-sort")} == {"ascending", "descending"}
        assert sorted(up) == sorted(down)
        # The actions of one board, and those without a reference, keep their order.
        assert up != down or head.get_attribute("data-sort") in ("board", "ref")
    assert opened.page.locator("th[aria-sort]").count() == 1


def test_what_has_no_due_date_comes_last_either_way(show: Show, made: Path) -> None:
    opened = show(made)
    all_states(opened)
    undated = {"thread-4", "thread-5", "thread-6"}
    assert set(opened.rows()[-3:]) == undated
    opened.page.click('th[data-sort="due"] button')
    assert opened.rows()[:4] == ["thread-7", "thread-2", "thread-1", "thread-3"]
    assert set(opened.rows()[-3:]) == undated


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("board", ["Harrowmere Flood Board (3)", "Quillgate Schools Forum (1)"]),
        # An action of two leads stands under both.
        ("lead", ["Edith Marlowe (1)", "Harrow Council (1)", "Tom Ashby (2)", "XY (1)"]),
    ],
)
def test_groups(show: Show, made: Path, by: str, groups: list[str]) -> None:
    opened = show(made)
    opened.page.select_option("#group", by)
    assert opened.page.locator("tr.group th").all_inner_texts() == groups


def test_each_action_shows_its_history_as_a_timeline(show: Show, made: Path) -> None:
    opened = show(made)
    toggle = opened.page.locator('[data-id="thread-1"] .toggle')
    toggle.click()
    assert toggle.get_attribute("aria-expanded") == "true"
    steps = opened.page.locator(".timeline li").all_inner_texts()
    assert [step.split(":")[0] for step in steps] == ["4 Mar 2025", "3 Jun 2025"]
    assert "A reply is awaited." in steps[1]
    assert "due date changed" in steps[1]
    toggle.click()
    assert toggle.get_attribute("aria-expanded") == "false"
    opened.page.click("#histories")
    assert opened.page.locator(".timeline").count() == 4


def test_a_view_is_kept_in_the_address(show: Show, made: Path) -> None:
    opened = show(made)
    opened.page.select_option("#lead", label="Tom Ashby")
    opened.page.click('th[data-sort="text"] button')
    opened.page.select_option("#group", "board")
    before = opened.rows()
    opened.page.reload()
    assert opened.rows() == before == ["thread-1", "thread-7"]
    opened.page.click("text=Clear")
    assert opened.said() == "4 of 7 actions, 2 overdue"
    assert "#" not in opened.page.url


def test_the_keyboard_alone_is_enough(show: Show, made: Path) -> None:
    opened = show(made)
    keyboard = opened.page.keyboard
    focused = "() => document.activeElement.id || document.activeElement.className || document.activeElement.tagName"
    keyboard.press("Tab")
    assert opened.page.evaluate(focused) == "skip"
    keyboard.press("Enter")
    assert opened.page.evaluate(focused) == "results"
    keyboard.press("/")
    assert opened.page.evaluate(focused) == "search"
    keyboard.type("pump/")
    assert opened.page.input_value("#search") == "pump/"
    opened.page.fill("#search", "")
    keyboard.press("/")
    # The list is drawn again a moment after the last key.
    opened.page.wait_for_function("() => location.hash.includes('search=')")
    opened.page.locator('th[data-sort="text"] button').focus()
    keyboard.press("Enter")
    assert opened.page.locator('th[data-sort="text"]').get_attribute("aria-sort") == "ascending"
    # The focus stays where the person is.
    assert opened.page.evaluate("() => document.activeElement.textContent") == "Action"
    toggle = opened.page.locator(".toggle").first
    toggle.focus()
    keyboard.press("Space")
    assert toggle.get_attribute("aria-expanded") == "true"
    keyboard.press("Tab")
    assert opened.page.evaluate("() => document.activeElement.closest('.timeline') !== null")


def test_a_change_is_announced_without_moving_the_focus(show: Show, made: Path) -> None:
    opened = show(made)
    status = opened.page.get_by_role("status")
    opened.page.get_by_role("checkbox", name=re.compile("^Reported complete")).check()
    assert status.inner_text() == "5 of 7 actions, 2 overdue"
    assert opened.page.evaluate("() => document.activeElement.value") == "completed"


def test_a_screen_reader_finds_names_and_roles(show: Show, made: Path) -> None:
    page = show(made).page
    for role, name in (
        ("search", "Find actions"),
        ("searchbox", "Search"),
        ("combobox", "Board"),
        ("combobox", "Group by"),
        ("group", "State"),
        ("region", "Actions"),
        ("columnheader", "Due"),
        ("button", "History of F1: 2 meetings"),
    ):
        assert page.get_by_role(role, name=name, exact=role != "columnheader").count() == 1, (role, name)  # type: ignore[arg-type]


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [1366, 390])
def test_axe_finds_nothing_to_mend(show: Show, made: Path, colours: str, width: int) -> None:
    opened = show(made, colours=colours, width=width)
    all_states(opened)
    opened.page.select_option("#group", "lead")
    opened.page.click("#histories")
    for details in opened.page.locator("summary").all():
        details.click()
    # The policy of the page lets no other script in: axe is let in by hand.
    results = Axe().run(opened.page)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize(("colours", "dark"), [("light", False), ("dark", True)])
def test_it_follows_the_system_into_the_dark(show: Show, made: Path, colours: str, dark: bool) -> None:
    opened = show(made, colours=colours)
    shade = opened.page.evaluate("() => getComputedStyle(document.querySelector('table')).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", shade)[:3])) < 200) is dark


def test_a_small_screen_needs_no_sideways_scrolling(show: Show, made: Path) -> None:
    opened = show(made, width=320)
    opened.page.click("#histories")
    assert opened.page.evaluate("() => document.documentElement.scrollWidth") <= 320
    opened.page.click('th[data-sort="text"] button')
    assert opened.page.locator('th[data-sort="text"]').get_attribute("aria-sort") == "ascending"


def test_words_of_minutes_are_shown_and_not_run(show: Show, made: Path) -> None:
    row = show(made).page.locator('[data-id="thread-2"]')
    assert FORMULA in row.inner_text()
    assert '<script>alert("x")</script>' in row.inner_text()


def test_without_script_it_says_where_the_rows_are(show: Show, made: Path) -> None:
    opened = show(made, script=False)
    assert "register.xlsx" in opened.page.locator("body").inner_text()


def test_paper_gets_every_row_with_the_heads_on_each_sheet(show: Show, tmp_path: Path) -> None:
    write_page(View(large(250)), tmp_path / "large.html")
    opened = show(tmp_path / "large.html", at="#group=board")
    assert len(opened.rows()) == 100
    opened.page.pdf(path=tmp_path / "large.pdf", prefer_css_page_size=True)
    pages = list(pypdfium2.PdfDocument(tmp_path / "large.pdf"))
    words = [page.get_textpage().get_text_range() for page in pages]
    assert {tuple(map(round, page.get_size())) for page in pages} == {A4_LANDSCAPE}
    assert all("Last seen" in text for text in words)
    assert "Search" not in words[0]
    # What was chosen stands on the paper: the controls do not.
    assert "State: Open, Dropped" in words[0]
    # A quarter is closed, and so not chosen.
    assert sum(len(re.findall(r"for ward \d+,", text)) for text in words) == 188
    assert len(opened.rows()) == 100


def test_a_step_leads_to_the_words_that_say_so(show: Show, boards: Path) -> None:
    opened = show(boards / "register.html")
    opened.search("smoke alarms", 1)
    opened.page.locator(".toggle").first.click()
    opened.page.locator(".timeline a").first.click()
    opened.page.wait_for_load_state()
    assert re.search(r"/evidence/ashmere-sab-2025-07-08\.html#a\d+$", opened.page.url)
    target = opened.page.locator(":target")
    assert target.count() == 1
    assert "smoke alarms" in target.inner_text()
    assert target.is_visible()
