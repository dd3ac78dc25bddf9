"""Puts the cells of a Word table on its grid: merged cells once, with the rows and columns they cover."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from minutebook.loaders.docx_names import VAL, W, number, unwrapped, value

MAX_SPAN = 1000


@dataclass(slots=True)
class GridCell:
    """A `w:tc` with its first column, the columns and rows that it covers."""

    element: etree._Element
    column: int
    columns: int
    rows: int = 1


def read_grid(table: etree._Element, deleted: Callable[[etree._Element], None]) -> list[list[GridCell]]:
    """The rows of a table; cells that a merge swallowed are left out, deleted rows and cells too.

    `deleted` is told of every row and cell that tracked changes delete.
    """
    rows: list[list[GridCell]] = []
    open_cells: dict[int, GridCell] = {}
    for row in unwrapped(table, "tr"):
        properties = row.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            deleted(row)
            continue
        column = _count(properties, "gridBefore", 0)
        cells: list[GridCell] = []
        still_open: dict[int, GridCell] = {}
        for element in unwrapped(row, "tc"):
            shape = element.find(f"{W}tcPr")
            columns = max(_count(shape, "gridSpan", 1), 1)
            if shape is not None and shape.find(f"{W}cellDel") is not None:
                deleted(element)
                column += columns
                continue
            down = _merge(shape, "vMerge")
            if _merge(shape, "hMerge") == "continue" and cells:
                cells[-1].columns += columns
            elif down == "continue" and column in open_cells:
                above = open_cells[column]
                above.rows += 1
                still_open[column] = above
            else:
                cell = GridCell(element, column, columns)
                cells.append(cell)
                if down is not None:
                    still_open[column] = cell
            column += columns
        open_cells = still_open
        rows.append(cells)
    return rows


def _count(properties: etree._Element | None, name: str, default: int) -> int:
    return min(max(number(value(properties, name), default), 0), MAX_SPAN)


def _merge(properties: etree._Element | None, name: str) -> str | None:
    """`restart` or `continue` where the cell is merged that way, else None."""
    element = None if properties is None else properties.find(W + name)
    return None if element is None else element.get(VAL, "continue")
