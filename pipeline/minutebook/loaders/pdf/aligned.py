"""Tables without lines: rows whose pieces stand under each other, and right-hand columns of leads."""

from __future__ import annotations

import itertools
from statistics import median

from minutebook.document import Box
from minutebook.loaders.pdf.segments import LABEL, is_bullet, join_label
from minutebook.loaders.pdf.shapes import Grid, GridCell, Segment

Row = list[Segment]
_ALIGNED = 3.0  # points within which starts (or ends, or middles) count as one edge
_FURTHEST = 3.3  # line sizes between two rows of one table


def make_rows(segments: list[Segment]) -> list[Row]:
    """Segments on one level as rows, numbers and bullets joined to the words behind them."""
    rows: list[Row] = []
    for segment in sorted(segments, key=lambda s: (s.base, s.x0)):
        if rows and segment.base - rows[-1][0].base <= 0.3 * min(segment.size, 12):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    for row in rows:
        row.sort(key=lambda s: s.x0)
    return [_labelled(rows, index) for index in range(len(rows))]


def _labelled(rows: list[Row], index: int) -> Row:
    row = rows[index]
    if len(row) < 2 or row[1].x0 - row[0].x1 > 60:
        return row
    first = row[0]
    if not (is_bullet(first.text) or LABEL.fullmatch(first.text)):
        return row
    if len(row) >= 3 and not is_bullet(first.text):
        for other in (index - 1, index + 1):
            if 0 <= other < len(rows) and len(rows[other]) == len(row) and _same_starts(row, rows[other]):
                return row
    return [join_label(first, row[1]), *row[2:]]


def _same_starts(row: Row, other: Row) -> bool:
    return all(abs(a.x0 - b.x0) <= _ALIGNED for a, b in zip(row, other, strict=True))


def split_tables(rows: list[Row], right: float) -> list[list[Row] | Grid]:
    """The rows in order, with those that make tables as grids."""
    found: list[list[Row] | Grid] = []
    plain: list[Row] = []
    index = 0
    while index < len(rows):
        run = _Run(rows, index, right) if len(rows[index]) >= 2 else None
        if run is None or not run.accepted():
            plain.append(rows[index])
            index += 1
            continue
        if plain:
            found.append(plain)
            plain = []
        found.extend(run.parts())
        index = run.end
    if plain:
        found.append(plain)
    return found


