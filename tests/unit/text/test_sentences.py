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


@pytest.mark.parametrize("wall", ["." * 200_000, "†" * 200_000 + ".", "a." * 100_000, " ." * 100_000])
def test_walls_of_signs_cost_their_length(wall: str) -> None:
    """Read in a moment; the square of their length would take minutes."""
    assert "".join(wall[span.start : span.end] for span in sentences(wall)).replace(" ", "") == wall.replace(
        " ", ""
    )
