"""Shares of items that deal with a theme: intervals by bootstrap over meetings, differences by permutation.

A share is a ratio of two sums over meetings (items with the theme, items). Its interval is the percentile
interval of the bootstrap in which meetings are drawn whole (Efron and Tibshirani 1993). A group's difference
from all others is tested by the permutation distribution of d = Σ(x - r n), r the common share, whose first
three moments over all permutations are known exactly and whose shape is taken as Pearson's type III (Mielke
and Berry 2007); for rare themes the normal curve's tails are too thin. Where groups are made of boards
(kinds, regions), boards are drawn and permuted, not meetings. All comparisons of one table are corrected
together (Benjamini and Hochberg 1995).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from numpy.typing import NDArray

Verdict = Literal["more", "less", "about the same", "too little to tell"]

DRAWS = 1000
LEVEL = 0.95
ALPHA = 0.05
LEAST_UNITS = 5
"""Fewer meetings (boards, where these are drawn) on either side tell too little."""

LEAST_EXPECTED = 2.0
"""So must be expected, under no difference, of items with and of items without the theme in the group."""

SAME = 0.10
"""`about the same`: the whole interval of the difference lies within so much of nothing."""

SEED = 20080401

MOST_DRAWN = 200_000
"""Units drawn at a time."""


@dataclass(frozen=True, slots=True)
class GroupShare:
    """One group's share of items for one theme (and period), with interval; None where it has no items."""

    group: str
    period: str | None
    theme: str
    meetings: int
    items: int
    dealt: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A group against all others for one theme: shares, their difference with interval, p and verdict."""

    group: str
    theme: str
    units: int
    other_units: int
    share: float | None
    others: float | None
    difference: float | None
    low: float | None
    high: float | None
    p: float | None
    adjusted: float | None
    verdict: Verdict


def adjust(values: Sequence[float | None]) -> list[float | None]:
    """Benjamini and Hochberg's adjusted p values, in the order given; None stays None and does not count."""
    known = [n for n, value in enumerate(values) if value is not None]
    out: list[float | None] = [None] * len(values)
    for n, value in zip(known, adjust_known([values[n] for n in known]), strict=True):
        out[n] = float(value)
    return out


def adjust_known(values: Sequence[float | None] | NDArray[Any]) -> NDArray[Any]:
    """Benjamini and Hochberg's adjusted p values of values that are all known."""
    import numpy
    from scipy.stats import false_discovery_control

    given = numpy.asarray(values, dtype=float)
    out: NDArray[Any] = false_discovery_control(given) if given.size else given
    return out


def summed(
    dealt: NDArray[Any], items: NDArray[Any], units: Sequence[str], groups: Sequence[str]
) -> tuple[NDArray[Any], NDArray[Any], list[str]]:
    """The counts summed by unit, with the group of each; units stand in order of group and name."""
    import numpy

    keys = sorted({(group, unit) for group, unit in zip(groups, units, strict=True)})
    place = {key: n for n, key in enumerate(keys)}
    index = numpy.array([place[key] for key in zip(groups, units, strict=True)], dtype=int)
    x = numpy.zeros((len(keys), dealt.shape[1]))
    n = numpy.zeros(len(keys))
    numpy.add.at(x, index, dealt)
    numpy.add.at(n, index, items)
    return x, n, [group for group, _ in keys]


