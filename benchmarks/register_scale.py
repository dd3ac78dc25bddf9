"""Time, memory and truth of the register at several sizes of archive, each in a process of its own.

    python benchmarks/register_scale.py [--shares 0.01 0.1 1] [--folder DIR]

Prints for the register alone: seconds and peak memory of the first run, seconds of a run after one meeting
was added, and the pairwise F1 of people and threads. Then for the whole command `minutebook register`, with
nothing kept from before: seconds and peak memory with workbook, page, tables, database and evidence pages.
`exponent` is that of the first run's CPU seconds against meetings, from the smallest size to this: 1 is
linear. CPU seconds tell what a machine that has other work to do hides.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

Mention = tuple[str, str]
MIB = 1024


def main() -> int:
    """Measure each size."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--shares", type=float, nargs="+", default=[0.01, 0.1, 1.0])
    ask.add_argument("--folder", type=Path, help="where to write (default: a temporary folder)")
    ask.add_argument("--build", type=Path, help=argparse.SUPPRESS)
    given = ask.parse_args()
    if given.build is not None:
        return build(given.build)
    from generate_archive import write_archive

    first: tuple[int, float] | None = None
    heads = ("share", "meetings", "first s", "CPU s", "MiB", "again s", "CPU s", "exponent", "people F1",
             "threads F1", "command s", "CPU s", "MiB")  # fmt: skip
    print("".join(f"{head:>12}" for head in heads), flush=True)
    for share in given.shares:
        with tempfile.TemporaryDirectory(dir=given.folder) as folder:
            book = Path(folder) / "book"
            write_archive(book, share)
            lines = (book / "manifest.jsonl").read_text("utf-8").splitlines(keepends=True)
            (book / "manifest.jsonl").write_text("".join(lines[:-1]), "utf-8")
            took = run(book)
            (book / "manifest.jsonl").write_text("".join(lines), "utf-8")
            again = run(book)
            first = first or (len(lines), took["cpu"])
            grown = math.log(len(lines) / first[0])
            exponent = f"{math.log(took['cpu'] / first[1]) / grown:.2f}" if grown else "-"
            seconds, busy, mib = command(book)
            row = (f"{share:g}", f"{len(lines)}", f"{took['seconds']:.1f}", f"{took['cpu']:.1f}",
                   f"{took['mib']:.0f}", f"{again['seconds']:.1f}", f"{again['cpu']:.1f}", exponent,
                   f"{again['people']:.4f}", f"{again['threads']:.4f}",
                   f"{seconds:.1f}", f"{busy:.1f}", f"{mib:.0f}")  # fmt: skip
            print("".join(f"{cell:>12}" for cell in row), flush=True)
            shutil.rmtree(book)
    return 0


def run(book: Path) -> dict[str, float]:
    """Build the register in a new process; its seconds, peak memory and scores."""
    command = [sys.executable, __file__, "--build", str(book)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def command(book: Path) -> tuple[float, float, float]:
    """Run `minutebook register` with nothing kept: seconds, those of the CPU, peak memory in MiB."""
    for kept in book.glob(".register-cache*"):
        kept.unlink()
    began = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-m", "minutebook", "register", str(book)], stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(child.pid, 0)
    if status:
        raise RuntimeError(f"minutebook register ended with status {status}")
    return time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / MIB


def build(book: Path) -> int:
    """Build and write the register of a book and print the figures."""
    from minutebook.register import build_register, write_register

    began = time.perf_counter()
    register = build_register(book)
    write_register(register, book)
    seconds, cpu = time.perf_counter() - began, time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB
    truth = json.loads((book / "truth.json").read_text("utf-8"))
    people = [[(m.document, m.id) for m in person.mentions] for person in register.people]
    threads = [[(m.document, m.id) for m in thread.mentions] for thread in register.threads]
    figures = {
        "seconds": seconds,
        "cpu": cpu,
        "mib": peak,
        "people": pairwise(truth["people"], people),
        "threads": pairwise(truth["actions"], threads),
    }
    print(json.dumps(figures))
    return 0


def pairwise(truth: Iterable[Iterable[Iterable[str]]], found: Iterable[Iterable[Mention]]) -> float:
    """F1 over the pairs of mentions that either side joins, counted without listing them."""
    owner = {(m[0], m[1]): n for n, cluster in enumerate(truth) for m in map(tuple, cluster)}
    wanted: Counter[int] = Counter()
    both = mine = 0
    for cluster in found:
        held = Counter(owner[m] for m in cluster if m in owner)
        wanted.update(held)
        both += sum(n * (n - 1) // 2 for n in held.values())
        mine += held.total() * (held.total() - 1) // 2
    gold = sum(n * (n - 1) // 2 for n in wanted.values())
    return 2 * both / (gold + mine) if gold + mine else 1.0


if __name__ == "__main__":
    sys.exit(main())
