"""Files that appear whole or not at all, and archives whose bytes depend on their content alone."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from minutebook.export.visible import visible

# The earliest time that a zip archive can tell: it says nothing about when the file was made.
EPOCH = (1980, 1, 1, 0, 0, 0)
MADE = datetime(*EPOCH, tzinfo=UTC)


def write_whole(path: Path, content: bytes) -> None:
    """Write the file; a reader never meets half of it. Raises OSError where it cannot be written."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def in_xml(text: str) -> str:
    """The text made visible, without the two code points that XML forbids beside: Office files are XML."""
    return visible(text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


def timeless(archive: bytes) -> bytes:
    """The same zip archive (a Word file is one) with the time of each of its files set to EPOCH."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            fresh = zipfile.ZipInfo(info.filename, EPOCH)
            fresh.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(fresh, old.read(info))
    return out.getvalue()
