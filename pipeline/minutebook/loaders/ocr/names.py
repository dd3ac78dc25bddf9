"""Mends words that were read badly, only from better readings of the same word in the same document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from minutebook.loaders.ocr.engine import ReadWord

_DOUBTFUL = 0.75  # readings below may be mended
_SURE = 0.90  # readings from which they are mended
_LEAST_LETTERS = 5
_EDGE = "()[]{}.,;:!?'\"‘’“”"


def mend_names(words: list[ReadWord], known: Iterable[str]) -> list[ReadWord]:
    """The words, those that begin with a capital and were read with doubt mended where one reading fits.

    A better reading is a word of the document that was read surely (or stands in its text layer, `known`) and
    differs in one letter, or in two where the word has nine or more. Where two fit, nothing is changed: which
    name it was cannot be told.
    """
    sure = Counter(_bare(word.text) for word in words if word.confidence >= _SURE)
    sure.update(_bare(word) for word in known)
    good = sorted(name for name in sure if len(name) >= _LEAST_LETTERS and name[0].isupper())
    return [_mended(word, good, sure) for word in words]


def _mended(word: ReadWord, good: list[str], sure: Counter[str]) -> ReadWord:
    bare = _bare(word.text)
    if word.confidence >= _DOUBTFUL or len(bare) < _LEAST_LETTERS or not bare[0].isupper() or bare in sure:
        return word
    from rapidfuzz.distance import Levenshtein

    most = 2 if len(bare) >= 9 else 1
    near = [name for name in good if Levenshtein.distance(bare, name, score_cutoff=most) <= most]
    if len(near) != 1:
        return word
    return word._replace(text=word.text.replace(bare, near[0]))


def _bare(text: str) -> str:
    return text.strip(_EDGE)
