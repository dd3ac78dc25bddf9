"""Pages as they look, and where the words stand on them."""

from __future__ import annotations

import io
import multiprocessing
import threading
from collections import OrderedDict
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

from minutebook.document import Block, Cell, Document, Line
from minutebook.errors import InputError, UsageError

SCALE = 1.6
"""Pixels a point: sharp on a screen, and still quick to draw."""
LARGEST = 4000
"""Pixels at the longer side: a poster is drawn smaller."""
KEPT = 60
LONG_PAGES, LONG_BYTES = 40, 1_000_000
"""A longer file is read in a process of its own: nobody waits for all of its words to see the first page."""
WAIT = 60.0
_DRAWING = threading.Lock()  # PDFium draws one page at a time in a process


class Pages:
    """Draws pages of PDF files and keeps the last ones; says where each line of a document stands."""

    def __init__(self) -> None:
        self._images: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._layouts: OrderedDict[str, dict[str, Any]] = OrderedDict()
        self._reading: dict[str, Future[dict[str, Any]]] = {}
        self._reader: ProcessPoolExecutor | None = None
        self._lock = threading.Lock()

    def image(self, path: Path, sha256: str, number: int) -> bytes:
        """A page (from 1) as PNG. Raises UsageError where there is no such page."""
        key = (sha256, number)
        with _DRAWING:
            if key not in self._images:
                self._images[key] = _draw(path, number)
            self._images.move_to_end(key)
            while len(self._images) > KEPT:
                self._images.popitem(last=False)
            return self._images[key]

    def layout(
        self, path: Path, key: str, text: str, *, part: tuple[int, int] | None = None, wait: float = WAIT
    ) -> dict[str, Any]:
        """The sizes of the pages, and the blocks and lines of the text where they stand.

        `key` stands for file and text. `blocks` and `lines` are empty where the file does not give that very
        text any more (another version read it), and `ready` is false where a long file is not read within
        `wait` seconds: then pages are shown without the words on them. `part` are the first and last page of
        a document inside a pack: `shown` says so.
        """
        with self._lock:
            known = self._layouts.get(key)
            if known is not None:
                self._layouts.move_to_end(key)
                return known
        with _DRAWING:
            pages = _sizes(path)
        layout = {"pages": pages, "shown": list(part or (1, len(pages)))}
        nothing: dict[str, Any] = {"blocks": [], "lines": []}
        if len(pages) <= LONG_PAGES and (pages or _bytes(path) <= LONG_BYTES):
            with _DRAWING:
                return self._keep(key, layout | _lines(path, text, part) | {"ready": True})
        try:
            found = self._read(path, key, text, part).result(wait)
        except TimeoutError:
            return layout | nothing | {"ready": False}
        except BrokenProcessPool:
            # The reading process died: the pages are shown without their words, and read again when asked.
            self.close()
            return layout | nothing | {"ready": True}
        return self._keep(key, layout | found | {"ready": True})

    def close(self) -> None:
        """End the process that reads long files."""
        with self._lock:
            reader, self._reader = self._reader, None
            self._reading.clear()
        if reader is not None:
            reader.shutdown(wait=False, cancel_futures=True)

    def _read(self, path: Path, key: str, text: str, part: tuple[int, int] | None) -> Future[dict[str, Any]]:
        with self._lock:
            if self._reader is None:
                self._reader = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
            if key not in self._reading:
                self._reading[key] = self._reader.submit(_lines, path, text, part)
            return self._reading[key]

    def _keep(self, key: str, layout: dict[str, Any]) -> dict[str, Any]:
        with self._lock:
            self._reading.pop(key, None)
            self._layouts[key] = layout
            self._layouts.move_to_end(key)
            while len(self._layouts) > KEPT:
                self._layouts.popitem(last=False)
            return layout


def _bytes(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def is_pdf(path: Path) -> bool:
    """True where the file begins as a PDF file does."""
    try:
        with path.open("rb") as file:
            return b"%PDF-" in file.read(1024)
    except OSError:
        return False


def _draw(path: Path, number: int) -> bytes:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise UsageError(f"the page cannot be drawn: {error}") from error
    try:
        if not 1 <= number <= len(document):
            raise UsageError(f"there is no page {number}")
        page = document[number - 1]
        longest = max(page.get_size())
        image = page.render(scale=min(SCALE, LARGEST / max(longest, 1))).to_pil()
        out = io.BytesIO()
        image.convert("RGB").save(out, "PNG", compress_level=1)
        return out.getvalue()
    finally:
        document.close()


def _sizes(path: Path) -> list[tuple[float, float]]:
    if not is_pdf(path):
        return []
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return []
    try:
        return [document.get_page_size(number) for number in range(len(document))]
    finally:
        document.close()


def _place(cell: Cell) -> tuple[int, int, int, int]:
    """Table, row, column, and how many columns wide."""
    return cell.table, cell.row, cell.column, cell.columns


def _lines(path: Path, text: str, part: tuple[int, int] | None) -> dict[str, Any]:
    from minutebook.loaders import load, range_reader

    try:
        document = load(path)
        alone = range_reader(path, document)(part) if part is not None else None
    except InputError:
        return {"blocks": [], "lines": []}
    if alone is not None and alone.text == text:
        document, part = alone, None
    start, end = _part(document, text) if part is not None else (0, len(text) if document.text == text else 0)
    blocks = [
        {
            "start": block.span.start - start,
            "end": block.span.end - start,
            "kind": block.kind,
            "level": block.level,
            "cell": None if block.cell is None else list(_place(block.cell)),
            "bold": block.bold,
        }
        for block in document.blocks
        if start <= block.span.start and block.span.end <= end
    ]
    placed: list[Line] | list[Block]
    placed = [line for block in document.blocks for line in block.lines if line.box is not None]
    placed = placed or [block for block in document.blocks if block.box is not None]
    lines = [
        {"start": one.span.start - start, "end": one.span.end - start, "page": one.page, "box": one.box}
        for one in placed
        if start <= one.span.start and one.span.end <= end
    ]
    return {"blocks": blocks, "lines": lines}


def _part(document: Document, text: str) -> tuple[int, int]:
    """Where the text of a pack's part stands in the whole, up to its furniture; nowhere is (0, 0)."""
    best = (0, 0)
    for block in document.body:
        start = block.span.start
        if document.text.startswith(text[:100], start):
            pairs = zip(document.text[start : start + len(text)], text, strict=False)
            shared = next((at for at, (one, other) in enumerate(pairs) if one != other), len(text))
            best = max(best, (start, start + shared), key=lambda span: span[1] - span[0])
    return best
