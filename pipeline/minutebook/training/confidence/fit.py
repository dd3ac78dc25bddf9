"""Fits one logistic model a kind of value, and scores every body by models that never saw it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from minutebook.assemble.confidence import KINDS, Weigher
from minutebook.training.confidence.samples import PRINTED, Sample
from minutebook.training.crf import SHARED_BY

if TYPE_CHECKING:
    import numpy as np

PENALTY = 3.0
"""On the squares of the weights: the surer a sign is to be kept small, the higher."""
PRINTED_COUNTS = 2.0
"""A value of a document as printed counts as this many of a damaged one."""
FOLDS = 10
STEPS = 25


def fit_all(samples: Sequence[Sample]) -> dict[str, Weigher]:
    """A model for each kind of value."""
    return {kind: fit([s for s in samples if s.kind == kind]) for kind in KINDS}


def fit(samples: Sequence[Sample]) -> Weigher:
    """Logistic regression with a squared penalty, by Newton's method; no sign of fewer than 3 bodies."""
    import numpy as np

    bodies: dict[str, set[str]] = defaultdict(set)
    for sample in samples:
        for name in sample.signs:
            bodies[name].add(sample.body)
    names = sorted(name for name, seen in bodies.items() if len(seen) >= SHARED_BY)
    place = {name: at for at, name in enumerate(names, 1)}
    table = np.zeros((len(samples), len(names) + 1))
    table[:, 0] = 1.0
    for row, sample in enumerate(samples):
        for name, value in sample.signs.items():
            if name in place:
                table[row, place[name]] = value
    right = np.array([float(sample.right) for sample in samples])
    counts = np.array([PRINTED_COUNTS if sample.damage == PRINTED else 1.0 for sample in samples])
    weights = _newton(table, right, counts)
    rounded = {name: round(float(weights[at]), 4) for name, at in place.items()}
    return Weigher(round(float(weights[0]), 4), {name: value for name, value in rounded.items() if value})


def _newton(
    table: np.ndarray[Any, Any], right: np.ndarray[Any, Any], counts: np.ndarray[Any, Any]
) -> np.ndarray[Any, Any]:
    import numpy as np

    penalty = np.full(table.shape[1], PENALTY)
    penalty[0] = 1e-6
    weights = np.zeros(table.shape[1])
    for _ in range(STEPS):
        sure = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (counts * (right - sure)) - penalty * weights
        bend = (table * (counts * sure * (1 - sure))[:, None]).T @ table + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        weights = weights + step
        if float(np.abs(step).max()) < 1e-7:
            break
    return weights


def left_out(samples: Sequence[Sample]) -> list[float]:
    """For each sample the confidence by a model that saw no document of its body."""
    fold = {body: at % FOLDS for at, body in enumerate(sorted({s.body for s in samples}))}
    out = [0.0] * len(samples)
    for number in range(FOLDS):
        weighers = fit_all([s for s in samples if fold[s.body] != number])
        for at, sample in enumerate(samples):
            if fold[sample.body] == number:
                out[at] = weighers[sample.kind](sample.signs)
    return out
