"""One study from a book to its results: read once, write the tidy tables on the way, then compare."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from minutebook.export.columns import Row
from minutebook.themes.boards import Boards, By, Over
from minutebook.themes.candidates import Candidate, find_candidates
from minutebook.themes.distinct import Distinct, distinctive, gather
from minutebook.themes.measures import ITEM_THEMES, MEETING_THEMES, item_rows, measure, meeting_rows
from minutebook.themes.reading import EVERY, Asked, Source, sittings
from minutebook.themes.results import (
    ATTENDANCE,
    DIFFERENCES,
    SHARES,
    TERMS,
    TOGETHER,
    TRENDS,
    difference_rows,
    share_rows,
    term_rows,
    trend_rows,
)
from minutebook.themes.shares import Difference, GroupShare, differences, group_shares
from minutebook.themes.study import Study, term_units
from minutebook.themes.tables import open_table, write_table
from minutebook.themes.trends import Trend, trends

ALL = "all boards"
MOST_TERMS_SHOWN = 200
"""Terms a group in `terms.csv`: the most and the least distinctive."""


@dataclass(slots=True)
class Results:
    """Everything that a comparison found; the study holds the counts behind it."""

    study: Study
    by: By
    shares: list[GroupShare] = field(default_factory=list)
    over_time: list[GroupShare] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    trends: list[Trend] = field(default_factory=list)
    terms: list[Distinct] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)


def collect(
    source: Source, boards: Boards, asked: Asked = EVERY, *, over: Over, out: Path, parquet: bool = False
) -> Study:
    """Read the book, write `item_themes` and `meeting_themes` on the way; what a comparison needs."""
    themes = tuple(theme.id for theme in source.rulebook.themes)
    study = Study(themes, over)
    with ExitStack() as stack:
        items = stack.enter_context(open_table(ITEM_THEMES, out, parquet=parquet))
        meetings = stack.enter_context(open_table(MEETING_THEMES, out, parquet=parquet))
        for sitting in sittings(source, boards, asked):
            measured = measure(sitting, themes)
            items.add(item_rows(sitting))
            meetings.add(meeting_rows(sitting, measured, themes, boards, over))
            study.add(sitting, measured, boards)
    return study


def compare(study: Study, source: Source, *, by: By, themes: tuple[str, ...] = ()) -> Results:
    """Compare groups and periods. `themes` narrows shares, differences and trends to those ids."""
    results = Results(study, by)
    results.titles = {theme.id: theme.title for theme in source.rulebook.themes}
    if not study.stems:
        return results
    kept = [n for n, theme in enumerate(study.themes) if not themes or theme in themes]
    names = [study.themes[n] for n in kept]
    dealt, items = study.counts()
    dealt = dealt[:, kept]
    groups, units = study.groups(by), study.units(by)
    everyone = [ALL] * len(groups)
    results.shares = group_shares(names, dealt, items, groups, units)
    results.differences = differences(names, dealt, items, groups, units)
    results.over_time = group_shares(names, dealt, items, groups, study.stems, study.periods)
    results.over_time += group_shares(names, dealt, items, everyone, study.stems, study.periods)
    results.trends = trends(names, dealt, items, everyone, study.times, curves=True)
    if by != "year" and len(set(groups)) > 1:
        results.trends += trends(names, dealt, items, groups, study.times)
    of, counted, moments = term_units(study, by)
    sums = gather(of, counted, by_unit=by in ("kind", "region"))
    results.terms = distinctive(sums, moments, without=study.names)
    results.candidates = find_candidates(study, results.terms, source)
    return results


def write_results(results: Results, out: Path, *, parquet: bool = False) -> None:
    """Write the tables of the comparison. Raises OSError where they cannot be written."""
    shares = [*results.shares, *results.over_time]
    write_table(SHARES, share_rows(shares), out, parquet=parquet)
    write_table(DIFFERENCES, difference_rows(results.differences), out, parquet=parquet)
    write_table(TRENDS, trend_rows(results.trends), out, parquet=parquet)
    write_table(TERMS, term_rows(_most(results.terms)), out, parquet=parquet)
    write_table(TOGETHER, together_rows(results.study), out, parquet=parquet)
    write_table(ATTENDANCE, attendance_rows(results.study), out, parquet=parquet)


def _most(terms: list[Distinct]) -> list[Distinct]:
    out: list[Distinct] = []
    for group in dict.fromkeys(term.group for term in terms):
        own = [term for term in terms if term.group == group]
        half = MOST_TERMS_SHOWN // 2
        out += own if len(own) <= MOST_TERMS_SHOWN else own[:half] + own[-half:]
    return out


def together_rows(study: Study) -> list[Row]:
    """Pairs of themes, most common first, with their lift."""
    total = sum(m.all_items for m in study.measured)
    alone = {a: count for (a, b), count in study.together.items() if a == b}
    pairs = [(count, a, b) for (a, b), count in study.together.items() if a != b]
    return [
        (study.themes[a], study.themes[b], count, round(count * total / (alone[a] * alone[b]), 4))
        for count, a, b in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2]))
    ]


def attendance_rows(study: Study) -> list[Row]:
    """Organisations by year."""
    return [
        (organisation, year, seat[1], seat[0], round(seat[0] / seat[1], 4))
        for (organisation, year), seat in sorted(study.seats.items())
    ]
