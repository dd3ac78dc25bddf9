"""Pages that are pictures: rendered, set right, read by an OCR engine and laid out like any other page."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from statistics import median

import numpy

from minutebook.document import Box, Document, Line, Span
from minutebook.loaders.ocr import Engine, ReadWord
from minutebook.loaders.ocr.names import mend_names
from minutebook.loaders.ocr.picture import (
    DPI,
    Ruled,
    bold_words,
    clean,
    skew,
    straighten,
    take_ruled_lines,
)
from minutebook.loaders.pdf.pages import lay_out, open_pdf
from minutebook.loaders.pdf.rules import Rule
from minutebook.loaders.pdf.shapes import PageContent, Word

_POINT = 72 / DPI  # points a pixel
_MOST_PIXELS = 40_000_000  # a page of A2; larger ones are read at a lower resolution
_TYPE = 1.06  # size of type over its height from ascender to descender
_SNAP = 0.18  # lines whose size differs less from the usual one are of that size
_LEAST_INK = 0.0004  # share of dark pixels below which a page is blank
_POOR = 0.62  # a page read with less confidence may be set wrong
_STRAY, _BARE_STRAY = 0.20, 0.60
_JOINTS = frozenset("-–—&/+=•●✓✗")
_BULLET_READ = re.compile("[¢«»©®°¤§*eo]|[-+]?e")  # what engines make of a bullet
_TICK_READ = str.maketrans({"¥": "✓", "√": "✓"})


@dataclass(frozen=True, slots=True)
class Scan:
    """One page as read: its layout, its words, and how the upright picture lies on the page as it is seen.

    `turns` quarter turns clockwise and then `angle` degrees against the clock set it right; `size` is its
    width and height in points before that.
    """

    content: PageContent
    words: tuple[tuple[Word, float], ...]
    turns: int
    angle: float
    size: tuple[float, float]

    def seen(self, box: Box) -> Box:
        """The box on the page as it is seen, from one in the picture set right."""
        corners = [self._seen(x, y) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return Box(round(min(xs), 1), round(min(ys), 1), round(max(xs), 1), round(max(ys), 1))

    def _seen(self, x: float, y: float) -> tuple[float, float]:
        width, height = self.size if self.turns % 2 == 0 else (self.size[1], self.size[0])
        sine, cosine = math.sin(math.radians(self.angle)), math.cos(math.radians(self.angle))
        dx, dy = x - width / 2, y - height / 2
        x, y = dx * cosine - dy * sine + width / 2, dx * sine + dy * cosine + height / 2
        if self.turns == 1:
            return y, self.size[1] - x
        if self.turns == 2:
            return self.size[0] - x, self.size[1] - y
        if self.turns == 3:
            return self.size[0] - y, x
        return x, y


def read_scans(data: bytes, numbers: Iterable[int], engine: Engine, known: Iterable[str]) -> dict[int, Scan]:
    """The pages of these numbers (from 1) as the engine reads them; blank and unread ones are left out.

    `known` are the words of the document's other pages, from which names that were read badly are mended.
    Raises what `open_pdf` raises.
    """
    read: dict[int, tuple[_Setting, list[ReadWord], list[bool]]] = {}
    pdf = open_pdf(data)
    try:
        for number in numbers:
            page = pdf[number - 1]
            try:
                found = _read(page, engine)
            finally:
                page.close()
            if found is not None and found[1]:
                read[number] = found
    finally:
        pdf.close()
    mended = mend_names([word for _, words, _ in read.values() for word in words], known)
    usual = _usual_size(word for _, words, _ in read.values() for word in words)
    scans: dict[int, Scan] = {}
    first = 0
    for number, (setting, words, bold) in read.items():
        own = mended[first : first + len(words)]
        first += len(words)
        scans[number] = _scan(number, setting, own, bold, usual)
    return scans


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a picture was set right, its scale in points a pixel, and the ruled lines taken from it."""

    turns: int
    angle: float
    point: float
    size: tuple[float, float]
    level: list[Ruled]
    upright: list[Ruled]


def _read(page: object, engine: Engine) -> tuple[_Setting, list[ReadWord], list[bool]] | None:
    width, height = page.get_size()  # type: ignore[attr-defined]
    scale = min(DPI / 72, math.sqrt(_MOST_PIXELS / max(width * height, 1)))
    grey = page.render(scale=scale, grayscale=True).to_numpy()  # type: ignore[attr-defined]
    picture = numpy.ascontiguousarray(grey.reshape(grey.shape[:2]))
    if (picture < 128).mean() < _LEAST_INK:
        return None
    best = _read_upright(picture, 0, engine, 1 / scale)
    if best is None or _poor(best[1]):
        turns = engine.turn(picture)
        if turns:
            other = _read_upright(
                numpy.ascontiguousarray(numpy.rot90(picture, -turns)), turns, engine, 1 / scale
            )
            if other is not None and (
                best is None or not _poor(other[1]) or _gain(other[1]) > _gain(best[1])
            ):
                best = other
    return best


def _read_upright(
    picture: numpy.ndarray[tuple[int, int], numpy.dtype[numpy.uint8]],
    turns: int,
    engine: Engine,
    point: float,
) -> tuple[_Setting, list[ReadWord], list[bool]] | None:
    height, width = picture.shape
    size = (height * point, width * point) if turns % 2 else (width * point, height * point)
    angle = skew(picture)
    picture = clean(picture)
    if angle:
        picture = straighten(picture, angle)
    bare, level, upright = take_ruled_lines(picture)
    try:
        words = [word for word in engine.read(bare) if not _stray(word)]
    except (OSError, ValueError):
        return None
    return _Setting(turns, angle, point, size, level, upright), words, bold_words(bare, words)


