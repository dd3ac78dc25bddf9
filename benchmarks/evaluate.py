"""Scores minutebook on the gold beside the project, against floors that only rise.

    python benchmarks/evaluate.py [--record] [--errors] [--only STEM ...] [--gold DIR]

Extracts every document of the gold (those that need OCR or an office converter as a group of their own,
where this machine has both), scores it with the gold's
own scorer, prints the figures per document and family and those of the register (`register_perfect.py`),
and compares them with `benchmarks/floors.json`.
`--record` raises the floors to what was measured; it never lowers one.
`--gold` scores another folder of gold instead, as `minutebook corrections --to-gold` writes it, without
floors.
Without the gold it says so and exits 0.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import json
import os
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

import register_perfect
import themes_score
import worst

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
FLOORS = ROOT / "benchmarks" / "floors.json"
HELDOUT = ("heldout", "heldout_second", "heldout_third", "variants")
"""Sets of our own in `tests/`; each README says how its documents came to be and who has seen them."""
GROUPS = {
    "core": ("safeguarding", "fictional"),
    "others": ("others",),
    "needs": ("needs",),
    **{name: (name,) for name in HELDOUT},
}
PRECISE = ("attendees", "leads.matched", "due.matched")


def main() -> int:
    """Run the evaluation; exit 1 where a figure fell below its floor."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--record", action="store_true", help="raise the floors to what was measured")
    ask.add_argument("--errors", action="store_true", help="list each miss and each extra")
    ask.add_argument("--only", nargs="*", help="stems to score")
    ask.add_argument("--keep", type=Path, help="keep the records in this folder")
    ask.add_argument("--gold", type=Path, help="score this folder of gold instead")
    given = ask.parse_args()
    if not (SHARED / "gold").is_dir():
        print(f"skipped: no gold at {SHARED / 'gold'}")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        work = given.keep or Path(folder)
        work.mkdir(parents=True, exist_ok=True)
        own = [ROOT / "tests" / name for name in HELDOUT]
        folders = [
            (SHARED / "gold", SHARED),
            *((folder, folder) for folder in own if (folder / "documents.tsv").is_file()),
        ]
        if given.gold:
            folders = [(given.gold, given.gold.resolve().parent)]
        equipped = has_engines()
        rows = [
            {**row, "out": str(work / f"{row['stem']}.json")}
            for folder, base in folders
            for row in listing(folder, base)
            if (equipped or not row["needs"]) and (not given.only or row["stem"] in given.only)
        ]
        if not rows:
            print(f"nothing to score: {folders[0][0] / 'documents.tsv'} lists no such document")
            return 0
        extract_all(rows)
        scorer = load_scorer()
        measured = measure(scorer, rows, given.errors)
        print_tables(scorer, measured)
        found = {row["stem"]: Path(row["out"]) for row in rows}
        records = {stem: json.loads(path.read_text("utf-8")) for stem, path in found.items() if path.exists()}
        errors = [line for score in measured["documents"].values() for line in score.errors]
        worst.print_worst(worst.worst(errors, records))
        if given.gold:
            return 0
        print_columns()
        if given.only:
            return 0
        joined = register_perfect.measure(work, errors=given.errors)
        print()
        register_perfect.print_figures(joined)
        themes = themes_score.measure(work)
        print("\n" + "  ".join(f"{name} {value:.3f}" for name, value in themes.items()))
    return compare({**measured["figures"], **joined, **themes}, given.record)


def print_columns() -> None:
    """What `benchmarks/columns.py` measured last: weights of everything, without the body, its family."""
    import columns

    if columns.SAVED.is_file():
        columns.show(json.loads(columns.SAVED.read_text("utf-8")))
        print("  (columns and ablation as measured last by benchmarks/columns.py)")


def has_engines() -> bool:
    """Whether this machine can read scans and old Word files; says so where it cannot."""
    from minutebook.loaders.ocr import find_engine
    from minutebook.loaders.office import program

    if find_engine() is not None and program() is not None:
        return True
    print("left out: scans and old formats (apt-get install tesseract-ocr libreoffice-writer)")
    return False


