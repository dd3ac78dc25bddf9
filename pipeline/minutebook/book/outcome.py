"""What became of each input, and of the run."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

DONE = frozenset({"ok", "partial", "duplicate"})
NEEDS_PERSON = frozenset({"needs_ocr", "needs_office", "quarantined"})
FAILED = frozenset(
    {"encrypted", "corrupt", "empty", "unsupported", "too_large", "timeout", "crashed", "out_of_memory"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One input's line: a row of the summary and, in part, of the manifest.

    `document` is the stem given to the input; a record of that name exists where `recorded`.
    `status` is one of DONE, NEEDS_PERSON or FAILED, `reason` one line for a person (None for `ok`).
    The counts are those of the record, `flags` all of its flags; `seconds` is the time that the
    input took, None where its process died.
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

    @property
    def done(self) -> bool:
        """True where nobody has to look after this input."""
        return self.status in DONE

    def manifest_line(self) -> str:
        """The input's line of `manifest.jsonl`, without a line break.

        `seconds` is the one figure in a book that may differ between two runs over the same input.
        """
        return json.dumps(
            {
                "source": self.source,
                "sha256": self.sha256,
                "status": self.status,
                "reason": self.reason,
                "stem": self.document if self.recorded else None,
                "pages": self.pages,
                "seconds": self.seconds,
            },
            ensure_ascii=False,
        )


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: the book's folder and one row an input, in order of path."""

    out: Path
    rows: tuple[Outcome, ...]

    @property
    def exit_code(self) -> int:
        """0 where every input is done, 1 where some need a person or failed."""
        return 0 if all(row.done for row in self.rows) else 1


class Progress(Protocol):
    """Called in the parent process for each input as it is done, in order of path."""

    def __call__(self, outcome: Outcome, done: int, total: int) -> None:
        """`done` of `total` inputs are through, this one the last of them."""
