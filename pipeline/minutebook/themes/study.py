"""What a comparison needs of many meetings, collected while they are read: counts, and no text.

Of a meeting memory holds its date, its body and a few numbers; its terms and passages go to disk.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from sys import intern
from typing import TYPE_CHECKING

from minutebook.themes.boards import UNKNOWN, Boards, By, Over, decimal_year, period
from minutebook.themes.measures import Measured
from minutebook.themes.passages import Passages, Shown
from minutebook.themes.sittings import Sitting, ThemedItem
from minutebook.themes.wordcounts import TermTable, WordCounts

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray


@dataclass(slots=True)
class Study:
    """The meetings of a study, in order: who met, when, and the figures of every theme.

    `over` is the width of a period. `dealt` has, meeting by meeting, the items that deal with each theme;
    `together` the items that deal with two (by number of theme; of one with itself: with that one).
    `seats` are, by organisation and year, the meetings that it came to and those that list it.
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
    dealt: array[int] = field(default_factory=lambda: array("H"))
    items: array[int] = field(default_factory=lambda: array("H"))
    minuted_words: int = 0
    words: WordCounts = field(default_factory=WordCounts)
    names: set[str] = field(default_factory=set)
    together: dict[tuple[int, int], int] = field(default_factory=dict)
    seats: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    passages: Passages = field(default_factory=Passages)

    def add(self, sitting: Sitting, measured: Measured, boards: Boards) -> None:
        """Take in one meeting."""
        body = intern(boards.body(sitting))
        self.stems.append(sitting.stem)
        self.bodies.append(body)
        self.kinds.append(intern(boards.kind(body)))
        self.regions.append(intern(boards.region(body)))
        self.dates.append(sitting.date)
        when = period(sitting.date, self.over)
        self.periods.append(None if when is None else intern(when))
        self.times.append(decimal_year(sitting.date))
        self.dealt.extend(measured.items)
        self.items.append(measured.all_items)
        self.minuted_words += measured.words
        self.words.add(sitting.terms)
        self.names.update(map(intern, sitting.names))
        year = period(sitting.date, "year")
        self._seats(sitting, year)
        place = {theme: n for n, theme in enumerate(self.themes)}
        for item in sitting.minuted:
            self._show(sitting.stem, item, body, year, when)
            held = sorted(place[theme] for theme in item.themes if theme in place)
            for n, a in enumerate(held):
                for b in held[n:]:
                    self.together[a, b] = self.together.get((a, b), 0) + 1

    def _seats(self, sitting: Sitting, year: str | None) -> None:
        if year is None:
            return
        for organisation, seat in sitting.seats.items():
            held = self.seats.setdefault((organisation, year), [0, 0])
            held[0] += seat.came > 0
            held[1] += 1
            if seat.came:
                shown = Shown(sitting.stem, None, None, seat.page, (seat.words,))
                self.passages.keep(shown, [("seat", organisation, year)])

    def _show(self, stem: str, item: ThemedItem, body: str, year: str | None, when: str | None) -> None:
        """Keep the item's words for the numbers that it is part of."""
        told = list(item.themes.items())
        for n, (theme, passages) in enumerate(told):
            # The last mention stands in the minute, where the title speaks of the theme too.
            last = passages[-1]
            keys = [
                ("body", body, theme),
                ("year", year or UNKNOWN, theme),
                ("period", when or UNKNOWN, theme),
            ]
            self.passages.keep(Shown(stem, item.number, item.title, last.page, (last.around,)), keys)
            for other, others in told[n + 1 :]:
                words = tuple(dict.fromkeys((last.around, others[-1].around)))
                both = Shown(stem, item.number, item.title, last.page, words)
                self.passages.keep(both, [("pair", theme, other)])

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
                return [period(date, "year") or UNKNOWN for date in self.dates]

    def counts(self) -> tuple[NDArray[numpy.float64], NDArray[numpy.float64]]:
        """Items that deal with each theme (meetings x themes), and minuted items (meetings)."""
        import numpy

        dealt = numpy.array(self.dealt, dtype=float).reshape(-1, len(self.themes))
        return dealt, numpy.array(self.items, dtype=float)

    def units(self, by: By) -> list[str]:
        """What is drawn by chance: the meeting, or the board where boards are what groups are made of."""
        return self.stems if by in ("body", "year") else self.bodies

    def terms(self, by: By) -> TermTable:
        """Terms by group, without the words of names; a meeting without a date is in no year."""
        match by:
            case "body":
                return self.words.table(self.bodies, without=self.names)
            case "year":
                years = [period(date, "year") for date in self.dates]
                return self.words.table(years, without=self.names)
            case _:
                return self.words.table_of_boards(self.groups(by), self.bodies, without=self.names)
