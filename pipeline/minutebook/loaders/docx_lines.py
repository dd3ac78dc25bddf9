"""Cuts the pieces of a paragraph into the lines that the document shows as lines of their own.

A line break inside a Word paragraph mostly parts what belongs apart: the lines of an address, names in
one cell, a heading and its text. Such lines become blocks of their own. A line that plainly goes on (the
next begins with a small letter or a bracket and is no list item) is joined to the one before.

A tab stays a tab where it parts columns; after a label ("Date:") or a typed number it is a blank.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from minutebook.loaders.docx_inline import BREAK, Piece
from minutebook.loaders.pieces import TICKS

_SPACE = re.compile(r"[^\S\t]+")
_TAB = re.compile(r" ?\t[ \t]*")
# So many blanks in a row were typed to set a column.
_GAP = re.compile(r"(?<![^\S\t\n])[^\S\t\n]{5,}+(?=\S)")
_NOTHING = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e]")
# A number or bullet typed by hand and set off by a tab reads like an automatic one: "3. Title".
_TYPED = re.compile(
    r"^(\(?(?:\d{1,3}(?:\.\d{1,3})*[.)]?|[A-Za-z][.)]|[ivxIVX]{1,5}[.)])|[•\-–*o]|[^\t:]{1,40}:)\t"
)
_LIST_LIKE = re.compile(r"^(?:\w{1,4}[.)]\s|\((?:\w|[ivx]+|\d+)\)|o\s|https?:|www\.|\S+@)")
_STOPS = ".:;!?"


class TextLine(NamedTuple):
    """One line with its white space mended and how the most of it looks."""

    text: str
    bold: bool
    italic: bool
    size: float | None


def mend(text: str) -> str:
    """Text with single blanks, one tab where several stood, and without invisible characters."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", _NOTHING.sub("", text.translate(TICKS)))
    text = _TAB.sub("\t", _SPACE.sub(" ", _GAP.sub("\t", text))).strip()
    return _TYPED.sub(r"\1 ", text)


MAX_FIELD = 80


def columns(text: str) -> tuple[str, ...]:
    """The short fields that tabs part; empty where the line is not set in columns."""
    fields = tuple(text.split("\t"))
    if len(fields) < 2 or any(len(field) > MAX_FIELD for field in fields):
        return ()
    return fields


def split_lines(pieces: list[Piece], *, joined: bool = False) -> list[TextLine]:
    """The lines of a paragraph that hold words; with `joined` one line whatever breaks it has."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece is BREAK:
            lines.append([])
        else:
            lines[-1].append(piece)
    kept: list[tuple[str, list[Piece]]] = []
    for line in lines:
        text = mend("".join(piece.text for piece in line))
        if not text:
            continue
        if kept and (joined or _goes_on(kept[-1][0], text)):
            before, held = kept[-1]
            hyphen = len(before) > 1 and before[-1] == "-" and before[-2].isalpha()
            kept[-1] = (before + ("" if hyphen else " ") + text, held + line)
        else:
            kept.append((text, line))
    return [_looked(text, line) for text, line in kept]


def _goes_on(before: str, text: str) -> bool:
    if before[-1] in _STOPS or _LIST_LIKE.match(text):
        return False
    return text[0].islower() or text[0] == "("


def _looked(text: str, pieces: list[Piece]) -> TextLine:
    worded = [piece for piece in pieces if piece.text.strip()]
    sizes: dict[float | None, int] = {}
    for piece in worded:
        sizes[piece.size] = sizes.get(piece.size, 0) + len(piece.text)
    size = max(sizes, key=lambda s: (sizes[s], s or 0.0)) if sizes else None
    return TextLine(text, all(p.bold for p in worded), all(p.italic for p in worded), size)
