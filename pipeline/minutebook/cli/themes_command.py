"""The command `themes`: its options and help; what it does is in `cli.themes`, loaded when it is called."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from minutebook.cli.boundary import boundary


class ByGroup(Enum):
    """What is compared with what."""

    BODY = "body"
    KIND = "kind"
    REGION = "region"
    YEAR = "year"


class OverTime(Enum):
    """How wide a period is."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"


EPILOG = """\b
Examples:
  minutebook themes out --out study
  minutebook themes out --by kind --over quarter --out study --methods
  minutebook themes out --body Safeguarding --theme exploitation --since 2019 --out study
  minutebook themes out --by region --boards boards.csv --out study
  minutebook themes out --themes our-themes.yaml --out study
  minutebook themes out --pseudonymise --out to-share --key kept/key.csv

Themes are matched anew in the text of each record: by the vocabulary that ships;
with --rules DIR by that of the folder beside it, or alone where a file of it says
only_themes: true (minutebook extract --rules DIR gives the records themselves the
same themes); with --themes FILE by that file alone.

\b
boards.csv has a line for each board, named as in the book:
  body,kind,region
  Marlby Safeguarding Adults Board,,North East
\b
An empty kind is told from the board's name; a region is never guessed.

Exit codes: 0 done; 2 the study could not start or go on."""


def themes(
    book: Annotated[Path, typer.Argument(metavar="BOOK", help="The folder that minutebook extract wrote.")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder to write to.")],
    by: Annotated[
        ByGroup, typer.Option(help="Compare boards, kinds of board, regions or years.")
    ] = ByGroup.BODY,
    over: Annotated[OverTime, typer.Option(help="Periods of the tables and trends.")] = OverTime.YEAR,
    body: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Only boards with this in their name; repeatable."),
    ] = None,
    kind: Annotated[
        list[str] | None, typer.Option(metavar="KIND", help="Only this kind of board; may be given again.")
    ] = None,
    theme: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Compare only this theme; may be given again.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Meetings from this day, month or year on.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Meetings up to this day, month or year.")
    ] = None,
    boards: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A CSV of body, kind and region; --by region needs it."),
    ] = None,
    vocabulary: Annotated[
        Path | None,
        typer.Option(
            "--themes",
            metavar="FILE",
            help="Another vocabulary instead of the one that ships, for this study.",
        ),
    ] = None,
    rules: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="A folder of a board's own rules, laid over those that ship."),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Records read at once (default: the cores here).")
    ] = None,
    parquet: Annotated[bool, typer.Option("--parquet", help="Also the tables as Parquet.")] = False,
    methods: Annotated[
        bool, typer.Option("--methods", help="Also methods.md, the paragraph for a paper.")
    ] = False,
    pictures: Annotated[
        bool, typer.Option("--pictures/--no-pictures", help="Figures and the page themes.html.")
    ] = True,
    pseudonymise: Annotated[
        bool, typer.Option("--pseudonymise", help="Write DIR as a book whose people are codes; no study.")
    ] = False,
    key: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Its key, read and written (default: DIR-key.csv beside DIR)."),
    ] = None,
    similar: Annotated[
        bool, typer.Option("--similar/--no-similar", help="Items of other boards that are alike.")
    ] = True,
) -> None:
    """Measure what boards talk about, and compare them with allowance for chance."""
    with boundary():
        from minutebook.cli.themes import Wanted, study_book
        from minutebook.themes.reading import Asked, Source

        if pseudonymise:
            from minutebook.cli.sharing import share_book

            raise typer.Exit(share_book(book, out, key, rules=rules))
        for given in (since, until):
            _check_date(given)
        source = Source(book, rules, vocabulary, jobs)
        asked = Asked(tuple(body or ()), tuple(kind or ()), since, until)
        wanted = Wanted(
            by=by.value,
            over=over.value,
            only=tuple(theme or ()),
            boards=boards,
            parquet=parquet,
            methods=methods,
            pictures=pictures,
            similar=similar,
        )
        raise typer.Exit(study_book(source, asked, out, wanted))


def _check_date(given: str | None) -> None:
    """Raise UsageError where a date is not ISO: a year, a month or a day."""
    import re

    from minutebook.errors import UsageError

    if given is not None and not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", given):
        raise UsageError(f"{given!r} is no ISO date: write 2023, 2023-09 or 2023-09-22")


def add_to(app: typer.Typer) -> None:
    """Give the command to the application."""
    app.command(short_help="Compare what boards talk about.", epilog=EPILOG)(themes)
