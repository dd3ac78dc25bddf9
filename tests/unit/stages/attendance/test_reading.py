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


NAMES = ["Ida Fenn", "Bo Lund", "Una Pike"]
ROLES = ["Matron, Tarn Hospital", "Head of Housing, Tarn Council", "Business Manager (minutes)"]


@pytest.mark.parametrize(
    "columns",
    [
        [["Present", *NAMES], ROLES, ["IF", "BL", "UP"]],
        [["Present:", *NAMES], ["IF", "BL", "UP"], ROLES],
        [NAMES, ["IF", "BL", "UP"], ROLES],
    ],
)
def test_columns_one_after_the_other(columns: list[list[str]]) -> None:
    blocks = "\n\n".join("\n".join(column) for column in columns)
    found = read(f"{HEAD}{blocks}\n\nApologies\n\nHal Orme{END}")
    assert {n: (f.initials, f.role, f.organisation) for n, f in found.items() if n != "Hal Orme"} == {
        "Ida Fenn": ("IF", "Matron", "Tarn Hospital"),
        "Bo Lund": ("BL", "Head of Housing", "Tarn Council"),
        "Una Pike": ("UP", "Business Manager", None),
    }
    assert found["Una Pike"].capacity == ("minute_taker",)
    assert all("columns_flattened" in found[name].flags for name in NAMES)
    assert found["Hal Orme"].status == "apologies"


def test_columns_of_another_length_are_not_paired() -> None:
    found = read(
        f"{HEAD}Present:\nIda Fenn\nBo Lund\nUna Pike\n\nMatron, Tarn Hospital\nHead of Housing{END}"
    )
    assert [found[name].role for name in NAMES] == [None, None, None]


@pytest.mark.parametrize(
    "lines",
    [
        ["Name / Role / Here?", "Ida Fenn / Matron / X", "Bo Lund / Clerk / Apols", "Una Pike / Lay Member / X"],
        ["Name | Job title | Attended", "Ida Fenn | Matron | Y", "Bo Lund | Clerk | A", "Una Pike | Lay Member | Y"],
        ["Member / Role / Status", "Ida Fenn / Matron / present", "Bo Lund / Clerk / apologies", "Una Pike / Lay Member / present"],
    ],
)  # fmt: skip
def test_cells_joined_by_slashes(lines: list[str]) -> None:
    found = read(HEAD + "\n\n".join(lines) + END)
    assert {n: (f.role, f.status) for n, f in found.items()} == {
        "Ida Fenn": ("Matron", "present"),
        "Bo Lund": ("Clerk", "apologies"),
        "Una Pike": ("Lay Member", "present"),
    }


def test_two_people_in_a_line_of_joined_cells() -> None:
    found = statuses(
        HEAD
        + "Name / Block / Here? / Name / Block / Here?\n\nMrs Ida Fenn (Chair) / Alder / X / Mr Bo Lund / Beech / X\n\n"
        "Ms Una Pike / Alder / Apols / Mr Hal Orme / Beech / X" + END
    )
    assert found == {
        "Ida Fenn": "present",
        "Bo Lund": "present",
        "Una Pike": "apologies",
        "Hal Orme": "present",
    }


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        (["x", "x", ""], ["present", "present", "unknown"]),
        (["X", "X", "Apologies"], ["present", "present", "apologies"]),
        (["✓", "X", "✓"], ["present", "absent", "present"]),
        (["X", "present", "present"], ["absent", "present", "present"]),
    ],
)
def test_a_cross_means_present_where_nothing_else_does(cells: list[str], wanted: list[str]) -> None:
    rows = "\n".join(f"| {n} | {c} |" for n, c in zip(NAMES, cells, strict=True))
    found = statuses(f"{HEAD}| Name | Attendance |\n|---|---|\n{rows}{END}")
    assert [found[name] for name in NAMES] == wanted


@pytest.mark.parametrize(
    "line",
    [
        "Cllr Ida Fenn (Chair) Cllr Bo Lund Cllr Una Pike",
        "Dr Ida Fenn Mr Bo Lund Mrs Una Pike",
        "Superintendent Ida Fenn Inspector Bo Lund PC Una Pike",
    ],
)
def test_titles_part_people_without_marks(line: str) -> None:
    assert list(statuses(f"{HEAD}Present: {line}{END}")) == NAMES


@pytest.mark.parametrize(
    "line",
    [
        "Bo Lund – Housing (sub: Una Pike)",
        "Bo Lund (substitute: Una Pike)",
        "Bo Lund, Head of Housing – represented by Una Pike (UP)",
        "Bo Lund (rep. Una Pike)",
    ],
)
def test_who_came_for_one_among_the_apologies(line: str) -> None:
    found = read(f"{HEAD}Present: Ida Fenn, Hal Orme\n\nApologies: {line}{END}")
    assert (found["Bo Lund"].status, found["Bo Lund"].represented_by) == ("apologies", "Una Pike")
    assert (found["Una Pike"].status, found["Una Pike"].deputising_for) == ("present", "Bo Lund")


