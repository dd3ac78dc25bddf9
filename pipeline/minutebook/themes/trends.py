"""Trends: a quasi-binomial logistic regression of a theme's share of items on time, meeting by meeting.

Of n items of a meeting x deal with the theme; the logit of the share is taken as linear in time and meetings
as independent of each other given time. Items of one meeting hang together: the variance is that of the
binomial times a dispersion estimated by Pearson's X² (McCullagh and Nelder 1989, section 4.5; never below 1),
and the slope is referred to Student's t. All trends of one table are corrected together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from minutebook.themes.shares import ALPHA, adjust

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST_MEETINGS = 8
LEAST_SPAN = 1.0
"""Years that the meetings must span."""

LEAST_ITEMS = 5
"""Items with the theme, and without it, that a trend needs."""

FLAT = 0.05
"""`no trend seen`: the whole interval of the yearly change lies within so much of nothing (as odds ratio)."""

TrendVerdict = Literal["rising", "falling", "no trend seen", "too little to tell"]


@dataclass(frozen=True, slots=True)
class Trend:
    """One group's trend of one theme: the odds ratio of one year, with its interval.

    `curve` holds (time in years, share, low, high) for a picture; empty where there is too little.
    """

    group: str
    theme: str
    meetings: int
    odds_ratio: float | None = None
    low: float | None = None
    high: float | None = None
    dispersion: float | None = None
    p: float | None = None
    adjusted: float | None = None
    verdict: TrendVerdict = "too little to tell"
    curve: tuple[tuple[float, float, float, float], ...] = ()


def trends(
    themes: Sequence[str],
    dealt: NDArray[Any],
    items: NDArray[Any],
    groups: Sequence[str],
    times: Sequence[float | None],
    *,
    curves: bool = False,
) -> list[Trend]:
    """Every group's trend of every theme, with the curve to draw where `curves` are asked for."""
    import numpy

    out: list[Trend] = []
    for group in sorted(set(groups)):
        own = [k for k, g in enumerate(groups) if g == group and times[k] is not None and items[k] > 0]
        when = numpy.array([times[k] for k in own], dtype=float)
        for t, theme in enumerate(themes):
            trend = _trend(group, theme, when, dealt[own, t], items[own])
            out.append(trend if curves else replace(trend, curve=()))
    adjusted = adjust([trend.p for trend in out])
    return [_judged(trend, q) for trend, q in zip(out, adjusted, strict=True)]


def _trend(group: str, theme: str, when: NDArray[Any], x: NDArray[Any], n: NDArray[Any]) -> Trend:
    import warnings

    import numpy
    from scipy.stats import t as student

    held = len(when)
    if held < LEAST_MEETINGS or when.max() - when.min() < LEAST_SPAN:
        return Trend(group, theme, held)
    if x.sum() < LEAST_ITEMS or (n - x).sum() < LEAST_ITEMS:
        return Trend(group, theme, held)
    from statsmodels.genmod.families import Binomial
    from statsmodels.genmod.generalized_linear_model import GLM

    middle = float(when.mean())
    design = numpy.column_stack([numpy.ones(held), when - middle])
    with warnings.catch_warnings():
        # A theme that all meetings after a day have, and none before, has no finite slope: told below.
        warnings.simplefilter("ignore")
        fit = GLM(numpy.column_stack([x, n - x]), design, family=Binomial()).fit()
    dispersion = max(1.0, float(fit.pearson_chi2) / (held - 2))
    error = numpy.sqrt(numpy.diag(fit.cov_params()) * dispersion)
    slope, sigma = float(fit.params[1]), float(error[1])
    if not (numpy.isfinite(slope) and numpy.isfinite(sigma)) or sigma == 0 or sigma > 20:
        return Trend(group, theme, held)
    reach = float(student.ppf(0.975, held - 2))
    grid = numpy.linspace(when.min(), when.max(), 25)
    at = numpy.column_stack([numpy.ones(len(grid)), grid - middle])
    level = at @ fit.params
    wide = reach * numpy.sqrt(numpy.einsum("ij,jk,ik->i", at, fit.cov_params() * dispersion, at))
    curve = tuple(
        (float(g), *(float(1 / (1 + numpy.exp(-v))) for v in (m, m - w, m + w)))
        for g, m, w in zip(grid, level, wide, strict=True)
    )
    return Trend(
        group, theme, held,
        float(numpy.exp(slope)),
        float(numpy.exp(slope - reach * sigma)),
        float(numpy.exp(slope + reach * sigma)),
        dispersion,
        float(2 * student.sf(abs(slope / sigma), held - 2)),
        curve=curve,  # type: ignore[arg-type]
    )  # fmt: skip


def _judged(trend: Trend, adjusted: float | None) -> Trend:
    verdict: TrendVerdict = "too little to tell"
    if adjusted is not None and trend.odds_ratio is not None and trend.low and trend.high:
        if adjusted <= ALPHA:
            verdict = "rising" if trend.odds_ratio > 1 else "falling"
        elif trend.low >= 1 - FLAT and trend.high <= 1 + FLAT:
            verdict = "no trend seen"
    return replace(trend, adjusted=adjusted, verdict=verdict)
