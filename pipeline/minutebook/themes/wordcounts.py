"""How often each meeting says each term, kept on disk: memory holds the terms, not the meetings.

A table of terms by groups is made in one pass over the file. Terms that few meetings have are forgotten where
there are too many (as in Manku and Motwani's lossy counting 2002), so that memory has a bound.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any
from weakref import finalize

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST_MEETINGS = 5
LEAST_COUNT = 10
"""Terms in fewer meetings, or counted less often, are in no table."""

MOST_TERMS = 200_000
"""Of more terms half are forgotten, those that the fewest meetings have."""

MOST_CELLS = 1_000_000
LEAST_WIDTH = 2_000
"""A table has so many cells at most: of more terms the most common are kept, so many in any case."""

ROWS = 200_000
"""Rows of the file that are looked at together."""


@dataclass(frozen=True, slots=True)
class TermTable:
    """Terms by groups, made of units: meetings, or boards where these are what is drawn by chance.

    `counts` (groups x terms), `squares` (sums over units of y²/n: y the term's count, n the unit's words),
    `meetings` that have the term; `totals` are the words and `held` the units of each group. `square` and
    `cube` are, by term, the sums over all units of d² and d³, d = y - r n, r the term's common rate.
    """

    groups: list[str]
    terms: list[str]
    counts: NDArray[Any]
    squares: NDArray[Any]
    meetings: NDArray[Any]
    totals: NDArray[Any]
    held: NDArray[Any]
    square: NDArray[Any]
    cube: NDArray[Any]


def width(rows: int) -> int:
    """How many terms a table of so many rows has at most."""
    return max(LEAST_WIDTH, MOST_CELLS // max(1, rows))


class WordCounts:
    """The counts of all meetings, in the order in which they were added."""

    def __init__(self) -> None:
        self.sizes = array("d")
        """Words of each meeting, among them those of terms that were forgotten."""

        self._file = TemporaryFile(prefix="minutebook-")  # noqa: SIM115 - it lives as long as this
        finalize(self, self._file.close)
        self._ids: dict[str, int] = {}
        self._meetings, self._counts, self._rows = array("I"), array("Q"), array("I")

    def add(self, terms: Mapping[str, int]) -> None:
        """Count one meeting."""
        rows = array("I")
        for term, count in terms.items():
            place = self._ids.setdefault(term, len(self._counts))
            if place == len(self._counts):
                self._counts.append(0)
                self._meetings.append(0)
            self._counts[place] += count
            self._meetings[place] += 1
            rows.append(place)
            rows.append(count)
        self._file.write(rows.tobytes())
        self._rows.append(len(terms))
        self.sizes.append(float(sum(terms.values())))
        if len(self._ids) > MOST_TERMS:
            self._forget()

    def count(self, term: str) -> int:
        """How often all meetings say it; 0 where it was forgotten."""
        place = self._ids.get(term)
        return 0 if place is None else self._counts[place]

    def _forget(self) -> None:
        least = 0
        while len(self._ids) > MOST_TERMS // 2:
            least += 1
            # Its rows in the file stay: without a name in `_ids` they are passed over.
            self._ids = {term: place for term, place in self._ids.items() if self._meetings[place] > least}

    def table(self, groups: Sequence[str | None], *, without: Collection[str] = ()) -> TermTable:
        """Terms by the group of each meeting; what is drawn are meetings. None: not in the table.

        A term with a word of `without` is left out.
        """
        names, terms, lookup = self._asked(groups, without)
        counts, squares, meetings, sums = self._sums(groups, names, lookup, len(terms), of_meetings=True)
        sizes, held = self._units(groups, names)
        n = [float((sizes**power).sum()) for power in (1, 2, 3)]
        totals = _added(sizes, held, len(names))
        square, cube = _about(sums, n)
        number = _added((sizes > 0).astype(float), held, len(names)).astype(int)
        return TermTable(names, terms, counts, squares, meetings, totals, number, square, cube)

    def table_of_boards(
        self, groups: Sequence[str], boards: Sequence[str], *, without: Collection[str] = ()
    ) -> TermTable:
        """Terms by the group of each meeting; what is drawn are boards, each of one group."""
        import numpy

        bodies, terms, lookup = self._asked(boards, without)
        counts, _, meetings, _ = self._sums(boards, bodies, lookup, len(terms), of_meetings=False)
        sizes, held = self._units(boards, bodies)
        n = _added(sizes, held, len(bodies))
        of = dict(zip(boards, groups, strict=True))
        names = sorted(set(of.values()))
        into = numpy.array([names.index(of[body]) for body in bodies], dtype=int)
        with numpy.errstate(invalid="ignore", divide="ignore"):
            spread = numpy.where(n[:, None] > 0, counts**2 / n[:, None], 0.0)
        sums = [
            (counts**a * n[:, None] ** b).sum(axis=0)
            for a, b in ((1, 0), (2, 0), (3, 0), (1, 1), (2, 1), (1, 2))
        ]
        square, cube = _about(sums, [float((n**power).sum()) for power in (1, 2, 3)])
        return TermTable(
            names, terms,
            _added(counts, into, len(names)), _added(spread, into, len(names)),
            _added(meetings, into, len(names)), _added(n, into, len(names)),
            _added((n > 0).astype(float), into, len(names)).astype(int), square, cube,
        )  # fmt: skip

    def _asked(
        self, groups: Sequence[str | None], without: Collection[str]
    ) -> tuple[list[str], list[str], NDArray[Any]]:
        """The groups, the terms that a table of them has, and the column of each term by its place."""
        import numpy

        names = sorted({group for group in groups if group is not None})
        barred = set(without)
        kept = [
            (-self._counts[place], term)
            for term, place in self._ids.items()
            if self._counts[place] >= LEAST_COUNT
            and self._meetings[place] >= LEAST_MEETINGS
            and not barred.intersection(term.split())
        ]
        terms = sorted(term for _, term in sorted(kept)[: width(len(names))])
        lookup = numpy.full(len(self._counts), -1)
        lookup[[self._ids[term] for term in terms]] = range(len(terms))
        return names, terms, lookup

    def _units(self, groups: Sequence[str | None], names: Sequence[str]) -> tuple[NDArray[Any], NDArray[Any]]:
        """The words of each meeting that has a group, and the group's number."""
        import numpy

        place = {name: n for n, name in enumerate(names)}
        held = numpy.array([-1 if group is None else place[group] for group in groups], dtype=int)
        inside = held >= 0
        return numpy.array(self.sizes)[inside], held[inside]

    def _sums(
        self,
        groups: Sequence[str | None],
        names: Sequence[str],
        lookup: NDArray[Any],
        number: int,
        *,
        of_meetings: bool,
    ) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any], list[NDArray[Any]]]:
        """Counts, sums of y²/n and meetings by group, and Σy, Σy², Σy³, Σyn, Σy²n, Σyn² by term."""
        import numpy

        place = {name: n for n, name in enumerate(names)}
        of = numpy.array([-1 if group is None else place[group] for group in groups], dtype=int)
        sizes = numpy.array(self.sizes)
        counts, squares, meetings = (numpy.zeros((len(names), number)) for _ in range(3))
        sums = [numpy.zeros(number) for _ in range(6)]
        for meeting, ids, times in self._chunks():
            column = lookup[ids]
            inside = (column >= 0) & (of[meeting] >= 0)
            column, row = column[inside], of[meeting[inside]]
            y, n = times[inside].astype(float), sizes[meeting[inside]]
            numpy.add.at(counts, (row, column), y)
            numpy.add.at(meetings, (row, column), 1.0)
            if of_meetings:
                numpy.add.at(squares, (row, column), y * y / n)
                for total, more in zip(sums, (y, y * y, y**3, y * n, y * y * n, y * n * n), strict=True):
                    total += numpy.bincount(column, weights=more, minlength=number)
        return counts, squares, meetings, sums

    def _chunks(self) -> Iterator[tuple[NDArray[Any], NDArray[Any], NDArray[Any]]]:
        """The file in pieces of whole meetings: number of the meeting, place of the term, its count."""
        import numpy

        lengths = numpy.array(self._rows, dtype=int)
        ends = numpy.cumsum(lengths)
        self._file.seek(0)
        first = before = 0
        while first < len(lengths):
            last = max(first + 1, int(numpy.searchsorted(ends, before + ROWS, side="right")))
            held = int(ends[last - 1]) - before
            pairs = numpy.frombuffer(self._file.read(2 * held * array("I").itemsize), dtype=numpy.uintc)
            pairs = pairs.reshape(-1, 2)
            yield numpy.repeat(numpy.arange(first, last), lengths[first:last]), pairs[:, 0], pairs[:, 1]
            first, before = last, int(ends[last - 1])
        self._file.seek(0, 2)


def _added(values: NDArray[Any], into: NDArray[Any], number: int) -> NDArray[Any]:
    """The values summed by group."""
    import numpy

    out = numpy.zeros((number, *values.shape[1:]))
    numpy.add.at(out, into, values)
    return out


def _about(sums: Sequence[NDArray[Any]], n: Sequence[float]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Σd² and Σd³ of d = y - r n, from sums of powers."""
    import numpy

    y1, y2, y3, yn, y2n, yn2 = sums
    r = y1 / n[0] if n[0] else numpy.zeros_like(y1)
    return y2 - 2 * r * yn + r * r * n[1], y3 - 3 * r * y2n + 3 * r * r * yn2 - r**3 * n[2]
