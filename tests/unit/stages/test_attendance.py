"""Attendance: every shape of list that boards use, on people invented for the test."""

from __future__ import annotations

import pytest

from minutebook.evidence import AttendeeFinding
from minutebook.layout import segment
from minutebook.loaders.text import load_text
from minutebook.nlp import load_reader
from minutebook.rulebook import load_rulebook
from minutebook.stages.attendance import find_attendees
from minutebook.stages.context import Context


def attendees(text: str) -> dict[str, AttendeeFinding]:
    """The findings by name; every quote is checked against the text."""
    rulebook = load_rulebook()
    document = load_text(text.encode(), source="test.txt", sha256="0" * 64)
    found = find_attendees(Context(document, segment(document, rulebook), rulebook, load_reader()))
    for finding in found:
        assert all(document[quote.span].strip() for quote in finding.quotes)
        assert any(quote.field == "name" for quote in finding.quotes)
    assert len({finding.name for finding in found}) == len(found)
    return {finding.name: finding for finding in found}


def present(line: str) -> dict[str, AttendeeFinding]:
    """The people of one entry under Present."""
    return attendees(f"Tarn Board\n\nPresent:\n\n{line}\n\nZita Zorn, Clerk\n\n1. Welcome\n")


@pytest.mark.parametrize(
    ("line", "initials", "role", "organisation"),
    [
        ("Asha Pennock (AP) – Head of Housing, Marlby Council", "AP", "Head of Housing", "Marlby Council"),
        ("Asha Pennock [AP], Named GP, Tarn Surgery", "AP", "Named GP", "Tarn Surgery"),
        ("Asha Pennock AP Head of Housing", "AP", "Head of Housing", None),
        ("Asha Pennock – Director of Nursing / NHS Marlby ICB", None, "Director of Nursing", "NHS Marlby ICB"),
        ("Asha Pennock (Lay Member, Healthwatch Tarn)", None, "Lay Member", "Healthwatch Tarn"),
        ("Asha Pennock (Marlby Council)", None, None, "Marlby Council"),
        ("Asha Pennock, Tarn Council, Housing Team Manager", None, "Housing Team Manager", "Tarn Council"),
        ("Asha Pennock, Tarn Council Housing Adviser", None, "Housing Adviser", "Tarn Council"),
        ("Asha Pennock, Safe Haven", None, None, "Safe Haven"),
        ("Asha Pennock – Assistant Director, Education & Achievement", None,
         "Assistant Director, Education & Achievement", None),
        ("Asha Pennock, Head of Probation Service", None, "Head of Probation Service", None),
        ("Clerk, Asha Pennock", None, "Clerk", None),
        ("Asha Pennock (FG)", None, None, None),
    ],
)  # fmt: skip
def test_role_and_organisation(
    line: str, initials: str | None, role: str | None, organisation: str | None
) -> None:
    found = present(line)["Asha Pennock"]
    assert (found.initials, found.role, found.organisation) == (initials, role, organisation)
    assert found.status == "present"


@pytest.mark.parametrize(
    ("line", "capacity", "note"),
    [
        ("Asha Pennock (Chair)", ("chair",), None),
        ("Asha Pennock (Vice-Chair, in the chair)", ("chair", "vice_chair"), None),
        ("Asha Pennock, Support Officer (minutes)", ("minute_taker",), None),
        ("Asha Pennock (for item 6)", (), "for item 6"),
        ("Asha Pennock – left at 11.30am", (), "left at 11.30am"),
        ("Asha Pennock (via Teams)", (), None),
        ("Asha Pennock (Chair, Healthwatch Tarn)", (), None),
    ],
)
def test_marks(line: str, capacity: tuple[str, ...], note: str | None) -> None:
    found = present(line)["Asha Pennock"]
    assert (found.capacity, found.note) == (capacity, note)


