"""Which names are one organisation's: long and short forms, acronyms, the gazetteer, a board's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_meetings import BOARD, groups, joined, meeting, organisation, person

OTHER = "Quarrow Schools Forum"
ONE = [
    ("an acronym that another document defines",
     organisation("Tarn Valley Homes", "TVH"), organisation("TVH")),
    ("an acronym by its letters", organisation("Harnby Community Trust"), organisation("HCT")),
    ("an ending left out", organisation("Harnby Valley NHS Foundation Trust", kind="health"),
     organisation("Harnby Valley", kind="health")),
    ("another word for the same", organisation("Marlshire Constabulary", kind="police"),
     organisation("Marlshire Police", kind="police")),
    ("the place left out", organisation("Elverham Scrutiny Committee"), organisation("Scrutiny Committee")),
    ("an acronym of general use", organisation("Marlshire Clinical Commissioning Group", kind="health"),
     organisation("Marlshire CCG", kind="health")),
    ("the gazetteer", organisation("Department for Education", kind="government"), organisation("DfE")),
    ("a slip of the pen", organisation("Brightmere Learning"), organisation("Brightmare Learning")),
    ("capitals", organisation("Tarn Valley Homes"), organisation("TARN VALLEY HOMES")),
]  # fmt: skip
TWO = [
    ("a point of the compass", organisation("Marlshire Council"), organisation("North Marlshire Council")),
    ("another place", organisation("Harnby Primary School"), organisation("Elverham Primary School")),
    ("a county and its district", organisation("Marlshire County Council"),
     organisation("Elverham District Council")),
    ("a group and its successor", organisation("Marlshire Clinical Commissioning Group"),
     organisation("Marlshire Integrated Care Board")),
    ("other letters", organisation("Harnby Community Trust"), organisation("HCS")),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second"), [case[1:] for case in ONE], ids=[case[0] for case in ONE])
def test_one_organisation_in_the_documents_of_one_body(
    first: dict[str, object], second: dict[str, object]
) -> None:
    for a, b in ((first, second), (second, first)):
        found = joined(meeting("2021-03-01", organisations=[a]), meeting("2023-06-01", organisations=[b]))
        assert groups(found.organisations) == {frozenset({"2021-03-01/o1", "2023-06-01/o1"})}


def test_the_fullest_form_is_the_name_and_the_others_stand_beside_it() -> None:
    found = joined(
        meeting("2021-03-01", organisations=[organisation("TVH")]),
        meeting("2021-06-01", organisations=[organisation("Tarn Valley Homes", "TVH", kind="company")]),
        meeting("2021-09-01", organisations=[organisation("TARN VALLEY HOMES")]),
    )
    (one,) = found.organisations
    assert (one.name, one.aliases, one.kind) == ("Tarn Valley Homes", ("TARN VALLEY HOMES", "TVH"), "company")


@pytest.mark.parametrize(("first", "second"), [case[1:] for case in TWO], ids=[case[0] for case in TWO])
def test_two_organisations(first: dict[str, object], second: dict[str, object]) -> None:
    found = joined(
        meeting("2021-03-01", organisations=[first]), meeting("2023-06-01", organisations=[second])
    )
    assert len(found.organisations) == 2


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("Finance Committee", 2),
        ("TVH", 2),
        ("Harnby Primary School", 2),
        ("Tarn Valley Homes", 1),
        ("Ofsted", 1),
    ],
)
def test_one_name_in_two_boards_far_apart(name: str, count: int) -> None:
    """A full name is one body's anywhere; a general one, a school's or letters are each board's own."""
    found = joined(
        meeting("2021-03-01", organisations=[organisation(name)]),
        meeting("2021-04-01", body=OTHER, organisations=[organisation(name)]),
    )
    assert len(found.organisations) == count


def test_letters_that_fit_two_join_neither() -> None:
    found = joined(
        meeting("2021-03-01", organisations=[organisation("Harnby Care Trust"), organisation("Harnby Youth Trust")]),
        meeting("2021-06-01", organisations=[organisation("Harnby Community Trust"), organisation("HCT")]),
    )  # fmt: skip
    assert len(found.organisations) == 4
    assert {d.kind for d in found.doubts} == {"organisation"}


def test_two_of_one_document_stay_two() -> None:
    found = joined(
        meeting("2021-03-01", organisations=[organisation("Tarn Homes"), organisation("Tarn Homes Limited")])
    )
    assert len(found.organisations) == 2


def test_a_successor_is_linked_and_not_joined() -> None:
    found = joined(
        meeting("2021-03-01", organisations=[organisation("NHS Salford Clinical Commissioning Group")]),
        meeting("2023-03-01", organisations=[organisation("NHS Greater Manchester Integrated Care Board")]),
        meeting("2023-06-01", organisations=[organisation("Salford CCG")]),
    )
    old, new = found.organisations
    assert (old.succeeded_by, new.succeeded_by) == (new.id, None)
    assert {m.document for m in old.mentions} == {"2021-03-01", "2023-06-01"}
    assert old.kind == new.kind == "health"


def test_a_board_adds_to_the_gazetteer(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(
        "tables:\n  register.gazetteer:\n"
        "    Tarn Valley Homes: {kind: company, aliases: [The Lettings Arm], succeeded_by: Marl Homes}\n"
        "    Marl Homes: company\n",
        "utf-8",
    )
    records = (
        meeting("2021-03-01", organisations=[organisation("Tarn Valley Homes")]),
        meeting("2021-06-01", body=OTHER, organisations=[organisation("Lettings Arm"), organisation("Marl Homes")]),
    )  # fmt: skip
    assert len(joined(*records).organisations) == 3
    homes, successor = joined(*records, rules=tmp_path).organisations
    assert (homes.kind, homes.succeeded_by, successor.kind) == ("company", successor.id, "company")
    assert len(joined(meeting("2021-03-01", organisations=[organisation("GMP"), organisation("Ofsted")]),
                      meeting("2021-06-01", organisations=[organisation("Greater Manchester Police")]),
                      rules=tmp_path).organisations) == 2  # fmt: skip


def test_an_acronym_of_the_board_wins_over_the_gazetteer() -> None:
    found = joined(
        meeting("2021-03-01", organisations=[organisation("Garnet Meadow Players", "GMP")]),
        meeting("2021-06-01", organisations=[organisation("GMP")]),
    )
    assert len(found.organisations) == 1


def test_an_attendee_s_organisation_is_the_register_s() -> None:
    found = joined(
        meeting("2021-03-01", organisations=[organisation("Tarn Valley Homes", "TVH")],
                people=[person("Idris Vane", "TVH")]),
        meeting("2021-06-01", organisations=[organisation("TVH")], people=[person("Idris Vane", "TVH")]),
    )  # fmt: skip
    assert {line.organisation for line in found.attendance} == {found.organisations[0].id}


def test_the_body_itself_is_one_organisation_under_all_its_names() -> None:
    found = joined(
        meeting("2021-03-01", organisations=[organisation(BOARD)], people=[person("Idris Vane"), person("Ann Orr")]),
        meeting("2021-06-01", organisations=[organisation("the Elverham Flood Board")]),
    )  # fmt: skip
    assert len(found.organisations) == 1
    assert found.bodies[0].organisation == found.organisations[0].id
