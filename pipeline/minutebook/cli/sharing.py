"""Carries out `minutebook themes --pseudonymise`: a book to share, and what it cannot promise."""

from __future__ import annotations

from pathlib import Path

import typer

from minutebook.cli.boundary import DONE
from minutebook.export.visible import in_one_line


def share_book(book: Path, out: Path, key: Path | None, *, rules: Path | None) -> int:
    """Write the book with codes for people and say what to do before it is shared; the exit code."""
    from minutebook.themes.sharing import key_beside, pseudonymise

    records, people = pseudonymise(book, out, key, rules=rules)
    typer.echo(in_one_line(f"{records} records in {out}; {people} people are codes"))
    typer.echo(in_one_line(f"The key is {key or key_beside(out)}: keep it apart from what you share."))
    typer.echo(
        "Read before you share: a role, a post or an event can tell who someone is, and a name that no"
    )
    typer.echo("list has and no model knows is still there. This is pseudonymous, not anonymous.")
    return DONE
