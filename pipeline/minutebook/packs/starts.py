"""Where a document may begin inside another: the signs of its first lines, by `rules/packs.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from minutebook.document import Block, Document
from minutebook.rulebook import Rulebook
from minutebook.text.dates import first_day

Sign = Literal["minutes", "agenda", "report", "enclosure", "number"]

TITLE_LINES = 8  # in which a document says what it is
HEAD_LINES = 18  # in which it says when
LIST_LINES = 45  # in which those present are listed
PLAIN_LIST_LINES = 18  # the same where no page marks the beginning
SHEET_LINES = 30
SHEET_LABELS = 4  # sorts of labels that make a cover sheet; with the words themselves, one less
AHEAD = 3  # phrases that make an agenda
AGENDA_LINES = 70
LONGEST = 220  # characters of a line that is a title or label
NEAR = 3  # blocks of which a title block may be made
MARKED = 2  # blocks of a page's top that may be the mark of an enclosure
CORNER = 300.0  # points from the left: the mark of an enclosure stands in the page's corner
MAIN_LABELS = (
    "packs.sheet.heading",
    "packs.sheet.to",
    "packs.sheet.from",
    "packs.sheet.title",
    "packs.sheet.item",
)


@dataclass(frozen=True, slots=True)
class Start:
    """Where a document may begin: its first block in the body, that block's page, and what it looks like.

    `day` is the first that its head states, `words` are its first lines.
    """

    block: int
    page: int | None
    sign: Sign
    day: str | None
    words: tuple[str, ...]


def find_starts(document: Document, rulebook: Rulebook) -> list[Start]:
    """Every place where a document may begin, in order, one sign each; the strongest counts.

    Where there are pages a document begins with one. Elsewhere only the titles of minutes, agendas and
    reports count, outside tables.
    """
    if document.pages is not None and any(block.page is not None for block in document.body):
        return _on_pages(document, rulebook)
    return _in_text(document, rulebook)


def is_front(document: Document, rulebook: Rulebook) -> bool:
    """True where the first lines say that a pack follows."""
    rule = rulebook["packs.front"]
    blocks = [
        *document.body[:TITLE_LINES],
        *(b for b in document.blocks if b.kind == "furniture" and b.page == 1),
    ]
    return any(rule.match(line) for block in blocks for line in _lines(block))


def _lines(block: Block) -> list[str]:
    return [line.strip() for line in block.text.split("\n") if line.strip()]


def _on_pages(document: Document, rulebook: Rulebook) -> list[Start]:
    found: list[Start] = []
    numbers = _Numbers(document, rulebook)
    running: dict[int, list[Block]] = {}
    for block in document.blocks:
        if block.kind == "furniture" and block.page is not None:
            running.setdefault(block.page, []).append(block)
    label: str | None = None
    for page, first in _page_starts(document):
        mark = _corner(rulebook, [*document.body[first : first + MARKED], *running.get(page, ())], page)
        head = _head(document, first, page)
        sign: Sign | None = _sign(document, rulebook, head, first, LIST_LINES)
        if sign is None and mark is not None and mark != label:
            sign = "enclosure"
        if sign is None and numbers.restart(page):
            sign = "number"
        label = mark or label
        if sign is not None:
            found.append(_start(rulebook, first, page, sign, head))
    return found


def _page_starts(document: Document) -> Iterator[tuple[int, int]]:
    """Each page with the block that begins it; not those that begin in the midst of a block or table."""
    body = document.body
    seen: set[int] = set()
    for index, block in enumerate(body):
        page = block.page
        if page is None or page in seen:
            continue
        seen.add(page)
        before = body[index - 1] if index else None
        if before is not None:
            runs_on = any(line.page == page for line in before.lines)
            tables = (before.cell, block.cell)
            runs_on = runs_on or (
                tables[0] is not None and tables[1] is not None and tables[0].table == tables[1].table
            )
            if runs_on:
                continue
        yield page, index


def _in_text(document: Document, rulebook: Rulebook) -> list[Start]:
    found: list[Start] = []
    for index, block in enumerate(document.body):
        if block.cell is not None or block.label is not None or len(block.text) > LONGEST:
            continue
        lines = _lines(block)
        if not any(_titled(rulebook, line) or rulebook["packs.sheet.heading"].match(line) for line in lines):
            continue
        head = _head(document, index, None)
        sign = _sign(document, rulebook, head, index, PLAIN_LIST_LINES)
        # A title of two lines is one title.
        if sign is not None and not (found and index - found[-1].block < NEAR):
            floor = found[-1].block + 1 if found else 0
            found.append(_start(rulebook, _named_above(document, rulebook, index, floor), None, sign, head))
    return found


def _named_above(document: Document, rulebook: Rulebook, index: int, floor: int) -> int:
    """The block of the name of a body that stands on its own above the title, else the title's own."""
    rule = rulebook["packs.body-line"]
    for above in range(max(floor, index - NEAR), index):
        block = document.body[above]
        if block.cell is None and block.label is None and rule.match(block.text.strip()):
            return above
    return index


