"""Opens a file, tells its format by its content and hands it to that format's loader."""

from __future__ import annotations

import hashlib
from pathlib import Path

from minutebook.document import Document
from minutebook.errors import EmptyInput, UnsupportedInput

MAX_BYTES = 512 * 1024 * 1024


def load(path: Path, *, source: str | None = None) -> Document:
    """The document in the file; `source` is the path to record instead of the one given.

    Raises a subclass of InputError that says what is wrong and what to do.
    """
    data = path.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    name = source if source is not None else path.as_posix()
    if not data.strip():
        raise EmptyInput("the file is empty")
    if b"%PDF-" in data[:1024]:
        from minutebook.loaders.pdf import load_pdf

        return load_pdf(data, source=name, sha256=sha256)
    if data[:4] == b"PK\x03\x04":
        from minutebook.loaders.docx import load_docx

        return load_docx(data, source=name, sha256=sha256)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise UnsupportedInput("a legacy Office file")
    from minutebook.loaders.text import load_text

    return load_text(data, source=name, sha256=sha256)
