"""What the layout says of a document: zones, tables and agenda items."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from minutebook.document import Block, Document, Span

Zone = Literal[
    "header",  # body, date, venue, times, before the attendance or the first item
    "present",
    "apologies",
    "absent",
    "in_attendance",  # there but not a member: officers, guests, observers
    "attendance",  # a list or table in which each person has a status of their own
    "legend",  # the key of an attendance table's codes, a glossary
    "item",  # the minutes proper
    "actions",  # an action table or list, a tracker or log
    "next_meeting",
    "circulation",  # cc and distribution lists: nobody in them attended
    "signature",
    "chrome",  # committee-system and web page furniture
    "furniture",
]


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell: its blocks in order; `column` counts grid columns, `columns` and `rows` its reach."""

    row: int
    column: int
    columns: int
    blocks: tuple[Block, ...]
    rows: int = 1

    @property
    def text(self) -> str:
        """The cell's words, its paragraphs parted by line breaks."""
        return "\n".join(block.text for block in self.blocks)

    @property
    def span(self) -> Span:
        """From its first character to its last; a cell always has a block."""
        return Span(self.blocks[0].span.start, self.blocks[-1].span.end)


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of one row that hold words, by column; `held` reach down to it from rows above."""

    index: int
    cells: tuple[TableCell, ...]
    held: tuple[TableCell, ...] = ()

    @property
    def reaching(self) -> tuple[TableCell, ...]:
        """Its own cells, and those of rows above that reach down to it."""
        return (*self.cells, *self.held)

    def cell(self, column: int) -> TableCell | None:
        """The cell that covers the grid column, or None where it is empty."""
        for cell in self.cells:
            if cell.column <= column < cell.column + cell.columns:
                return cell
        return None

    @property
    def text(self) -> str:
        """The row's words, cells parted by tabs."""
        return "\t".join(cell.text for cell in self.cells)

    @property
    def span(self) -> Span:
        """From the first cell's start to the last one's end."""
        return Span(min(c.span.start for c in self.cells), max(c.span.end for c in self.cells))


@dataclass(frozen=True, slots=True)
class Table:
    """One table; `number` is the `Cell.table` of its blocks, `width` its grid columns."""

    number: int
    rows: tuple[TableRow, ...]
    width: int

    @property
    def span(self) -> Span:
        """Over the whole table."""
        return Span(self.rows[0].span.start, self.rows[-1].span.end)


@dataclass(frozen=True, slots=True)
class Item:
    """An agenda item's heading and where its minute ends.

    `heading` is the span of the whole heading (number and title), `title_span` and `number_span`
    those of its parts; `span` runs from the heading to the next titled item or sub-item.
    """

    number: str | None
    title: str | None
    parent: str | None
    heading: Span
    number_span: Span | None
    title_span: Span | None
    span: Span
    depth: int = 0
    producer: str = "rule:items.heading"
    confidence: float = 0.9


@dataclass(frozen=True)
class Layout:
    """Zones by block index, tables by number, items in order of the document.

    `learnt` says of the blocks that the line labeller placed how sure that is, `unstated` which of them do
    not tell whether their people came, `doubts` of those where it is of another mind than the rules how
    likely it is right; all by block index, empty without its weights. `labeller` names it as evidence does.
    """

    document: Document
    zones: tuple[Zone, ...]
    zone_rules: tuple[str | None, ...]
    tables: tuple[Table, ...]
    items: tuple[Item, ...]
    learnt: Mapping[int, float] = field(default_factory=dict)
    unstated: frozenset[int] = frozenset()
    doubts: Mapping[int, float] = field(default_factory=dict)
    labeller: str | None = None

    def producer(self, block: Block) -> str | None:
        """What placed the block, as evidence names it; None where its zone was carried on."""
        rule = self.zone_rules[block.index]
        if rule is None:
            return None
        return self.labeller if self.labeller and block.index in self.learnt else f"rule:{rule}"

    def zone(self, block: Block) -> Zone:
        """The zone that the block stands in."""
        return self.zones[block.index]

    def blocks(self, *zones: Zone) -> tuple[Block, ...]:
        """The blocks of any of the zones, in reading order."""
        return tuple(b for b in self.document.blocks if self.zones[b.index] in zones)

    @cached_property
    def _item_starts(self) -> list[int]:
        return [item.heading.start for item in self.items]

    def item_at(self, offset: int) -> Item | None:
        """The item whose minute holds the offset: the last that begins at or before it.

        None before the first item and behind the minute of the last.
        """
        position = bisect_right(self._item_starts, offset) - 1
        behind = position == len(self.items) - 1 and position >= 0 and offset > self.items[-1].span.end
        return self.items[position] if position >= 0 and not behind else None

    def table(self, number: int) -> Table:
        """The table of that number."""
        return next(t for t in self.tables if t.number == number)
