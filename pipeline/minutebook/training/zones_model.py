"""Trains the line labeller: scored and calibrated on bodies left out, then fitted to all data."""

from __future__ import annotations

import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from minutebook.layout.learnt.labels import MODEL, PEOPLE_ZONES, ZONE_OF
from minutebook.layout.model import Zone
from minutebook.learn.labeller import Labeller, read_labeller
from minutebook.rulebook import Rulebook, load_rulebook
from minutebook.training.calibration import Seen, calibrate, same
from minutebook.training.crf import Example, Settings, train
from minutebook.training.generator import invent_all
from minutebook.training.gold import Gold, read_gold
from minutebook.training.zones import HARMS, UNSEEN, Sample, Samples

VERSION = "1"
SETTINGS = Settings(c1=0.3, c2=0.02, max_iterations=60)
FOLDS = 3
INVENTED = 200
EACH = 3
"""A document is learnt whole and with a third of the harms, in turn."""

SCORED = "share of lines in the right zone, bodies left out"

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Data:
    """All samples: of the gold (maybe none), and invented."""

    gold: list[Sample]
    invented: list[Sample]

    def bodies(self) -> list[str]:
        """The bodies of the gold."""
        return sorted({one.example.body for one in self.gold})

    def training(self, leave_out: Iterable[str] = (), *, gold: bool = True) -> list[Example]:
        """What is learnt from, without some bodies, or without any gold."""
        out = set(leave_out)
        turn = {name: number for number, name in enumerate(dict.fromkeys(one.name for one in self.gold))}
        taken = [
            one.example
            for one in self.gold
            if gold and one.example.body not in out and _in_turn(one.harm, turn[one.name])
        ]
        return [*taken, *(one.example for one in self.invented)]


def _in_turn(harm: str, turn: int) -> bool:
    if harm == UNSEEN:
        return False
    return not harm or (HARMS.index(harm) + turn) % EACH == 0


def collect(gold: Iterable[Gold], rulebook: Rulebook, invented: int = INVENTED) -> Data:
    """The samples of the gold and so many invented ones."""
    samples = Samples(rulebook)
    return Data(list(samples.of_gold(gold)), list(samples.of_invented(invent_all(invented))))


def train_zones(
    folder: Path, data: Data, say: Say = print, *, folds: int = FOLDS, settings: Settings = SETTINGS
) -> dict[str, Any]:
    """Write weights and facts into `folder`; the facts.

    Bodies are left out in `folds` parts to calibrate and to score; without gold nothing is calibrated, and
    then nothing is filled by the labeller.
    """
    facts = measure(data, left_out(data, say, folds=folds, settings=settings), settings)
    train(folder, data.training(), version=VERSION, settings=settings, facts=facts)
    return facts


def left_out(
    data: Data, say: Say = print, *, folds: int = FOLDS, settings: Settings = SETTINGS
) -> list[tuple[list[str], Labeller]]:
    """Bodies, and a labeller that learnt from all others, for each part of the bodies."""
    out = []
    for part in parts(data.bodies(), folds):
        out.append((part, fitted(data.training(part), settings)))
        say(f"left out: {', '.join(part)}")
    return out


def measure(
    data: Data, blind: Sequence[tuple[list[str], Labeller]], settings: Settings = SETTINGS
) -> dict[str, Any]:
    """Scores and calibration by labellers that never saw the bodies; both empty without gold."""
    if not blind:
        return {"scores": {}, "calibration": {}}
    seen: list[Seen] = []
    right = {name: Counter[str]() for name in ("rules", "gold and invented", "invented only")}
    sizes = Counter[str]()
    ungilded = fitted(data.training(gold=False), settings)
    for part, labeller in blind:
        left = [one for one in data.gold if one.example.body in part]
        seen += watched(left, labeller)
        tally(right["gold and invented"], left, labeller)
        tally(right["invented only"], left, ungilded)
        for one in left:
            right["rules"][one.harm or "whole"] += ruled_right(one)
            sizes[one.harm or "whole"] += len(one.example.labels)
    scores = {name: shares(counted, sizes) for name, counted in right.items()}
    return {"scores": {SCORED: scores}, "calibration": calibrate(seen)}


def parts(bodies: Sequence[str], count: int) -> Iterator[list[str]]:
    """The bodies in so many parts, none empty."""
    for at in range(min(count, len(bodies))):
        yield list(bodies[at::count])


def fitted(examples: Sequence[Example], settings: Settings = SETTINGS) -> Labeller:
    """A labeller of these examples, not kept."""
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / MODEL
        train(folder, examples, version="0", settings=settings)
        return read_labeller(folder)


def watched(samples: Iterable[Sample], labeller: Labeller) -> Iterator[Seen]:
    """Each block of the samples that are minutes as rules and labeller see it; harmed by unseen words too."""
    for one in samples:
        if not one.minutes:
            continue
        layout = one.layout
        listed = any(zone in ("present", "attendance") for zone in layout.zones)
        reads = labeller.read(one.example.features)
        for block, (label, chances), right in zip(
            layout.document.body, reads, one.example.labels, strict=True
        ):
            learnt = ZONE_OF[label]
            by_zone: dict[Zone, float] = defaultdict(float)
            for name, chance in chances.items():
                by_zone[ZONE_OF[name]] += chance
            yield Seen(
                layout.zones[block.index],
                layout.zone_rules[block.index] is not None,
                learnt,
                ZONE_OF[right],
                by_zone[learnt],
                sum(by_zone[zone] for zone in PEOPLE_ZONES),
                listed,
            )


def tally(counter: Counter[str], samples: Iterable[Sample], labeller: Labeller) -> None:
    """Add how many lines the labeller places right, by harm."""
    for one in samples:
        labels = labeller.label(one.example.features)
        counter[one.harm or "whole"] += sum(
            same(ZONE_OF[found.label], ZONE_OF[right])
            for found, right in zip(labels, one.example.labels, strict=True)
        )


def ruled_right(sample: Sample) -> int:
    """How many lines the rules place right."""
    zones = sample.layout.zones
    return sum(
        same(zones[block.index], ZONE_OF[right])
        for block, right in zip(sample.layout.document.body, sample.example.labels, strict=True)
    )


def shares(right: Counter[str], sizes: Counter[str]) -> dict[str, float]:
    """Shares to three places, whole documents first."""
    return {name: round(right[name] / sizes[name], 3) for name in sizes if sizes[name]}


def main(models: Path, shared: Path, say: Say = print, also: Sequence[Path] = ()) -> int:
    """Write `models/zones` from the gold in `shared` and in the folders `also`, and invented minutes; 0.

    Of a document that several folders hold that of `shared` counts, then that of the first of `also`.
    """
    golds = {gold.stem: gold for folder in (*also[::-1], shared) for gold in read_gold(folder)}
    ordered = (golds[stem] for stem in sorted(golds))
    facts = train_zones(models / MODEL, collect(ordered, load_rulebook(), INVENTED), say)
    for name, by_harm in facts["scores"].get(SCORED, {}).items():
        say(f"zones: {name:18} " + "  ".join(f"{harm} {share:.3f}" for harm, share in by_harm.items()))
    return 0
