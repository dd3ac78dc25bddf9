"""What the PDF loader hands from step to step: words, segments, ruled grids, pages."""

from __future__ import annotations

from dataclasses import dataclass, field

from minutebook.document import Box, Cell

# A line of type reaches about this far over and under its base line, in parts of its size. PDFium's own
# boxes follow the font's ascent, which subset fonts often leave at 0, so they do not compare over fonts.
ASCENT, DESCENT = 0.80, 0.22


@dataclass(slots=True)
class Word:
    """One word: `base` is the base line's distance from the page's top, all in points.

    `spaced` is whether white space stands before it, `turn` its angle in degrees, `colour` its fill.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    italic: bool
    spaced: bool = True
    colour: int = 0
    turn: int = 0


@dataclass(slots=True)
class Segment:
    """Words of one line that no wide gap parts.

    `first` is the width of the first word, `lead` whether it is bold, `indent` where the words behind
    a label begin, `label` that label (a number or bullet), `frame` the drawn box around it, `colour`
    the fill colour where all words share one.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    italic: bool
    first: float
    lead: bool
    label: str | None = None
    indent: float | None = None
    frame: int = 0
    underlined: bool = False
    colour: int | None = None

    @property
    def box(self) -> Box:
        """From ascender to descender."""
        return Box(
            round(self.x0, 1),
            round(self.base - ASCENT * self.size, 1),
            round(self.x1, 1),
            round(self.base + DESCENT * self.size, 1),
        )


@dataclass(slots=True)
class GridCell:
    """A cell of a table: grid place, box and what stands in it (`words` only while a page is read)."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box
    segments: list[Segment] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    turned: list[Segment] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """A table on one page; `xs` are its column borders from left to right."""

    box: Box
    xs: tuple[float, ...]
    cells: list[GridCell]
    ruled: bool = True


@dataclass(slots=True)
class PageContent:
    """One page, read: segments outside tables, tables, and the page's own number from 1."""

    number: int
    width: float
    height: float
    segments: list[Segment]
    grids: list[Grid]
    rotated: list[Segment] = field(default_factory=list)
    pictures: int = 0


@dataclass(slots=True)
class PrintedLine:
    """One printed line of a paragraph; `brim` is true for a lone word that fills a narrow cell."""

    text: str
    page: int
    box: Box
    brim: bool = False


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, on their way to a block."""

    lines: list[PrintedLine]
    size: float
    bold: bool
    italic: bool
    x0: float
    hanging: float
    full: bool
    label: str | None = None
    underlined: bool = False
    centred: bool = False
    space: bool = True
    cell: Cell | None = None

    @property
    def text(self) -> str:
        """The lines' words as they stand, parted by spaces."""
        return " ".join(line.text for line in self.lines)
