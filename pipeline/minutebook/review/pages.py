"""Pages as they look, and where the words stand on them."""

from __future__ import annotations

import io
import threading
from collections import OrderedDict
from pathlib import Path
from typing import Any

from minutebook.document import Cell
from minutebook.errors import InputError, UsageError

SCALE = 1.6
"""Pixels a point: sharp on a screen, and still quick to draw."""
LARGEST = 4000
"""Pixels at the longer side: a poster is drawn smaller."""
KEPT = 60
_DRAWING = threading.Lock()  # PDFium draws one page at a time in a process


class Pages:
    """Draws pages of PDF files and keeps the last ones; says where each line of a document stands."""

    def __init__(self) -> None:
        self._images: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._layouts: OrderedDict[str, dict[str, Any]] = OrderedDict()

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

    def layout(self, path: Path, sha256: str, text: str) -> dict[str, Any]:
        """The sizes of the pages, and the blocks and lines of the text where they stand.

        `blocks` and `lines` are empty where the file does not give that very text any more (another version
        read it): then pages are shown without the words on them.
        """
        with _DRAWING:
            if sha256 not in self._layouts:
                self._layouts[sha256] = {"pages": _sizes(path), **_lines(path, text)}
            self._layouts.move_to_end(sha256)
            while len(self._layouts) > KEPT:
                self._layouts.popitem(last=False)
            return self._layouts[sha256]


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


def _lines(path: Path, text: str) -> dict[str, Any]:
    from minutebook.loaders import load

    try:
        document = load(path)
    except InputError:
        return {"blocks": [], "lines": []}
    if document.text != text:
        return {"blocks": [], "lines": []}
    blocks = [
        {
            "start": block.span.start,
            "end": block.span.end,
            "kind": block.kind,
            "level": block.level,
            "cell": None if block.cell is None else list(_place(block.cell)),
            "bold": block.bold,
        }
        for block in document.blocks
    ]
    lines = [
        {"start": line.span.start, "end": line.span.end, "page": line.page, "box": line.box}
        for block in document.blocks
        for line in block.lines
        if line.box is not None
    ]
    if not lines:
        lines = [
            {"start": block.span.start, "end": block.span.end, "page": block.page, "box": block.box}
            for block in document.blocks
            if block.box is not None
        ]
    return {"blocks": blocks, "lines": lines}
