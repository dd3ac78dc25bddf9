"""The command `corrections`: its options and help; what it does is in `cli.corrections`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from minutebook.cli.boundary import boundary
from minutebook.errors import UsageError

EPILOG = """\b
Examples:
  minutebook corrections out
  minutebook corrections out --apply
  minutebook corrections out --to-gold gold --documents minutes/
  minutebook corrections out --to-label-studio tasks.json
  minutebook corrections out --from-label-studio export.json

Exit codes: 0 done; 1 some corrections are doubtful, or not all could be taken; 2 the folder is no book or
cannot be written."""


def corrections(
    book: Annotated[Path, typer.Argument(metavar="BOOK", help="The folder that minutebook extract wrote.")],
    apply: Annotated[
        bool, typer.Option("--apply", help="Write them into the records, tables and database now.")
    ] = False,
    to_gold: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write a gold file of each document that was reviewed whole."),
    ] = None,
    to_label_studio: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Write what is not yet reviewed as tasks of Label Studio, its set-up beside."
        ),
    ] = None,
    from_label_studio: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Make corrections of what Label Studio exported as JSON."),
    ] = None,
    documents: Annotated[
        list[Path] | None,
        typer.Option(metavar="DIR", help="Where the documents lie; repeatable. Gold's list names them."),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who annotated (default: whom Label Studio's export names)."),
    ] = None,
    everything: Annotated[
        bool,
        typer.Option(
            "--all",
            help="List every correction; with --to-gold every corrected document, with --to-label-studio "
            "reviewed ones too.",
        ),
    ] = False,
) -> None:
    """List what people put right in a book, and what needs another look.

    Corrections are lines of BOOK/corrections/DOCUMENT.jsonl. `minutebook extract` lays them over the records
    again each time; --apply does so at once, without the documents.
    """
    with boundary():
        if sum((apply, to_gold is not None, to_label_studio is not None, from_label_studio is not None)) > 1:
            raise UsageError(
                "take one of --apply, --to-gold, --to-label-studio and --from-label-studio at a time"
            )
        from minutebook.cli.corrections import (
            apply_to_book,
            list_corrections,
            take_annotations,
            write_gold,
            write_labelling,
        )

        if to_label_studio is not None:
            raise typer.Exit(write_labelling(book, to_label_studio, everything=everything))
        if from_label_studio is not None:
            raise typer.Exit(take_annotations(book, from_label_studio, by=by, folders=documents or ()))
        if to_gold is not None:
            raise typer.Exit(write_gold(book, to_gold, everything=everything, folders=documents or ()))
        if apply:
            raise typer.Exit(apply_to_book(book))
        raise typer.Exit(list_corrections(book, everything=everything))


def add_to(app: typer.Typer) -> None:
    """Give the command to the application."""
    app.command(short_help="List and apply what people put right.", epilog=EPILOG)(corrections)
