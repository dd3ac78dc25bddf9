"""Opens a file, tells its format by its content and hands it to that format's loader."""

from __future__ import annotations

import hashlib
from pathlib import Path

from minutebook.document import Document
from minutebook.errors import CorruptInput, TooLargeInput
from minutebook.loaders.sniff import tell

MAX_BYTES = 256 * 1024 * 1024
MAX_TEXT_BYTES = 48 * 1024 * 1024


def load(path: Path, *, source: str | None = None) -> Document:
    """The document in the file; `source` is the path to record instead of the one given.

    The file's name plays no part. Raises a subclass of InputError that says what is wrong and what to
    do: EmptyInput, CorruptInput, EncryptedInput, TooLargeInput, NeedsOcr, NeedsOffice, UnsupportedInput.
    """
    data = _read(path)
    kind = tell(data)
    sha256 = hashlib.sha256(data).hexdigest()
    name = source if source is not None else path.as_posix()
    if kind == "pdf":
        from minutebook.loaders.pdf import load_pdf

        return load_pdf(data, source=name, sha256=sha256)
    if kind == "docx":
        from minutebook.loaders.docx import load_docx

        return load_docx(data, source=name, sha256=sha256)
    if len(data) > MAX_TEXT_BYTES:
        raise TooLargeInput(f"the text file has more than {MAX_TEXT_BYTES // 1024**2} MB")
    from minutebook.loaders.text import load_text

    return load_text(data, source=name, sha256=sha256)


def _read(path: Path) -> bytes:
    """The file's bytes, no more than may be read however it grows meanwhile."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or "unknown error"
        raise CorruptInput(
            f"the file cannot be opened ({reason})", "check that it is there and that you may read it"
        ) from error
    if len(data) > MAX_BYTES:
        raise TooLargeInput(f"the file has more than {MAX_BYTES // 1024**2} MB")
    return data
