"""What a person must do about each input that is not done, and with which command."""

from __future__ import annotations

import csv
import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path

from minutebook.book.outcome import DONE, Outcome
from minutebook.export.csv_tables import ENCODING, cell

WORKLIST = "worklist.csv"
COLUMNS = ("status", "source", "reason", "command")
_COMMANDS = {
    "needs_ocr": "pip install 'minutebook[ocr]'",
    "needs_office": "soffice --headless --convert-to docx {file}",
    "encrypted": "qpdf --decrypt --password=PASSWORD {file} {copy}.pdf",
    "timeout": "minutebook extract PATH --out OUT --retry --time-limit {seconds}",
    "out_of_memory": "minutebook extract PATH --out OUT --retry --memory-limit {megabytes}",
    "crashed": "minutebook extract PATH --out OUT --retry",
}


def command_for(outcome: Outcome) -> str | None:
    """The command that may help, to be run where the inputs are; None where only a person's eye does.

    PATH, OUT and PASSWORD are for the person to fill in. Names are quoted for a POSIX shell.
    """
    told = _COMMANDS.get(outcome.status)
    if told is None or (outcome.status == "encrypted" and not outcome.source.casefold().endswith(".pdf")):
        return None
    folder, _, name = outcome.source.rpartition("/")
    copy = f"{folder}/{name.rpartition('.')[0] or name}" if folder else name.rpartition(".")[0] or name
    file = outcome.source if not outcome.source.startswith("-") else f"./{outcome.source}"
    return told.format(
        file=shlex.quote(file),
        copy=shlex.quote(f"{copy}.readable"),
        seconds=round(4 * (outcome.seconds or 300)),
        megabytes=8000,
    )


def work(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """The outcomes that a person must look at."""
    return (outcome for outcome in outcomes if outcome.status not in DONE)


def write_worklist(outcomes: Iterable[Outcome], path: Path) -> None:
    """Write the list as CSV, in the order given; cells that a spreadsheet would run are guarded."""
    with path.open("w", encoding=ENCODING, newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for outcome in work(outcomes):
            row = (outcome.status, outcome.source, outcome.reason, command_for(outcome))
            writer.writerow([cell(value) for value in row])
