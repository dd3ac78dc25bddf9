"""Opens a file, tells its format by its content and hands it to that format's loader."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Protocol, cast

from minutebook.document import Document
from minutebook.errors import CorruptInput, TooLargeInput
from minutebook.loaders.sniff import tell

MAX_BYTES = 256 * 1024 * 1024
MAX_TEXT_BYTES = 48 * 1024 * 1024
# Other packages offer formats under this entry point; see docs/extending.md.
GROUP = "minutebook.loaders"
# One row a format: what `sniff.tell` calls it, the module and the function that reads it.
LOADERS = {
    "pdf": ("minutebook.loaders.pdf", "load_pdf"),
    "docx": ("minutebook.loaders.docx", "load_docx"),
    "doc": ("minutebook.loaders.office", "load_doc"),
    "odt": ("minutebook.loaders.office", "load_odt"),
    "rtf": ("minutebook.loaders.office", "load_rtf"),
    "flat": ("minutebook.loaders.office", "load_flat"),
    "picture": ("minutebook.loaders.picture", "load_picture"),
    "eml": ("minutebook.loaders.eml", "load_eml"),
    "text": ("minutebook.loaders.text", "load_text"),
}
_AS_TEXT = frozenset({"text", "rtf", "flat", "eml"})


class LoadFunction(Protocol):
    """Turns bytes into a document. Raises an InputError that says what is wrong with them."""

    def __call__(self, data: bytes, *, source: str, sha256: str) -> Document:
        """`source` and `sha256` are recorded as given."""


class Loader(Protocol):
    """A format that another package brings: asked before our own, in order of name."""

    def tell(self, data: bytes) -> bool:
        """True where these bytes are of the format; quick, and never raises."""

    load: LoadFunction


def load(path: Path, *, source: str | None = None) -> Document:
    """The document in the file; `source` is the path to record instead of the one given.

    The file's name plays no part. Raises a subclass of InputError that says what is wrong and what to
    do: EmptyInput, CorruptInput, EncryptedInput, TooLargeInput, NeedsOcr, NeedsOffice, UnsupportedInput.
    """
    data = _read(path)
    return load_bytes(data, source=source if source is not None else path.as_posix())


def load_bytes(data: bytes, *, source: str) -> Document:
    """The document in the bytes; `source` is recorded. Raises as `load` does."""
    sha256 = hashlib.sha256(data).hexdigest()
    for point in _others():
        loader = cast(Loader, point.load())
        if loader.tell(data):
            return loader.load(data, source=source, sha256=sha256)
    kind = tell(data)
    if kind in _AS_TEXT and len(data) > MAX_TEXT_BYTES:
        raise TooLargeInput(f"the text file has more than {MAX_TEXT_BYTES // 1024**2} MB")
    module, function = LOADERS[kind]
    read = cast(LoadFunction, getattr(import_module(module), function))
    return read(data, source=source, sha256=sha256)


def range_reader(path: Path, document: Document) -> Callable[[tuple[int, int]], Document | None]:
    """Reads some pages of a file for themselves: what comes back takes their numbers, `(first, last)`.

    It gives None where that cannot be done: the format has no such pages, OCR read it, another package's
    loader did, or the file is not the one any more that gave `document`. The file is read once, when needed.
    """
    held: list[bytes] = []

    @cache
    def read(pages: tuple[int, int]) -> Document | None:
        if document.format != "pdf" or document.ocr:
            return None
        if not held:
            held.append(_read(path))
        data = held[0]
        if hashlib.sha256(data).hexdigest() != document.sha256 or tell(data) != "pdf":
            return None
        if any(cast(Loader, point.load()).tell(data) for point in _others()):
            return None
        from minutebook.loaders.pdf import load_range

        return load_range(data, *pages, source=document.source, sha256=document.sha256)

    return read


@cache
def _others() -> tuple[EntryPoint, ...]:
    return tuple(sorted(entry_points(group=GROUP), key=lambda point: point.name))


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