def _poor(words: list[ReadWord]) -> bool:
    """True where the page gave few words or doubtful ones, or its lines run upwards."""
    letters = sum(len(word.text) for word in words)
    upright = sum(len(word.text) for word in words if word.bottom - word.top > 1.5 * (word.x1 - word.x0))
    return letters < 40 or _gain(words) < _POOR * letters or upright > 0.3 * letters


def _gain(words: list[ReadWord]) -> float:
    return sum(len(word.text) * word.confidence for word in words)


def _stray(word: ReadWord) -> bool:
    """True for specks and edges that were taken for signs."""
    if any(char.isalnum() for char in word.text):
        return word.confidence < _STRAY and len(word.text) < 3
    return word.confidence < _BARE_STRAY and word.text not in _JOINTS and len(word.text) < 4


def _usual_size(words: Iterable[ReadWord]) -> float:
    sizes = sorted(word.size for word in words for _ in range(len(word.text)))
    return sizes[len(sizes) // 2] if sizes else 45.0


def _scan(number: int, setting: _Setting, words: list[ReadWord], bold: list[bool], usual: float) -> Scan:
    point = setting.point
    laid: list[tuple[Word, float]] = []
    for index, word in enumerate(words):
        size = usual if abs(word.size - usual) <= _SNAP * usual else word.size
        text = word.text.translate(_TICK_READ) if len(word.text) == 1 else word.text
        laid.append(
            (
                Word(
                    text,
                    word.x0 * point,
                    word.x1 * point,
                    word.base * point,
                    round(size * point * _TYPE * 2) / 2,
                    bold[index],
                    False,
                ),
                word.confidence,
            )
        )
    _level_bases([word for word, _ in laid])
    _set_bullets(laid)
    _whole_lines_bold([word for word, _ in laid])
    width, height = setting.size if setting.turns % 2 == 0 else (setting.size[1], setting.size[0])
    content = lay_out(
        number,
        (width, height),
        [word for word, _ in laid],
        [],
        [_rule(rule, point) for rule in setting.level],
        [_rule(rule, point) for rule in setting.upright],
        1,
    )
    return Scan(content, tuple(laid), setting.turns, setting.angle, setting.size)


def _rule(rule: Ruled, point: float) -> Rule:
    return Rule(rule.at * point, rule.low * point, rule.high * point)


def _rows(words: list[Word]) -> list[list[Word]]:
    """Words on one level, from left to right, base lines within a third of their size."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.base):
        if rows and word.base - median(w.base for w in rows[-1]) <= 0.33 * word.size:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.x0) for row in rows]


def _level_bases(words: list[Word]) -> None:
    """Give the words of a line one base line: an engine sets each piece of a line a little apart."""
    for row in _rows(words):
        base = median(word.base for word in row)
        for word in row:
            word.base = base


def _set_bullets(laid: list[tuple[Word, float]]) -> None:
    """A lone sign before a line, read as what it is not, is the bullet that it stands for."""
    sure = {id(word): confidence for word, confidence in laid}
    for row in _rows([word for word, _ in laid]):
        if len(row) < 2 or not _BULLET_READ.fullmatch(row[0].text):
            continue
        first, second = row[0], row[1]
        letter = first.text.isalpha()
        apart = second.x0 - first.x1 > 0.35 * first.size
        if apart and (not letter or (sure[id(first)] < 0.9 and second.text[:1].isupper())):
            first.text = "•"


def _whole_lines_bold(words: list[Word]) -> None:
    """A line most of whose letters are bold is bold, and one with a few bold words inside is not."""
    for row in _rows(words):
        start = 0
        for index in range(1, len(row) + 1):
            if index < len(row) and row[index].x0 - row[index - 1].x1 <= 1.5 * row[index].size:
                continue
            _even_out(row[start:index])
            start = index


def _even_out(line: list[Word]) -> None:
    telling = [word for word in line if sum(char.isalpha() for char in word.text) >= 2]
    letters = sum(len(word.text) for word in telling)
    bold = sum(len(word.text) for word in telling if word.bold)
    if letters and bold >= 0.6 * letters:
        for word in line:
            word.bold = True
        return
    leads = True
    for word in line:
        # a label in bold before the words that it stands for ("Action:", "Present") stays
        leads = leads and (word.bold or word not in telling)
        word.bold = leads and word.bold


def settle(document: Document, scans: dict[int, Scan]) -> Document:
    """The document with boxes as the pages are seen, and with how surely each scanned line was read."""
    readings: list[tuple[Span, float]] = []
    blocks = []
    for block in document.blocks:
        lines: list[Line] = []
        for line in block.lines:
            scan = scans.get(line.page or 0)
            if scan is None or line.box is None:
                lines.append(line)
                continue
            readings.append((line.span, _sureness(scan, line.box)))
            lines.append(line._replace(box=scan.seen(line.box)))
        scan = scans.get(block.page or 0)
        if scan is not None and block.box is not None:
            if not block.lines:
                readings.append((block.span, _sureness(scan, block.box)))
            blocks.append(replace(block, box=scan.seen(block.box), lines=tuple(lines)))
        else:
            blocks.append(replace(block, lines=tuple(lines)) if block.lines else block)
    return replace(document, blocks=tuple(blocks), ocr=True, readings=tuple(readings))


def _sureness(scan: Scan, box: Box) -> float:
    sure = [
        (len(word.text), confidence)
        for word, confidence in scan.words
        if box.x0 - 1 <= (word.x0 + word.x1) / 2 <= box.x1 + 1
        and box.top <= word.base - 0.2 * word.size <= box.bottom
    ]
    letters = sum(count for count, _ in sure)
    return round(sum(count * value for count, value in sure) / letters, 3) if letters else 0.5
