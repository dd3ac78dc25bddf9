"""Filters: what is given must all hold; names are found by any of their forms; wrong names are told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from made_register import FLOOD, SCHOOL, register

from minutebook.errors import UsageError
from minutebook.register.outputs.filters import Filters, select
from minutebook.register.outputs.view import page_names


@pytest.mark.parametrize(
    ("given", "actions"),
    [
        ({}, "1234567"),
        ({"bodies": (FLOOD,)}, "123456"),
        ({"bodies": ("school",)}, "7"),
        ({"bodies": ("QSF",)}, "7"),
        ({"bodies": ("flood", "school")}, "1234567"),
        ({"organisations": ("HDT",)}, "17"),
        ({"organisations": ("harrow council",)}, "124"),
        ({"leads": ("TA",)}, "17"),
        ({"leads": ("t. ashby",)}, "17"),
        ({"leads": ("Harrow Council",)}, "2"),
        ({"leads": ("XY",)}, "3"),
        ({"leads": ("TA", "XY")}, "137"),
        ({"statuses": ("open",)}, "127"),
        ({"statuses": ("dropped",)}, "3"),
        ({"statuses": ("completed",)}, "4"),
        ({"statuses": ("closed",)}, "5"),
        ({"statuses": ("superseded",)}, "6"),
        ({"statuses": ("overdue",)}, "13"),
        ({"statuses": ("closed", "overdue")}, "135"),
        ({"due_before": date(2025, 7, 31)}, "13"),
        ({"due_before": date(2025, 7, 30)}, "3"),
        # A month is due on its last day.
        ({"due_after": date(2025, 10, 31)}, "27"),
        ({"due_after": date(2025, 11, 1)}, "7"),
        ({"due_after": date(2025, 5, 2), "due_before": date(2025, 12, 31)}, "12"),
        ({"text": "PUMP trust"}, "1"),
        ({"text": "content to close"}, "5"),
        ({"text": "nothing of the kind"}, ""),
        ({"leads": ("TA",), "bodies": (FLOOD,)}, "1"),
    ],
)
def test_actions_that_fit(given: dict[str, Any], actions: str) -> None:
    found = select(register(), Filters(**given)).threads
    assert "".join(thread.id.removeprefix("thread-") for thread in found) == actions


def test_a_board_narrows_meetings_attendance_findings_and_boards_too() -> None:
    view = select(register(), Filters(bodies=("School",)))
    assert [body.name for body in view.bodies] == [SCHOOL]
    assert [meeting.document for meeting in view.meetings] == ["forum#p1-2"]
    assert view.attendance == view.findings == ()
    assert view.asked == ("board School",)


def test_what_is_asked_is_told_in_words() -> None:
    filters = Filters(
        leads=("TA", "EM"),
        statuses=("overdue", "completed"),
        due_after=date(2025, 1, 1),
        due_before=date(2025, 3, 4),
        text="pump",
    )
    assert filters.in_words() == (
        "lead TA or EM",
        "status overdue or reported complete",
        "due on or after 1 January 2025",
        "due on or before 4 March 2025",
        "words pump",
    )


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            {"bodies": ("Harowmere Flod Board",)},
            "no board 'Harowmere Flod Board'; near it: Harrowmere Flood Board",
        ),
        ({"leads": ("Thomas Ashbee",)}, "near it: Tom Ashby"),
        ({"organisations": ("zzz",)}, "no organisation 'zzz'"),
        ({"statuses": ("late",)}, "no status is called 'late': take one of open, dropped"),
    ],
)
def test_a_name_that_is_not_there_is_told_with_what_is_near(given: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageError, match=told.replace("(", r"\(")):
        select(register(), Filters(**given))


def test_names_of_pages_are_fit_for_an_address_and_differ() -> None:
    assert page_names(["a", "b#p1", "b-p1", "50% of it?"]) == {
        "a": "a",
        "b#p1": "b-p1",
        "b-p1": "b-p1~2",
        "50% of it?": "50- of it-",
    }
