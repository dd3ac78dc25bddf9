"""Three columns: trained on everything, the body left out, its family left out; and what each model adds.

    python benchmarks/columns.py [--folds N] [--out FILE]

The rules are the same in all columns, and they were written with this gold at hand: a column tells what the
learnt weights owe to a body's own documents, not what the rules do. Weights are trained anew for each fold
(`MINUTEBOOK_MODELS` lays them in place), bodies in `--folds` parts, each body scored by weights that saw no
document of its part. The project's own sets are in no training of what reads minutes, so that their column
is the same in all three. Writes `benchmarks/columns.json`, which `make evaluate` prints beside its figures.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType
from typing import Any

import evaluate

SAVED = evaluate.ROOT / "benchmarks" / "columns.json"
MODELS = evaluate.ROOT / "models"
FAMILIES = ("safeguarding", "fictional", "others")
NAMES = "names"
STAGES = (
    ("rules only", ()),
    ("plus layout", ("zones",)),
    ("plus actions", ("commitments",)),
    ("plus names", (NAMES,)),
)
"""The ablation, each with what those before it have; a stage without weights is left out of the table.

Names are the third-party language model: one trained here did not do as well (`models/README.md`). Confidence
moves no score.
"""
EXTRA = ("actions.strict", "attendees.P", "leads.matched.P", "due.matched.P")
GROUPS = {
    "all gold": FAMILIES,
    "safeguarding and fictional": ("safeguarding", "fictional"),
    "others": ("others",),
    "own sets": evaluate.HELDOUT,
}

Rows = list[dict[str, str]]
Train = Callable[[Path, frozenset[str]], None]


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
        kept: tuple[str, ...] = ()
        for name, added in STAGES:
            kept += tuple(model for model in added if model in (*trainers, NAMES))
            if name == STAGES[-1][0] or (added and not set(added) & set(kept)):
                continue
            records = {}
            for n, (models, rows) in enumerate(parts["body left out"]):
                only = _only(models, kept, place / f"only-{name}-{n}")
                records |= _records(place / f"{name}-{n}", only, rows, names=NAMES in kept)
            only = _only(MODELS, kept, place / f"only-{name}-own")
            records |= _records(place / f"{name}-own", only, own, names=NAMES in kept)
            told["ablation"][name] = tables(scorer, [*gold, *own], records)
            print(name, told["ablation"][name]["all gold"]["macro_f1"], flush=True)
        told["ablation"][STAGES[-1][0]] = told["columns"]["body left out"]
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
    for name in set(kept) - {NAMES}:
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


def tables(
    scorer: ModuleType, rows: Rows, records: Mapping[str, dict[str, Any]]
) -> dict[str, dict[str, float]]:
    """Each group's figures: macro F1, F1 of the starred and of strict actions, precisions that count most."""
    out = {}
    for group, families in GROUPS.items():
        score = scorer.Score()
        for row in rows:
            if row["family"] in families:
                score.stem = row["stem"]
                gold = json.loads(Path(row["gold"]).read_text("utf-8"))
                scorer.score_document(score, gold, records.get(row["stem"], {}))
        figures = {"macro_f1": round(scorer.macro_f1(score), 4)}
        for metric in scorer.HEADLINE:
            figures[metric] = round(score.table[metric].figures()["f1"] or 0.0, 4)
        for metric in EXTRA:
            name, _, _ = metric.partition(".P")
            told = score.table[name].figures()
            figures[metric] = round(told["p" if metric.endswith(".P") else "f1"] or 0.0, 4)
        out[group] = figures
    return out


def show(told: Mapping[str, Any]) -> None:
    """Both tables of a saved run, group by group."""
    for kind in ("columns", "ablation"):
        for group in GROUPS:
            heads = list(told[kind])
            print(f"\n{group:28}" + "".join(f"{head:>17}" for head in heads))
            for metric in told[kind][heads[0]][group]:
                print(
                    f"  {metric:26}" + "".join(f"{told[kind][head][group][metric]:17.4f}" for head in heads)
                )


if __name__ == "__main__":
    raise SystemExit(main())
