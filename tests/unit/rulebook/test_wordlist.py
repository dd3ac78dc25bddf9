"""A list of words as a pattern finds what the plain list finds, the longest first."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutebook.rulebook.wordlist import alternation, written_out

WORDS = st.lists(st.text(alphabet="abA-.' ", min_size=1, max_size=5), max_size=8)


@pytest.mark.parametrize("caps", [0, re.IGNORECASE])
@given(words=WORDS, text=st.text(alphabet="abA-.' \n", max_size=30))
def test_the_same_matches_as_the_plain_list(caps: int, words: list[str], text: str) -> None:
    found, plain = re.compile(alternation(words), caps), re.compile(written_out(words), caps)
    assert [one.span() for one in found.finditer(text)] == [one.span() for one in plain.finditer(text)]


def test_beginnings_are_shared_and_the_first_letter_is_looked_at_first() -> None:
    assert alternation(["council", "committee", "group"]) == "(?:(?=[cg])(?:co(?:mmittee|uncil)|group))"
    assert alternation(["may", "march", "mar"]) == "(?:ma(?:r(?:ch)?|y))"


def test_a_blank_stands_for_any_white_space() -> None:
    assert re.fullmatch(alternation(["town clerk"]), "town \n clerk")
