"""What became of each input, and of the run."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

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
    A pack has beside its own outcome one for each of its `parts`. What `is_part` has in `part_pages` its
    first and last page, where there are pages; its `source`, `sha256` and `reading` are those of the pack.
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
    part_pages: tuple[int, int] | None = None
    parts: tuple[Outcome, ...] = ()
    is_part: bool = False

    @property
    def done(self) -> bool:
        """True where nobody has to look after this input."""
        return self.status in DONE

    @property
    def records(self) -> tuple[Outcome, ...]:
        """The outcomes of the records that the input gave: its own, then those of its parts."""
        return tuple(one for one in (self, *self.parts) if one.recorded)

    def manifest_line(self) -> str:
        """The input's line of `manifest.jsonl`, without a line break.

        `seconds` is the one figure in a book that may differ between two runs over the same input.
        """
        told = self._told(*_CONTRACT, *_ADDED)
        if self.parts:
            told["stems"] = [part.document for part in self.parts]
            told["parts"] = [part._told(*_OF_PART) for part in self.parts]
        return json.dumps(told, ensure_ascii=False)

    def _told(self, *names: str) -> dict[str, object]:
        stem = self.document if self.recorded else None
        told = {name: stem if name == "stem" else getattr(self, name) for name in names}
        return told | {name: value for name in _OPTIONAL if (value := getattr(self, name)) is not None}


_CONTRACT = ("source", "sha256", "status", "reason", "stem", "pages", "seconds")
_ADDED = (
    *("kind", "body", "date", "attendees", "items", "actions", "flags"),
    *("duplicate_of", "supersedes", "record", "reading"),
)
_OF_PACK = ("source", "sha256", "seconds", "reading")  # a part's are those of its pack
_OF_PART = tuple(name for name in (*_CONTRACT, *_ADDED) if name not in _OF_PACK)
# Told only where somebody corrected the record, and of a document in a pack.
_OPTIONAL = ("corrections", "extracted", "part_pages")


def outcome_of(line: str | bytes, document: str | None = None) -> Outcome:
    """The outcome that a manifest's line tells; `document` is the stem of one without a record.

    Raises ValueError, KeyError or TypeError where the line is none.
    """
    entry = json.loads(line)
    stem = entry["stem"]
    if not isinstance(entry["source"], str) or not isinstance(entry["status"], str):
        raise ValueError("no line of a manifest")
    known = _known(entry)
    shared = {name: known.get(name) for name in ("source", "sha256", "reading")}
    parts = tuple(
        Outcome(**_known(part) | shared, document=part["stem"], recorded=True, is_part=True)
        for part in entry.get("parts", ())
    )
    return Outcome(**known, document=stem or document or "", recorded=stem is not None, parts=parts)


def _known(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an outcome that a manifest's line or a part in it tells."""
    names = (*_CONTRACT, *_ADDED, *_OPTIONAL)
    known = {name: entry[name] for name in names if name in entry and name != "stem"}
    if known.get("part_pages") is not None:
        first, last = known["part_pages"]
        known["part_pages"] = (first, last)
    return known


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: the book's folder, how many inputs ended in each status and how many were read.

    `statuses` holds the statuses that occur, `pages` and `flags` are those of the whole book, `reused`
    counts the inputs that an earlier run had read, `changed` is false where the book was left as it was.
    `packs` inputs were packs, with `parts` documents in them. `passed` are minutebook's own records that lay
    among the inputs.
    """

    out: Path
    statuses: Mapping[str, int]
    pages: int = 0
    flags: int = 0
    reused: int = 0
    changed: bool = True
    packs: int = 0
    parts: int = 0
    passed: tuple[str, ...] = ()

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
