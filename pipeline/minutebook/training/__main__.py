"""`python -m minutebook.training`: every model in `models/`, one after another."""

from __future__ import annotations

import argparse
from pathlib import Path

from minutebook.training import commitments, names, zones_model
from minutebook.training.confidence import __main__ as confidence

ROOT = Path(__file__).resolve().parents[3]


def main(arguments: list[str] | None = None) -> int:
    """Train line labeller, sentence model, names and what weighs the values of records; 0.

    Without the gold the labeller learns from invented minutes alone and is not heard, which is said, the
    sentences and names from the project's own sets and invented minutes, and the weights of confidence stay.
    """
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="where gold/ is")
    ask.add_argument(
        "--also",
        type=Path,
        nargs="*",
        default=[],
        metavar="FOLDER",
        help="more folders with a gold/ that `minutebook corrections --to-gold FOLDER/gold` wrote",
    )
    ask.add_argument("--models", type=Path, default=ROOT / "models", help="where the weights go")
    given = ask.parse_args(arguments)
    if not any((folder / "gold").is_dir() for folder in (given.shared, *given.also)):
        print(f"zones: no gold at {given.shared / 'gold'}; weights from invented minutes, not calibrated")
    zones_model.main(given.models, given.shared, also=given.also)
    commitments.main(given.models, given.shared, also=given.also)
    names.main(given.models, given.shared, also=given.also)
    return confidence.main(["--shared", str(given.shared), "--models", str(given.models)])


if __name__ == "__main__":
    raise SystemExit(main())
