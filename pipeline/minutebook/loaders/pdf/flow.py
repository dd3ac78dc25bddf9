"""The reading order of a page: tables, columns and running text from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass, field

from minutebook.document import Box, Cell
from minutebook.loaders.pdf.aligned import Row, make_rows, split_tables
from minutebook.loaders.pdf.columns import split_columns
from minutebook.loaders.pdf.paragraphs import Column, build, flatten
from minutebook.loaders.pdf.shapes import Grid, GridCell, PageContent, Paragraph, Segment
from minutebook.loaders.pdf.sides import Side, find_side


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


@dataclass(slots=True)
class Reader:
    """Reads pages one after the other; remembers where a headed column of leads stood."""

    pitch: float
    side: float | None = None

    def page_items(self, page: PageContent, left: float, right: float) -> list[Item]:
        """What the page holds, in reading order."""
        items: list[Item] = []
        grids = sorted(page.grids, key=lambda grid: grid.box.top)
        segments = sorted(page.segments, key=lambda s: s.base)
        column = Column(left, right, self.pitch)
        position = 0
        for grid in grids:
            group: list[Segment] = []
            while position < len(segments) and segments[position].base <= grid.box.top + 2:
                group.append(segments[position])
                position += 1
            items.extend(self._text_items(group, column, page))
            items.append(_table(grid, page.number, self.pitch))
        items.extend(self._text_items(segments[position:], column, page))
        return items

    def _text_items(self, segments: list[Segment], column: Column, page: PageContent) -> list[Item]:
        items: list[Item] = []
        for part, edges in split_columns(make_rows(segments), column):
            rows = part
            side = find_side(rows, edges, self.side)
            while side is not None:
                items.extend(_plain_items(rows[: side.start], edges, page))
                items.extend(self._side_items(side, page))
                rows = rows[side.end :]
                side = find_side(rows, edges, self.side)
            items.extend(_plain_items(rows, edges, page))
        return items

    def _side_items(self, side: Side, page: PageContent) -> list[Item]:
        """Paragraphs with their leads as table rows; without a heading over the leads, only those with."""
        plain = _plain_items(side.main, side.edges, page)
        texts = [item for item in plain if isinstance(item, Paragraph)]
        leads: dict[int, list[Segment]] = {}
        for lead in side.leads:
            leads.setdefault(_beside(lead, texts, side.head), []).append(lead)
        if side.head is not None:
            self.side = side.x0
        headed = self.side is not None and abs(self.side - side.x0) <= 6
        first, last = min(leads), max(leads)
        items: list[Item] = []
        table: TablePart | None = None
        xs = (side.edges.left, side.x0, side.x1)
        position = -1
        if -1 in leads:
            table = TablePart(page.number, xs, [[_lead_cell(leads[-1], side, page)]], ruled=False)
            items.append(table)
        for item in plain:
            if not isinstance(item, Paragraph):
                items.append(item)
                table = None
                continue
            position += 1
            mine = leads.get(position)
            start = first if side.head is not None else 0
            if mine is None and not (headed and start <= position <= last):
                items.append(item)
                table = None
                continue
            if table is None:
                table = TablePart(page.number, xs, ruled=False)
                items.append(table)
            box = item.lines[0].box
            row = [TableCell(0, 1, 1, box, [item])]
            if mine is not None:
                row.append(_lead_cell(mine, side, page))
            table.rows.append(row)
        return items


def _beside(lead: Segment, texts: list[Paragraph], head: Segment | None) -> int:
    """The number of the paragraph beside which the lead stands; -1 for a heading that stands alone."""
    for index, text in enumerate(texts):
        top, bottom = text.lines[0].box.top, text.lines[-1].box.bottom
        if top - 0.3 * lead.size <= lead.base <= bottom + 0.3 * lead.size:
            return index
    before = [index for index, text in enumerate(texts) if text.lines[0].box.top <= lead.base]
    if not before or lead is head:
        return -1
    return before[-1]


def _lead_cell(leads: list[Segment], side: Side, page: PageContent) -> TableCell:
    box = Box(side.x0, leads[0].box.top, side.x1, leads[-1].box.bottom)
    column = Column(side.x0, side.x1 + 2, side.edges.pitch, in_cell=True)
    return TableCell(1, 1, 1, box, build(leads, column, page.number))


def _plain_items(rows: list[Row], edges: Column, page: PageContent) -> list[Item]:
    items: list[Item] = []
    plain: list[Row] = []
    for piece in split_tables(rows, edges.right):
        if isinstance(piece, Grid):
            items.extend(build([flatten(row) for row in plain], edges, page.number))
            plain = []
            items.append(_table(piece, page.number, edges.pitch))
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
