"""The pages that outputs link to: for each record the document's words beside what they gave."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from minutebook.book.folder import read_record, record_path
from minutebook.register.outputs.files import write_whole
from minutebook.register.outputs.view import EVIDENCE, page_names
from minutebook.register.schema import Register

KEPT = ".pages.json"
FEW = 200
"""Records whose pages one process writes sooner than others are started."""
CHUNK = 50
MOST_JOBS = 8


class _Page(NamedTuple):
    """A page to write: from which record, and the mark of the one that stands there, if any."""

    record: Path
    page: Path
    before: str | None


def write_evidence(register: Register, book: Path, out: Path) -> int:
    """Write `evidence/<stem>.html` for every record of the register; how many had to be written.

    A page is written again only where its record has changed. Pages written before for records that
    are gone are removed. Raises UsageError for a record that cannot be read, OSError where a page
    cannot be written.
    """
    folder, pages, before = _prepared(register, book, out)
    return _settle(folder, before, _write_pages(pages))


@contextmanager
def evidence_beside(register: Register, book: Path, out: Path) -> Iterator[None]:
    """Do what `write_evidence` does while the block runs: many pages in processes of their own.

    What is raised there is raised where the block ends.
    """
    folder, pages, before = _prepared(register, book, out)
    if len(pages) < FEW:
        yield
        _settle(folder, before, _write_pages(pages))
        return
    jobs = min(os.cpu_count() or 1, MOST_JOBS)
    # Fresh interpreters: the register that this process holds is not copied into them.
    pool = ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))
    try:
        chunks = [pages[at : at + CHUNK] for at in range(0, len(pages), CHUNK)]
        waiting = [pool.submit(_write_pages, chunk) for chunk in chunks]
        yield
        _settle(folder, before, [done for one in waiting for done in one.result()])
    finally:
        pool.shutdown(cancel_futures=True)


def _prepared(register: Register, book: Path, out: Path) -> tuple[Path, list[_Page], dict[str, str]]:
    folder = out / EVIDENCE
    folder.mkdir(parents=True, exist_ok=True)
    before = _kept(folder / KEPT)
    names = page_names(meeting.document for meeting in register.meetings)
    pages = [
        _Page(book / record_path(stem), folder / f"{name}.html", before.get(f"{name}.html"))
        for stem, name in names.items()
    ]
    return folder, pages, before


def _write_pages(pages: Sequence[_Page]) -> list[tuple[str, str, bool]]:
    """Each page's name and mark, and whether it had to be written."""
    from minutebook.export.explain import render_page

    done = []
    for one in pages:
        mark = _mark(one.record)
        stale = one.before != mark or not one.page.exists()
        if stale:
            write_whole(one.page, render_page(read_record(one.record)).encode())
        done.append((one.page.name, mark, stale))
    return done


def _settle(folder: Path, before: dict[str, str], done: Sequence[tuple[str, str, bool]]) -> int:
    """Remove the pages that are gone and keep the marks of the others; how many were written."""
    kept = {name: mark for name, mark, _ in done}
    for gone in sorted(before.keys() - kept.keys()):
        (folder / Path(gone).name).unlink(missing_ok=True)
    write_whole(folder / KEPT, (json.dumps(kept, indent=1, sort_keys=True) + "\n").encode())
    return sum(written for _, _, written in done)


def _mark(record: Path) -> str:
    """What a page depends on: the record's bytes and the program that shows them."""
    digest = hashlib.sha256(_program())
    if record.exists():
        digest.update(record.read_bytes())
    return digest.hexdigest()


@cache
def _program() -> bytes:
    return version("minutebook").encode()


def _kept(path: Path) -> dict[str, str]:
    try:
        held = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(name): str(mark) for name, mark in held.items()} if isinstance(held, dict) else {}
