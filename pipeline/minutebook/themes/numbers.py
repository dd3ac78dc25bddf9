"""The numbers of each figure as a table whose cells lead to the passages behind them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import NamedTuple

from minutebook.themes.candidates import ALL
from minutebook.themes.compare import Results
from minutebook.themes.figures import Drawn
from minutebook.themes.passages import MOST_KEPT, Key, Shown
from minutebook.themes.pictures import shown_groups
from minutebook.themes.quoting import sentences_of
from minutebook.themes.reading import Source
from minutebook.themes.shares import GroupShare

MOST_ON_PAGE = 6_000
"""Passages of all numbers together, so that a browser opens the page at once."""

FEWEST = 3
"""Passages of a number in any case."""


class Cell(NamedTuple):
    """A number as shown, what it says in full, and the id of its passages where there are some."""

    text: str
    says: str = ""
    to: str = ""


class Behind(NamedTuple):
    """The passages behind one number: their id, what the number is, and the first of them."""

    id: str
    says: str
    shown: Sequence[Shown]


@dataclass(slots=True)
class Numbers:
    """The table of one figure: its head, its rows (a name and cells), and what its cells lead to."""

    head: list[str]
    rows: list[tuple[str, list[Cell]]] = field(default_factory=list)
    behind: list[Behind] = field(default_factory=list)

    def cell(self, mark: str, text: str, says: str, shown: Sequence[Shown]) -> Cell:
        """A cell that leads to its passages; without passages it leads nowhere."""
        if not shown:
            return Cell(text, says)
        self.behind.append(Behind(mark, says, shown))
        return Cell(text, says, mark)


def numbers(results: Results, figures: Sequence[Drawn], source: Source) -> dict[str, Numbers]:
    """The numbers of each figure, by its name."""
    made: dict[str, Callable[[Results, Drawn], Numbers]] = {
        "boards-by-themes": _heat,
        "trends": _trends,
        "together": _together,
        "attendance": _attendance,
    }
    told = {
        one.name: made[one.name](results, one) if one.name in made else _terms(results, one, source)
        for one in figures
    }
    held = sum(len(one.behind) for one in told.values())
    most = max(FEWEST, min(MOST_KEPT, MOST_ON_PAGE // max(1, held)))
    for one in told.values():
        one.behind = [behind._replace(shown=behind.shown[:most]) for behind in one.behind]
    return told


def _share(share: GroupShare) -> str:
    return "–" if share.share is None else f"{100 * share.share:.0f}%"


def _heat(results: Results, drawn: Drawn) -> Numbers:
    """Boards by themes, in per cent."""
    groups, themes = shown_groups(results), list(dict.fromkeys(str(row[1]) for row in drawn.rows))
    shares = {(s.group, s.theme): s for s in results.shares}
    verdicts = {(d.group, d.theme): d.verdict for d in results.differences}
    made_of = _made_of(results, groups)
    out = Numbers([results.titles[theme] for theme in themes])
    for n, group in enumerate(groups):
        cells = []
        for theme in themes:
            s = shares[group, theme]
            says = f"{group}: {results.titles[theme]}, {s.dealt} of {s.items} items"
            if (group, theme) in verdicts:
                says += f"; {verdicts[group, theme]}"
            turns = zip_longest(*(results.study.passages.of((*part, theme)) for part in made_of[group]))
            shown = [one for turn in turns for one in turn if one is not None][:MOST_KEPT]
            cells.append(out.cell(f"p-{n}-{theme}", _share(s), says, shown))
        out.rows.append((group, cells))
    return out


def _made_of(results: Results, groups: Sequence[str]) -> dict[str, list[Key]]:
    """The first parts of the keys under which the passages of each group are kept."""
    if results.by == "year":
        return {group: [("year", group)] for group in groups}
    study = results.study
    out: dict[str, list[Key]] = {group: [] for group in groups}
    for body, group in sorted(set(zip(study.bodies, study.groups(results.by), strict=True))):
        if group in out and len(out[group]) < MOST_KEPT:
            out[group].append(("body", body))
    return out


def _trends(results: Results, drawn: Drawn) -> Numbers:
    """Periods by themes, all boards together, in per cent."""
    themes = list(dict.fromkeys(str(row[0]) for row in drawn.rows))
    shares = {(s.period or "", s.theme): s for s in results.over_time if s.group == ALL}
    out = Numbers([results.titles[theme] for theme in themes])
    for period in sorted({period for period, _ in shares}):
        cells = []
        for theme in themes:
            s = shares[period, theme]
            says = f"{period}: {results.titles[theme]}, {s.dealt} of {s.items} items"
            shown = results.study.passages.of(("period", period, theme))
            cells.append(out.cell(f"t-{period}-{theme}", _share(s), says, shown))
        out.rows.append((period, cells))
    return out


def _terms(results: Results, drawn: Drawn, source: Source) -> Numbers:
    """A row a group and term: how often it stands there, and its log-odds ratio."""
    wanted: dict[str, list[str]] = {}
    for row in drawn.rows:
        wanted.setdefault(str(row[0]), []).append(str(row[1]))
    study = results.study
    found = sentences_of(wanted, study.groups(results.by), study, source)
    out = Numbers(["Times", "Log-odds ratio", "95 % interval"])
    for n, (group, term, count, odds, low, high, _) in enumerate(drawn.rows):
        says = f"{group}: “{term}”, {count} times"
        cell = out.cell(f"w-{n}", str(count), says, found[str(group), str(term)])
        interval = f"{float(low or 0):.2f} to {float(high or 0):.2f}"
        out.rows.append((f"{group}: {term}", [cell, Cell(f"{float(odds or 0):.2f}"), Cell(interval)]))
    return out


def _together(results: Results, drawn: Drawn) -> Numbers:
    """A row a pair of themes."""
    out = Numbers(["Items", "Times as often as by chance"])
    for a, b, count, lift in drawn.rows:
        name = f"{results.titles[str(a)]} and {results.titles[str(b)]}"
        shown = results.study.passages.of(("pair", str(a), str(b)))
        cell = out.cell(f"c-{a}-{b}", str(count), f"{name}: {count} items", shown)
        out.rows.append((name, [cell, Cell(f"{float(lift or 0):.2f}")]))
    return out


def _attendance(results: Results, drawn: Drawn) -> Numbers:
    """Organisations by years: meetings that they came to, of those that list them."""
    years = sorted({str(row[1]) for row in drawn.rows})
    held = {(str(row[0]), str(row[1])): row for row in drawn.rows}
    out = Numbers(years)
    for n, organisation in enumerate(dict.fromkeys(str(row[0]) for row in drawn.rows)):
        cells = []
        for year in years:
            if (organisation, year) not in held:
                cells.append(Cell("–"))
                continue
            _, _, meetings, came, _ = held[organisation, year]
            says = f"{organisation}, {year}: at {came} of {meetings} meetings that list it"
            shown = results.study.passages.of(("seat", organisation, year))
            cells.append(out.cell(f"s-{n}-{year}", f"{came} of {meetings}", says, shown))
        out.rows.append((organisation, cells))
    return out
