"""Turns the bytes of a PDF into a document."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from minutebook.document import Box, Document, DocumentBuilder, Line, Span, renumbered
from minutebook.errors import EmptyInput, NeedsOcr
from minutebook.loaders.pdf.flow import Item, Reader, TablePart, cell_of
from minutebook.loaders.pdf.furniture import set_apart
from minutebook.loaders.pdf.joining import join_pages
from minutebook.loaders.pdf.mending import Mender
from minutebook.loaders.pdf.pages import read_pages, read_title
from minutebook.loaders.pdf.paragraphs import usual_pitch
from minutebook.loaders.pdf.segments import is_bullet
from minutebook.loaders.pdf.shapes import PageContent, Paragraph, Segment
from minutebook.loaders.pdf.textlayer import is_bare, is_spoilt, words_of

if TYPE_CHECKING:
    from minutebook.loaders.pdf.scanned import Scan

_LONGEST_HEADING = 160


def load_pdf(data: bytes, *, source: str, sha256: str) -> Document:
    """The document in the PDF; boxes in points from the top left corner, pages from 1.

    Raises EncryptedInput (a password is needed), CorruptInput, EmptyInput (no pages, no words),
    TooLargeInput (more than 2,000 pages) and NeedsOcr (pictures of pages, and no OCR engine to read them).
    Pages without a text layer, or with a spoilt one, are read by OCR where an engine is installed; else they
    are flagged `unread_pages`.
    """
    pages = list(read_pages(data))
    title = read_title(data)
    scans, flags = _read_pictures(data, pages)
    document = _laid(pages, source=source, sha256=sha256, title=title, flags=flags)
    if not scans:
        return document
    from minutebook.loaders.pdf.scanned import settle

    return settle(document, scans)


def load_range(data: bytes, first: int, last: int, *, source: str, sha256: str) -> Document | None:
    """The document that some pages of the PDF make when they are read for themselves.

    Running heads, margins and usual sizes are its own. Pages keep the numbers that they have in the file.
    None where one of them must be read by OCR. Raises as `load_pdf` does.
    """
    pages = list(read_pages(data, first, last))
    if any(is_spoilt(page) or (is_bare(page) and page.pictures) for page in pages):
        return None
    document = _laid(pages, source=source, sha256=sha256, title=None, flags=())
    return renumbered(document, first - 1) if document.text.strip() else None


def _laid(
    pages: list[PageContent], *, source: str, sha256: str, title: str | None, flags: tuple[str, ...]
) -> Document:
    furniture = set_apart(pages)
    margins = _margins(pages)
    pitch = usual_pitch(segment for page in pages for segment in page.segments)
    reader = Reader(pitch)
    laid = [reader.page_items(page, *margins[page.number]) for page in pages]
    items = join_pages(laid)
    return _Writer(items, furniture).write(
        source=source, sha256=sha256, pages=len(pages), title=title, flags=flags
    )


def _read_pictures(data: bytes, pages: list[PageContent]) -> tuple[dict[int, Scan], tuple[str, ...]]:
    """Read the pages that have no text layer to speak of, put them in their place, and flag what is left.

    Raises NeedsOcr where all pages are pictures and nothing can read them, EmptyInput where no page holds
    anything.
    """
    bare = [page for page in pages if is_bare(page)]
    spoilt = [page for page in pages if is_spoilt(page)]
    pictured = [page for page in bare if page.pictures]
    # words drawn as curves leave neither text nor pictures: only worth a look where nothing else is there
    needy = pictured or (bare if len(bare) == len(pages) else [])
    wanted = sorted({page.number for page in (*needy, *spoilt)})
    if not wanted:
        return {}, ()
    from minutebook.loaders.ocr import find_engine

    engine = find_engine()
    scans: dict[int, Scan] = {}
    if engine is not None:
        from minutebook.loaders.pdf.scanned import read_scans

        known = {word for page in pages if page.number not in wanted for word in words_of(page)}
        scans = read_scans(data, wanted, engine, sorted(known))
        for index, page in enumerate(pages):
            if page.number in scans:
                pages[index] = scans[page.number].content
    whole = len(bare) + len(spoilt) == len(pages)
    if whole and not scans:
        if engine is None and (pictured or spoilt):
            raise NeedsOcr("the pages are pictures without a text layer")
        raise EmptyInput(
            "the PDF holds no words, as text or in pictures" if pictured else "the PDF holds no text"
        )
    if engine is None:
        return {}, ("unread_pages",)
    left = [page for page in spoilt if page.number not in scans]
    return scans, ("unread_pages",) if left else ()


def _margins(pages: list[PageContent]) -> dict[int, tuple[float, float]]:
    """Each page's left and right edge of running text."""
    edges: dict[int, tuple[float, float] | None] = {}
    for page in pages:
        wide = [s for s in page.segments if s.x1 - s.x0 > 0.4 * page.width]
        edges[page.number] = (min(s.x0 for s in wide), _right_edge(wide)) if len(wide) >= 3 else None
    known = [edge for edge in edges.values() if edge is not None]
    made: dict[int, tuple[float, float]] = {}
    for page in pages:
        edge = edges[page.number]
        if edge is None:
            starts = [s.x0 for s in page.segments]
            ends = [s.x1 for s in page.segments]
            usual = Counter(known).most_common(1)[0][0] if known else (72.0, page.width - 72.0)
            edge = (min([usual[0], *starts]), max([usual[1], *ends]))
        made[page.number] = (min([edge[0], *(s.x0 for s in page.segments)]), edge[1])
    return made


