"""The folder of a book: what belongs to it, how a run replaces it, how it is read.

Only what minutebook wrote is ever replaced or removed: the tables, and the records that the
manifest lists. A run writes into a folder of its own inside the book and moves the files into place
at its end, so a run that is stopped leaves the book as it was.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from minutebook.book.ledger import Ledger
from minutebook.book.outcome import MANIFEST
from minutebook.book.staging import Staging
from minutebook.book.worklist import WORKLIST
from minutebook.errors import UsageError
from minutebook.export.records import from_json
from minutebook.export.tables import TABLES
from minutebook.schema import Minutes

DATABASE = "minutes.sqlite"
PACKAGE = "datapackage.json"
DOCUMENTS = "documents"
TABLE_FOLDER = "tables"
PARQUET = "parquet"
STATE = ".minutebook.json"

# The manifest moves last: until it does, the book is the one before.
VIEWS = (*(f"{TABLE_FOLDER}/{table.name}.csv" for table in TABLES), PACKAGE, DATABASE, WORKLIST)


def record_path(stem: str) -> str:
    """Where a stem's record stands in a book."""
    return f"{DOCUMENTS}/{stem}.json"


def manifest_stems(book: Path) -> tuple[str, ...] | None:
    """The stems of the book's records in the manifest's order; None where there is no manifest.

    Raises UsageError where the file is no manifest of minutebook.
    """
    stems: list[str] = []
    path = book / MANIFEST
    if not _there(path):
        return None
    for line in manifest_lines(book):
        try:
            entry = json.loads(line)
            given = [entry["stem"], *entry.get("stems", ())]
            stems.extend(stem for stem in given if stem is not None and is_name(stem))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UsageError(f"{path} is no manifest of minutebook: choose another folder") from error
    return tuple(stems)


def manifest_lines(book: Path) -> Iterator[str]:
    """The lines of a book's manifest, one at a time; none where there is no manifest.

    Raises UsageError where it cannot be read or is no manifest of minutebook.
    """
    path = book / MANIFEST
    try:
        with path.open(encoding="utf-8") as file:
            for line in file:
                entry = json.loads(line)
                if not isinstance(entry, dict) or not {"source", "stem"} <= entry.keys():
                    raise ValueError(line)
                yield line
    except FileNotFoundError:
        return
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error}") from error
    except ValueError as error:
        raise UsageError(f"{path} is no manifest of minutebook: choose another folder") from error


def is_name(stem: object) -> bool:
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


def check_writable(
    book: Path, stems: Iterable[str], wrote: Callable[[str], bool], *, begun: bool = False
) -> None:
    """Make sure that a run may write this book without replacing what is not minutebook's.

    `stems` are the records that may be written, `wrote` tells whether an earlier run wrote one;
    `begun` that a run was stopped here. Raises UsageError that names the file in the way.
    """
    if not _there(book / MANIFEST) and not begun:
        in_the_way = [name for name in VIEWS if _there(book / name)]
        if in_the_way:
            raise UsageError(
                f"{book} holds {in_the_way[0]}, which minutebook did not write (there is no {MANIFEST}): "
                f"choose another folder, or remove that file"
            )
    for stem in stems:
        path = book / record_path(stem)
        if _there(path) and not wrote(stem) and not _is_record(path):
            raise UsageError(f"{path} is no record of minutebook: choose another folder, or move that file")


def check_folder(book: Path) -> None:
    """Make sure that the book may be a folder. Raises UsageError where a file stands there."""
    if book.exists() and not book.is_dir():
        raise UsageError(f"{book} is a file: choose a folder for the output")


def _there(path: Path) -> bool:
    return os.path.lexists(path)


def _is_record(path: Path) -> bool:
    """True for a record that a run left when it was stopped while it moved its files into place."""
    try:
        entry = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(entry, dict) and {"schema_version", "document", "document_text"} <= entry.keys()


def views_stand(book: Path, parquet: bool) -> bool:
    """True where every view is there as a run wrote it, `parquet` among them if asked for."""
    try:
        state = json.loads((book / STATE).read_bytes())
        sizes = state["views"]
        if parquet and not any(name.startswith(f"{PARQUET}/") for name in sizes):
            return False
        return set(VIEWS) <= set(sizes) and all(
            (book / name).stat().st_size == size for name, size in sizes.items()
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def publish(staging: Staging, book: Path, ledger: Ledger) -> None:
    """Move a run's files into the book and remove the records of inputs that are no longer there.

    The manifest moves last: until it does, the book is the one before, and a run that goes on from here
    comes to the same end. Raises OSError where a file cannot be moved.
    """
    (book / DOCUMENTS).mkdir(exist_ok=True)
    (book / TABLE_FOLDER).mkdir(exist_ok=True)
    for entry in ledger.entries():
        if entry.staged and entry.outcome.recorded:
            stem = entry.outcome.document
            os.replace(staging.record(stem), book / record_path(stem))
    _remove_gone(book, ledger)
    sizes = {}
    parquet = staging.views / PARQUET
    if parquet.is_dir():
        shutil.rmtree(book / PARQUET, ignore_errors=True)
        sizes = {
            path.relative_to(staging.views).as_posix(): path.stat().st_size
            for path in sorted(parquet.rglob("*"))
            if path.is_file()
        }
        os.replace(parquet, book / PARQUET)
    for name in VIEWS:
        sizes[name] = (staging.views / name).stat().st_size
        _move(staging.views / name, book / name)
    (staging.views / STATE).write_text(json.dumps({"views": sizes}) + "\n", encoding="utf-8", newline="\n")
    _move(staging.views / STATE, book / STATE)
    _move(staging.views / MANIFEST, book / MANIFEST)
    staging.remove()


def _remove_gone(book: Path, ledger: Ledger) -> None:
    for stem in ledger.gone():
        if not is_name(stem):
            continue
        old = book / record_path(stem)
        # Where case does not count, `Board.json` may be the very `board.json` just written.
        sister = ledger.sister(stem)
        if old.exists() and not (sister is not None and old.samefile(book / record_path(sister))):
            old.unlink()


def _move(source: Path, target: Path) -> None:
    """Replace a file by one that is on the disk for good, should the power fail."""
    with source.open("rb+") as file:
        os.fsync(file.fileno())
    os.replace(source, target)
