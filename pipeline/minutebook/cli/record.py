"""One document or one record: shown in the terminal, explained on a page; and the records' schema."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from minutebook.cli.boundary import say
from minutebook.errors import InputError, UsageError

if TYPE_CHECKING:
    from minutebook.schema import Minutes


def record_of(file: Path, *, rules: Path | None = None, model: str | None = None) -> Minutes:
    """The record in a .json file, or the one extracted from a document.

    Raises UsageError that names the file for a folder, for JSON that is no record and for a document
    that cannot be read; OSError for a file that is not there.
    """
    if file.is_dir():
        raise UsageError(f"{file} is a folder: name one file in it, or use minutebook extract")
    with file.open("rb") as stream:
        start = stream.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{"):
        from minutebook.book.folder import read_record

        return read_record(file)
    from minutebook.extraction import extract_document

    try:
        return extract_document(file, rules=rules, model=model)
    except InputError as error:
        raise UsageError(f"{file}: {error}") from error


def show_record(file: Path, *, rules: Path | None = None, model: str | None = None) -> None:
    """Print the record for reading."""
    from minutebook.cli.screen import Screen
    from minutebook.export.terminal import render_record

    record = record_of(file, rules=rules, model=model)
    Screen().print(render_record(record))


def explain_record(
    file: Path, out: Path | None, *, rules: Path | None = None, model: str | None = None
) -> None:
    """Write the explain page to `out`, or into the working folder under the file's name."""
    from minutebook.export.explain import render_page

    page = out if out is not None else Path(f"{file.stem}.explain.html")
    if page.resolve() == file.resolve():
        raise UsageError(f"{page} is the document itself: name another page with --out")
    _write(page, render_page(record_of(file, rules=rules, model=model)))
    say(f"wrote {page}; open it in a browser")


def print_schema(out: Path | None) -> None:
    """Print the JSON schema of a record, or write it to a file."""
    from minutebook.export.record_schema import record_schema_json

    if out is None:
        sys.stdout.write(record_schema_json())
        return
    _write(out, record_schema_json())
    say(f"wrote {out}")


def _write(path: Path, text: str) -> None:
    """Whole or not at all: a reader never meets half a page."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
