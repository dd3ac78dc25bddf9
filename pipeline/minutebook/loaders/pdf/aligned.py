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
        found.append(run.grid())
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
        members = self.members
        for segment in fresh:
            position = sum(1 for column in columns if column[0] < segment.x0)
            columns.insert(position, [segment.x0, segment.x1])
            placed = [(k + (k >= position), s) for k, s in placed] + [(position, segment)]
            members = [[(k + (k >= position), s) for k, s in member] for member in members]
        if any(b[0] - a[1] < 0.4 * size for a, b in itertools.pairwise(columns)):
            return False
        self.columns = columns
        self.members = members
        members.append(sorted(placed, key=lambda pair: pair[0]))
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
        if _plainly(before, segment):
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

    def grid(self) -> Grid:
        """The run as a table."""
        return self._grid(self._groups())

    def _groups(self) -> list[list[list[tuple[int, Segment]]]]:
        """Printed lines by table row: lines of one cell first, then cells that stand side by side."""
        pitches = [b[0][1].base - a[0][1].base for a, b in itertools.pairwise(self.members)]
        least = min(pitches)
        wide = sum(1 for pitch in pitches[1:] if pitch >= 1.3 * least)
        # two distances, one within rows and one between them, tell which lines belong together
        told = wide >= max(1, 0.3 * len(pitches))
        firsts = [line[0][1].base for line in self.members if line[0][0] == 0]
        row_pitch = min((b - a for a, b in itertools.pairwise(firsts)), default=0.0)
        chunks: list[list[tuple[int, int, Segment]]] = []
        last: dict[int, list[tuple[int, int, Segment]]] = {}
        waiting: set[int] = set()
        for index, line in enumerate(self.members):
            joins = {k: k in last and self._wraps(k, last[k][-1][2], s) for k, s in line}
            near = {k: k in last and s.base - last[k][-1][2].base <= 1.15 * least and told for k, s in line}
            for k, segment in line:
                going = joins[k]
                if len(line) > 1:
                    # a line that fills several cells is a row of its own, unless every cell goes on in it,
                    # or the cell over it waits for its row (cells set against the row's lower edge)
                    whole = all(joins.values()) and (line[0][0] > 0 or near[k])
                    going = going and (whole or (k > 0 and line[0][0] == 0 and k in waiting))
                elif k == 0 and going and not _plainly(last[k][-1][2], segment):
                    going = near[k]
                if k > 0 and not going and k in last and segment.label is None and line[0][0] > 0:
                    # lines clearly nearer than the rows of the first column are lines of one cell
                    going = (
                        len(firsts) > 2 + len(line) and segment.base - last[k][-1][2].base < 0.8 * row_pitch
                    )
                if going and k > 0 and 0 in last and last[0][-1][2].text.endswith(":"):
                    # behind a label ("Present:") stand names, one a line
                    going = _plainly(last[k][-1][2], segment)
                if (
                    not going
                    and k in waiting
                    and line[0][0] == 0
                    and segment.label is None
                    and len(firsts) > 3
                ):
                    going = segment.base - last[k][-1][2].base < 0.8 * row_pitch
                if line[0][0] == 0:
                    waiting.discard(k)
                elif not going:
                    waiting.add(k)
                if going:
                    last[k].append((index, k, segment))
                else:
                    last[k] = [(index, k, segment)]
                    chunks.append(last[k])
        return _side_by_side(chunks)

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
                        cell = cells[row, k] = GridCell(row, k, 1, 1, Box(starts[k], top, starts[k], bottom))
                    cell.segments.append(segment)
                    # the width of a column without lines is that of its words, or a wrapped line seems short
                    cell.box = cell.box._replace(x1=max(cell.box.x1, segment.x1 + 1))
        ordered = [cells[key] for key in sorted(cells)]
        box = Box(starts[0], groups[0][0][0][1].box.top, ends[-1], groups[-1][-1][0][1].box.bottom)
        return Grid(box, (*starts, ends[-1]), ordered, ruled=False)


def _plainly(before: Segment, segment: Segment) -> bool:
    """True where the words themselves say that the one goes on with the other."""
    return before.text[-1] in ",&/(" or segment.text[0].islower() or segment.text[0] == "("


def _side_by_side(chunks: list[list[tuple[int, int, Segment]]]) -> list[list[list[tuple[int, Segment]]]]:
    """Cells into rows: those that overlap in height and stand in different columns."""
    rows: list[tuple[float, float, list[list[tuple[int, int, Segment]]]]] = []
    for chunk in sorted(chunks, key=lambda c: (c[0][2].base - 0.7 * c[0][2].size, c[0][1])):
        top, bottom = chunk[0][2].base - 0.7 * chunk[0][2].size, chunk[-1][2].base
        if rows and min(bottom, rows[-1][1]) - top > 0.3 * min(bottom - top, rows[-1][1] - rows[-1][0]):
            taken = {k for held in rows[-1][2] for _, k, _ in held}
            if chunk[0][1] not in taken:
                rows[-1] = (rows[-1][0], max(rows[-1][1], bottom), [*rows[-1][2], chunk])
                continue
        rows.append((top, bottom, [chunk]))
    return [_by_line(held) for _, _, held in rows]


def _by_line(chunks: list[list[tuple[int, int, Segment]]]) -> list[list[tuple[int, Segment]]]:
    """A row's pieces by printed line."""
    lines: dict[int, list[tuple[int, Segment]]] = {}
    for index, k, segment in sorted((piece for chunk in chunks for piece in chunk), key=lambda p: p[:2]):
        lines.setdefault(index, []).append((k, segment))
    return [lines[index] for index in sorted(lines)]
