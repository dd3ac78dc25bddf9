"""One run over a book: what to read, reading it, linking records of one meeting, writing the whole."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Container, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from minutebook.book.corrected import can_be_reused, lay_corrections, publish_extracted, stage
from minutebook.book.duplicates import Link, find_links
from minutebook.book.folder import (
    PARQUET,
    check_writable,
    manifest_lines,
    publish,
    read_record,
    record_path,
    views_stand,
)
from minutebook.book.inputs import Input
from minutebook.book.ledger import Entry, Ledger
from minutebook.book.limits import Limits
from minutebook.book.outcome import MANIFEST, Outcome, Progress, Summary
from minutebook.book.reading import LIMITED, Reading, reading_of
from minutebook.book.runner import run
from minutebook.book.staging import Staging, hash_of
from minutebook.book.views import write_views
from minutebook.book.worker import Extractor, Task, digest, extract_one, standing_alone
from minutebook.book.worklist import WORKLIST, write_worklist
from minutebook.errors import UsageError
from minutebook.export.records import to_json
from minutebook.loaders.office import converted
from minutebook.packs import part_suffix
from minutebook.schema import Minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How to read a book's inputs: see `extract_book`, whose options these are."""

    rules: Path | None = None
    model: str | None = None
    limits: Limits = field(default_factory=Limits)
    retry: bool = False
    jobs: int | None = None
    scheduler: str | None = None
    parquet: bool = False
    extractor: Extractor = extract_one


