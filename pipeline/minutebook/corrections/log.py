"""The corrections of a book on disk: one file a document, lines are only ever added.

A line is one write at the file's end, and on the disk before anybody is told that it is saved; so two
processes lose nothing of each other's, and a process that is killed nothing that it acknowledged.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from minutebook.corrections.schema import Correction
from minutebook.errors import UsageError

FOLDER = "corrections"
ENDING = ".jsonl"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A line that is no correction: torn by a full disk, or edited by hand. `line` counts from 1."""

    stem: str
    line: int
    words: str


@dataclass(frozen=True, slots=True)
class Log:
    """What one document's file holds, in the order written."""

    stem: str
    corrections: tuple[Correction, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()


def log_path(book: Path, stem: str) -> Path:
    """Where a document's corrections stand."""
    return book / FOLDER / f"{stem}{ENDING}"


def logged_stems(book: Path) -> tuple[str, ...]:
    """The documents that have corrections, in order of name."""
    return tuple(sorted(path.name.removesuffix(ENDING) for path in (book / FOLDER).glob(f"*{ENDING}")))


def read_log(book: Path, stem: str) -> Log:
    """A document's corrections, empty where there are none. Raises UsageError where they cannot be read."""
    path = log_path(book, stem)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Log(stem)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    good: list[Correction] = []
    bad: list[Unreadable] = []
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            good.append(Correction.model_validate_json(line))
        except ValidationError:
            bad.append(Unreadable(stem, number, line.decode("utf-8", errors="replace")[:200]))
    return Log(stem, tuple(good), tuple(bad))


def read_logs(book: Path) -> Iterator[Log]:
    """The logs of every document that has one."""
    for stem in logged_stems(book):
        yield read_log(book, stem)


def append(book: Path, stem: str, corrections: Sequence[Correction]) -> None:
    """Add corrections to a document's file; on return they are on the disk for good.

    Raises UsageError where they cannot be written: then none of them counts.
    """
    path = log_path(book, stem)
    data = "".join(f"{one.line()}\n" for one in corrections).encode()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new = not path.exists()
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o644)
        try:
            if _torn(descriptor):
                data = b"\n" + data
            # One write and no more: what another process adds can stand before or after, never in between.
            if os.write(descriptor, data) != len(data):
                raise OSError(28, "there is no room for all of it")
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if new:
            _sync_folder(path.parent)
            _sync_folder(book)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}") from error


def _torn(descriptor: int) -> bool:
    """True where the last line has no end: the writer died, or the disk was full."""
    size = os.fstat(descriptor).st_size
    if not size:
        return False
    os.lseek(descriptor, size - 1, os.SEEK_SET)
    return os.read(descriptor, 1) != b"\n"


def _sync_folder(folder: Path) -> None:
    """A new name is on the disk only when its folder is; Windows neither can nor needs to."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
