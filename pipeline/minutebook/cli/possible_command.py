"""The command `possible`: its options and help; what is offered is found by `minutebook.offers`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from minutebook.cli.boundary import DONE, boundary

EPILOG = """\b
Examples:
  minutebook possible out
  minutebook possible out --csv possible.csv

Exit codes: 0 done; 2 the folder is no book or the file cannot be written."""
ONE = {"actions": "action", "attendees": "attendee"}


def possible(
    book: Annotated[Path, typer.Argument(metavar="BOOK", help="The folder that minutebook extract wrote.")],
    csv: Annotated[
        Path | None, typer.Option("--csv", metavar="FILE", help="Write them to FILE, for a spreadsheet.")
    ] = None,
    rules: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="A folder of a board's own rules, laid over those that ship."),
    ] = None,
) -> None:
    """List sentences that may hold an action, and names of people, that no record has; the likeliest first.

    Trained models find them; nothing of it enters a record. `minutebook review BOOK` offers the same beside
    each document, where Enter adds one. Of ten at 40 % about four are right.
    """
    with boundary():
        from minutebook.book.possible import possible_in, write_possible
        from minutebook.export.visible import in_one_line

        found = possible_in(book, rules)
        if csv is not None:
            write_possible(found, csv)
            typer.echo(in_one_line(f"{csv}: {len(found)} written"))
        else:
            for stem, offer in found:
                page = "" if offer.page is None else f" p{offer.page}"
                line = "" if offer.line in (None, offer.text) else f" ({offer.line})"
                what = f"{ONE[offer.section]}: {offer.text}{line}"
                typer.echo(in_one_line(f"{offer.likelihood:.0%} {stem}{page}: {what}"))
            typer.echo(f"{len(found)} to look at in {len({stem for stem, _ in found})} documents")
        raise typer.Exit(DONE)


def add_to(app: typer.Typer) -> None:
    """Give the command to the application."""
    app.command(short_help="List actions and people that may be missing.", epilog=EPILOG)(possible)
