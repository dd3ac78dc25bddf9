"""An archive of thousands: memory, the second run against the first, one process against two.

    python benchmarks/archive_scale.py [--counts 200 5000] [--jobs 2] [--parquet]

Documents are the text samples with their dates moved, so that each is a meeting of its own. For each count
the whole command runs twice, as a person runs it; the peaks are of real memory (RSS), looked at ten times a
second. `--control COUNT` compares one process with two instead, for the command and for the control, a loop
that does nothing but parse: where that does not reach 1.8 either, it is the machine's limit. What the command
takes to read one document is its start: program, rules and models.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import psutil

from minutebook.loaders.decode import decode

ROOT = Path(__file__).resolve().parent.parent
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")  # fmt: skip
ENDING = "(?:<sup>)?(?:st|nd|rd|th)?(?:</sup>)?"
DAY = re.compile(rf"\b(\d{{1,2}}){ENDING} ({'|'.join(MONTHS)}),? (\d{{4}})\b")
MB = 1024 * 1024
ROUNDS = 2  # the quicker counts: what else the machine does only adds
TWICE = 1.8
BUSY = 1.4  # times that two bare processes gain at the least on two cores that nobody else uses
NEAR = 0.95  # of what the control reaches: as much as two runs differ


def main() -> int:
    """Print one line a run; 1 where a limit of the project's own is broken."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--counts", type=int, nargs="+", default=[200, 5000])
    ask.add_argument("--jobs", type=int, default=2)
    ask.add_argument("--parquet", action="store_true")
    ask.add_argument("--control", type=int, metavar="COUNT", help="compare one process with two instead")
    given = ask.parse_args()
    print(f"{psutil.cpu_count()} cores, load {psutil.getloadavg()[0]:.1f} at the start")
    with tempfile.TemporaryDirectory() as folder:
        if given.control:
            return control(Path(folder), given.control)
        return scale(Path(folder), given.counts, given.jobs, given.parquet)


def scale(folder: Path, counts: list[int], jobs: int, parquet: bool) -> int:
    peaks: dict[int, tuple[float, float]] = {}
    broken = 0
    for count in counts:
        inputs = write(folder / f"in{count}", count)
        command = extract(inputs, folder / f"out{count}", jobs) + ["--parquet"] * parquet
        first, parent, worker = watched(command)
        second, parent_again, _ = watched(command)
        peaks[count] = (parent, worker)
        share = second / first
        broken += count >= 1000 and share >= 0.03
        print(
            f"{count} documents: {first:.1f} s ({count / first:.1f} a second), parent {parent:.0f} MB, "
            f"largest worker {worker:.0f} MB; again {second:.2f} s ({share:.2%}), "
            f"parent {parent_again:.0f} MB",
            flush=True,
        )
        shutil.rmtree(inputs)
    low, high = peaks[counts[0]], peaks[counts[-1]]
    for name, before, after in zip(("parent", "worker"), low, high, strict=True):
        broken += after > 1.15 * before
        print(f"{name}: {after / before:.3f} times the memory of the smallest run (limit 1.15)")
    return int(broken > 0)


def control(folder: Path, count: int) -> int:
    """1 where two processes are less than 1.8 times as fast as one, and less than the control allows."""
    inputs, single = write(folder / "in", count), write(folder / "one", 1)
    paths = [str(path) for path in sorted(inputs.iterdir())]
    command: dict[int, list[float]] = {1: [], 2: []}
    bare: dict[int, list[float]] = {1: [], 2: []}
    start = min(watched(extract(single, folder / f"start{turn}", 1))[0] for turn in range(ROUNDS))
    for turn in range(ROUNDS):
        for jobs in (1, 2):
            command[jobs].append(watched(extract(inputs, folder / f"out{jobs}-{turn}", jobs))[0])
            with ProcessPoolExecutor(jobs) as pool:
                list(pool.map(read_one, paths[: 8 * jobs]))  # models are loaded before the clock starts
                began = time.perf_counter()
                list(pool.map(read_one, paths, chunksize=8))
                bare[jobs].append(time.perf_counter() - began)
    print(f"start: {start:.1f} s to read one document, whatever follows it")
    whole = told("extract", {jobs: min(times) for jobs, times in command.items()})
    after = told("extract after its start", {jobs: min(times) - start for jobs, times in command.items()})
    limit = told("control, parsing alone", {jobs: min(times) for jobs, times in bare.items()})
    held = max(whole, after) >= TWICE or max(whole, after) >= NEAR * limit
    words = "held" if max(whole, after) >= TWICE else "the machine's limit" if held else "MISSED"
    if limit < BUSY:
        words = "not to be told while the machine has other work"
    print(f"two processes against one: {words} (wanted {TWICE}, or {NEAR:.0%} of the control)")
    return int(not held)


def told(name: str, seconds: dict[int, float]) -> float:
    times = seconds[1] / seconds[2]
    print(f"{name}: {seconds[1]:.1f} s with one process, {seconds[2]:.1f} s with two: {times:.2f} times")
    return times


def read_one(path: str) -> int:
    """Does nothing but parse."""
    from minutebook.extraction import extract_document

    return len(extract_document(Path(path)).actions)


def extract(inputs: Path, out: Path, jobs: int) -> list[str]:
    return [
        sys.executable,
        "-m",
        "minutebook",
        "extract",
        str(inputs),
        "--out",
        str(out),
        "--jobs",
        str(jobs),
    ]


def watched(command: list[str]) -> tuple[float, float, float]:
    """Seconds, and the peaks in MB of the process and of the largest that it started."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT)
    parent, worker = 0.0, 0.0
    seen = psutil.Process(process.pid)
    while process.poll() is None:
        try:
            parent = max(parent, seen.memory_info().rss / MB)
            worker = max([worker, *(child.memory_info().rss / MB for child in seen.children())])
        except psutil.Error:
            pass
        time.sleep(0.1 if time.perf_counter() - began > 2 else 0.01)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{json.dumps(command)} ended with {process.returncode}")
    return time.perf_counter() - began, parent, worker


def write(folder: Path, count: int) -> Path:
    """`count` files in a new folder, each a sample with all its dates moved."""
    folder.mkdir()
    samples = [path for path in sorted((ROOT / "data" / "samples").glob("*.txt")) if "terms" not in path.name]
    for number, text in zip(range(count), moved(samples), strict=False):
        (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")
    return folder


def moved(samples: list[Path]) -> Iterator[str]:
    texts = [decode(path.read_bytes()) for path in samples]
    number = 0
    while True:
        away = timedelta(days=-(number // len(texts)) * 3)

        def other(found: re.Match[str], away: timedelta = away) -> str:
            day, month, year = found.groups()
            try:
                then = date(int(year), MONTHS.index(month) + 1, int(day)) + away
            except (ValueError, OverflowError):
                return found.group()
            return f"{then.day} {MONTHS[then.month - 1]} {then.year}"

        yield DAY.sub(other, texts[number % len(texts)])
        number += 1


if __name__ == "__main__":
    sys.exit(main())