def listing(folder: Path, base: Path) -> list[dict[str, str]]:
    """The rows of a `documents.tsv`: stem, file, family, body, needs, and the paths of document and gold."""
    gold = folder / "gold" if (folder / "gold").is_dir() else folder
    with (folder / "documents.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    for row in rows:
        if row["needs"]:
            row["family"] = "needs"
        row["path"] = str(base / row["file"])
        row["gold"] = str(gold / f"{row['stem']}.json")
        if folder.name in HELDOUT:
            row["family"] = folder.name
    return rows


def extract_all(rows: list[dict[str, str]]) -> None:
    """Write one record a row; a failure is printed and scored as nothing found."""
    began = time.perf_counter()
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        for row, fault in zip(rows, pool.map(extract_one, rows), strict=True):
            if fault:
                print(f"FAILED {row['stem']}: {fault}")
    print(f"{len(rows)} documents in {time.perf_counter() - began:.1f} s")


def extract_one(row: dict[str, str]) -> str | None:
    """Extract one document; the reason where that failed."""
    import traceback

    from minutebook.extraction import extract_document

    try:
        minutes = extract_document(Path(row["path"]), source=row["file"])
    except Exception as error:  # noqa: BLE001 - a crash is a result here: it scores as nothing found
        return f"{type(error).__name__}: {error} at {traceback.extract_tb(error.__traceback__)[-1]}"
    Path(row["out"]).write_text(minutes.model_dump_json(by_alias=True, indent=1), encoding="utf-8")
    return None


def load_scorer() -> ModuleType:
    """The gold's scorer as a module."""
    from minutebook.training import gold

    return gold.load_scorer(SHARED / "evaluate" / "score.py")


def measure(scorer: ModuleType, rows: list[dict[str, str]], errors: bool) -> dict[str, Any]:
    """Scores per document and per group, and the share of printed values that their evidence holds."""
    from minutebook.assemble import ungrounded
    from minutebook.schema import Minutes

    scores: dict[str, Any] = {}
    documents: dict[str, Any] = {}
    loose: list[str] = []
    for row in rows:
        gold = json.loads(Path(row["gold"]).read_text("utf-8"))
        path = Path(row["out"])
        found = json.loads(path.read_text("utf-8")) if path.exists() else {}
        if found:
            loose += [f"{row['stem']}: {what}" for what in ungrounded(Minutes.model_validate(found))]
        names = [name for name, families in GROUPS.items() if row["family"] in families]
        for name in dict.fromkeys((*names, row["family"], f"body:{row['body']}")):
            score = scores.setdefault(name, scorer.Score())
            score.stem = row["stem"]
            scorer.score_document(score, gold, found)
        documents[row["stem"]] = scorer.Score()
        documents[row["stem"]].stem = row["stem"]
        scorer.score_document(documents[row["stem"]], gold, found)
        if errors:
            with contextlib.suppress(BrokenPipeError):
                print("\n".join(documents[row["stem"]].errors))
    figures: dict[str, float] = {"ungrounded": float(len(loose))}
    for what in loose:
        print(f"UNGROUNDED {what}")
    for name in GROUPS:
        if name in scores:
            figures[f"{name}.macro_f1"] = round(scorer.macro_f1(scores[name]), 4)
            for metric in (*scorer.HEADLINE, "document.kind", "actions.strict"):
                figures[f"{name}.{metric}.f1"] = round(scores[name].table[metric].figures()["f1"] or 0.0, 4)
            for metric in PRECISE:
                figures[f"{name}.{metric}.precision"] = round(
                    scores[name].table[metric].figures()["p"] or 0.0, 4
                )
    return {"scores": scores, "documents": documents, "figures": figures}


def print_tables(scorer: ModuleType, measured: dict[str, Any]) -> None:
    """Every document, then every group, then the metrics of each group."""
    print(f"\n{'':46}" + " ".join(f"{m[-9:]:>9}" for m in scorer.HEADLINE) + "    macro")
    for name, score in [*measured["documents"].items(), *measured["scores"].items()]:
        if name.startswith("body:"):
            continue
        cells = [score.table[m].figures()["f1"] if m in score.table else None for m in scorer.HEADLINE]
        print(f"{name[:44]:46}" + " ".join("    -    " if c is None else f"{c:9.3f}" for c in cells)
              + f" {scorer.macro_f1(score):8.4f}")  # fmt: skip
    for group in GROUPS:
        if group not in measured["scores"]:
            continue
        print(f"\n{group:28}{'P':>8}{'R':>8}{'F1':>8}{'tp':>7}{'fp':>6}{'fn':>6}")
        table = measured["scores"][group].table
        for metric in [*scorer.HEADLINE, *sorted(m for m in table if m not in scorer.HEADLINE)]:
            f = table[metric].figures()
            values = "".join("       -" if f[k] is None else f"{f[k]:8.3f}" for k in ("p", "r", "f1"))
            mark = "*" if metric in scorer.HEADLINE else " "
            print(f"{mark} {metric:26}{values}{f['tp']:7}{f['fp']:6}{f['fn']:6}")


def compare(figures: dict[str, float], record: bool) -> int:
    """Gains and losses against the floors; 1 where a figure is below its floor by more than rounding."""
    floors: dict[str, float] = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    lost = 0
    print("\nagainst the floors")
    for name, value in figures.items():
        floor = floors.get(name)
        fewer_is_better = name == "ungrounded"
        change = 0.0 if floor is None else (floor - value if fewer_is_better else value - floor)
        if floor is None or abs(change) > 0.0001:
            word = "new" if floor is None else "gain" if change > 0 else "LOSS"
            print(f"  {word:5} {name:36} {'-' if floor is None else floor:>8} -> {value:8}")
        if floor is not None and change < -0.0001:
            lost += 1
        if floor is None or change > 0:
            floors[name] = value
    print("  below the floor: " + (str(lost) if lost else "none"))
    if record:
        FLOORS.write_text(json.dumps(dict(sorted(floors.items())), indent=1) + "\n", encoding="utf-8")
        print(f"  recorded in {FLOORS.relative_to(ROOT)}")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
