"""The main job: files and folders in, a book out."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from minutebook.book.folder import (
    DATABASE,
    DOCUMENTS,
    MANIFEST,
    PACKAGE,
    TABLE_FOLDER,
    check_writable,
    publish,
    read_record,
    record_path,
    staging,
)
from minutebook.book.inputs import find_inputs
from minutebook.book.outcome import Outcome, Progress, Summary
from minutebook.book.runner import run
from minutebook.book.worker import Extractor, Task, extract_one
from minutebook.errors import UsageError
from minutebook.export.csv_tables import CsvTables
from minutebook.export.database import Database
from minutebook.export.datapackage import datapackage_json
from minutebook.resources import rules_folder

TIME_LIMIT = 300.0


def extract_book(
    paths: Iterable[str | os.PathLike[str]],
    out: str | os.PathLike[str],
    *,
    jobs: int | None = None,
    rules: Path | None = None,
    model: str | None = None,
    progress: Progress | None = None,
    time_limit: float = TIME_LIMIT,
    extractor: Extractor = extract_one,
) -> Summary:
    """Read files and folders of minutes into the book `out` and say what became of each.

    Folders are read at any depth. `jobs` worker processes read (default: the cores there are), each
    document for at most `time_limit` seconds. `rules` is a folder laid over the rules that ship,
    `model` another spaCy pipeline. `progress` is called for each input, in order of path. A file that
    cannot be read is a row with a status and a reason, never an exception.

    The book holds `documents/<stem>.json`, `tables/*.csv`, `datapackage.json`, `minutes.sqlite` and
    `manifest.jsonl`. The same input gives the same bytes, but for `seconds` in the manifest. The book
    changes only at the end of the run; records of inputs that are no longer there are removed, other
    files are left alone. Memory does not grow with the number of documents: records are written as
    they are made and read again one at a time.

    Raises UsageError where nothing is to be read or `out` cannot be written or holds files that are
    not minutebook's in its place, RuleError for wrong rules, ModelError for a missing model.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> text = "Alder Mere Safety Board\\nMinutes of the meeting held on 4 March 2024\\nPresent: Ada Verne\\n"
    >>> _ = (folder / "march.txt").write_text(text)
    >>> summary = extract_book([folder], folder / "out", jobs=1)
    >>> [(row.document, row.kind, row.date, row.attendees, row.status) for row in summary.rows]
    [('march', 'minutes', '2024-03-04', 1, 'ok')]
    >>> sorted(path.name for path in (folder / "out").iterdir())
    ['datapackage.json', 'documents', 'manifest.jsonl', 'minutes.sqlite', 'tables']
    """
    book = Path(out)
    inputs = find_inputs(paths, out=book)
    rules_folder()  # a broken installation is told here, once, and not by every input
    check_writable(book, (name.stem for name in inputs))
    with staging(book) as staged:
        tasks = [Task(name, staged / DOCUMENTS, rules, model, extractor) for name in inputs]
        outcomes: list[Outcome] = []
        for outcome in run(tasks, jobs=jobs, time_limit=time_limit):
            outcomes.append(outcome)
            if progress is not None:
                progress(outcome, len(outcomes), len(inputs))
        stems = [outcome.document for outcome in outcomes if outcome.recorded]
        try:
            write_views(staged, stems)
            lines = "".join(f"{outcome.manifest_line()}\n" for outcome in outcomes)
            (staged / MANIFEST).write_text(lines, encoding="utf-8", newline="\n")
            publish(staged, book, stems)
        except (OSError, sqlite3.OperationalError) as error:
            raise UsageError(f"{book} cannot be written: {error}") from error
    return Summary(book, tuple(outcomes))


def write_views(folder: Path, stems: Iterable[str]) -> None:
    """Write tables, data package and database beside the records of these stems, one record at a time.

    Raises OSError or sqlite3.OperationalError where they cannot be written.
    """
    with CsvTables(folder / TABLE_FOLDER) as tables, Database(folder / DATABASE) as database:
        for stem in stems:
            minutes = read_record(folder / record_path(stem))
            tables.add(stem, minutes)
            database.add(stem, minutes)
    (folder / PACKAGE).write_text(datapackage_json(), encoding="utf-8", newline="\n")
