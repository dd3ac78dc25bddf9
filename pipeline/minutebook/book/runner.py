"""Carries out tasks in workers under watch, on a cluster, or (for tests) in this process."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from minutebook.book.limits import Limits
from minutebook.book.worker import Result, Task, TimeLimit, carry_out, failure

IN_THIS_PROCESS = 0


def run(
    tasks: Iterator[Task], *, jobs: int | None = None, limits: Limits, scheduler: str | None = None
) -> Iterator[tuple[Task, Result]]:
    """Each task with its result, as they are done; tasks are taken as they can be carried out.

    `jobs` is the number of worker processes (default: the cores there are); 0 reads in this process,
    which is for tests and debuggers: a document's fault is then this process's. `scheduler` is the
    address of a Dask cluster that reads instead. Raises MinutebookError where no input could be read.
    """
    if scheduler is not None:
        from minutebook.book.cluster import run_on_cluster

        return run_on_cluster(tasks, scheduler, limits)
    if jobs == IN_THIS_PROCESS:
        return _run_here(tasks, limits.seconds)
    return _run_pool(tasks, jobs if jobs is not None else cores(), limits)


def cores() -> int:
    """The number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _run_pool(tasks: Iterator[Task], workers: int, limits: Limits) -> Iterator[tuple[Task, Result]]:
    from minutebook.book.pool import Pool

    with Pool(workers, limits) as pool:
        yield from pool.run(tasks)


def _run_here(tasks: Iterator[Task], seconds: float) -> Iterator[tuple[Task, Result]]:
    for task in tasks:
        try:
            with _limited(seconds):
                result = carry_out(task)
        except TimeLimit:
            reason = f"it was not read in {seconds:g} seconds; split it into smaller files and run again"
            result = Result(failure(task.input, "timeout", reason, seconds=seconds))
        yield task, result


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raise TimeLimit after so many seconds, where this thread and system can (not on Windows)."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeLimit

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
