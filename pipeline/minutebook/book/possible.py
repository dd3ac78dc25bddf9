"""What the records of a book may lack, as one list: the likeliest first."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from minutebook.book.overlays import corrections_of, extracted_record, recorded
from minutebook.export.csv_tables import ENCODING, cell
from minutebook.offers import Offer, possible
from minutebook.schema import Minutes

COLUMNS = ("likelihood", "section", "document", "page", "text", "line", "start", "end")


def possible_in(book: Path, rules: Path | None = None) -> list[tuple[str, Offer]]:
    """Every offer of the book with the stem of its document; none of one that a person has reviewed.

    Records count with their corrections; of copies of one meeting only the one that counts is read.
    Raises UsageError where the folder is no book.
    """
    found = [(stem, offer) for stem, minutes in _records(book) for offer in possible(minutes, rules)]
    return sorted(found, key=lambda one: (-one[1].likelihood, one[0], one[1].start))


def write_possible(found: Iterable[tuple[str, Offer]], path: Path) -> None:
    """Write the offers as CSV; cells that a spreadsheet would run are guarded. Raises OSError."""
    with path.open("w", encoding=ENCODING, newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for stem, one in found:
            row = (one.likelihood, one.section, stem, one.page, one.text, one.line, one.start, one.end)
            writer.writerow([cell(value) for value in row])


def _records(book: Path) -> Iterator[tuple[str, Minutes]]:
    outcomes = recorded(book)
    corrections = corrections_of(book, outcomes)
    for stem, outcome in outcomes.items():
        if outcome.duplicate_of is not None or outcome.parts:
            continue
        overlay = corrections.of(stem).over(extracted_record(book, outcome))
        if not overlay.done:
            yield stem, overlay.minutes
