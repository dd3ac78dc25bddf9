"""Keys of organisations' names, and the gazetteer of public bodies."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from minutebook.register.wording import OrganisationWords, initials_of, is_acronym
from minutebook.rulebook import load_rulebook

BOOK = load_rulebook()
WORDS = OrganisationWords.of(BOOK)
GAZETTEER = BOOK.tables["register.gazetteer"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Marlshire Constabulary", "the Marlshire Police"),
        ("NHS Marlshire CCG", "Marlshire Clinical Commissioning Group"),
        ("Elverham Children's Trust", "Elverham Children’s Trust"),
        ("Quality Assurance Subgroup", "Quality Assurance Sub-group"),
        ("Tarn Homes (Lettings)", "Tarn Homes"),
        ("Youth Justice Services", "Youth Justice Service"),
    ],
)
def test_two_ways_to_write_one_name_have_one_key(one: str, other: str) -> None:
    assert WORDS.key(one) == WORDS.key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Tarn Homes", "Marl Homes"), ("Adult Board", "Children Board"), ("Tarn ICB", "Tarn CCG")],
)
def test_two_names_have_two_keys(one: str, other: str) -> None:
    assert WORDS.key(one) != WORDS.key(other)


@pytest.mark.parametrize(
    ("name", "generic"),
    [
        ("Finance Committee", True),
        ("the Police", True),
        ("Tarn Finance Committee", False),
        ("Brightmere", False),
    ],
)
def test_names_of_a_kind_of_body_only(name: str, generic: bool) -> None:
    assert WORDS.is_generic(WORDS.key(name)) is generic


@pytest.mark.parametrize(
    ("name", "acronym"),
    [("TVH", True), ("the DfE", True), ("WSCP", True), ("Tarn", False), ("T", False), ("Tarn Homes", False)],
)
def test_acronyms(name: str, acronym: bool) -> None:
    assert is_acronym(name) is acronym


def test_initials_with_and_without_small_words() -> None:
    assert {"BTH", "BOTH"} <= initials_of("Board of Tarn Homes")
    assert initials_of("Tarn") == frozenset()


def forms(entry: object) -> tuple[str, ...]:
    return tuple(entry.get("aliases", ())) if isinstance(entry, Mapping) else ()


def test_no_form_of_the_gazetteer_stands_for_two_bodies() -> None:
    owner: dict[object, str] = {}
    for name, entry in GAZETTEER.items():
        for form in (name, *forms(entry)):
            key = form if is_acronym(form) else WORDS.key(form)
            assert owner.setdefault(key, name) == name, f"{form} is {owner[key]} and {name}"


def test_successors_are_entries_and_none_succeeds_itself() -> None:
    for name, entry in GAZETTEER.items():
        seen, after = {name}, entry
        while isinstance(after, Mapping) and after.get("succeeded_by"):
            following = after["succeeded_by"]
            assert following in GAZETTEER, f"{name} is succeeded by {following}, which is no entry"
            assert following not in seen
            seen.add(following)
            after = GAZETTEER[following]


@pytest.mark.parametrize(
    ("printed", "name", "kind"),
    [
        ("GMP", "Greater Manchester Police", "police"),
        ("the DfE", "Department for Education", "government"),
        ("Salford CCG", "NHS Salford Clinical Commissioning Group", "health"),
        ("Ofsted", "Ofsted", "government"),
    ],
)
def test_printed_names_lead_to_their_entry(printed: str, name: str, kind: str) -> None:
    known = WORDS.known(printed, WORDS.key(printed))
    assert known is not None
    assert WORDS.key(known.name) == WORDS.key(name)
    assert known.kind == kind
