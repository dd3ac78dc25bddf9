"""What a sentence shows of being a commitment."""

from __future__ import annotations

import pytest

from minutebook.learn.sentences import SentenceFeatures
from minutebook.rulebook import load_rulebook


@pytest.mark.parametrize(
    ("text", "listed", "shown"),
    [
        (
            "AO will send the list.",
            {"AO"},
            {"opens=AB a a", "modal.after=AB", "modal.verb=True", "modal.listed=True", "listed.opens=True"},
        ),
        ("AO will send the list.", set(), {"modal.listed=False", "listed=0", "after-AB:w=will"}),
        ("The fence was mended and painted.", set(), {"modal=none", "past=2", "verb=False"}),
        ("Send the list: today", set(), {"opens.verb=True", "colon=True", "cue:actions.task.imperative"}),
    ],
)
def test_a_sentence_shows_who_opens_it_and_what_stands_by_the_modal(
    text: str, listed: set[str], shown: set[str]
) -> None:
    (features,) = SentenceFeatures(load_rulebook()).of([text], listed)
    assert shown <= set(features)
    assert not [feature for feature in features if "AO" in feature]


def test_a_paragraph_is_cut_where_minutes_end_a_sentence() -> None:
    paragraph = "Cllr. Fenn reported. BL to write to Dr. Orme."
    cut = SentenceFeatures(load_rulebook()).cut(paragraph)
    assert [paragraph[one.start : one.end] for one in cut] == [
        "Cllr. Fenn reported.",
        "BL to write to Dr. Orme.",
    ]
