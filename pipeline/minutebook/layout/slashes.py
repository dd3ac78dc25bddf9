"""Tables of people whose cells a converter joined by slashes or bars: `Name / Role / Present`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from minutebook.document import Block, Cell, Span
from minutebook.layout.model import Table, TableCell, TableRow
from minutebook.rulebook import Rulebook

CUT = re.compile(r"[ \u00a0]+[/|][ \u00a0]+")
FEWEST_CELLS = 3
FEWEST_ROWS = 2  # below the heading


def slash_tables(blocks: Sequence[Block], rulebook: Rulebook) -> Iterator[tuple[Block, ...]]:
    """The lines of each such table, its heading first; a line with other numbers of cells ends it."""
    at = 0
    while at < len(blocks):
        rows = _rows(blocks, at) if _is_heading(blocks[at], rulebook) else ()
        if len(rows) > FEWEST_ROWS:
            yield rows
        at += max(1, len(rows))


def as_table(blocks: Sequence[Block]) -> Table:
    """The table of those lines; its cells are parts of the lines and keep their places in the text."""
    rows = []
    for number, block in enumerate(blocks):
        cells = []
        for column, (low, high) in enumerate(_parts(block.text)):
            span = Span(block.span.start + low, block.span.start + high)
            cell = Cell(-1, number, column)
            part = replace(block, span=span, text=block.text[low:high], cell=cell, lines=())
            if part.text.strip():
                cells.append(TableCell(number, column, 1, (part,)))
        rows.append(TableRow(number, tuple(cells)))
    return Table(-1, tuple(rows), max(len(row.cells) for row in rows))


def _is_heading(block: Block, rulebook: Rulebook) -> bool:
    if block.cell is not None or ("/" not in block.text and "|" not in block.text):
        return False
    parts = [block.text[low:high].strip(" .:*_") for low, high in _parts(block.text)]
    if len(parts) < FEWEST_CELLS:
        return False
    found = [
        rule[0].value for part in parts if (rule := rulebook.first("attendance.column", part)) is not None
    ]
    return any(kind in ("name", "entry") for kind in found) and len(found) > 1


def _rows(blocks: Sequence[Block], at: int) -> tuple[Block, ...]:
    width = len(_parts(blocks[at].text))
    out = [blocks[at]]
    for block in blocks[at + 1 :]:
        if block.cell is not None or not 1 < len(_parts(block.text)) <= width:
            break
        out.append(block)
    return tuple(out)


def _parts(text: str) -> list[tuple[int, int]]:
    cuts = list(CUT.finditer(text))
    starts = [0, *(cut.end() for cut in cuts)]
    return list(zip(starts, [*(cut.start() for cut in cuts), len(text)], strict=True))
