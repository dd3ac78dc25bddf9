"""Reads documents into a book, says how it goes, and at the end what there is and who must look."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typer

from minutebook.export.visible import in_one_line

if TYPE_CHECKING:
    from rich.table import Table

    from minutebook.book.outcome import Outcome, Progress, Summary

# A table longer than this is not read on a screen; tables/documents.csv has every row.
ROWS = 100
PIPE_WIDTH = 1000
WIDE = 100
COLUMNS = ("document", "kind", "body", "date", "attendees", "items", "actions", "flags")


def extract_to(
    paths: list[Path], out: Path, *, jobs: int | None, rules: Path | None, model: str | None
) -> int:
    """Carry out `minutebook extract`; the exit code is 0 where every input is done, else 1.

    Raises UsageError, RuleError or ModelError where the run cannot start or go on.
    """
    from minutebook.book.batch import extract_book

    began = time.monotonic()
    with _progress() as progress:
        summary = extract_book(paths, out, jobs=jobs, rules=rules, model=model, progress=progress)
    _print_table(summary)
    for line in closing_lines(summary, time.monotonic() - began):
        typer.echo(line)
    return summary.exit_code


@contextmanager
def _progress() -> Iterator[Progress]:
    """A bar where stderr is a terminal, a line an input where it is not."""
    if not sys.stderr.isatty():
        yield lambda outcome, done, total: typer.echo(progress_line(outcome, done, total), err=True)
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    from minutebook.cli.screen import Screen

    columns = (
        TextColumn("Reading", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Bar(*columns, console=Screen(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def advance(outcome: Outcome, done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, description=in_one_line(outcome.source))
            if outcome.reason is not None:
                bar.console.print(progress_line(outcome, done, total), soft_wrap=True)

        yield advance


def progress_line(outcome: Outcome, done: int, total: int) -> str:
    """`[ 3/21] ok a.pdf (0.4 s)`, with the reason where there is one."""
    took = "" if outcome.seconds is None else f" ({outcome.seconds:.1f} s)"
    reason = "" if outcome.reason is None else f": {outcome.reason}"
    return in_one_line(f"[{done:>{len(str(total))}}/{total}] {outcome.status} {outcome.source}{took}{reason}")


def _print_table(summary: Summary) -> None:
    from minutebook.cli.screen import Screen

    # In a pipe nobody's window is too narrow: no value is cut there.
    width = None if sys.stdout.isatty() else PIPE_WIDTH
    console = Screen(width=width)
    console.print(summary_table(summary, console.width))
    if len(summary.rows) > ROWS:
        typer.echo(f"... and {len(summary.rows) - ROWS} more: {summary.out / 'tables' / 'documents.csv'}")


def summary_table(summary: Summary, width: int) -> Table:
    """One row an input: document, kind (or its status where it was not read), body, date and counts.

    Where `width` characters do not hold it all, names of documents and bodies are cut, nothing else.
    """
    from rich.table import Table
    from rich.text import Text

    cells = [_cells(row) for row in summary.rows[:ROWS]]
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
    for row, words in zip(summary.rows, cells, strict=False):
        table.add_row(*map(Text, words), style=None if row.done else "red")
    return table


def _cells(row: Outcome) -> tuple[str, ...]:
    counts = (row.attendees, row.items, row.actions, row.flags) if row.recorded else ("", "", "", "")
    return tuple(
        in_one_line(str(cell)) for cell in (row.document, _kind(row), row.body or "", row.date or "", *counts)
    )


def _kind(row: Outcome) -> str:
    """The document's kind, or what became of it where there is none."""
    return (row.kind or "") if row.done else row.status


def closing_lines(summary: Summary, seconds: float) -> Iterator[str]:
    """What the run did, who must look at what, and where everything is."""
    from minutebook.book.outcome import NEEDS_PERSON

    out, rows = summary.out, summary.rows
    done = sum(row.done for row in rows)
    waiting = [row for row in rows if row.status in NEEDS_PERSON]
    failed = [row for row in rows if not row.done and row.status not in NEEDS_PERSON]
    flags = sum(row.flags for row in rows)
    yield ""
    yield (
        f"{_count(len(rows), 'document')} in {seconds:.0f} s: "
        f"{done} done, {len(waiting)} need a person, {len(failed)} failed."
    )
    for row in (*waiting, *failed):
        yield "  " + in_one_line(f"{row.status}: {row.source}: {row.reason}")
    yield f"Look at {out / 'tables'} (spreadsheets), {out / 'minutes.sqlite'} and {out / 'documents'}."
    if flags:
        yield (
            f"{_count(flags, 'flag')} to look at: {out / 'tables' / 'flags.csv'}; "
            "`minutebook explain FILE` shows each value beside its words."
        )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
