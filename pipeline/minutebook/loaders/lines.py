"""Plain text and Markdown: lines to paragraphs, lists, headings and tables.

Converted minutes mix all of these in one file, with scraps of HTML inside, so they are read together.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from statistics import quantiles

from minutebook.document import Cell
from minutebook.loaders.aligned import aligned_rows
from minutebook.loaders.html import read_html
from minutebook.loaders.inline import strip_markup
from minutebook.loaders.margin import split_margin
from minutebook.loaders.pieces import BULLET, NUMBER, Piece, itemise, mend

TAG = re.compile(r"</?(?:p|br|b|i|u|em|strong|sup|sub|del|ins|s|span|div|table|thead|tbody|tr|t[dh]|ul|ol|li|a|font|h[1-6])\b[^<>]*>", re.IGNORECASE)  # fmt: skip  # noqa: E501
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
COMMENT_END = "-->"
RULE_LINE = re.compile(r"^[\s|:+=_*–-]*$")
ATX = re.compile(r"^\s{0,3}(#{1,6})\s++(.*)$")
SETEXT = re.compile(r"^\s{0,3}(=+|-{3,})\s*$")
LABEL = re.compile(r"^\s*[A-Z][\w’' /&-]{0,38}\s?:(?:\s|$)")
GAP = re.compile(r"\s{3,}")
TITLED = re.compile(
    r"^\s*(\*\*(?=[^*]*(?:\s|[a-z]{4}))[^*:]{4,90}[^*:\s]\*\*)\s+(?=[A-Z\d“\"‘'])(\S.{9,})$", re.DOTALL
)
QUOTED = re.compile(r"^\s{0,3}(?:>\s?)+")
ENTRY = re.compile(r"^\s*+(?:[^\W\d_][\w.'’-]*+\s++){1,4}?(?:[^\W\d_][\w.'’-]*)?\s*+(?:[(\[,;]|[–—-]\s)")
WORD = re.compile(r"[^\W\d_]+")
BROKEN = re.compile(r"(?<![^\W\d_])([^\W\d_]++)-$")
LONGEST_WORD = 60
FIRST_WORD = re.compile(r"[a-z]+")
SENTENCE_END = re.compile(r"[.!?:;]['\"”’)]*$")


def read_lines(text: str, *, markup: bool = True) -> list[Piece]:
    """The pieces of a text in order; `markup` reads Markdown signs and HTML scraps as such."""
    reader = _Reader(text.replace("\f", "\n\n"), markup)
    return reader.read()


def without_comments(text: str) -> str:
    """The text without HTML's comments; one that never ends is left as it stands, and is looked for once."""
    end = text.rfind(COMMENT_END) + len(COMMENT_END)
    return COMMENT.sub("", text[:end]) + text[end:] if end >= len(COMMENT_END) else text


