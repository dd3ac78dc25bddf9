"""Tables as rows of cells, from the blocks that know their cell."""

from __future__ import annotations

from itertools import groupby

from minutebook.document import Block, Document
from minutebook.layout.model import Table, TableCell, TableRow


def find_tables(document: Document) -> tuple[Table, ...]:
    """Every table of the document in order; cells without words are left out."""
    held: dict[int, list[Block]] = {}
    for block in document.body:
        if block.cell is not None:
            held.setdefault(block.cell.table, []).append(block)
    return tuple(_table(number, blocks) for number, blocks in held.items())


def _table(number: int, blocks: list[Block]) -> Table:
    rows: list[TableRow] = []
    reaching: list[TableCell] = []
    width = 0
    for index, run in groupby(blocks, key=_row):
        cells: dict[int, list[Block]] = {}
        for block in run:
            assert block.cell is not None
            cells.setdefault(block.cell.column, []).append(block)
        made = []
        for column in sorted(cells):
            first = cells[column][0].cell
            assert first is not None
            made.append(TableCell(index, column, first.columns, tuple(cells[column]), first.rows))
            width = max(width, column + first.columns)
        reaching = [cell for cell in reaching if index < cell.row + cell.rows]
        own = {cell.column for cell in made}
        held = tuple(cell for cell in reaching if cell.column not in own)
        rows.append(TableRow(index, tuple(made), held))
        reaching += [cell for cell in made if cell.rows > 1]
    return Table(number, tuple(rows), width)


def _row(block: Block) -> int:
    assert block.cell is not None
    return block.cell.row
