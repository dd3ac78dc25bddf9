"""The main job: files and folders in, a book out."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from minutebook.book.book_run import BookRun, How
from minutebook.book.folder import check_folder
from minutebook.book.inputs import walk_inputs
from minutebook.book.ledger import Ledger
from minutebook.book.limits import Limits
from minutebook.book.lock import held
from minutebook.book.outcome import Progress, Summary
from minutebook.book.remote import is_url, working_copy
from minutebook.book.worker import Extractor, extract_one
from minutebook.resources import rules_folder
from minutebook.scratch import clear_stale


def extract_book(
    paths: Iterable[str | os.PathLike[str]],
    out: str | os.PathLike[str],
    *,
    jobs: int | None = None,
    rules: Path | None = None,
    model: str | None = None,
    progress: Progress | None = None,
    limits: Limits | None = None,
    retry: bool = False,
    scheduler: str | None = None,
    parquet: bool = False,
    extractor: Extractor = extract_one,
) -> Summary:
    """Read files and folders of minutes into the book `out` and say what became of each.

    Folders are read at any depth; a place with `://` is read or written through fsspec. `jobs` worker
    processes read (default: the cores there are; 0: this process, for tests), or the Dask cluster at the
    address `scheduler`; `limits` are what one document may take. `rules` is a folder laid over the rules
    that ship, `model` another spaCy pipeline. `progress` is called for each input as it is done. A file
    that cannot be read is a row with a status and a reason, never an exception.

    The book holds `documents/<stem>.json`, `tables/*.csv`, `datapackage.json`, `minutes.sqlite`,
    `manifest.jsonl`, and `worklist.csv` of what a person must look at; with `parquet` also a dataset in
    `parquet/`, which later runs keep up. The same input gives the same bytes, but for `seconds` in the
    manifest, however often the run was stopped.
    Inputs that have not changed since the last run are not read again, unless `retry` is given and they
    failed by a crash or a limit. Records of inputs that are no longer there are removed, other files are
    left alone. Of several records of one meeting, one counts and the others name it (`duplicate_of`).
    Memory does not grow with the number of documents.

    Raises UsageError where nothing is to be read, another run holds the book, or `out` cannot be written
    or holds files that are not minutebook's in its place; RuleError for wrong rules, ModelError for a
    missing model. After any of them the same call goes on where it stopped.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> text = "Alder Mere Safety Board\\nMinutes of the meeting held on 4 March 2024\\nPresent: Ada Verne\\n"
    >>> _ = (folder / "march.txt").write_text(text)
    >>> summary = extract_book([folder], folder / "out", jobs=0)
    >>> [(row.document, row.kind, row.date, row.attendees, row.status) for row in summary.rows]
    [('march', 'minutes', '2024-03-04', 1, 'ok')]
    >>> sorted(path.name for path in (folder / "out").iterdir() if not path.name.startswith("."))
    ['datapackage.json', 'documents', 'manifest.jsonl', 'minutes.sqlite', 'tables', 'worklist.csv']
    """
    how = How(
        rules=rules,
        model=model,
        limits=limits or Limits(),
        retry=retry,
        jobs=jobs,
        scheduler=scheduler,
        parquet=parquet,
        extractor=extractor,
    )
    clear_stale()
    rules_folder()  # a broken installation is told here, once, and not by every input
    with ExitStack() as stack:
        book = stack.enter_context(working_copy(os.fspath(out))) if is_url(out) else Path(out)
        check_folder(book)
        paths = list(paths)
        ledger = stack.enter_context(Ledger())
        passed: list[str] = []
        total = ledger.add_inputs(walk_inputs(paths, out=book, passed=passed))
        stack.enter_context(held(book))
        summary = BookRun(book, how, ledger, total).carry_out(progress)
        return replace(summary, passed=tuple(sorted(passed)))