class _Reader:
    """Reads one text; `width` is the column at which its lines were broken, None where they were not."""

    def __init__(self, text: str, markup: bool) -> None:
        self.markup = markup
        if markup:
            text = without_comments(text)
        margin = split_margin([QUOTED.sub("", line) if markup else line for line in text.split("\n")])
        self.lines, self.notes = margin
        self.width = _wrap_width(self.lines)
        self.words = frozenset(word.lower() for word in WORD.findall(text))
        self.pieces: list[Piece] = []
        self.tables = 0

    def read(self) -> list[Piece]:
        """Cut the lines into runs of one shape and read each by its shape."""
        at = self._front_matter() if self.markup else 0
        while at < len(self.lines):
            line, start = self.lines[at], at
            if not line.strip():
                at += 1
            elif self.markup and "<table" in line.lower() and "\t" not in line:
                at = self._html_table(at)
            elif "\t" in line.strip() or (line.startswith("\t") and self._tabbed(at)):
                at = self._tabbed_table(at)
            elif self._piped(at):
                at = self._piped_table(at)
            elif (aligned := aligned_rows(self.lines, at)) is not None:
                self._add_table(aligned[0])
                at = aligned[1]
            elif self._spaced(at):
                at = self._spaced_table(at)
            else:
                at = self._paragraph(at)
            for note in (self.notes[number] for number in range(start, at) if number in self.notes):
                self._add(note, "paragraph", None)
        return join_cut(self.pieces)

    # ---------------------------------------------------------------- paragraphs

    def _front_matter(self) -> int:
        first = next((i for i, line in enumerate(self.lines) if line.strip()), 0)
        if self.lines and self.lines[first].strip() == "---":
            for end in range(first + 1, min(first + 40, len(self.lines))):
                if self.lines[end].strip() in ("---", "..."):
                    for line in self.lines[first + 1 : end]:
                        self.pieces.append(Piece(mend(line), "furniture"))
                    return end + 1
        return 0

    def _paragraph(self, at: int) -> int:
        """One paragraph, heading or list item: a line and those that were wrapped after it."""
        line = self.lines[at]
        following = self.lines[at + 1] if at + 1 < len(self.lines) else ""
        if self.markup:
            heading = ATX.match(line)
            if heading:
                self._add(heading.group(2).rstrip().rstrip("#").rstrip(), "heading", len(heading.group(1)))
                return at + 1
            if SETEXT.match(following) and not RULE_LINE.match(line) and len(line.strip()) < 120 and (
                "=" in following or at == 0 or not self.lines[at - 1].strip()
            ):  # fmt: skip
                self._add(line, "heading", 1 if "=" in following else 2)
                return at + 2
        if RULE_LINE.match(line):
            return at + 1
        parts = [line]
        at += 1
        while at < len(self.lines) and self._wraps(parts[-1], self.lines[at]):
            parts.append(self.lines[at])
            at += 1
        whole = self._join(parts)
        cells = [c for c in GAP.split(whole.strip()) if c] if not self._numbered(whole) else [whole]
        if len(cells) > 1 and all(len(c) > 1 for c in cells):
            for cell in cells:
                self._add(cell, "paragraph", None)
            return at
        self._add(whole, "paragraph", None)
        return at

    def _join(self, parts: list[str]) -> str:
        """Wrapped lines as one; a word broken by a hyphen is mended where the text has it whole elsewhere."""
        text = parts[0].rstrip()
        for part in parts[1:]:
            part = part.strip()
            broken = BROKEN.search(text[-LONGEST_WORD:])
            rest = FIRST_WORD.match(part)
            if broken and rest:
                whole = broken.group(1) + rest.group()
                if whole.lower() in self.words:
                    text = text[:-1]
            else:
                text += " "
            text += part
        return text

    def _wraps(self, before: str, line: str) -> bool:
        """Whether the line goes on with the paragraph before it: its first word had no room there."""
        if not line.strip() or self.width is None or "\t" in line:
            return False
        if self.markup and (before.endswith("  ") or ATX.match(line) or SETEXT.match(line)):
            return False
        if BULLET.match(line) or LABEL.match(line) or RULE_LINE.match(line):
            return False
        if NUMBER.match(line) and not re.match(r"^\s*\d", line):
            return False
        if NUMBER.match(line) and len(before.rstrip()) + 4 < self.width:
            return False
        if self.markup and line.lstrip().startswith("|"):
            return False
        if ENTRY.match(before) and ENTRY.match(line) and line.lstrip()[:1].isupper():
            # Two entries of a list of people, not a sentence: such lists may be as wide as the prose.
            return False
        room = self.width - len(before.rstrip())
        if len(line.split()[0]) + 1 > room:
            return True
        # Editors wrap early as well: a small letter goes on, and so does a nearly full line without an end.
        begins = line.lstrip()[:1]
        return begins.islower() or (room < 0.3 * self.width and not SENTENCE_END.search(before))

    def _numbered(self, text: str) -> bool:
        return bool(NUMBER.match(text)) or bool(re.match(r"^\s*\S{1,10}\s{3,}\*\*", text))

    def _add(self, text: str, kind: str, level: int | None, cell: Cell | None = None) -> None:
        """One piece, or the several that the HTML in it makes."""
        if self.markup and TAG.search(text):
            self._add_html(text, kind, level, cell)
            return
        indent = (len(text) - len(text.lstrip())) // 2
        bullet = BULLET.match(text) if kind == "paragraph" else None
        if bullet and not text.lstrip().startswith("**"):
            words, bold, italic = strip_markup(text[bullet.end() :])
            inner = NUMBER.match(words)
            piece = Piece(words, "list_item", indent, inner.group(1) if inner else "•", bold, italic, cell)
        else:
            words, bold, italic = strip_markup(text) if self.markup else (mend(text), False, False)
            piece = Piece(
                words, "heading" if kind == "heading" else "paragraph", level, None, bold, italic, cell
            )
            number = NUMBER.match(piece.text)
            if number:
                piece = replace(piece, label=number.group(1))
                if kind == "paragraph" and indent:
                    piece = replace(piece, kind="list_item", level=indent)
            elif kind == "paragraph":
                piece = itemise(piece)
        if piece.text:
            self.pieces.append(piece)

    def _add_html(self, text: str, kind: str, level: int | None, cell: Cell | None) -> None:
        # Converters flatten a line break to two spaces between tags.
        flat = re.sub(r"(?<=>)\s{2,}(?=\S)|(?<=\S)\s{2,}(?=<)", "<br>", text.strip())
        if kind != "heading":
            bullet = BULLET.match(text)
            if bullet:
                kind, level, flat = (
                    "list_item",
                    (len(text) - len(text.lstrip())) // 2,
                    flat[len(bullet.group().strip()) :],
                )
        pieces, _ = read_html(flat)
        inner = 0
        for count, piece in enumerate(pieces):
            words, bold, italic = strip_markup(piece.text)
            piece = replace(piece, text=words, bold=bold or piece.bold, italic=italic or piece.italic)
            if piece.cell is not None:
                inner = max(inner, piece.cell.table + 1)
                piece = replace(piece, cell=piece.cell._replace(table=piece.cell.table + self.tables))
            else:
                piece = replace(piece, cell=cell)
                if piece.kind == "paragraph" and kind == "heading":
                    piece = replace(piece, kind="heading", level=level)
                elif piece.kind == "paragraph" and kind == "list_item" and count == 0:
                    piece = replace(piece, kind="list_item", level=level, label="•")
                piece = itemise(piece) if piece.label is None else piece
            if piece.text:
                self.pieces.append(piece)
        self.tables += inner

    # ---------------------------------------------------------------- tables

    def _html_table(self, at: int) -> int:
        end = at
        while end < len(self.lines) and "</table" not in self.lines[end].lower():
            end += 1
        self._add_html("\n".join(self.lines[at : end + 1]), "paragraph", None, None)
        return end + 1

    def _tabbed(self, at: int) -> bool:
        """A line that begins with a tab is a row where its neighbours are rows."""
        near = [self.lines[i] for i in (at - 1, at + 1) if 0 <= i < len(self.lines)]
        return any("\t" in line for line in near) or bool(TAG.search(self.lines[at]))

    def _tabbed_table(self, at: int) -> int:
        rows = []
        while at < len(self.lines):
            line = self.lines[at]
            if "\t" in line:
                rows.append([c.strip() for c in line.split("\t")])
            elif not (RULE_LINE.match(line) if line.strip() else self._row_follows(at)):
                break
            at += 1
        self._add_table([row for row in rows if not all(RULE_LINE.match(c) for c in row)])
        return at

    def _row_follows(self, at: int) -> bool:
        """Blank lines inside a table: a row with an empty first cell, or a row cut by a page, follows."""
        for line in self.lines[at : at + 3]:
            if line.strip():
                return line.startswith("\t") and bool(TAG.search(line))
        return False

    def _piped(self, at: int) -> bool:
        line = self.lines[at].strip()
        if line.count("|") < 1 or RULE_LINE.match(line):
            return False
        if line.startswith("|") and line.count("|") > 1:
            return True
        following = self.lines[at + 1].strip() if at + 1 < len(self.lines) else ""
        return (
            " | " in line
            and following.count("|") >= 1
            and bool(RULE_LINE.match(following) or " | " in following)
        )

    def _piped_table(self, at: int) -> int:
        rows = []
        while at < len(self.lines) and "|" in self.lines[at]:
            line = self.lines[at].strip()
            at += 1
            if RULE_LINE.match(line) and "-" in line:
                continue
            cells = re.split(r"(?<!\\)\|", line)
            if line.startswith("|"):
                cells = cells[1:]
            if line.endswith("|"):
                cells = cells[:-1]
            rows.append([c.strip() for c in cells])
        self._add_table(rows)
        return at

    def _columns(self, line: str) -> list[str]:
        return [c for c in GAP.split(line.strip()) if c]

    def _spaced(self, at: int) -> bool:
        """Two lines one after the other whose words stand in columns parted by wide gaps."""
        if (
            len(self._columns(self.lines[at])) < 2
            or self._numbered(self.lines[at])
            or RULE_LINE.match(self.lines[at])
        ):
            return False
        if BULLET.match(self.lines[at]):
            return False
        for line in self.lines[at + 1 : at + 3]:
            if line.strip():
                return len(self._columns(line)) >= 2 and not self._numbered(line) and not BULLET.match(line)
        return False

    def _spaced_table(self, at: int) -> int:
        rows: list[list[str]] = []
        blank = 0
        while at < len(self.lines) and blank < 3:
            line = self.lines[at]
            if not line.strip():
                blank += 1
            elif len(self._columns(line)) >= 2 and not self._numbered(line) and not BULLET.match(line):
                blank = 0
                rows.append(self._columns(line))
            else:
                break
            at += 1
        self._add_table(rows)
        return at

    def _add_table(self, rows: list[list[str]]) -> None:
        number = self.tables
        self.tables += 1
        for r, row in enumerate(merge_wrapped(rows)):
            for column, text in enumerate(row):
                for part in _titled(text) if self.markup else (text,):
                    if part.strip():
                        self._add(part, "paragraph", None, Cell(number, r, column))


