"""Three columns: trained on everything, the body left out, its family left out; and what each model adds.

    python benchmarks/columns.py [--folds N] [--out FILE]

The rules are the same in all columns, and they were written with this gold at hand: a column tells what the
learnt weights owe to a body's own documents, not what the rules do. Weights are trained anew for each fold
(`MINUTEBOOK_MODELS` lays them in place), bodies in `--folds` parts, each body scored by weights that saw no
document of its part. The project's own sets are in no training of what enters a record, so that their column
is the same in all three. What is only offered (`models/commitments`, `models/names`) changes no record: its
rows say how much of what the record lacks stands among the offers, every body by weights that never saw it.
Writes `benchmarks/columns.json`, which `make evaluate` prints beside its figures.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType
from typing import Any

import evaluate
from minutebook.offers.offer import offered_from
from minutebook.training.reads import Read, all_sources, read_all
from offers_score import Hear, Parts, count, hear_actions, hear_people

SAVED = evaluate.ROOT / "benchmarks" / "columns.json"
MODELS = evaluate.ROOT / "models"
FAMILIES = ("safeguarding", "fictional", "others")
RULES, LAYOUT, ACTIONS, NAMES = "rules only", "plus layout", "plus actions", "plus names"
"""The ablation, each with what those before it have: no weights and no language model; the line labeller;
offers of actions; offers of people, and the third-party language model, which reads names in prose (one made
here did not do as well: `models/README.md`). Confidence moves no score.
"""
EXTRA = ("actions.strict", "attendees.P", "leads.matched.P", "due.matched.P", "actions.R", "attendees.R")
OFFERED: dict[str, Hear] = {"actions": hear_actions, "attendees": hear_people}
GROUPS = {
    "all gold": FAMILIES,
    "safeguarding and fictional": ("safeguarding", "fictional"),
    "others": ("others",),
    "own sets": evaluate.HELDOUT,
}

Rows = list[dict[str, str]]
Train = Callable[[Path, frozenset[str]], None]
Table = dict[str, dict[str, float | None]]


def main() -> int:
    """Train, extract, score and save; 0 also where there is no gold, which is said."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--folds", type=int, default=5)
    ask.add_argument("--out", type=Path, default=SAVED)
    given = ask.parse_args()
    if not (evaluate.SHARED / "gold").is_dir():
        print(f"skipped: no gold at {evaluate.SHARED / 'gold'}")
        return 0
    scorer = evaluate.load_scorer()
    gold = [
        row
        for row in evaluate.listing(evaluate.SHARED / "gold", evaluate.SHARED)
        if row["family"] in FAMILIES
    ]
    own = [row for name in evaluate.HELDOUT for row in _own(name)]
    bodies = sorted({row["body"] for row in gold})
    by_body = [frozenset(bodies[at :: given.folds]) for at in range(given.folds)]
    by_family = [frozenset(row["body"] for row in gold if row["family"] == name) for name in FAMILIES]
    told: dict[str, Any] = {"columns": {}, "ablation": {}, "folds": given.folds}
    with tempfile.TemporaryDirectory() as work:
        place = Path(work)
        trainers = learners()
        print(f"learnt: {', '.join(trainers) or 'no weights that move a score'}", flush=True)
        parts = {"everything": [(MODELS, gold)]}
        for name, folds in (("body left out", by_body), ("family left out", by_family)):
            parts[name] = [
                (_trained(place / f"{name}{n}", trainers, out), [row for row in gold if row["body"] in out])
                for n, out in enumerate(folds)
            ]
        own_records = _records(place / "own", MODELS, own)
        whole: dict[str, dict[str, Any]] = {}
        for name, folds in parts.items():
            records = {}
            for n, (models, rows) in enumerate(folds if trainers else folds[: 0 if whole else None]):
                records |= _records(place / f"{name}-out{n}", models, rows)
            whole = records or whole  # without learnt weights all columns are the first
            told["columns"][name] = tables(scorer, [*gold, *own], {**whole, **own_records})
            print(name, told["columns"][name]["all gold"]["macro_f1"], flush=True)
        made = {"body left out": whole | own_records}
        for name, kept in ((RULES, ()), (LAYOUT, tuple(trainers))):
            records = {}
            for n, (models, rows) in enumerate(parts["body left out"]):
                only = _only(models, kept, place / f"only-{name}-{n}")
                records |= _records(place / f"{name}-{n}", only, rows, names=False)
            only = _only(MODELS, kept, place / f"only-{name}-own")
            made[name] = records | _records(place / f"{name}-own", only, own, names=False)
            told["ablation"][name] = tables(scorer, [*gold, *own], made[name])
            print(name, told["ablation"][name]["all gold"]["macro_f1"], flush=True)
        reads = read_all(all_sources(evaluate.SHARED))
        own_sets = [frozenset(r["body"] for r in own if r["family"] == n) for n in evaluate.HELDOUT]
        apart = [*by_body, *own_sets]
        of_actions = offered(scorer, reads, [*gold, *own], made[LAYOUT], apart, ["actions"])
        told["ablation"][ACTIONS] = _joined(told["ablation"][LAYOUT], of_actions)
        of_both = offered(scorer, reads, [*gold, *own], made["body left out"], apart, [*OFFERED])
        told["columns"]["body left out"] = _joined(told["columns"]["body left out"], of_both)
        told["ablation"][NAMES] = told["columns"]["body left out"]
    given.out.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    show(told)
    return 0


