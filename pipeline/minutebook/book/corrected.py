"""Corrections in a run: laid over the records that were read, before records of one meeting are linked."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path

from minutebook.book.duplicates import Link
from minutebook.book.folder import is_name, read_record, record_path
from minutebook.book.inputs import Input
from minutebook.book.ledger import Entry, Ledger
from minutebook.book.outcome import Outcome
from minutebook.book.staging import Staging, hash_of
from minutebook.book.worker import success
from minutebook.corrections.log import logged_stems
from minutebook.corrections.store import EXTRACTED, Share, extracted_path, read_corrections
from minutebook.export.records import to_json
from minutebook.schema import Minutes

_COUNTED = ("status", "reason", "kind", "body", "date", "attendees", "items", "actions", "flags")


def can_be_reused(told: Outcome, stem: str, book: Path) -> bool:
    """True where every record is as it was extracted, or what was extracted is still kept beside it."""
    corrected = [record for record in told.records if record.extracted is not None]
    return not corrected or (
        told.document == stem
        and all(hash_of(book / extracted_path(record.document)) == record.extracted for record in corrected)
    )


def stage(position: int, told: Outcome, data: bytes, ledger: Ledger, staging: Staging) -> None:
    """Stage the record at a position of the ledger, and note what became of its input."""
    staging.put(told.document, data)
    ledger.note(position, told, staged=True)
    staging.note(ledger.whole(position))


def lay_corrections(ledger: Ledger, staging: Staging, book: Path) -> bool:
    """Stage each record whose corrections are others than those laid over it; True where there was one.

    Raises UsageError where corrections cannot be read, OSError where a record cannot be written.
    """
    if not logged_stems(book) and not (book / EXTRACTED).is_dir():
        return False
    documents = {e.outcome.document: e.outcome.sha256 for e in ledger.entries() if e.outcome.recorded}
    corrections = read_corrections(book, documents)
    changed = False
    for entry in ledger.entries():
        outcome = entry.outcome
        if not outcome.recorded:
            continue
        share = corrections.of(outcome.document)
        if share.mark == outcome.corrections:
            continue
        minutes = as_extracted(outcome, staging, book, staged=entry.staged)
        _stage(entry, share, minutes, ledger, staging)
        changed = True
    return changed


def as_extracted(outcome: Outcome, staging: Staging, book: Path, *, staged: bool) -> Minutes:
    """The record without corrections and without what it is to others of its meeting."""
    if outcome.extracted is not None:
        place = staging.extracted(outcome.document)
        if not place.exists():
            place = book / extracted_path(outcome.document)
    else:
        place = staging.record(outcome.document) if staged else book / record_path(outcome.document)
    return Link().on(read_record(place))


def _stage(entry: Entry, share: Share, minutes: Minutes, ledger: Ledger, staging: Staging) -> None:
    outcome = entry.outcome
    corrected = share.over(minutes).minutes
    data = to_json(corrected).encode()
    extracted = None
    if share.mark is not None:
        kept = to_json(minutes).encode()
        extracted = hashlib.sha256(kept).hexdigest()
        place = staging.extracted(outcome.document)
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(kept)
    alone = success(Input(Path(), outcome.source, outcome.document), corrected)
    told = replace(
        outcome,
        **{name: getattr(alone, name) for name in _COUNTED},
        duplicate_of=None,
        supersedes=None,
        record=hashlib.sha256(data).hexdigest(),
        corrections=share.mark,
        extracted=extracted,
    )
    stage(entry.position, told, data, ledger, staging)


def publish_extracted(staging: Staging, book: Path, ledger: Ledger) -> None:
    """Move what was extracted into place, and remove what no correction lies over any more.

    Done before the records move: a run that stops in between reads those documents again.
    """
    folder = book / EXTRACTED
    kept = set()
    for entry in ledger.entries():
        stem = entry.outcome.document
        if not entry.outcome.recorded or entry.outcome.extracted is None:
            continue
        kept.add(f"{stem}.json")
        if staging.extracted(stem).exists():
            folder.mkdir(exist_ok=True)
            os.replace(staging.extracted(stem), book / extracted_path(stem))
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        if path.name not in kept and is_name(path.stem):
            path.unlink()
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