class _Run:
    """Rows from one start that keep to common columns."""

    def __init__(self, rows: list[Row], start: int, right: float) -> None:
        self.rows = rows
        self.right = right
        self.columns: list[list[float]] = [[s.x0, s.x1] for s in rows[start]]
        self.start = start
        self.members: list[list[tuple[int, Segment]]] = [list(enumerate(rows[start]))]
        last = start
        index = start + 1
        while index < len(rows) and self._take(rows[index], rows[index - 1]):
            if len(rows[index]) > 1:
                last = index
            index += 1
        self.end = self._tail(last, index)
        self.members = self.members[: self.end - start]
        self.multi = [m for m in self.members if len(m) > 1]

    def _take(self, row: Row, before: Row) -> bool:
        size = row[0].size
        if row[0].base - before[0].base > _FURTHEST * size or row[0].frame != before[0].frame:
            return False
        if abs(size - before[0].size) > 0.35 * size:
            return False
        columns = [list(column) for column in self.columns]
        placed: list[tuple[int, Segment]] = []
        fresh: list[Segment] = []
        for segment in row:
            hits = [k for k, (x0, x1) in enumerate(columns) if segment.x0 < x1 + 1 and segment.x1 > x0 - 1]
            if len(hits) > 1 or (hits and any(k == hits[0] for k, _ in placed)):
                return False
            if not hits:
                fresh.append(segment)
                continue
            k = hits[0]
            columns[k] = [min(columns[k][0], segment.x0), max(columns[k][1], segment.x1)]
            placed.append((k, segment))
        if fresh and len(row) < 2:
            return False
        for segment in fresh:
            position = sum(1 for column in columns if column[0] < segment.x0)
            columns.insert(position, [segment.x0, segment.x1])
            placed = [(k + (k >= position), s) for k, s in placed] + [(position, segment)]
            self.members = [[(k + (k >= position), s) for k, s in member] for member in self.members]
        if any(b[0] - a[1] < 0.4 * size for a, b in itertools.pairwise(columns)):
            return False
        self.columns = columns
        self.members.append(sorted(placed, key=lambda pair: pair[0]))
        return True

    def _tail(self, last: int, index: int) -> int:
        """Where the table ends: after the last full row come only lines that go on with its cells."""
        end = last + 1
        while end < index:
            column, segment = self.members[end - self.start][0]
            before = next((s for k, s in self.members[end - 1 - self.start] if k == column), None)
            if before is None or not self._wraps(column, before, segment):
                break
            end += 1
        return end

    def _limit(self, column: int) -> float:
        if column + 1 < len(self.columns):
            return self.columns[column + 1][0] - 4
        return max(self.right, self.columns[column][1])

    def _wraps(self, column: int, before: Segment, segment: Segment) -> bool:
        """True where the segment goes on with the line over it: its first word had no room there."""
        if segment.base - before.base > 1.7 * segment.size or segment.label is not None:
            return False
        if segment.bold != before.bold and (segment.bold or before.bold):
            return False
        if before.text[-1] in ",&/(" or segment.text[0].islower() or segment.text[0] == "(":
            return True
        return before.x1 + 0.28 * segment.size + segment.first > self._limit(column)

    def accepted(self) -> bool:
        """True where at least two rows share aligned columns, or one lead stands beside prose."""
        if len(self.multi) < 2 or len(self.columns) > 12:
            return False
        full = [k for k in range(len(self.columns)) if self._pieces(k) > 1]
        crooked = sum(1 for k in full if not self._aligned(k))
        if len(self.columns) == 2:
            return len(full) == 2 and not crooked
        # where many columns agree, one may be ragged: a title or an honorific runs into it
        return len(full) >= 2 and crooked <= (1 if any(k > 0 and self._aligned(k) for k in full) else 0)

    def _pieces(self, column: int) -> int:
        return sum(1 for member in self.members for k, _ in member if k == column)

    def _aligned(self, column: int) -> bool:
        pieces = [s for member in self.members for k, s in member if k == column]
        for edges in (
            [s.indent if s.label and column == 0 and s.indent else s.x0 for s in pieces],
            [s.x0 for s in pieces],
            [s.x1 for s in pieces],
            [(s.x0 + s.x1) / 2 for s in pieces],
        ):
            middle = median(edges)
            if sum(abs(edge - middle) <= _ALIGNED for edge in edges) >= 0.7 * len(edges):
                return True
        return False

    def parts(self) -> list[list[Row] | Grid]:
        """The run as one grid, or, beside prose without a header, grids of just the rows with leads."""
        groups = self._groups()
        if not self._prose() or self._headed(groups):
            return [self._grid(groups)]
        found: list[list[Row] | Grid] = []
        for group in groups:
            if any(k > 0 for line in group for k, _ in line):
                found.append(self._grid([group]))
            elif found and isinstance(found[-1], list):
                found[-1].extend([s for _, s in line] for line in group)
            else:
                found.append([[s for _, s in line] for line in group])
        return found

    def _prose(self) -> bool:
        lines = [s for member in self.members for k, s in member if k == 0]
        wide = self.columns[1][0] - self.columns[0][0] > 0.55 * (self.right - self.columns[0][0])
        long = [s for s in lines if s.x1 - s.x0 > 0.6 * (self.columns[1][0] - self.columns[0][0])]
        return wide and len(self.columns) <= 3 and len(long) >= 0.4 * len(lines)

    def _headed(self, groups: list[list[list[tuple[int, Segment]]]]) -> bool:
        first = groups[0]
        short = all(len(s.text) <= 25 for line in first for _, s in line)
        return len(first) == 1 and len(first[0]) == len(self.columns) and short

    def _groups(self) -> list[list[list[tuple[int, Segment]]]]:
        """Printed lines by table row."""
        pitches = [b[0][1].base - a[0][1].base for a, b in zip(self.members, self.members[1:], strict=False)]
        least = min(pitches) if pitches else 0.0
        uniform = not pitches or max(pitches) <= 1.25 * least
        groups: list[list[list[tuple[int, Segment]]]] = [[self.members[0]]]
        held: dict[int, Segment] = dict(self.members[0])
        for line, pitch in zip(self.members[1:], pitches, strict=True):
            going = [k in held and self._wraps(k, held[k], s) for k, s in line]
            if self._prose():
                joins = going[0] if line[0][0] == 0 else True
            else:
                joins = all(going)
                if joins and line[0][0] == 0 and len(line) > 1:
                    joins = not uniform and pitch <= 1.15 * least
                elif joins and line[0][0] == 0 and uniform:
                    first = line[0][1].text[0]
                    joins = len(self.columns) > 1 and (
                        first.islower() or first == "(" or pitch <= 1.15 * least
                    )
            if joins:
                groups[-1].append(line)
                held.update(line)
            else:
                groups.append([line])
                held = dict(line)
        return groups

    def _grid(self, groups: list[list[list[tuple[int, Segment]]]]) -> Grid:
        starts = [column[0] for column in self.columns]
        ends = [self._limit(k) for k in range(len(starts))]
        cells: dict[tuple[int, int], GridCell] = {}
        for row, group in enumerate(groups):
            top = group[0][0][1].box.top
            bottom = group[-1][0][1].box.bottom
            for line in group:
                for k, segment in line:
                    cell = cells.get((row, k))
                    if cell is None:
                        cell = cells[row, k] = GridCell(row, k, 1, 1, Box(starts[k], top, ends[k], bottom))
                    cell.segments.append(segment)
        ordered = [cells[key] for key in sorted(cells)]
        box = Box(starts[0], groups[0][0][0][1].box.top, ends[-1], groups[-1][-1][0][1].box.bottom)
        return Grid(box, (*starts, ends[-1]), ordered, ruled=False)
