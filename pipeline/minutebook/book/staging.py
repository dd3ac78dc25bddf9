"""A run in the making: its records and its journal, inside the book, until all of it moves into place.

The folder outlives a run that is stopped. The next run finds there what was read, checks each record
against the journal by its hash and goes on: a line or a file that was torn is simply read again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from io import BufferedWriter
from pathlib import Path

from minutebook.book.outcome import Outcome
from minutebook.corrections.store import EXTRACTED

STAGING = ".minutebook-run"
JOURNAL, RECORDS, PARTS, VIEWS = "journal.jsonl", "records", "parts", "views"


class Staging:
    """The folder of a run; `prepare` makes it. Raises OSError where it cannot be written."""

    def __init__(self, book: Path) -> None:
        self.folder = book / STAGING
        self.records = self.folder / RECORDS
        self.parts = self.folder / PARTS
        self.views = self.folder / VIEWS
        self._file: BufferedWriter | None = None

    def prepare(self) -> None:
        """Make the folder, or what is missing of it."""
        # What workers of a killed run still write goes nowhere: only records that were handed in count.
        shutil.rmtree(self.parts, ignore_errors=True)
        shutil.rmtree(self.views, ignore_errors=True)
        shutil.rmtree(self.folder / EXTRACTED, ignore_errors=True)
        self.records.mkdir(parents=True, exist_ok=True)
        self.parts.mkdir(exist_ok=True)
        self.views.mkdir(exist_ok=True)

    def journal(self) -> Iterator[str]:
        """What earlier attempts at this run told, line by line; the last line may be torn."""
        path = self.folder / JOURNAL
        if path.exists():
            with path.open(encoding="utf-8", errors="replace") as file:
                yield from file

    def record(self, stem: str) -> Path:
        """Where a staged record stands."""
        return self.records / f"{stem}.json"

    def extracted(self, stem: str) -> Path:
        """Where a corrected record stands as it was extracted."""
        return self.folder / EXTRACTED / f"{stem}.json"

    def take(self, outcome: Outcome, data: Mapping[str, bytes] | None = None) -> None:
        """Take over the records that a worker wrote, or their bytes by stem, and note the input's outcome."""
        for record in outcome.records:
            self.put(record.document, None if data is None else data[record.document])
        self.note(outcome)

    def put(self, stem: str, data: bytes | None = None) -> None:
        """Take over one record that a worker wrote, or its bytes; its input's outcome is to be noted next."""
        part = self.parts / f"{stem}.json"
        if data is not None:
            part.write_bytes(data)
        os.replace(part, self.record(stem))

    def note(self, outcome: Outcome) -> None:
        """Write an outcome into the journal, at once: what is noted survives the end of this process."""
        if self._file is None:
            self._file = (self.folder / JOURNAL).open("ab")
            # A line that an earlier attempt tore is ended, so that this one stands alone.
            self._file.write(b"\n" if self._file.tell() else b"")
        self._file.write(outcome.manifest_line().encode() + b"\n")
        self._file.flush()

    def close(self) -> None:
        """Stop writing; what is there stays for the next run."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def remove_if_empty(self) -> None:
        """Leave nothing behind where nothing was read yet."""
        if not (self.folder / JOURNAL).exists():
            self.remove()

    def remove(self) -> None:
        """The run is over: nothing of it is needed any more."""
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def hash_of(path: Path) -> str | None:
    """The SHA-256 of a record's file, None where there is none."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
