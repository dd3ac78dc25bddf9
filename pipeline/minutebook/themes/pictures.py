"""Which figures a study gives: boards by themes, trends, distinctive terms, themes together, attendance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from minutebook.export.columns import Row
from minutebook.export.visible import in_one_line
from minutebook.themes.candidates import ALL
from minutebook.themes.compare import Results, attendance_rows, together_rows
from minutebook.themes.figures import BLUE, INK, ORANGE, Drawn, draw

MOST_GROUPS, MOST_THEMES, MOST_TRENDS, MOST_TERMS, MOST_PANELS, MOST_AGENCIES = 40, 24, 9, 8, 6, 24
SIGNS = {"more": "▲", "less": "▼", "about the same": "", "too little to tell": "·"}
ROW = 0.19
"""Inches that a row of a table of colours is high."""


def pictures(results: Results) -> list[Drawn]:
    """The figures for which there is something to draw, in the page's order."""
    drawn = [
        heat_map(results),
        trend_lines(results),
        term_dots(results),
        together(results),
        attendance(results),
    ]
    return [one for one in drawn if one is not None]


def _grid(
    axes: Any, values: list[list[float]], rows: Sequence[str], columns: Sequence[str], **more: Any
) -> Any:
    import numpy

    shown = axes.pcolormesh(numpy.array(values), edgecolors="none", rasterized=False, **more)
    axes.set_xticks(
        [n + 0.5 for n in range(len(columns))], columns, rotation=55, ha="right", rotation_mode="anchor"
    )
    axes.set_yticks([n + 0.5 for n in range(len(rows))], [_short(row) for row in rows])
    axes.invert_yaxis()
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_visible(False)
    return shown


def _short(name: str, width: int = 42) -> str:
    plain = in_one_line(name)
    return plain if len(plain) <= width else f"{plain[: width - 1]}…"


def common_themes(results: Results, most: int = MOST_THEMES) -> list[str]:
    """The themes of most items, in the vocabulary's order."""
    total: dict[str, int] = {}
    for share in results.shares:
        total[share.theme] = total.get(share.theme, 0) + share.dealt
    kept = sorted((t for t, n in total.items() if n), key=lambda t: (-total[t], t))[:most]
    return [theme for theme in results.study.themes if theme in kept]


def shown_groups(results: Results) -> list[str]:
    """The groups with most meetings, by name."""
    held = {share.group: share.meetings for share in results.shares}
    return sorted(sorted(held, key=lambda group: (-held[group], group))[:MOST_GROUPS])


def heat_map(results: Results) -> Drawn | None:
    """Groups by themes: the share of items, with a sign where it differs from all others."""
    themes, groups = common_themes(results), shown_groups(results)
    if not themes:
        return None
    shares = {(s.group, s.theme): s for s in results.shares}
    verdicts = {(d.group, d.theme): d.verdict for d in results.differences}
    rows: list[Row] = []
    for group in groups:
        for theme in themes:
            s = shares[group, theme]
            rows.append(
                (
                    group,
                    theme,
                    s.meetings,
                    s.items,
                    s.dealt,
                    s.share,
                    s.low,
                    s.high,
                    verdicts.get((group, theme)),
                )
            )
    values = [[shares[g, t].share or 0.0 for t in themes] for g in groups]

    def paint(figure: Any) -> None:
        axes = figure.subplots()
        top = max(max(row) for row in values) or 1.0
        mesh = _grid(
            axes, values, groups, [results.titles[t] for t in themes], cmap="cividis", vmin=0, vmax=top
        )
        for y, group in enumerate(groups):
            for x, theme in enumerate(themes):
                sign = SIGNS[verdicts.get((group, theme), "too little to tell")]
                light = values[y][x] < 0.55 * top
                axes.text(
                    x + 0.5,
                    y + 0.5,
                    sign,
                    ha="center",
                    va="center",
                    fontsize=5.5,
                    color="white" if light else "black",
                )
        bar = figure.colorbar(mesh, ax=axes, shrink=0.6, aspect=30)
        bar.set_label("Share of agenda items")

    columns = ("group", "theme", "meetings", "items", "dealt", "share", "low", "high", "verdict")
    caption = (
        "Share of agenda items that deal with each theme. ▲ more and ▼ less than all others (corrected for"
        " all comparisons at 5 %); a dot: too little to tell."
    )
    return draw(
        "boards-by-themes", "What boards talk about", caption, columns, rows, 1.9 + ROW * len(groups), paint
    )