def learners() -> dict[str, Train]:
    """How to train each committed model that moves a score without some bodies, by its folder's name."""
    return {"zones": _zones()} if (MODELS / "zones" / "weights.crfsuite").is_file() else {}


def _zones() -> Train:
    """The line labeller. Its calibration stays that of all bodies left out in turn: it is not the weights."""
    from minutebook.rulebook import load_rulebook
    from minutebook.training.crf import train
    from minutebook.training.gold import read_gold
    from minutebook.training.zones_model import SETTINGS, VERSION, collect

    data = collect(read_gold(evaluate.SHARED), load_rulebook(None))
    facts = json.loads((MODELS / "zones" / "facts.json").read_text("utf-8"))
    kept = {name: facts[name] for name in ("scores", "calibration") if name in facts}

    def write(folder: Path, out: frozenset[str]) -> None:
        train(folder, data.training(out), version=VERSION, settings=SETTINGS, facts=kept)
        shutil.copytree(MODELS / "zones", folder, dirs_exist_ok=True, ignore=_weights)

    return write


def _weights(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if name in ("weights.crfsuite", "facts.json")]


def _own(name: str) -> Rows:
    folder = evaluate.ROOT / "tests" / name
    rows = evaluate.listing(folder, folder) if (folder / "documents.tsv").is_file() else []
    return [row for row in rows if not row["needs"]]


def _trained(folder: Path, trainers: Mapping[str, Train], out: frozenset[str]) -> Path:
    for name, train in trainers.items():
        train(folder / name, out)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _only(models: Path, kept: Iterable[str], folder: Path) -> Path:
    folder.mkdir(parents=True)
    for name in kept:
        shutil.copytree(models / name, folder / name)
    return folder


def _lay(models: str, names: bool) -> None:
    """In a fresh process: these weights, and maybe nobody who reads names in prose."""
    from minutebook.nlp import Reader

    os.environ["MINUTEBOOK_MODELS"] = models
    if not names:
        Reader.entities = lambda self, texts: [[] for _ in texts]  # type: ignore[method-assign]
        Reader.action_candidates = lambda self, text: []  # type: ignore[method-assign]