@pytest.mark.parametrize(
    "line",
    ["Asha Pennock (for Moira Quayle)", "Asha Pennock (rep Moira Quayle)", "Asha Pennock (sub. for Moira Quayle)",
     "Asha Pennock – on behalf of Moira Quayle", "Asha Pennock (substitute for Moira Quayle)"],
)  # fmt: skip
def test_a_deputy_and_the_member(line: str) -> None:
    found = present(line)
    assert found["Asha Pennock"].deputising_for == "Moira Quayle"
    member = found["Moira Quayle"]
    assert (member.status, member.represented_by) == ("apologies", "Asha Pennock")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Present: A PENNOCK, C TREDGOLD, DR RUSHBY and I FALLOW", ["A PENNOCK", "C TREDGOLD", "RUSHBY", "I FALLOW"]),
        ("Present: Mr C Worth [CW] Chair (FG); Mrs J Lorne [JL]; Rev P Holt", ["C Worth", "J Lorne", "P Holt"]),
        ("Present: Ana Lima, Chair (AL), Bo Lund (BL), Ida Fenn (IF)", ["Ana Lima", "Bo Lund", "Ida Fenn"]),
        ("Attendees: C Cole – Chair J Spark - Director, Tarn Council Cllr M Lund - Lead Member",
         ["C Cole", "J Spark", "M Lund"]),
        ("Present: Dr Ana Lima, Chairman (AL). Bo Lund (BL). Ida Fenn, Treasurer (IF).",
         ["Ana Lima", "Bo Lund", "Ida Fenn"]),
        ("Present: Kerstin, Tam, Bo", ["Kerstin", "Tam", "Bo"]),
        ("Present: AP, CT, JvK", ["AP", "CT", "JvK"]),
        ("Present: Cllrs Lund and Fenn", ["Lund", "Fenn"]),
        ("Present: Aiko Tanaka, Nguyen Thi Lan, José María Ortega, Li Wei, Mohammed Al Rashid",
         ["Aiko Tanaka", "Nguyen Thi Lan", "José María Ortega", "Li Wei", "Mohammed Al Rashid"]),
    ],
)  # fmt: skip
def test_run_on_lists(text: str, names: list[str]) -> None:
    assert list(attendees(f"Tarn Board\n\n{text}\n\n1. Welcome\n")) == names


@pytest.mark.parametrize("line", ["Vacant", "3 members of the public", "None", "Third Sector Representative"])
def test_nobody(line: str) -> None:
    assert list(present(line)) == ["Zita Zorn"]


def test_organisations_before_names_and_over_them() -> None:
    found = attendees(
        "Tarn Board\n\nPresent:\n\n- Alder Rail: Bo Lund, Ida Fenn\n- Clerk: Ana Lima\n\n1. Welcome\n"
    )
    assert {n: (f.role, f.organisation) for n, f in found.items()} == {
        "Bo Lund": (None, "Alder Rail"),
        "Ida Fenn": (None, "Alder Rail"),
        "Ana Lima": ("Clerk", None),
    }


def test_status_words_in_cells_and_deputies() -> None:
    found = attendees(
        "# Tarn Board\n\n| Name | Role and agency | Present |\n|---|---|---|\n"
        "| Asha Pennock (chair) | Head of Housing, Marlby Council | Present |\n"
        "| Bo Lund | Manager, Tarn College | Apologies – Ida Fenn attended |\n"
        "| Hal Orme | Superintendent, Tarn Police | Gwen Marr attended |\n"
        "| Owen Vale | Lay Member | Absent |\n| Tam Storr | Lay Member | |\n\n1. Welcome\n"
    )
    assert {name: one.status for name, one in found.items()} == {
        "Asha Pennock": "present",
        "Bo Lund": "apologies",
        "Hal Orme": "apologies",
        "Owen Vale": "absent",
        "Tam Storr": "unknown",
        "Ida Fenn": "present",
        "Gwen Marr": "present",
    }
    assert found["Ida Fenn"].deputising_for == "Bo Lund"
    assert found["Hal Orme"].represented_by == "Gwen Marr"
    assert found["Bo Lund"].organisation == "Tarn College"


