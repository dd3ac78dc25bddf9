"""Who a printed lead is, by an invented attendance list."""

from __future__ import annotations

import pytest

from minutebook.assemble.people import People
from minutebook.rulebook import load_rulebook
from minutebook.schema import Attendee, Organisation


def person(
    number: int,
    name: str,
    honorific: str | None = None,
    initials: str | None = None,
    role: str | None = None,
    capacity: tuple[str, ...] = (),
) -> Attendee:
    return Attendee(
        id=f"p{number}",
        name=name,
        honorific=honorific,
        initials=initials,
        role=role,
        status="present",
        capacity=capacity,
    )


PEOPLE = People(
    attendees=(
        person(1, "Asha Pennock", initials="AP", role="Independent Chair", capacity=("chair",)),
        person(2, "Catherine Lorne", initials="CLo", role="Head of Early Help"),
        person(3, "Colin Lamb", initials="CLa", role="Business Manager, Business Unit"),
        person(4, "Moira Quayle", "Ms", role="Director of Housing"),
        person(5, "Penny McTarr", initials=None, capacity=("minute_taker",)),
        person(6, "Bernard Orme", "Cllr"),
        person(7, "Beryl Orme", "Cllr Mrs"),
        person(8, "Richard Gray-Finch", "Dr"),
        person(9, "Sam Worth", initials="SW"),
        person(10, "Sonia West", initials="SW"),
    ),
    organisations=(
        Organisation(
            id="o1",
            name="Marlby Integrated Care Board",
            aliases=("ICB", "the Board"),
            kind="health",
        ),
        Organisation(id="o2", name="Marlby SCP Business Unit", kind="other"),
        Organisation(id="o3", name="Tarnshire Fire Service", aliases=("TFS",), kind="other"),
    ),
    rulebook=load_rulebook(),
)

FOUND = [
    ("AP", "Asha Pennock"),
    ("CLo", "Catherine Lorne"),
    ("MQ", "Moira Quayle"),
    ("PMcT", "Penny McTarr"),
    ("RGF", "Richard Gray-Finch"),
    ("Asha", "Asha Pennock"),
    ("Cath", "Catherine Lorne"),
    ("Rich", "Richard Gray-Finch"),
    ("Ms Quayle", "Moira Quayle"),
    ("M Quayle", "Moira Quayle"),
    ("M. Quayle", "Moira Quayle"),
    ("Cllr Mrs Orme", "Beryl Orme"),
    ("the Chair", "Asha Pennock"),
    ("Business Manager", "Colin Lamb"),
    ("The Director of Housing", "Moira Quayle"),
    ("DIRECTOR OF HOUSING (M. QUAYLE)", "Moira Quayle"),
    ("the Clerk", "Penny McTarr"),
]


@pytest.mark.parametrize(("text", "name"), FOUND)
def test_people(text: str, name: str) -> None:
    found = PEOPLE.resolve(text)
    assert found.person is not None
    assert found.person.name == name
    assert found.flags == ()


BODIES = [
    ("ICB", "o1"),
    ("The ICB", "o1"),
    ("The Business Unit", "o2"),
    ("TFS", "o3"),
    ("Tarnshire Fire Service", "o3"),
]


@pytest.mark.parametrize(("text", "number"), BODIES)
def test_bodies(text: str, number: str) -> None:
    found = PEOPLE.resolve(text)
    assert found.organisation is not None
    assert found.organisation.id == number
    assert found.person is None


@pytest.mark.parametrize("text", ["All", "All partners", "Members", "Everyone", "Health colleagues"])
def test_groups_are_nobody(text: str) -> None:
    found = PEOPLE.resolve(text)
    assert (found.person, found.name, found.organisation, found.flags) == (None, None, None, ())


OPEN = [
    ("SW", "ambiguous_initials"),
    ("CL", "ambiguous_initials"),
    ("XY", "unresolved_lead"),
    ("Deputy Chair", "unresolved_lead"),
    ("Treasurer", "unresolved_lead"),
    ("Mr Nobody", "unresolved_lead"),
]


@pytest.mark.parametrize(("text", "flag"), OPEN)
def test_doubt_is_a_flag_and_no_guess(text: str, flag: str) -> None:
    found = PEOPLE.resolve(text)
    assert (found.person, found.name) == (None, None)
    assert found.flags == (flag,)


def test_a_full_name_that_is_no_attendee_is_a_name_without_a_person() -> None:
    found = PEOPLE.resolve("Glen Tredgold")
    assert (found.person, found.name, found.flags) == (None, "Glen Tredgold", ())
