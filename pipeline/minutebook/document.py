"""The frozen document that every loader makes and every stage reads.

A document is one string whose offsets never move, and blocks that lie on it in reading order.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import takewhile
from typing import Literal, NamedTuple

LONGEST_BLOCK = 10_000
"""Characters of a block: minutes have no paragraph a fifth as long, and a wall costs time by its square."""
LONGEST_WORD = 1_000
"""Characters of a run without white space; a picture in base64 and a page of dots are no words."""
LONGEST_GAP = 4
"""Characters of a run of white space in a block: loaders leave one, and patterns take time by its powers."""
RUN = re.compile(r"\S+")
GAP = re.compile(rf"\s{{{LONGEST_GAP + 1}}}")
SURROGATE = re.compile("[\ud800-\udfff]")

BlockKind = Literal["paragraph", "heading", "list_item", "note", "furniture"]
Format = Literal["pdf", "docx", "text", "html", "doc", "odt", "rtf", "eml"]


class Span(NamedTuple):
    """Half-open character offsets into `Document.text`."""

    start: int
    end: int

    def __contains__(self, other: object) -> bool:
        """True where the other span or offset lies wholly inside this one."""
        if isinstance(other, int):
            return self.start <= other < self.end
        if isinstance(other, tuple):
            return bool(self.start <= other[0] and other[1] <= self.end)
        return False

    def overlaps(self, other: Span) -> bool:
        """True where the two share at least one character."""
        return self.start < other.end and other.start < self.end


class Box(NamedTuple):
    """A rectangle on a page, in points from the page's top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


class Cell(NamedTuple):
    """Where in which table a block stands; rows and columns count from 0."""

    table: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1


class Line(NamedTuple):
    """One printed line of a block: its span, page (1-based) and box."""

    span: Span
    page: int | None
    box: Box | None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, note or piece of page furniture.

    `text` is the document's text over `span`. `level` is the heading level (1 is the highest) or
    the depth of a list item (0 is the outermost). `label` is the number or bullet that `text` begins
    with, where the loader knows it. `cell` is set for blocks inside a table.
    """

    index: int
    span: Span
    text: str
    kind: BlockKind = "paragraph"
    page: int | None = None
    box: Box | None = None
    level: int | None = None
    label: str | None = None
    bold: bool = False
    italic: bool = False
    size: float | None = None
    cell: Cell | None = None
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Document:
    """One input as text and blocks; nothing in it ever changes.

    `source` is the path as given, `pages` the number of pages or None, `flags` the loader's doubts
    (such as `tracked_deletions`). Furniture blocks stand last, so body text is never cut by them.
    `ocr` is true where any of it was read off pictures; `readings` says how surely, line by line (0 to 1).
    """

    text: str
    blocks: tuple[Block, ...]
    source: str
    sha256: str
    format: Format
    pages: int | None = None
    title: str | None = None
    ocr: bool = False
    flags: tuple[str, ...] = ()
    readings: tuple[tuple[Span, float], ...] = ()

    def __getitem__(self, span: tuple[int, int]) -> str:
        """The quote: the very characters over the span."""
        return self.text[span[0] : span[1]]

    @cached_property
    def body(self) -> tuple[Block, ...]:
        """The blocks that are not page furniture, in reading order."""
        return tuple(block for block in self.blocks if block.kind != "furniture")

    def block_at(self, offset: int) -> Block | None:
        """The block over the offset, or None between blocks."""
        low, high = 0, len(self.blocks)
        while low < high:
            middle = (low + high) // 2
            if self.blocks[middle].span.end <= offset:
                low = middle + 1
            else:
                high = middle
        if low < len(self.blocks) and offset in self.blocks[low].span:
            return self.blocks[low]
        return None

    def place(self, span: Span) -> tuple[int | None, Box | None]:
        """The page and box of the words over a span: its lines', else its block's."""
        block = self.block_at(span.start)
        if block is None:
            return None, None
        first = bisect_right(block.lines, span.start, key=_end)
        lines = list(takewhile(lambda line: line.span.start < span.end, block.lines[first:]))
        if not lines:
            return block.page, block.box
        page = lines[0].page
        boxes = [line.box for line in lines if line.page == page and line.box is not None]
        if not boxes:
            return page, None
        return page, Box(
            min(b.x0 for b in boxes),
            min(b.top for b in boxes),
            max(b.x1 for b in boxes),
            max(b.bottom for b in boxes),
        )


def _end(line: Line) -> int:
    return line.span.end


def renumbered(document: Document, by: int) -> Document:
    """The document with every page's number higher by so much; the count of its pages stays."""
    if not by:
        return document
    blocks = tuple(
        replace(
            block,
            page=None if block.page is None else block.page + by,
            lines=tuple(
                Line(ln.span, None if ln.page is None else ln.page + by, ln.box) for ln in block.lines
            ),
        )
        for block in document.blocks
    )
    return replace(document, blocks=blocks)


