"""Attendance: shapes of lists that were once lost, each in several wordings, on people invented for the test."""

from __future__ import annotations

import pytest

from minutebook.evidence import AttendeeFinding
from minutebook.layout import segment
from minutebook.loaders.text import load_text
from minutebook.nlp import load_reader
from minutebook.rulebook import load_rulebook
from minutebook.stages.attendance import find_attendees
from minutebook.stages.context import Context


def read(text: str) -> dict[str, AttendeeFinding]:
    """The findings by name; every quote holds words."""
    rulebook = load_rulebook()
    document = load_text(text.encode(), source="test.txt", sha256="0" * 64)
    found = find_attendees(Context(document, segment(document, rulebook), rulebook, load_reader()))
    assert all(document[quote.span].strip() for finding in found for quote in finding.quotes)
    assert len({finding.name for finding in found}) == len(found)
    return {finding.name: finding for finding in found}


def statuses(text: str) -> dict[str, str]:
    return {name: finding.status for name, finding in read(text).items()}


HEAD = "Tarn Board\n\nMinutes of the meeting held on 2 October 2018 at Tarn Hall\n\n"
END = "\n\n1. Welcome\n\nThe meeting began.\n"


@pytest.mark.parametrize(
    ("table", "wanted"),
    [
        (
            "| Governor | Category | 02/10 | 27/11 |\n|---|---|---|---|\n| Mrs Ida Fenn [IF] | Parent | ✓ | |\n"
            "| Mr Bo Lund [BL] | LA | Ap | |\n| Dr Hal Orme [HO] | Staff | A | |\n\n"
            "✓ attended  Ap apologies accepted  A absent without apology",
            ["present", "apologies", "absent"],
        ),
        (
            "| Trustee | 3 Jul | 2 Oct |\n|---|---|---|\n| Ida Fenn | A | P |\n| Bo Lund | P | A |\n| Hal Orme | P | P |\n\n"
            "Key: P = present, A = apologies",
            ["present", "apologies", "present"],
        ),
        (
            "| Name | Role | Agency | |\n|---|---|---|---|\n| Ida Fenn | Matron | Tarn Hospital | ✓ |\n"
            "| Bo Lund | Head of Housing | Tarn Council | Apols |\n| Hal Orme | Clerk | Tarn Council | X |\n\n"
            "✓ attended   X did not attend",
            ["present", "apologies", "absent"],
        ),
        (
            "| Member | Here? |\n|---|---|\n| Ida Fenn | Yes |\n| Bo Lund | Apologies |\n| Hal Orme | No |",
            ["present", "apologies", "absent"],
        ),
    ],
)
def test_columns_that_nothing_plain_heads(table: str, wanted: list[str]) -> None:
    found = statuses(HEAD + table + END)
    assert dict(zip(["Ida Fenn", "Bo Lund", "Hal Orme"], wanted, strict=True)) == found


def test_a_deputy_in_brackets_after_its_code() -> None:
    found = read(
        HEAD + "| Initials | Name and agency | 3.7.18 | 2.10.18 |\n|---|---|---|---|\n"
        "| IF | Ida Fenn, Tarn Police | P | D (Insp Bo Lund) |\n| HO | Hal Orme, Tarn Council | P | P |\n\n"
        "Key: P = present, D = deputy attended" + END
    )
    assert found["Ida Fenn"].status == "apologies"
    assert found["Ida Fenn"].represented_by == "Bo Lund"
    assert found["Bo Lund"].deputising_for == "Ida Fenn"


@pytest.mark.parametrize(
    "text",
    [
        "Trustees: Ida Fenn (Chair), Bo Lund\nApologies: Hal Orme",
        "Directors: Ida Fenn, Bo Lund\nExcused: Hal Orme",
        "Board: Bo Lund, Ida Fenn\nAbsent: Hal Orme",
        "ROLL CALL\nOfficers: Ida Fenn (President)\nDirectors: Bo Lund, Una Pike\nExcused: Hal Orme",
        "Parish Councillors: Ida Fenn, Bo Lund and Una Pike\nApologies: Hal Orme",
    ],
)
def test_kinds_of_members_list_those_present(text: str) -> None:
    found = statuses(HEAD + text + END)
    assert found["Ida Fenn"] == found["Bo Lund"] == "present"
    assert found["Hal Orme"] != "present"


@pytest.mark.parametrize(
    "text",
    [
        "Trustees: Ida Fenn, Bo Lund, Hal Orme\n\nPresent: Una Pike, Zita Zorn",
        "Officers: Ida Fenn (President), Bo Lund (Secretary)\n\nPresent\n\nUna Pike\n\nZita Zorn",
        "Directors: Ida Fenn, Bo Lund\n\nRegistered charity 000000\n\nThose present: Una Pike, Zita Zorn",
    ],
)
def test_a_letterhead_is_no_attendance(text: str) -> None:
    assert list(statuses(HEAD + text + END)) == ["Una Pike", "Zita Zorn"]


@pytest.mark.parametrize(
    ("text", "capacity"),
    [
        ("Present: Ida Fenn, Hal Orme\nOfficers: Bo Lund (Principal Officer)", ("in_attendance",)),
        (
            "Present: Ida Fenn, Hal Orme\nStaff: Finance Manager Bo Lund; Recording Secretary Una Pike",
            ("in_attendance",),
        ),
        (
            "Present: Ida Fenn, Hal Orme\nIn attendance: The Town Clerk (Mr Bo Lund), Una Pike",
            ("in_attendance",),
        ),
    ],
)
def test_officers_below_the_list(text: str, capacity: tuple[str, ...]) -> None:
    found = read(HEAD + text + END)
    assert found["Bo Lund"].capacity == capacity
    assert found["Bo Lund"].role in ("Principal Officer", "Finance Manager", "Town Clerk")


