"""What a person should look at first: one test a kind of finding, and what is none."""

from __future__ import annotations

from typing import Any

import pytest
from made_meetings import action, joined, meeting, person

from minutebook.register.decisions import Decision


def lead(text: str, *flags: str) -> dict[str, Any]:
    return {"text": text, "flags": list(flags)}


FINDS = [
    ("a lead that is nobody", "unresolved_lead",
     {"actions": [{**action("Mend the pump"), "leads": [lead("XY", "unresolved_lead")]}]}, "'XY' fits nobody"),
    ("a role that two hold", "unresolved_lead",
     {"actions": [{**action("Mend the pump"), "leads": [lead("the Clerk", "ambiguous_lead")]}]}, "more than one"),
    ("letters that fit two", "same_initials",
     {"actions": [{**action("Mend the pump"), "leads": [lead("IV", "ambiguous_initials")]}]}, "more than one"),
    ("printed letters of two", "same_initials",
     {"people": [person("Idris Vane", initials="IV"), person("Ivy Voss", initials="IV")],
      "actions": [{**action("Mend the pump"), "leads": [lead("IV")]}]}, "Idris Vane and Ivy Voss"),
    ("nobody is named", "no_lead", {"actions": [action("Mend the pump")]}, "Mend the pump"),
    ("due before the meeting", "due_before_meeting",
     {"actions": [action("Mend the pump", "Idris Vane", due="2021-02-27")]}, "2021-02-27"),
    ("due in a month before", "due_before_meeting",
     {"actions": [action("Mend the pump", "Idris Vane", due="2021-02")]}, "2021-02"),
    ("present and absent", "present_and_absent",
     {"people": [person("Idris Vane"), person("idris vane", status="apologies")]}, "Idris Vane"),
]  # fmt: skip
NONE = [
    ("due in the month of the meeting", {"actions": [action("Mend the pump", "Idris Vane", due="2021-03")]}),
    ("an old action that is late", {"actions": [action("Mend it", "Idris Vane", carried=True, due="2020-05")]}),
    ("closed without a lead", {"actions": [action("Mend the pump", status="closed")]}),
    ("letters of two, but no lead", {"people": [person("Idris Vane", initials="IV"),
     person("Ivy Voss", initials="IV")], "actions": [action("Mend the pump", "Idris Vane")]}),
    ("a group", {"actions": [{**action("Mend the pump"), "leads": [lead("All members")]}]}),
    ("one name twice, both there", {"people": [person("Ann Orr", "Tarn Homes"), person("Ann Orr", "Marl Homes")]}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "said", "words"), [case[1:] for case in FINDS], ids=[case[0] for case in FINDS]
)
def test_a_finding(code: str, said: dict[str, Any], words: str) -> None:
    (found,) = joined(meeting("2021-03-01", **said)).findings
    assert (found.code, found.body, found.date) == (code, "body-1", "2021-03-01")
    assert words in found.message
    assert {reference.document for reference in found.references} == {"2021-03-01"}


@pytest.mark.parametrize("said", [case[1] for case in NONE], ids=[case[0] for case in NONE])
def test_no_finding(said: dict[str, Any]) -> None:
    assert joined(meeting("2021-03-01", **said)).findings == ()


def test_the_same_letters_are_told_once_at_the_latest_meeting() -> None:
    two = [person("Idris Vane", initials="IV"), person("Ivy Voss", initials="IV")]
    records = [
        meeting(day, people=two, actions=[{**action(f"Mend pump {day}"), "leads": [lead("IV")]}])
        for day in ("2021-03-01", "2021-06-01", "2021-09-01")
    ]
    assert [(f.code, f.date) for f in joined(*records).findings] == [("same_initials", "2021-09-01")]


def test_a_date_that_is_changed_to_one_before_the_meeting_is_found() -> None:
    records = (
        meeting("2021-03-01", actions=[action("Mend the pump", "Idris Vane", due="2021-05-01")]),
        meeting(
            "2021-06-01", actions=[action("Mend the pump", "Idris Vane", carried=True, due="2021-04-01")]
        ),
    )
    assert [(f.code, f.date) for f in joined(*records).findings] == [("due_before_meeting", "2021-06-01")]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_somebody_listed_twice_has_one_line_of_attendance(order: tuple[int, int]) -> None:
    """The database holds one line a person and meeting."""
    two = [
        person("Idris Vane", status="apologies", represented_by="Ann Orr"),
        person("Idris Vane", capacity=["chair"]),
    ]
    found = joined(meeting("2021-03-01", people=[two[n] for n in order]))
    (line,) = found.attendance
    assert (line.status, line.capacity, line.represented_by) == ("present", ("chair",), "Ann Orr")


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("apologies", "absent", "apologies"),
        ("unknown", "absent", "absent"),
        ("unknown", "unknown", "unknown"),
    ],
)
def test_the_stronger_status_holds(one: str, other: str, told: str) -> None:
    found = joined(
        meeting("2021-03-01", people=[person("Ann Orr", status=one), person("Ann Orr", status=other)])
    )
    assert [line.status for line in found.attendance] == [told]


def test_a_decision_about_nothing_is_found() -> None:
    gone = Decision(4, "person", "2021-03-01/p1: Idris Vane", "2020-01-01/p9: I Vane", same=True)
    (found,) = joined(meeting("2021-03-01", people=[person("Idris Vane")]), decisions=(gone,)).findings
    assert found.code == "stale_decision"
    assert "line 4" in found.message
    assert "2020-01-01/p9: I Vane" in found.message
