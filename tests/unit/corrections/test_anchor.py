"""Picked words, found again."""

from __future__ import annotations

import pytest

from minutebook.corrections.anchor import find_words, words_at

TEXT = "Present: Ada Verne. Apologies: Bo Lind. Action: Bo Lind to write. Action: Bo Lind to sing."


@pytest.mark.parametrize(
    ("start", "now", "found"),
    [
        (TEXT.index("Bo Lind"), TEXT, TEXT.index("Bo Lind")),
        (TEXT.index("Bo Lind to sing"), "New first line. " + TEXT, TEXT.index("Bo Lind to sing") + 16),
        (
            TEXT.index("Bo Lind to sing"),
            TEXT.replace("Ada Verne", "Adele"),
            TEXT.index("Bo Lind to sing") - 4,
        ),
        (TEXT.index("Bo Lind"), "Only one: Bo Lind", 10),
        (TEXT.index("Bo Lind"), "Nobody of that name", None),
        # Nothing tells one of these from the other.
        (TEXT.index("Bo Lind"), "xx Bo Lind yy Bo Lind zz", None),
    ],
)
def test_words_are_found_by_themselves_and_by_what_stands_around_them(
    start: int, now: str, found: int | None
) -> None:
    span = find_words(now, words_at("name", TEXT, start, start + 7))
    assert (None if span is None else span.start) == found
    assert span is None or now[span.start : span.end] == "Bo Lind"


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (0, len(TEXT) + 1)])
def test_words_outside_the_text_are_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        words_at("name", TEXT, start, end)