def trend_lines(results: Results) -> Drawn | None:
    """Trends of all boards together, with bands, over the shares of the periods."""
    fitted = [t for t in results.trends if t.group == ALL and t.curve]
    fitted = sorted(fitted, key=lambda t: (t.p or 1.0, t.theme))[:MOST_TRENDS]
    if not fitted:
        return None
    points = {
        t.theme: [s for s in results.over_time if s.group == ALL and s.theme == t.theme] for t in fitted
    }
    rows: list[Row] = [(t.theme, t.verdict, *point) for t in fitted for point in t.curve]
    rows += [
        (s.theme, "period", float(_middle(s.period)), s.share, s.low, s.high)
        for own in points.values()
        for s in own
    ]
    down = -(-len(fitted) // 3)

    def paint(figure: Any) -> None:
        grid = figure.subplots(down, 3, squeeze=False, sharex=True)
        for axes, trend in zip(grid.flat, fitted, strict=False):
            when, level, low, high = zip(*trend.curve, strict=True)
            color = ORANGE if trend.verdict in ("rising", "falling") else BLUE
            axes.fill_between(when, low, high, color=color, alpha=0.22, linewidth=0)
            axes.plot(when, level, color=color, linewidth=1.4)
            own = [s for s in points[trend.theme] if s.share is not None]
            axes.plot([_middle(s.period) for s in own], [s.share for s in own], "o", ms=2.6, color=INK)
            axes.set_title(
                f"{_short(results.titles[trend.theme], 30)}\n{trend.verdict}", loc="left", fontsize=7.5
            )
            axes.set_ylim(bottom=0)
            axes.yaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
            axes.xaxis.get_major_locator().set_params(integer=True, nbins=5)
        for axes in list(grid.flat)[len(fitted) :]:
            axes.set_visible(False)
        figure.supylabel("Share of agenda items", fontsize=7.5)

    caption = (
        "Share of items by period (dots), and its quasi-binomial logistic trend with the 95 % band, all"
        " boards together. Orange: rising or falling after correction."
    )
    columns = ("theme", "what", "year", "share", "low", "high")
    return draw("trends", "Trends", caption, columns, rows, 0.5 + 1.7 * down, paint)


def _middle(period: str | None) -> float:
    year, _, part = (period or "0").partition("-")
    if part.startswith("Q"):
        return int(year) + (int(part[1:]) - 0.5) / 4
    return int(year) + ((int(part) - 0.5) / 12 if part else 0.5)


def term_dots(results: Results) -> Drawn | None:
    """The most distinctive terms of the groups that have some, with intervals."""
    panels: dict[str, list[Any]] = {}
    for term in results.terms.rows:
        if term.verdict == "distinctive" and len(panels.setdefault(term.group, [])) < MOST_TERMS:
            panels[term.group].append(term)
    kept = sorted(panels, key=lambda group: (-panels[group][0].z, group))[:MOST_PANELS]
    if not kept:
        return None
    rows: list[Row] = [
        (t.group, t.term, t.count, t.log_odds, t.low, t.high, t.adjusted) for g in kept for t in panels[g]
    ]
    down = -(-len(kept) // 2)

    def paint(figure: Any) -> None:
        grid = figure.subplots(down, 2, squeeze=False)
        for axes, group in zip(grid.flat, kept, strict=False):
            own = panels[group][::-1]
            axes.hlines(
                range(len(own)), [t.low for t in own], [t.high for t in own], color=BLUE, linewidth=1.2
            )
            axes.plot([t.log_odds for t in own], range(len(own)), "o", color=ORANGE, ms=3.4)
            axes.set_yticks(range(len(own)), [t.term for t in own])
            axes.axvline(0, color=INK, linewidth=0.5)
            axes.set_title(_short(group, 46), loc="left")
        for axes in list(grid.flat)[len(kept) :]:
            axes.set_visible(False)
        figure.supxlabel("Log-odds ratio against all others, 95 % interval", fontsize=7.5)

    columns = ("group", "term", "count", "log_odds", "low", "high", "adjusted")
    caption = (
        "Most distinctive terms: log-odds ratios with an informative Dirichlet prior, intervals widened by"
        " each term's dispersion over meetings."
    )
    return draw("distinctive-terms", "Distinctive terms", caption, columns, rows, 0.4 + 1.5 * down, paint)


def together(results: Results) -> Drawn | None:
    """Themes that items deal with together: how many times as often as chance would have it."""
    from math import log2

    themes = common_themes(results, 16)
    found = {(a, b): (count, lift) for a, b, count, lift in together_rows(results.study)}
    rows: list[Row] = [(a, b, *found[a, b]) for a, b in found if a in themes and b in themes]
    if not rows:
        return None

    def value(a: str, b: str) -> float:
        count, lift = found.get((a, b), found.get((b, a), (0, 0)))
        return (
            max(-3.0, min(3.0, log2(float(lift)))) if isinstance(count, int) and count >= 3 and lift else 0.0
        )

    def paint(figure: Any) -> None:
        axes = figure.subplots()
        values = [[value(a, b) for b in themes] for a in themes]
        names = [results.titles[theme] for theme in themes]
        mesh = _grid(axes, values, names, names, cmap="PuOr_r", vmin=-3, vmax=3)
        for y, a in enumerate(themes):
            for x, b in enumerate(themes):
                count = found.get((a, b), found.get((b, a), (0, 0)))[0]
                if a != b and count:
                    axes.text(
                        x + 0.5, y + 0.5, str(count), ha="center", va="center", fontsize=5, color="black"
                    )
        bar = figure.colorbar(mesh, ax=axes, shrink=0.6, aspect=30, ticks=[-3, -2, -1, 0, 1, 2, 3])
        bar.ax.set_yticklabels(["⅛", "¼", "½", "1", "2", "4", "8"])
        bar.set_label("Times as often as by chance")

    caption = (
        "Items that deal with two themes (numbers), and how that compares with chance (colour; none for fewer"
        " than three items)."
    )
    columns = ("theme", "with_theme", "items", "lift")
    return draw(
        "together", "Themes that come together", caption, columns, rows, 1.7 + ROW * 1.15 * len(themes), paint
    )


def attendance(results: Results) -> Drawn | None:
    """Organisations by years: the share of meetings that list them to which somebody came."""
    found = attendance_rows(results.study)
    held: dict[str, int] = {}
    for organisation, _, meetings, _, _ in found:
        held[str(organisation)] = held.get(str(organisation), 0) + int(meetings or 0)
    agencies = sorted(sorted(held, key=lambda name: (-held[name], name))[:MOST_AGENCIES])
    rows = [row for row in found if row[0] in agencies]
    years = sorted({str(row[1]) for row in rows})
    if not rows:
        return None
    shares = {(row[0], row[1]): float(row[4] or 0) for row in rows}

    def paint(figure: Any) -> None:
        axes = figure.subplots()
        blank = float("nan")
        values = [[shares.get((agency, year), blank) for year in years] for agency in agencies]
        mesh = _grid(axes, values, agencies, years, cmap="cividis", vmin=0, vmax=1)
        bar = figure.colorbar(mesh, ax=axes, shrink=0.6, aspect=30)
        bar.set_label("Share of meetings attended")

    caption = "Of the meetings that list people of an organisation: share to which one of them came."
    columns = ("organisation", "year", "meetings", "came", "share")
    return draw(
        "attendance", "Attendance by agency", caption, columns, rows, 1.0 + ROW * len(agencies), paint
    )
