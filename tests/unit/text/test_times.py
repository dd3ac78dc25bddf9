"""Times: every form, and the half of the day that is not printed."""

from __future__ import annotations

import pytest

from minutebook.rulebook import load_rulebook
from minutebook.text.times import find_times


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("9:00 am", "09:00", None),
        ("7.30 p.m.", "19:30", None),
        ("12noon", "12:00", None),
        ("18:00pm", "18:00", None),
        ("Time: 1415", "14:15", None),
        ("1400hrs", "14:00", None),
        ("at noon", "12:00", None),
        ("commenced at 9.30", "09:30", None),
        ("2pm 4pm", "14:00", "16:00"),
        ("14:00 hrs to 16:10 hrs", "14:00", "16:10"),
        ("4.15 – 5.45", "16:15", "17:45"),
        ("2.00-4.00pm", "14:00", "16:00"),
        ("11-1pm", "11:00", "13:00"),
        ("9.30 – 12.30pm", "09:30", "12:30"),
        ("10.00-12 noon", "10:00", "12:00"),
        ("10:15 until 12:30", "10:15", "12:30"),
        ("0930 - 1130", "09:30", "11:30"),
        ("6.00 to 7.15pm", "18:00", "19:15"),
        ("8.00 – 9.30", "08:00", "09:30"),
    ],
)
def test_forms(text: str, start: str, end: str | None) -> None:
    (found,) = find_times(text, load_rulebook())
    assert (found.start, found.end) == (start, end)
    assert text[found.span.start : found.span.end] == found.text


@pytest.mark.parametrize("text", ["3 - 5", "05.06.17", "£2.00-£4.00", "ratio 1:2", "25:10", "5.1.2", "none"])
def test_what_is_no_time(text: str) -> None:
    assert find_times(text, load_rulebook()) == ()


def test_implied_halves_are_marked() -> None:
    stated, implied = find_times("1.30pm; then 1.30 – 3.30", load_rulebook())
    assert (stated.implied, implied.implied) == (False, True)
