"""Corrections written into a book without reading its documents again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from minutebook.book.book_run import BookRun, How
from minutebook.book.folder import check_folder, manifest_lines
from minutebook.book.ledger import Ledger
from minutebook.book.lock import held
from minutebook.book.outcome import Summary, outcome_of
from minutebook.book.staging import JOURNAL, STAGING, Staging
from minutebook.errors import UsageError


def apply_corrections(book: Path) -> Summary:
    """Lay the corrections over the book's records, and write its tables and database from them.

    The documents are not needed. Raises UsageError where the folder is no book, another run holds it, a run
    over it was stopped, or it cannot be written.
    """
    check_folder(book)
    with Ledger() as ledger, held(book):
        if (book / STAGING / JOURNAL).exists():
            raise UsageError(f"a run over {book} was stopped: give its minutebook extract again")
        outcomes = (outcome_of(line) for line in manifest_lines(book))
        total = ledger.add_inputs((outcome.source, outcome.source) for outcome in outcomes)
        if not total:
            raise UsageError(f"{book} is no book: make one with minutebook extract")
        return _Relay(book, How(jobs=0), ledger, total).carry_out(None)


class _Relay(BookRun):
    """A run that takes every record as the book has it."""

    def _read_all(self, staging: Staging) -> None:
        for position, name in self._ledger.inputs():
            told = self._ledger.earlier(name.source)
            if len(told) != 1 or (told[0].recorded and told[0].document != name.stem):
                raise UsageError(f"the manifest of {self._book} cannot be followed: run minutebook extract")
            self._settle(position, replace(told[0], document=name.stem, reused=True), staged=False)
