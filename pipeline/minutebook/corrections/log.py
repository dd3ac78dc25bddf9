"""The corrections of a book on disk: one file a document, lines are only ever added.

Promised, on every system: who is told that a correction is saved has it on the disk (fsync), and keeps it
whatever is killed then; two processes on one machine lose nothing of each other's. Writers take turns by a
lock in the book, which the system lets go when its holder dies. Lines written together are one write at the
file's end, which POSIX keeps whole without the lock too; what a full disk cut off is taken back at once.
Not promised: two machines that write the same folder over a network share that has no locks.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from minutebook.corrections.schema import Correction
from minutebook.errors import UsageError

FOLDER = "corrections"
ENDING = ".jsonl"
LOCK = ".corrections.lock"
PATIENCE = 30.0
"""Seconds to wait for other writers; each needs some milliseconds."""


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
        if data and not data.endswith(b"\n"):
            data = _settled(book, path, data)
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


def _settled(book: Path, path: Path, data: bytes) -> bytes:
    """The file when nobody is writing it: a last line without an end may only not be finished yet."""
    try:
        with _turn(book):
            return path.read_bytes()
    except OSError:
        return data  # a folder that may only be read has nobody writing


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
        with _turn(book):
            new = not path.exists()
            flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
            descriptor = os.open(path, flags, 0o644)
            try:
                _write(descriptor, data)
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            if new:
                _sync_folder(path.parent)
                _sync_folder(book)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}") from error


@contextmanager
def _turn(book: Path) -> Iterator[None]:
    """This process alone writes corrections of the book. Raises OSError where others come to no end."""
    from filelock import FileLock, Timeout

    lock = FileLock(book / LOCK, timeout=PATIENCE)
    try:
        lock.acquire()
    except Timeout as error:
        raise OSError(errno.EBUSY, "another process has been writing corrections for too long") from error
    except NotImplementedError:
        # A file system without locks: one write at the end is whole there as well.
        yield
        return
    try:
        yield
    finally:
        lock.release()


def _write(descriptor: int, data: bytes) -> None:
    """All of it at the end of the file, or nothing. Raises OSError where there is no room."""
    size = os.lseek(descriptor, 0, os.SEEK_END)
    if _torn(descriptor):
        data = b"\n" + data
        os.lseek(descriptor, 0, os.SEEK_END)
    written = os.write(descriptor, data)
    if written != len(data):
        os.ftruncate(descriptor, size)
        raise OSError(errno.ENOSPC, "there is no room for all of it")


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
