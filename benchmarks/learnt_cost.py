"""What the trained models cost `extract`: processor time and memory with them and without, in one run.

    python benchmarks/learnt_cost.py [--rounds N] [FOLDER ...]

Each round reads every document of the folders (the minutes beside the project, else the samples) in a fresh
process, once with the models that ship, once with an empty folder in their place (`MINUTEBOOK_MODELS`). The
least of the rounds counts. Loading rules and the third-party language model is in both.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENDINGS = {".pdf", ".docx", ".md", ".txt", ".html"}
READ = """
import json, resource, sys, time
from pathlib import Path
from minutebook.errors import InputError, Quarantined
from minutebook.extraction import extract_records
began = time.process_time()
for path in json.load(sys.stdin):
    try:
        extract_records(Path(path))
    except (InputError, Quarantined):
        pass
print(json.dumps([time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


def main() -> int:
    """Measure and print; 0."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--rounds", type=int, default=3)
    ask.add_argument("folders", type=Path, nargs="*")
    given = ask.parse_args()
    shared = ROOT.parent / "shared" / "minutes"
    folders = given.folders or [shared if shared.is_dir() else ROOT / "data" / "samples"]
    files = sorted(str(p) for folder in folders for p in folder.rglob("*") if p.suffix.lower() in ENDINGS)
    told: dict[str, list[list[float]]] = {"without": [], "with": []}
    with tempfile.TemporaryDirectory() as empty:
        for _ in range(given.rounds):
            told["without"].append(_run(files, {"MINUTEBOOK_MODELS": empty}))
            told["with"].append(_run(files, {}))
    time, memory = ({name: min(one[n] for one in runs) for name, runs in told.items()} for n in (0, 1))
    print(f"{len(files)} documents, least of {given.rounds} rounds")
    print(f"processor time {time['without']:.1f} s without, {time['with']:.1f} s with the models: "
          f"{time['with'] / time['without'] - 1:+.0%}")  # fmt: skip
    print(f"memory at most {memory['without']:.0f} MB without, {memory['with']:.0f} MB with: "
          f"{memory['with'] - memory['without']:+.0f} MB")  # fmt: skip
    return 0


def _run(files: list[str], more: dict[str, str]) -> list[float]:
    """Seconds of the processor, and the peak of memory in megabytes."""
    environment = {name: value for name, value in os.environ.items() if name != "MINUTEBOOK_MODELS"}
    environment |= {"MINUTEBOOK_OCR": "none", **more}
    done = subprocess.run(
        [sys.executable, "-c", READ],
        input=json.dumps(files),
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    figures: list[float] = json.loads(done.stdout.splitlines()[-1])
    return figures


if __name__ == "__main__":
    raise SystemExit(main())