def _records(folder: Path, models: Path, rows: Rows, *, names: bool = True) -> dict[str, dict[str, Any]]:
    """The records of these documents by these weights; a document that fails has none."""
    folder.mkdir(parents=True)
    placed = [{**row, "out": str(folder / f"{row['stem']}.json")} for row in rows]
    context = get_context("spawn")  # a fresh process: weights are read once
    with ProcessPoolExecutor(
        os.cpu_count(), context, initializer=_lay, initargs=(str(models), names)
    ) as pool:
        for row, fault in zip(placed, pool.map(evaluate.extract_one, placed), strict=True):
            if fault:
                print(f"FAILED {row['stem']}: {fault}")
    made = {row["stem"]: Path(row["out"]) for row in placed}
    return {stem: json.loads(path.read_text("utf-8")) for stem, path in made.items() if path.exists()}


def offered(
    scorer: ModuleType,
    reads: list[Read],
    rows: Rows,
    records: Mapping[str, dict[str, Any]],
    parts: Parts,
    kinds: Iterable[str],
) -> dict[str, dict[str, float | None]]:
    """By group, of each kind of entry: the recall that record and offers reach together, how many offers were
    made, and the share of these that held what is missed or optional."""
    from minutebook.rulebook import load_rulebook
    from minutebook.schema import Minutes

    rows = [row for row in rows if row["stem"] in {read.stem for read in reads}]
    families = {row["stem"]: row["family"] for row in rows}
    listen = [
        replace(read, minutes=Minutes.model_validate(records[read.stem]), group=families[read.stem])
        for read in reads
        if read.stem in records and read.stem in families
    ]
    out: dict[str, dict[str, float | None]] = {group: {} for group in GROUPS}
    for kind in kinds:
        model, told = OFFERED[kind](reads, listen, load_rulebook(), scorer, parts)
        for group, of in GROUPS.items():
            figures = scored(scorer, rows, records, of).table[kind].figures()
            counts, _ = count(told, of, model, offered_from(model))
            useful = counts["right"] + counts["allowed"]
            out[group] |= {
                f"{kind}.R with offers": round(
                    (figures["tp"] + counts["found"]) / (figures["tp"] + figures["fn"]), 4
                ),
                f"{kind} offers": float(counts["offers"]),
                f"{kind} offers.P": round(useful / counts["offers"], 4) if counts["offers"] else None,
            }
    return out


def _joined(table: Table, more: Table) -> Table:
    return {group: {**figures, **more[group]} for group, figures in table.items()}


def scored(
    scorer: ModuleType, rows: Rows, records: Mapping[str, dict[str, Any]], families: Iterable[str]
) -> Any:
    """The score of the records of some families."""
    score = scorer.Score()
    for row in rows:
        if row["family"] in families:
            score.stem = row["stem"]
            gold = json.loads(Path(row["gold"]).read_text("utf-8"))
            scorer.score_document(score, gold, records.get(row["stem"], {}))
    return score


def tables(scorer: ModuleType, rows: Rows, records: Mapping[str, dict[str, Any]]) -> Table:
    """Each group's figures: macro F1, F1 of the starred and of strict actions, what else counts most."""
    out: Table = {}
    for group, families in GROUPS.items():
        score = scored(scorer, rows, records, families)
        figures: dict[str, float | None] = {"macro_f1": round(scorer.macro_f1(score), 4)}
        for metric in scorer.HEADLINE:
            figures[metric] = round(score.table[metric].figures()["f1"] or 0.0, 4)
        for metric in EXTRA:
            name, _, which = metric.rpartition(".")
            name, which = (name, which.lower()) if which in ("P", "R") else (metric, "f1")
            figures[metric] = round(score.table[name].figures()[which] or 0.0, 4)
        out[group] = figures
    return out


def show(told: Mapping[str, Any]) -> None:
    """Both tables of a saved run, group by group."""
    for kind in ("columns", "ablation"):
        for group in GROUPS:
            heads = list(told[kind])
            print(f"\n{group:28}" + "".join(f"{head:>17}" for head in heads))
            metrics = dict.fromkeys(metric for head in heads for metric in told[kind][head][group])
            for metric in metrics:
                values = [told[kind][head][group].get(metric) for head in heads]
                print(f"  {metric:26}" + "".join(f"{'-':>17}" if v is None else f"{v:17.4f}" for v in values))


if __name__ == "__main__":
    raise SystemExit(main())
