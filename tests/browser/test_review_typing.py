"""Values typed and chosen in a real browser: names by completion, dates as people type them, rows cut and merged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the review page needs FastAPI: pip install 'minutebook[review]'")

from playwright.sync_api import Page
from served import Served, axe, go_to, saved, shown, to_top, values

from minutebook.corrections.log import read_log

Opener = Callable[..., Page]
TEXT = "harnmoor-scp-2023-05-16"


@pytest.fixture
def page(serve: Callable[..., Served], open_page: Opener, book: Path) -> Page:
    served = serve(book)
    page = open_page(served)
    shown(page, TEXT, served.home)
    to_top(page)
    return page


def options(page: Page, at_least: int = 1) -> list[str]:
    page.wait_for_function("n => document.querySelectorAll('[role=option]').length >= n", arg=at_least)
    return page.locator("[role=option]").all_inner_texts()


def test_a_lead_is_chosen_from_the_people_known(page: Page, book: Path) -> None:
    go_to(page, "a1/1", "name")
    page.keyboard.press("Enter")
    box = page.get_by_role("combobox")
    assert box.get_attribute("aria-expanded") == "false"
    page.keyboard.type("q")
    # Any part of a name completes; people of this body come first.
    assert options(page)[0] == "Moira Quayle"
    assert box.get_attribute("aria-expanded") == "true"
    axe(page)
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("[role=option][aria-selected=true]")
    chosen = page.locator("[role=option][aria-selected=true]")
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    assert box.get_attribute("aria-controls") == page.get_by_role("listbox").get_attribute("id")
    axe(page)
    page.keyboard.press("Enter")
    saved(page)
    assert values(page, "a1/1")["name"] == "Moira Quayle"
    (made,) = read_log(book, TEXT).corrections
    assert (made.field, made.value) == ("name", "Moira Quayle")


def test_an_organisation_is_chosen_by_mouse_or_key_and_esc_leaves_step_by_step(page: Page) -> None:
    go_to(page, "p1", "organisation")
    before = values(page, "p1")["organisation"]
    page.keyboard.press("Enter")
    page.keyboard.type("harn")
    names = options(page, 2)
    assert all("harn" in name.casefold() for name in names)
    # The first Esc closes the list, the second leaves the field as it was.
    page.keyboard.press("Escape")
    assert page.get_by_role("listbox").count() == 0
    assert page.locator(".editor").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(".editor").count() == 0
    assert values(page, "p1")["organisation"] == before
    page.keyboard.press("Enter")
    page.keyboard.type("harn")
    assert options(page, 2) == names
    page.locator("[role=option]").nth(1).click()
    assert page.get_by_role("combobox").input_value() == names[1]
    page.keyboard.press("Enter")
    saved(page)
    assert values(page, "p1")["organisation"] == names[1]
    # From the end of the list upwards.
    page.keyboard.press("Enter")
    page.keyboard.type("harn")
    last = options(page, 2)[-1]
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    saved(page)
    assert values(page, "p1")["organisation"] == last


def test_a_name_that_nobody_knows_is_taken_as_typed(page: Page) -> None:
    go_to(page, "a1/1", "name")
    page.keyboard.press("Enter")
    page.keyboard.type("Moira")
    options(page)
    page.keyboard.press("Enter")
    saved(page)
    assert values(page, "a1/1")["name"] == "Moira"


def test_of_several_names_the_last_is_completed(page: Page) -> None:
    go_to(page, "i2", "presenters")
    page.keyboard.press("Enter")
    page.keyboard.type("Zita Quorn; moi")
    options(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('.editor input').value.endsWith('Quayle')")
    page.keyboard.press("Enter")
    saved(page)
    assert values(page, "i2")["presenters"] == "Zita Quorn; Moira Quayle"


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("12 Mar", "2023-03-12"),
        ("12/3/24", "2024-03-12"),
        ("12.3.24", "2024-03-12"),
        ("12/3", "2023-03-12"),
        ("fri 12th april 2024", "2024-04-12"),
        ("March 2024", "2024-03"),
        ("", "–"),
    ],
)
def test_a_due_date_is_typed_as_people_type_them(page: Page, typed: str, date: str) -> None:
    go_to(page, "a2", "due.date")
    page.keyboard.press("Enter")
    if typed:
        page.keyboard.type(typed)
    else:
        page.keyboard.press("Delete")
    page.keyboard.press("Enter")
    saved(page)
    assert values(page, "a2")["due.date"] == date


def test_what_is_no_date_is_said_and_stays_to_be_mended(page: Page, book: Path) -> None:
    go_to(page, "a2", "due.date")
    page.keyboard.press("Enter")
    page.keyboard.type("31/2/24")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('.wrong').textContent.includes('there is no day')")
    box = page.locator(".editor input")
    assert (box.input_value(), box.get_attribute("aria-invalid")) == ("31/2/24", "true")
    assert not (book / "corrections").exists()
    axe(page)
    box.fill("29/2/24")
    page.keyboard.press("Enter")
    saved(page)
    assert values(page, "a2")["due.date"] == "2024-02-29"


@pytest.mark.parametrize(("section", "row"), [("decisions", "d1"), ("actions", "a2"), ("agenda_items", "i2")])
def test_a_row_is_cut_in_two_merged_again_and_both_undone(page: Page, section: str, row: str) -> None:
    key = "title" if section == "agenda_items" else "text"
    rows = page.locator(f".section.{section} > .row")
    count = rows.count()
    go_to(page, row)
    whole = values(page, row)[key]
    first = whole.split(" ", 1)[0]
    page.keyboard.press("c")
    for _ in range(len(first) + 1):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    saved(page, "Cut in two")
    assert rows.count() == count + 1
    assert values(page, row)[key] == first
    page.keyboard.press("J")
    while page.evaluate("() => document.activeElement.closest('.row').classList.contains('leads')"):
        page.keyboard.press("J")
    page.keyboard.press("m")
    saved(page, "Merged")
    assert (rows.count(), values(page, row)[key]) == (count, whole)
    for _ in range(2):
        page.keyboard.press("u")
        saved(page, "Undone")
    assert (rows.count(), values(page, row)[key]) == (count, whole)
    page.keyboard.press("U")
    saved(page, "Done again")
    assert rows.count() == count + 1


def test_rules_that_were_overruled_are_counted_and_undone_ones_are_not(page: Page) -> None:
    for handle, field, typed in (
        ("meeting", "venue", "Town Hall"),
        ("meeting", "date", "17/5/23"),
        ("p1", "name", "Asha Penn"),
    ):
        go_to(page, handle, field)
        page.keyboard.press("Enter")
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
        saved(page)
    go_to(page, "a2")
    page.keyboard.press("d")
    saved(page, "Deleted")
    page.keyboard.press("u")
    saved(page, "Undone")
    page.click("nav a[data-view=rules]")
    page.wait_for_selector("table.rules")
    rows = [row.split("\t") for row in page.locator("table.rules tbody tr").all_inner_texts()]
    assert all(name.startswith(("rule:", "model:")) for name, _, _ in rows)
    assert sum(int(times) for _, times, _ in rows) == 3
    assert {where for _, _, fields in rows for where in fields.split(", ")} == {
        "meeting venue",
        "meeting date",
        "attendees name",
    }
    axe(page)
