"""What a comparison needs of many meetings, collected while they are read: counts, and no text.

Terms are summed by unit (a board, and a year), with what the spread over meetings needs, so that memory does
not grow with the number of meetings.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from minutebook.themes.boards import Boards, By, Over, decimal_year, period
from minutebook.themes.measures import Measured
from minutebook.themes.sittings import Sitting

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

MOST_TERMS = 400_000
"""Beyond so many different terms those of one meeting only are forgotten."""


SHOWN = 5
"""Passages of a body and theme that are kept to be shown; item_themes.csv has all."""


class Shown(NamedTuple):
    """One passage as a page shows it."""

    stem: str
    number: str | None
    title: str | None
    page: int | None
    words: str


@dataclass(slots=True)
class TermCounts:
    """Counts of terms in one set of meetings, and their spread over these.

    `squares` is the sum over meetings of y²/n (y: the term's count, n: the meeting's), `meetings` in how many
    the term stands, `total` the sum of n, `held` the number of meetings.
    """

    counts: dict[str, int] = field(default_factory=dict)
    squares: dict[str, float] = field(default_factory=dict)
    meetings: dict[str, int] = field(default_factory=dict)
    total: int = 0
    held: int = 0

    def add(self, terms: dict[str, int]) -> None:
        """Count one meeting."""
        size = sum(terms.values())
        if not size:
            return
        self.total += size
        self.held += 1
        for term, count in terms.items():
            self.counts[term] = self.counts.get(term, 0) + count
            self.squares[term] = self.squares.get(term, 0.0) + count * count / size
            self.meetings[term] = self.meetings.get(term, 0) + 1
        if len(self.counts) > MOST_TERMS:
            self.forget()

    def forget(self) -> None:
        """Drop the terms that one meeting alone has; they can distinguish nothing."""
        for term in [term for term, held in self.meetings.items() if held == 1]:
            del self.counts[term], self.squares[term], self.meetings[term]


@dataclass(slots=True)
class Moments:
    """Sums over units (meetings, or boards) that the permutation of units needs, term by term.

    With y a term's count in a unit and n the unit's words: `of[term]` holds Σy, Σy², Σy³, Σyn, Σy²n, Σyn².
    `n1`, `n2`, `n3` are Σn, Σn², Σn³; `units` counts them.
    """

    of: dict[str, array[float]] = field(default_factory=dict)
    n1: float = 0.0
    n2: float = 0.0
    n3: float = 0.0
    units: int = 0

    def add(self, terms: Mapping[str, int]) -> None:
        """Take in one unit."""
        n = float(sum(terms.values()))
        if not n:
            return
        self.units += 1
        self.n1, self.n2, self.n3 = self.n1 + n, self.n2 + n * n, self.n3 + n**3
        for term, y in terms.items():
            held = self.of.get(term)
            if held is None:
                held = self.of[term] = array("d", bytes(48))
            for place, more in enumerate((y, y * y, y**3, y * n, y * y * n, y * n * n)):
                held[place] += more
        if len(self.of) > MOST_TERMS:
            for term in [term for term, held in self.of.items() if held[0] <= 1]:
                del self.of[term]

    def about(self, term: str) -> tuple[float, float, float]:
        """The common rate r of a term, and Σd² and Σd³ of d = y - r n."""
        y1, y2, y3, yn, y2n, yn2 = self.of[term]
        r = y1 / self.n1
        square = y2 - 2 * r * yn + r * r * self.n2
        return r, square, y3 - 3 * r * y2n + 3 * r * r * yn2 - r**3 * self.n3


@dataclass(slots=True)
class Study:
    """The meetings of a study, in order: who met, when, and the figures of every theme.

    `over` is the width of a period. Terms are kept by body (`by_body`) and by year (`by_year`).
    """

    themes: tuple[str, ...]
    over: Over
    stems: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    regions: list[str] = field(default_factory=list)
    periods: list[str | None] = field(default_factory=list)
    times: list[float | None] = field(default_factory=list)
    dates: list[str | None] = field(default_factory=list)
    measured: list[Measured] = field(default_factory=list)
    together: dict[tuple[int, int], int] = field(default_factory=dict)
    by_body: dict[str, TermCounts] = field(default_factory=dict)
    by_year: dict[str, TermCounts] = field(default_factory=dict)
    moments: Moments = field(default_factory=Moments)
    seats: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    shown: dict[tuple[str, str], list[Shown]] = field(default_factory=dict)

    def add(self, sitting: Sitting, measured: Measured, boards: Boards) -> None:
        """Take in one meeting."""
        body = boards.body(sitting)
        year = period(sitting.date, "year")
        self.stems.append(sitting.stem)
        self.bodies.append(body)
        self.kinds.append(boards.kind(body))
        self.regions.append(boards.region(body))
        self.dates.append(sitting.date)
        self.periods.append(period(sitting.date, self.over))
        self.times.append(decimal_year(sitting.date))
        self.measured.append(measured)
        self.names.update(sitting.names)
        self.by_body.setdefault(body, TermCounts()).add(sitting.terms)
        self.moments.add(sitting.terms)
        if year is not None:
            self.by_year.setdefault(year, TermCounts()).add(sitting.terms)
            for organisation, (came, listed) in sitting.seats.items():
                seat = self.seats.setdefault((organisation, year), [0, 0, 0])
                seat[0] += came > 0
                seat[1] += 1
                seat[2] += listed
        self._show(sitting, body)
        place = {theme: n for n, theme in enumerate(self.themes)}
        for item in sitting.minuted:
            held = sorted(place[theme] for theme in item.themes if theme in place)
            for n, a in enumerate(held):
                for b in held[n:]:
                    self.together[a, b] = self.together.get((a, b), 0) + 1

    def _show(self, sitting: Sitting, body: str) -> None:
        """Keep some passages of each body and theme: a page shows what a number is made of."""
        for item in sitting.minuted:
            for theme, passages in item.themes.items():
                kept = self.shown.setdefault((body, theme), [])
                if len(kept) < SHOWN:
                    first = passages[-1]
                    kept.append(Shown(sitting.stem, item.number, item.title, first.page, first.around))

    def groups(self, by: By) -> list[str]:
        """The group of each meeting, in order."""
        match by:
            case "body":
                return self.bodies
            case "kind":
                return self.kinds
            case "region":
                return self.regions
            case "year":
                return [(date or "not known")[:4] if date else "not known" for date in self.dates]

    def counts(self) -> tuple[NDArray[numpy.float64], NDArray[numpy.float64]]:
        """Items that deal with each theme (meetings x themes), and minuted items (meetings)."""
        import numpy

        width = len(self.themes)
        dealt = numpy.array([m.items for m in self.measured], dtype=float).reshape(-1, width)
        return dealt, numpy.array([m.all_items for m in self.measured], dtype=float)

    def units(self, by: By) -> list[str]:
        """What is drawn by chance: the meeting, or the board where boards are what groups are made of."""
        return self.stems if by in ("body", "year") else self.bodies


def term_units(study: Study, by: By) -> tuple[list[str], Sequence[TermCounts], Moments]:
    """The term counts to compare, with their groups, and the moments of what is drawn.

    Boards under a kind or region stay apart as units: they are what is drawn.
    """
    if by == "year":
        years = sorted(study.by_year)
        return years, [study.by_year[year] for year in years], study.moments
    group = dict(zip(study.bodies, study.groups(by), strict=True))
    bodies = sorted(study.by_body)
    counts = [study.by_body[body] for body in bodies]
    moments = study.moments
    if by != "body":
        moments = Moments()
        for one in counts:
            moments.add(one.counts)
    return [group[body] for body in bodies], counts, moments
