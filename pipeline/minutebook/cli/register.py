"""Joins a book into its register, writes it in every form asked for, and says what there is to look at."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typer

from minutebook.cli.boundary import ATTENTION, DONE
from minutebook.errors import UsageError
from minutebook.export.visible import in_one_line

if TYPE_CHECKING:
    from minutebook.register.outputs.filters import Filters
    from minutebook.register.outputs.view import View
    from minutebook.register.schema import Register

WORKBOOK, PAGE, DATABASE, TABLES = "register.xlsx", "register.html", "register.sqlite", "register"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to write beside what is always written. `logs` are boards as `--body` names them."""

    logs: tuple[str, ...] = ()
    calendars: Literal["body", "lead"] | None = None
    parquet: bool = False
    evidence: bool = True


def register_book(
    book: Path, out: Path | None, filters: Filters, wanted: Wanted, *, as_at: date | None, rules: Path | None
) -> int:
    """Carry out `minutebook register`: write the register and its outputs; the exit code.

    Raises UsageError where the folder is no book, a filter names nothing or a file cannot be written.
    """
    from minutebook.register import build_register, write_register
    from minutebook.register.outputs.evidence_pages import evidence_beside
    from minutebook.register.outputs.filters import select

    register = build_register(book, as_at=as_at, rules=rules)
    folder = book if out is None else out
    # A wrong name is told before anything is written.
    view = select(register, filters)
    logged = _logged(register, wanted.logs)
    view.evidence = wanted.evidence
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_register(register, folder)
        with evidence_beside(register, book, folder) if wanted.evidence else nullcontext():
            _write(view, folder, wanted, logged)
    except (OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UsageError(f"{folder} cannot be written: {reason}") from error
    for line in _closing_lines(view, book, folder, wanted):
        typer.echo(in_one_line(line) if not line.startswith("  ") else "  " + in_one_line(line))
    return DONE


def _logged(register: Register, names: tuple[str, ...]) -> list[str]:
    from minutebook.register.outputs.filters import Filters, select

    return [body.id for body in select(register, Filters(bodies=names)).bodies] if names else []


def _write(view: View, folder: Path, wanted: Wanted, logged: list[str]) -> None:
    from minutebook.register.outputs.calendars import write_calendars
    from minutebook.register.outputs.log_document import write_log
    from minutebook.register.outputs.page import write_page
    from minutebook.register.outputs.tables import write_csv, write_database, write_parquet
    from minutebook.register.outputs.view import View
    from minutebook.register.outputs.workbook import write_workbook

    if wanted.parquet:
        write_parquet(view, folder / TABLES)
    write_workbook(view, folder / WORKBOOK)
    write_page(view, folder / PAGE)
    write_csv(view, folder / TABLES)
    write_database(view, folder / DATABASE)
    if wanted.calendars is not None:
        write_calendars(view, folder, wanted.calendars)
    # A board's log is whole, whatever else was asked for.
    whole = View(view.register)
    for body in view.register.bodies:
        if body.id in logged:
            write_log(whole, body, folder)


def _closing_lines(view: View, book: Path, folder: Path, wanted: Wanted) -> Iterator[str]:
    """How many actions stand where, what was written, and what to look at."""
    from minutebook.register.outputs.counts import tally
    from minutebook.register.outputs.words import count

    counted = tally(view.threads)
    boards, meetings = count(len(view.bodies), "board"), count(view.held, "meeting")
    yield f"{boards}, {meetings}, {count(len(view.threads), 'action')}:"
    yield f"  {counted.in_words()}"
    if view.asked:
        yield f"Shown: {'; '.join(view.asked)}. register.json holds everything."
    others = [f"{TABLES}{os.sep}", DATABASE]
    others += ["evidence" + os.sep] if wanted.evidence else []
    others += ["calendar" + os.sep] if wanted.calendars else []
    others += ["action-log-*.docx"] if wanted.logs else []
    yield f"Look at {folder / PAGE} and {folder / WORKBOOK}; beside them {', '.join(others)}."
    if view.findings:
        yield f"{count(len(view.findings), 'thing')} to look at first: minutebook register {book} --check"
    if view.register.doubts:
        pairs = count(len(view.register.doubts), "doubtful pair")
        yield f"{pairs}: {folder / 'doubtful.csv'}; what you decide goes in merges.csv"


def check_register(book: Path, filters: Filters, *, as_at: date | None, rules: Path | None) -> int:
    """Print what a person should look at first, by what it is; 1 where there is any, else 0.

    Raises UsageError where the folder is no book or a filter names nothing.
    """
    from minutebook.register import build_register
    from minutebook.register.outputs.filters import select
    from minutebook.register.outputs.words import CHECK_WORDS, count, in_words

    view = select(build_register(book, as_at=as_at, rules=rules), filters)
    for code, words in CHECK_WORDS.items():
        found = [finding for finding in view.findings if finding.code == code]
        if not found:
            continue
        typer.echo(f"{words} ({len(found)})")
        for finding in found:
            where = ", ".join(part for part in (view.body_name(finding.body), in_words(finding.date)) if part)
            places = ", ".join(f"{place.document} {place.id}" for place in finding.references)
            typer.echo(
                "  " + in_one_line(f"{where}: {finding.message} [{places}]" if where else finding.message)
            )
    typer.echo(f"{count(len(view.findings), 'thing')} to look at")
    return ATTENTION if view.findings else DONE
