"""Lists under the words of many countries and kinds of bodies; every person and body is invented."""

from __future__ import annotations

import pytest

from minutebook.evidence import AttendeeFinding
from minutebook.layout import segment
from minutebook.loaders.text import load_text
from minutebook.nlp import load_reader
from minutebook.rulebook import load_rulebook
from minutebook.stages.attendance import find_attendees
from minutebook.stages.context import Context

TRUSTEES = """Marlby School Board

Trustees: Ida Fenn, Chair
Bo Lund
Regrets: Trustee Una Tarr
Staff: Cy Orme, Superintendent of Schools

1. Welcome
"""
TONGUES = """Marlby County Council

Present: Cllr Ida Fenn
Apologies: Cllr Bo Lund
Swyddogion / Officials: Cy Orme, Director of Housing

1. Welcome
"""
PLAIN = """Marlby Partnership Board

Who came:
Ida Fenn - self advocate, Voices of Marlby

People who could not come:
Bo Lund - family carer

1. Hello
"""
PLURAL = """Marlby Council

Present: Crs I A Fenn, B Lund
Co-opted members: Cy Orme (Marlby Union), Una Tarr
Apologies: Cllr (Mrs) J Foss

1. Welcome
"""
LETTERS = """Marlby Police Forum

Attendees:
MPCC
Ida Fenn - Commissioner (Chair)
Bo Lund - Scrutiny Officer

Apologies: Cy Orme

1. Welcome
"""
RANKS = """<h1>Marlby Joint Board</h1>
<h2>Voting Members</h2><p>Councillor Ida Fenn (Chair)<br>Mr Bo Lund</p>
<h2>Non-Voting Members</h2><p>Ms Una Tarr, Chief Officer<br>Mr Cy Orme, Chief Finance Officer</p>
<h2>Apologies</h2><p>Mrs Dot Hale</p><h3>1. Welcome</h3><p>All were welcome.</p>
"""


def people(text: str) -> dict[str, AttendeeFinding]:
    rulebook = load_rulebook()
    page = f"<html><body>{text}</body></html>" if text.startswith("<") else text
    document = load_text(page.encode(), source="m", sha256="0")
    found = find_attendees(Context(document, segment(document, rulebook), rulebook, load_reader()))
    return {finding.name: finding for finding in found}


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        (TRUSTEES, {"Ida Fenn": "present", "Bo Lund": "present", "Una Tarr": "apologies", "Cy Orme": "present"}),
        (TONGUES, {"Ida Fenn": "present", "Bo Lund": "apologies", "Cy Orme": "present"}),
        (PLAIN, {"Ida Fenn": "present", "Bo Lund": "apologies"}),
        (PLURAL, {"I A Fenn": "present", "B Lund": "present", "Cy Orme": "present", "Una Tarr": "present",
                  "J Foss": "apologies"}),
        (LETTERS, {"Ida Fenn": "present", "Bo Lund": "present", "Cy Orme": "apologies"}),
        (RANKS, {"Ida Fenn": "present", "Bo Lund": "present", "Una Tarr": "present", "Cy Orme": "present",
                 "Dot Hale": "apologies"}),
    ],
)  # fmt: skip
def test_who_came(text: str, statuses: dict[str, str]) -> None:
    assert {name: one.status for name, one in people(text).items()} == statuses


def test_a_kind_of_people_is_no_body() -> None:
    found = people(PLURAL)
    assert found["Una Tarr"].organisation is None
    assert people(TONGUES)["Cy Orme"].organisation is None


def test_a_title_of_several_is_singular_for_each() -> None:
    assert people(PLURAL)["I A Fenn"].honorific == "Cr"
    assert people(PLURAL)["J Foss"].honorific == "Cllr"


def test_letters_over_a_list_are_the_body_of_those_below() -> None:
    found = people(LETTERS)
    assert (found["Ida Fenn"].organisation, found["Bo Lund"].organisation) == ("MPCC", "MPCC")
    assert found["Cy Orme"].organisation is None


def test_a_role_and_the_chair_in_one_bracket() -> None:
    found = people(
        "Senate\n\nPresent: Prof I Fenn (Rector, in the Chair), Dr B Lund (Chair of Court), Dr C Orme\n"
    )
    assert "chair" in found["I Fenn"].capacity
    assert "chair" not in found["B Lund"].capacity


@pytest.mark.parametrize(
    "apologies",
    [
        "Ida Fenn (IF), Director. Bo Lund (BL), Deputy Director, attended on her behalf.",
        "Ida Fenn (IF), Marlby Housing Trust – Bo Lund (BL) deputising",
    ],
)
def test_one_who_came_for_the_member_named_last(apologies: str) -> None:
    found = people(
        f"Marlby Board\n\nPresent: Cy Orme (CO), Una Tarr (UT)\n\nApologies: {apologies}\n\n1. Welcome\n"
    )
    assert (found["Ida Fenn"].status, found["Ida Fenn"].represented_by) == ("apologies", "Bo Lund")
    assert (found["Bo Lund"].status, found["Bo Lund"].deputising_for) == ("present", "Ida Fenn")


