"""The command `review`: its options and help; the server is in `minutebook.review`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from minutebook.cli.boundary import boundary

EPILOG = """\b
Examples:
  minutebook review out
  minutebook review out --documents minutes/ --by "Bryony Vale"

Exit codes: 0 the review was ended; 2 the folder is no book or the page cannot be served."""


def review(
    book: Annotated[Path, typer.Argument(metavar="BOOK", help="The folder that minutebook extract wrote.")],
    documents: Annotated[
        list[Path] | None,
        typer.Option(metavar="DIR", help="Where the documents lie now, if they were moved; repeatable."),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who corrects (default: your login name)."),
    ] = None,
    port: Annotated[
        int, typer.Option(metavar="PORT", min=0, max=65535, help="The port (default: any that is free).")
    ] = 0,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")
    ] = True,
    rules: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="A folder of a board's own rules, laid over those that ship."),
    ] = None,
) -> None:
    """Look at a book in the browser and put it right: what is most likely wrong comes first.

    The page is served to this machine alone. What you correct is kept in BOOK/corrections and laid over every
    later extraction; `minutebook corrections BOOK --apply` writes it into the tables and the database.
    """
    with boundary():
        from minutebook.cli.boundary import say
        from minutebook.review.serve import review_book

        review_book(
            book,
            by=_name(by),
            folders=tuple(documents or ()),
            rules=rules,
            port=port,
            say=say,
            open_browser=browser,
        )


def _name(by: str | None) -> str:
    import getpass

    try:
        name = by if by is not None else getpass.getuser()
    except (KeyError, OSError, ImportError):
        name = "somebody"
    return " ".join(name.split())[:80] or "somebody"


def add_to(app: typer.Typer) -> None:
    """Give the command to the application."""
    app.command(short_help="Look at a book in the browser and put it right.", epilog=EPILOG)(review)
