"""The line labeller with the policy under which it is heard, loaded once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from minutebook.document import Document
from minutebook.layout.learnt.labels import MODEL
from minutebook.layout.learnt.lines import read_lines
from minutebook.layout.learnt.policy import Filled, Filler, Policy, disputed, load_policy
from minutebook.layout.model import Zone
from minutebook.layout.people import PeopleReader
from minutebook.learn.labeller import Labeller, load_labeller
from minutebook.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Heard:
    """What the labeller adds: zones for blocks that no rule placed, how sure; and its doubts of others."""

    filled: Filled
    doubts: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class LineModel:
    """Weights and policy."""

    labeller: Labeller
    policy: Policy

    def hear(
        self,
        document: Document,
        zones: Sequence[Zone],
        zone_rules: Sequence[str | None],
        rulebook: Rulebook,
    ) -> Heard:
        """What it adds to the rules' zones of a document (`zones` and `zone_rules` by block index)."""
        lines = read_lines(document, zones, zone_rules, rulebook, self.labeller)
        filled = Filler(self.policy, PeopleReader.of(rulebook), zones, zone_rules).fill(lines)
        return Heard(filled, disputed(self.policy, lines, zones, filled.zones))


@cache
def load_line_model() -> LineModel | None:
    """The model that ships, read once; None where this installation has no weights for it."""
    labeller = load_labeller(MODEL)
    if labeller is None:
        return None
    told = load_policy()
    return LineModel(
        labeller,
        Policy(
            told["fill_people"],
            told["fill_status"],
            told["fill_furniture"],
            told["dispute"],
            labeller.facts.get("calibration", {}),
        ),
    )