def _right_edge(lines: list[Segment]) -> float:
    """Where most lines end in justified text, else the longest line that is no stray."""
    ends = sorted((s.x1 for s in lines), reverse=True)
    bins = Counter(round(end / 2) for end in ends)
    place, count = max(bins.items(), key=lambda pair: (pair[1], pair[0]))
    if count >= 3 and count >= 0.3 * len(ends):
        return max(end for end in ends if abs(end / 2 - place) <= 1.01)
    return ends[1] if ends[0] - ends[1] > 12 else ends[0]


class _Writer:
    """Lays paragraphs and tables on the document's text."""

    def __init__(self, items: list[Item], furniture: list[tuple[int, Segment]]) -> None:
        self.items = items
        self.furniture = furniture
        self.builder = DocumentBuilder()
        self.mender = Mender([line.text for line in p.lines] for p in self._paragraphs())
        sizes: Counter[float] = Counter()
        for paragraph in self._paragraphs():
            for line in paragraph.lines:
                sizes[round(paragraph.size * 2) / 2] += len(line.text)
        self.body_size = sizes.most_common(1)[0][0] if sizes else 10.0
        larger = sorted({s for s in sizes if s > self.body_size + 0.6}, reverse=True)
        self.levels = {size: level for level, size in enumerate(larger[:4], start=1)}
        self.depths: list[float] = []

    def _paragraphs(self) -> list[Paragraph]:
        held: list[Paragraph] = []
        for item in self.items:
            if isinstance(item, Paragraph):
                held.append(item)
            else:
                held.extend(p for row in item.rows for cell in row for p in cell.paragraphs)
        return held

    def write(
        self, *, source: str, sha256: str, pages: int, title: str | None, flags: tuple[str, ...]
    ) -> Document:
        tables = 0
        for item in self.items:
            if isinstance(item, TablePart):
                tables += 1
                self._table(item, tables)
                self.depths = []
            else:
                self._paragraph(item)
        for page, segment in self.furniture:
            self.builder.add(segment.text.replace("\x02", "-"), kind="furniture", page=page, box=segment.box)
        return self.builder.build(
            source=source, sha256=sha256, format="pdf", pages=pages, title=title or None, flags=flags
        )

    def _table(self, table: TablePart, number: int) -> None:
        for index, row in enumerate(table.rows):
            for made in row:
                for paragraph in made.paragraphs:
                    paragraph.cell = cell_of(number, index, made)
                    self._paragraph(paragraph)

    def _paragraph(self, paragraph: Paragraph) -> None:
        text, lines = self._text(paragraph)
        label = paragraph.label
        if label is not None and is_bullet(label):
            text, lines = _without(label, text, lines)
            label = "•"
            if not text:
                return
        heading = self._is_heading(paragraph, text)
        kind = "heading" if heading else "list_item" if label is not None else "paragraph"
        level: int | None = None
        if kind == "heading":
            level = self.levels.get(round(paragraph.size * 2) / 2, len(self.levels) + 1)
        elif kind == "list_item":
            level = self._depth(paragraph.x0)
        else:
            self.depths = [x for x in self.depths if x < paragraph.x0 - 3]
        first = paragraph.lines[0].page
        boxes = [line.box for line in paragraph.lines if line.page == first]
        box = Box(
            min(b.x0 for b in boxes),
            min(b.top for b in boxes),
            max(b.x1 for b in boxes),
            max(b.bottom for b in boxes),
        )
        self.builder.add(
            text, kind=kind, page=first, box=box, level=level, label=label, bold=paragraph.bold,  # type: ignore[arg-type]
            italic=paragraph.italic, size=round(paragraph.size, 1), cell=paragraph.cell, lines=tuple(lines),
        )  # fmt: skip

    def _text(self, paragraph: Paragraph) -> tuple[str, list[Line]]:
        text = ""
        lines: list[Line] = []
        for index, line in enumerate(paragraph.lines):
            shown, between = line.text, ""
            if index + 1 < len(paragraph.lines):
                shown, between = self.mender.glue(line.text, paragraph.lines[index + 1].text, line.brim, text)
            shown = shown.replace("\x02", "-")
            lines.append(Line(Span(len(text), len(text) + len(shown)), line.page, line.box))
            text += shown + between
        return text, lines

    def _is_heading(self, paragraph: Paragraph, text: str) -> bool:
        if (
            len(text) > _LONGEST_HEADING
            or not any(char.isalpha() for char in text)
            or paragraph.cell is not None
            or (paragraph.label is not None and is_bullet(paragraph.label))
        ):
            return False
        if text[-1] in ".;," and not text.isupper() and len(text) > 60:
            return False
        larger = paragraph.size >= 1.12 * self.body_size
        marked = paragraph.bold or paragraph.underlined
        return larger or (marked and (paragraph.space or paragraph.label is not None))

    def _depth(self, x0: float) -> int:
        self.depths = [x for x in self.depths if x < x0 - 3]
        self.depths.append(x0)
        return len(self.depths) - 1


def _without(bullet: str, text: str, lines: list[Line]) -> tuple[str, list[Line]]:
    """The text without its bullet, which says nothing."""
    cut = len(text) - len(text[len(bullet) :].lstrip())
    moved = [
        Line(Span(max(line.span.start - cut, 0), max(line.span.end - cut, 0)), line.page, line.box)
        for line in lines
    ]
    return text[cut:], moved
