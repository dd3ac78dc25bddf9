"""All corrections of a book, and which of them belong to which of its records."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from minutebook.corrections.lay import Overlay, lay
from minutebook.corrections.log import Log, Unreadable, read_logs
from minutebook.corrections.schema import Correction
from minutebook.packs import part_suffix
from minutebook.schema import Minutes

EXTRACTED = "extracted"
"""The folder of a book that keeps corrected records as they were extracted."""


def extracted_path(stem: str) -> str:
    """Where a corrected record stands in a book as it was extracted."""
    return f"{EXTRACTED}/{stem}.json"


@dataclass(frozen=True, slots=True)
class Share:
    """The corrections of one record, in the order made, and the lines that cannot be read."""

    corrections: tuple[Correction, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()

    @property
    def mark(self) -> str | None:
        """The same for the same corrections; None for none."""
        if not self.corrections and not self.unreadable:
            return None
        lines = [*(one.line() for one in self.corrections), *(bad.words for bad in self.unreadable)]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]

    def over(self, minutes: Minutes) -> Overlay:
        """The record with these corrections."""
        return lay(minutes, self.corrections, self.unreadable)


class Corrections:
    """The corrections of a book as its files hold them now.

    `documents` gives the SHA-256 of each record's input by stem. What was corrected follows the bytes: where
    a document got another stem its corrections go with it. Where a document's bytes have changed, and are
    nowhere else in the book, its corrections stay with its name, to be looked at where they do not fit.
    """

    def __init__(self, logs: Mapping[str, Log], documents: Mapping[str, str | None]) -> None:
        self._logs, self._documents = dict(logs), documents
        self._stems: dict[str, list[str]] = {}
        for stem, sha256 in documents.items():
            if sha256 is not None:
                self._stems.setdefault(sha256, []).append(stem)
        self._moved: dict[str, list[Correction]] = {}
        for log in logs.values():
            for one in log.corrections:
                if documents.get(log.stem) != one.sha256:
                    for stem in self._now(log.stem, one):
                        self._moved.setdefault(stem, []).append(one)

    def _now(self, stem: str, one: Correction) -> list[str]:
        """The stems under which the document corrected stands now; of a pack the same part of it."""
        stems = self._stems.get(one.sha256, ())
        return [now for now in stems if part_suffix(now) == part_suffix(stem)]

    def take(self, log: Log) -> None:
        """Go by this log of a document from now on."""
        self._logs[log.stem] = log

    def of(self, stem: str) -> Share:
        """The corrections of a record."""
        log = self._logs.get(stem, Log(stem))
        sha256 = self._documents.get(stem)
        own = [one for one in log.corrections if one.sha256 == sha256 or one.sha256 not in self._stems]
        whole = [*self._moved.get(stem, ()), *own]
        return Share(tuple(whole), log.unreadable)

    def orphans(self) -> tuple[Correction, ...]:
        """Corrections of documents that the book does not hold any more."""
        return tuple(
            one
            for log in self._logs.values()
            if log.stem not in self._documents
            for one in log.corrections
            if not self._now(log.stem, one)
        )


def read_corrections(book: Path, documents: Mapping[str, str | None]) -> Corrections:
    """The corrections of a book. Raises UsageError where a file of them cannot be read."""
    return Corrections({log.stem: log for log in read_logs(book)}, documents)
