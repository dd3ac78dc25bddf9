"""Reads on a Dask cluster: the same limits on every machine, the same book at the end.

A Dask worker parses nothing itself: it keeps a reading process under watch, as the parent does on one
machine, so a document that hangs or grows ends that process and not the worker. Records come back to the
parent, which alone writes the book; no disk need be shared but that of the inputs, where they are files.
"""

from __future__ import annotations

import multiprocessing
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from minutebook.book.limits import Limits
from minutebook.book.pool import Pool
from minutebook.book.reading import program_mark
from minutebook.book.worker import Result, Task, failure
from minutebook.errors import MinutebookError, UsageError
from minutebook.scratch import scratch

AHEAD = 4  # tasks in flight for each thread of the cluster: none waits for the network
WAIT = 30  # seconds to reach the scheduler

Rules = dict[str, bytes]


def run_on_cluster(tasks: Iterator[Task], address: str, limits: Limits) -> Iterator[tuple[Task, Result]]:
    """Each task with its result, as they are done on the cluster whose scheduler has that address.

    A task whose machine is lost goes to another one; Dask tries a few times. Raises UsageError where the
    scheduler is not reached, has no workers, or one of them runs another program or other rules than
    this one.
    """
    try:
        dask: Any = import_module("distributed")
    except ImportError as error:
        raise UsageError('--scheduler needs Dask: python -m pip install "minutebook[cluster]"') from error
    try:
        client = dask.Client(address, timeout=WAIT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(f"the scheduler {address} cannot be reached: {error}") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=WAIT)
        except TimeoutError as error:
            raise UsageError(f"the scheduler {address} has no workers") from error
        mark = program_mark()
        laid: Rules | None = None
        pending: dict[Any, Task] = {}
        done = dask.as_completed(loop=client.loop)
        more = True
        while more or pending:
            most = AHEAD * max(1, sum(client.nthreads().values()))
            while more and len(pending) < most:
                task = next(tasks, None)
                if task is None:
                    more = False
                    break
                if laid is None:
                    laid = _packed(task.rules)
                future = client.submit(read_there, task, limits, mark, laid, pure=False, key=_key(task))
                pending[future] = task
                done.add(future)
            if not pending:
                break
            future = next(done)
            task = pending.pop(future)
            yield task, _result_of(future, task, dask.KilledWorker)


def _key(task: Task) -> str:
    return f"minutebook-{task.position}-{task.input.stem}"


def _result_of(future: Any, task: Task, lost: type[Exception]) -> Result:
    try:
        result: Result = future.result()
    except lost:
        reason = "the machines that read it were lost, one after the other; run again with --retry"
        return Result(failure(task.input, "crashed", reason, died=True))
    except MinutebookError:
        raise
    except OSError as error:
        raise UsageError(f"the cluster was lost: {error}; run again to go on") from error
    finally:
        future.release()
    return result


_here = threading.local()


def read_there(task: Task, limits: Limits, mark: str, rules: Rules) -> Result:
    """Read one document on the machine that this is called on; the record comes back with the outcome.

    Raises UsageError where this machine's program is another than the caller's.
    """
    if program_mark() != mark:
        raise UsageError(
            "a worker of the cluster runs another minutebook, other rules or other libraries than this "
            "machine: install the same on all"
        )
    pool = getattr(_here, "pool", None)
    if pool is None or pool.limits != limits:
        _allow_children()
        pool = _here.pool = Pool(1, limits)
    with scratch() as folder:
        moved = replace(task, folder=folder, rules=_unpacked(rules))
        for _, result in pool.run(iter((moved,))):
            if not result.outcome.recorded:
                return Result(result.outcome)
            stems = [record.document for record in result.outcome.records]
            return Result(result.outcome, {stem: (folder / f"{stem}.json").read_bytes() for stem in stems})
    raise UsageError("the worker process gave no answer")


def _allow_children() -> None:
    """Dask marks its workers as processes without children; ours end with them all the same."""
    multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]


def _packed(rules: Path | None) -> Rules:
    """A folder of rules as bytes by name: other machines need not have it."""
    if rules is None:
        return {}
    return {
        path.relative_to(rules).as_posix(): path.read_bytes()
        for path in sorted(rules.rglob("*"))
        if path.is_file()
    }


def _unpacked(rules: Rules) -> Path | None:
    """The folder on this machine that holds these rules, written once a thread."""
    if not rules:
        return None
    known: tuple[Rules, Any] | None = getattr(_here, "rules", None)
    if known is None or known[0] != rules:
        folder = tempfile.TemporaryDirectory(prefix="minutebook-rules-")
        for name, data in rules.items():
            path = Path(folder.name) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        known = _here.rules = (rules, folder)
    return Path(known[1].name)
