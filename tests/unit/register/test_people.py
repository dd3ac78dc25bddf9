"""Who is one human being: names, what stands beside them, and what the minutes say."""

from __future__ import annotations

from typing import Any

import pytest
from made_meetings import BOARD, groups, joined, meeting, organisation, person

POLICE, COUNCIL = "Marlshire Police", "Elverham District Council"
OTHER = "Quarrow Schools Forum"

ONE = [
    ("an initial, the same organisation", person("Moira Tewson", POLICE), person("M Tewson", POLICE)),
    ("an initial and nothing against it", person("Moira Tewson"), person("M Tewson")),
    ("a short form", person("Daniel Ormerod", POLICE), person("Dan Ormerod", POLICE)),
    ("a short form without a beginning in common", person("Elizabeth Harn"), person("Liz Harn")),
    ("a slip in the surname", person("Priti Ventress", POLICE), person("Priti Ventres", POLICE)),
    ("a slip in the forename", person("Catherine Harn", POLICE), person("Catharine Harn", POLICE)),
    ("another organisation, years later", person("Moira Tewson", POLICE), person("Moira Tewson", COUNCIL)),
    ("another title", person("Moira Tewson", honorific="Mrs"), person("Moira Tewson", honorific="Dr")),
    ("a middle name in use", person("J Martin Ormerod", POLICE), person("Martin Ormerod", POLICE)),
]
TWO = [
    ("another forename", person("Moira Tewson", POLICE), person("Mina Tewson", POLICE)),
    ("another middle initial", person("Ann B Tewson", POLICE), person("Ann C Tewson", POLICE)),
    (
        "an initial, another post",
        person("Moira Tewson", POLICE, "Sergeant"),
        person("M Tewson", COUNCIL, "Clerk"),
    ),
    ("initials alone", person("MT", POLICE, initials="MT"), person("Moira Tewson", POLICE, initials="MT")),
    (
        "titles of a woman and a man",
        person("Sam Tewson", honorific="Mrs"),
        person("Sam Tewson", honorific="Mr"),
    ),
    ("short surnames a letter apart", person("Ann Lee"), person("Ann Lea")),
]


@pytest.mark.parametrize(("first", "second"), [case[1:] for case in ONE], ids=[case[0] for case in ONE])
def test_one_person_of_one_body(first: dict[str, Any], second: dict[str, Any]) -> None:
    found = joined(meeting("2021-03-01", people=[first]), meeting("2023-06-01", people=[second]))
    assert groups(found.people) == {frozenset({"2021-03-01/p1", "2023-06-01/p1"})}


@pytest.mark.parametrize(("first", "second"), [case[1:] for case in TWO], ids=[case[0] for case in TWO])
def test_two_people_of_one_body(first: dict[str, Any], second: dict[str, Any]) -> None:
    found = joined(meeting("2021-03-01", people=[first]), meeting("2023-06-01", people=[second]))
    assert groups(found.people) == {frozenset({"2021-03-01/p1"}), frozenset({"2023-06-01/p1"})}


def test_an_initial_that_fits_two_joins_neither_and_is_offered() -> None:
    found = joined(
        meeting("2021-03-01", people=[person("Moira Tewson"), person("Magnus Tewson")]),
        meeting("2021-06-01", people=[person("M Tewson")]),
    )
    assert len(found.people) == 3
    assert {(d.a_shown.split(",")[0], d.decision) for d in found.doubts} == {
        ("Moira Tewson", "not_same"),
        ("Magnus Tewson", "not_same"),
    }


def test_two_of_one_name_in_one_record_stay_two() -> None:
    found = joined(
        meeting("2021-03-01", people=[person("Ann Tewson", POLICE), person("Ann Tewson", COUNCIL)]),
        meeting("2021-06-01", people=[person("Ann Tewson", POLICE), person("Ann Tewson", COUNCIL)]),
    )
    assert groups(found.people) == {
        frozenset({"2021-03-01/p1", "2021-06-01/p1"}),
        frozenset({"2021-03-01/p2", "2021-06-01/p2"}),
    }


