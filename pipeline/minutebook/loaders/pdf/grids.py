"""Tables from ruled lines: lines that touch make a grid, missing inner lines make merged cells.

The borders are found as pdfplumber finds them (lines within 3 points are one). Cells come from the grid
of all borders by joining the fields that no line parts, so merged cells keep how many rows and columns
they cover. An outer border that is not drawn is taken as drawn where at least two lines end on it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict

from minutebook.document import Box
from minutebook.loaders.pdf.rules import SNAP, Rule
from minutebook.loaders.pdf.shapes import Grid, GridCell

_COVERED = 0.6  # part of a field's side that must be ruled to count as a border
_MOST_PAIRS = 400_000


def find_grids(level: list[Rule], upright: list[Rule]) -> tuple[list[Grid], list[Box]]:
    """Grids of two cells or more from top to bottom, and boxes drawn around something."""
    grids: list[Grid] = []
    boxes: list[Box] = []
    if not level or not upright or len(level) * len(upright) > _MOST_PAIRS:
        return grids, boxes
    for across, down in _components(level, upright):
        grid = _grid(across, down)
        if grid is None:
            continue
        if len(grid.cells) > 1:
            grids.append(grid)
        elif grid.cells:
            boxes.append(grid.box)
    grids.sort(key=lambda grid: (grid.box.top, grid.box.x0))
    return grids, boxes


def _components(level: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that touch each other, directly or through others."""
    parent = list(range(len(level) + len(upright)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, across in enumerate(level):
        for j, down in enumerate(upright):
            if (
                across.low - SNAP <= down.at <= across.high + SNAP
                and down.low - SNAP <= across.at <= down.high + SNAP
            ):
                parent[root(i)] = root(len(level) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, across in enumerate(level):
        groups.setdefault(root(i), ([], []))[0].append(across)
    for j, down in enumerate(upright):
        groups.setdefault(root(len(level) + j), ([], []))[1].append(down)
    return [group for group in groups.values() if group[0] and group[1]]


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    ys, top, bottom = _borders([rule.at for rule in across], down)
    xs, left, right = _borders([rule.at for rule in down], across)
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or columns * rows > 20_000:
        return None
    by_y, by_x = _by_border(across, ys), _by_border(down, xs)
    parent = list(range(rows * columns))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    outside: set[int] = set()
    for r in range(rows):
        for c in range(columns):
            here = r * columns + c
            if c + 1 < columns and not _ruled(by_x[c + 1], ys[r], ys[r + 1]):
                parent[root(here)] = root(here + 1)
            if r + 1 < rows and not _ruled(by_y[r + 1], xs[c], xs[c + 1]):
                parent[root(here)] = root(here + columns)
            open_side = (
                (c == 0 and not left and not _ruled(by_x[0], ys[r], ys[r + 1]))
                or (c == columns - 1 and not right and not _ruled(by_x[columns], ys[r], ys[r + 1]))
                or (r == 0 and not top and not _ruled(by_y[0], xs[c], xs[c + 1]))
                or (r == rows - 1 and not bottom and not _ruled(by_y[rows], xs[c], xs[c + 1]))
            )
            if open_side:
                outside.add(here)
    shut = {root(index) for index in outside}
    fields: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for r in range(rows):
        for c in range(columns):
            group = root(r * columns + c)
            if group not in shut:
                fields[group].append((r, c))
    cells: list[GridCell] = []
    for members in fields.values():
        cells.extend(_cells(members, xs, ys))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Grid(Box(xs[0], ys[0], xs[-1], ys[-1]), tuple(xs), cells)


def _borders(ats: list[float], crossing: list[Rule]) -> tuple[list[float], bool, bool]:
    """Border places in order, and whether the first and the last are only implied by line ends."""
    places = _clustered(ats)
    lows = [rule.low for rule in crossing]
    highs = [rule.high for rule in crossing]
    first = last = False
    low, high = min(lows), max(highs)
    if low < places[0] - 2 * SNAP and sum(abs(value - low) <= SNAP for value in lows) >= 2:
        places.insert(0, low)
        first = True
    if high > places[-1] + 2 * SNAP and sum(abs(value - high) <= SNAP for value in highs) >= 2:
        places.append(high)
        last = True
    return places, first, last


def _clustered(values: list[float]) -> list[float]:
    places: list[list[float]] = []
    for value in sorted(values):
        if places and value - places[-1][-1] <= SNAP:
            places[-1].append(value)
        else:
            places.append([value])
    return [sum(group) / len(group) for group in places]


def _by_border(rules: list[Rule], places: list[float]) -> list[list[Rule]]:
    held: list[list[Rule]] = [[] for _ in places]
    for rule in rules:
        nearest = min(range(len(places)), key=lambda index: abs(places[index] - rule.at))
        if abs(places[nearest] - rule.at) <= 2 * SNAP:
            held[nearest].append(rule)
    return held


def _ruled(rules: list[Rule], low: float, high: float) -> bool:
    covered = sum(max(0.0, min(rule.high, high) - max(rule.low, low)) for rule in rules)
    return covered >= _COVERED * (high - low)


def _cells(members: list[tuple[int, int]], xs: list[float], ys: list[float]) -> list[GridCell]:
    """One cell where the joined fields are a rectangle, else one for each row of them."""
    r0, r1 = min(r for r, _ in members), max(r for r, _ in members)
    c0, c1 = min(c for _, c in members), max(c for _, c in members)
    if len(members) == (r1 - r0 + 1) * (c1 - c0 + 1):
        return [GridCell(r0, c0, r1 - r0 + 1, c1 - c0 + 1, Box(xs[c0], ys[r0], xs[c1 + 1], ys[r1 + 1]))]
    cells: list[GridCell] = []
    for row in sorted({r for r, _ in members}):
        columns = sorted(c for r, c in members if r == row)
        start = columns[0]
        for index, column in enumerate(columns):
            if index + 1 == len(columns) or columns[index + 1] != column + 1:
                box = Box(xs[start], ys[row], xs[column + 1], ys[row + 1])
                cells.append(GridCell(row, start, 1, column - start + 1, box))
                if index + 1 < len(columns):
                    start = columns[index + 1]
    return cells


class CellLookup:
    """Finds the cell over a point by bisection in the borders."""

    def __init__(self, grid: Grid) -> None:
        self.box = grid.box
        ys = sorted({cell.box.top for cell in grid.cells} | {cell.box.bottom for cell in grid.cells})
        xs = sorted({cell.box.x0 for cell in grid.cells} | {cell.box.x1 for cell in grid.cells})
        self.xs, self.ys = xs, ys
        self.held: dict[tuple[int, int], GridCell] = {}
        for cell in grid.cells:
            for i in range(bisect_right(xs, cell.box.x0) - 1, bisect_right(xs, cell.box.x1) - 1):
                for j in range(bisect_right(ys, cell.box.top) - 1, bisect_right(ys, cell.box.bottom) - 1):
                    self.held[i, j] = cell

    def find(self, x: float, y: float) -> GridCell | None:
        """The cell, or None outside the table."""
        if not (self.box.x0 <= x <= self.box.x1 and self.box.top <= y <= self.box.bottom):
            return None
        return self.held.get((bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1))


def useful(grid: Grid) -> bool:
    """True for a table with words in two cells or more; others are frames and decoration."""
    return sum(1 for cell in grid.cells if cell.words or cell.turned) >= 2