@pytest.mark.parametrize(
    ("present", "text"),
    [
        ("Ida Fenn, Independent Chair (IF); Bo Lund (BL)", ""),
        (
            "Fenn, Lund, Pike",
            "President Ida Fenn called the regular meeting of the Board of Trustees to order.",
        ),
        ("Ida Fenn (IF) – Chair – Director of Care, Tarn Council; Bo Lund (BL)", ""),
    ],
)
def test_who_is_in_the_chair(present: str, text: str) -> None:
    found = read(f"{HEAD}Present: {present}{END}\n{text}\n")
    first = next(iter(found.values()))
    assert first.capacity == ("chair",)
    assert all(one.capacity == () for one in list(found.values())[1:])


def test_below_american_minutes_stands_who_took_them() -> None:
    found = read(f"{HEAD}Present: Ida Fenn, Bo Lund{END}\nRespectfully submitted,\n\nBo Lund, Secretary\n")
    assert found["Bo Lund"].capacity == ("minute_taker",)


UNLISTED = (
    "# Tarn Health Board\n\n2 October 2018\n\n## 1. Apologies\n\nApologies were received from Hal Orme (Tarn Police).\n\n"
    "## 2. Report\n\n{}\n"
)


@pytest.mark.parametrize(
    ("sentence", "name", "role", "organisation"),
    [
        ("The Director of Care, Dr Ida Fenn, undertook to reply.", "Ida Fenn", "Director of Care", None),
        ("Bo Lund (Tarn Homes) presented the report.", "Bo Lund", None, "Tarn Homes"),
        ("Una Pike, Lay Member, asked about cost.", "Una Pike", "Lay Member", None),
        ("Councillor Una Pike said that the road was shut.", "Una Pike", None, None),
    ],
)
def test_without_a_list_whoever_speaks_was_there(
    sentence: str, name: str, role: str | None, organisation: str | None
) -> None:
    found = read(UNLISTED.format(sentence))
    assert (found[name].status, found[name].role, found[name].organisation) == ("present", role, organisation)
    assert "no_attendance_list" in found[name].flags
    assert found["Hal Orme"].status == "apologies"


@pytest.mark.parametrize(
    "sentence",
    [
        "The report of Bo Lund was noted.",
        "Bo Lund has moved to Tarn.",
        "The Chair said so.",
        "Tarn Homes said that.",
    ],
)
def test_without_a_list_others_are_not_taken_for_present(sentence: str) -> None:
    assert list(read(UNLISTED.format(sentence))) == ["Hal Orme"]


def test_with_a_list_speakers_are_not_added() -> None:
    assert list(read(f"{HEAD}Present: Ida Fenn, Hal Orme{END}\nBo Lund said that it was late.\n")) == [
        "Ida Fenn",
        "Hal Orme",
    ]


@pytest.mark.parametrize(
    ("sentence", "chairs"),
    [
        ("The Chair, Councillor Una Pike, said that it was late.", True),
        ("The Chairman (Una Pike) thanked everybody.", True),
        ("The Chair, Una Pike and Hal Orme will meet.", False),
    ],
)
def test_the_chair_by_name_in_the_text(sentence: str, chairs: bool) -> None:
    found = read(f"{HEAD}Present: Una Pike, Hal Orme, Bo Lund{END}\n{sentence}\n")
    assert ("chair" in found["Una Pike"].capacity) is chairs


@pytest.mark.parametrize("suffix", [", Jr.", ", OBE", " MBE", ", Sr"])
def test_letters_after_a_name_are_nobody(suffix: str) -> None:
    assert list(statuses(f"{HEAD}Present: Ida Fenn, Bo Lund{suffix}, Una Pike{END}")) == NAMES


@pytest.mark.parametrize("letters", ["CQC", "DWP", "TSB"])
def test_a_body_away_is_nobody(letters: str) -> None:
    assert list(statuses(f"{HEAD}Present: Ida Fenn, Bo Lund\n\nNot present: {letters}{END}")) == [
        "Ida Fenn",
        "Bo Lund",
    ]


def test_initials_alone_are_people_where_all_are() -> None:
    found = statuses(f"{HEAD}Present: IF, BL, UP{END}\nApologies: HO\n")
    assert list(found)[:3] == ["IF", "BL", "UP"]


