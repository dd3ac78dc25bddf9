"""Printed lines into paragraphs: a line goes on with the last where its first word had no room there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from minutebook.loaders.pdf.segments import is_bullet
from minutebook.loaders.pdf.shapes import Paragraph, PrintedLine, Segment

_STOPS = ".;:!?"
_EDGE = 3.0
_DASHES = (" – ", " - ", " — ")
_LINK_END = re.compile(r"(?:https?://|www\.)\S*$")
_LINK_REST = re.compile(r"[%?&=#/]|[\w~-]*[%/=][\w./%?&=#~+-]*(?:\s|$)")
_LINK = re.compile(r"\S*(?:https?://|www\.|@)")


@dataclass(frozen=True, slots=True)
class Column:
    """Where lines may run: left and right edge in points, and the usual line distance in sizes."""

    left: float
    right: float
    pitch: float
    in_cell: bool = False


def usual_pitch(lines: Iterable[Segment]) -> float:
    """The usual distance of two lines of one paragraph, in parts of the type size."""
    counts: Counter[float] = Counter()
    before: Segment | None = None
    for line in lines:
        if before is not None and abs(before.size - line.size) < 0.5 and before.size > 0:
            ratio = (line.base - before.base) / line.size
            if 0.9 <= ratio <= 2.2:
                counts[round(ratio * 20) / 20] += 1
        before = line
    total = sum(counts.values())
    if total < 4:
        return 1.22
    for ratio in sorted(counts):
        near = counts[ratio] + counts.get(round((ratio + 0.05) * 20) / 20, 0)
        if near >= 0.25 * total:
            return ratio
    return 1.22


def flatten(row: list[Segment]) -> Segment:
    """One line out of a row: pieces that a wide gap parts are parted by a tab."""
    if len(row) == 1:
        return row[0]
    return replace(
        row[0],
        text="\t".join(segment.text for segment in row),
        x1=row[-1].x1,
        indent=row[0].indent or row[1].x0,
        colour=None,
        bold=all(segment.bold for segment in row),
        italic=all(segment.italic for segment in row),
        underlined=all(segment.underlined for segment in row),
    )


def build(lines: list[Segment], column: Column, page: int) -> list[Paragraph]:
    """The paragraphs of lines that stand in one column, from top to bottom."""
    made: list[Paragraph] = []
    current: _Open | None = None
    for line in lines:
        if current is not None and current.takes(line):
            current.add(line)
            continue
        if current is not None:
            made.append(current.close())
        current = _Open(line, column, page, current)
    if current is not None:
        made.append(current.close())
    return made


class _Open:
    """A paragraph that may still grow."""

    def __init__(self, line: Segment, column: Column, page: int, before: _Open | None) -> None:
        self.column = column
        self.page = page
        self.x0: float = line.x0
        self.singles: int = 0
        self.lines = [line]
        self.pitch: float | None = None
        self.first_indent = line.indent if line.label is not None or "\t" in line.text else None
        self.hang = self.first_indent if self.first_indent is not None else line.x0
        self.space = before is None or line.base - before.lines[-1].base > 1.25 * column.pitch * line.size
        # after two or more lines that stand for themselves, the next is another such line
        single = (
            before is not None and not self.space and len(before.lines) == 1 and abs(before.x0 - line.x0) < 2
        )
        if before is not None and single:
            self.singles = before.singles + 1
        short = before is not None and before.lines[-1].x1 < column.left + 0.9 * (column.right - column.left)
        self.listlike = self.singles >= 2 and line.label is None and short
        # a dash that each of them has ("Name – role") tells a new entry from the end of the last
        self.dashes = {dash for dash in _DASHES if dash in line.text}
        self.dashed = 0
        if before is not None and abs(before.x0 - line.x0) < 2 and self.dashes & before.dashes:
            self.dashes &= before.dashes
            self.dashed = before.dashed + 1

    def add(self, line: Segment) -> None:
        self.pitch = line.base - self.lines[-1].base if self.pitch is None else self.pitch
        if len(self.lines) == 1 and not self._both_centred(line):
            self.hang = line.x0
        self.lines.append(line)

    def takes(self, line: Segment) -> bool:
        last = self.lines[-1]
        distance = line.base - last.base
        if line.frame != last.frame or distance <= 0 or (line.label is not None and is_bullet(line.label)):
            return False
        if "\t" in line.text and (self.first_indent is None or not self._under(line, self.first_indent)):
            return False
        usual = (
            1.25 * self.pitch
            if self.pitch is not None
            else 1.3 * self.column.pitch * max(last.size, line.size)
        )
        if distance > usual + 0.6 or abs(line.size - last.size) > 0.12 * max(line.size, last.size):
            return False
        full = self._full(line)
        small = _small_start(line.text)
        ended = last.text[-1] in _STOPS
        if _recoloured(last, line):
            return False
        if line.label is not None:
            # a number at a line's start that belongs to the sentence: it stands where wrapped lines stand
            under = abs(line.x0 - self.hang) <= _EDGE and (
                self.lines[0].label is None or self.hang - self.lines[0].x0 > 4
            )
            return under and full and not ended
        alike = (
            self.dashed > 0 and self.lines[0].label is None and any(dash in line.text for dash in self.dashes)
        )
        if not small and (alike or (self.listlike and ended)):
            return False
        if _LINK.match(line.text) and full:
            return self._indented(line, full, True, False)
        if _changed(last, line) and not (full and not ended and small):
            return False
        if _LINK_END.search(last.text) and _LINK_REST.match(line.text):
            return True
        if line.text[-1] == ":" and len(line.text) <= 25 and not small and not self.column.in_cell:
            # a label that stands alone: it begins something
            return False
        if not self._indented(line, full, small, ended):
            return False
        if full:
            return True
        room = self.column.right - self.column.left
        return small and not ended and "\t" not in last.text and self.column.right - last.x1 < 0.35 * room

    def _full(self, line: Segment) -> bool:
        last = self.lines[-1]
        slack = self.column.right - last.x1
        if self._both_centred(line):
            slack = (self.column.right - self.column.left) - (last.x1 - last.x0)
        if last.text[-1] in "-\x02" and _small_start(line.text):
            return True
        return line.first + 0.25 * line.size > slack - 1.0

    def _both_centred(self, line: Segment) -> bool:
        """True for lines set around the middle; lines that begin at one place are not."""
        last = self.lines[-1]
        return abs(line.x0 - last.x0) > _EDGE and self._centred(last) and self._centred(line)

    def _centred(self, line: Segment) -> bool:
        middle = (self.column.left + self.column.right) / 2
        return line.x0 > self.column.left + 6 and abs((line.x0 + line.x1) / 2 - middle) <= 4

    def _under(self, line: Segment, indent: float) -> bool:
        return abs(line.x0 - indent) <= _EDGE

    def _indented(self, line: Segment, full: bool, small: bool, ended: bool) -> bool:
        first = self.lines[0]
        shift = line.x0 - self.hang
        if abs(shift) <= _EDGE or self._both_centred(line):
            return True
        if len(self.lines) > 1:
            return full and small and not ended
        if self.first_indent is not None:
            return (first.x0 - _EDGE <= line.x0 <= self.hang + 8) and (full or small)
        if -80 <= shift < 0:
            return full
        return full and not ended

    def _brim(self, line: Segment) -> bool:
        slack = self.column.right - line.x1
        return self.column.in_cell and " " not in line.text and slack < 0.6 * line.size

    def close(self) -> Paragraph:
        first, last = self.lines[0], self.lines[-1]
        return Paragraph(
            lines=[PrintedLine(line.text, self.page, line.box, self._brim(line)) for line in self.lines],
            size=Counter(line.size for line in self.lines).most_common(1)[0][0],
            bold=all(line.bold for line in self.lines),
            italic=all(line.italic for line in self.lines),
            x0=first.x0,
            hanging=self.hang,
            full=self.column.right - last.x1 < 0.14 * (self.column.right - self.column.left),
            label=first.label,
            underlined=all(line.underlined for line in self.lines),
            centred=self._centred(first),
            space=self.space,
        )


def _small_start(text: str) -> bool:
    return text[0].islower() or (text[0] in "(“\"'‘" and len(text) > 1 and text[1].islower())


def _recoloured(last: Segment, line: Segment) -> bool:
    """True for notes typed into an agenda in another colour; links are coloured too, but go on."""
    if last.colour is None or line.colour is None or last.colour == line.colour:
        return False
    return not _LINK.match(line.text) and not _LINK.match(last.text)


def _changed(last: Segment, line: Segment) -> bool:
    """True where one line is all bold (or all underlined) and the next begins or stays otherwise."""
    if last.bold != line.bold and not (line.lead and last.bold):
        return last.bold or line.bold
    return last.underlined != line.underlined and (not last.underlined or line.first < line.x1 - line.x0)
