"""Tells whether a page's text layer is worth reading."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from minutebook.loaders.pdf.shapes import PageContent

_LEAST_LETTERS = 20  # a page with fewer has no text layer to speak of
_ENOUGH = 120  # characters from which a page's writing can be judged
_ODD = 0.2  # share of characters that no text is made of
_VOWELS = 0.2  # share of vowels among the letters below which they are no words
_VOWEL_SIGNS = frozenset("aeiouAEIOU")


def words_of(page: PageContent) -> Iterator[str]:
    """The page's words, those in tables too."""
    for segment in page.segments:
        yield from segment.text.split()
    for grid in page.grids:
        for cell in grid.cells:
            for segment in cell.segments:
                yield from segment.text.split()


def is_bare(page: PageContent) -> bool:
    """True for a page without words to speak of: none, or a scanner's mark on a picture."""
    letters = 0
    least = _LEAST_LETTERS * (2 if page.pictures else 1)
    for word in words_of(page):
        letters += sum(char.isalpha() for char in word)
        if letters >= least:
            return False
    return True


def is_spoilt(page: PageContent) -> bool:
    """True for a text layer that says nothing: signs of a font without a map, letters in disorder.

    Only Latin letters are judged by their vowels: 38 in a hundred in English, 30 in Welsh without w and y, 14
    where each letter stands for the one three places on.
    """
    text = ""
    for word in words_of(page):
        text += word
        if len(text) >= 4 * _ENOUGH:
            break
    if len(text) < _ENOUGH:
        return False
    odd = sum(unicodedata.category(char) in ("Co", "Cn", "Cc", "So") or char == "\ufffd" for char in text)
    if odd > _ODD * len(text):
        return True
    letters = [char for char in text if char.isascii() and char.isalpha()]
    if len(letters) < 0.3 * len(text):
        return sum(char.isalnum() for char in text) < 0.35 * len(text)
    return sum(char in _VOWEL_SIGNS for char in letters) < _VOWELS * len(letters)
