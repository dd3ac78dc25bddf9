"""Right-hand columns of leads beside prose, which no line parts from it (Action, Lead, By whom)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from minutebook.loaders.pdf.aligned import Row
from minutebook.loaders.pdf.paragraphs import Column
from minutebook.loaders.pdf.shapes import Segment

_NEAR = 6.0  # points between the starts of one column
_WORDS = 5  # a line with so many words is prose
_LONGEST = 40  # characters in a lead
_FURTHEST = 4.0  # line sizes over which a region goes on


@dataclass(slots=True)
class Side:
    """A run of rows with leads at their right: `main` are the rows without these."""

    start: int
    end: int
    main: list[Row]
    leads: list[Segment]
    edges: Column
    x0: float
    x1: float
    head: Segment | None  # the column's own heading, such as "Action"


def find_side(rows: list[Row], column: Column, known: float | None) -> Side | None:
    """The first run of rows with a column of leads, or None.

    `known` is where such a column began on an earlier page; then one lead is enough.
    """
    for place in _places(rows, column, known):
        side = _side(rows, column, place, known)
        if side is not None:
            return side
    return None


def _places(rows: list[Row], column: Column, known: float | None) -> list[float]:
    """Where leads begin, the most frequent place first."""
    starts: list[list[float]] = []
    for index, row in enumerate(rows):
        if len(row) != 2 or not _lead(row[-1]) or not _beside_prose(rows, index, column):
            continue
        for group in starts:
            if abs(group[0] - row[-1].x0) <= _NEAR:
                group.append(row[-1].x0)
                break
        else:
            starts.append([row[-1].x0])
    starts.sort(key=lambda group: (-len(group), group[0]))
    places = [min(group) for group in starts]
    if known is not None and any(abs(row[-1].x0 - known) <= _NEAR for row in rows):
        places.insert(0, known)
    return places


def _lead(segment: Segment) -> bool:
    return len(segment.text) <= _LONGEST and segment.label is None


def _beside_prose(rows: list[Row], index: int, column: Column) -> bool:
    """True where the row's first piece is a sentence or its last line, and the lead stands far right."""
    main, lead = rows[index][0], rows[index][-1]
    if lead.x0 - column.left < 0.6 * (max(lead.x1, column.right) - column.left):
        return False
    if len(main.text.split()) >= _WORDS + (main.label is not None):
        return True
    before = rows[index - 1] if index else []
    if len(before) != 1 or main.base - before[0].base > 1.6 * main.size:
        return False
    return len(before[0].text.split()) > _WORDS and before[0].x1 < lead.x0


def _side(rows: list[Row], column: Column, place: float, known: float | None) -> Side | None:
    hits = [i for i, row in enumerate(rows) if abs(row[-1].x0 - place) <= _NEAR and _lead(row[-1])]
    if not hits:
        return None
    anchor = next((i for i in hits if len(rows[i]) == 2 and _beside_prose(rows, i, column)), hits[0])
    start = end = anchor
    while start > 0 and _keeps_left(rows[start - 1], place) and _close(rows[start - 1], rows[start]):
        start -= 1
    while end + 1 < len(rows) and _keeps_left(rows[end + 1], place) and _close(rows[end], rows[end + 1]):
        end += 1
    end += 1
    main: list[Row] = []
    leads: list[Segment] = []
    beside = 0
    for index in range(start, end):
        row = rows[index]
        left = [s for s in row if s.x0 < place - _NEAR]
        leads.extend(s for s in row if s.x0 >= place - _NEAR)
        if left:
            main.append(left)
        if left and len(left) < len(row):
            beside += _beside_prose(rows, index, column)
    if not main or sum(len(row) > 1 for row in main) > 0.3 * len(main):
        return None
    reach = max(row[-1].x1 for row in main)
    size = leads[0].size
    if reach > place - 0.5 * size:
        return None
    lone = (
        len(leads) == 1
        and len(main) >= 5
        and place - reach > 0.8 * size
        and reach > column.left + 0.5 * (place - column.left)
    )
    if beside < 2 and not (beside and (lone or known is not None or len(leads) > 1)) and not (known and lone):
        return None
    edges = replace(column, right=min(reach + 2, place - 4))
    first = leads[0]
    under = [row for row in main if row[-1].base < first.base - 0.4 * first.size]
    level = [row[0] for row in main if abs(row[0].base - first.base) <= 0.4 * first.size]
    headed = (
        len(first.text.split()) <= 3
        and all(len(s.text) <= 25 for s in level)
        and (first.bold or not under or bool(level))
    )
    head = first if headed and (not level or len(level[0].text.split()) <= 2) and len(leads) > 1 else None
    return Side(start, end, main, leads, edges, place, max(s.x1 for s in leads), head)


def _keeps_left(row: Row, place: float) -> bool:
    """True where no piece of the row runs into the column of leads."""
    return all(s.x1 <= place - 3 or (s.x0 >= place - _NEAR and _lead(s)) for s in row)


def _close(row: Row, other: Row) -> bool:
    return other[0].base - row[0].base <= _FURTHEST * max(row[0].size, other[0].size)
