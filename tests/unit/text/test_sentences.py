"""Sentences and what does not end one."""

from __future__ import annotations

import pytest

from minutebook.text.sentences import sentences

SHORT = ("Cllr", "Mr", "e.g", "No")

CASES = [
    ("One. Two.", ["One.", "Two."]),
    ("Cllr. Orme left. He had a train.", ["Cllr. Orme left.", "He had a train."]),
    ("A. Pennock spoke. B. Orme did not.", ["A. Pennock spoke.", "B. Orme did not."]),
    ("It cost £3.50. All agreed.", ["It cost £3.50.", "All agreed."]),
    ("Bring tools, e.g. Spanners. Then go.", ["Bring tools, e.g. Spanners.", "Then go."]),
    ("Who goes? Nobody! Then stay.", ["Who goes?", "Nobody!", "Then stay."]),
    ("3. Housing was discussed. It rained.", ["3. Housing was discussed.", "It rained."]),
    ("no capital after. this stop", ["no capital after. this stop"]),
    ("first line\nsecond line", ["first line", "second line"]),
    ("He said “yes.” Then he left.", ["He said “yes.”", "Then he left."]),
    ("   ", []),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_sentences(text: str, wanted: list[str]) -> None:
    assert [text[a:b] for a, b in sentences(text, SHORT)] == wanted
