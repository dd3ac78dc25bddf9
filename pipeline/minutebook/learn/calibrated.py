"""From a model's raw probability to the share that was right where it said so, on bodies it had not seen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

Points = Sequence[Sequence[float]]
"""Points of a rising line: raw probability, share that was right."""


def share_at(points: Points, probability: float) -> float:
    """The share at that probability, 0 to 1, on the line through the points; 0 where there are none."""
    if not points:
        return 0.0
    if probability <= points[0][0]:
        return points[0][1]
    for (low, at_low), (high, at_high) in pairwise(points):
        if probability <= high:
            return at_low + (at_high - at_low) * (probability - low) / (high - low) if high > low else at_high
    return points[-1][1]
