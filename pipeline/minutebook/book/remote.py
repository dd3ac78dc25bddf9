"""Inputs and books in other places than this machine's disks, through fsspec: `s3://`, `gs://`, `sftp://` ...

A book elsewhere is worked on in a copy on this machine and sent there at the end, its manifest last. One
machine at a time may write it: stores have no lock.
"""

from __future__ import annotations

import hashlib
import os
import posixpath
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from minutebook.book.outcome import MANIFEST
from minutebook.book.staging import STAGING
from minutebook.errors import UsageError

SENDING = ".minutebook-sending"
CHUNK = 1024 * 1024
# What drivers of stores raise beside OSError: no credentials, no way there. Looked up where they are loaded.
_RAISED = (
    ("botocore.exceptions", "BotoCoreError"),
    ("google.auth.exceptions", "GoogleAuthError"),
    ("gcsfs.retry", "HttpError"),
    ("azure.core.exceptions", "AzureError"),
    ("aiohttp", "ClientError"),
    ("paramiko", "SSHException"),
)


def _errors() -> tuple[type[BaseException], ...]:
    """The errors by which a store says that it cannot be read or written."""
    loaded = ((sys.modules.get(module), name) for module, name in _RAISED)
    found = (getattr(module, name, None) for module, name in loaded if module is not None)
    return (OSError, *(error for error in found if isinstance(error, type)))


def is_url(place: str | os.PathLike[str]) -> bool:
    """True for a place such as `s3://bucket/minutes`; a path on this machine is none."""
    return "://" in os.fspath(place)


def _open(url: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise UsageError(
            'places with :// need fsspec: python -m pip install "minutebook[cluster]"'
        ) from error
    try:
        system, root = url_to_fs(url)
    except (ValueError, ImportError) as error:
        raise UsageError(f"{url} cannot be opened: {error}") from error
    system.invalidate_cache()  # drivers remember what stood there the last time
    return system, root.rstrip("/")


def walk_url(url: str) -> Iterator[tuple[str, str]]:
    """The (source, url) of each file under a URL, or of the file that it names; hidden ones are left out.

    Raises UsageError where there is nothing or it cannot be reached.
    """
    system, root = _open(url)
    try:
        if not system.exists(root):
            raise UsageError(f"{url} does not exist")
        if system.isfile(root):
            yield posixpath.basename(root), system.unstrip_protocol(root)
            return
        for folder, folders, files in system.walk(root):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            if MANIFEST in files and "documents" in folders:
                folders.clear()
                continue
            for name in sorted(files):
                if not name.startswith((".", "~$")):
                    path = posixpath.join(folder, name)
                    yield posixpath.relpath(path, root), system.unstrip_protocol(path)
    except _errors() as error:
        raise UsageError(f"{url} cannot be read: {error}") from error


def fetch(url: str, target: Path, most: int) -> None:
    """Copy a file to this machine, `most` bytes of it at the utmost. Raises OSError."""
    system, path = _open(url)
    try:
        with system.open(path, "rb") as source, target.open("wb") as file:
            left = most
            while left > 0 and (chunk := source.read(min(CHUNK, left))):
                file.write(chunk)
                left -= len(chunk)
    except _errors() as error:
        if isinstance(error, OSError):
            raise
        raise OSError(f"{url}: {error}") from error


def digest_of(url: str) -> str | None:
    """The SHA-256 of the file's bytes, None where it cannot be read."""
    whole = hashlib.sha256()
    try:
        system, path = _open(url)
        with system.open(path, "rb") as source:
            while chunk := source.read(CHUNK):
                whole.update(chunk)
    except _errors():
        return None
    return whole.hexdigest()


@contextmanager
def working_copy(url: str) -> Iterator[Path]:
    """A folder on this machine that holds the book at `url`; what changed in it is sent there afterwards.

    The folder stays, so that the next run has to fetch nothing. Raises UsageError where the place cannot
    be read or written; a run that was stopped, or could not send, goes on when it is made again.
    """
    system, root = _open(url)
    copy = _cache() / hashlib.sha256(url.encode()).hexdigest()[:16]
    try:
        if not (copy / SENDING).exists():
            _fetch_book(system, root, copy)
        before = {} if (copy / SENDING).exists() else _marks(copy)
    except _errors() as error:
        raise UsageError(f"{url} cannot be read: {error}") from error
    yield copy
    try:
        (copy / SENDING).touch()
        _send_book(system, root, copy, before)
        (copy / SENDING).unlink()
    except _errors() as error:
        raise UsageError(f"{url} cannot be written: {error}; run again to go on") from error


def _cache() -> Path:
    if sys.platform == "win32":
        home = Path(os.environ.get("LOCALAPPDATA") or Path.home())
    else:
        home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return home / "minutebook" / "books"


def _fetch_book(system: Any, root: str, copy: Path) -> None:
    """Make the copy what stands there, where the manifests tell that it is not."""
    there, here = f"{root}/{MANIFEST}", copy / MANIFEST
    data = system.cat_file(there) if system.exists(there) else None
    if here.exists() and data == here.read_bytes():
        return
    if data is None and not here.exists():
        return
    for path in copy.iterdir() if copy.exists() else ():
        if path.name != STAGING and path.is_dir():
            shutil.rmtree(path)
        elif path.name != STAGING:
            path.unlink()
    for path in sorted(system.find(root)) if data is not None else ():
        target = copy / posixpath.relpath(path, root)
        target.parent.mkdir(parents=True, exist_ok=True)
        system.get_file(path, str(target))


def _marks(copy: Path) -> dict[str, tuple[int, int]]:
    """Size and time of each file of the copy that belongs to the book, by name."""
    found = {}
    for path in sorted(copy.rglob("*")) if copy.exists() else ():
        name = path.relative_to(copy).as_posix()
        if path.is_file() and not name.startswith((STAGING, SENDING)) and not name.endswith(".lock"):
            found[name] = (path.stat().st_size, path.stat().st_mtime_ns)
    return found


def _send_book(system: Any, root: str, copy: Path, before: dict[str, tuple[int, int]]) -> None:
    after = _marks(copy)
    if MANIFEST not in after:
        return
    changed = [name for name in after if after[name] != before.get(name) and name != MANIFEST]
    for name in changed:
        system.makedirs(posixpath.dirname(f"{root}/{name}"), exist_ok=True)
        system.put_file(str(copy / name), f"{root}/{name}")
    if after[MANIFEST] == before.get(MANIFEST) and not changed:
        return
    known = {f"{root}/{name}" for name in after}
    for path in system.find(root):
        own = posixpath.relpath(path, root).split("/")[0] in {"documents", "parquet"}
        if own and path not in known:
            system.rm_file(path)
    system.put_file(str(copy / MANIFEST), f"{root}/{MANIFEST}")
