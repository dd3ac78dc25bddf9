"""Opens a PDF and reads it page by page; every page is closed before the next is opened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from minutebook.errors import CorruptInput, EmptyInput, EncryptedInput, TooLargeInput
from minutebook.loaders.pdf.grids import CellLookup, find_grids, useful
from minutebook.loaders.pdf.rules import Rule, read_rules
from minutebook.loaders.pdf.segments import make_segments, mark_frames, mark_underlined
from minutebook.loaders.pdf.shapes import GridCell, PageContent, Segment, Word
from minutebook.loaders.pdf.words import Frame, WordReader

MOST_PAGES = 2000
_REOPEN = 100  # pages


def open_pdf(data: bytes) -> pypdfium2.PdfDocument:
    """The open file. Raises EncryptedInput, CorruptInput, EmptyInput or TooLargeInput."""
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD or "assword" in str(error):
            raise EncryptedInput("the PDF asks for a password") from error
        if b"/Encrypt" in data and getattr(error, "err_code", None) == pdfium.FPDF_ERR_SECURITY:
            raise EncryptedInput("the PDF is protected in a way that cannot be read") from error
        raise CorruptInput("the PDF is damaged or stops too early") from error
    count = len(pdf)
    if count == 0:
        pdf.close()
        raise EmptyInput("the PDF has no pages")
    if count > MOST_PAGES:
        pdf.close()
        raise TooLargeInput(f"the PDF has {count} pages, more than {MOST_PAGES}")
    return pdf


def read_pages(data: bytes, first: int = 1, last: int = MOST_PAGES) -> Iterator[PageContent]:
    """The pages in order, from `first` to `last`; the first read is numbered 1.

    Raises what `open_pdf` raises, and CorruptInput where a page cannot be read.
    """
    pdf = open_pdf(data)
    try:
        for index in range(first - 1, min(len(pdf), last)):
            if index and index % _REOPEN == 0:
                # PDFium keeps every font and stream of a file until the file is closed
                pdf.close()
                pdf = open_pdf(data)
            try:
                page = pdf[index]
            except pypdfium2.PdfiumError as error:
                raise CorruptInput(f"page {index + 1} of the PDF is damaged") from error
            try:
                yield _read(page, index + 2 - first)
            finally:
                page.close()
    finally:
        pdf.close()


def read_title(data: bytes) -> str | None:
    """The title in the file's properties, if it has one."""
    pdf = open_pdf(data)
    try:
        return str(pdf.get_metadata_value("Title")).strip() or None
    finally:
        pdf.close()


def _read(page: Any, number: int) -> PageContent:
    frame = _frame(page)
    words, turned = _words(page, number, frame)
    level, upright, pictures = read_rules(page, frame)
    if len(turned) > 2 * len(words):
        # a page set sideways: read it again the way its words stand
        turn = Counter(round(word.turn / 90) % 4 for word in turned).most_common(1)[0][0]
        if turn:
            frame = replace(frame, rotation=(frame.rotation + turn) % 4)
            words, turned = _words(page, number, frame)
            level, upright, pictures = read_rules(page, frame)
    return lay_out(number, frame.size, words, turned, level, upright, pictures)


def lay_out(
    number: int,
    size: tuple[float, float],
    words: list[Word],
    turned: list[Word],
    level: list[Rule],
    upright: list[Rule],
    pictures: int,
) -> PageContent:
    """The page that these words and ruled lines make: words in table cells, the others as segments."""
    grids, boxes = find_grids(level, upright)
    width, height = size
    words = [word for word in words if -5 <= word.x0 <= width + 5 and -5 <= word.base <= height + 10]
    if grids:
        lookups = [CellLookup(grid) for grid in grids]
        free = _fill(words, lookups)
        if turned:
            turned = _fill_turned(turned, lookups)
        kept = []
        first = min((word.base for word in words), default=0.0)
        for grid in grids:
            # at the top of a page the rest of one cell may be all that goes on
            if useful(grid) or (len(grid.cells) > 1 and grid.box.top < first <= grid.box.bottom):
                kept.append(grid)
                continue
            boxes.append(grid.box)
            free.extend(word for cell in grid.cells for word in cell.words)
            grid.cells.clear()
        grids = kept
    else:
        free = words
    segments = make_segments(free)
    for grid in grids:
        for cell in grid.cells:
            cell.segments = make_segments(cell.words) + cell.turned
            cell.words.clear()
    if level:
        mark_underlined(segments, level)
    if boxes:
        mark_frames(segments, boxes)
    return PageContent(number, width, height, segments, grids, make_segments(turned), pictures)


def _words(page: Any, number: int, frame: Frame) -> tuple[list[Word], list[Word]]:
    textpage = pdfium.FPDFText_LoadPage(page)
    if not textpage:
        raise CorruptInput(f"page {number} of the PDF is damaged")
    try:
        return WordReader(textpage, frame).read()
    finally:
        pdfium.FPDFText_ClosePage(textpage)


def _fill_turned(turned: list[Word], lookups: list[CellLookup]) -> list[Word]:
    """Put words that stand upright in a table's head into their cells; give back the others."""
    held: dict[int, tuple[GridCell, list[Word]]] = {}
    free: list[Word] = []
    for word in turned:
        upward = abs(abs(word.turn) - 90) <= 5
        # the origin lies on the cell's inner edge, so look a little into the letters
        inside = word.base + (-2.0 if word.turn > 0 else 2.0)
        shift = -0.3 * word.size if word.turn > 0 else 0.3 * word.size
        cell = next((c for look in lookups if (c := look.find(word.x0 + shift, inside)) is not None), None)
        if cell is None or not upward:
            free.append(word)
        else:
            held.setdefault(id(cell), (cell, []))[1].append(word)
    for cell, words in held.values():
        sign = 1 if words[0].turn > 0 else -1
        words.sort(key=lambda word: (sign * round(word.x0 / 3), -sign * word.base))
        first = words[0]
        text = " ".join(word.text for word in words)
        width = cell.box.x1 - cell.box.x0
        cell.turned.append(
            Segment(
                text, cell.box.x0 + 1, cell.box.x1 - 1, first.base, first.size, first.bold, first.italic,
                width, first.bold,
            )
        )  # fmt: skip
    return free


def _fill(words: list[Word], lookups: list[CellLookup]) -> list[Word]:
    """Put words into cells, the innermost table first; give back those outside."""
    lookups = sorted(lookups, key=lambda look: (look.box.x1 - look.box.x0) * (look.box.bottom - look.box.top))
    free: list[Word] = []
    for word in words:
        x, y = (word.x0 + word.x1) / 2, word.base - 0.3 * word.size
        cell: GridCell | None = None
        for lookup in lookups:
            cell = lookup.find(x, y)
            if cell is not None:
                break
        if cell is None:
            free.append(word)
        else:
            cell.words.append(word)
    return free


def _frame(page: Any) -> Frame:
    rotation = pdfium.FPDFPage_GetRotation(page)
    left, bottom, right, top = page.get_bbox()
    if right - left < 1 or top - bottom < 1:
        left, bottom, right, top = page.get_mediabox()
    return Frame(left, bottom, right, top, rotation if rotation in (0, 1, 2, 3) else 0)
