"""Distinctive terms: log-odds ratios with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008).

A group's odds of a term are compared with those of all others, both drawn towards the whole archive's
(prior size PRIOR words). The variance 1/(y+a) of each side takes words as independent; a term that a few
meetings repeat is not: the variance is multiplied by the term's dispersion over meetings, Pearson's X² over
its degrees of freedom within groups, never below 1. For words that come in bursts even such errors have thin
tails: p values are those of a permutation of meetings (as in `shares`), corrected over all terms and groups.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from minutebook.themes.shares import ALPHA, adjust, permutation_p
from minutebook.themes.study import Moments, TermCounts

PRIOR = 1000.0
"""Words that the prior weighs as much as; its shares are the whole archive's."""

LEAST_MEETINGS = 5
LEAST_COUNT = 10


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
class Sums:
    """Counts of terms in a group, each made of units: meetings, or boards where these are what is drawn."""

    counts: Mapping[str, float]
    squares: Mapping[str, float]
    meetings: Mapping[str, int]
    total: float
    held: int


Found = tuple[str, str, float, float, float, float]
"""Group, term, log-odds ratio, its error, the term's count in the group and in all others."""


def gather(groups: Sequence[str], units: Sequence[TermCounts], *, by_unit: bool) -> dict[str, Sums]:
    """The sums of each group. `by_unit`: the units themselves are what is drawn, not the meetings in them."""
    out: dict[str, Sums] = {}
    for name in sorted(set(groups)):
        counts: dict[str, float] = {}
        squares: dict[str, float] = {}
        meetings: dict[str, int] = {}
        total, held = 0.0, 0
        for group, unit in zip(groups, units, strict=True):
            if group != name or not unit.total:
                continue
            total += unit.total
            held += 1 if by_unit else unit.held
            for term, count in unit.counts.items():
                counts[term] = counts.get(term, 0.0) + count
                more = count * count / unit.total if by_unit else unit.squares[term]
                squares[term] = squares.get(term, 0.0) + more
                meetings[term] = meetings.get(term, 0) + unit.meetings[term]
        out[name] = Sums(counts, squares, meetings, total, held)
    return out


def distinctive(
    sums: Mapping[str, Sums], moments: Moments, *, without: Collection[str] = ()
) -> list[Distinct]:
    """Every term of every group that is common enough, most distinctive first within its group.

    `moments` are those of all units, meetings or boards, that the groups are made of; `without` are words
    of names: a term with one of them is left out.
    """
    from scipy.stats import t as student

    names = [name for name in sums if sums[name].held >= LEAST_MEETINGS]
    if len(sums) < 2:
        return []
    whole: dict[str, float] = {}
    for one in sums.values():
        for term, count in one.counts.items():
            whole[term] = whole.get(term, 0.0) + count
    size = sum(one.total for one in sums.values())
    barred = set(without)
    kept = sorted(t for t, c in whole.items() if c >= LEAST_COUNT and not barred.intersection(t.split()))
    spread = {term: _dispersion(term, sums) for term in kept}
    found: list[Found] = []
    for name in names:
        own = sums[name]
        for term in kept:
            meetings = sum(one.meetings.get(term, 0) for one in sums.values())
            if meetings < LEAST_MEETINGS:
                continue
            y, prior = own.counts.get(term, 0.0), PRIOR * whole[term] / size
            delta, variance = _log_odds(y, own.total, whole[term] - y, size - own.total, prior)
            found.append((name, term, delta, (variance * spread[term]) ** 0.5, y, whole[term] - y))
    values = _p_values(found, sums, moments)
    free = max(1, sum(one.held - 1 for one in sums.values() if one.held > 1))
    reach = float(student.ppf(0.975, free))
    adjusted = adjust(values)
    out = []
    for (name, term, delta, error, y, rest), p, q in zip(found, values, adjusted, strict=True):
        assert q is not None
        out.append(
            Distinct(
                name, term, int(y), int(rest), sums[name].meetings.get(term, 0),
                delta, delta - reach * error, delta + reach * error, delta / error, spread[term], p, q,
                "no difference seen" if q > ALPHA else "distinctive" if delta > 0 else "avoided",
            )
        )  # fmt: skip
    return sorted(out, key=lambda one: (one.group, -one.z, one.term))


def _p_values(found: Sequence[Found], sums: Mapping[str, Sums], moments: Moments) -> list[float]:
    import numpy

    about = numpy.array([moments.about(term) for _, term, *_ in found]).reshape(-1, 3)
    own = numpy.array([y for *_, y, _ in found])
    words = numpy.array([sums[group].total for group, *_ in found])
    held = numpy.array([sums[group].held for group, *_ in found])
    far = own - about[:, 0] * words
    return [float(p) for p in permutation_p(far, about[:, 1], about[:, 2], held, moments.units)]


def _log_odds(y: float, n: float, rest: float, others: float, prior: float) -> tuple[float, float]:
    """Monroe, Colaresi and Quinn's equations 16 and 18-19."""
    from math import log

    ours = log((y + prior) / (n + PRIOR - y - prior))
    theirs = log((rest + prior) / (others + PRIOR - rest - prior))
    return ours - theirs, 1 / (y + prior) + 1 / (rest + prior)


def _dispersion(term: str, sums: Mapping[str, Sums]) -> float:
    """Pearson's X² of the term over units within groups, by its degrees of freedom; at least 1."""
    chi, free = 0.0, 0
    for one in sums.values():
        count = one.counts.get(term, 0.0)
        if not one.total or one.held < 2:
            continue
        free += one.held - 1
        if count:
            rate = count / one.total
            chi += one.squares[term] / rate - 2 * count + rate * one.total
    return max(1.0, chi / free) if free else 1.0
