"""What one document may take: time and memory, and how a process that takes more is ended.

The parent watches and ends workers, which needs nothing of the system but that processes can be seen and
ended. Where a system lends a worker limits of its own (Linux), they stand behind it.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import sys
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1024 * 1024
# The system's own limit stands so far above ours: it is for what grows faster than the parent looks.
BACKSTOP = 1.5
LARGEST_RECORD = 64 * MEGABYTE
"""Bytes of a record's JSON: no document of minutes comes near it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take: `seconds` of time and `megabytes` of its worker's memory."""

    seconds: float = 300.0
    megabytes: int = 2000


def settle_in(limits: Limits) -> None:
    """Make this process a worker: silent, limited, first to go where memory is short, no orphan."""
    _fall_silent()
    _limit_memory(limits)
    with contextlib.suppress(OSError):
        # Linux ends a worker before the parent, whatever else is running.
        Path("/proc/self/oom_score_adj").write_text("900", encoding="ascii")
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _fall_silent() -> None:
    """What a parser prints, at whatever level, reaches nobody's screen and fills nobody's pipe."""
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)


def _limit_memory(limits: Limits) -> None:
    if sys.platform != "linux":
        return  # Windows has no such limit, macOS does not keep it: there the parent's watch is the limit
    import resource

    wanted = int(limits.megabytes * BACKSTOP) * MEGABYTE
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    allowed = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
    resource.setrlimit(resource.RLIMIT_DATA, (allowed, most))
    # A crash leaves no image of the memory, which holds the document, on the disk.
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _leave_with_parent() -> None:
    """End this process, and those that it started, as soon as its parent is gone, however it went."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    parent.join()
    end_all(descendants(os.getpid()))
    os._exit(1)


def descendants(pid: int) -> list[object]:
    """The processes that a process started, and theirs; empty where it is gone."""
    import psutil

    try:
        return list(psutil.Process(pid).children(recursive=True))
    except psutil.Error:
        return []


def memory_of(pid: int, family: Iterable[object]) -> int:
    """Bytes of real memory that a process and its family hold; 0 where they are gone."""
    import psutil

    held = 0
    with contextlib.suppress(psutil.Error):
        held = int(psutil.Process(pid).memory_info().rss)
    for process in family:
        with contextlib.suppress(psutil.Error):
            held += int(process.memory_info().rss)  # type: ignore[attr-defined]
    return held


def end_all(family: Iterable[object]) -> None:
    """End these processes at once; those that are gone are passed over."""
    import psutil

    for process in family:
        with contextlib.suppress(psutil.Error):
            process.kill()  # type: ignore[attr-defined]
