"""Thousands of seeded mutations of the samples, read as an archive is: workers under watch, one status each.

    python tests/fuzz/run.py [--count 10000] [--seed 1] [--jobs 2] [--load-only]

Each is read whole (`--load-only`: by its loader alone), with LibreOffice and OCR at every thirtieth. A fault is a crash, a timeout, a lost worker or a status
that is none of the contract's; it is printed with its sample and seed, and `--write SAMPLE SEED FILE` writes
the document that brought it about.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parent))

from mutate import ENDINGS, mutated, samples

from minutebook.book.inputs import Input
from minutebook.book.limits import Limits
from minutebook.book.outcome import DONE, FAILED, NEEDS_PERSON, Outcome
from minutebook.book.pool import Pool
from minutebook.book.worker import Task
from minutebook.schema import Minutes

FAULTS = frozenset({"crashed", "timeout", "out_of_memory"})
LIMITS = Limits(seconds=180, megabytes=1500)
SLOWEST = 5  # are named at the end, with their seconds


def read(path: Path, source: str, rules: Path | None, model: str | None) -> tuple[Minutes, ...]:
    """The records of a mutation as `extract` gives them, parts of a pack too; the source says which."""
    from minutebook.extraction import extract_records

    seed = _seed(source)
    with tempfile.TemporaryDirectory(prefix="minutebook-fuzz-") as folder:
        harmed = Path(folder) / path.name
        harmed.write_bytes(mutated(path.read_bytes(), seed))
        with _programs(seed):
            return extract_records(harmed, source=source, rules=rules, model=model)


def load_only(path: Path, source: str, rules: Path | None, model: str | None) -> Minutes:
    """An empty record of a mutation that its loader read."""
    from minutebook.loaders.load import load_bytes

    seed = _seed(source)
    data = mutated(path.read_bytes(), seed)
    with _programs(seed):
        load_bytes(data, source=source)
    part = {"source": source, "format": "text", "pages": None, "kind": "other"}
    return Minutes.model_validate({"document": {**part, "sha256": hashlib.sha256(data).hexdigest()}})


def _seed(source: str) -> int:
    return int(source.rpartition("#")[2])


@contextmanager
def _programs(seed: int) -> Iterator[None]:
    """LibreOffice and the OCR engine are let in at every thirtieth: seconds each, and not what is tried here."""
    if random.Random(f"programs {seed}").random() < 1 / 30:
        yield
        return
    from minutebook.loaders import ocr, office

    with patch.object(office, "program", lambda: None), patch.object(ocr, "find_engine", lambda: None):
        yield


def tasks(paths: list[Path], count: int, seed: int, folder: Path, *, whole: bool = True) -> Iterator[Task]:
    """`count` mutations, the samples in turn."""
    for number in range(count):
        path = paths[number % len(paths)]
        source = f"{path.name}#{seed * 1_000_000 + number}"
        yield Task(number, Input(path, source, "mutation"), folder, extractor=read if whole else load_only)


def faults(found: Iterator[Outcome]) -> Iterator[Outcome]:
    """Those that break a promise: a fault of the program, a limit reached, a status that is none."""
    known = DONE | NEEDS_PERSON | FAILED
    return (outcome for outcome in found if outcome.status in FAULTS or outcome.status not in known)


def main() -> int:
    """Print the statuses and every fault; 1 where there is one."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--count", type=int, default=10_000)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--jobs", type=int, default=2)
    ask.add_argument("--load-only", action="store_true")
    ask.add_argument("--write", nargs=3, metavar=("SAMPLE", "SEED", "FILE"))
    given = ask.parse_args()
    if given.write:
        name, seed, target = given.write
        found = {path.name: path for path in samples()}
        Path(target).write_bytes(mutated(found[name].read_bytes(), int(seed)))
        return 0
    began, seen, broken, formats = time.monotonic(), Counter[str](), 0, Counter[str]()
    slowest: list[tuple[float, str]] = []
    with tempfile.TemporaryDirectory() as folder, Pool(given.jobs, LIMITS) as pool:
        todo = tasks(samples(), given.count, given.seed, Path(folder), whole=not given.load_only)
        for task, result in pool.run(todo):
            seen[result.outcome.status] += 1
            slowest = sorted([*slowest, (result.outcome.seconds or 0, result.outcome.source)])[-SLOWEST:]
            formats[ENDINGS[task.input.path.suffix]] += 1
            for outcome in faults(iter((result.outcome,))):
                broken += 1
                print(f"{outcome.status}: {outcome.source}: {outcome.reason}", flush=True)
            if seen.total() % 500 == 0:
                print(f"{seen.total()} of {given.count}, {broken} faults", file=sys.stderr, flush=True)
    print(f"{seen.total()} mutations in {time.monotonic() - began:.0f} s: {_told(seen)}; {broken} faults")
    print(f"by loader: {_told(formats)}")
    print("slowest: " + ", ".join(f"{source} {seconds:.1f} s" for seconds, source in reversed(slowest)))
    return int(broken > 0 or seen.total() != given.count)


def _told(counts: Counter[str]) -> str:
    return ", ".join(f"{number} {name}" for name, number in sorted(counts.items()))


if __name__ == "__main__":
    sys.exit(main())
