"""Walks the story of a Word file in document order and lays its blocks."""

from __future__ import annotations

from lxml import etree

from minutebook.document import BlockKind, Cell, DocumentBuilder
from minutebook.loaders.docx_inline import Content, InlineReader, NoteMark, Piece
from minutebook.loaders.docx_lines import TextLine, columns, split_lines
from minutebook.loaders.docx_names import (
    ALTERNATE,
    DELETIONS,
    WRAPPERS,
    W,
    alternative,
    is_placeholder,
    number,
    value,
)
from minutebook.loaders.docx_notes import Notes
from minutebook.loaders.docx_numbering import Numbering
from minutebook.loaders.docx_styles import PLAIN, Styles, heading_level
from minutebook.loaders.docx_symbols import BULLET
from minutebook.loaders.docx_tables import TableDress, read_grid
from minutebook.loaders.pieces import BULLET as TYPED_BULLET

# Boards number whole paragraphs with heading styles; what is longer than this is no heading.
MAX_HEADING = 200

_P, _TBL, _SDT, _ALT_CHUNK = f"{W}p", f"{W}tbl", f"{W}sdt", f"{W}altChunk"


class Walker:
    """Adds the blocks of one story (body, header, note) to a builder.

    Notes are laid after the paragraph that refers to them, or after its table, so that they cut no row.
    """

    def __init__(
        self, builder: DocumentBuilder, styles: Styles, numbering: Numbering, notes: Notes | None = None
    ) -> None:
        self._builder = builder
        self._styles = styles
        self._numbering = numbering
        self.inline = InlineReader(styles)
        self._tables = 0
        self._rows: list[tuple[TextLine, tuple[str, ...]]] = []
        self._carried: list[Piece] = []
        self._table_look = PLAIN
        self._notes = notes
        self._marks: list[NoteMark] = []
        self.embedded = False

    def story(self, parent: etree._Element, cell: Cell | None = None) -> None:
        """Lays everything in a body, cell, text box, header or note."""
        outer, self._carried = self._carried, []
        self._blocks(parent, cell)
        self._lay(split_lines(self._carried), "paragraph", None, "", cell)
        self._lay_rows()
        self._carried = outer

    def _blocks(self, parent: etree._Element, cell: Cell | None) -> None:
        for child in parent:
            tag = child.tag
            if tag == _P:
                self._paragraph(child, cell)
            elif tag == _TBL:
                self._table(child, cell)
            elif tag == _SDT:
                content = child.find(f"{W}sdtContent")
                if content is not None and not is_placeholder(child):
                    self._blocks(content, cell)
            elif tag in WRAPPERS:
                self._blocks(child, cell)
            elif tag in DELETIONS:
                self.inline.note_deletion(child)
            elif tag == ALTERNATE:
                branch = alternative(child)
                if branch is not None:
                    self._blocks(branch, cell)
            elif tag == _ALT_CHUNK:
                self.embedded = True
            if cell is None and self._marks:
                if self._notes is not None:
                    self._lay_rows()
                    self._notes.lay(self._marks)
                self._marks = []

    def _paragraph(self, paragraph: etree._Element, cell: Cell | None) -> None:
        properties = paragraph.find(f"{W}pPr")
        style = value(properties, "pStyle")
        content = self.inline.read(paragraph, style, self._table_look)
        self._marks.extend(content.notes)
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            # The paragraph mark itself was deleted: its words run on into the next paragraph.
            self._carried.extend(content.pieces)
        else:
            self._whole_paragraph(properties, style, content, cell)
        for box in content.boxes:
            self.story(box, cell)

    def _whole_paragraph(
        self, properties: etree._Element | None, style: str | None, content: Content, cell: Cell | None
    ) -> None:
        pieces = content.pieces
        if self._carried:
            pieces = self._carried + pieces
            self._carried = []
        heading = self._styles.paragraph(style).heading
        outline = value(properties, "outlineLvl")
        if outline is not None:
            heading = heading_level(outline)
        label, depth = self._number(properties, style)
        # What breaks the title of a numbered heading is layout: it is one title.
        lines = split_lines(pieces, joined=heading is not None and bool(label) and label != BULLET)
        if not lines:
            # The number alone in a cell is a printed number column; elsewhere it is an empty line.
            if label and label != BULLET and cell is not None:
                self._lay_rows()
                self._builder.add(label, kind="list_item", level=depth, label=label, cell=cell)
            return
        if heading is not None and len(lines[0].text) > MAX_HEADING:
            heading = None
        if heading is not None:
            self._lay(lines, "heading", heading, label, cell)
        else:
            self._lay(lines, "list_item" if label else "paragraph", depth if label else None, label, cell)

    def _number(self, properties: etree._Element | None, style: str | None) -> tuple[str, int]:
        """The automatic number or bullet that the paragraph prints, and its depth in the list."""
        resolved = self._styles.paragraph(style)
        list_id, depth = resolved.list_id, resolved.depth
        direct = None if properties is None else properties.find(f"{W}numPr")
        if direct is not None:
            list_id = value(direct, "numId") or list_id
            given = value(direct, "ilvl")
            depth = number(given, 0) if given is not None else depth
        if list_id is None or list_id == "0":
            return "", 0
        if depth is None:
            depth = self._numbering.depth_of_style(list_id, style) or 0
        return self._numbering.next_label(list_id, depth), depth

    def _lay(
        self, lines: list[TextLine], kind: BlockKind, level: int | None, label: str, cell: Cell | None
    ) -> None:
        """Lays the lines of one paragraph; only the first carries its number and place in a list."""
        for position, line in enumerate(lines):
            if position and kind == "list_item":
                kind, level = "paragraph", None
            self._lay_line(line, kind, level, "" if position else label, cell)

    def _lay_line(
        self, line: TextLine, kind: BlockKind, level: int | None, label: str, cell: Cell | None
    ) -> None:
        text = line.text
        if not label and kind == "paragraph":
            typed = TYPED_BULLET.match(text)
            if typed:
                text, kind, level, label = text[typed.end() :], "list_item", 0, BULLET
            elif cell is None and (fields := columns(text)):
                if self._rows and len(self._rows[0][1]) != len(fields):
                    self._lay_rows()
                self._rows.append((line, fields))
                return
        # A bullet says nothing and is not part of the words; a number is, as printed.
        elif label and label != BULLET:
            text = f"{label} {text}"
        self._lay_rows()
        self._add(line, text, kind, level, label or None, cell)

    def _lay_rows(self) -> None:
        """Lays the lines held back because tabs set them in columns: a table where there are several."""
        rows, self._rows = self._rows, []
        if len(rows) == 1:
            self._add(rows[0][0], rows[0][0].text, "paragraph", None, None, None)
            return
        if rows:
            self._tables += 1
        for index, (line, fields) in enumerate(rows):
            for column, text in enumerate(fields):
                self._add(line, text, "paragraph", None, None, Cell(self._tables, index, column))

    def _add(
        self,
        line: TextLine,
        text: str,
        kind: BlockKind,
        level: int | None,
        label: str | None,
        cell: Cell | None,
    ) -> None:
        self._builder.add(
            text,
            kind=kind,
            level=level,
            label=label,
            bold=line.bold,
            italic=line.italic,
            size=line.size,
            cell=cell,
        )

    def _table(self, table: etree._Element, cell: Cell | None) -> None:
        grid = read_grid(table, self.inline.note_deletion)
        if all(len(row) == 1 for row in grid):
            # One column is a frame around text, not a table.
            for row in grid:
                self.story(row[0].element, cell)
            return
        self._lay_rows()
        self._tables += 1
        current, outer = self._tables, self._table_look
        dressed = TableDress(table, self._styles)
        for index, row in enumerate(grid):
            for part in row:
                self._table_look = dressed.look(index, part.column)
                self.story(part.element, Cell(current, index, part.column, part.rows, part.columns))
        self._table_look = outer
