"""Cuts a document out of the one that holds it: a document again, with the pages of the whole."""

from __future__ import annotations

from dataclasses import replace

from minutebook.document import Block, Document, Line, Span

UNREAD_PAGES = "unread_pages"


def cut(document: Document, first: int, after: int, pages: tuple[int, int] | None) -> Document:
    """The document over the body's blocks from `first` up to `after`, and the furniture of its pages.

    Its text begins at 0; blocks keep the page and the place on it that they have in the whole. `pages` are
    its first and last page, None where the format has none. A flag of pages that were not read stays only
    where one of its pages has no words.
    """
    body = document.body[first:after]
    held = [block for block in document.blocks if block.kind == "furniture" and _within(block, pages)]
    text = document.text[body[0].span.start : body[-1].span.end]
    blocks = [_moved(block, index, -body[0].span.start) for index, block in enumerate(body)]
    shifts = [(body[0].span.start, body[-1].span.end, -body[0].span.start)]
    parts = [text]
    length = len(text)
    for block in held:
        shift = length + 1 - block.span.start
        blocks.append(_moved(block, len(blocks), shift))
        shifts.append((*block.span, shift))
        parts.append(block.text)
        length += 1 + len(block.text)
    readings = tuple(
        (Span(span.start + shift, span.end + shift), sure)
        for start, end, shift in shifts
        for span, sure in document.readings
        if start <= span.start and span.end <= end
    )
    flags = document.flags
    if UNREAD_PAGES in flags and pages is not None:
        seen = {block.page for block in body} | {line.page for block in body for line in block.lines}
        if seen.issuperset(range(pages[0], pages[1] + 1)):
            flags = tuple(flag for flag in flags if flag != UNREAD_PAGES)
    return replace(
        document,
        text="\n".join(parts),
        blocks=tuple(blocks),
        pages=None if pages is None else pages[1] - pages[0] + 1,
        title=None,
        ocr=document.ocr and bool(readings),
        flags=flags,
        readings=readings,
    )


def _within(block: Block, pages: tuple[int, int] | None) -> bool:
    return pages is not None and block.page is not None and pages[0] <= block.page <= pages[1]


def _moved(block: Block, index: int, by: int) -> Block:
    lines = tuple(Line(_shifted(line.span, by), line.page, line.box) for line in block.lines)
    return replace(block, index=index, span=_shifted(block.span, by), lines=lines)


def _shifted(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
