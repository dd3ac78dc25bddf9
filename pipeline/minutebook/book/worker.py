"""One input in a worker process: read, written as a record, its outcome told. The one fault boundary.

Only here is every exception caught: one bad file must not stop a batch.
"""

from __future__ import annotations

import hashlib
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from minutebook.book.inputs import Input
from minutebook.book.limits import LARGEST_RECORD
from minutebook.book.outcome import Outcome
from minutebook.book.remote import digest_of, fetch
from minutebook.errors import InputError, ModelError, RuleError, TooLargeInput, UsageError
from minutebook.export.records import to_json
from minutebook.export.rows import flagged
from minutebook.loaders.load import MAX_BYTES
from minutebook.packs import named
from minutebook.schema import Minutes

# A flag of the whole document that begins so says that a part of it was not read.
UNREAD = "unread"
LONGEST_REASON = 500

# A pack gives its own record and those of its parts.
Extractor = Callable[[Path, str, Path | None, str | None], Minutes | tuple[Minutes, ...]]


class TimeLimit(BaseException):
    """Time is up for a document that is read in this process; no handler for errors may swallow it."""


def extract_one(path: Path, source: str, rules: Path | None, model: str | None) -> tuple[Minutes, ...]:
    """The records of one file; rules and language model are loaded once a process."""
    from minutebook.extraction import extract_records

    return extract_records(path, source=source, rules=rules, model=model)


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker is to do: read `input` by `extractor` and write the record into `folder`.

    `position` is the input's place in the run.
    """

    position: int
    input: Input
    folder: Path
    rules: Path | None = None
    model: str | None = None
    extractor: Extractor = extract_one


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a task; `data` are the records by stem where they came from another machine."""

    outcome: Outcome
    data: Mapping[str, bytes] | None = None


def carry_out(task: Task) -> Result:
    """Read the input and write its records; whatever is wrong with the input is told in the outcome.

    Raises RuleError, ModelError or UsageError for what would stop every input: a wrong rule, a missing
    model, a full disk.
    """
    start = time.perf_counter()
    try:
        outcome = _outcome(task)
    finally:
        if task.input.url is not None:
            _fetched(task).unlink(missing_ok=True)
    return Result(replace(outcome, seconds=round(time.perf_counter() - start, 3)))


def _outcome(task: Task) -> Outcome:
    name = task.input
    try:
        if name.url is not None:
            name = replace(name, path=_fetched(task))
            fetch(task.input.url or "", name.path, MAX_BYTES + 1)
        found = task.extractor(name.path, name.source, task.rules, task.model)
        records = named(found if isinstance(found, tuple) else (found,), name.stem)
        written = [to_json(minutes).encode() for minutes in records]
        longest = max(map(len, written))
        if longest > LARGEST_RECORD:
            raise TooLargeInput(f"its record would take {longest // 1024**2} MB")
    except InputError as error:
        return failure(name, error.status, str(error))
    except (RuleError, ModelError, UsageError):
        raise
    except MemoryError:
        return failure(name, "out_of_memory", "it needs more memory than there is; split it and run again")
    except OSError as error:
        why = error.strerror or type(error).__name__
        return failure(
            name, "corrupt", f"it cannot be read ({why}); check that it is there and may be opened"
        )
    except Exception as error:  # noqa: BLE001 - the batch goes on, whatever one file brings to light
        return failure(name, "crashed", _crash(error))
    whole, *parts = [
        replace(success(replace(name, stem=stem), minutes), record=hashlib.sha256(data).hexdigest())
        for stem, minutes, data in zip((name.stem, *records[0].document.parts), records, written, strict=True)
    ]
    try:
        for outcome, data in zip((whole, *parts), written, strict=True):
            (task.folder / f"{outcome.document}.json").write_bytes(data)
    except OSError as error:
        raise UsageError(f"{task.folder} cannot be written: {error.strerror}") from error
    return replace(whole, parts=tuple(parts))


def _fetched(task: Task) -> Path:
    """Where an input from elsewhere is put for as long as it is read."""
    return task.folder / f"{task.input.stem}.input"


def success(name: Input, minutes: Minutes) -> Outcome:
    """The outcome of an input that gave this record."""
    unread = [flag for flag in minutes.flags if flag.startswith(UNREAD)]
    meeting = minutes.meeting
    return Outcome(
        source=name.source,
        document=name.stem,
        status="partial" if unread else "ok",
        reason=f"not all of it was read: {', '.join(unread)}" if unread else None,
        sha256=minutes.document.sha256,
        pages=minutes.document.pages,
        recorded=True,
        kind=minutes.document.kind,
        body=meeting.body if meeting else None,
        date=meeting.date if meeting else None,
        attendees=len(minutes.attendees),
        items=len(minutes.agenda_items),
        actions=len(minutes.actions),
        flags=sum(1 for _ in flagged(minutes)),
        part_pages=minutes.document.part_pages,
    )


def standing_alone(outcome: Outcome, minutes: Minutes) -> Outcome:
    """The outcome with the status and reason that its record has when no other is of the same meeting."""
    read = success(Input(Path(), outcome.source, outcome.document), minutes)
    return replace(outcome, status=read.status, reason=read.reason)


def failure(
    name: Input, status: str, reason: str, *, seconds: float | None = None, died: bool = False
) -> Outcome:
    """The outcome of an input that gave no record; the reason is put on one line."""
    return Outcome(
        source=name.source,
        document=name.stem,
        status=status,
        reason=" ".join(reason.split())[:LONGEST_REASON],
        sha256=digest(name),
        seconds=seconds,
        died=died,
    )


def digest(name: Input) -> str | None:
    """The SHA-256 of an input's bytes in hexadecimal, None where it cannot be read."""
    if name.url is not None:
        return digest_of(name.url)
    try:
        with name.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _crash(error: Exception) -> str:
    """What went wrong and where, in a line; `minutebook.extract(path)` shows all of it."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    words = str(error).splitlines()[0][:200] if str(error) else "no message"
    return f"{type(error).__name__}: {words}{place}; this is a fault of minutebook: please report it"
