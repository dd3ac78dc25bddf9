"""Finds picked words again in the text of a later extraction."""

from __future__ import annotations

from minutebook.corrections.schema import AROUND, Words
from minutebook.document import Span

FAR = 2000
"""Without the words around them, words are taken to be the same only this near to their old place."""


def words_at(field: str, text: str, start: int, end: int) -> Words:
    """The words over a span of the text, with what stands around them. Raises ValueError outside the text."""
    if not 0 <= start < end <= len(text):
        raise ValueError("the words picked lie outside the text")
    return Words(
        field=field,
        start=start,
        end=end,
        text=text[start:end],
        before=text[max(0, start - AROUND) : start],
        after=text[end : end + AROUND],
    )


def find_words(text: str, words: Words) -> Span | None:
    """Where the words stand now, or None where they are gone or two places fit equally well.

    The old place comes first, then the place with the most of the same words around it, then the only place
    or the one near the old one.
    """
    if text[words.start : words.end] == words.text and _around(text, words.start, words) > 0:
        return Span(words.start, words.end)
    places = []
    at = text.find(words.text)
    while at >= 0:
        places.append(at)
        at = text.find(words.text, at + 1)
    if not places:
        return None
    ranked = sorted(places, key=lambda place: (-_around(text, place, words), abs(place - words.start)))
    best = ranked[0]
    if len(places) > 1:
        agreed = _around(text, best, words)
        if agreed == _around(text, ranked[1], words) and agreed < AROUND:
            near = [place for place in places if abs(place - words.start) <= FAR]
            if len(near) != 1:
                return None
            best = near[0]
    return Span(best, best + len(words.text))


def _around(text: str, start: int, words: Words) -> int:
    """How many characters around the place are those that stood around the words, and 1 where all are."""
    end = start + len(words.text)
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    same_after = next((n for n, (a, b) in enumerate(zip(after, words.after, strict=False)) if a != b), None)
    same_before = next(
        (n for n, (a, b) in enumerate(zip(before[::-1], words.before[::-1], strict=False)) if a != b), None
    )
    return (
        (min(len(after), len(words.after)) if same_after is None else same_after)
        + (min(len(before), len(words.before)) if same_before is None else same_before)
        + (1 if same_after is None and same_before is None else 0)
    )
