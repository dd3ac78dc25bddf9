"""The folder of a book: what belongs to it, how a run replaces it, how it is read.

Only what minutebook wrote is ever replaced or removed: the tables, and the records that the
manifest lists. A run writes into a folder of its own inside the book and moves the files into place
at its end, so a run that is stopped leaves the book as it was.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from minutebook.errors import UsageError
from minutebook.export.records import from_json
from minutebook.export.tables import TABLES
from minutebook.schema import Minutes

MANIFEST = "manifest.jsonl"
DATABASE = "minutes.sqlite"
PACKAGE = "datapackage.json"
DOCUMENTS = "documents"
TABLE_FOLDER = "tables"
STAGING = ".minutebook-run"

# The manifest moves last: until it does, the book is the one before.
VIEWS = (*(f"{TABLE_FOLDER}/{table.name}.csv" for table in TABLES), PACKAGE, DATABASE)


def record_path(stem: str) -> str:
    """Where a stem's record stands in a book."""
    return f"{DOCUMENTS}/{stem}.json"


def manifest_stems(book: Path) -> tuple[str, ...] | None:
    """The stems of the book's records in the manifest's order; None where there is no manifest.

    Raises UsageError where the file is no manifest of minutebook.
    """
    path = book / MANIFEST
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error
    stems: list[str] = []
    try:
        for line in lines:
            entry = json.loads(line)
            given = [entry["stem"], *entry.get("stems", ())]
            stems.extend(stem for stem in given if stem is not None and _is_name(stem))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{path} is no manifest of minutebook: choose another folder") from error
    return tuple(stems)


def _is_name(stem: object) -> bool:
    """True for a bare file name: a manifest that was meddled with must not lead out of the folder."""
    return isinstance(stem, str) and bool(stem) and not set(stem) & set("/\\:\0") and stem not in (".", "..")


def read_book(book: str | os.PathLike[str]) -> Iterator[tuple[str, Minutes]]:
    """The (stem, record) pairs of a book, one at a time, in the manifest's order.

    Raises UsageError where the folder is no book or one of its records is missing or no record.
    """
    folder = Path(book)
    stems = manifest_stems(folder)
    if stems is None:
        raise UsageError(f"{folder} is no book: it has no {MANIFEST}; make one with minutebook extract")
    return ((stem, read_record(folder / record_path(stem))) for stem in stems)


def read_record(path: Path) -> Minutes:
    """The record in a file. Raises UsageError where it cannot be read or is none."""
    try:
        return from_json(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        first = str(error).splitlines()[0]
        raise UsageError(f"{path} is no record of minutebook: {first}") from error


def check_writable(book: Path, stems: Iterable[str]) -> None:
    """Make sure that a run may write this book without replacing what is not minutebook's.

    Raises UsageError that names the file in the way.
    """
    if book.exists() and not book.is_dir():
        raise UsageError(f"{book} is a file: choose a folder for the output")
    listed = manifest_stems(book)
    if listed is None:
        in_the_way = [name for name in VIEWS if _there(book / name)]
        if in_the_way:
            raise UsageError(
                f"{book} holds {in_the_way[0]}, which minutebook did not write (there is no {MANIFEST}): "
                f"choose another folder, or remove that file"
            )
    known = {stem.casefold() for stem in listed or ()}
    for stem in stems:
        path = book / record_path(stem)
        if stem.casefold() not in known and _there(path) and not _is_record(path):
            raise UsageError(f"{path} is no record of minutebook: choose another folder, or move that file")


def _there(path: Path) -> bool:
    return os.path.lexists(path)


def _is_record(path: Path) -> bool:
    """True for a record that a run left when it was stopped while it moved its files into place."""
    try:
        entry = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(entry, dict) and {"schema_version", "document", "document_text"} <= entry.keys()


@contextmanager
def staging(book: Path) -> Iterator[Path]:
    """A fresh folder inside the book for a run's files; it is gone afterwards, whatever happens.

    Raises UsageError where it cannot be made.
    """
    folder = book / STAGING
    made = not book.exists()
    try:
        if folder.exists():
            shutil.rmtree(folder)
        (folder / DOCUMENTS).mkdir(parents=True)
    except OSError as error:
        raise UsageError(f"{book} cannot be written: {error.strerror}") from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if made and not any(book.iterdir()):
            book.rmdir()


def publish(staged: Path, book: Path, stems: Iterable[str]) -> None:
    """Move a run's files into the book, then remove the records of inputs that are no longer there.

    Raises OSError where a file cannot be moved.
    """
    current = list(stems)
    before = manifest_stems(book) or ()
    for name in (*map(record_path, current), *VIEWS, MANIFEST):
        target = book / name
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(staged / name, target)
    written = {stem.casefold(): book / record_path(stem) for stem in current}
    for stem in set(before).difference(current):
        old = book / record_path(stem)
        # Where case does not count, `Board.json` may be the very `board.json` just written.
        sister = written.get(stem.casefold())
        if old.exists() and not (sister is not None and old.samefile(sister)):
            old.unlink()
