"""Puts the cells of a Word table on its grid: merged cells once, with the rows and columns they cover."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from minutebook.loaders.docx_names import VAL, W, number, unwrapped, value
from minutebook.loaders.docx_styles import Look, Styles

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


class TableDress:
    """How a table's style dresses its header row and first column, where the table asks for it."""

    def __init__(self, table: etree._Element, styles: Styles) -> None:
        properties = table.find(f"{W}tblPr")
        name = value(properties, "tblStyle")
        switches = None if properties is None else properties.find(f"{W}tblLook")
        self._plain = styles.table_look(name, "wholeTable")
        row = styles.table_look(name, "firstRow") if _asks(switches, "firstRow", 0x20) else Look()
        column = styles.table_look(name, "firstCol") if _asks(switches, "firstColumn", 0x80) else Look()
        self._row = row.over(self._plain)
        self._column = column.over(self._plain)
        self._corner = row.over(self._column)

    def look(self, row: int, column: int) -> Look:
        """What the style says of the characters in that cell."""
        if row == 0:
            return self._corner if column == 0 else self._row
        return self._column if column == 0 else self._plain


def _asks(switches: etree._Element | None, name: str, bit: int) -> bool:
    """Whether `w:tblLook` turns a part of the style on, by its own attribute or by the older bits."""
    if switches is None:
        return False
    said = switches.get(W + name)
    if said is not None:
        return said in ("1", "true", "on")
    bits = switches.get(VAL, "0")
    return (
        len(bits) <= 8
        and all(c in "0123456789abcdefABCDEF" for c in bits)
        and bool(int(bits or "0", 16) & bit)
    )
