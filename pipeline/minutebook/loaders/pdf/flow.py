"""The reading order of a page: tables, columns and running text from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass, field

from minutebook.document import Box, Cell
from minutebook.loaders.pdf.aligned import Row, make_rows, split_tables
from minutebook.loaders.pdf.columns import split_columns
from minutebook.loaders.pdf.paragraphs import Column, build, flatten
from minutebook.loaders.pdf.shapes import Grid, GridCell, PageContent, Paragraph, Segment


@dataclass(slots=True)
class TableCell:
    """A cell's paragraphs and its place."""

    column: int
    rows: int
    columns: int
    box: Box
    paragraphs: list[Paragraph]


@dataclass(slots=True)
class TablePart:
    """A table, or what one page holds of it; `rows` hold only cells with words."""

    page: int
    xs: tuple[float, ...]
    rows: list[list[TableCell]] = field(default_factory=list)
    ruled: bool = True


Item = Paragraph | TablePart


def page_items(page: PageContent, left: float, right: float, pitch: float) -> list[Item]:
    """What the page holds, in reading order."""
    items: list[Item] = []
    grids = sorted(page.grids, key=lambda grid: grid.box.top)
    segments = sorted(page.segments, key=lambda s: s.base)
    column = Column(left, right, pitch)
    position = 0
    for grid in grids:
        group: list[Segment] = []
        while position < len(segments) and segments[position].base <= grid.box.top + 2:
            group.append(segments[position])
            position += 1
        items.extend(_text_items(group, column, page))
        items.append(_table(grid, page.number, pitch))
    items.extend(_text_items(segments[position:], column, page))
    return items


def _text_items(segments: list[Segment], column: Column, page: PageContent) -> list[Item]:
    items: list[Item] = []
    for part, edges in split_columns(make_rows(segments), column):
        plain: list[Row] = []
        for piece in split_tables(part, edges.right):
            if isinstance(piece, Grid):
                items.extend(build([flatten(row) for row in plain], edges, page.number))
                plain = []
                items.append(_table(piece, page.number, column.pitch))
            else:
                plain.extend(piece)
        items.extend(build([flatten(row) for row in plain], edges, page.number))
    return items


def _table(grid: Grid, page: int, pitch: float) -> TablePart:
    part = TablePart(page, grid.xs, ruled=grid.ruled)
    rows: dict[int, list[TableCell]] = {}
    for cell in grid.cells:
        paragraphs = _cell_paragraphs(cell, page, pitch)
        if paragraphs:
            made = TableCell(cell.column, cell.rows, cell.columns, cell.box, paragraphs)
            rows.setdefault(cell.row, []).append(made)
    last = max((cell.row + cell.rows for cell in grid.cells), default=0)
    part.rows = [sorted(rows.get(row, []), key=lambda made: made.column) for row in range(last)]
    part.rows = [row for row in part.rows if row]
    return part


def _cell_paragraphs(cell: GridCell, page: int, pitch: float) -> list[Paragraph]:
    if not cell.segments:
        return []
    box = cell.box
    lines = [flatten(row) for row in make_rows(cell.segments)]
    padding = min(max(min(line.x0 for line in lines) - box.x0, 1.0), 6.0)
    column = Column(box.x0 + padding, box.x1 - padding, pitch, in_cell=True)
    return build(lines, column, page)


def cell_of(table: int, row: int, made: TableCell) -> Cell:
    """The contract's cell for a table cell."""
    return Cell(table, row, made.column, made.rows, made.columns)
