"""Calendars: an all-day entry for each open action with a due date, that keeps its name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from icalendar.cal import Component
from made_register import FLOOD, SCHOOL, register

from minutebook.register.outputs.calendars import By, calendars, write_calendars
from minutebook.register.outputs.view import View

VIEW = View(register())


def entries(path: Path) -> list[Component]:
    return list(Calendar.from_ical(path.read_bytes()).walk("VEVENT"))


@pytest.mark.parametrize(
    ("by", "names"),
    [("body", [FLOOD, SCHOOL]), ("lead", ["Edith Marlowe", "Harrow Council", "Tom Ashby", "XY"])],
)
def test_one_calendar_a_board_or_a_lead(tmp_path: Path, by: By, names: list[str]) -> None:
    assert [path.stem for path in write_calendars(VIEW, tmp_path, by)] == names


def test_an_entry_says_what_who_and_until_when(tmp_path: Path) -> None:
    flood = entries(write_calendars(VIEW, tmp_path)[0])
    days = [(entry["DTSTART"].dt, entry["DTEND"].dt) for entry in flood]
    assert days == [
        (date(2025, 5, 1), date(2025, 5, 2)),
        (date(2025, 7, 31), date(2025, 8, 1)),
        (date(2025, 10, 31), date(2025, 11, 1)),
    ]
    late = flood[1]
    assert late["SUMMARY"] == "Overdue: Write to the drainage trust about the pump (Tom Ashby, Edith Marlowe)"
    for line in ("Lead: Tom Ashby, Edith Marlowe", "Reference: F1", "Due as written: by the end of July"):
        assert line in late["DESCRIPTION"]
    assert late["TRANSP"] == "TRANSPARENT"


def test_closed_actions_and_actions_without_a_day_are_left_out() -> None:
    found = {thread.id for _, threads in calendars(VIEW, "body") for thread in threads}
    assert found == {"thread-1", "thread-2", "thread-3", "thread-7"}


def test_an_entry_keeps_its_name_when_the_day_moves(tmp_path: Path) -> None:
    before = {entry["UID"] for entry in entries(write_calendars(VIEW, tmp_path)[0])}
    moved = tuple(
        thread.model_copy(
            update={"due": thread.due.model_copy(update={"date": "2025-12-01"}), "id": thread.id + "0"}
        )
        for thread in VIEW.threads
        if thread.due.date
    )
    after = {entry["UID"] for entry in entries(write_calendars(View(register(threads=moved)), tmp_path)[0])}
    assert before == after


def test_the_same_register_gives_the_same_bytes(tmp_path: Path) -> None:
    first = [path.read_bytes() for path in write_calendars(VIEW, tmp_path)]
    assert [path.read_bytes() for path in write_calendars(VIEW, tmp_path)] == first
    # RFC 5545: lines of 75 octets at most, each ended by CRLF.
    assert all(len(line) <= 75 for content in first for line in content.split(b"\r\n"))
