"""Thousands of seeded mutations of the samples, read as an archive is: workers under watch, one status each.

    python tests/fuzz/run.py [--count 10000] [--seed 1] [--jobs 2] [--load-only]

Each is read whole (`--load-only`: by its loader alone). A fault is a crash, a timeout, a lost worker or a status
that is none of the contract's; it is printed with its sample and seed, and `--write SAMPLE SEED FILE` writes
the document that brought it about.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from mutate import SAMPLES, mutated, samples

from minutebook.book.inputs import Input
from minutebook.book.limits import Limits
from minutebook.book.outcome import DONE, FAILED, NEEDS_PERSON, Outcome
from minutebook.book.pool import Pool
from minutebook.book.worker import Task
from minutebook.schema import Minutes

FAULTS = frozenset({"crashed", "timeout", "out_of_memory"})
LIMITS = Limits(seconds=60, megabytes=1500)
SHORTEST = 1


def read(path: Path, source: str, rules: Path | None, model: str | None) -> Minutes:
    """The record of a mutation; the source says which (`name#seed`)."""
    from minutebook.extraction import read_document
    from minutebook.loaders.load import load_bytes
    from minutebook.nlp import load_reader
    from minutebook.rulebook import load_rulebook

    data = mutated(path.read_bytes(), int(source.rpartition("#")[2]))
    return read_document(load_bytes(data, source=source), load_rulebook(rules), load_reader(model))


def load_only(path: Path, source: str, rules: Path | None, model: str | None) -> Minutes:
    """An empty record of a mutation that its loader read."""
    from minutebook.loaders.load import load_bytes

    data = mutated(path.read_bytes(), int(source.rpartition("#")[2]))
    load_bytes(data, source=source)
    part = {"source": source, "format": "text", "pages": None, "kind": "other"}
    return Minutes.model_validate({"document": {**part, "sha256": hashlib.sha256(data).hexdigest()}})


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
        Path(target).write_bytes(mutated((SAMPLES / Path(name).name).read_bytes(), int(seed)))
        return 0
    began, seen, broken = time.monotonic(), Counter[str](), 0
    with tempfile.TemporaryDirectory() as folder, Pool(given.jobs, LIMITS) as pool:
        todo = tasks(samples(), given.count, given.seed, Path(folder), whole=not given.load_only)
        for _, result in pool.run(todo):
            seen[result.outcome.status] += 1
            for outcome in faults(iter((result.outcome,))):
                broken += 1
                print(f"{outcome.status}: {outcome.source}: {outcome.reason}", flush=True)
    told = ", ".join(f"{number} {status}" for status, number in sorted(seen.items()))
    print(f"{seen.total()} mutations in {time.monotonic() - began:.0f} s: {told}; {broken} faults")
    return int(broken > 0 or seen.total() != given.count)


if __name__ == "__main__":
    sys.exit(main())
