"""Distinctive terms: log-odds ratios with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008).

A group's odds of a term are compared with those of all others, both drawn towards the whole archive's
(prior size PRIOR words). The variance 1/(y+a) of each side takes words as independent; a term that a few
meetings repeat is not: the variance is multiplied by the term's dispersion over meetings, Pearson's X² over
its degrees of freedom within groups, never below 1. For words that come in bursts even such errors have thin
tails: p values are those of a permutation of meetings (as in `shares`), corrected over all terms and groups.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from minutebook.themes.shares import ALPHA, adjust_known, permutation_p
from minutebook.themes.wordcounts import LEAST_COUNT, LEAST_MEETINGS, TermTable

if TYPE_CHECKING:
    from numpy.typing import NDArray

PRIOR = 1000.0
"""Words that the prior weighs as much as; its shares are the whole archive's."""

MOST_SHOWN = 200
"""Terms a group that are kept: the most and the least distinctive, half of each."""


@dataclass(frozen=True, slots=True)
class Distinct:
    """A term in one group against all others; the log-odds ratio has its interval, `z` its size in errors."""

    group: str
    term: str
    count: int
    others: int
    meetings: int
    log_odds: float
    low: float
    high: float
    z: float
    dispersion: float
    p: float
    adjusted: float
    verdict: Literal["distinctive", "avoided", "no difference seen"]


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a comparison, most distinctive first within their group.

    `apart` is how many tell groups apart. Of a group with more than MOST_SHOWN terms `rows` has the most and
    the least distinctive ones.
    """

    rows: list[Distinct]
    apart: int


def distinctive(table: TermTable) -> Terms:
    """Every term of every group that is common enough, against all other groups."""
    import numpy
    from scipy.stats import t as student

    whole = table.counts.sum(axis=0)
    common = (whole >= LEAST_COUNT) & (table.meetings.sum(axis=0) >= LEAST_MEETINGS)
    shown = [n for n in range(len(table.groups)) if table.held[n] >= LEAST_MEETINGS]
    if len(table.groups) < 2 or not shown or not common.any():
        return Terms([], 0)
    terms = [term for term, kept in zip(table.terms, common, strict=True) if kept]
    counts, whole, size = table.counts[:, common], whole[common], float(table.totals.sum())
    spread = _dispersion(counts, table.squares[:, common], table.totals, table.held)
    p = numpy.ones((len(shown), len(terms)))
    for row, n in enumerate(shown):
        far = counts[n] - whole / size * table.totals[n]
        units = int(table.held.sum())
        p[row] = permutation_p(far, table.square[common], table.cube[common], table.held[n], units)
    # Where nothing varies there is nothing to tell.
    p[~numpy.isfinite(p)] = 1.0
    adjusted = numpy.reshape(adjust_known(p.ravel()), p.shape)
    reach = float(student.ppf(0.975, max(1, int((table.held - 1)[table.held > 1].sum()))))
    rows: list[Distinct] = []
    for row, n in enumerate(shown):
        y, prior = counts[n], PRIOR * whole / size
        delta, variance = _log_odds(
            y, float(table.totals[n]), whole - y, size - float(table.totals[n]), prior
        )
        error = numpy.sqrt(variance * spread)
        z = delta / error
        order = numpy.lexsort((numpy.arange(len(terms)), -z))
        if len(order) > MOST_SHOWN:
            order = numpy.concatenate([order[: MOST_SHOWN // 2], order[-(MOST_SHOWN // 2) :]])
        meetings = table.meetings[n, common]
        for k in order:
            d, e, q = float(delta[k]), float(error[k]), float(adjusted[row, k])
            rows.append(
                Distinct(
                    table.groups[n], terms[k], int(y[k]), int(whole[k] - y[k]), int(meetings[k]),
                    d, d - reach * e, d + reach * e, float(z[k]), float(spread[k]), float(p[row, k]), q,
                    "no difference seen" if q > ALPHA else "distinctive" if d > 0 else "avoided",
                )
            )  # fmt: skip
    return Terms(rows, int((adjusted <= ALPHA).sum()))


def _log_odds(
    y: NDArray[Any], n: float, rest: NDArray[Any], others: float, prior: NDArray[Any]
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Monroe, Colaresi and Quinn's equations 16 and 18-19."""
    import numpy

    ours = numpy.log((y + prior) / (n + PRIOR - y - prior))
    theirs = numpy.log((rest + prior) / (others + PRIOR - rest - prior))
    return ours - theirs, 1 / (y + prior) + 1 / (rest + prior)


def _dispersion(
    counts: NDArray[Any], squares: NDArray[Any], totals: NDArray[Any], held: NDArray[Any]
) -> NDArray[Any]:
    """Pearson's X² of each term over units within groups, by its degrees of freedom; at least 1."""
    import numpy

    inside = (totals > 0) & (held > 1)
    free = int((held[inside] - 1).sum())
    if not free:
        return numpy.ones(counts.shape[1])
    y, n = counts[inside], totals[inside, None]
    with numpy.errstate(invalid="ignore", divide="ignore"):
        chi = numpy.where(y > 0, squares[inside] * n / y - y, 0.0).sum(axis=0)
    spread: NDArray[Any] = numpy.maximum(1.0, chi / free)
    return spread
