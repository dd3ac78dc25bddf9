"""HTML: whole pages, and the scraps of it that stand inside Markdown and text."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import lxml.html
from lxml import etree

from minutebook.document import BlockKind, Cell
from minutebook.errors import TooLargeInput
from minutebook.loaders.pieces import BULLET, Piece, itemise, mend

DROPPED = frozenset(
    (
        "script", "style", "nav", "noscript", "template", "svg", "head", "del", "s", "strike",
        "img", "button", "select", "input", "iframe", "object", "title", "aside",
    )
)  # fmt: skip
BLOCKS = frozenset(
    (
        "p", "div", "section", "article", "header", "footer", "main", "ul", "ol", "dl", "dt", "dd",
        "li", "blockquote", "pre", "address", "table", "tr", "td", "th", "tbody", "thead", "tfoot",
        "hr", "figure", "figcaption", "caption", "center", "form", "fieldset", "details",
        "summary", "body", "html", "h1", "h2", "h3", "h4", "h5", "h6",
    )
)  # fmt: skip
BOLD = frozenset({"b", "strong"})
ITALIC = frozenset({"i", "em"})
# What a page says of itself in its markup; the words of committee pages' chrome stand in rules/zones.yaml.
CHROME_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "menu"})
CHROME = re.compile(
    r"[\w-]{0,40}?(?:cookie|breadcrumb)s?(?:-[\w-]*)?|skip-?(?:links?|nav|to)(?:-[\w-]*)?|navbar(?:-[\w-]*)?"
    r"|(?:site|global|page)-?(?:header|footer|nav|banner)|share|social(?:-(?:share|sharing|links|media|icons))?"
    r"|language-?(?:switch\w*|select\w*)|print-?link|sr-only|visually-?hidden|screen-reader-text",
    re.IGNORECASE,
)
LEAST_MAIN = 300  # characters of the part that a page marks as its content
HEADING = re.compile(r"h([1-6])$")
MAX_DEPTH = 200
NO_SPAN = (sys.maxsize, sys.maxsize, 0)
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass
class _Run:
    """Inline text gathered for the block in the making, and how much of it is bold or italic."""

    parts: list[tuple[str, bool, bool]] = field(default_factory=list)

    def take(self) -> list[tuple[str, bool, bool]]:
        """One (text, bold, italic) a line; the run is empty afterwards."""
        lines: list[list[tuple[str, bool, bool]]] = [[]]
        for text, bold, italic in self.parts:
            for count, scrap in enumerate(text.split("\v")):
                if count:
                    lines.append([])
                lines[-1].append((scrap, bold, italic))
        self.parts.clear()
        out = []
        for line in lines:
            words = mend("".join(text for text, _, _ in line))
            if words:
                inked = [(b, i) for text, b, i in line if any(c.isalnum() for c in text)]
                out.append(
                    (
                        words,
                        bool(inked) and all(b for b, _ in inked),
                        bool(inked) and all(i for _, i in inked),
                    )
                )
        return out


class _Walker:
    """Walks one tree in document order and yields its pieces."""

    def __init__(self) -> None:
        self.run = _Run()
        self.pieces: list[Piece] = []
        self.tables = 0

    def flush(
        self,
        cell: Cell | None,
        kind: BlockKind = "paragraph",
        level: int | None = None,
        label: str | None = None,
    ) -> None:
        """Turn the gathered inline text into pieces; `label` goes to the first line."""
        for text, bold, italic in self.run.take():
            if kind == "list_item":
                text = BULLET.sub("", text)
            if label is not None and label != "•":
                text = f"{label} {text}"
            piece = Piece(text, kind, level, label, bold, italic, cell)
            self.pieces.append(itemise(piece) if label is None else piece)
            label = None

    def walk(self, node: etree._Element, cell: Cell | None, bold: bool, italic: bool, depth: int = 0) -> None:
        """One element and all below it, its tail left to the caller."""
        tag = node.tag.lower() if isinstance(node.tag, str) else ""
        if not tag or tag in DROPPED or _is_chrome(node, tag):
            return
        if depth > MAX_DEPTH:
            # Nobody nests so deep on purpose: the words are kept, their layout is not.
            for event, below in etree.iterwalk(node, events=("start", "end")):
                words = below.text if event == "start" else below.tail if below is not node else None
                if words and not (event == "start" and below.tag in DROPPED):
                    self.run.parts.append((f"{words}\v", bold, italic))
            return
        if tag == "br":
            self.run.parts.append(("\v", bold, italic))
            return
        if tag == "table":
            self.flush(cell)
            self.table(node, depth)
            return
        if tag in ("ul", "ol"):
            self.flush(cell)
            self.items(node, cell, bold, italic, depth)
            return
        if tag == "pre":
            self.flush(cell)
            self.preformatted(node, cell)
            return
        bold, italic = bold or tag in BOLD or tag == "th", italic or tag in ITALIC
        heading = HEADING.match(tag)
        if tag in BLOCKS:
            self.flush(cell)
        self.children(node, cell, bold, italic, depth)
        if heading:
            self.flush(cell, "heading", int(heading.group(1)))
        elif tag in BLOCKS:
            self.flush(cell)

    def children(self, node: etree._Element, cell: Cell | None, bold: bool, italic: bool, depth: int) -> None:
        """The text and children of an element."""
        if node.text:
            self.run.parts.append((node.text, bold, italic))
        for child in node:
            self.walk(child, cell, bold, italic, depth + 1)
            if child.tail:
                self.run.parts.append((child.tail, bold, italic))

    def items(self, node: etree._Element, cell: Cell | None, bold: bool, italic: bool, depth: int) -> None:
        """A list; its level is how many lists it stands in."""
        if _is_menu(node) and not any(piece.kind == "heading" for piece in self.pieces):
            return
        level = sum(1 for a in node.iterancestors("ul", "ol"))
        ordered = node.tag == "ol"
        number = int(node.get("start") or 1) if (node.get("start") or "1").isdigit() else 1
        for child in node:
            if child.tag != "li":
                self.walk(child, cell, bold, italic, depth + 1)
                continue
            label = _ordinal(number, node.get("type") or "1") if ordered else "•"
            number += 1
            before = len(self.pieces)
            self.children(child, cell, bold, italic, depth + 1)
            self.flush(cell, "list_item", level, label)
            for i in range(before, len(self.pieces)):
                piece = self.pieces[i]
                if piece.kind == "paragraph":
                    first = i == before and piece.label is None
                    text = f"{label} {piece.text}" if first and ordered else piece.text
                    self.pieces[i] = replace(
                        piece, kind="list_item", level=level, text=text, label=label if first else piece.label
                    )

    def preformatted(self, node: etree._Element, cell: Cell | None) -> None:
        """Text laid out with line breaks and spaces, read as a plain text file is."""
        from minutebook.loaders.lines import read_lines

        pieces = read_lines("".join(str(t) for t in node.itertext()), markup=False)
        moved = 0
        for piece in pieces:
            if piece.cell is not None:
                moved = max(moved, piece.cell.table + 1)
                piece = replace(piece, cell=piece.cell._replace(table=piece.cell.table + self.tables))
            elif cell is not None:
                piece = replace(piece, cell=cell)
            self.pieces.append(piece)
        self.tables += moved

    def table(self, node: etree._Element, depth: int) -> None:
        """A table, cells placed on the grid that their spans make."""
        rows = list(_own_rows(node))
        number = self.tables
        self.tables += 1
        hanging: list[tuple[int, int, int]] = []  # from column to column, and the first row free again
        for r, row in enumerate(rows):
            hanging = sorted(span for span in hanging if span[2] > r)
            above = iter(hanging.copy())
            left, right, _ = next(above, NO_SPAN)
            column = 0
            for cell in row:
                if cell.tag not in ("td", "th"):
                    continue
                while left <= column:
                    column = max(column, right)
                    left, right, _ = next(above, NO_SPAN)
                wide, high = _span(cell.get("colspan")), _span(cell.get("rowspan"))
                if high > 1:
                    hanging.append((column, column + wide, r + high))
                place = Cell(number, r, column, high, wide)
                self.children(cell, place, cell.tag == "th", False, depth + 1)
                self.flush(place)
                column += wide


def _is_chrome(node: etree._Element, tag: str) -> bool:
    """What is there for moving about the site, or is not shown at all."""
    if tag in ("td", "th", "tr", "tbody", "body"):
        return False
    if (node.get("role") or "").lower() in CHROME_ROLES or node.get("hidden") is not None:
        return True
    style = (node.get("style") or "").replace(" ", "").lower()
    if "display:none" in style or "visibility:hidden" in style:
        return True
    named = f"{node.get('id') or ''} {node.get('class') or ''}".replace("_", "-").split()
    return any(CHROME.fullmatch(name) for name in named)


def _content(root: etree._Element) -> etree._Element:
    """The part that the page marks as its content, where that is one part with words; else its body."""
    marked = [node for node in root.iter("main", "div", "section", "article") if _is_main(node)]
    outer = [node for node in marked if not any(_is_main(above) for above in node.iterancestors())]
    if len(outer) == 1 and len("".join(str(t) for t in outer[0].itertext()).strip()) >= LEAST_MAIN:
        return outer[0]
    body = root.find("body")
    return body if body is not None else root


def _is_main(node: etree._Element) -> bool:
    return node.tag == "main" or (node.get("role") or "").lower() == "main"


def _is_menu(node: etree._Element) -> bool:
    """A list of links and nothing else; above the page's first heading that is its menu."""
    items = [child for child in node if child.tag == "li"]
    return len(items) > 1 and all(
        "".join(str(t) for t in item.itertext()).split()
        == "".join(str(t) for link in item.iter("a") for t in link.itertext()).split()
        for item in items
    )


