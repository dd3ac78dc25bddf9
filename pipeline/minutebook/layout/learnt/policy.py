"""The policy `rules-first` (models/zones/policy.yaml): where the labeller is heard, where it only doubts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import Any

from minutebook.layout.learnt.labels import (
    CASES,
    LEARNT_HEADING,
    LEARNT_LABEL,
    LEARNT_LINE,
    MODEL,
    PEOPLE_ZONES,
    UNSAID,
)
from minutebook.layout.learnt.lines import LineReading
from minutebook.layout.model import Zone
from minutebook.layout.people import PeopleReader
from minutebook.layout.zones_tables import Given
from minutebook.learn.calibrated import share_at
from minutebook.resources import data_folder

HEADING = 60
LABELLED = 60


@dataclass(frozen=True)
class Policy:
    """When the labeller fills what the rules left; `calibration` gives by case the share that was right."""

    fill_people: float
    fill_status: float
    fill_furniture: float
    dispute: float
    calibration: Mapping[str, Sequence[Sequence[float]]]

    def sure(self, case: str, probability: float) -> float:
        """How often the labeller was right in that case at that probability, on bodies it had not seen."""
        return share_at(self.calibration.get(case, ()), probability)


@dataclass(frozen=True, slots=True)
class Filled:
    """By block index: zones with what gave them, how sure each is; and lists that leave open who came."""

    zones: Given
    sure: dict[int, float]
    unstated: set[int]


@cache
def load_policy() -> dict[str, Any]:
    """The thresholds of `models/zones/policy.yaml`."""
    import yaml

    told: dict[str, Any] = yaml.safe_load((data_folder("models") / MODEL / "policy.yaml").read_text("utf-8"))
    return told


@dataclass(frozen=True)
class Filler:
    """Finds in one document what the labeller may fill."""

    policy: Policy
    people: PeopleReader
    zones: Sequence[Zone]
    zone_rules: Sequence[str | None]

    def fill(self, lines: Sequence[LineReading]) -> Filled:
        """What may be filled in the document of these lines."""
        filled = Filled({}, {}, set())
        if not any(zone in ("present", "attendance") for zone in self.zones):
            for stretch in self._stretches(lines):
                for zone, part in self._lists(stretch):
                    self._fill_list(filled, zone, part)
        for one in lines:
            if one.zone == "furniture" and self._unsaid(one) and one.block.index not in filled.zones:
                share = self.policy.sure("fill_furniture", one.probability)
                if share >= self.policy.fill_furniture:
                    filled.zones[one.block.index] = ("furniture", LEARNT_LINE)
                    filled.sure[one.block.index] = share
        return filled

    def _fill_list(self, filled: Filled, zone: Zone, part: Sequence[LineReading]) -> None:
        """One list of people, where it is surely one; who came is left open where that is less sure.

        The middle line speaks for the list: the first and the last are always less sure.
        """
        share = self.policy.sure("fill_people", median(one.people for one in part))
        if share < self.policy.fill_people or not self._has_people(part):
            return
        filled.zones.update(self._placed(zone, part))
        filled.sure.update({one.block.index: share for one in part})
        status = self.policy.sure("fill_status", median(one.zones[zone] for one in part))
        if status < self.policy.fill_status:
            filled.unstated.update(one.block.index for one in part)

    def _unsaid(self, one: LineReading) -> bool:
        index = one.block.index
        return self.zones[index] in UNSAID and self.zone_rules[index] is None

    def _stretches(self, lines: Sequence[LineReading]) -> Iterator[list[LineReading]]:
        """Runs of lines that no rule placed and that the labeller takes for people."""
        run: list[LineReading] = []
        for one in lines:
            if one.zone in PEOPLE_ZONES and self._unsaid(one):
                run.append(one)
            elif run:
                yield run
                run = []
        if run:
            yield run

    def _lists(self, stretch: Sequence[LineReading]) -> Iterator[tuple[Zone, list[LineReading]]]:
        """The lists of a run; a line without people, or another zone, begins a new one."""
        part: list[LineReading] = []
        for one in stretch:
            if part and (self._heads(one) or one.zone != part[-1].zone):
                yield part[0].zone, part
                part = []
            part.append(one)
        if part:
            yield part[0].zone, part

    def _heads(self, one: LineReading) -> bool:
        text = one.block.text.strip()
        return one.block.cell is None and len(text) <= HEADING and not self.people.is_people(text, lone=True)

    def _has_people(self, part: Sequence[LineReading]) -> bool:
        """Two lines of people, or one that lists several."""
        named = [one.block.text for one in part if self.people.is_people(one.block.text, lone=True)]
        return len(named) > 1 or any(
            self.people.are_people(text.rpartition(":")[2].strip()) for text in named
        )

    def _placed(self, zone: Zone, part: Sequence[LineReading]) -> Given:
        first, *rest = part
        label, mark, _ = first.block.text.partition(":")
        how = None
        if self._heads(first):
            how = LEARNT_HEADING
        elif mark and len(label) <= LABELLED and not self.people.is_people(label, lone=True):
            how = LEARNT_LABEL
        return {
            first.block.index: (zone, how or LEARNT_LINE),
            **{one.block.index: (zone, None) for one in rest},
        }


def dispute_case(calibration: Mapping[str, object], ruled: Zone, learnt: Zone) -> str:
    """The name of the calibration of such a dispute: that of the two zones where enough were seen."""
    own = f"dispute:{ruled}:{learnt}"
    return own if own in calibration else "dispute"


def disputed(
    policy: Policy, lines: Sequence[LineReading], zones: Sequence[Zone], given: Given
) -> dict[int, float]:
    """Blocks of which the labeller is surely of another mind than the rules, with how likely it is right."""
    out = {}
    for one in lines:
        ruled = zones[one.block.index]
        if one.block.index in given or CASES.get(ruled, ruled) == CASES.get(one.zone, one.zone):
            continue
        share = policy.sure(dispute_case(policy.calibration, ruled, one.zone), one.probability)
        if share >= policy.dispute:
            out[one.block.index] = share
    return out