@pytest.mark.parametrize(
    ("beside", "people"),
    [((None, None), 2), (("Lay Member", "Teacher"), 2), (("Head of Housing", "Head of Housing"), 1)],
)
def test_one_name_in_two_boards_that_have_nothing_in_common(
    beside: tuple[str | None, str | None], people: int
) -> None:
    """Joined only where organisation and role are the same."""
    named = COUNCIL if people == 1 else None
    found = joined(
        meeting("2021-03-01", people=[person("Paul Harnby", named, beside[0])]),
        meeting("2021-04-01", body=OTHER, people=[person("Paul Harnby", named, beside[1])]),
    )
    assert len(found.people) == people


def test_a_national_body_does_not_join_people_far_apart() -> None:
    found = joined(
        meeting("2021-03-01", people=[person("Paul Harnby", "Probation Service")]),
        meeting("2021-04-01", body=OTHER, people=[person("Paul Harnby", "Probation Service")]),
    )
    assert len(found.people) == 2


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Moira left Marlshire Police in May to become Head of Youth Services at Quarrow County Council.", 1),
        ("Moira was thanked for her report on Marlshire Police.", 2),
        (
            "Magnus left Marlshire Police in May to become Head of Youth Services at Quarrow County Council.",
            2,
        ),
    ],
)
def test_minutes_that_tell_of_a_move_join_over_boards(text: str, people: int) -> None:
    council = organisation("Quarrow County Council", kind="council")
    found = joined(
        meeting("2021-03-01", people=[person("Moira Tewson", POLICE, "Superintendent")], text=text,
                organisations=[organisation(POLICE, kind="police")]),
        meeting("2022-04-01", body=OTHER, organisations=[council],
                people=[person("Moira Tewson", "Quarrow County Council", "Head of Youth Services")]),
    )  # fmt: skip
    assert len(found.people) == people


def test_minutes_that_tell_two_apart_are_believed() -> None:
    said = "Joe Lambton of the parish council was welcomed (not to be confused with Mr Joe Lambton of the police)."
    records = (
        meeting("2021-03-01", people=[person("Joe Lambton", POLICE, "Sergeant")]),
        meeting("2021-06-01", people=[person("Joe Lambton", "Harnby Parish Council", "Clerk")], text=said),
    )
    assert len(joined(*records).people) == 2
    assert len(joined(records[0], {**records[1], "document_text": ""}).people) == 1


def test_what_the_register_says_of_a_person() -> None:
    found = joined(
        meeting("2021-03-01", people=[person("M Tewson", POLICE, "Sergeant", initials="MT")],
                organisations=[organisation(POLICE, kind="police")]),
        meeting("2023-06-01", people=[person("Moira Tewson", POLICE, "Inspector", honorific="Ms")],
                organisations=[organisation(POLICE, kind="police")]),
        meeting("2023-09-01", people=[person("Moira Tewson", COUNCIL, "Clerk")],
                organisations=[organisation(COUNCIL, kind="council")]),
    )  # fmt: skip
    (one,) = found.people
    assert (one.name, one.aliases, one.honorific, one.initials) == ("Moira Tewson", ("M Tewson",), "Ms", "MT")
    assert one.roles == ("Clerk", "Inspector", "Sergeant")
    assert [o.name for i in one.organisations for o in found.organisations if o.id == i] == [COUNCIL, POLICE]
    assert one.key == "2021-03-01/p1: M Tewson"


@pytest.mark.parametrize("names", [("MOIRA TEWSON", "Moira Tewson"), ("Moira Tewson", "moira tewson")])
def test_a_name_in_capitals_is_the_same_name(names: tuple[str, str]) -> None:
    found = joined(*(meeting(f"2021-0{n}-01", people=[person(name)]) for n, name in enumerate(names, 1)))
    assert [one.name for one in found.people] == ["Moira Tewson"]


def test_the_order_of_the_records_changes_nothing() -> None:
    records = [
        meeting(f"202{n}-03-01", people=[person(name, POLICE), person("Idris Vane", COUNCIL)], body=body)
        for n, (name, body) in enumerate(
            [("Moira Tewson", BOARD), ("M Tewson", BOARD), ("Moira Tewsen", BOARD), ("Moira Tewson", OTHER)]
        )
    ]
    assert joined(*records) == joined(*records[::-1])