def _titled(text: str) -> tuple[str, ...]:
    """The paragraphs of a cell whose line break a converter lost: a title in bold, then what was said."""
    found = TITLED.match(text)
    return (text,) if found is None else (found.group(1), found.group(2))


def join_cut(pieces: list[Piece]) -> list[Piece]:
    """Mends paragraphs that a page break cut in two, in the flow or from one table row to the next.

    The first half is long and has no full stop, the second begins with a small letter.
    """
    out: list[Piece] = []
    for piece in pieces:
        before = out[-1] if out else None
        if (
            before is not None
            and before.kind in ("paragraph", "list_item")
            and piece.kind == "paragraph"
            and piece.label is None
            and piece.text[:1].islower()
            and len(piece.text) >= 30
            and len(before.text) >= 60
            and not SENTENCE_END.search(before.text)
            and not _side_by_side(before.cell, piece.cell)
        ):
            out[-1] = replace(before, text=f"{before.text} {piece.text}")
        else:
            out.append(piece)
    return out


def _side_by_side(a: Cell | None, b: Cell | None) -> bool:
    return a is not None and b is not None and a[:2] == b[:2] and a.column != b.column


def merge_wrapped(rows: list[list[str]]) -> list[list[str]]:
    """Rows of short cells whose first cell is empty, or whose bracket is still open, joined to the row above.

    That is how a table of people comes out of a converter that gives one line of print a row.
    """
    filled = sorted(len(c) for row in rows for c in row if c)
    width = max((len(row) for row in rows), default=0)
    if width < 3 or not filled or filled[len(filled) // 2] > 60 or filled[-1] > 150:
        return rows
    out: list[list[str]] = []
    for row in rows:
        words = [c for c in row if any(ch.isalnum() for ch in c)]
        opened = bool(out) and any(_open(c) for c in out[-1][:1])
        first = row[0] if row else ""  # a row of nothing but bars has no cells
        loose = (not any(ch.isalnum() for ch in first) or first[:1].islower()) and not any(
            map(TAG.search, row)
        )
        fits = all(len(c) < 60 for c in words) and len(words) < width
        if out and words and (opened or (loose and fits)) and len(row) <= width:
            above = out[-1] + [""] * (len(row) - len(out[-1]))
            joined = [
                f"{a} {b}".strip() if any(ch.isalnum() for ch in b) else a
                for a, b in zip(above, row, strict=False)
            ]
            out[-1] = joined + above[len(row) :]
        elif words:
            out.append(row)
    return out


def _open(text: str) -> bool:
    return text.count("(") > text.count(")")


def _wrap_width(lines: list[str]) -> int | None:
    """The column at which a hard-wrapped text breaks its lines; None for a text that is not wrapped.

    In wrapped prose most lines are nearly full, and what follows a full line often begins with a small
    letter; in a list of people neither need be so.
    """
    lengths = sorted(
        len(line.rstrip())
        for line in lines
        if len(line.strip()) > 20 and "\t" not in line and "://" not in line
    )
    if len(lengths) < 6:
        return None
    top = int(quantiles(lengths, n=50)[-1]) if len(lengths) > 10 else lengths[-1]
    if top > 140 or sum(1 for n in lengths if n > 0.8 * top) < max(4, len(lengths) // 5):
        return None
    following = [
        after.strip()
        for line, after in pairwise(lines)
        if len(line.rstrip()) > 0.8 * top and after.strip() and "\t" not in line
    ]
    small = sum(1 for line in following if line[:1].islower())
    return top if small * 3 >= len(following) > 0 else None
