"""Keeps from spaCy what it cannot read in reasonable time."""

from __future__ import annotations

import re
from collections.abc import Iterator

UNBROKEN = re.compile(r"\S{200,}")
"""Longer than any name or word: a line drawn with dots, a picture in base64, a page without spaces."""


def readable(text: str) -> str:
    """The text with runs of 200 characters and more without white space blanked out; offsets stay.

    spaCy's tokenizer takes time that grows with the square of such a run: 60,000 signs take minutes.
    """
    return UNBROKEN.sub(lambda run: " " * len(run.group()), text)


def windows(text: str, size: int) -> Iterator[tuple[int, str]]:
    """The readable text in pieces of at most `size` characters, each with its place, cut at spaces."""
    text = readable(text)
    at = 0
    while len(text) - at > size:
        end = text.rfind(" ", at + size // 2, at + size) + 1 or at + size
        yield at, text[at:end]
        at = end
    yield at, text[at:]