def _draws(x: NDArray[Any], n: NDArray[Any], seed: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """Sums over units drawn with replacement: draws x themes, and draws x 1."""
    import numpy

    generator = numpy.random.default_rng((SEED, seed))
    hits, items = numpy.empty((DRAWS, x.shape[1])), numpy.empty((DRAWS, 1))
    step = max(1, MOST_DRAWN // len(n))
    for first in range(0, DRAWS, step):
        # In steps, so that memory does not grow with the number of units.
        last = min(DRAWS, first + step)
        times = generator.multinomial(len(n), numpy.full(len(n), 1 / len(n)), size=last - first).astype(float)
        hits[first:last], items[first:last, 0] = times @ x, times @ n
    return hits, items


def draw_shares(x: NDArray[Any], n: NDArray[Any]) -> NDArray[Any]:
    """Shares (draws x themes) of meetings drawn with replacement; not a number where no items were drawn."""
    import numpy

    hits, items = _draws(x, n, 0)
    with numpy.errstate(invalid="ignore", divide="ignore"):
        shares: NDArray[Any] = hits / items
    return shares


def permutation_p(
    far: NDArray[Any], square: NDArray[Any], cube: NDArray[Any], drawn: NDArray[Any] | int, size: int
) -> NDArray[Any]:
    """Two-sided p of sums `far` of `drawn` of `size` values that sum to 0, drawn without replacement.

    `square` and `cube` are the sums of the values' squares and cubes. Pearson's type III curve with the exact
    first three moments; not a number where nothing varies.
    """
    import numpy
    from scipy.stats import pearson3

    variance = square * drawn * (size - drawn) / (size * max(1, size - 1))
    third = cube * drawn * (size - drawn) * (size - 2 * drawn) / (size * max(1, size - 1) * max(1, size - 2))
    with numpy.errstate(invalid="ignore", divide="ignore"):
        skew, z = third / variance**1.5, far / numpy.sqrt(variance)
        tail = numpy.minimum(pearson3.cdf(z, skew), pearson3.sf(z, skew))
    p: NDArray[Any] = numpy.minimum(1.0, 2 * tail)
    return p


def group_shares(
    themes: Sequence[str],
    dealt: NDArray[Any],
    items: NDArray[Any],
    groups: Sequence[str],
    units: Sequence[str],
    periods: Sequence[str | None] | None = None,
) -> Iterator[GroupShare]:
    """Every group's share of every theme, over all time or by period, one at a time."""
    import numpy

    cells: dict[tuple[str, str | None], list[int]] = {}
    for k, cell in enumerate(zip(groups, periods or [None] * len(groups), strict=True)):
        if periods is None or cell[1] is not None:
            cells.setdefault(cell, []).append(k)
    for cell, own in sorted(cells.items(), key=lambda held: str(held[0])):
        x, n, _ = summed(dealt[own], items[own], [units[k] for k in own], [""] * len(own))
        low = high = None
        if len(n) >= LEAST_UNITS and n.sum():
            low, high = _interval(draw_shares(x, n))
        total = float(n.sum())
        for t, theme in enumerate(themes):
            hits = float(x[:, t].sum())
            yield GroupShare(
                cell[0],
                cell[1],
                theme,
                len(own),
                int(total),
                int(hits),
                hits / total if total else None,
                None if low is None or numpy.isnan(low[t]) else float(low[t]),
                None if high is None or numpy.isnan(high[t]) else float(high[t]),
            )


def _interval(draws: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    import numpy

    tail = 100 * (1 - LEVEL) / 2
    low, high = numpy.nanpercentile(draws, [tail, 100 - tail], axis=0)
    return low, high


def differences(
    themes: Sequence[str],
    dealt: NDArray[Any],
    items: NDArray[Any],
    groups: Sequence[str],
    units: Sequence[str],
) -> list[Difference]:
    """Every group against all others, for every theme; p values corrected over the whole table."""
    import numpy

    names = sorted(set(groups))
    if len(names) < 2 or not items.sum():
        return []
    x, n, of = summed(dealt, items, units, groups)
    common = x.sum(axis=0) / n.sum()
    d = x - common * n[:, None]
    size = len(n)
    square, cube = (d**2).sum(axis=0), (d**3).sum(axis=0)
    place = {name: k for k, name in enumerate(names)}
    held = numpy.array([place[name] for name in of], dtype=int)
    # The draws of all groups at once would fill memory: each group's are made again from its seed.
    every = [numpy.zeros((DRAWS, len(themes))), numpy.zeros((DRAWS, 1))]
    for name in names:
        for total, more in zip(
            every, _draws(x[held == place[name]], n[held == place[name]], place[name]), strict=True
        ):
            total += more
    rows: list[tuple[Difference, float | None]] = []
    for name in names:
        inside = held == place[name]
        m = int(inside.sum())
        p = permutation_p(d[inside].sum(axis=0), square, cube, m, size)
        ours, theirs = _share(x[inside], n[inside]), _share(x[~inside], n[~inside])
        few = min(m, size - m) < LEAST_UNITS
        low = high = None
        if not few and n[inside].sum() and n[~inside].sum():
            with numpy.errstate(invalid="ignore", divide="ignore"):
                hits, drawn = _draws(x[inside], n[inside], place[name])
                low, high = _interval(hits / drawn - (every[0] - hits) / (every[1] - drawn))
        smaller = min(n[inside].sum(), n[~inside].sum())
        for t, theme in enumerate(themes):
            thin = few or smaller * min(common[t], 1 - common[t]) < LEAST_EXPECTED or square[t] <= 0
            rows.append(
                (
                    Difference(
                        name,
                        theme,
                        m,
                        size - m,
                        None if ours is None else float(ours[t]),
                        None if theirs is None else float(theirs[t]),
                        None if ours is None or theirs is None else float(ours[t] - theirs[t]),
                        None if low is None else float(low[t]),
                        None if high is None else float(high[t]),
                        None,
                        None,
                        "too little to tell",
                    ),
                    None if thin else float(p[t]),
                )
            )
    adjusted = adjust([p for _, p in rows])
    return [_judged(row, p, q) for (row, p), q in zip(rows, adjusted, strict=True)]


def _share(x: NDArray[Any], n: NDArray[Any]) -> NDArray[Any] | None:
    total = n.sum()
    if not total:
        return None
    share: NDArray[Any] = x.sum(axis=0) / total
    return share


def _judged(row: Difference, p: float | None, adjusted: float | None) -> Difference:
    from dataclasses import replace

    verdict: Verdict = "too little to tell"
    if adjusted is not None and row.difference is not None:
        if adjusted <= ALPHA:
            verdict = "more" if row.difference > 0 else "less"
        elif row.low is not None and row.high is not None and row.low >= -SAME and row.high <= SAME:
            verdict = "about the same"
    return replace(row, p=p, adjusted=adjusted, verdict=verdict)
