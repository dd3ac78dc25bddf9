"""Word-processor formats of other days, converted to Word's own by LibreOffice where it is installed.

A batch is converted by one process before it is read (`converted`); what that did not convert, and a document
read alone, is converted on its own. Every process has a time limit and a user profile of its own.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

from minutebook.document import Document, Format
from minutebook.errors import CorruptInput, NeedsOffice
from minutebook.scratch import scratch

# The folder in which a batch's converted files stand, named by the sha256 of what they were made from.
VARIABLE = "MINUTEBOOK_CONVERTED"
SECONDS = 60  # for a document alone, and for a batch to start
_SECONDS_EACH = 5
_MOST_AT_ONCE = 200  # files in one process: its memory grows with each
_MOST_AHEAD = 1000  # files converted before a batch begins; the others are, one by one, when their turn comes
_KINDS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
    (b"{\\rtf", "rtf"),
)


@cache
def program() -> str | None:
    """The path of LibreOffice, or None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def to_docx(data: bytes, ending: str, sha256: str) -> bytes | None:
    """The document as a Word file (.docx), or None where nothing here can convert it.

    Takes what `convert_batch` made, else converts the document by a process of its own within a minute.
    """
    folder = os.environ.get(VARIABLE)
    if folder:
        made = Path(folder) / f"{sha256}.docx"
        if made.is_file():
            return made.read_bytes()
    if program() is None:
        return None
    with scratch() as work:
        source = work / f"{sha256}.{ending}"
        source.write_bytes(data)
        _convert([source], work, SECONDS)
        made = source.with_suffix(".docx")
        return made.read_bytes() if made.is_file() and made.stat().st_size else None


def load_doc(data: bytes, *, source: str, sha256: str) -> Document:
    """A Word file from before 2007. Raises NeedsOffice without LibreOffice, else what `load_docx` raises."""
    return _by_office(data, "doc", "doc", source, sha256, "a Word file from before 2007 (.doc)")


def load_flat(data: bytes, *, source: str, sha256: str) -> Document:
    """A word-processor document saved as one XML file. Raises NeedsOffice without LibreOffice."""
    odt = b"office:document" in data[:4096]
    ending, format = ("fodt", "odt") if odt else ("xml", "doc")
    what = "a word-processor document saved as one XML file"
    return _by_office(data, ending, format, source, sha256, what)  # type: ignore[arg-type]


def load_odt(data: bytes, *, source: str, sha256: str) -> Document:
    """An OpenDocument text, by LibreOffice where it is installed. Raises what its own reader raises."""
    document = _converted(data, "odt", "odt", source, sha256)
    if document is not None:
        return document
    from minutebook.loaders.odt import load_odt as load_here

    return load_here(data, source=source, sha256=sha256)


def load_rtf(data: bytes, *, source: str, sha256: str) -> Document:
    """Rich text, by LibreOffice where it is installed. Raises what its own reader raises."""
    document = _converted(data, "rtf", "rtf", source, sha256)
    if document is not None:
        return document
    from minutebook.loaders.rtf import load_rtf as load_here

    return load_here(data, source=source, sha256=sha256)


def _by_office(data: bytes, ending: str, format: Format, source: str, sha256: str, what: str) -> Document:
    if program() is None:
        raise NeedsOffice(what)
    document = _converted(data, ending, format, source, sha256)
    if document is None:
        raise CorruptInput(f"LibreOffice cannot convert the file, {what}")
    return document


def _converted(data: bytes, ending: str, format: Format, source: str, sha256: str) -> Document | None:
    """The document by way of a Word file, or None where that cannot be made or read."""
    made = to_docx(data, ending, sha256)
    if made is None:
        return None
    from minutebook.loaders.docx import load_docx

    try:
        document = load_docx(made, source=source, sha256=sha256)
    except CorruptInput:
        return None
    # It is the converter's title where the file has none, so a file's name never gets in by that way.
    return replace(document, format=format)


@contextmanager
def converted(paths: Iterable[Path]) -> Iterator[int]:
    """Within it, documents among `paths` that need LibreOffice are converted; gives how many were.

    One process converts them all (up to 200; more take one process for each 200) into a folder that goes away
    at the end. A file that stops the process is left to be converted on its own.
    """
    if program() is None:
        yield 0
        return
    with scratch() as work:
        before = os.environ.get(VARIABLE)
        os.environ[VARIABLE] = str(work)
        try:
            yield convert_batch(paths, work)
        finally:
            if before is None:
                del os.environ[VARIABLE]
            else:
                os.environ[VARIABLE] = before


def convert_batch(paths: Iterable[Path], folder: Path) -> int:
    """Convert the documents among `paths` that need it into `folder`; how many there are of them then."""
    waiting: list[Path] = []
    intake = folder / "in"
    for path in paths:
        kind = _kind(path) if len(waiting) < _MOST_AHEAD else None
        if kind is None:
            continue
        data = path.read_bytes()
        intake.mkdir(exist_ok=True)
        named = intake / f"{hashlib.sha256(data).hexdigest()}.{kind}"
        named.write_bytes(data)
        waiting.append(named)
    for start in range(0, len(waiting), _MOST_AT_ONCE):
        part = sorted(set(waiting[start : start + _MOST_AT_ONCE]))
        _convert(part, folder, SECONDS + _SECONDS_EACH * len(part))
    shutil.rmtree(intake, ignore_errors=True)
    return sum(1 for _ in folder.glob("*.docx"))


def _kind(path: Path) -> str | None:
    """What the file needs to be converted from, by its first bytes; None where it does not."""
    try:
        with path.open("rb") as stream:
            head = stream.read(4096)
    except OSError:
        return None  # told when the file itself is read
    for mark, kind in _KINDS:
        if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(mark):
            return kind
    return "odt" if head.startswith(b"PK\x03\x04") and b"opendocument.text" in head[:200] else None


def _convert(sources: list[Path], out: Path, seconds: float) -> None:
    """Run LibreOffice once; what it made stands in `out` afterwards, nothing is raised for the rest."""
    with scratch() as profile:
        command = [
            program() or "soffice",
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(out),
            *map(str, sources),
        ]
        # A group of its own: the program starts another, and both must end when time is up.
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    import signal

    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
