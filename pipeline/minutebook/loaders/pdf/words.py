"""Words of a page with place, size and style, straight from PDFium."""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from minutebook.loaders.pdf.glyphs import mend, symbol_font
from minutebook.loaders.pdf.shapes import Word

# Not \s: PDFium gives the codes 0x1c to 0x1f, white space to Python, for ligatures of unnamed fonts.
_WORD = re.compile(r"[^ \t\r\n\x00\xa0\u2000-\u200b\u202f\u3000\ufeff]+")
_BOLD = re.compile(r"bold|black|heavy|demi(?!t)|semibd|cmbx|sfbx|cmssbx|-bd\b|,bd\b|medi$", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|cmti|cmsl|sfti|-it\b|ital$", re.IGNORECASE)


@dataclass(slots=True)
class _Style:
    size: float
    bold: bool
    italic: bool
    turn: int
    symbols: str | None
    colour: int


@dataclass(slots=True)
class Frame:
    """How the page lies: turns PDF user space into points from the top left corner as it is seen."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int  # quarter turns clockwise

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as seen."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.rotation % 2 else (width, height)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """The point as seen, from the top left corner."""
        if self.rotation == 0:
            return x - self.left, self.top - y
        if self.rotation == 1:
            return y - self.bottom, x - self.left
        if self.rotation == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x


def page_text(textpage: Any) -> str:
    """All characters of the page, one a PDFium character index."""
    count = pdfium.FPDFText_CountChars(textpage)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (2 * count + 1))()
    written = pdfium.FPDFText_GetText(textpage, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    return "".join(chr(pdfium.FPDFText_GetUnicode(textpage, index) & 0x1FFFFF) for index in range(count))


class WordReader:
    """Reads one page's words; made new for each page because PDFium's handles die with it."""

    def __init__(self, textpage: Any, frame: Frame) -> None:
        self.textpage = textpage
        self.frame = frame
        self.styles: dict[int, _Style] = {}
        self.fonts: dict[int, tuple[bool, bool, str | None]] = {}
        self.rect = pdfium.FS_RECTF()
        self.x = ctypes.c_double()
        self.y = ctypes.c_double()
        self.channels = [ctypes.c_uint() for _ in range(4)]

    def read(self) -> tuple[list[Word], list[Word]]:
        """Upright words, and those that stand at an angle (watermarks, sideways stamps)."""
        upright: list[Word] = []
        turned: list[Word] = []
        text = page_text(self.textpage)
        rect, textpage, x, y = self.rect, self.textpage, self.x, self.y
        loose, origin, place = (
            pdfium.FPDFText_GetLooseCharBox,
            pdfium.FPDFText_GetCharOrigin,
            self.frame.place,
        )
        straight = self.frame.rotation == 0
        left, top = self.frame.left, self.frame.top
        for match in _WORD.finditer(text):
            start, last = match.start(), match.end() - 1
            style = self._style(start)
            origin(textpage, start, x, y)
            loose(textpage, last, rect)
            if straight:
                x0, base, x1 = x.value - left, top - y.value, rect.right - left
            else:
                x0, base = place(x.value, y.value)
                x1 = max(place(rect.left, rect.bottom)[0], place(rect.right, rect.top)[0])
            shown = mend(match.group(), style.symbols)
            if not shown:
                continue
            spaced = (
                start == 0 or text[start - 1] not in "\r\n" or (start > 2 and text[start - 3] in " \t\xa0")
            )
            word = Word(
                shown,
                x0,
                max(x1, x0),
                base,
                style.size,
                style.bold,
                style.italic,
                spaced,
                style.colour,
                style.turn,
            )
            if style.turn:
                turned.append(word)
            elif x1 < x0 - 1 or x1 - x0 > style.size * (1.05 * len(shown) + 1):
                upright.extend(self._split(match.group(), start, style))
            else:
                upright.append(word)
        return upright, turned

    def _split(self, text: str, start: int, style: _Style) -> list[Word]:
        """The pieces of what PDFium took for one word although a wide gap or a line break parts it."""
        words: list[Word] = []
        current: Word | None = None
        for offset, char in enumerate(text):
            pdfium.FPDFText_GetLooseCharBox(self.textpage, start + offset, self.rect)
            pdfium.FPDFText_GetCharOrigin(self.textpage, start + offset, self.x, self.y)
            x0, base = self.frame.place(self.x.value, self.y.value)
            x1 = max(
                self.frame.place(self.rect.left, self.rect.bottom)[0],
                self.frame.place(self.rect.right, self.rect.top)[0],
            )
            shown = mend(char, style.symbols)
            if (
                current is not None
                and abs(current.base - base) < 0.6 * style.size
                and -style.size < x0 - current.x1 < 0.6 * style.size
            ):
                current.text += shown
                current.x1 = max(current.x1, x1)
            elif shown:
                current = Word(
                    shown, x0, max(x0, x1), base, style.size, style.bold, style.italic, True, style.colour
                )
                words.append(current)
        return words

    def _style(self, index: int) -> _Style:
        made = pdfium.FPDFText_GetTextObject(self.textpage, index)
        if not made:
            return _Style(pdfium.FPDFText_GetFontSize(self.textpage, index) or 10.0, False, False, 0, None, 0)
        key = ctypes.addressof(made.contents)
        style = self.styles.get(key)
        if style is None:
            style = self.styles[key] = self._read_style(made, index)
        return style

    def _read_style(self, made: Any, index: int) -> _Style:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self.textpage, index, matrix)
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        size = pdfium.FPDFText_GetFontSize(self.textpage, index) * scale
        angle = math.degrees(math.atan2(matrix.b, matrix.a)) - 90 * self.frame.rotation
        turn = round((angle + 180) % 360 - 180)
        font = pdfium.FPDFTextObj_GetFont(made)
        bold, italic, symbols = self._font(font) if font else (False, False, None)
        if not bold:
            # 2: filled and stroked, how Word and browsers draw a bold that the font lacks
            bold = pdfium.FPDFTextObj_GetTextRenderMode(made) == 2
        along = math.hypot(matrix.a, matrix.b) or 1.0
        slanted = abs(matrix.a * matrix.c + matrix.b * matrix.d) > 0.15 * scale * along
        return _Style(
            round(abs(size), 2) or 10.0,
            bold,
            italic or slanted,
            0 if abs(turn) < 4 else turn,
            symbols,
            self._colour(made),
        )

    def _colour(self, made: Any) -> int:
        red, green, blue, alpha = self.channels
        if not pdfium.FPDFPageObj_GetFillColor(made, red, green, blue, alpha):
            return 0
        return int(red.value << 16 | green.value << 8 | blue.value)

    def _font(self, font: Any) -> tuple[bool, bool, str | None]:
        key = ctypes.addressof(font.contents)
        known = self.fonts.get(key)
        if known is None:
            buffer = ctypes.create_string_buffer(256)
            pdfium.FPDFFont_GetBaseFontName(font, buffer, 256)
            name = buffer.value.decode("latin-1").split("+", 1)[-1]
            flags = pdfium.FPDFFont_GetFlags(font)
            flags = flags if flags > 0 else 0
            bold = bool(_BOLD.search(name)) or bool(flags & 1 << 18) or pdfium.FPDFFont_GetWeight(font) >= 650
            italic = bool(_ITALIC.search(name)) or bool(flags & 1 << 6)
            known = self.fonts[key] = (bold, italic, symbol_font(name))
        return known
