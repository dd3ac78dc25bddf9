"""A book in, its register out."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from minutebook.register.schema import Register

REGISTER = "register.json"
MERGES = "merges.csv"
DOUBTFUL = "doubtful.csv"


def build_register(
    book: str | os.PathLike[str], *, as_at: date | None = None, rules: Path | None = None
) -> Register:
    """The register of a book.

    Overdue days count against `as_at`, else against each body's latest meeting. `rules` is a folder laid
    over the rules that ship. `merges.csv` at the book's root is obeyed. Raises UsageError where the
    folder is no book, a record is none or `merges.csv` cannot be read, RuleError for wrong rules.
    """
    return Register(as_at=None if as_at is None else as_at.isoformat())


def write_register(register: Register, book: str | os.PathLike[str]) -> Path:
    """Write `register.json` and `doubtful.csv` into the book; the path of the first.

    Raises UsageError where they cannot be written.
    """
    path = Path(book) / REGISTER
    path.write_text(register.model_dump_json(indent=1, by_alias=True) + "\n", "utf-8", newline="\n")
    return path
