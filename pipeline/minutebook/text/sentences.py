"""Splits running text into sentences with offsets; knows abbreviations, initials and numbers, not minutes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from minutebook.document import Span
from minutebook.text.names import fold

# A mark that may end a sentence, with quotes and brackets that close after it, and what must follow.
# Possessive throughout: a wall of dots costs its length, not its square.
END = re.compile(r"(?<![.!?…])(?P<mark>[.!?…]++)[\"'”’)\]]*+(?=\s++[\"'“‘(\[•–-]*+\s*+[^\W_a-z]|\s*+$)|\n")
WORD_BEFORE = re.compile(r"[^\s(\[\"'“‘/]+$")
NOT_BLANK = re.compile(r"\S")
LONGEST_WORD = 60
INITIAL = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")


def sentences(text: str, abbreviations: Iterable[str] = ()) -> tuple[Span, ...]:
    """The sentences of the text in order, without the white space around them.

    A full stop after an abbreviation (given without its dot, any case), a single capital or a number
    at the start of a line ends nothing; a line break always does.
    """
    return _sentences(text, _folded(tuple(abbreviations)))


# Several stages ask for the sentences of one block, one after the other.
@lru_cache(maxsize=1 << 10)
def _sentences(text: str, short: frozenset[str]) -> tuple[Span, ...]:
    out: list[Span] = []
    start = 0
    for found in END.finditer(text):
        if found.group() != "\n" and not _ends(text, start, found, short):
            continue
        _add(out, text, start, found.end())
        start = found.end()
    _add(out, text, start, len(text))
    return tuple(out)


@lru_cache(maxsize=8)
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


def _ends(text: str, start: int, found: re.Match[str], short: frozenset[str]) -> bool:
    if found["mark"] != ".":
        return True
    # Only the word's own stretch is looked at: its sentence may be as long as the document.
    low = max(start, found.start() - LONGEST_WORD)
    word = WORD_BEFORE.search(text, low, found.start())
    if word is None or (word.start() == low > start):
        return True
    printed = word.group()
    if NOT_BLANK.search(text, found.end()) is None:
        return True
    if fold(printed) in short or DOTTED.fullmatch(printed):
        return False
    if INITIAL.fullmatch(printed) and printed.isupper():
        return False
    # "3. Housing" and "(a). Housing": a number that opens the line belongs to what follows
    opens = NOT_BLANK.search(text, start, word.start()) is None
    return not opens or not re.fullmatch(r"\(?(?:\d+(?:\.\d+)*|[ivxlc]+|[a-z])\)?", printed)


def _add(out: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        out.append(Span(start, end))
