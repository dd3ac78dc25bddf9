"""Folders for a while, in the system's temporary folder; the next run clears those of runs that were killed.

Each holds a lock for as long as its process lives, however that ends: a lock that can be had is nobody's. So
no folder of a living run is touched, though containers share the temporary folder.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PREFIX = "minutebook-scratch-"
HELD = "held.lock"
YOUNG = 60  # seconds in which a folder may not have its lock yet


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder that goes away at the end with all that is in it. Raises OSError where there is no room."""
    from filelock import FileLock

    held = tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True)
    with held as name, FileLock(Path(name) / HELD):
        yield Path(name)


def clear_stale() -> int:
    """Remove the folders that runs of this user left behind when they were killed; how many there were."""
    from filelock import FileLock, Timeout

    cleared = 0
    for folder in sorted(Path(tempfile.gettempdir()).glob(f"{PREFIX}*")):
        with suppress(OSError, Timeout):
            if not _may_be_ours(folder):
                continue
            with FileLock(folder / HELD, blocking=False):
                pass
            shutil.rmtree(folder)
            cleared += 1
    return cleared


def _may_be_ours(folder: Path) -> bool:
    """A real folder of this user, no link, that has been there for a while."""
    told = folder.lstat()
    own = not hasattr(os, "getuid") or told.st_uid == os.getuid()
    return own and folder.is_dir() and not folder.is_symlink() and time.time() - told.st_mtime > YOUNG
