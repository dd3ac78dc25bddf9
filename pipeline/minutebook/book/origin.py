"""Which folder a book's documents were read from, kept for those who look at them beside the records."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

from minutebook.book.inputs import base_of
from minutebook.book.remote import is_url

ORIGIN = ".minutebook-origin.json"
"""Not part of what a book says: it holds for this machine alone, and may be removed."""


def remember(book: Path, paths: Sequence[str | os.PathLike[str]]) -> None:
    """Keep the folder that the sources of these inputs are relative to, where that is news."""
    if any(is_url(os.fspath(path)) for path in paths):
        return
    folder = base_of([Path(path) for path in paths])
    told = json.dumps({"folder": folder}) + "\n"
    path = book / ORIGIN
    if not path.exists() or path.read_text("utf-8", errors="replace") != told:
        path.write_text(told, encoding="utf-8", newline="\n")


def read_roots(book: Path) -> tuple[Path, ...]:
    """The folder remembered; none where nothing usable is."""
    try:
        folder = json.loads((book / ORIGIN).read_text("utf-8"))["folder"]
    except (OSError, ValueError, KeyError, TypeError):
        return ()
    return (Path(folder),) if isinstance(folder, str) else ()
