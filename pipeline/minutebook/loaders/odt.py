"""OpenDocument texts (.odt) read as they are, where no LibreOffice converts them."""

from __future__ import annotations

from lxml import etree

from minutebook.document import Cell, Document, DocumentBuilder
from minutebook.errors import CorruptInput, EmptyInput
from minutebook.loaders.docx_package import Package
from minutebook.loaders.odt_styles import NS, Styles
from minutebook.loaders.pieces import Piece, itemise, lay, mend

_TEXT, _TABLE, _OFFICE, _DRAW = NS["text"], NS["table"], NS["office"], NS["draw"]
_PASSED = frozenset(
    f"{_TEXT}{name}"
    for name in ("tracked-changes", "bookmark", "note-citation", "sequence-decls", "ruby-text")
) | {f"{_OFFICE}annotation", f"{_OFFICE}forms", f"{_DRAW}image", f"{_DRAW}object"}  # fmt: skip
_LONGEST_REPEAT = 64
_MOST_DEPTH = 100


def load_odt(data: bytes, *, source: str, sha256: str) -> Document:
    """The document in the bytes of an OpenDocument text; `pages` is None.

    Paragraphs, headings, lists with their numbers, tables with merged cells, notes, headers and footers;
    words that were deleted with changes tracked are left out and flagged `tracked_deletions`. Raises
    CorruptInput, TooLargeInput or EmptyInput.
    """
    package = Package(data)
    root = package.xml("content.xml")
    if root is None:
        raise CorruptInput("the OpenDocument text has no content")
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise CorruptInput("the OpenDocument text has no body")
    common = package.optional_xml("styles.xml")
    styles = Styles(root, common)
    walker = _Walker(styles)
    walker.children(body, None, 0)
    builder = DocumentBuilder()
    lay(walker.pieces, builder)
    if not any(char.isalnum() for piece in walker.pieces for char in piece.text):
        raise EmptyInput("the OpenDocument text holds no words")
    for text in _furniture(common, styles):
        builder.add(text, kind="furniture")
    flags = ("tracked_deletions",) if root.find(f".//{_TEXT}deletion") is not None else ()
    return builder.build(source=source, sha256=sha256, format="odt", title=_title(package), flags=flags)


def _title(package: Package) -> str | None:
    meta = package.optional_xml("meta.xml")
    found = None if meta is None else meta.find(".//{http://purl.org/dc/elements/1.1/}title")
    return (mend(found.text) or None) if found is not None and found.text else None


def _furniture(common: etree._Element | None, styles: Styles) -> list[str]:
    """The words of headers and footers, each text once."""
    texts: list[str] = []
    if common is not None:
        for kind in ("header", "footer", "header-first", "footer-first"):
            for part in common.iter(f"{NS['style']}{kind}"):
                held = _Walker(styles)
                held.children(part, None, 0)
                texts.extend(piece.text for piece in held.pieces)
    return list(dict.fromkeys(texts))


