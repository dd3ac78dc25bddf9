"""Any day, however it is printed, is read as that day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutebook.rulebook import load_rulebook
from minutebook.text.dates import find_dates

DAYS = st.dates(date(2000, 1, 1), date(2049, 12, 31))
FORMS = (
    "{d.day} {d:%B} {d.year}",
    "{d.day}{suffix} of {d:%B}, {d.year}",
    "{d:%A} {d.day}{suffix} {d:%b} {d.year}",
    "{d:%B} {d.day}{suffix}, {d.year}",
    "{d.day}/{d.month}/{d.year}",
    "{d:%d.%m.%Y}",
    "{d:%d/%m/%y}",
    "{d:%Y-%m-%d}",
    "{d.day}{d:%B}{d.year}",
)


def suffix(day: int) -> str:
    return "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


@pytest.mark.parametrize("form", FORMS)
@given(day=DAYS)
def test_every_form_reads_back(form: str, day: date) -> None:
    text = "It met on " + form.format(d=day, suffix=suffix(day.day)) + "."
    (found,) = find_dates(text, load_rulebook(), base=None)
    assert (found.start, found.end, found.weekday_conflict) == (day.isoformat(), day.isoformat(), False)
    assert text[found.span.start : found.span.end] == found.text


@given(day=DAYS, base=DAYS)
def test_an_open_year_lands_within_a_year_of_the_base(day: date, base: date) -> None:
    for found in find_dates(f"on {day.day} {day:%B}", load_rulebook(), base=base):
        if found.start is not None:
            assert abs(date.fromisoformat(found.start) - base) <= timedelta(days=366)


@given(text=st.text(max_size=200))
def test_offsets_hold_for_any_text(text: str) -> None:
    for found in find_dates(text, load_rulebook(), base=date(2020, 2, 29)):
        assert text[found.span.start : found.span.end].strip() == found.text.strip()
        assert (found.start is None) == (found.end is None)
        assert found.start is None or found.end is None or found.start <= found.end
