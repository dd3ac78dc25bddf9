"""The one shape of a feature: a string; one that carries a word is marked, so the word is found again."""

from __future__ import annotations

from collections.abc import Sequence

Features = Sequence[Sequence[str]]
"""The features of the elements (lines, tokens) of one sequence, in order."""

MARK = "w="


def word_feature(name: str, word: str) -> str:
    """A feature that carries a word of the document: `first:w=present`.

    Every feature that carries a word, a name or a part of one is made here; `carried_word` then finds it,
    so that what too few bodies share is never learnt.
    """
    return f"{name}:{MARK}{word}"


def carried_word(feature: str) -> str | None:
    """The word that a feature carries, None where it carries none."""
    _, mark, word = feature.partition(f":{MARK}")
    return word if mark else None
