"""Where the documents of a book lie, so that their pages can be shown; told by their bytes."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from minutebook.book.outcome import Outcome


class Sources:
    """Finds a document by its source below the folders given, and in and beside the book's and our own."""

    def __init__(self, book: Path, folders: Sequence[Path] = ()) -> None:
        near = (book.resolve().parent, Path.cwd())
        self._folders = (*folders, *near, *(child for folder in near for child in _inside(folder)))
        self._found: dict[str, Path | None] = {}
        self._lock = threading.Lock()

    def find(self, outcome: Outcome) -> Path | None:
        """The file that was read, to the byte; None where it is not there any more."""
        with self._lock:
            if outcome.source not in self._found:
                self._found[outcome.source] = self._find(outcome)
            return self._found[outcome.source]

    def _find(self, outcome: Outcome) -> Path | None:
        parts = PurePosixPath(outcome.source).parts
        if ".." in parts or PurePosixPath(outcome.source).is_absolute():
            return None
        for folder in self._folders:
            path = folder.joinpath(*parts)
            try:
                with path.open("rb") as file:
                    if hashlib.file_digest(file, "sha256").hexdigest() == outcome.sha256:
                        return path
            except OSError:
                continue
        return None


def _inside(folder: Path) -> list[Path]:
    """The folders in a folder, in order; none where it may not be looked into."""
    try:
        return sorted(child for child in folder.iterdir() if child.is_dir())
    except OSError:
        return []
