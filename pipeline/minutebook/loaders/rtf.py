"""Rich text (.rtf) read as it is, where no LibreOffice converts it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from minutebook.document import Cell, Document, DocumentBuilder
from minutebook.errors import CorruptInput, EmptyInput, TooLargeInput
from minutebook.loaders.pieces import Piece, itemise, lay, mend
from minutebook.loaders.rtf_tokens import Token, codec_of, tokens

_MOST_DEPTH = 500
_SKIPPED = frozenset(
    (
        "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "filetbl", "revtbl", "listtable",
        "listoverridetable", "generator", "xmlnstbl", "themedata", "colorschememapping", "datastore",
        "latentstyles", "rsidtbl", "fldinst", "annotation", "atnid", "atnauthor", "bkmkstart", "bkmkend",
        "mmathPr", "pgptbl", "listtext-none", "nonesttables", "sp", "sn", "sv", "template", "xe", "tc",
    )
)  # fmt: skip
_FURNITURE = frozenset(("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"))
_SIGNS = {
    "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "tab": "\t", "line": "\v", "~": " ", "_": "-", "emspace": " ", "enspace": " ",
}  # fmt: skip
_BREAKS = frozenset(("par", "sect", "page"))


@dataclass(slots=True)
class _State:
    """What holds within a group."""

    skipped: bool = False
    place: str = "body"  # body, furniture, note, label, title, style
    bold: bool = False
    italic: bool = False
    hidden: bool = False
    deleted: bool = False
    fallback: int = 1  # characters that stand in for one of Unicode
    codec: str = "cp1252"


@dataclass(slots=True)
class _Paragraph:
    """What holds for the paragraph in the making."""

    parts: list[tuple[str, bool, bool]] = field(default_factory=list)
    in_table: bool = False
    level: int | None = None
    label: str = ""


def load_rtf(data: bytes, *, source: str, sha256: str) -> Document:
    """The document in the bytes of a rich text file; `pages` is None.

    Paragraphs, headings by outline level, printed list labels, tables with their columns, notes, headers and
    footers; hidden words and words deleted with changes tracked are left out (flagged `tracked_deletions`).
    Raises CorruptInput, TooLargeInput or EmptyInput.
    """
    reader = _Reader()
    reader.read(data)
    if not any(char.isalnum() for piece in reader.pieces for char in piece.text):
        raise EmptyInput("the rich text file holds no words")
    builder = DocumentBuilder()
    lay(reader.pieces, builder)
    for text in dict.fromkeys(reader.furniture):
        builder.add(text, kind="furniture")
    flags = ("tracked_deletions",) if reader.deletions else ()
    title = mend(reader.title) or None
    return builder.build(source=source, sha256=sha256, format="rtf", title=title, flags=flags)


class _Reader:
    """Reads tokens one after the other; groups nest, tables and notes are told by control words."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.furniture: list[str] = []
        self.title = ""
        self.deletions = False
        self.state = _State()
        self.stack: list[_State] = []
        self.paragraph = _Paragraph()
        self.aside: list[tuple[str, bool, bool]] = []
        self.styles: dict[int, int] = {}
        self.style = _Style()
        self.table = -1
        self.row = -1
        self.line = 0  # the next row's number
        self.column = 0
        self.row_pieces: list[Piece] = []
        self.was_table = False
        self.left = 0  # characters still to pass over behind a Unicode one

    def read(self, data: bytes) -> None:
        """All of the file. Raises CorruptInput where it is no rich text, TooLargeInput."""
        seen = False
        for token in tokens(data):
            seen = True
            if token.kind == "open":
                if len(self.stack) > _MOST_DEPTH:
                    raise TooLargeInput("the rich text file nests its groups too deep")
                self.stack.append(replace(self.state))
                self.left = 0
            elif token.kind == "close":
                self._close()
            elif token.kind == "word":
                self._word(token)
            else:
                self._bytes(token.data)
        if not seen:
            raise CorruptInput("the rich text file is damaged")
        self._end_paragraph()
        self._end_row()

    def _close(self) -> None:
        if not self.stack:
            return
        before = self.state.place
        self.state = self.stack.pop()
        self.left = 0
        if before == "style":
            self.style.end(self.styles)
        if before == self.state.place:
            return
        if before in ("furniture", "note"):
            self._end_aside(before)
        elif before == "label":
            self.paragraph.label = mend(self.paragraph.label)

    def _word(self, token: Token) -> None:
        name, value, state = token.name, token.value, self.state
        if name == "*" or name in _SKIPPED:
            state.skipped = state.skipped or name != "stylesheet"
            if name == "stylesheet":
                state.place = "style"
        elif name in ("listtext", "pntext"):
            state.skipped, state.place = False, "label"
        elif name in _FURNITURE:
            state.place = "furniture"
        elif name == "footnote":
            state.place = "note"
        elif name == "title" and len(self.stack) > 1:
            state.skipped, state.place = False, "title"
        elif name == "ansicpg":
            state.codec = codec_of(value)
        elif name == "uc":
            state.fallback = max(value or 0, 0)
        elif name == "u":
            self._text(chr((value or 0) % 65536))
            self.left = state.fallback
        elif name in _SIGNS:
            self._text(_SIGNS[name])
        elif name in ("b", "i", "v", "deleted"):
            on = value != 0
            if name == "b":
                state.bold = on
            elif name == "i":
                state.italic = on
            elif name == "v":
                state.hidden = on
            else:
                state.deleted = on
        elif name == "plain":
            state.bold = state.italic = state.hidden = state.deleted = False
        elif not state.skipped or state.place == "style":
            self._structure(name, value)

    def _structure(self, name: str, value: int | None) -> None:
        paragraph = self.paragraph
        if self.state.place == "style":
            self.style.word(name, value)
        elif self.state.place in ("furniture", "note"):
            if name in _BREAKS:
                self.aside.append((" ", False, False))
        elif name in _BREAKS:
            self._end_paragraph()
        elif name == "pard":
            paragraph.in_table, paragraph.level = False, None
        elif name == "intbl":
            paragraph.in_table = True
        elif name == "outlinelevel" and value is not None and value < 9:
            paragraph.level = value + 1
        elif name == "s" and value in self.styles:
            paragraph.level = self.styles[value]
        elif name in ("cell", "nestcell"):
            paragraph.in_table = True
            self._end_paragraph()
            self.column += name == "cell"
        elif name == "row":
            self._end_row()

    def _bytes(self, data: bytes) -> None:
        if self.left:
            cut = min(self.left, len(data))
            self.left -= cut
            data = data[cut:]
        if data:
            self._text(data.decode(self.state.codec, "replace"))

    def _text(self, text: str) -> None:
        state = self.state
        if state.place == "style":
            self.style.name += text
        elif state.skipped or state.hidden:
            return
        elif state.deleted:
            self.deletions = True
        elif state.place == "title":
            self.title += text
        elif state.place == "label":
            self.paragraph.label += text
        elif state.place in ("furniture", "note"):
            self.aside.append((text, state.bold, state.italic))
        else:
            self.paragraph.parts.append((text, state.bold, state.italic))

    def _end_aside(self, place: str) -> None:
        text = mend("".join(part for part, _, _ in self.aside))
        self.aside = []
        if text and place == "furniture":
            self.furniture.append(text)
        elif text:
            self.pieces.append(Piece(text, "note"))

    def _end_paragraph(self) -> None:
        paragraph, self.paragraph = self.paragraph, replace(self.paragraph, parts=[], label="")
        if not paragraph.in_table:
            self._end_row()
            self.was_table = False
        elif self.row < 0:
            if not self.was_table:
                self.table += 1
                self.line = 0
            self.row = self.line
            self.was_table = True
        cell = Cell(self.table, self.row, self.column) if paragraph.in_table else None
        label = paragraph.label
        bullet = bool(label) and not any(char.isalnum() for char in label)
        for index, (text, bold, italic) in enumerate(_lines(paragraph.parts)):
            if not text:
                continue
            shown = f"{label} {text}" if label and not bullet and index == 0 else text
            kind = "heading" if paragraph.level and cell is None else "list_item" if label else "paragraph"
            piece = Piece(
                shown,
                kind,  # type: ignore[arg-type]
                paragraph.level if kind == "heading" else 0 if label else None,
                ("•" if bullet else label) if label and index == 0 else None,
                bold,
                italic,
                cell,
            )
            piece = piece if label else itemise(piece)
            (self.row_pieces if cell is not None else self.pieces).append(piece)

    def _end_row(self) -> None:
        """Lay the row's cells."""
        if self.row >= 0:
            self.pieces.extend(self.row_pieces)
            self.line += 1
        self.row_pieces, self.row, self.column = [], -1, 0