def _own_rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("tbody", "thead", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _span(value: str | None) -> int:
    return min(int(value), 100) if value and value.isdigit() and int(value) > 0 else 1


def _ordinal(number: int, kind: str) -> str:
    if kind in ("a", "A") and number <= 26:
        letter = chr(ord("a") + number - 1)
        return f"({letter if kind == 'a' else letter.upper()})"
    if kind in ("i", "I"):
        left, out = number, ""
        for value, sign in ROMAN:
            while left >= value:
                out += sign
                left -= value
        return f"({out if kind == 'i' else out.upper()})"
    return f"{number}."


def read_html(text: str) -> tuple[list[Piece], str | None]:
    """The pieces of an HTML page or scrap in order, and its title."""
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, huge_tree=True)
    try:
        root = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return [], None
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        # The parser stops there: what follows would be lost without a word.
        raise TooLargeInput("the page nests its elements too deep", "save it as PDF or text and run again")
    found = root.find(".//title")
    title = mend(found.text) if found is not None and found.text is not None else None
    for mark in root.iter("sup", "sub"):
        # 18<sup>th</sup> is one word: the white space around a raised ordinal is the converter's.
        if (mark.text or "").strip() in ("st", "nd", "rd", "th"):
            mark.text = (mark.text or "").strip()
    walker = _Walker()
    walker.walk(_content(root), None, False, False)
    walker.flush(None)
    return walker.pieces, title or None
