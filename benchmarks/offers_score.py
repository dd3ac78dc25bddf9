"""What the offers are worth: how much of what a record lacks is among them, and at what precision.

    python benchmarks/offers_score.py [--records DIR]

Each body is heard by weights that never saw a document of it. `--records` takes records that another version
made, one `<stem>.json` a document (`evaluate.py --keep DIR` writes them): rules of a day before anybody had
looked at a set stand for what happens on boards that nobody has looked at.
Without the gold it says so and exits 0.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import evaluate
from minutebook.offers.offer import offered_from
from minutebook.rulebook import Rulebook, load_rulebook
from minutebook.schema import Minutes
from minutebook.training import commitments, names
from minutebook.training.offers_score import Heard, offers_from, parts_of
from minutebook.training.reads import Read, all_sources, read_all

GROUPS = {
    "gold": ("safeguarding", "fictional", "others"),
    "own sets": evaluate.HELDOUT,
    "heldout_second": ("heldout_second",),
    "variants": ("variants",),
}
FOLDS = 6

Parts = Sequence[Collection[str]]


class Offered(NamedTuple):
    """What was heard in the documents of a group, of one kind of entry, and how many entries it misses."""

    told: list[Heard]
    missed: dict[str, int]


Hear = Callable[[list[Read], list[Read], Rulebook, ModuleType, Parts | None], tuple[str, Offered]]


def main() -> int:
    """Read, train without each body, count and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--records", type=Path, help="records that another version made of these documents")
    given = ask.parse_args()
    if not (evaluate.SHARED / "gold").is_dir():
        print(f"skipped: no gold at {evaluate.SHARED / 'gold'}")
        return 0
    reads = read_all(all_sources(evaluate.SHARED))
    listen = reads if given.records is None else list(made_by_others(reads, given.records))
    for hear in (hear_actions, hear_people):
        model, offered = hear(reads, listen, load_rulebook(), evaluate.load_scorer(), None)
        bar = offered_from(model)
        print(f"{model}: offers from a likelihood of {bar}, each body by weights that never saw it")
        for name, groups in GROUPS.items():
            counts, missed = count(offered, groups, model, bar)
            print(
                f"  {name:16}{counts['offers']:5} offers: {counts['right']} hold what is missed, "
                f"{counts['allowed']} what is optional, {counts['wrong']} neither; "
                f"{counts['found']} of {missed} missed entries are offered"
            )
    return 0


def made_by_others(reads: Iterable[Read], folder: Path) -> Iterator[Read]:
    """The same documents with the records of a folder; those that it lacks are left out."""
    for read in reads:
        path = folder / f"{read.stem}.json"
        if path.is_file():
            yield replace(read, minutes=Minutes.model_validate_json(path.read_text("utf-8")))


def hear_actions(
    reads: list[Read], listen: list[Read], rulebook: Rulebook, scorer: ModuleType, parts: Parts | None
) -> tuple[str, Offered]:
    """The sentences of `listen` as weights hear them that learnt from the other parts of `reads`."""
    data = commitments.collect(reads, rulebook, scorer)
    other = commitments.collect(listen, rulebook, scorer, 0).real
    told = commitments.left_out(data, parts or parts_of(data.real, FOLDS), other)
    return commitments.MODEL, Offered(told, _by_group((one.group, one.missed) for one in other))


def hear_people(
    reads: list[Read], listen: list[Read], rulebook: Rulebook, scorer: ModuleType, parts: Parts | None
) -> tuple[str, Offered]:
    """The same of the names in lines that may list people."""
    data = names.collect(reads, rulebook, scorer)
    other = names.collect(listen, rulebook, scorer, 0).real
    told = [
        one
        for document, labeller in names.blind(data, parts or parts_of(data.real, FOLDS), other)
        for one in names.heard(document, labeller, scorer)
    ]
    return names.MODEL, Offered(told, _by_group((one.group, len(one.missed)) for one in other))


def _by_group(counts: Iterable[tuple[str, int]]) -> dict[str, int]:
    out: dict[str, int] = {}
    for group, count_ in counts:
        out[group] = out.get(group, 0) + count_
    return out


def count(offered: Offered, groups: Collection[str], model: str, bar: float) -> tuple[dict[str, int], int]:
    """What is offered of these groups by the calibration of the weights that ship, and how much they miss."""
    facts = json.loads((evaluate.ROOT / "models" / model / "facts.json").read_text("utf-8"))
    free = [one for one in offered.told if one.group in groups and not one.taken]
    missed = sum(number for group, number in offered.missed.items() if group in groups)
    return offers_from(free, facts["calibration"], bar), missed


if __name__ == "__main__":
    raise SystemExit(main())