@dataclass
class DocumentBuilder:
    """Collects blocks in reading order and lays them on one text.

    Blocks of one table row are parted by a tab where the column changes, all others by a line
    break. White space inside a block is the loader's to mend; a block without words is not added. Halves of
    characters, which no file can hold, become U+FFFD. One longer than `LONGEST_BLOCK`, with a word longer
    than `LONGEST_WORD` or a gap longer than `LONGEST_GAP` is laid in pieces, with the flag `long_line`.
    """

    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    furniture: list[dict[str, object]] = field(default_factory=list)
    length: int = 0
    cut: bool = False

    def add(
        self,
        text: str,
        *,
        kind: BlockKind = "paragraph",
        page: int | None = None,
        box: Box | None = None,
        level: int | None = None,
        label: str | None = None,
        bold: bool = False,
        italic: bool = False,
        size: float | None = None,
        cell: Cell | None = None,
        lines: tuple[Line, ...] = (),
    ) -> None:
        """Append one block; `lines` carry spans relative to the start of `text`."""
        if not text.strip():
            return
        text = SURROGATE.sub("\ufffd", text)
        if kind == "furniture":
            self.furniture.append({"text": text, "page": page, "box": box})
            return
        for at, end in pieces_of(text):
            self.cut = self.cut or (at, end) != (0, len(text))
            held = tuple(_within(lines, at, end)) if self.cut else lines
            words = text[at:end]
            self._lay(words, kind, page, box, level, None if at else label, bold, italic, size, cell, held)

    def _lay(
        self,
        text: str,
        kind: BlockKind,
        page: int | None,
        box: Box | None,
        level: int | None = None,
        label: str | None = None,
        bold: bool = False,
        italic: bool = False,
        size: float | None = None,
        cell: Cell | None = None,
        lines: tuple[Line, ...] = (),
    ) -> None:
        before = self.blocks[-1] if self.blocks else None
        if before is not None:
            same_row = (
                cell is not None
                and before.cell is not None
                and (cell.table, cell.row) == (before.cell.table, before.cell.row)
                and cell.column != before.cell.column
            )
            self.parts.append("\t" if same_row else "\n")
            self.length += 1
        start = self.length
        span = Span(start, start + len(text))
        moved = tuple(Line(Span(start + ln.span.start, start + ln.span.end), ln.page, ln.box) for ln in lines)
        self.blocks.append(
            Block(
                len(self.blocks), span, text, kind, page, box, level, label, bold, italic, size, cell, moved
            )
        )
        self.parts.append(text)
        self.length = span.end

    def build(
        self,
        *,
        source: str,
        sha256: str,
        format: Format,
        pages: int | None = None,
        title: str | None = None,
        ocr: bool = False,
        flags: tuple[str, ...] = (),
    ) -> Document:
        """The frozen document, furniture last."""
        for piece in self.furniture:
            text = str(piece["text"])
            for at, end in pieces_of(text):
                self._lay(text[at:end], "furniture", piece["page"], piece["box"])  # type: ignore[arg-type]
        self.furniture.clear()
        if self.cut:
            flags = (*flags, "long_line")
        if title is not None:
            title = SURROGATE.sub("\ufffd", title)
        text = "".join(self.parts)
        assert all(text[b.span.start : b.span.end] == b.text for b in self.blocks)
        return Document(text, tuple(self.blocks), source, sha256, format, pages, title, ocr, flags)


def pieces_of(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of the text that are laid as one block each: all of it, but for walls and wide gaps."""
    if len(text) <= LONGEST_WORD and GAP.search(text) is None:
        yield 0, len(text)
        return
    at = end = 0
    for run in RUN.finditer(text):
        if run.end() - at > LONGEST_BLOCK or run.start() - end > LONGEST_GAP:
            yield from _trimmed(text, at, end)
            at = run.start()
        end = run.end()
        while end - max(at, run.start()) > LONGEST_WORD:
            part = max(at, run.start()) + LONGEST_WORD
            yield from _trimmed(text, at, part)
            at = part
    if at == 0 and len(text) - end <= LONGEST_GAP:
        yield 0, len(text)
    else:
        yield from _trimmed(text, at, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch without the white space at its ends, where anything is left."""
    words = text[start:end]
    if words.strip():
        yield start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _within(lines: tuple[Line, ...], start: int, end: int) -> Iterator[Line]:
    """The parts of the lines that lie in the piece, counted from its start."""
    for line in lines:
        low, high = max(start, line.span.start), min(end, line.span.end)
        if low < high:
            yield Line(Span(low - start, high - start), line.page, line.box)
