"""The tables of a comparison: what each has in its columns, and the rows from what was computed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from minutebook.export.columns import Column, Row, Shape
from minutebook.themes.distinct import Distinct
from minutebook.themes.shares import Difference, GroupShare
from minutebook.themes.trends import Trend


def _text(name: str, description: str) -> Column:
    return Column(name=name, description=description)


def _whole(name: str, description: str) -> Column:
    return Column(name=name, type="integer", description=description)


def _real(name: str, description: str) -> Column:
    return Column(name=name, type="number", description=description)


GROUP, THEME = _text("group", "Board, kind, region or year"), _text("theme", "Id of the theme")
P = (_real("p", "p value before correction"), _real("adjusted", "p value corrected over the whole table"))
VERDICT = _text("verdict", "What the figures say in words")


def _shape(name: str, title: str, key: tuple[str, ...], *columns: Column) -> Shape:
    return Shape(name=name, title=title, description=title, primary_key=key, columns=columns)


SHARES = _shape(
    "shares",
    "Share of items by group, theme and period",
    ("group", "period", "theme"),
    GROUP,
    _text("period", "Period; empty for all time"),
    THEME,
    _whole("meetings", "Meetings"),
    _whole("items", "Items with a minute"),
    _whole("dealt", "Items that deal with the theme"),
    _real("share", "Their share"),
    _real("low", "Lower end of the 95 % interval; empty where there is too little"),
    _real("high", "Upper end"),
)
DIFFERENCES = _shape(
    "differences",
    "Each group against all others, theme by theme",
    ("group", "theme"),
    GROUP,
    THEME,
    _whole("units", "Meetings (boards, where groups are made of boards) of the group"),
    _whole("other_units", "Those of all others"),
    _real("share", "Share of the group's items"),
    _real("others", "Share of the others' items"),
    _real("difference", "The first less the second"),
    _real("low", "Lower end of its 95 % interval"),
    _real("high", "Upper end"),
    *P,
    VERDICT,
)
TRENDS = _shape(
    "trends",
    "Each group's trend, theme by theme",
    ("group", "theme"),
    GROUP,
    THEME,
    _whole("meetings", "Meetings with a date and items"),
    _real("odds_ratio", "Odds of an item's dealing with it, one year on, as a multiple"),
    _real("low", "Lower end of its 95 % interval"),
    _real("high", "Upper end"),
    _real("dispersion", "Variance as a multiple of the binomial's"),
    *P,
    VERDICT,
)
TERMS = _shape(
    "terms",
    "Distinctive terms of each group",
    ("group", "term"),
    GROUP,
    _text("term", "Lemma or pair of lemmas"),
    _whole("count", "Times in the group"),
    _whole("others", "Times in all others"),
    _whole("meetings", "Meetings of the group that have it"),
    _real("log_odds", "Log-odds ratio with informative Dirichlet prior"),
    _real("low", "Lower end of its 95 % interval"),
    _real("high", "Upper end"),
    _real("z", "Log-odds ratio in standard errors"),
    _real("dispersion", "Variance over meetings as a multiple of the multinomial's"),
    *P,
    VERDICT,
)
TOGETHER = _shape(
    "together",
    "Themes that items deal with together",
    ("theme", "with_theme"),
    THEME,
    _text("with_theme", "The other theme"),
    _whole("items", "Items that deal with both"),
    _real("lift", "Their number as a multiple of what chance would give"),
)
ATTENDANCE = _shape(
    "attendance",
    "Meetings that an organisation came to",
    ("organisation", "year"),
    _text("organisation", "Organisation as printed"),
    _text("year", "Year"),
    _whole("meetings", "Meetings that list people of it"),
    _whole("came", "Those at which somebody of it was present"),
    _real("share", "The second as a share of the first"),
)


def _short(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.6g}")


def share_rows(shares: Iterable[GroupShare]) -> Iterator[Row]:
    """Rows of `shares`."""
    for s in shares:
        ends = (_short(s.share), _short(s.low), _short(s.high))
        yield (s.group, s.period, s.theme, s.meetings, s.items, s.dealt, *ends)


def difference_rows(differences: Iterable[Difference]) -> Iterator[Row]:
    """Rows of `differences`."""
    for d in differences:
        figures = (d.share, d.others, d.difference, d.low, d.high, d.p, d.adjusted)
        yield (d.group, d.theme, d.units, d.other_units, *map(_short, figures), d.verdict)


def trend_rows(trends: Iterable[Trend]) -> Iterator[Row]:
    """Rows of `trends`."""
    for t in trends:
        figures = (t.odds_ratio, t.low, t.high, t.dispersion, t.p, t.adjusted)
        yield (t.group, t.theme, t.meetings, *map(_short, figures), t.verdict)


def term_rows(terms: Iterable[Distinct]) -> Iterator[Row]:
    """Rows of `terms`."""
    for t in terms:
        figures = (t.log_odds, t.low, t.high, t.z, t.dispersion, t.p, t.adjusted)
        yield (t.group, t.term, t.count, t.others, t.meetings, *map(_short, figures), t.verdict)
