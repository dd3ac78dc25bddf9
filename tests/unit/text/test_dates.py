"""Dates: every form, what is none, and the year that an open date takes."""

from __future__ import annotations

from datetime import date

import pytest

from minutebook.rulebook import load_rulebook
from minutebook.text.date_ranges import join_ranges
from minutebook.text.dates import find_dates, nearest_year, read_date

BASE = date(2017, 6, 5)


def days(text: str, base: date | None = BASE) -> list[tuple[str | None, str | None]]:
    return [(one.start, one.end) for one in find_dates(text, load_rulebook(), base=base)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5th June 2017", "2017-06-05"),
        ("5 th June", "2017-06-05"),
        ("05/06/17", "2017-06-05"),
        ("05.06.2017", "2017-06-05"),
        ("held on 5.6.17 at noon", "2017-06-05"),
        ("June 5th 2017", "2017-06-05"),
        ("Tuesday, August 9, 2016", "2016-08-09"),
        ("Mar 3rd", "2017-03-03"),
        ("2017-06-05", "2017-06-05"),
        ("5June2017", "2017-06-05"),
        ("15thof June", "2017-06-15"),
        ("Monday the 24th of July 2017", "2017-07-24"),
        ("5 June ’17", "2017-06-05"),
        ("01-Apr-2001", "2001-04-01"),
        ("30/Apr/01", "2001-04-30"),
        ("w/c 12 June", "2017-06-12"),
        ("by the end of March", "2017-03-31"),
        ("end of February 2016", "2016-02-29"),
        ("3/14/2017", "2017-03-14"),
        ("Sept 05", "2017-09-05"),
    ],
)
def test_one_day(text: str, day: str) -> None:
    assert days(text) == [(day, day)]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("8th-9th July", [("2017-07-08", "2017-07-09")]),
        ("9 -15th July, 2014", [("2014-07-09", "2014-07-15")]),
        ("June 6-9", [("2017-06-06", "2017-06-09")]),
        ("23rd and 29th November", [("2017-11-23",) * 2, ("2017-11-29",) * 2]),
        ("4th, 11th & 18th May 2021", [("2021-05-04",) * 2, ("2021-05-11",) * 2, ("2021-05-18",) * 2]),
        ("28 December – 2 January 2018", [("2017-12-28",) * 2, ("2018-01-02",) * 2]),
        ("April 2016 – March 2017", [("2016-04-01", "2016-04-30"), ("2017-03-01", "2017-03-31")]),
        ("April, May and June", [("2017-04-01", "2017-04-30"), ("2017-05-01", "2017-05-31"), ("2017-06-01", "2017-06-30")]),
        ("w/c 5th and w/c 12th June", [("2017-06-05",) * 2, ("2017-06-12",) * 2]),
        ("in April next year", [("2018-04-01", "2018-04-30")]),
    ],
)  # fmt: skip
def test_ranges_lists_and_months(text: str, spans: list[tuple[str, str]]) -> None:
    assert days(text) == spans


@pytest.mark.parametrize(
    "text",
    [
        "2018/19",
        "20/00417/FUL",
        "11.42 - The Chair",
        "£12 may be spent",
        "they may march on",
        "section 4.1.2",
        "version v1.2.14",
        "Ms April Lorne spoke",
        "May we begin",
        "Friday 31st June",
        "the 12 may go",
        "",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert days(text) == []


def test_a_paragraph_number_is_no_date_unless_its_year_is_near() -> None:
    assert days("5.11.24 The Board heard") == []
    assert days("5.11.24 The Board heard", date(2025, 2, 4)) == [("2024-11-05", "2024-11-05")]


def test_without_base_the_year_stays_open() -> None:
    (found,) = find_dates("on 3 May", load_rulebook(), base=None)
    assert (found.start, found.year, found.month, found.day) == (None, None, 5, 3)
    resolved = found.resolved(date(2020, 4, 1))
    assert (resolved.start, resolved.has_year) == ("2020-05-03", False)


@pytest.mark.parametrize(
    ("text", "base", "day"),
    [
        ("13 January", date(2024, 11, 2), "2025-01-13"),
        ("12 December", date(2023, 1, 17), "2022-12-12"),
        ("Thursday 20 March", date(2024, 10, 1), "2025-03-20"),
    ],
)
def test_the_year_nearest_to_the_meeting(text: str, base: date, day: str) -> None:
    assert days(text, base) == [(day, day)]


def test_a_weekday_that_does_not_fit_is_told() -> None:
    (found,) = find_dates("Friday 5 June 2017", load_rulebook(), base=None)
    assert found.weekday_conflict


def test_a_list_that_runs_forward_and_a_due_date_prefer_what_is_to_come() -> None:
    base = date(2025, 2, 4)
    assert nearest_year(10, 4, None, base) == 2024
    assert nearest_year(10, 4, None, base, after=date(2025, 8, 5)) == 2025
    assert nearest_year(3, 31, None, date(2024, 9, 20)) == 2024
    assert nearest_year(3, 31, None, date(2024, 9, 20), lean="due") == 2025
    assert nearest_year(2, 29, None, date(2022, 3, 1)) is None


def test_read_date_wants_exactly_one() -> None:
    rulebook = load_rulebook()
    found = read_date("Date: 5 June 2017", rulebook, base=None)
    assert found is not None
    assert found.start == "2017-06-05"
    assert read_date("5 June or 6 June 2017", rulebook, base=None) is None


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("figures for April to December 2012", [("2012-04-01", "2012-12-31")]),
        ("November – February 2016", [("2015-11-01", "2016-02-29")]),
        ("from September to November", [("2017-09-01", "2017-11-30")]),
        ("Sept-Nov", [("2017-09-01", "2017-11-30")]),
        ("The fair was moved from May to June.", [("2017-05-01", "2017-05-31"), ("2017-06-01", "2017-06-30")]),
        ("March 2016 to May 2017", [("2016-03-01", "2016-03-31"), ("2017-05-01", "2017-05-31")]),
        ("3 May to 9 June", [("2017-05-03", "2017-06-09")]),
        ("3 May – 9 June", [("2017-05-03",) * 2, ("2017-06-09",) * 2]),
    ],
)  # fmt: skip
def test_months_that_bound_a_range(text: str, spans: list[tuple[str, str]]) -> None:
    book = load_rulebook()
    found = join_ranges(find_dates(text, book, base=BASE), text, book, BASE)
    assert [(one.start, one.end) for one in found] == spans


@pytest.mark.parametrize("text", ["APr to write", "Leads: MAr/SEp", "AB and JUn met", "SL\tDEC\tJM"])
def test_initials_are_no_months(text: str) -> None:
    assert days(text) == []
