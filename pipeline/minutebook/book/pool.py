"""Worker processes under watch: each has a pipe of its own, a deadline and a limit of memory.

No lock and no pipe is shared between workers, so one that is killed at any moment takes nothing with it but
the document that it held. (The pools of libraries share a queue, which a process that dies in the wrong
instruction leaves locked for all.)
"""

from __future__ import annotations

import multiprocessing
import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from multiprocessing.connection import Connection, wait

from minutebook.book.limits import MEGABYTE, Limits, descendants, end_all, memory_of, settle_in
from minutebook.book.outcome import Outcome
from minutebook.book.worker import Result, Task, carry_out, failure
from minutebook.errors import MinutebookError, UsageError

LOOK = 0.1  # seconds between two looks at a worker's memory
FAMILY = 2.0  # seconds between two looks for the programs that it started
START = 120.0  # seconds that a worker may take to start
GROWN = 0.6  # an idle worker that holds so much of the limit is replaced
FALSE_STARTS = 3
KILLED = -9


class Pool:
    """Carries out tasks in up to `workers` processes, none of which a document can keep or spoil.

    A context manager. A document whose worker dies or outgrows its memory is read once more at the end,
    alone and in a fresh worker: none suffers for its neighbour, and the result does not hang on who read
    what. `run` may be called again.
    """

    def __init__(self, workers: int, limits: Limits) -> None:
        self.limits = limits
        self._most = workers
        self._workers: list[_Worker] = []
        self._false_starts = 0

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *trace: object) -> None:
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def run(self, tasks: Iterator[Task]) -> Iterator[tuple[Task, Result]]:
        """Each task with its result, as they are done. Tasks are taken only when a worker is free.

        Raises the MinutebookError that stops every input: a wrong rule, a missing model, no room.
        """
        again: list[Task] = []
        for task, result in self._pass(tasks, self._most):
            if result.outcome.status == "out_of_memory" or result.outcome.died:
                again.append(task)
            else:
                yield task, result
        for task in sorted(again, key=lambda task: task.input.source):
            self.__exit__()
            yield from self._pass(iter((task,)), 1)

    def _pass(self, tasks: Iterator[Task], most: int) -> Iterator[tuple[Task, Result]]:
        waiting = deque(islice(tasks, most))
        while waiting or any(worker.task for worker in self._workers):
            # No more workers than there is something to do for.
            while len(self._workers) < most and len(self._idle()) < len(waiting):
                self._workers.append(_Worker(self.limits))
            for worker in self._idle():
                if waiting and worker.ready:
                    worker.give(waiting.popleft())
                    waiting.extend(islice(tasks, 1))
            wait([worker.pipe for worker in self._workers], timeout=LOOK)
            for worker in list(self._workers):
                done = worker.look()
                # Before the result goes out: whoever takes it may not come back for the rest.
                if worker.gone:
                    self._workers.remove(worker)
                    self._count_false_start(worker)
                if done is not None:
                    self._false_starts = 0
                    yield done

    def _idle(self) -> list[_Worker]:
        return [worker for worker in self._workers if worker.task is None]

    def _count_false_start(self, worker: _Worker) -> None:
        self._false_starts += not worker.ready
        if self._false_starts >= FALSE_STARTS:
            raise UsageError(
                f"worker processes cannot be started (exit code {worker.exit_code}); "
                "check the memory limit and that this program may start processes"
            )


class _Worker:
    """One worker process, as the parent sees it."""

    def __init__(self, limits: Limits) -> None:
        # A fresh interpreter: the same on every system, and no threads of ours are copied into it.
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._limits = limits
        self._process = context.Process(target=_serve, args=(theirs, limits), daemon=True)
        self._process.start()
        theirs.close()
        self._family: list[object] = []
        self._given = self._looked = self._met = time.monotonic()
        self.ready = self.gone = False
        self.task: Task | None = None

    @property
    def exit_code(self) -> int | None:
        """The process's exit code, None while it runs."""
        return self._process.exitcode

    def give(self, task: Task) -> None:
        """Hand it a task; its time begins."""
        self.task, self._given = task, time.monotonic()
        with suppress(OSError):  # where it dies in this moment, the next look tells
            self.pipe.send(task)

    def look(self) -> tuple[Task, Result] | None:
        """What it has done since the last look; a worker that broke a limit is ended here."""
        try:
            while self.pipe.poll():
                message = self.pipe.recv()
                if isinstance(message, MinutebookError):
                    raise message
                if isinstance(message, Result):
                    return self._done(message)
                self.ready = True
        except (EOFError, OSError):
            return self._died()
        now = time.monotonic()
        if self.task is None:
            if not self.ready and now - self._given > START:
                self.end()
            return None
        if now - self._given > self._limits.seconds:
            return self._broke(_late(self.task, self._limits.seconds))
        if now - self._looked >= LOOK:
            self._looked = now
            if now - self._met >= FAMILY:
                self._met, self._family = now, descendants(self._process.pid or 0)
            if self._held() > self._limits.megabytes * MEGABYTE:
                return self._broke(_too_big(self.task, self._limits.megabytes))
        return None

    def end(self) -> None:
        """End the process and those that it started, now."""
        self._family = descendants(self._process.pid or 0) or self._family
        self._process.kill()
        end_all(self._family)
        self._process.join()
        self.pipe.close()
        self.gone = True

    def _held(self) -> int:
        return memory_of(self._process.pid or 0, self._family)

    def _done(self, result: Result) -> tuple[Task, Result] | None:
        task, self.task = self.task, None
        if self._held() > GROWN * self._limits.megabytes * MEGABYTE:
            self.end()
        return None if task is None else (task, result)

    def _broke(self, outcome: Outcome) -> tuple[Task, Result] | None:
        self.end()
        task, self.task = self.task, None
        return None if task is None else (task, Result(outcome))

    def _died(self) -> tuple[Task, Result] | None:
        self._process.join(timeout=5)
        code = self._process.exitcode
        self.end()
        task, self.task = self.task, None
        return None if task is None else (task, Result(_dead(task, code)))


def _serve(pipe: Connection, limits: Limits) -> None:
    """A worker's life: tasks come through the pipe, results go back, until the pipe is closed."""
    settle_in(limits)
    try:
        pipe.send("ready")
        while True:
            task = pipe.recv()
            try:
                answer: object = carry_out(task)
            except MinutebookError as error:
                answer = error
            pipe.send(answer)
    except (EOFError, OSError, KeyboardInterrupt):
        return


def _late(task: Task, seconds: float) -> Outcome:
    reason = f"it was not read in {seconds:g} seconds; split it, or give it more with --time-limit"
    return failure(task.input, "timeout", reason, seconds=seconds)


def _too_big(task: Task, megabytes: int) -> Outcome:
    reason = f"it needs more than {megabytes:,} MB of memory; split it, or give it more with --memory-limit"
    return failure(task.input, "out_of_memory", reason, died=True)


def _dead(task: Task, code: int | None) -> Outcome:
    if code == KILLED:
        reason = (
            "the system ended the process that read it, most often for want of memory; "
            "split it, or read fewer at once with --jobs"
        )
        return failure(task.input, "out_of_memory", reason, died=True)
    reason = f"the process that read it died (exit code {code}); please report it"
    return failure(task.input, "crashed", reason, died=True)