def _start(rulebook: Rulebook, first: int, page: int | None, sign: Sign, head: list[str]) -> Start:
    return Start(first, page, sign, _day(rulebook, head), tuple(head[:4]))


def _head(document: Document, first: int, page: int | None) -> list[str]:
    """The first lines from a block on, of its page where there are pages."""
    lines: list[str] = []
    for block in document.body[first : first + SHEET_LINES]:
        if page is not None and block.page != page:
            break
        lines.extend(_lines(block))
    return lines[:SHEET_LINES]


def _titled(rulebook: Rulebook, line: str) -> str | None:
    """`minutes` or `agenda` where the line is such a title."""
    if len(line) > LONGEST:
        return None
    found = rulebook.first("packs.title", line)
    return None if found is None else found[0].value


def _sign(
    document: Document, rulebook: Rulebook, head: list[str], first: int, people: int
) -> Literal["minutes", "agenda", "report"] | None:
    # Where no page holds it the title stands at the start or not at all.
    lines = TITLE_LINES if document.body[first].page is not None else NEAR
    title = next(filter(None, (_titled(rulebook, line) for line in head[:lines])), None)
    if any(rulebook["packs.extract"].match(line) for line in head[:TITLE_LINES]):
        return None
    attendance = rulebook["kind.attendance"]
    # A cover sheet may say in a cell that minutes lie behind it.
    if _sheet(rulebook, head) and not any(attendance.match(line) for line in head):
        return "report"
    if title == "minutes" and _attended(document, rulebook, first, people) and _day(rulebook, head):
        return "minutes"
    if title == "agenda" and _ahead(document, rulebook, first) >= AHEAD:
        return "agenda"
    return None


def _day(rulebook: Rulebook, head: list[str]) -> str | None:
    # A date may run over two lines.
    text = " ".join(line[:LONGEST] for line in head[:HEAD_LINES])
    found = first_day(text, rulebook)
    return None if found is None else found.start


def _following(document: Document, first: int, most: int) -> Iterator[str]:
    """The lines from a block on, so many at most, of its page and the next one."""
    count = 0
    page = document.body[first].page
    for block in document.body[first : first + most]:
        if page is not None and block.page is not None and block.page > page + 1:
            return
        for line in _lines(block):
            yield line
            count += 1
            if count >= most:
                return


def _attended(document: Document, rulebook: Rulebook, first: int, most: int) -> bool:
    rule = rulebook["kind.attendance"]
    return any(rule.match(line) for line in _following(document, first, most))


def _ahead(document: Document, rulebook: Rulebook, first: int) -> int:
    rule = rulebook["packs.ahead"]
    return sum(1 for line in _following(document, first, AGENDA_LINES) if rule.match(line))


def _sheet(rulebook: Rulebook, head: list[str]) -> bool:
    labels = {
        rule.id for rule in rulebook.group("packs.sheet") for line in head if rule.match(line[:LONGEST])
    }
    enough = SHEET_LABELS - ("packs.sheet.heading" in labels)
    return len(labels) >= enough and not labels.isdisjoint(MAIN_LABELS)


def without_mark(document: Document, rulebook: Rulebook) -> Document:
    """The document with the mark of its enclosure as furniture: it is the pack's, and no item of the meeting.

    Its text stays as it is.
    """
    page = document.body[0].page
    for block in document.body[:MARKED]:
        if page is not None and _corner(rulebook, [block], page) is not None:
            blocks = list(document.blocks)
            blocks[block.index] = replace(block, kind="furniture")
            return replace(document, blocks=tuple(blocks))
    return document


def _corner(rulebook: Rulebook, blocks: list[Block], page: int) -> str | None:
    """The label of the enclosure that the page's corner names, in one of these blocks."""
    rule = rulebook["packs.enclosure"]
    for block in blocks:
        if block.page == page and block.box is not None and block.box.x0 >= CORNER:
            found = rule.match(block.text.strip())
            if found is not None:
                return found["label"].upper()
    return None


class _Numbers:
    """The page numbers as printed: `Page 2 of 4`."""

    def __init__(self, document: Document, rulebook: Rulebook) -> None:
        rule = rulebook["packs.page-number"]
        self._printed: dict[int, tuple[int, int]] = {}
        last: dict[int, Block] = {}
        for block in document.blocks:
            if block.page is None:
                continue
            last[block.page] = block
            if block.kind == "furniture":
                self._note(block.page, rule.match(block.text))
        for page, block in last.items():
            if block.kind != "furniture" and len(block.text) <= LONGEST:
                self._note(page, rule.match(block.text))

    def _note(self, page: int, found: object) -> None:
        if found is not None:
            number, of = int(found["number"]), int(found["of"])  # type: ignore[index]
            self._printed.setdefault(page, (number, of))

    def restart(self, page: int) -> bool:
        """True where the page before was the last of its document and this is the first of another."""
        before, here = self._printed.get(page - 1), self._printed.get(page)
        return before is not None and here is not None and before[0] == before[1] and here[0] == 1
