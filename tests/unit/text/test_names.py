"""Names as written: what is read, what is no person, what initials fit."""

from __future__ import annotations

import pytest

from minutebook.rulebook import load_rulebook
from minutebook.text.initials import initials_fit, initials_of, looks_like_initials, same_person
from minutebook.text.names import NameGrammar, PersonName


@pytest.fixture(scope="module")
def grammar() -> NameGrammar:
    return NameGrammar.from_terms(load_rulebook().terms)


def must(grammar: NameGrammar, text: str) -> PersonName:
    found = grammar.read(text)
    assert found is not None, text
    return found


@pytest.mark.parametrize(
    ("text", "name", "honorific", "rest"),
    [
        ("Asha Pennock", "Asha Pennock", None, ""),
        ("Asha Pennock Head of Housing", "Asha Pennock", None, " Head of Housing"),
        ("Dr Tam RUSHBY, GP", "Tam RUSHBY", "Dr", ", GP"),
        ("Cllr Mrs B Tarr (chair)", "B Tarr", "Cllr Mrs", " (chair)"),
        ("PC 2218 Bo Lund", "Bo Lund", "PC", ""),
        ("Rev’d Anne Fallow", "Anne Fallow", "Rev’d", ""),
        ("T/DCI Bo Lund", "Bo Lund", "T/DCI", ""),
        ("A.Lorne – Clerk", "A.Lorne", None, " – Clerk"),
        ("M A Quayle OBE, Director", "M A Quayle", None, ", Director"),
        ("Linde van den Berg (LB)", "Linde van den Berg", None, " (LB)"),
        ("Ged O’Hara", "Ged O’Hara", None, ""),
        ("Mira de la Cruz", "Mira de la Cruz", None, ""),
        ("Yusuf bin Rashid", "Yusuf bin Rashid", None, ""),
        ("Anh Do", "Anh Do", None, ""),
        ("Zoë Käufer-Öz", "Zoë Käufer-Öz", None, ""),
        ("Inspector Lund", "Lund", "Inspector", ""),
        ("County Councillor Perry Storr", "Perry Storr", "County Councillor", ""),
        ("June Tarr", "June Tarr", None, ""),
        ("DCI Colm Head", "Colm Head", "DCI", ""),
        ("Emma Tarr Marlby College", "Emma Tarr", None, " Marlby College"),
    ],
)
def test_reads(grammar: NameGrammar, text: str, name: str, honorific: str | None, rest: str) -> None:
    found = must(grammar, text)
    assert (found.name, found.honorific, text[found.end :]) == (name, honorific, rest)
    assert text[slice(*found.name_span)] == name


@pytest.mark.parametrize(
    "text",
    [
        "Vacant",
        "All partners",
        "Chair",
        "Head of Service",
        "NHS Marlby",
        "Detective Inspector",
        "3 members of the public",
        "Tarn Valley Police",
        "Marlby Borough Council",
        "Third Sector",
        "Apologies",
        "TBC",
        "Cllr",
        "Business Unit",
    ],
)
def test_is_no_person(grammar: NameGrammar, text: str) -> None:
    assert not grammar.is_name(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rushby, Tam", "Tam Rushby"),
        ("RUSHBY, Dr T", None),
        ("PENNOCK, Asha Jane", "Asha Jane Pennock"),
        ("Asha, Chair", None),
    ],
)
def test_surname_first(grammar: NameGrammar, text: str, name: str | None) -> None:
    found = grammar.read_inverted(text, any_case=True)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("name", "initials", "fits"),
    [
        ("Asha Pennock", "AP", True),
        ("Penny McLaren", "PMcL", True),
        ("Ged O’Hara", "GO’H", True),
        ("Joost van Keer", "JvK", True),
        ("Gil Pryce-Jones", "GPJ", True),
        ("Joan Birtwhistle", "JBi", True),
        ("Frank Reeve", "FRE", True),
        ("Lydia Erin Mason Hull", "LEMH", True),
        ("Asha Pennock", "AS", False),
        ("Asha Pennock", "PA", False),
        ("Asha Pennock", "P", False),
    ],
)
def test_initials(grammar: NameGrammar, name: str, initials: str, fits: bool) -> None:
    assert initials_fit(initials, must(grammar, name)) is fits


def test_commonest_initials_come_first(grammar: NameGrammar) -> None:
    assert initials_of(must(grammar, "Penny McLaren"))[:2] == ("PM", "PMcL")
    assert initials_of(must(grammar, "Kerstin")) == ()


@pytest.mark.parametrize(
    ("text", "is_them"),
    [
        ("EH", True),
        ("PMcL", True),
        ("GO’R", True),
        ("A.P.", True),
        ("JvK", True),
        ("Tam", False),
        ("A", False),
        ("12", False),
        ("eh", False),
    ],
)
def test_what_initials_look_like(text: str, is_them: bool) -> None:
    assert looks_like_initials(text) is is_them


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Dannielle Lorne", "Danielle Lorne", True),
        ("Rich Quayle", "Richard Quayle", True),
        ("Cath Lindley", "Katherine Lindlay", True),
        ("M Quayle", "Moira Quayle", True),
        ("Moira Quayle", "Mona Tarr", False),
        ("Joan Quayle", "John Quayle", False),
        ("Bea Thorne", "Roy Thorne", False),
    ],
)
def test_same_person(grammar: NameGrammar, left: str, right: str, same: bool) -> None:
    nicknames = load_rulebook().tables["nicknames"]
    assert same_person(must(grammar, left), must(grammar, right), nicknames) is same


def test_finds_names_in_prose_and_leaves_bodies(grammar: NameGrammar) -> None:
    text = "Apologies came from Ms Quayle and Dr Tam Rushby of Marlby Council. Asha will write."
    assert [found.name for found in grammar.find(text)] == ["Quayle", "Tam Rushby"]
