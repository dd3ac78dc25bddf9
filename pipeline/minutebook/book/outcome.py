"""What became of each input, and of the run."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from minutebook.export.stems import Stems

MANIFEST = "manifest.jsonl"
DONE = frozenset({"ok", "partial", "duplicate"})
NEEDS_PERSON = frozenset({"needs_ocr", "needs_office", "quarantined"})
FAILED = frozenset(
    {"encrypted", "corrupt", "empty", "unsupported", "too_large", "timeout", "crashed", "out_of_memory"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One input's line: a row of the summary and a line of the manifest.

    `document` is the stem given to the input; a record of that name exists where `recorded`.
    `status` is one of DONE, NEEDS_PERSON or FAILED, `reason` one line for a person (None for `ok`).
    The counts are those of the record, `flags` all of its flags; `seconds` is the time that the
    input took, None where its process died. `record` is the SHA-256 of the record's file, `reading`
    stands for all that the result hangs on beside the input: program, rules, model, limits.
    `corrections` is the mark of those laid over the record, `extracted` the SHA-256 of what they lie over.
    `reused` is true for what an earlier run read, `died` where the reading process was lost.
    """

    source: str
    document: str
    status: str
    reason: str | None = None
    sha256: str | None = None
    pages: int | None = None
    seconds: float | None = None
    recorded: bool = False
    kind: str | None = None
    body: str | None = None
    date: str | None = None
    attendees: int = 0
    items: int = 0
    actions: int = 0
    flags: int = 0
    duplicate_of: str | None = None
    supersedes: str | None = None
    record: str | None = None
    reading: str | None = None
    corrections: str | None = None
    extracted: str | None = None
    reused: bool = False
    died: bool = False

    @property
    def done(self) -> bool:
        """True where nobody has to look after this input."""
        return self.status in DONE

    def manifest_line(self) -> str:
        """The input's line of `manifest.jsonl`, without a line break.

        `seconds` is the one figure in a book that may differ between two runs over the same input.
        """
        stem = self.document if self.recorded else None
        told = {name: stem if name == "stem" else getattr(self, name) for name in (*_CONTRACT, *_ADDED)}
        told |= {name: value for name in _CORRECTED if (value := getattr(self, name)) is not None}
        return json.dumps(told, ensure_ascii=False)


_CONTRACT = ("source", "sha256", "status", "reason", "stem", "pages", "seconds")
_ADDED = (
    *("kind", "body", "date", "attendees", "items", "actions", "flags"),
    *("duplicate_of", "supersedes", "record", "reading"),
)
# Told only where somebody corrected the record.
_CORRECTED = ("corrections", "extracted")


def outcome_of(line: str | bytes, document: str | None = None) -> Outcome:
    """The outcome that a manifest's line tells; `document` is the stem of one without a record.

    Raises ValueError, KeyError or TypeError where the line is none.
    """
    entry = json.loads(line)
    stem = entry["stem"]
    if not isinstance(entry["source"], str) or not isinstance(entry["status"], str):
        raise ValueError("no line of a manifest")
    told = (*_CONTRACT, *_ADDED, *_CORRECTED)
    known = {name: entry[name] for name in told if name in entry and name != "stem"}
    return Outcome(**known, document=stem or document or "", recorded=stem is not None)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: the book's folder, how many inputs ended in each status and how many were read.

    `statuses` holds the statuses that occur, `pages` and `flags` are those of the whole book, `reused`
    counts the inputs that an earlier run had read, `changed` is false where the book was left as it was.
    """

    out: Path
    statuses: Mapping[str, int]
    pages: int = 0
    flags: int = 0
    reused: int = 0
    changed: bool = True

    @property
    def total(self) -> int:
        """How many inputs there are."""
        return sum(self.statuses.values())

    @property
    def exit_code(self) -> int:
        """0 where every input is done, 1 where some need a person or failed."""
        return 0 if DONE.issuperset(self.statuses) else 1

    @property
    def rows(self) -> tuple[Outcome, ...]:
        """One row an input, in order of path, read from the book's manifest: all of them are in memory."""
        return tuple(self)

    def __iter__(self) -> Iterator[Outcome]:
        """The rows one at a time. Raises OSError where the manifest is gone."""
        stems = Stems()
        with (self.out / MANIFEST).open(encoding="utf-8") as file:
            for line in file:
                row = outcome_of(line)
                taken = stems.take(row.source)
                yield row if row.document else replace(row, document=taken)


class Progress(Protocol):
    """Called in the parent process for each input as it is done."""

    def __call__(self, outcome: Outcome, done: int, total: int) -> None:
        """`done` of `total` inputs are through, this one the last of them."""
