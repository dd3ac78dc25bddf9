"""One study from a book to its results: read once, write the tidy tables on the way, then compare."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from minutebook.export.columns import Row
from minutebook.themes.boards import Boards, By, Over
from minutebook.themes.candidates import ALL, Candidate, find_candidates
from minutebook.themes.distinct import Terms, distinctive
from minutebook.themes.measures import (
    ITEM_THEMES,
    MEETING_THEMES,
    OUTCOME_THEMES,
    item_rows,
    measure,
    meeting_rows,
    outcome_rows,
)
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
from minutebook.themes.study import Study
from minutebook.themes.tables import open_table, write_table
from minutebook.themes.trends import Trend, trends


@dataclass(slots=True)
class Results:
    """Everything that a comparison found; the study holds the counts behind it.

    `over_time` has the shares of all boards together by period.
    """

    study: Study
    by: By
    shares: list[GroupShare] = field(default_factory=list)
    over_time: list[GroupShare] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    trends: list[Trend] = field(default_factory=list)
    terms: Terms = field(default_factory=lambda: Terms([], 0))
    candidates: list[Candidate] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    themes: list[str] = field(default_factory=list)


def collect(
    source: Source, boards: Boards, asked: Asked = EVERY, *, over: Over, out: Path, parquet: bool = False
) -> Study:
    """Read the book, write the themes of items, outcomes and meetings on the way; what a comparison needs."""
    themes = tuple(theme.id for theme in source.rulebook.themes)
    study = Study(themes, over)
    with ExitStack() as stack:
        items = stack.enter_context(open_table(ITEM_THEMES, out, parquet=parquet))
        outcomes = stack.enter_context(open_table(OUTCOME_THEMES, out, parquet=parquet))
        meetings = stack.enter_context(open_table(MEETING_THEMES, out, parquet=parquet))
        for sitting in sittings(source, boards, asked):
            measured = measure(sitting, themes)
            items.add(item_rows(sitting))
            outcomes.add(outcome_rows(sitting))
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
    results.themes = names = [study.themes[n] for n in kept]
    dealt, items = study.counts()
    dealt = dealt[:, kept]
    groups, units = study.groups(by), study.units(by)
    everyone = [ALL] * len(groups)
    results.shares = list(group_shares(names, dealt, items, groups, units))
    results.differences = differences(names, dealt, items, groups, units)
    results.over_time = list(group_shares(names, dealt, items, everyone, study.stems, study.periods))
    results.trends = trends(names, dealt, items, everyone, study.times, curves=True)
    if by != "year" and len(set(groups)) > 1:
        results.trends += trends(names, dealt, items, groups, study.times)
    results.terms = distinctive(study.terms(by))
    results.candidates = find_candidates(study, results.terms.rows, groups, source)
    return results


def write_results(results: Results, out: Path, *, parquet: bool = False) -> None:
    """Write the tables of the comparison. Raises OSError where they cannot be written."""
    shares = chain(results.shares, _groups_over_time(results), results.over_time)
    write_table(SHARES, share_rows(shares), out, parquet=parquet)
    write_table(DIFFERENCES, difference_rows(results.differences), out, parquet=parquet)
    write_table(TRENDS, trend_rows(results.trends), out, parquet=parquet)
    write_table(TERMS, term_rows(results.terms.rows), out, parquet=parquet)
    write_table(TOGETHER, together_rows(results.study), out, parquet=parquet)
    write_table(ATTENDANCE, attendance_rows(results.study), out, parquet=parquet)


def _groups_over_time(results: Results) -> Iterator[GroupShare]:
    """The shares of each group by period, one at a time: there are groups times periods times themes."""
    study = results.study
    dealt, items = study.counts()
    dealt = dealt[:, [study.themes.index(theme) for theme in results.themes]]
    return group_shares(results.themes, dealt, items, study.groups(results.by), study.stems, study.periods)


def together_rows(study: Study) -> list[Row]:
    """Pairs of themes, most common first, with their lift."""
    total = sum(study.items)
    alone = {a: count for (a, b), count in study.together.items() if a == b}
    pairs = [(count, a, b) for (a, b), count in study.together.items() if a != b]
    return [
        (study.themes[a], study.themes[b], count, round(count * total / (alone[a] * alone[b]), 4))
        for count, a, b in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2]))
    ]


def attendance_rows(study: Study) -> list[Row]:
    """Organisations by year."""
    return [
        (organisation, year, listed, came, round(came / listed, 4))
        for (organisation, year), (came, listed) in sorted(study.seats.items())
    ]
