"""One run at a time on one book."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from minutebook.errors import UsageError

LOCK = ".minutebook.lock"


@contextmanager
def held(book: Path) -> Iterator[None]:
    """Hold the book for this run. The system lets go of it when the process ends, however it ends.

    Raises UsageError where another run holds it, or it cannot be written. The lock's file stays, empty:
    removing it would let two runs hold two files of one name.
    """
    from filelock import FileLock, Timeout

    try:
        book.mkdir(parents=True, exist_ok=True)
        lock = FileLock(book / LOCK)
        lock.acquire(timeout=0)
    except Timeout:
        raise UsageError(
            f"another run is writing {book}: wait until it is done, or choose another folder"
        ) from None
    except OSError as error:
        raise UsageError(f"{book} cannot be written: {error.strerror or error}") from error
    try:
        yield
    finally:
        lock.release()