class _Style:
    """The style in the making of the style sheet: its number, name and outline level."""

    def __init__(self) -> None:
        self.number: int | None = None
        self.level: int | None = None
        self.name = ""

    def word(self, name: str, value: int | None) -> None:
        """One control word of the style's definition."""
        if name == "s":
            self.number = value
        elif name == "outlinelevel" and value is not None:
            self.level = value + 1

    def end(self, styles: dict[int, int]) -> None:
        """Keep the style where it is a heading."""
        name = self.name.strip(" ;").casefold()
        if self.level is None and name.startswith("heading ") and name[8:9].isdigit():
            self.level = int(name[8:9])
        if self.number is not None and self.level is not None and 0 < self.level < 10:
            styles[self.number] = self.level
        self.__init__()  # type: ignore[misc]


def _lines(parts: list[tuple[str, bool, bool]]) -> list[tuple[str, bool, bool]]:
    """One (text, bold, italic) for each printed line that a break ends."""
    lines: list[list[tuple[str, bool, bool]]] = [[]]
    for text, bold, italic in parts:
        for count, scrap in enumerate(text.split("\v")):
            if count:
                lines.append([])
            lines[-1].append((scrap, bold, italic))
    made = []
    for line in lines:
        inked = [(bold, italic) for text, bold, italic in line if any(char.isalnum() for char in text)]
        made.append(
            (
                mend("".join(text for text, _, _ in line)),
                bool(inked) and all(bold for bold, _ in inked),
                bool(inked) and all(italic for _, italic in inked),
            )
        )
    return made
