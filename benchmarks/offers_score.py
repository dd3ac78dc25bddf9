"""What the offers are worth: how many of the actions that a record lacks are among them, at what precision.

    python benchmarks/offers_score.py [--records DIR]

Each body is heard by weights that never saw a document of it. `--records` takes records that another version
made, one `<stem>.json` a document (`evaluate.py --keep DIR` writes them): rules of a day before anybody had
looked at a set stand for what happens on boards that nobody has looked at.
Without the gold it says so and exits 0.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import evaluate
from minutebook.offers.actions import MODEL
from minutebook.offers.offer import offered_from
from minutebook.rulebook import load_rulebook
from minutebook.schema import Minutes
from minutebook.training.commitments import collect, left_out
from minutebook.training.offers_score import offers_from
from minutebook.training.reads import Read, all_sources, read_all

GROUPS = {
    "gold": ("safeguarding", "fictional", "others"),
    "own sets": evaluate.HELDOUT,
    "heldout_second": ("heldout_second",),
    "variants": ("variants",),
}


def main() -> int:
    """Read, train without each body, count and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--records", type=Path, help="records that another version made of these documents")
    given = ask.parse_args()
    if not (evaluate.SHARED / "gold").is_dir():
        print(f"skipped: no gold at {evaluate.SHARED / 'gold'}")
        return 0
    rulebook, scorer = load_rulebook(), evaluate.load_scorer()
    reads = read_all(all_sources(evaluate.SHARED))
    data = collect(reads, rulebook, scorer)
    listen = data.real
    if given.records is not None:
        listen = collect(list(made_by_others(reads, given.records)), rulebook, scorer, 0).real
    points = json.loads((evaluate.ROOT / "models" / MODEL / "facts.json").read_text("utf-8"))["calibration"]
    told = left_out(data, listen=listen)
    bar = offered_from(MODEL)
    print(f"offers from a likelihood of {bar}, each body by weights that never saw it")
    for name, groups in GROUPS.items():
        documents = [one for one in listen if one.group in groups]
        free = [one for one in told if one.group in groups and not one.taken]
        counts = offers_from(free, points, bar)
        missed = sum(one.missed for one in documents)
        print(
            f"{name:16}{len(documents):4} documents{counts['offers']:5} offers: {counts['right']} hold a "
            f"missed action, {counts['allowed']} an optional one, {counts['wrong']} none; "
            f"{counts['found']} of {missed} missed actions are offered"
        )
    return 0


def made_by_others(reads: Iterable[Read], folder: Path) -> Iterator[Read]:
    """The same documents with the records of a folder; those that it lacks are left out."""
    for read in reads:
        path = folder / f"{read.stem}.json"
        if path.is_file():
            yield replace(read, minutes=Minutes.model_validate_json(path.read_text("utf-8")))


if __name__ == "__main__":
    raise SystemExit(main())
