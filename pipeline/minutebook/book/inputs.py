"""Which files a run reads, under which names."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from minutebook.book.limits import LARGEST_RECORD
from minutebook.book.remote import is_url, walk_url
from minutebook.errors import UsageError
from minutebook.export.stems import Stems

# What systems and office programs leave lying about, beside hidden files: nobody means to have them read.
_LITTER = frozenset({"thumbs.db", "desktop.ini"})
_LOCK = "~$"
_KEYS = frozenset({"schema_version", "document", "meeting", "attendees", "actions"})
_RECORD = re.compile(rb'\s*\{\s*"schema_version"\s*:')


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read: its path, the path to record (relative to the input's root) and its stem.

    A file that is elsewhere has a `url`, and a path only once it was fetched.
    """

    path: Path
    source: str
    stem: str
    url: str | None = None


def find_inputs(paths: Iterable[str | os.PathLike[str]], *, out: Path | None = None) -> tuple[Input, ...]:
    """The files named and those in the folders named, at any depth, in order of the path recorded.

    In folders, hidden files and folders, lock files of office programs, minutebook's own books and
    records and the folder `out` are passed over, and links to folders are not followed. A file named
    twice is read once. With one path, sources are relative to that folder or to the file's folder;
    with several, to the folder that holds them all. Raises UsageError where a path is missing or no
    file is found.
    """
    named = sorted(walk_inputs(paths, out=out), key=_by_path)
    stems = Stems()
    return tuple(input_at(path, source, stems.take(source)) for source, path in named)


def input_at(place: Path | str, source: str, stem: str) -> Input:
    """The input at a path, or at a URL."""
    url = place if isinstance(place, str) and is_url(place) else None
    return Input(Path(source if url else place), source, stem, url)


def walk_inputs(
    paths: Iterable[str | os.PathLike[str]], *, out: Path | None = None, passed: list[str] | None = None
) -> Iterator[tuple[str, Path | str]]:
    """The (source, path or URL) of each input as `find_inputs` finds them, in no order, none kept in memory.

    Into `passed` go the paths of minutebook's own records that lie among the inputs and are passed over.
    Raises UsageError as it does, where nothing is found at the end.
    """
    places = [os.fspath(path) for path in paths]
    urls = [place for place in places if is_url(place)]
    if urls and len(places) > 1:
        raise UsageError("of places with :// only one can be read at a time")
    if urls:
        yield from walk_url(urls[0])
        return
    roots = [Path(place) for place in places]
    for root in roots:
        if not root.exists():
            raise UsageError(f"{root} does not exist")
        if out is not None and root.is_dir() and _absolute(root) == _absolute(out):
            raise UsageError(f"{root} is read and written: choose another folder for the output")
    base = base_of(roots)
    known: set[str] = set()
    found = 0
    for root in roots:
        for path in _walk(root, out, passed if passed is not None else []):
            if len(roots) > 1:
                absolute = _absolute(path)
                if absolute in known:
                    continue
                known.add(absolute)
            found += 1
            yield _relative(path, base), path
    if not found:
        raise UsageError(f"no files to read in {', '.join(str(root) for root in roots) or 'nothing'}")


def _by_path(named: tuple[str, Path | str]) -> tuple[list[str], str]:
    return named[0].split("/"), str(named[1])


def _walk(root: Path, out: Path | None, passed: list[str]) -> Iterator[Path]:
    if not root.is_dir():
        yield root
        return
    skipped = _absolute(out) if out is not None else None
    for folder, folders, files in os.walk(root, onerror=_unreadable):
        folders[:] = [name for name in folders if not _passed_over(Path(folder, name), skipped)]
        for name in files:
            path = Path(folder, name)
            if name.startswith((".", _LOCK)) or name.casefold() in _LITTER:
                continue
            if _is_own_record(path):
                passed.append(path.as_posix())
                continue
            # A dangling link is an input that cannot be read; a socket or pipe is none.
            if path.is_file() or path.is_symlink():
                yield path


def _passed_over(folder: Path, skipped: str | None) -> bool:
    is_book = (folder / "manifest.jsonl").is_file() and (folder / "documents").is_dir()
    return folder.name.startswith(".") or is_book or _absolute(folder) == skipped


def _is_own_record(path: Path) -> bool:
    """A record that minutebook wrote, whole; any other file of that name and beginning is an input.

    What is longer than any record is not read here: this is the parent's memory.
    """
    if path.suffix.casefold() != ".json" or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            if _RECORD.match(file.read(64)) is None or path.stat().st_size > LARGEST_RECORD:
                return False
        held = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False  # an input that cannot be read, and is told as one
    return isinstance(held, dict) and held.keys() >= _KEYS


def _unreadable(error: OSError) -> None:
    raise UsageError(f"the folder {error.filename} cannot be read: {error.strerror}") from error


def _absolute(path: Path) -> str:
    return os.path.normcase(os.path.abspath(path))


def base_of(roots: list[Path]) -> str | None:
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
