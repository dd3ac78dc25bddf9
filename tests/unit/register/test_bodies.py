"""Which records are of one body and of one meeting."""

from __future__ import annotations

import pytest
from made_meetings import action, joined, meeting, person

CIRCLE = [person(f"{first} Tewson-{first}") for first in ("Moira", "Idris", "Ann", "Priti", "Dan")]
OTHERS = [person(f"{first} Harn-{first}") for first in ("Joe", "Zara", "Colm", "Una", "Rhys")]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Tarn Flood Board", "the TARN FLOOD BOARD", True),
        ("Tarn Safeguarding Children Partnership Executive", "Tarn SCP Executive", True),
        ("Tarn Flood Bord", "Tarn Flood Board", True),
        ("Tarn Flood Board", None, True),
        ("Tarn Flood Board", "Tarn Schools Forum", False),
        ("Tarn Flood Board", "Marl Flood Board", False),
    ],
)
def test_one_body_under_two_names_with_the_same_people(first: str, second: str | None, same: bool) -> None:
    found = joined(
        meeting("2021-03-01", body=first, people=CIRCLE), meeting("2021-06-01", body=second, people=CIRCLE)
    )
    assert len(found.bodies) == (1 if same else 2)


@pytest.mark.parametrize("name", ["Finance Committee", "Full Governing Body", "Patient Participation Group"])
@pytest.mark.parametrize(("people", "bodies"), [(CIRCLE, 1), (OTHERS, 2)])
def test_a_general_name_is_one_body_s_where_the_same_people_come(
    people: list[dict[str, object]], bodies: int, name: str
) -> None:
    found = joined(
        meeting("2021-03-01", body=name, people=CIRCLE),
        meeting("2021-06-01", body=name, people=people),
    )
    assert len(found.bodies) == bodies


def test_a_general_name_under_two_parents_is_two_bodies() -> None:
    found = joined(
        meeting("2021-03-01", body="Executive", parent_body="Tarn Flood Board", people=CIRCLE),
        meeting("2021-06-01", body="Executive", parent_body="Marl Flood Board", people=OTHERS),
    )
    assert [body.parent for body in found.bodies] == ["Tarn Flood Board", "Marl Flood Board"]


def test_a_draft_and_the_approved_minutes_of_one_meeting_count_once() -> None:
    actions = [action("Mend the pump", "Moira Tewson-Moira")]
    found = joined(
        meeting("2021-03-01-draft", people=CIRCLE, actions=actions, document={"standing": "draft"},
                date="2021-03-01"),
        meeting("2021-03-01", people=CIRCLE, actions=actions, document={"standing": "approved"}),
    )  # fmt: skip
    assert {m.document: (m.counted, m.duplicate_of) for m in found.meetings} == {
        "2021-03-01": (True, None),
        "2021-03-01-draft": (False, "2021-03-01"),
    }
    assert [[m.document for m in t.mentions] for t in found.threads] == [["2021-03-01"]]
    assert len(found.attendance) == len(CIRCLE)


def test_two_sittings_on_one_day_are_two_meetings() -> None:
    found = joined(
        meeting("2021-03-01", people=CIRCLE, start_time="10:00"),
        meeting("2021-03-01-b", people=CIRCLE, start_time="14:00", date="2021-03-01"),
    )
    assert all(m.counted for m in found.meetings)
    assert found.bodies[0].latest_meeting == "2021-03-01"


def test_an_unknown_date_stands_last_and_is_counted_against_nothing() -> None:
    found = joined(
        meeting("undated", date=None, people=CIRCLE, actions=[action("Mend the pump", due="2020-01-01")]),
        meeting("2021-03-01", people=CIRCLE),
    )
    assert found.bodies[0].meetings == ("2021-03-01", "undated")
    assert found.threads[0].opened_on is None
    assert found.threads[0].overdue_days == 425