class BookRun:
    """One run over a book that this process holds; `ledger` has its `total` inputs."""

    def __init__(self, book: Path, how: How, ledger: Ledger, total: int) -> None:
        self._book, self._how, self._ledger, self._total = book, how, ledger, total
        self._reading: Reading = reading_of(how.rules, how.model, how.extractor, how.limits)
        self._parquet = how.parquet or (book / PARQUET).is_dir()
        self._progress: Progress | None = None
        self._done = 0

    def carry_out(self, progress: Progress | None) -> Summary:
        """Read what is to be read, write the book, say what became of each input.

        Raises UsageError where the book cannot be written, and what `run` raises; the same run, made
        again, goes on from there.
        """
        self._progress = progress
        try:
            # The book is only read until its files are known to be minutebook's own.
            listed = self._ledger.add_earlier(manifest_lines(self._book))
            staging = Staging(self._book)
            try:
                attempted = self._ledger.add_earlier(staging.journal())
                self._ledger.index()
                stems = (name.stem for _, name in self._ledger.inputs())
                check_writable(self._book, stems, self._ledger.wrote, begun=attempted > 0)
                staging.prepare()
                changed = self._fill(staging, fresh=attempted == 0 and listed == self._total)
            finally:
                staging.close()
        except (OSError, sqlite3.Error) as error:
            raise UsageError(f"{self._book} cannot be written: {error}; run again to go on") from error
        pages, flags, reused = self._ledger.sums()
        packs, parts = self._ledger.packs()
        return Summary(self._book, self._ledger.statuses(), pages, flags, reused, changed, packs, parts)

    def _fill(self, staging: Staging, *, fresh: bool) -> bool:
        """True where the book had to be written; `fresh` says that no earlier attempt is under way."""
        try:
            self._read_all(staging)
        except UsageError:
            staging.remove_if_empty()
            raise
        corrected = lay_corrections(self._ledger, staging, self._book)
        self._check_parts()
        all_reused = self._ledger.sums()[2] == self._total
        if fresh and not corrected and all_reused and views_stand(self._book, self._parquet):
            staging.remove()
            return False
        self._link(staging)
        self._write(staging)
        publish_extracted(staging, self._book, self._ledger)
        publish(staging, self._book, self._ledger)
        return True

    def _check_parts(self) -> None:
        """Make sure that no record of a pack's part would replace a file that is not minutebook's."""
        parts = (entry.outcome.document for entry in self._ledger.entries() if entry.is_part)
        check_writable(self._book, parts, self._ledger.wrote, begun=True)

    def _read_all(self, staging: Staging) -> None:
        """Settle every input: by what an earlier run made of it, else by reading it."""
        how = self._how
        tasks = self._tasks(staging)
        with converted(self._unseen()):
            for task, result in run(tasks, jobs=how.jobs, limits=how.limits, scheduler=how.scheduler):
                mark = self._reading.mark(result.outcome.status)
                parts = tuple(replace(part, reading=mark) for part in result.outcome.parts)
                outcome = replace(result.outcome, reading=mark, parts=parts)
                staging.take(outcome, result.data)
                self._settle(task.position, outcome, staged=True)

    def _unseen(self) -> Iterator[Path]:
        """The inputs on this machine of which no earlier run tells."""
        for _, name in self._ledger.inputs():
            if name.url is None and not self._ledger.earlier(name.source):
                yield name.path

    def _tasks(self, staging: Staging) -> Iterator[Task]:
        """What must be read; what need not is settled on the way."""
        how = self._how
        for position, name in self._ledger.inputs():
            found = self._earlier(name, staging)
            if found is None:
                yield Task(position, name, staging.parts, how.rules, how.model, how.extractor)
            else:
                self._settle(position, found[0], staged=found[1])

    def _settle(self, position: int, outcome: Outcome, *, staged: bool | Container[str]) -> None:
        self._ledger.settle(position, outcome, staged=staged)
        self._done += 1
        if self._progress is not None:
            self._progress(outcome, self._done, self._total)

    def _earlier(self, name: Input, staging: Staging) -> tuple[Outcome, frozenset[str]] | None:
        """What an earlier run made of the same bytes in the same way, and which of its records are staged."""
        known = self._ledger.earlier(name.source)
        sha256 = digest(name) if known else None
        for told in known:
            if sha256 is None or told.sha256 != sha256 or not self._still_holds(told):
                continue
            if not can_be_reused(told, name.stem, self._book) or not _parts_fit(told):
                continue
            outcome = replace(told, document=name.stem, reused=True)
            places = {record.document: self._find(record, staging) for record in told.records}
            whole = {stem: place for stem, place in places.items() if place is not None}
            if len(whole) < len(places):
                continue
            if told.recorded and told.document != name.stem:
                if told.parts:
                    continue  # the records of a pack name each other by stems that are others now
                staging.take(outcome, {name.stem: whole[told.document].read_bytes()})
                return outcome, frozenset({name.stem})
            return outcome, frozenset(s for s, place in whole.items() if place.parent == staging.records)
        return None

    def _still_holds(self, told: Outcome) -> bool:
        """True where reading would give the same again, and nobody asked for another try."""
        again = self._how.retry and told.status in LIMITED
        return told.reading == self._reading.mark(told.status) and not again

    def _find(self, told: Outcome, staging: Staging) -> Path | None:
        """Where the record stands that the outcome tells of, whole; None where it does not."""
        for place in (staging.record(told.document), self._book / record_path(told.document)):
            if told.record is not None and hash_of(place) == told.record:
                return place
        return None

    def _record_of(self, entry: Entry, staging: Staging) -> Minutes:
        stem = entry.outcome.document
        return read_record(staging.record(stem) if entry.staged else self._book / record_path(stem))

    def _link(self, staging: Staging) -> None:
        """Write into the records which of them are of one meeting, where that does not stand there yet."""
        links = find_links(self._ledger, lambda entry: self._record_of(entry, staging))
        for entry in self._ledger.entries():
            link = links.get(entry.position, Link())
            if not entry.outcome.recorded or link.stands_in(entry.outcome):
                continue
            minutes = link.on(self._record_of(entry, staging))
            data = to_json(minutes).encode()
            told = link.told(standing_alone(entry.outcome, minutes))
            told = replace(told, record=hashlib.sha256(data).hexdigest())
            stage(entry.position, told, data, self._ledger, staging)

    def _write(self, staging: Staging) -> None:
        """Write views and manifest beside the staged records."""
        records = (
            (entry.outcome.document, self._record_of(entry, staging))
            for entry in self._ledger.entries()
            if entry.outcome.recorded
        )
        write_views(staging.views, records, parquet=self._parquet)
        write_worklist(self._ledger.wholes(), staging.views / WORKLIST)
        with (staging.views / MANIFEST).open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{outcome.manifest_line()}\n" for outcome in self._ledger.wholes())


def _parts_fit(told: Outcome) -> bool:
    """True where the parts are named after their pack: a manifest may have been meddled with."""
    suffixes = [part_suffix(part.document) for part in told.parts]
    named = all(
        suffix and part.document == f"{told.document}{suffix}"
        for part, suffix in zip(told.parts, suffixes, strict=True)
    )
    return named and (told.recorded or not told.parts)
