"""The pages that outputs link to: for each record the document's words beside what they gave."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version
from pathlib import Path

from minutebook.book.folder import read_record, record_path
from minutebook.register.outputs.files import write_whole
from minutebook.register.outputs.view import EVIDENCE, page_names
from minutebook.register.schema import Register

KEPT = ".pages.json"


def write_evidence(register: Register, book: Path, out: Path) -> int:
    """Write `evidence/<stem>.html` for every record of the register; how many had to be written.

    A page is written again only where its record has changed. Pages written before for records that
    are gone are removed. Raises UsageError for a record that cannot be read, OSError where a page
    cannot be written.
    """
    from minutebook.export.explain import render_page

    folder = out / EVIDENCE
    folder.mkdir(parents=True, exist_ok=True)
    names = page_names(meeting.document for meeting in register.meetings)
    before = _kept(folder / KEPT)
    kept: dict[str, str] = {}
    written = 0
    for stem, name in names.items():
        record = book / record_path(stem)
        mark = _mark(record)
        page = folder / f"{name}.html"
        kept[page.name] = mark
        if before.get(page.name) != mark or not page.exists():
            write_whole(page, render_page(read_record(record)).encode())
            written += 1
    for gone in sorted(before.keys() - kept.keys()):
        (folder / Path(gone).name).unlink(missing_ok=True)
    write_whole(folder / KEPT, (json.dumps(kept, indent=1, sort_keys=True) + "\n").encode())
    return written


def _mark(record: Path) -> str:
    """What a page depends on: the record's bytes and the program that shows them."""
    digest = hashlib.sha256(version("minutebook").encode())
    if record.exists():
        digest.update(record.read_bytes())
    return digest.hexdigest()


def _kept(path: Path) -> dict[str, str]:
    try:
        held = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(name): str(mark) for name, mark in held.items()} if isinstance(held, dict) else {}
