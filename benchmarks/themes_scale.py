"""Time and memory of `minutebook themes` at several sizes of archive, each in a process of its own.

    python benchmarks/themes_scale.py [--meetings 1000 20000] [--limit 600]

Archives are those of tests/samples/theme_archive.py, 100 meetings a board. Prints seconds, peak memory of the
process that compares and of its largest helper, and seconds a meeting against those of the smallest size.
Exit code 1 where the largest takes longer than the limit or a meeting costs more than 1.2 times as much.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EACH = 100
DEARER = 1.2


def main() -> int:
    """Measure each size."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--meetings", type=int, nargs="+", default=[1000, 20000])
    ask.add_argument("--limit", type=float, default=600.0, help="seconds for the largest")
    ask.add_argument("--jobs", type=int, default=2)
    ask.add_argument("--study", nargs=2, help=argparse.SUPPRESS)
    given = ask.parse_args()
    if given.study:
        return study(*given.study, given.jobs)
    first = each = seconds = 0.0
    print(
        f"{'meetings':>10}{'seconds':>10}{'CPU s':>8}{'ms each':>10}{'MiB':>8}{'helper':>8}{'ratio':>8}",
        flush=True,
    )
    for meetings in sorted(given.meetings):
        with tempfile.TemporaryDirectory() as folder:
            book, out = Path(folder) / "book", Path(folder) / "out"
            made = [sys.executable, str(ROOT / "tests" / "samples" / "theme_archive.py"), str(book)]
            made += ["--boards", str(max(1, meetings // EACH)), "--meetings", str(EACH)]
            subprocess.run(made, check=True)
            began = time.perf_counter()
            command = [sys.executable, __file__, "--study", str(book), str(out), "--jobs", str(given.jobs)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            seconds = time.perf_counter() - began
            own, helper, busy = done.stdout.splitlines()[-1].split()
        each = seconds / meetings
        first = first or each
        row = f"{meetings:>10}{seconds:>10.1f}{busy:>8}{1000 * each:>10.2f}{own:>8}{helper:>8}"
        print(f"{row}{each / first:>8.2f}", flush=True)
    return 1 if seconds > given.limit or each > DEARER * first else 0


def study(book: str, out: str, jobs: int) -> int:
    """One whole study, pictures and all; its peak memory in MiB and that of its largest helper."""
    from typer.testing import CliRunner

    from minutebook.cli.app import app

    done = CliRunner().invoke(app, ["themes", book, "--out", out, "--jobs", str(jobs)])
    if done.exit_code:
        sys.exit(done.output)
    peaks = [
        resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    ]
    times = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(*peaks, round(sum(time.ru_utime + time.ru_stime for time in times)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
