"""The pieces that text, Markdown and HTML are cut into before they become blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from minutebook.document import BlockKind, Cell, DocumentBuilder

WHITE = re.compile(r"\s+")
SURROGATE = re.compile("[\ud800-\udfff]")
TICKS = str.maketrans({"\uf0fc": "✓", "\uf0fe": "✓", "√": "✓", "✔": "✓", "☑": "✓", "\uf0fb": "✗", "✘": "✗"})
BULLET = re.compile(r"^\s*(?:(?:--|[-*+•●▪▫■□◦‣⁃§·–—])|\uf0b7|\uf0a7|o)\s+(?=\S)")
NUMBER = re.compile(
    r"^\s*((?:\d{1,3}(?:\.\d{1,3})*[.)]?|\(?[a-z]\)|[a-z]\.|\(?[ivx]{1,5}\)|\(\d{1,2}\)))\s+(?=\S)"
)


@dataclass(frozen=True)
class Piece:
    """One block in the making; `cell` counts tables from 0 within the text it was cut from."""

    text: str
    kind: BlockKind = "paragraph"
    level: int | None = None
    label: str | None = None
    bold: bool = False
    italic: bool = False
    cell: Cell | None = None


def mend(text: str) -> str:
    """White space runs become one space; ticks of all fonts one; halves of characters whole, or U+FFFD."""
    if SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return WHITE.sub(" ", text.translate(TICKS)).strip()


def itemise(piece: Piece) -> Piece:
    """A paragraph that begins with a bullet or number, as the list item that it is.

    A bullet is dropped from the text, since it says nothing; a number is kept as printed.
    """
    if piece.kind not in ("paragraph", "heading"):
        return piece
    bullet = BULLET.match(piece.text)
    if bullet and piece.kind == "paragraph":
        rest = piece.text[bullet.end() :]
        return replace(piece, text=rest, kind="list_item", label="•", level=piece.level or 0)
    number = NUMBER.match(piece.text)
    if number:
        return replace(piece, label=number.group(1))
    return piece


def lay(pieces: list[Piece], builder: DocumentBuilder, first_table: int = 0) -> int:
    """Add the pieces to the builder; returns the number of the next free table."""
    last = first_table
    for piece in pieces:
        cell = piece.cell
        if cell is not None:
            cell = cell._replace(table=cell.table + first_table)
            last = max(last, cell.table + 1)
        builder.add(
            piece.text,
            kind=piece.kind,
            level=piece.level,
            label=piece.label,
            bold=piece.bold,
            italic=piece.italic,
            cell=cell,
        )
    return last
