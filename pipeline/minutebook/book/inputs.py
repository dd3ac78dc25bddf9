"""Which files a run reads, under which names."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from minutebook.errors import UsageError
from minutebook.export.stems import Stems

# What systems and office programs leave lying about, beside hidden files: nobody means to have them read.
_LITTER = frozenset({"thumbs.db", "desktop.ini"})
_LOCK = "~$"
_RECORD = re.compile(rb'\s*\{\s*"schema_version"\s*:')


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read: its path, the path to record (relative to the input's root) and its stem."""

    path: Path
    source: str
    stem: str


def find_inputs(paths: Iterable[str | os.PathLike[str]], *, out: Path | None = None) -> tuple[Input, ...]:
    """The files named and those in the folders named, at any depth, in order of the path recorded.

    In folders, hidden files and folders, lock files of office programs, minutebook's own books and
    records and the folder `out` are passed over, and links to folders are not followed. A file named
    twice is read once. With one path, sources are relative to that folder or to the file's folder;
    with several, to the folder that holds them all. Raises UsageError where a path is missing or no
    file is found.
    """
    roots = [Path(path) for path in paths]
    for root in roots:
        if not root.exists():
            raise UsageError(f"{root} does not exist")
        if out is not None and root.is_dir() and _absolute(root) == _absolute(out):
            raise UsageError(f"{root} is read and written: choose another folder for the output")
    base = _base(roots)
    found: dict[str, Path] = {}
    for root in roots:
        for path in _walk(root, out):
            found.setdefault(_absolute(path), path)
    if not found:
        raise UsageError(f"no files to read in {', '.join(str(root) for root in roots) or 'nothing'}")
    named = sorted(((_relative(path, base), path) for path in found.values()), key=_by_path)
    stems = Stems()
    return tuple(Input(path, source, stems.take(source)) for source, path in named)


def _by_path(named: tuple[str, Path]) -> tuple[list[str], str]:
    return named[0].split("/"), str(named[1])


def _walk(root: Path, out: Path | None) -> Iterator[Path]:
    if not root.is_dir():
        yield root
        return
    skipped = _absolute(out) if out is not None else None
    for folder, folders, files in os.walk(root, onerror=_unreadable):
        folders[:] = [name for name in folders if not _passed_over(Path(folder, name), skipped)]
        for name in files:
            path = Path(folder, name)
            if name.startswith((".", _LOCK)) or name.casefold() in _LITTER or _is_own_record(path):
                continue
            # A dangling link is an input that cannot be read; a socket or pipe is none.
            if path.is_file() or path.is_symlink():
                yield path


def _passed_over(folder: Path, skipped: str | None) -> bool:
    is_book = (folder / "manifest.jsonl").is_file() and (folder / "documents").is_dir()
    return folder.name.startswith(".") or is_book or _absolute(folder) == skipped


def _is_own_record(path: Path) -> bool:
    if path.suffix.casefold() != ".json" or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return _RECORD.match(file.read(64)) is not None
    except OSError:
        return False  # an input that cannot be read, and is told as one


def _unreadable(error: OSError) -> None:
    raise UsageError(f"the folder {error.filename} cannot be read: {error.strerror}") from error


def _absolute(path: Path) -> str:
    return os.path.normcase(os.path.abspath(path))


def _base(roots: list[Path]) -> str | None:
    """The folder that sources are relative to; None where there is none (several drives)."""
    folders = [os.path.abspath(root) for root in roots]
    if len(set(folders)) == 1:
        return folders[0] if roots[0].is_dir() else os.path.dirname(folders[0])
    try:
        return os.path.commonpath([os.path.dirname(folder) for folder in folders])
    except ValueError:
        return None


def _relative(path: Path, base: str | None) -> str:
    relative = os.path.abspath(path) if base is None else os.path.relpath(path, base)
    # A name that is not UTF-8 is recorded with its bad bytes replaced: a record is always UTF-8.
    return os.fsencode(relative).decode("utf-8", errors="replace").replace(os.sep, "/")
