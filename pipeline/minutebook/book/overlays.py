"""The records of a book as they were extracted, and with what people put right laid over them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from minutebook.book.folder import is_name, manifest_lines, read_record, record_path
from minutebook.book.outcome import MANIFEST, Outcome, outcome_of
from minutebook.corrections.lay import Overlay
from minutebook.corrections.log import Unreadable
from minutebook.corrections.schema import Correction
from minutebook.corrections.store import Corrections, extracted_path, read_corrections
from minutebook.errors import UsageError
from minutebook.schema import Minutes


def recorded(book: Path) -> dict[str, Outcome]:
    """What the manifest tells of each record, by stem; a stem that leads out of the book is none of its.

    Raises UsageError where the folder is no book.
    """
    if not (book / MANIFEST).exists():
        raise UsageError(f"{book} is no book: it has no {MANIFEST}; make one with minutebook extract")
    outcomes = (outcome_of(line) for line in manifest_lines(book))
    records = (record for outcome in outcomes for record in outcome.records)
    return {record.document: record for record in records if is_name(record.document)}


def corrections_of(book: Path, outcomes: dict[str, Outcome]) -> Corrections:
    """The corrections of these records. Raises UsageError where a file of them cannot be read."""
    return read_corrections(book, {stem: outcome.sha256 for stem, outcome in outcomes.items()})


def extracted_record(book: Path, outcome: Outcome) -> Minutes:
    """A record as it was extracted, before anybody corrected it. Raises UsageError where it is gone."""
    place = extracted_path if outcome.extracted is not None else record_path
    return read_record(book / place(outcome.document))


def corrected_documents(book: Path) -> Iterator[tuple[str, Overlay, tuple[Unreadable, ...]]]:
    """Each document that has corrections: its stem, the record with them, and the lines not read."""
    outcomes = recorded(book)
    corrections = corrections_of(book, outcomes)
    for stem, outcome in outcomes.items():
        share = corrections.of(stem)
        if share.mark is not None:
            yield stem, share.over(extracted_record(book, outcome)), share.unreadable


def orphans(book: Path) -> tuple[Correction, ...]:
    """Corrections of documents that the book does not hold any more."""
    return corrections_of(book, recorded(book)).orphans()
