"""Reads documents into a book, says how it goes, and at the end what there is and who must look."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typer

from minutebook.errors import UsageError
from minutebook.export.visible import in_one_line

if TYPE_CHECKING:
    from rich.table import Table

    from minutebook.book.outcome import Outcome, Summary

# A table longer than this is not read on a screen; tables/documents.csv has every row.
ROWS = 100
EACH = 10  # lines of the work to do for each status
PIPE_WIDTH = 1000
WIDE = 100
COLUMNS = ("document", "kind", "body", "date", "attendees", "items", "actions", "flags")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command line asked for."""

    jobs: int | None = None
    rules: Path | None = None
    model: str | None = None
    seconds: float = 300.0
    megabytes: int = 2000
    retry: bool = False
    log: Path | None = None
    scheduler: str | None = None
    parquet: bool = False


def extract_to(paths: list[str], out: str, asked: Asked) -> int:
    """Carry out `minutebook extract`; the exit code is 0 where every input is done, else 1.

    Raises UsageError, RuleError or ModelError where the run cannot start or go on.
    """
    from minutebook.book.batch import extract_book
    from minutebook.book.limits import Limits
    from minutebook.cli.progress import log_to, progress_to

    began = time.monotonic()
    with log_to(asked.log) as log:
        if log is not None:
            log.write("start", paths=paths, out=out)
        with progress_to(log) as progress, _told_when_stopped():
            summary = extract_book(
                paths,
                out,
                jobs=asked.jobs,
                rules=asked.rules,
                model=asked.model,
                progress=progress,
                limits=Limits(asked.seconds, asked.megabytes),
                retry=asked.retry,
                scheduler=asked.scheduler,
                parquet=asked.parquet,
            )
        seconds = time.monotonic() - began
        if log is not None:
            log.end(summary, seconds)
    _print_table(summary)
    for line in closing_lines(summary, seconds):
        typer.echo(line)
    return summary.exit_code


@contextmanager
def _told_when_stopped() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        raise UsageError("stopped; run the same command again to go on from here") from None


def _print_table(summary: Summary) -> None:
    """A row a document where they can be read, then how many ended in each status."""
    from minutebook.cli.screen import Screen

    # In a pipe nobody's window is too narrow: no value is cut there.
    width = None if sys.stdout.isatty() else PIPE_WIDTH
    console = Screen(width=width)
    if summary.total <= ROWS:
        console.print(summary_table(summary, console.width))
        console.print()
    console.print(status_table(summary))


def status_table(summary: Summary) -> Table:
    """How many documents ended in each status: done first, then what a person must look at."""
    from rich.table import Table

    from minutebook.book.outcome import DONE

    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    table.add_column("status")
    table.add_column("documents", justify="right")
    for status in sorted(summary.statuses, key=lambda status: (status not in DONE, status)):
        style = None if status in DONE else "red"
        table.add_row(status, f"{summary.statuses[status]:,}", style=style)
    return table


def summary_table(summary: Summary, width: int) -> Table:
    """One row an input: document, kind (or its status where it was not read), body, date and counts.

    Below a pack stands a row for each document in it, with its pages.
    Where `width` characters do not hold it all, names of documents and bodies are cut, nothing else.
    """
    from rich.table import Table
    from rich.text import Text

    rows = [row for whole in summary.rows for row in (whole, *whole.parts)]
    cells = [_cells(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(COLUMNS, *cells, strict=True)]
    gap = 2 if width >= WIDE else 1
    spare = width - sum(widths) - gap * len(COLUMNS)
    # The body gives way first, then the document; neither below its floor.
    for column, floor in ((2, 10), (0, 14)):
        cut = min(max(0, -spare), max(0, widths[column] - floor))
        widths[column] -= cut
        spare += cut
    table = Table(box=None, padding=(0, gap, 0, 0), pad_edge=False, header_style="bold")
    for column, name in enumerate(COLUMNS):
        side: Literal["left", "right"] = "right" if column > 3 else "left"
        table.add_column(name, justify=side, no_wrap=True, overflow="ellipsis", width=widths[column])
    for row, words in zip(rows, cells, strict=True):
        table.add_row(*map(Text, words), style=None if row.done else "red")
    return table


def _cells(row: Outcome) -> tuple[str, ...]:
    from minutebook.packs import part_suffix

    counted = row.recorded and not row.parts
    counts = (row.attendees, row.items, row.actions, row.flags) if counted else ("", "", "", "")
    # What the pack's name says is not said again below it.
    name = part_suffix(row.document) if row.is_part else row.document
    told = (name, _kind(row), row.body or "", row.date or "", *counts)
    first, *rest = (in_one_line(str(cell)) for cell in told)
    return (f"  {first}" if row.is_part else first, *rest)


def _kind(row: Outcome) -> str:
    """The document's kind, or what became of it where it does not count."""
    if not row.done or row.status == "duplicate":
        return row.status
    return "pack" if row.parts else row.kind or ""


def closing_lines(summary: Summary, seconds: float) -> Iterator[str]:
    """What the run did, who must look at what, and where everything is."""
    from minutebook.book.outcome import DONE, NEEDS_PERSON

    out, statuses = summary.out, summary.statuses
    done = sum(number for status, number in statuses.items() if status in DONE)
    waiting = sum(number for status, number in statuses.items() if status in NEEDS_PERSON)
    yield ""
    yield (
        f"{_count(summary.total, 'document')} in {seconds:.0f} s: {done:,} done, "
        f"{waiting:,} need a person, {summary.total - done - waiting:,} failed."
    )
    if summary.packs:
        yield (
            f"{_count(summary.packs, 'pack')} with {_count(summary.parts, 'document')} inside: "
            "each has a record of its own."
        )
    if summary.reused:
        yield f"{summary.reused:,} had not changed and were not read again."
    if summary.passed:
        first = summary.passed[0]
        yield (
            f"{_count(len(summary.passed), 'file')} passed over, records that minutebook wrote: {first}"
            f"{' and others' if len(summary.passed) > 1 else ''}."
        )
    if done < summary.total:
        yield from _to_do(summary)
    yield f"Look at {out / 'tables'} (spreadsheets), {out / 'minutes.sqlite'} and {out / 'documents'}."
    if summary.flags:
        yield (
            f"{_count(summary.flags, 'flag')} to look at: {out / 'tables' / 'flags.csv'}; "
            "`minutebook explain FILE` shows each value beside its words."
        )


def _to_do(summary: Summary) -> Iterator[str]:
    """A line for each of the first few of a status, and the command that may help; the rest is in a file."""
    from minutebook.book.worklist import WORKLIST, command_for, work

    shown: Counter[str] = Counter()
    for row in work(summary):
        shown[row.status] += 1
        if shown[row.status] > EACH:
            continue
        yield "  " + in_one_line(f"{row.status}: {row.source}: {row.reason}")
        command = command_for(row)
        if command is not None:
            yield "    " + in_one_line(f"$ {command}")
    more = sum(max(0, number - EACH) for number in shown.values())
    if more:
        yield f"  ... and {more:,} more: {summary.out / WORKLIST}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
