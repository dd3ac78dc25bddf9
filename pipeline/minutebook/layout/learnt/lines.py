"""The labeller's reading of one document: for each block how likely each zone is, and its best label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from minutebook.document import Block, Document
from minutebook.layout.learnt.features import BlockFeatures
from minutebook.layout.learnt.labels import PEOPLE_LABELS, ZONE_OF
from minutebook.layout.model import Zone
from minutebook.learn.labeller import Labeller
from minutebook.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class LineReading:
    """One block: the best label, the zone it stands for, and the raw probabilities by zone."""

    block: Block
    label: str
    zones: dict[Zone, float]

    @property
    def zone(self) -> Zone:
        """The zone of the best label."""
        return ZONE_OF[self.label]

    @property
    def probability(self) -> float:
        """That of the zone of the best label, 0 to 1, not calibrated."""
        return self.zones[self.zone]

    @property
    def people(self) -> float:
        """How likely it is that the block belongs to a list of people of any kind."""
        return sum(self.zones.get(ZONE_OF[label], 0.0) for label in PEOPLE_LABELS)


def read_lines(
    document: Document,
    zones: Sequence[Zone],
    zone_rules: Sequence[str | None],
    rulebook: Rulebook,
    labeller: Labeller,
) -> tuple[LineReading, ...]:
    """One reading for each block of `document.body`; `zones` and `zone_rules` are the rules' own."""
    features = BlockFeatures(rulebook).of(document, zones, zone_rules)
    out = []
    for block, (label, chances) in zip(document.body, labeller.read(features), strict=True):
        by_zone: dict[Zone, float] = {}
        for one, chance in chances.items():
            by_zone[ZONE_OF[one]] = by_zone.get(ZONE_OF[one], 0.0) + chance
        out.append(LineReading(block, label, by_zone))
    return tuple(out)