def test_who_sent_apologies_was_not_in_the_chair() -> None:
    found = read(
        "# Tarn Board\n\n| | |\n|---|---|\n| Chair | Hal Orme |\n| Date | 2 October 2018 |\n\n"
        "Present: Ida Fenn, Bo Lund\n\nApologies: Hal Orme" + END
    )
    assert found["Hal Orme"].capacity == ()


@pytest.mark.parametrize(
    "text",
    [
        "Apologies\n\nHal Orme (HO)\n\nHead of Probation",
        "Apologies\n\nHal Orme (HO)\n\nHead of Probation\n\nZita Zorn\n\nClerk to Governors",
        "Apologies received\n\nHal Orme\n\nHead of Probation",
    ],
)
def test_a_role_on_the_line_below_the_name(text: str) -> None:
    found = read(f"{HEAD}Present: Ida Fenn, Bo Lund\n\n{text}{END}")
    assert (found["Hal Orme"].status, found["Hal Orme"].role) == ("apologies", "Head of Probation")
    assert found["Hal Orme"].organisation is None


@pytest.mark.parametrize("heading", ["Board Business", "Chair's Report", "Partnership Update"])
def test_a_heading_below_the_last_name_is_no_role(heading: str) -> None:
    found = read(f"{HEAD}Present: Ida Fenn, Bo Lund\n\nApologies\n\nHal Orme\n\n{heading}\n\nIt was noted.\n")
    assert (found["Hal Orme"].role, found["Hal Orme"].organisation) == (None, None)


@pytest.mark.parametrize(
    "sentence",
    [
        "Present were Ida Fenn, Bo Lund and Una Pike (from 7.20pm). Hal Orme had sent a letter.",
        "Twelve members attended including Ida Fenn (President), Bo Lund (Treasurer) and Una Pike. Costs rose.",
        "The following members were present: Ida Fenn, Bo Lund, Una Pike. The hall was cold.",
    ],
)
def test_a_list_in_a_sentence(sentence: str) -> None:
    assert statuses(f"{HEAD}{sentence}{END}") == dict.fromkeys(NAMES, "present")


def test_who_chaired_and_who_took_the_notes_by_first_name() -> None:
    found = read(f"{HEAD}Present: Ida Fenn, Bo Lund, Una Pike{END}\nIda chaired and Bo took the notes.\n")
    assert found["Ida Fenn"].capacity == ("chair",)
    assert found["Bo Lund"].capacity == ("minute_taker",)


@pytest.mark.parametrize(
    "text",
    [
        "In the chair: Cllr Ida Fenn. Also present: Cllrs Bo Lund, Una Pike, and H. Orme; Mrs Zita Zorn (Clerk).",
        "Presiding: Cllr Ida Fenn\n\nCouncillors present: Bo Lund, Una Pike, H. Orme; Zita Zorn",
    ],
)
def test_who_presides_stands_before_the_list(text: str) -> None:
    found = read(f"{HEAD}{text}{END}")
    assert list(found) == [*NAMES, "H. Orme", "Zita Zorn"]
    assert all(one.status == "present" and one.organisation is None for one in found.values())


def test_a_body_printed_once_beside_several_people_belongs_to_each_of_them() -> None:
    table = (
        "<table><tr><th>Name</th><th>Role</th><th>Organisation</th></tr>"
        "<tr><td>Ida Fenn</td><td>Matron</td><td rowspan=2>Tarn Hospital</td></tr>"
        "<tr><td>Bo Lund</td><td>Ward Manager</td></tr>"
        "<tr><td>Hal Orme</td><td>Clerk</td><td></td></tr>"
        "<tr><td>Una Rae</td><td>Head of Housing</td><td>Tarn Council</td></tr></table>"
    )
    found = read(HEAD + "Present:\n\n" + table + END)
    assert {name: person.organisation for name, person in found.items()} == {
        "Ida Fenn": "Tarn Hospital",
        "Bo Lund": "Tarn Hospital",
        "Hal Orme": None,
        "Una Rae": "Tarn Council",
    }


def test_a_rank_of_two_words_before_a_dash_is_one_persons() -> None:
    found = read(
        HEAD
        + "**Attendees**\n\n- Ida Fenn – Tarn Council\n- Det Insp Bo Lund – Tarn Police\n- Una Rae – Tarn Homes"
        + END
    )
    assert {name: person.honorific for name, person in found.items()}["Bo Lund"] == "Det Insp"


def test_the_reverend_behind_and_is_a_person() -> None:
    found = statuses(
        HEAD + "Present: Ida Fenn\n\nApologies: Bo Lund, Cllr D. Wynn, and the Rev. T. Oakes." + END
    )
    assert found == {
        "Ida Fenn": "present",
        "Bo Lund": "apologies",
        "D. Wynn": "apologies",
        "T. Oakes": "apologies",
    }
