"""Carries out tasks, in worker processes or here, and gives their outcomes in the tasks' order."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from minutebook.book.outcome import Outcome
from minutebook.book.worker import Task, TimeLimit, carry_out, failure

SMALL = 4  # so few documents are read in this process where one at a time is asked for
MOST_WORKERS = 61  # Windows waits for no more
KILLED = -9  # the exit code of a process that the system ended, most often for want of memory


def run(tasks: Sequence[Task], *, jobs: int | None = None, time_limit: float) -> Iterator[Outcome]:
    """The outcome of each task, in order, each as soon as it and those before it are through.

    `jobs` is the number of worker processes (default: the cores there are); with one job a batch of
    up to SMALL is read in this process, which saves a process but cannot outlive a crash of it.
    `time_limit` is in seconds a document. Raises MinutebookError where no input could be read.
    """
    wanted = jobs if jobs is not None else cores()
    if jobs == 1 and len(tasks) <= SMALL:
        return _run_here(tasks, time_limit)
    return _run_pool(tasks, max(1, min(wanted, len(tasks), MOST_WORKERS)), time_limit)


def cores() -> int:
    """The number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _run_here(tasks: Sequence[Task], time_limit: float) -> Iterator[Outcome]:
    for task in tasks:
        try:
            with _limited(time_limit):
                outcome = carry_out(task)
        except TimeLimit:
            outcome = _late(task, time_limit)
        yield outcome


def _run_pool(tasks: Sequence[Task], workers: int, time_limit: float) -> Iterator[Outcome]:
    import multiprocessing

    from pebble import ProcessExpired, ProcessPool

    # A fresh interpreter: the same on every system, and no threads of ours are copied into it.
    pool = ProcessPool(max_workers=workers, context=multiprocessing.get_context("spawn"))
    try:
        futures = [pool.schedule(carry_out, args=(task,), timeout=time_limit) for task in tasks]
        for task, future in zip(tasks, futures, strict=True):
            try:
                yield future.result()
            except TimeoutError:
                yield _late(task, time_limit)
            except ProcessExpired as error:
                yield _died(task, error.exitcode)
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _late(task: Task, time_limit: float) -> Outcome:
    reason = f"it was not read in {time_limit:g} seconds; split it into smaller files and run again"
    return failure(task.input, "timeout", reason, seconds=time_limit)


def _died(task: Task, exit_code: int) -> Outcome:
    if exit_code == KILLED:
        return failure(
            task.input,
            "out_of_memory",
            "the system ended the process that read it, most often for want of memory; "
            "split it, or read fewer at once with --jobs",
        )
    return failure(
        task.input, "crashed", f"the process that read it died (exit code {exit_code}); please report it"
    )


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
