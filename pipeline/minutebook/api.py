"""The library's front: what `import minutebook` gives."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from minutebook.book.inputs import Input, find_inputs
from minutebook.errors import InputError
from minutebook.schema import Minutes

PathLike = str | os.PathLike[str]


def extract(path: PathLike, *, rules: PathLike | None = None, model: str | None = None) -> Minutes:
    """The record of one document: PDF, Word, HTML or text, told apart by content.

    `rules` is a folder of rules laid over those that ship, `model` the name of another installed
    spaCy pipeline. What comes back is frozen; a field that the document does not state is None or
    empty, and every value that is not derived quotes `document_text`. Of a file that holds several
    documents it is the record that names them (`document.parts`); `extract_many` gives theirs behind it.

    Raises InputError for a file that cannot be read (its `status` and `advice` say why and what to
    do), OSError where it cannot be opened, RuleError for a wrong rule, ModelError without the pipeline.

    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp(), "march.txt")
    >>> _ = file.write_text(
    ...     "Alder Mere Safety Board\\nMinutes of the meeting held on 4 March 2024\\n\\n"
    ...     "Present: Ada Verne (Chair), Tom Oakes (TO)\\n\\n"
    ...     "Action: TO to count the lamps by 1 April 2024.\\n"
    ... )
    >>> minutes = extract(file)
    >>> minutes.meeting.body, minutes.meeting.date, minutes.meeting.chair
    ('Alder Mere Safety Board', '2024-03-04', 'Ada Verne')
    >>> action = minutes.actions[0]
    >>> action.leads[0].name, action.due.date, action.due.text
    ('Tom Oakes', '2024-04-01', 'by 1 April 2024')
    >>> quote = action.evidence[0]
    >>> quote.text == minutes.document_text[quote.start : quote.end]
    True
    """
    from minutebook.extraction import extract_document

    return extract_document(Path(path), rules=_folder(rules), model=model)


def extract_many(
    paths: Iterable[PathLike],
    *,
    rules: PathLike | None = None,
    model: str | None = None,
    on_error: Callable[[Path, InputError], None] | None = None,
) -> Iterator[Minutes]:
    """The records of files and of all files in folders, one at a time, in order of path.

    Behind the record of a pack come those of the documents in it, each with its pages (`part_pages`).
    Documents are read as they are asked for, in this process; `extract_book` reads in many and keeps
    the records on disk. A file that cannot be read is handed to `on_error` and passed over; without
    `on_error` its InputError is raised. Raises UsageError, at once, where a path is missing or
    nothing is to be read.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> for month in ("March", "June"):
    ...     text = f"Alder Mere Board\\nMinutes of the meeting held on 4 {month} 2024\\nPresent: Ada Verne\\n"
    ...     _ = (folder / f"{month}.txt").write_text(text)
    >>> _ = (folder / "empty.txt").write_text("")
    >>> def tell(path, error):
    ...     print(path.name, error.status)
    >>> [minutes.meeting.date for minutes in extract_many([folder], on_error=tell)]
    empty.txt empty
    ['2024-06-04', '2024-03-04']
    """
    return _records(find_inputs(paths), _folder(rules), model, on_error)


def _records(
    inputs: tuple[Input, ...],
    rules: Path | None,
    model: str | None,
    on_error: Callable[[Path, InputError], None] | None,
) -> Iterator[Minutes]:
    from minutebook.extraction import extract_records
    from minutebook.packs import named

    for name in inputs:
        try:
            records = extract_records(name.path, source=name.source, rules=rules, model=model)
        except InputError as error:
            if on_error is None:
                raise
            on_error(name.path, error)
        else:
            yield from named(records, name.stem)


def _folder(rules: PathLike | None) -> Path | None:
    return None if rules is None else Path(rules)
