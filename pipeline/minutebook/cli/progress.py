"""How a run goes: a bar on a terminal, silence in a pipe, a log of JSON lines where one is asked for."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from minutebook.export.visible import in_one_line

if TYPE_CHECKING:
    from minutebook.book.outcome import Outcome, Progress, Summary


class Log:
    """One JSON object a line, each with `event` and `time`: `start`, one `document` an input, `end`.

    A line is written at once, so that a run can be watched (`tail -f`) and what was written outlives it.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, event: str, **told: Any) -> None:
        """Write one line; times are UTC, ISO 8601."""
        line = {"event": event, "time": datetime.now(UTC).isoformat(timespec="milliseconds"), **told}
        self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._file.flush()

    def document(self, outcome: Outcome, done: int, total: int) -> None:
        """Write what became of one input."""
        self.write(
            "document",
            done=done,
            total=total,
            source=outcome.source,
            status=outcome.status,
            reason=outcome.reason,
            pages=outcome.pages,
            seconds=outcome.seconds,
            reused=outcome.reused,
        )

    def end(self, summary: Summary, seconds: float) -> None:
        """Write how the run ended."""
        self.write(
            "end",
            seconds=round(seconds, 3),
            statuses=dict(summary.statuses),
            pages=summary.pages,
            reused=summary.reused,
            changed=summary.changed,
            exit_code=summary.exit_code,
        )


@contextmanager
def log_to(place: Path | None) -> Iterator[Log | None]:
    """The log at a path, added to what is there; `-` is stderr, None is no log. Raises OSError."""
    if place is None:
        yield None
    elif str(place) == "-":
        yield Log(sys.stderr)
    else:
        with place.open("a", encoding="utf-8", newline="\n") as file:
            yield Log(file)


@contextmanager
def progress_to(log: Log | None) -> Iterator[Progress]:
    """What a run is to call for each input: moves the bar, if stderr is a terminal, and writes the log."""
    with ExitStack() as stack:
        bar = stack.enter_context(_bar()) if sys.stderr.isatty() else None

        def tell(outcome: Outcome, done: int, total: int) -> None:
            if log is not None:
                log.document(outcome, done, total)
            if bar is not None:
                bar(outcome, done, total)

        yield tell


class Pace:
    """Counts what a run has read, and says how fast it goes and how long it will take."""

    def __init__(self) -> None:
        self.pages = self.failed = self._read = 0
        self._began: float | None = None

    def add(self, outcome: Outcome) -> None:
        """Count one input; what an earlier run had read does not count for the pace."""
        if self._began is None:
            self._began = time.monotonic()
        self.pages += outcome.pages or 0
        self.failed += not outcome.done
        self._read += not outcome.reused

    def words(self, done: int, total: int, now: float | None = None) -> str:
        """`1,204 pages, 7.1 files/s, 2:40 left, 3 to look at`."""
        gone = (now if now is not None else time.monotonic()) - (self._began or 0.0)
        told = [f"{self.pages:,} pages"]
        if self._read and gone > 0:
            rate = self._read / gone
            told.append(f"{rate:.1f} files/s")
            left = round((total - done) / rate)
            hours, minutes, seconds = left // 3600, left // 60 % 60, left % 60
            told.append(
                f"{hours}:{minutes:02}:{seconds:02} left" if hours else f"{minutes}:{seconds:02} left"
            )
        if self.failed:
            told.append(f"{self.failed:,} to look at")
        return ", ".join(told)


@contextmanager
def _bar() -> Iterator[Progress]:
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    from minutebook.cli.screen import Screen

    columns = (
        TextColumn("Reading", markup=False),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Bar(*columns, console=Screen(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        pace = Pace()

        def advance(outcome: Outcome, done: int, total: int) -> None:
            pace.add(outcome)
            bar.update(task, completed=done, total=total, description=pace.words(done, total))
            if not outcome.done:
                bar.console.print(progress_line(outcome, done, total), soft_wrap=True)

        yield advance


def progress_line(outcome: Outcome, done: int, total: int) -> str:
    """`[ 3/21] ok a.pdf (0.4 s)`, with the reason where there is one."""
    took = "" if outcome.seconds is None else f" ({outcome.seconds:.1f} s)"
    reason = "" if outcome.reason is None else f": {outcome.reason}"
    return in_one_line(f"[{done:>{len(str(total))}}/{total}] {outcome.status} {outcome.source}{took}{reason}")
