"""How often the labeller is right where it is of another mind than the rules, on bodies not shown to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from minutebook.layout.learnt.labels import CASES, PEOPLE_ZONES, UNSAID
from minutebook.layout.model import Zone

ENOUGH = 25
"""Blocks that a case must have been seen in to be calibrated by itself."""
PRIOR = 2.0
"""Blocks that count as wrong in every step: a share of few is not believed."""


class Seen(NamedTuple):
    """One block of a left-out body: the rules' zone, whether a rule said it, the labeller's, the right one.

    `probability` is the labeller's for its zone, `people` that for any list of people, `listed` whether the
    rules found a list of those present.
    """

    ruled: Zone
    said: bool
    learnt: Zone
    right: Zone
    probability: float
    people: float
    listed: bool


def calibrate(seen: Iterable[Seen]) -> dict[str, list[list[float]]]:
    """By case the points of a rising line from the raw probability to the share that was right.

    Cases: `fill_people` (no rule said anything: the block is one of a list of people), `fill_status` (it is,
    and those in it came, sent apologies or were absent, as the labeller has it), `fill_furniture`, `dispute`,
    and `dispute:RULED:LEARNT` where enough blocks were seen. Empty where nothing was seen.
    """
    cases: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for one in seen:
        if same(one.ruled, one.learnt):
            continue
        right = one.learnt == one.right
        unsaid = not one.said and one.ruled in UNSAID
        if unsaid and not one.listed and one.learnt in PEOPLE_ZONES:
            listed = one.right in PEOPLE_ZONES
            cases["fill_people"].append((one.people, listed))
            if listed:
                cases["fill_status"].append((one.probability, came(one.learnt) == came(one.right)))
        elif unsaid and one.learnt == "furniture":
            cases["fill_furniture"].append((one.probability, right))
        else:
            for case in ("dispute", f"dispute:{one.ruled}:{one.learnt}"):
                cases[case].append((one.probability, right))
    return {
        case: rising(points)
        for case, points in sorted(cases.items())
        if len(points) >= ENOUGH or ":" not in case
    }


def same(one: Zone, other: Zone) -> bool:
    """Whether two zones mean the same."""
    return CASES.get(one, one) == CASES.get(other, other)


def came(zone: Zone) -> Zone:
    """What a list says of its people: those in attendance came too."""
    return "present" if zone in ("attendance", "in_attendance") else zone


def rising(points: Sequence[tuple[float, bool]], steps: int = 20) -> list[list[float]]:
    """Isotonic: neighbours are pooled until the shares rise; at most `steps` points."""
    enough = -(-len(points) // steps)
    pools: list[list[float]] = []  # probabilities, right ones, blocks
    for probability, tied in groupby(sorted(points), key=lambda point: point[0]):
        rights = [right for _, right in tied]
        if not pools or pools[-1][2] >= enough:
            pools.append([0.0, 0.0, 0.0])
        pools[-1][0] += probability * len(rights)
        pools[-1][1] += sum(rights)
        pools[-1][2] += len(rights)
    merged: list[list[float]] = []
    for pool in pools:
        merged.append(pool)
        while len(merged) > 1 and _share(merged[-2]) >= _share(merged[-1]):
            last = merged.pop()
            merged[-1] = [a + b for a, b in zip(merged[-1], last, strict=True)]
    return [[round(pool[0] / pool[2], 4), round(_share(pool), 4)] for pool in merged]


def _share(pool: Sequence[float]) -> float:
    return pool[1] / (pool[2] + PRIOR)
