"""What the words of a line show of naming somebody, and how labels become names."""

from __future__ import annotations

import pytest

from minutebook.document import Span
from minutebook.learn.names import Named, NameFeatures, labels_of, spans_of, sure_of
from minutebook.rulebook import load_rulebook

FEATURES = NameFeatures(load_rulebook())
LINE = "Cllr. Ida Fenn (IF) – Head of Parks, Weir Council"


def shown(word: str) -> set[str]:
    cut = FEATURES.cut(LINE)
    words = [LINE[one.start : one.end] for one in cut]
    return set(FEATURES.of(LINE, cut)[words.index(word)])


@pytest.mark.parametrize(
    ("word", "signs"),
    [
        ("Cllr.", {"title", "shape=Ab.", "at=0", "opens-field=True"}),
        ("Ida", {"shape=Ab", "grammar=B", "-1|title", "field=0"}),
        ("Fenn", {"grammar=I", "1|shape=("}),
        ("IF", {"shape=AB2", "opens-field=True"}),
        ("Head", {"office", "opens-field=True"}),
        ("Council", {"body", "left=0"}),
    ],
)
def test_a_word_shows_shape_place_lists_and_the_grammar_of_names(word: str, signs: set[str]) -> None:
    assert signs <= shown(word)


def test_names_come_back_from_their_labels() -> None:
    cut = FEATURES.cut(LINE)
    named = (
        Named(Span(6, 14), "person"),
        Named(Span(LINE.index("Head"), LINE.index(",")), "role"),
        Named(Span(LINE.index("Weir"), len(LINE)), "organisation"),
    )
    labels = labels_of(cut, named)
    assert tuple(one for one, _, _ in spans_of(cut, labels)) == named


def test_a_name_is_as_sure_as_its_least_sure_word() -> None:
    cut = (Span(0, 3), Span(4, 8), Span(9, 10))
    told = [("B-person", {"B-person": 0.9}), ("I-person", {"I-person": 0.6}), ("O", {"O": 0.5})]
    assert list(sure_of(cut, told)) == [(Named(Span(0, 8), "person"), 0.6)]
