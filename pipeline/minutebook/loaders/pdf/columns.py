"""Pages set in two columns of prose: the left column is read before the right one."""

from __future__ import annotations

from dataclasses import replace

from minutebook.loaders.pdf.aligned import Row
from minutebook.loaders.pdf.paragraphs import Column

_LEAST_LINES = 8
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
        middle = (gutter[0] + gutter[1]) / 2
        left = [[s for s in row if s.x1 <= middle] for row in rows[index:end]]
        right = [[s for s in row if s.x0 >= middle] for row in rows[index:end]]
        found.append(([row for row in left if row], replace(column, right=gutter[0])))
        found.append(([row for row in right if row], replace(column, left=gutter[1])))
        index = end
    if plain:
        found.append((plain, column))
    return found


def _run(rows: list[Row], start: int, column: Column) -> tuple[int, tuple[float, float] | None]:
    """Where rows stop to leave a common gutter free, and the gutter where both sides are prose."""
    low, high = rows[start][0].x1, rows[start][1].x0
    middle = (column.left + column.right) / 2
    if (
        not column.left + 0.3 * (column.right - column.left)
        < (low + high) / 2
        < column.right - 0.3 * (column.right - column.left)
    ):
        return start, None
    end = start
    left_lines: list[float] = []
    right_lines: list[float] = []
    while end < len(rows):
        row = rows[end]
        before, after = low, high
        for segment in row:
            if (segment.x0 + segment.x1) / 2 < (low + high) / 2:
                before = max(before, segment.x1)
            else:
                after = min(after, segment.x0)
        if after - before < _GUTTER or (len(row) > 2):
            break
        low, high = before, after
        for segment in row:
            (left_lines if segment.x1 <= low + 0.1 else right_lines).append(segment.x1 - segment.x0)
        end += 1
    if (
        len(left_lines) < _LEAST_LINES
        or len(right_lines) < _LEAST_LINES
        or not abs(middle - (low + high) / 2) < 80
    ):
        return start, None
    for lines, width in ((left_lines, low - column.left), (right_lines, column.right - high)):
        if sum(1 for line in lines if line > 0.75 * width) < 0.55 * len(lines):
            return start, None
    return end, (low, high)