@pytest.mark.parametrize(
    ("entry", "role"),
    [
        ("DI Ida Fenn, Marlby Police", "DI"),
        ("D/Insp Ida Fenn, Marlby Police", "D/Insp"),
        ("County Councillor Ida Fenn", "County Councillor"),
        ("Supt Ida Fenn, Head of Custody, Marlby Police", "Head of Custody"),
        ("Cllr Ida Fenn", None),
        ("Dr Ida Fenn", None),
    ],
)
def test_a_rank_says_the_role_where_nothing_else_does(entry: str, role: str | None) -> None:
    found = people(f"Marlby Board\n\nPresent:\n{entry}\nMr Bo Lund, Clerk\n\n1. Welcome\n")
    assert found["Ida Fenn"].role == role


@pytest.mark.parametrize(
    ("sentence", "bodies"),
    [
        ("Apologies were received from Ms Ida Fenn, Barnardo's, and Councillor Bo Lund.",
         {"Ida Fenn": "Barnardo's", "Bo Lund": None}),
        ("Apologies were received from Ida Fenn and from Bo Lund (Foster Carers' Association).",
         {"Ida Fenn": None, "Bo Lund": "Foster Carers' Association"}),
        ("Apologies were received from Ida Fenn, Head of Housing, and Bo Lund, Marlby Trust.",
         {"Ida Fenn": None, "Bo Lund": "Marlby Trust"}),
    ],
)  # fmt: skip
def test_bodies_in_a_sentence_of_apologies(sentence: str, bodies: dict[str, str | None]) -> None:
    found = people(
        f"Marlby Board\n\nPresent: Cy Orme, Una Tarr\n\n1. Apologies\n{sentence}\n\n2. Close\nNone.\n"
    )
    assert {name: found[name].organisation for name in bodies} == bodies
    assert {found[name].status for name in bodies} == {"apologies"}


def test_who_presides_below_the_apologies_was_there() -> None:
    found = people(
        "Marlby Forum\n\nPresent: Ida Fenn, Cy Orme\n\nApologies: Bo Lund\n\nUna Tarr, Convener, presiding\n\n1. Close\n"
    )
    assert (found["Una Tarr"].status, found["Bo Lund"].status) == ("present", "apologies")
    assert "chair" in found["Una Tarr"].capacity


def test_initials_that_close_an_entry_are_no_part_of_the_body() -> None:
    found = people(
        "Marlby Board\n\nPresent\nIda Fenn, Marlby Police IF\nBo Lund, Marlby Care Trust BL\n\n1. Close\n"
    )
    assert (found["Ida Fenn"].organisation, found["Ida Fenn"].initials) == ("Marlby Police", "IF")


def test_a_service_beside_its_council() -> None:
    found = people(
        "Marlby Board\n\nPresent\nDr Ida Fenn, Public Health, Marlby CC\nBo Lund, Marlby Trust\n\n1. Close\n"
    )
    assert found["Ida Fenn"].organisation == "Marlby CC"


def test_who_came_for_the_minutes() -> None:
    found = people(
        "Marlby Board\n\nPresent: Cy Orme\nApologies: Ida Fenn\n\nIn attendance for minutes: Bo Lund, Support Officer\n\n1. Close\n"
    )
    assert (found["Bo Lund"].status, found["Bo Lund"].capacity) == ("present", ("minute_taker",))


def test_the_chair_of_governors_is_of_a_kind() -> None:
    found = people(
        "Marlby School\n\nPresent: Mrs I Fenn (Chair, Co-opted), Mr B Lund (Vice-Chair, Parent), Mr C Orme (Staff)\n\n1. Close\n"
    )
    assert "chair" in found["I Fenn"].capacity


@pytest.mark.parametrize(
    ("entry", "role", "body"),
    [
        ("Ida Fenn IF Chief Nurse NHS Marlby CCG", "Chief Nurse", "NHS Marlby CCG"),
        ("Ida Fenn IF Safeguarding Lead Marlby Police", "Safeguarding Lead", "Marlby Police"),
        ("Ida Fenn IF Director of Adult Services", "Director of Adult Services", None),
        ("Ida Fenn IF Head of Partnership", "Head of Partnership", None),
    ],
)
def test_a_body_right_behind_the_role(entry: str, role: str, body: str | None) -> None:
    found = people(f"Marlby Board\n\nPresent\n{entry}\nBo Lund BL Clerk\n\n1. Close\n")
    assert (found["Ida Fenn"].role, found["Ida Fenn"].organisation) == (role, body)
