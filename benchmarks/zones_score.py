"""What the line labeller does to whole records, every body by weights that never saw it.

    python benchmarks/zones_score.py [--harms unseen headless]

Trains a labeller for each of three parts of the bodies from all others (some minutes), reads every gold
document as printed and in the damaged forms asked for, by rules alone and with that labeller, and prints the
figures of both side by side. Confidence plays no part. Without the gold it says so and exits 0.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from typing import Any

from evaluate import SHARED, load_scorer
from minutebook.assemble import assemble
from minutebook.document import Document
from minutebook.extraction import find_all
from minutebook.layout import Layout, LineModel, segment
from minutebook.layout.learnt.policy import Policy, load_policy
from minutebook.nlp import Reader, load_reader
from minutebook.rulebook import Rulebook, load_rulebook
from minutebook.stages.context import Context
from minutebook.training.calibration import calibrate
from minutebook.training.gold import read_gold
from minutebook.training.zones import HARMS, UNSEEN, harmed_document
from minutebook.training.zones_model import collect, left_out, watched

FAMILIES = ("fictional", "others", "safeguarding")


def main() -> int:
    """Print the table; 0."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--harms", nargs="*", default=[UNSEEN, "headless"], choices=[*HARMS, UNSEEN])
    given = ask.parse_args()
    golds = list(read_gold(SHARED))
    if not golds:
        print(f"skipped: no gold at {SHARED / 'gold'}")
        return 0
    rulebook, reader, scorer = load_rulebook(), load_reader(), load_scorer()
    data = collect(golds, rulebook)
    blind = left_out(data)
    seen = [
        list(watched([one for one in data.gold if one.example.body in part], labeller))
        for part, labeller in blind
    ]
    scores: dict[tuple[str, str, str], Any] = defaultdict(scorer.Score)
    filled: Counter[str] = Counter()
    told = load_policy()
    for number, (part, labeller) in enumerate(blind):
        others = [one for at, blocks in enumerate(seen) if at != number for one in blocks]
        limits = (told["fill_people"], told["fill_status"], told["fill_furniture"], told["dispute"])
        model = LineModel(labeller, Policy(*limits, calibrate(others)))
        for gold in (one for one in golds if one.body in part):
            for harm in ("", *given.harms):
                document = gold.document
                if harm:
                    document = harmed_document(segment(document, rulebook), harm, gold.stem)[0]
                ruled, heard = segment(document, rulebook), segment(document, rulebook, model)
                filled[harm] += bool(heard.learnt)
                for how, layout in (("rules", ruled), ("labeller", heard)):
                    found = record(document, layout, rulebook, reader)
                    for family in (gold.family, "all"):
                        score = scores[harm, family, how]
                        score.stem = gold.stem
                        scorer.score_document(score, gold.record, found)
    print_table(scorer, scores, filled)
    return 0


def record(document: Document, layout: Layout, rulebook: Rulebook, reader: Reader) -> dict[str, Any]:
    """The record that the stages make of that layout."""
    context = Context(document, layout, rulebook, reader)
    found: dict[str, Any] = json.loads(assemble(context, find_all(context)).model_dump_json(by_alias=True))
    return found


def print_table(scorer: Any, scores: dict[tuple[str, str, str], Any], filled: Counter[str]) -> None:
    """One line for each damaged form, family and way of reading."""
    print(f"{'form':12}{'documents':14}{'read by':10}{'P':>7}{'R':>7}{'F1':>7}  of attendees {'macro F1':>9}")
    for harm in dict.fromkeys(harm for harm, _, _ in scores):
        for family in ("all", *FAMILIES):
            for how in ("rules", "labeller"):
                if (harm, family, how) not in scores:
                    continue
                score = scores[harm, family, how]
                figures = score.table["attendees"].figures()
                cells = "".join(f"{figures[name] or 0:7.3f}" for name in ("p", "r", "f1"))
                name = harm or "as printed"
                print(f"{name:12}{family:14}{how:10}{cells}{scorer.macro_f1(score):23.3f}")
        print(f"{harm or 'as printed':12}documents in which something was filled: {filled[harm]}")


if __name__ == "__main__":
    sys.exit(main())
