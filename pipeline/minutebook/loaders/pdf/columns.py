"""Pages, or parts of pages, set in two columns: the left column is read before the right one."""

from __future__ import annotations

from dataclasses import replace

from minutebook.loaders.pdf.aligned import Row
from minutebook.loaders.pdf.paragraphs import Column, build, flatten

_LEAST_LINES = 8  # prose on both sides of a gutter
_LEAST_LIST = 4  # lists on both sides whose entries begin at different heights
_GUTTER = 9.0  # points


def split_columns(rows: list[Row], column: Column) -> list[tuple[list[Row], Column]]:
    """The rows as runs to be read one after the other, each with its edges."""
    found: list[tuple[list[Row], Column]] = []
    plain: list[Row] = []
    index = 0
    while index < len(rows):
        end, gutter = _run(rows, index, column) if len(rows[index]) == 2 else (index, None)
        if gutter is None:
            plain.append(rows[index])
            index += 1
            continue
        if plain:
            found.append((plain, column))
            plain = []
        left, right = _halves(rows[index:end], gutter)
        found.append((left, _edges(column, left, column.left)))
        found.append((right, _edges(column, right, gutter[1])))
        index = end
    if plain:
        found.append((plain, column))
    return found


def _edges(column: Column, rows: list[Row], left: float) -> Column:
    """A column's edges: it is as wide as its longest line."""
    return replace(column, left=left, right=max(row[-1].x1 for row in rows) + 1)


def _halves(rows: list[Row], gutter: tuple[float, float]) -> tuple[list[Row], list[Row]]:
    middle = (gutter[0] + gutter[1]) / 2
    left = [[s for s in row if s.x1 <= middle] for row in rows]
    right = [[s for s in row if s.x0 >= middle] for row in rows]
    return [row for row in left if row], [row for row in right if row]


def _run(rows: list[Row], start: int, column: Column) -> tuple[int, tuple[float, float] | None]:
    """Where rows stop to leave a common gutter free, and the gutter if it parts columns of text."""
    low, high = rows[start][0].x1, rows[start][1].x0
    width = column.right - column.left
    end = start
    while end < len(rows):
        row = rows[end]
        before, after = low, high
        for segment in row:
            if (segment.x0 + segment.x1) / 2 < (low + high) / 2:
                before = max(before, segment.x1)
            else:
                after = min(after, segment.x0)
        far = end > start and row[0].base - rows[end - 1][0].base > 4 * row[0].size
        if after - before < _GUTTER or len(row) > 2 or far:
            break
        low, high = before, after
        end += 1
    middle = (low + high) / 2
    if not column.left + 0.3 * width < middle < column.right - 0.3 * width:
        return start, None
    left, right = _halves(rows[start:end], (low, high))
    if _prose(left, low - column.left) and _prose(right, column.right - high):
        return end, (low, high)
    if _staggered(left, right, column, high):
        return end, (low, high)
    return start, None


def _prose(rows: list[Row], width: float) -> bool:
    full = sum(1 for row in rows if row[-1].x1 - row[0].x0 > 0.75 * width)
    return len(rows) >= _LEAST_LINES and full >= 0.55 * len(rows)


def _staggered(left: list[Row], right: list[Row], column: Column, high: float) -> bool:
    """True where entries wrap and begin at different heights on the two sides, as no table's rows do."""
    if min(len(left), len(right)) < _LEAST_LIST:
        return False
    starts: list[set[float]] = []
    for rows, edges in ((left, _edges(column, left, column.left)), (right, _edges(column, right, high))):
        made = build([flatten(row) for row in rows], edges, 1)
        if sum(len(paragraph.lines) > 1 for paragraph in made) < 2:
            return False
        starts.append({paragraph.lines[0].box.bottom for paragraph in made})
    lines = [{row[0].box.bottom for row in rows} for rows in (left, right)]
    apart = 0
    for mine, other, others in ((starts[0], starts[1], lines[1]), (starts[1], starts[0], lines[0])):
        for place in mine:
            level = [y for y in others if abs(y - place) <= 2]
            apart += bool(level) and not any(abs(y - place) <= 2 for y in other)
    return apart >= 2