class _Walker:
    """Walks the body in order and gathers pieces."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.pieces: list[Piece] = []
        self.tables = 0
        self.notes: list[etree._Element] = []
        self.lists: list[str | None] = []
        self.counts: dict[tuple[str, int], int] = {}

    def children(self, node: etree._Element, cell: Cell | None, depth: int) -> None:
        """Everything that stands in the element."""
        if depth > _MOST_DEPTH:
            return
        for child in node:
            tag = child.tag if isinstance(child.tag, str) else ""
            if not tag or tag in _PASSED:
                continue
            if tag in (f"{_TEXT}p", f"{_TEXT}h"):
                self.paragraph(child, cell)
            elif tag == f"{_TEXT}list":
                self.list(child, cell, depth)
            elif tag == f"{_TABLE}table":
                self.table(child, cell, depth)
            else:
                self.children(child, cell, depth + 1)

    def paragraph(self, node: etree._Element, cell: Cell | None, label: str | None = None) -> None:
        """A paragraph or heading; a line break in it begins another piece."""
        level = node.get(f"{_TEXT}outline-level")
        heading = node.tag == f"{_TEXT}h"
        if label is None and heading and level and level.isdigit():
            label = self.number(None, int(level) - 1) or None
        style = node.get(f"{_TEXT}style-name")
        boxes: list[etree._Element] = []
        runs = _Runs(self.styles, self.notes, boxes)
        runs.walk(node, *self.styles.weight(style))
        for index, (text, bold, italic) in enumerate(runs.lines()):
            if not text:
                continue
            shown = f"{label} {text}" if label and label != "•" and index == 0 else text
            piece = Piece(
                shown,
                "heading" if heading else "list_item" if label else "paragraph",
                int(level) if heading and level and level.isdigit() else self.depth() if label else None,
                label if index == 0 else None,
                bold,
                italic,
                cell,
            )
            self.pieces.append(piece if label or heading else itemise(piece))
        for box in boxes:
            self.children(box, cell, 1)
        self.foot_notes()

    def depth(self) -> int:
        """How many lists the paragraph stands in, less one."""
        return max(len(self.lists) - 1, 0)

    def foot_notes(self) -> None:
        """The notes that the last paragraph called, right behind it."""
        waiting, self.notes = self.notes, []
        for note in waiting:
            held = _Walker(self.styles)
            held.children(note, None, 1)
            self.pieces.extend(Piece(piece.text, "note") for piece in held.pieces)

    def number(self, style: str | None, level: int) -> str:
        """The next label of a list (or of the headings, where no style is named) at this level."""
        shape = self.styles.level(style, level)
        if shape is None:
            return ""
        if shape.bullet:
            return "•"
        name = style or ""
        key = (name, level)
        self.counts[key] = self.counts.get(key, shape.start - 1) + 1
        for other in [k for k in self.counts if k[0] == name and k[1] > level]:
            del self.counts[other]
        shown = []
        for upper in range(level - shape.shown + 1, level + 1):
            outer = self.styles.level(style, upper)
            if outer is not None and not outer.bullet:
                shown.append(outer.sign(self.counts.get((name, upper), outer.start)))
        label = f"{shape.prefix}{'.'.join(s for s in shown if s)}{shape.suffix}"
        return label.strip() if any(shown) else ""

    def list(self, node: etree._Element, cell: Cell | None, depth: int) -> None:
        """A list; a list in a list is a level deeper."""
        style = node.get(f"{_TEXT}style-name") or (self.lists[-1] if self.lists else None)
        self.lists.append(style)
        level = len(self.lists) - 1
        goes_on = node.get(f"{_TEXT}continue-numbering") == "true" or node.get(f"{_TEXT}continue-list")
        if level == 0 and style and not goes_on:
            self.counts = {key: n for key, n in self.counts.items() if key[0] != style}
        for item in node:
            header = item.tag == f"{_TEXT}list-header"
            first = item.tag == f"{_TEXT}list-item"
            if not (header or first) or depth > _MOST_DEPTH:
                continue
            start = item.get(f"{_TEXT}start-value")
            if start and start.isdigit() and style:
                self.counts[style, level] = int(start) - 1
            for child in item:
                if child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                    label = self.number(style, level) if first else None
                    self.paragraph(child, cell, label)
                    first = False
                elif child.tag == f"{_TEXT}list":
                    self.list(child, cell, depth + 1)
                elif child.tag == f"{_TABLE}table":
                    self.table(child, cell, depth + 1)
        self.lists.pop()

    def table(self, node: etree._Element, outer: Cell | None, depth: int) -> None:
        """A table on the grid of its rows; a table in a cell is read as that cell's words."""
        number = self.tables
        if outer is None:
            self.tables += 1
        row_number = 0
        for row in node.iter(f"{_TABLE}table-row"):
            if next(row.iterancestors(f"{_TABLE}table"), None) is not node:
                continue
            column = 0
            for cell in row:
                if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                    continue
                wide, high = _count(cell, "number-columns-spanned"), _count(cell, "number-rows-spanned")
                place = outer or Cell(number, row_number, column, high, wide)
                if cell.tag == f"{_TABLE}table-cell":
                    self.children(cell, place, depth + 1)
                column += _count(cell, "number-columns-repeated")
            row_number += 1


def _count(node: etree._Element, name: str) -> int:
    value = node.get(f"{_TABLE}{name}") or ""
    return min(int(value), _LONGEST_REPEAT) if value.isdigit() and int(value) > 0 else 1


class _Runs:
    """The inline text of one paragraph, with what of it is bold or italic."""

    def __init__(self, styles: Styles, notes: list[etree._Element], boxes: list[etree._Element]) -> None:
        self.styles = styles
        self.notes = notes
        self.boxes = boxes
        self.parts: list[tuple[str, bool, bool]] = []

    def walk(self, node: etree._Element, bold: bool, italic: bool) -> None:
        """The element's words; notes and text boxes are set aside."""
        if node.text:
            self.parts.append((node.text, bold, italic))
        for child in node:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag == f"{_TEXT}s":
                self.parts.append((" ", bold, italic))
            elif tag == f"{_TEXT}tab":
                self.parts.append(("\t", bold, italic))
            elif tag == f"{_TEXT}line-break":
                self.parts.append(("\v", bold, italic))
            elif tag == f"{_TEXT}note":
                self.notes.extend(child.findall(f"{_TEXT}note-body"))
            elif tag == f"{_DRAW}frame" or tag == f"{_DRAW}custom-shape":
                self.boxes.extend(child.iter(f"{_DRAW}text-box"))
            elif tag and tag not in _PASSED:
                weight = self.styles.weight(child.get(f"{_TEXT}style-name"), bold, italic)
                self.walk(child, *weight)
            if child.tail:
                self.parts.append((child.tail, bold, italic))

    def lines(self) -> list[tuple[str, bool, bool]]:
        """One (text, bold, italic) for each printed line that a break ends."""
        lines: list[list[tuple[str, bool, bool]]] = [[]]
        for text, bold, italic in self.parts:
            for count, scrap in enumerate(text.split("\v")):
                if count:
                    lines.append([])
                lines[-1].append((scrap, bold, italic))
        made = []
        for line in lines:
            inked = [(bold, italic) for text, bold, italic in line if any(c.isalnum() for c in text)]
            made.append(
                (
                    mend("".join(text for text, _, _ in line)),
                    bool(inked) and all(bold for bold, _ in inked),
                    bool(inked) and all(italic for _, italic in inked),
                )
            )
        return made
