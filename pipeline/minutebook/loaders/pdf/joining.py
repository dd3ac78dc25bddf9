"""Paragraphs and tables that go on over a page break."""

from __future__ import annotations

from minutebook.loaders.pdf.flow import Item, TableCell, TablePart
from minutebook.loaders.pdf.shapes import Paragraph

_STOPS = ".;:!?"
_SAME = 6.0  # points that a table's borders may move from page to page


def join_pages(pages: list[list[Item]]) -> list[Item]:
    """All pages' items in one list, parts that a page break parted put together."""
    items: list[Item] = []
    for page in pages:
        rest = page
        if items and page:
            last, first = items[-1], page[0]
            joined = False
            if isinstance(last, Paragraph) and isinstance(first, Paragraph):
                joined = _join_paragraphs(last, first)
            elif isinstance(last, TablePart) and isinstance(first, TablePart):
                joined = _join_tables(last, first)
            if joined:
                rest = page[1:]
        items.extend(rest)
    return items


def _goes_on(last: Paragraph, first: Paragraph) -> bool:
    if first.label is not None or last.bold != first.bold or abs(last.size - first.size) > 0.6:
        return False
    text = last.lines[-1].text
    small = first.lines[0].text[0].islower()
    return small or (last.full and text[-1] not in _STOPS)


def _join_paragraphs(last: Paragraph, first: Paragraph) -> bool:
    if not _goes_on(last, first) or last.lines[-1].text[-1] in ".!?":
        return False
    small = first.lines[0].text[0].islower()
    if abs(first.x0 - last.hanging) > 4 and abs(first.x0 - last.x0) > 4 and not small:
        return False
    last.lines.extend(first.lines)
    last.full = first.full
    return True


def _join_tables(last: TablePart, first: TablePart) -> bool:
    if last.ruled != first.ruled or len(last.xs) != len(first.xs):
        return False
    if any(abs(a - b) > _SAME for a, b in zip(last.xs, first.xs, strict=True)):
        return False
    rows = list(first.rows)
    heads = 0
    while heads < min(len(rows), len(last.rows), 3) and _words(rows[heads]) == _words(last.rows[heads]):
        heads += 1
    rows = rows[heads:]
    if rows and _row_goes_on(last, rows, headed=heads > 0):
        _continue_row(last.rows[-1], rows[0])
        rows = rows[1:]
    last.rows.extend(rows)
    last.page = first.page
    return True


def _words(row: list[TableCell]) -> list[tuple[int, str]]:
    return [(cell.column, " ".join(p.text for p in cell.paragraphs)) for cell in row]


def _row_goes_on(table: TablePart, rows: list[list[TableCell]], *, headed: bool) -> bool:
    """True where the page's first row is the rest of the last one: its first cell is blank, and either
    no other row's is, or the words go on in mid-sentence."""
    first = rows[0]
    if not table.rows:
        return False
    if first[0].column == 0:
        # the row itself was cut: its first cell goes on in mid-sentence
        above = next((cell for cell in table.rows[-1] if cell.column == 0), None)
        if above is None or first[0].paragraphs[0].lines[0].text[0].isupper():
            return False
        return not headed and _goes_on(above.paragraphs[-1], first[0].paragraphs[0])
    before = {cell.column: cell for cell in table.rows[-1]}
    if any(cell.columns != 1 for cell in first):
        return False
    blank = sum(1 for row in table.rows[1:] + rows[1:] if row[0].column != 0)
    for cell in first:
        over = before.get(cell.column)
        if over is not None and _goes_on(over.paragraphs[-1], cell.paragraphs[0]):
            return True
    return 0 in before and blank == 0 and len(table.rows) > 2


def _continue_row(over: list[TableCell], rest: list[TableCell]) -> None:
    held = {cell.column: cell for cell in over}
    for cell in rest:
        above = held.get(cell.column)
        if above is None:
            over.append(cell)
        elif _goes_on(above.paragraphs[-1], cell.paragraphs[0]):
            above.paragraphs[-1].lines.extend(cell.paragraphs[0].lines)
            above.paragraphs.extend(cell.paragraphs[1:])
        else:
            above.paragraphs.extend(cell.paragraphs)
    over.sort(key=lambda cell: cell.column)
