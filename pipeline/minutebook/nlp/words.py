"""Keeps from spaCy what it cannot read in reasonable time."""

from __future__ import annotations

import re

UNBROKEN = re.compile(r"\S{200,}")
"""Longer than any name or word: a line drawn with dots, a picture in base64, a page without spaces."""


def readable(text: str) -> str:
    """The text with runs of 200 characters and more without white space blanked out; offsets stay.

    spaCy's tokenizer takes time that grows with the square of such a run: 60,000 signs take minutes.
    """
    return UNBROKEN.sub(lambda run: " " * len(run.group()), text)
