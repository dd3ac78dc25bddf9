"""Which words of lists and headings become bodies of the record; every name is invented."""

from __future__ import annotations

import pytest

from minutebook.extraction import read_document
from minutebook.loaders.load import load_bytes
from minutebook.nlp import load_reader
from minutebook.rulebook import load_rulebook
from minutebook.schema import Minutes


def read(text: str) -> Minutes:
    return read_document(load_bytes(text.encode(), source="x"), load_rulebook(), load_reader())


def names(text: str) -> dict[str, tuple[str, ...]]:
    return {body.name: tuple(body.aliases) for body in read(text).organisations}


@pytest.mark.parametrize(
    ("entry", "there", "absent"),
    [
        ("Ida Fenn – Marlby Women's Haven (IF), DS Bo Lund – Marlby Police (BL)", "Marlby Police", "BL"),
        ("Ida Fenn (IF), Director, Marlby Hospitals NHS FT", "Marlby Hospitals NHS FT", "NHS FT"),
        ("Ida Fenn (IF), Director, Marlby Partnership NHS Foundation Trust", "Marlby Partnership NHS Foundation Trust",
         "Marlby Partnership"),
        ("Ida Fenn – Marlby County Council – Public Health", "Marlby County Council",
         "Marlby County Council – Public Health"),
        ("Cllr Ida Fenn (Ward 4), Bo Lund (Marlby Council)", "Marlby Council", "Ward 4"),
    ],
)  # fmt: skip
def test_a_list_gives_bodies(entry: str, there: str, absent: str) -> None:
    found = names(
        f"Tarn Board\n\nPresent: {entry}\n\nMinutes: Una Tarr\n\n1. Lamps\nMarlby County Council wrote.\n"
    )
    forms = {form for name, aliases in found.items() for form in (name, *aliases)}
    assert there in forms
    assert absent not in forms


def test_the_body_that_met_has_words_of_roles_and_brackets() -> None:
    body = "Housing and Community Strategic Policy Committee"
    assert body in names(
        f"Marlby Council\nMinutes of Meeting of the {body}\nheld on 4 March 2025\n\nPresent: Ida Fenn\n"
    )


def test_a_committee_of_a_council() -> None:
    meeting = read(
        "Minutes of a Meeting of the Works Committee of the Marlby District Council held on 4 March 2025\n"
    ).meeting
    assert meeting is not None
    assert (meeting.body, meeting.parent_body) == ("Works Committee", "Marlby District Council")


def test_the_sort_of_meeting_is_no_part_of_the_body() -> None:
    meeting = read(
        "Marlby District\n\nMINUTES OF THE REGULAR PUBLIC BOARD MEETING\n\nHeld on 4 March 2025\n"
    ).meeting
    assert meeting is not None
    assert meeting.body == "BOARD"


def test_the_outcome_of_a_vote_is_no_body() -> None:
    assert "LOST" not in names(
        "Marlby Council\n\nPresent: Ida Fenn\n\n1. Lamps\nThe motion was put and LOST, 2 votes to 3.\n"
    )
