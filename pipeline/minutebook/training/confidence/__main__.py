"""`python -m minutebook.training.confidence`: weights, scores and the picture, from the gold at hand."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from minutebook.assemble.confidence import WEIGHTS
from minutebook.training.confidence.fit import fit_all, left_out
from minutebook.training.confidence.report import figures, picture, table
from minutebook.training.confidence.samples import Sample, gather, sources

ROOT = Path(__file__).resolve().parents[4]
OWN = ("heldout", "heldout_second")


def main(arguments: list[str] | None = None) -> int:
    """Write `models/confidence/weights.json`, `scores.json` beside it and `docs/confidence.svg`.

    Without the gold and its scorer nothing is written, which is said; the weights that are there stay.
    """
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    ask.add_argument("--models", type=Path, default=ROOT / "models")
    ask.add_argument("--picture", type=Path, default=ROOT / "docs" / "confidence.svg")
    given = ask.parse_args(arguments)
    scorer = given.shared / "evaluate" / "score.py"
    if not scorer.is_file():
        print(f"confidence: skipped, no scorer at {scorer}")
        return 0
    own = [s for name in OWN for s in sources(ROOT / "tests" / name, ROOT / "tests" / name, name)]
    samples = gather([*sources(given.shared / "gold", given.shared), *own], scorer)
    sure = left_out(samples)
    scores = {
        "left_out": table(samples, sure),
        "own_sets_only": _without_gold(samples),
        "before": _before(samples),
        "documents": {"bodies": len({s.body for s in samples}), "values": len(samples)},
    }
    folder = given.models / "confidence"
    folder.mkdir(parents=True, exist_ok=True)
    weighers = fit_all(samples)
    kinds = {kind: {"bias": one.bias, "weights": dict(one.weights)} for kind, one in weighers.items()}
    _write(folder / WEIGHTS, {"version": "1", "kinds": kinds})
    _write(folder / "scores.json", scores)
    given.picture.write_text(picture(samples, sure), encoding="utf-8")
    for name, kinds_of in scores["left_out"].items():
        for kind, one in kinds_of.items():
            print(
                f"{name:12}{kind:12} n {one['values']:6}  wrong {one['wrong']:5}  error {one['error']:.3f}"
                f"  found by the least sure tenth {one['found']:4}"
            )
    return 0


def _without_gold(samples: list[Sample]) -> dict[str, Any]:
    """What weights from the project's own sets do on the gold, which they never saw."""
    own = [s for s in samples if s.group in OWN]
    other = [s for s in samples if s.group not in OWN]
    if not own or not other:
        return {}
    weighers = fit_all(own)
    return table(other, [weighers[s.kind](s.signs) for s in other])


def _before(samples: list[Sample]) -> dict[str, Any]:
    """The same figures for what the stages' own confidence says."""
    import math

    def prior(sample: Sample) -> float:
        return 1 / (1 + math.exp(-sample.signs["prior"]))

    kinds = sorted({s.kind for s in samples} - {"due"})
    return {
        kind: vars_of(
            [prior(s) for s in samples if s.kind == kind], [s.right for s in samples if s.kind == kind]
        )
        for kind in kinds
    }


def vars_of(sure: list[float], right: list[bool]) -> dict[str, Any]:
    """The figures as they are written."""
    one = figures(sure, right)
    return {"values": one.values, "wrong": one.wrong, "error": one.error, "found": one.found}


def _write(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
