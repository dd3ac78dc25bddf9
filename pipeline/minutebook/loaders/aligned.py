"""Tables that plain text draws with blanks alone: a line of headings, and rows that begin under them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

CELL = re.compile(r"\S+(?: \S+)*")
"""What two blanks or more stand beside on both sides."""
NUMBER = re.compile(r"(?:\d{1,3}|[A-Z]?\d{1,3}[./-]\d{1,3})[.)]?")
SLACK = 3
"""Characters that a cell may begin beside its heading."""
MOST_HEAD = 40
"""Characters of the longest heading of a column."""


class Printed(NamedTuple):
    """A cell of a line: where it begins, in characters from the line's start, and its words."""

    start: int
    text: str


def aligned_rows(lines: Sequence[str], at: int) -> tuple[list[list[str]], int] | None:
    """The rows of the table whose headings stand on line `at`, and the first line after it.

    Numbers head the rows. None where fewer than two lines below begin under the headings.
    """
    heads = _cells(lines[at])
    if len(heads) < 3 or NUMBER.fullmatch(heads[0].text) or any(len(h.text) > MOST_HEAD for h in heads):
        return None
    rows = [[head.text for head in heads]]
    end = at + 1
    blank = 0
    for place in range(at + 1, len(lines)):
        cells = _cells(lines[place])
        if not cells:
            blank += 1
            if blank > 2:
                break
            continue
        columns = _under(heads, cells)
        if columns is None:
            break
        if columns[0] > 0 and len(rows) > 1 and not blank:
            for column, cell in zip(columns, cells, strict=True):
                rows[-1][column] = f"{rows[-1][column]} {cell.text}".strip()
        elif columns[0] == 0 and len(cells) >= 2 and NUMBER.fullmatch(cells[0].text):
            row = [""] * len(heads)
            for column, cell in zip(columns, cells, strict=True):
                row[column] = cell.text
            rows.append(row)
        else:
            break
        blank = 0
        end = place + 1
    return (rows, end) if len(rows) > 2 else None


def _cells(line: str) -> list[Printed]:
    return [Printed(found.start(), found.group()) for found in CELL.finditer(line.expandtabs())]


def _under(heads: Sequence[Printed], cells: Sequence[Printed]) -> list[int] | None:
    """The column of each cell, left to right; None where one begins under no heading."""
    columns: list[int] = []
    for cell in cells:
        column = min(range(len(heads)), key=lambda n: abs(heads[n].start - cell.start))
        if abs(heads[column].start - cell.start) > SLACK or (columns and column <= columns[-1]):
            return None
        columns.append(column)
    return columns
