"""Tables whose columns are lists: `Present | Apologies` over the names of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from minutebook.evidence import AttendeeStatus, Quote
from minutebook.layout import Layout, Table, TableCell, TableRow, Zone
from minutebook.layout.people import PeopleReader
from minutebook.stages.attendance.lists import Lists, Shape
from minutebook.stages.attendance.person import Person
from minutebook.stages.attendance.tables import Columns, Tables

PEOPLE: tuple[Zone, ...] = ("present", "apologies", "absent", "in_attendance", "attendance")
CUES = ("zones.heading", "zones.column")


@dataclass(frozen=True)
class ColumnTables:
    """Reads tables in which each heading stands over a list of its own."""

    layout: Layout
    tables: Tables
    lists: Lists
    people: PeopleReader
    status: Mapping[Zone, AttendeeStatus]

    def heading_row(self, table: Table) -> int | None:
        """The place of the row whose cells are headings of different lists; None where there is none."""
        for number, row in enumerate(table.rows):
            heads = [c for c in row.cells if len(c.blocks) == 1 and self._rule(c).startswith(CUES)]
            if len(heads) > 1 and len(heads) == len(row.cells) and number + 1 < len(table.rows):
                several = len({self.layout.zone(c.blocks[0]) for c in heads}) > 1
                return number if several else None
        return None

    def read(self, table: Table, start: int) -> Iterator[list[Person]]:
        """The people of the table from the heading row on; the status is that of the heading above."""
        rows = [r for r in table.rows[start:] if self.layout.zone(r.cells[0].blocks[0]) in PEOPLE]
        heads = [c.column for c in rows[0].cells] if rows else []
        below = [r for r in rows if not self._only_headings(r)]
        groups = next(
            (g for at, row in enumerate(rows[:4]) if (g := self.tables.headed(row, rows[at + 1 :]))), None
        )
        groups = groups or self.tables.guessed(below)
        if len(groups) < len(heads):
            groups = [Columns(column) for column in heads]
        cues: dict[int, Quote] = {}
        for row in rows:
            for group, after in zip(groups, [*groups[1:], None], strict=True):
                end = after.name if after is not None else 999
                cell = next((c for c in row.cells if group.name <= c.column < end), None)
                if cell is None:
                    continue
                if self._rule(cell) and len(cell.blocks) == 1:
                    cues[group.name] = Quote("status", cell.span, f"rule:{self._rule(cell)}")
                    continue
                yield self._cell(row, group, cell, cues.get(group.name))

    def _cell(self, row: TableRow, group: Columns, cell: TableCell, cue: Quote | None) -> list[Person]:
        status = self.status.get(self.layout.zone(cell.blocks[0]), "unknown")
        if len(cell.blocks) == 1 or group.kinds:
            found = self.tables.row(row, group, status, cue)
            if found or len(cell.blocks) == 1:
                return found
        out: list[Person] = []
        for block in cell.blocks:
            if self._rule_of(block.index):
                cue = Quote("status", block.span, f"rule:{self._rule_of(block.index)}")
                status = self.status.get(self.layout.zone(block), "unknown")
                continue
            out += self.lists.read(block.span, status, cue, Shape(lines=True))
        return out

    def _rule(self, cell: TableCell) -> str:
        return self._rule_of(cell.blocks[0].index)

    def _rule_of(self, index: int) -> str:
        return self.layout.zone_rules[index] or ""

    def _only_headings(self, row: TableRow) -> bool:
        return any(self._rule(c) for c in row.cells)
