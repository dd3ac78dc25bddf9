"""Page furniture: running headers and footers, page numbers, watermarks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from minutebook.loaders.pdf.segments import is_bullet
from minutebook.loaders.pdf.shapes import Grid, PageContent, Segment

_TOP, _BOTTOM = 0.16, 0.85  # parts of the page's height that can hold furniture
_NEAR = 8.0  # points that a running line may move from page to page
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[\s|\-–—~\[(]*+(?:p(?:age|g|\.)?\s*+)?(\d{1,4})(?:\s*+(?:of|/|\|)\s*+(?:\d{1,4}|page)?)?"
    r"(?:\s*+\|?\s*+page)?[\s|\-–—~\])]*+",
    re.IGNORECASE,
)
_PAGE_AT_END = re.compile(r".{1,80}\bpage\W{0,2}(\d{1,4})(?:\W*of\W*\d{1,4})?\W*", re.IGNORECASE)
_PAGE_OF = re.compile(r"\W*page\W*(\d{1,4})(?:\W*of\W*\d{1,4})?\W*", re.IGNORECASE)


def set_apart(pages: Sequence[PageContent]) -> list[tuple[int, Segment]]:
    """Take the furniture off the pages; gives it back with its page numbers, in order."""
    counts: dict[tuple[bool, str], list[tuple[int, float]]] = defaultdict(list)
    for page in pages:
        for segment, top in _candidates(page):
            counts[top, _key(segment.text)].append((page.number, _height(segment, page, top)))
    running = {
        key: places
        for key, places in counts.items()
        if len({number for number, _ in places}) >= _enough(len(pages))
    }
    found: list[tuple[int, Segment]] = []
    for page in pages:
        gone: list[Segment] = []
        for segment, top in _candidates(page):
            places = running.get((top, _key(segment.text)))
            height = _height(segment, page, top)
            pages_near = {number for number, other in places or () if abs(other - height) <= _NEAR}
            if len(pages_near) >= _enough(len(pages)) or _lone_number(segment, page, top):
                gone.append(segment)
        gone_ids = {id(segment) for segment in gone}
        page.segments = [segment for segment in page.segments if id(segment) not in gone_ids]
        found.extend((page.number, segment) for segment in gone)
        found.extend((page.number, segment) for segment in page.rotated)
        page.rotated = []
    found.extend(_running_tables(pages))
    found.sort(key=lambda pair: pair[0])
    return found


def _enough(pages: int) -> int:
    """On how many pages a line must stand to be furniture."""
    return max(2, min(round(0.4 * pages), 12))


def _candidates(page: PageContent) -> list[tuple[Segment, bool]]:
    """The segments near the page's top and bottom; True for the top."""
    found = []
    for segment in page.segments:
        if not any(char.isalnum() for char in segment.text) or is_bullet(segment.text):
            continue
        if segment.base <= _TOP * page.height:
            found.append((segment, True))
        elif segment.base >= _BOTTOM * page.height:
            found.append((segment, False))
    return found


def _key(text: str) -> str:
    return _DIGITS.sub("#", text.casefold())


def _height(segment: Segment, page: PageContent, top: bool) -> float:
    return segment.base if top else page.height - segment.base


def _lone_number(segment: Segment, page: PageContent, top: bool) -> bool:
    """A page number by its form: the outermost line, alone, and this page's count where it says Page."""
    named = _PAGE_OF.fullmatch(segment.text)
    plain = _PAGE_NUMBER.fullmatch(segment.text) if len(segment.text) <= 14 else None
    ended = None if named else _PAGE_AT_END.fullmatch(segment.text)
    if named is None and plain is None and ended is None:
        return False
    others = [s for s in page.segments if s is not segment]
    for grid in page.grids:
        others.extend(s for cell in grid.cells for s in cell.segments)
    if ended is not None:
        # The footer of a file of one page: words that end in the page's number, well below all else.
        below = all(s.base < segment.base - 3 * segment.size for s in others)
        return not top and bool(others) and below and int(ended[1]) == page.number
    if top:
        outermost = all(s.base > segment.base + 1.2 * segment.size for s in others)
    else:
        outermost = all(s.base < segment.base - 1.2 * segment.size for s in others)
    if named is not None:
        return int(named[1]) == page.number or outermost
    centred = abs((segment.x0 + segment.x1) / 2 - page.width / 2) < 0.06 * page.width
    counted = plain is not None and int(plain[1]) == page.number
    return outermost and bool(others) and (not top or centred or counted)


def _running_tables(pages: Sequence[PageContent]) -> list[tuple[int, Segment]]:
    """Letterheads and document control boxes that stand as a table on page after page."""
    held: dict[str, list[tuple[PageContent, Grid]]] = defaultdict(list)
    for page in pages:
        for grid in page.grids:
            if grid.box.bottom <= 0.22 * page.height or grid.box.top >= _BOTTOM * page.height:
                words = " ".join(s.text for cell in grid.cells for s in cell.segments)
                held[_key(words)].append((page, grid))
    found: list[tuple[int, Segment]] = []
    for places in held.values():
        if len({page.number for page, _ in places}) < max(2, _enough(len(pages))):
            continue
        for page, grid in places:
            page.grids.remove(grid)
            found.extend((page.number, s) for cell in grid.cells for s in cell.segments)
    return found
