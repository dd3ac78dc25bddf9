"""One document or one record: shown in the terminal, explained on a page; and the records' schema."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from minutebook.cli.boundary import say
from minutebook.errors import InputError, UsageError

if TYPE_CHECKING:
    from minutebook.schema import Minutes


def records_of(file: Path, *, rules: Path | None = None, model: str | None = None) -> tuple[Minutes, ...]:
    """The record in a .json file, or what is extracted from a document: of a pack also those of its parts.

    Raises UsageError that names the file for a folder, for JSON that is no record and for a document
    that cannot be read; OSError for a file that is not there.
    """
    if file.is_dir():
        raise UsageError(f"{file} is a folder: name one file in it, or use minutebook extract")
    with file.open("rb") as stream:
        start = stream.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{"):
        from minutebook.book.folder import read_record

        return (read_record(file),)
    from minutebook.export.stems import plain_stem
    from minutebook.extraction import extract_records
    from minutebook.packs import named

    try:
        return named(extract_records(file, rules=rules, model=model), plain_stem(file.name))
    except InputError as error:
        raise UsageError(f"{file}: {error}") from error


def show_record(file: Path, *, rules: Path | None = None, model: str | None = None) -> None:
    """Print the record for reading; of a pack those of its parts behind its own."""
    from minutebook.cli.screen import Screen
    from minutebook.export.terminal import render_record

    screen = Screen()
    for number, record in enumerate(records_of(file, rules=rules, model=model)):
        if number:
            screen.print()
        screen.print(render_record(record))


def explain_record(
    file: Path, out: Path | None, *, rules: Path | None = None, model: str | None = None
) -> None:
    """Write the explain page to `out`, or into the working folder under the file's name.

    Of a pack each part gets a page under its own. Raises UsageError where `out` names one page for them all.
    """
    from minutebook.export.explain import render_page

    page = out if out is not None else _page_of(file.stem)
    if page.resolve() == file.resolve():
        raise UsageError(f"{page} is the document itself: name another page with --out")
    whole, *parts = records_of(file, rules=rules, model=model)
    if not parts:
        _write(page, render_page(whole))
        say(f"wrote {page}; open it in a browser")
        return
    if out is not None:
        raise UsageError(
            f"{file} is a pack of {len(parts)} documents, each with a page of its own: leave out --out, "
            "or name the record of one"
        )
    for stem, part in zip(whole.document.parts, parts, strict=True):
        page = _page_of(stem)
        _write(page, render_page(part))
        say(f"wrote {page}; open it in a browser")


def _page_of(stem: str) -> Path:
    """The page's name; without `#`, behind which a browser's address ends."""
    return Path(f"{stem.replace('#', '-')}.explain.html")


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
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)