@pytest.mark.parametrize(
    ("line", "name", "role"),
    [
        ("Cllrs H. Orme, B. Lund, and the Clerk Mrs. I. Fenn", "I. Fenn", "Clerk"),
        ("Councillors H. Orme, B. Lund and the Parish Clerk (Mrs. I. Fenn)", "I. Fenn", "Parish Clerk"),
        ("Cllrs Orme and Lund, the Mayor, Councillor Mrs I Fenn", "I Fenn", "Mayor"),
        ("Hal Orme, Bo Lund, the Chief Executive (Ida Fenn)", "Ida Fenn", "Chief Executive"),
    ],
)
def test_an_officer_by_role_and_name_in_a_run_on_list(line: str, name: str, role: str | None) -> None:
    found = read(f"{HEAD}Present: {line}{END}")
    assert len(found) == 3
    assert found[name].role == role
    assert all(one.role is None for other, one in found.items() if other != name)


@pytest.mark.parametrize(
    "text",
    [
        "Mrs Ida Fenn (IF) Foundation and Chair, Mr Bo Lund (BL) Headteacher, Miss Una Pike (UP) Parent",
        "Ida Fenn (IF) Head of Housing, Bo Lund (BL) Named Nurse, Una Pike (UP) Lay Member",
        "Mrs Ida Fenn (IF) Parent, Mr Bo Lund (BL) Co-opted, Dr Una Pike (UP) LA (from 6.20pm)",
    ],
)
def test_roles_after_initials_in_a_run_on_list(text: str) -> None:
    found = read(f"{HEAD}Present: {text}{END}")
    assert list(found) == ["Ida Fenn", "Bo Lund", "Una Pike"]
    assert all(one.role and "," not in one.role for one in found.values())
    assert all(one.organisation is None for one in found.values())


@pytest.mark.parametrize(
    "lines",
    [
        ["Present: Ida Fenn (IF) Matron,", "Tarn Hospital; Bo Lund (BL) Head of Housing, Tarn Council; Una", "Pike (UP) Lay Member"],
        ["Present: Ida Fenn (IF) Matron, Tarn Hospital; Bo Lund (BL), Head of Housing,", "Tarn Council; Una Pike (UP) Lay Member"],
        ["Members present: Ida Fenn (IF), Matron, Tarn Hospital; Bo", "Lund (BL) Head of Housing, Tarn Council;", "Una Pike (UP) Lay Member"],
    ],
)  # fmt: skip
def test_a_run_on_list_over_several_lines(lines: list[str]) -> None:
    found = read(HEAD + "\n\n".join(lines) + END)
    assert {name: (one.role, one.organisation) for name, one in found.items()} == {
        "Ida Fenn": ("Matron", "Tarn Hospital"),
        "Bo Lund": ("Head of Housing", "Tarn Council"),
        "Una Pike": ("Lay Member", None),
    }


def test_a_definition_list() -> None:
    found = read(
        "# Tarn Working Group\n\n## Attendees\n\nPresent\n: Ida Fenn (Tarn Ltd), Bo Lund, Una Pike (invited expert)\n\n"
        "Regrets\n: Hal Orme, Zita Zorn\n\nChair\n: Ida\n\nScribe\n: Bo\n\n## Minutes\n\nThe call began.\n"
    )
    assert {n: f.status for n, f in found.items()} == {
        "Ida Fenn": "present", "Bo Lund": "present", "Una Pike": "present",
        "Hal Orme": "apologies", "Zita Zorn": "apologies",
    }  # fmt: skip
    assert found["Ida Fenn"].capacity == ("chair",)
    assert found["Bo Lund"].capacity == ("minute_taker",)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Apologies came from Hal Orme, who had sent comments, and from Una Pike.", "apologies"),
        ("1. Apologies\n\nHad been received from Hal Orme and Una Pike.", "apologies"),
        ("1 APOLOGIES FOR ABSENCE\n\nReceived from Hal Orme and Una Pike. Accepted.", "apologies"),
        ("1. Apologies\n\nFrom Hal Orme (on leave) and Una Pike.", "apologies"),
        ("1. Apologies\n\nThere were no apologies from Hal Orme and Una Pike.", "absent"),
        ("1. Apologies\n\nNo word had been received from Hal Orme and Una Pike.", "absent"),
    ],
)
def test_sentences_about_those_away(text: str, status: str) -> None:
    found = statuses(f"{HEAD}Present: Ida Fenn, Bo Lund\n\n{text}\n\n2. Minutes\n\nAgreed.\n")
    assert found == {"Ida Fenn": "present", "Bo Lund": "present", "Hal Orme": status, "Una Pike": status}


@pytest.mark.parametrize(
    "field", ["Minutes: Ida", "Notes by: Ida Fenn", "Minute taker – Ida Fenn", "Scribe: Ida"]
)
def test_one_of_those_listed_takes_the_minutes(field: str) -> None:
    found = read(f"{HEAD}Present: Bo Lund (Chair), Ida Fenn, Una Pike\n{field}{END}")
    assert list(found) == ["Bo Lund", "Ida Fenn", "Una Pike"]
    assert "minute_taker" in found["Ida Fenn"].capacity


def test_header_cells_name_chair_and_minute_taker() -> None:
    found = read(
        "# Tarn Board\n\n| | |\n|---|---|\n| Date | 2 October 2018 |\n| Chair | Ida Fenn |\n| Notes | Bo Lund |\n\n"
        "Present: Ida Fenn, Bo Lund, Una Pike" + END
    )
    assert found["Ida Fenn"].capacity == ("chair",)
    assert found["Bo Lund"].capacity == ("minute_taker",)
