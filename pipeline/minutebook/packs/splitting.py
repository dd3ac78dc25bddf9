"""Whether a file is a pack, and which documents are in it.

Right before much: minutes with papers behind them stay one document. A file is a pack only where two
meetings' papers are told apart by whole title blocks, or an agenda leads cover sheets and minutes of
another meeting. Only then do marks of enclosures and page numbers that begin anew count too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from minutebook.document import Document
from minutebook.layout import segment
from minutebook.nlp import Reader
from minutebook.packs.cutting import cut
from minutebook.packs.starts import Start, find_starts, is_front, without_mark
from minutebook.rulebook import Rulebook
from minutebook.stages.context import Context
from minutebook.stages.kind import find_kind
from minutebook.stages.meeting import find_meeting

Reread = Callable[[tuple[int, int]], Document | None]
FORMATS = frozenset({"pdf", "docx", "doc", "odt", "rtf", "text", "eml"})
FRONT_PAGES = 3  # pages that may stand before an agenda: title page, notices
FRONT_WORDS = 80  # words of a title page, which is no document of its own
FRONT_BLOCKS = 12  # the same where there are no pages
SAME_BODY = 90.0  # rapidfuzz, 0 to 100
SHEETS = 2  # cover sheets behind an agenda that make a pack without minutes


@dataclass(frozen=True, slots=True)
class Section:
    """One document of a pack; `pages` are its first and last, None where the format has none.

    `sheet` is true where it begins with a cover sheet: then it is a report, whatever it is about.
    """

    document: Document
    pages: tuple[int, int] | None
    sheet: bool = False


@dataclass(frozen=True, slots=True)
class _Sitting:
    """A start of minutes or of an agenda with the meeting that its head states."""

    start: Start
    body: str | None
    date: str | None

    def same(self, other: _Sitting) -> bool:
        """True where both may be of one meeting."""
        if self.date is not None and other.date is not None and self.date != other.date:
            return False
        if self.start.page is None and self.date == other.date:
            return True  # where no page parts them, bodies of one day may have met in common
        if self.body is None or other.body is None:
            return True
        from rapidfuzz import fuzz, utils

        return fuzz.token_set_ratio(self.body, other.body, processor=utils.default_process) >= SAME_BODY


def split(
    document: Document, rulebook: Rulebook, reader: Reader, reread: Reread | None = None
) -> tuple[Section, ...]:
    """The documents of a pack in order, which hold all its blocks; empty for what is one document.

    `reread` gives the document that some of its pages make when they are read for themselves, where it can:
    a title that two documents share looks like a running head in the whole, and only there.
    """
    if document.format not in FORMATS or len(document.body) < 2:
        return ()
    starts = find_starts(document, rulebook)
    titled = [start for start in starts if start.sign in ("minutes", "agenda", "report")]
    if len(titled) < 2 or sum(start.sign != "report" for start in titled) == 0:
        return ()
    sittings, again = _sittings(document, titled, rulebook, reader, reread)
    starts = [start for start in starts if start not in again]
    if not _is_pack(document, starts, sittings, rulebook):
        return ()
    return tuple(_sections(document, _parted(document, starts), rulebook, reread))


def _sittings(
    document: Document, titled: list[Start], rulebook: Rulebook, reader: Reader, reread: Reread | None
) -> tuple[list[_Sitting], list[Start]]:
    """The minutes and agendas that state a meeting other than the one before, and the starts that do not.

    Minutes count where their body and day are found and all of it reads as minutes; a title that comes again,
    as on the page behind a title page, begins nothing.
    """
    found: list[_Sitting] = []
    again: list[Start] = []
    for start, section in zip(titled, _sections(document, titled, rulebook, reread), strict=True):
        if start.sign == "report":
            continue
        part = section.document
        context = Context(part, segment(part, rulebook), rulebook, reader)
        meeting = find_meeting(context)
        sitting = _Sitting(start, meeting.body, meeting.date or start.day)
        if found and sitting.same(found[-1]):
            again.append(start)
        elif start.sign == "agenda" or (
            sitting.body is not None and sitting.date is not None and find_kind(context).kind == "minutes"
        ):
            found.append(sitting)
    return found, again


def _is_pack(document: Document, starts: list[Start], sittings: list[_Sitting], rulebook: Rulebook) -> bool:
    minutes = [one for one in sittings if one.start.sign == "minutes"]
    if len(minutes) >= 2:
        return True
    first = next((start for start in starts if start.sign in ("minutes", "agenda", "report")), None)
    if first is None or first.sign != "agenda" or not _near_front(first):
        return False
    sheets = sum(start.sign == "report" for start in starts)
    if minutes or sheets >= SHEETS:
        return True
    return sheets >= 1 and is_front(document, rulebook)


def _near_front(start: Start) -> bool:
    return start.block <= FRONT_BLOCKS if start.page is None else start.page <= FRONT_PAGES


def _parted(document: Document, starts: list[Start]) -> list[Start]:
    """The starts that part the pack: the first document begins with the file, front page and all."""
    parted: list[Start] = []
    for start in starts:
        before = parted[-1] if parted else None
        # A cover sheet that runs over two pages may say its labels twice.
        if before is not None and start.sign == before.sign == "report" and start.words == before.words:
            continue
        parted.append(start)
    first = parted[0]
    if first.block > 0:
        opening = replace(first, block=0, page=None if first.page is None else 1)
        lead = sum(len(block.text.split()) for block in document.body[: first.block])
        if lead < FRONT_WORDS or (first.sign == "agenda" and _near_front(first)):
            parted[0] = opening
        else:
            parted.insert(0, replace(opening, sign="number"))
    return parted


def _sections(
    document: Document, parted: list[Start], rulebook: Rulebook, reread: Reread | None
) -> list[Section]:
    ends = [*(start.block for start in parted[1:]), len(document.body)]
    out: list[Section] = []
    for place, (start, end) in enumerate(zip(parted, ends, strict=True)):
        pages = None
        if start.page is not None and document.pages is not None:
            first = 1 if start.block == 0 else start.page
            following = parted[place + 1].page if place + 1 < len(parted) else None
            pages = (first, document.pages if following is None else following - 1)
        alone = reread(pages) if reread is not None and pages is not None else None
        part = without_mark(cut(document, start.block, end, pages) if alone is None else alone, rulebook)
        out.append(Section(part, pages, start.sign == "report"))
    return out