def test_a_matrix_reads_this_meeting_and_its_legend() -> None:
    found = attendees(
        "# Tarn Board\n\nMinutes of the meeting held on 9 May 2016\n\n"
        "| Name | Agency | 7.3.16 | 9.5.16 | 4.7.16 |\n|---|---|---|---|---|\n"
        "| Asha Pennock | Tarn College | Y | D – Bo Lund (BL) | Y |\n| Hal Orme | Tarn Police | N | Y | A |\n"
        "| Ida Fenn | Tarn Homes | Y | A | Y |\n\nKey: Y = came, A = absent, D = deputy attended\n\n1. Welcome\n"
    )
    assert found["Asha Pennock"].represented_by == "Bo Lund"
    assert found["Hal Orme"].status == "present"
    assert found["Ida Fenn"].status == "absent"
    assert found["Bo Lund"].initials == "BL"


def test_two_people_in_a_row() -> None:
    found = attendees(
        "# Tarn Board\n\nAttendance\n\n| Asha Pennock | MBC | ✓ | Bo Lund | Tarn Trust | Apols |\n"
        "|---|---|---|---|---|---|\n| Ida Fenn | Tarn Police | ✓ | Hal Orme | MBC | ✓ |\n\n1. Welcome\n"
    )
    assert {n: (f.organisation, f.status) for n, f in found.items()} == {
        "Asha Pennock": ("MBC", "present"),
        "Bo Lund": ("Tarn Trust", "apologies"),
        "Ida Fenn": ("Tarn Police", "present"),
        "Hal Orme": ("MBC", "present"),
    }


PROSE = "Tarn Board\n\nPresent: Asha Pennock, Hal Orme\n\n1. Welcome\n\n{}\n"


@pytest.mark.parametrize(
    ("sentence", "name", "status", "other"),
    [
        ("Apologies were received from Bo Lund (Tarn College) and Ida Fenn.", "Ida Fenn", "apologies", None),
        ("Apologies were received from Cllr S Lund, for whom Cllr T Fenn was substituting.", "S Lund", "apologies",
         "T Fenn"),
        ("DI Bo Lund attended for this item.", "Bo Lund", "present", None),
        ("Bo Lund, Data Analyst, Marlby Council, joined the meeting for item 3.", "Bo Lund", "present", None),
        ("Notes were taken by Bo Lund, Support Officer.", "Bo Lund", "present", None),
    ],
)  # fmt: skip
def test_prose_shows_people(sentence: str, name: str, status: str, other: str | None) -> None:
    found = attendees(PROSE.format(sentence))
    assert found[name].status == status
    assert found[name].represented_by == other


@pytest.mark.parametrize(
    "sentence",
    ["Bo Lund attended the launch of the centre.", "Ida Fenn has written to the school.",
     "The report by Bo Lund was noted.", "Apologies were noted."],
)  # fmt: skip
def test_prose_that_shows_nobody(sentence: str) -> None:
    assert list(attendees(PROSE.format(sentence))) == ["Asha Pennock", "Hal Orme"]


def test_initials_are_derived_only_where_the_text_uses_them() -> None:
    found = attendees(PROSE.format("AP said that the roof leaks. The HO grant is late."))
    assert found["Asha Pennock"].initials == "AP"
    assert found["Hal Orme"].initials is None


def test_one_person_twice_is_one_entry() -> None:
    found = attendees(
        "Tarn Board\n\nPresent:\n\nDannielle Storr, Tarn Police\n\nBo Lund\n\nApologies:\n\n"
        "Danielle Storr (DS), Tarn Police, Detective Inspector\n\n1. Welcome\n"
    )
    assert list(found) == ["Dannielle Storr", "Bo Lund"]
    assert found["Dannielle Storr"].status == "present"
    assert "status_contradicted" in found["Dannielle Storr"].flags


def test_reasons_for_absence_are_not_kept() -> None:
    found = attendees(
        "Tarn Board\n\nPresent: Hal Orme, Ida Fenn\n\nApologies: Bo Lund (illness)\n\n1. Welcome\n"
    )
    one = found["Bo Lund"]
    assert "illness" not in repr((one.note, one.role, one.organisation))


def test_circulation_is_no_attendance() -> None:
    found = attendees("Tarn Board\n\nPresent: Hal Orme, Ida Fenn\n\ncc: Bo Lund, Tarn Police\n\n1. Welcome\n")
    assert list(found) == ["Hal Orme", "Ida Fenn"]
