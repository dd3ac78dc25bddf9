"""What a table is for: attendance (which columns), people by column, actions, or the minutes themselves."""

from __future__ import annotations

from collections.abc import Iterator

from minutebook.document import Block
from minutebook.layout.cues import Cues
from minutebook.layout.model import Table, TableCell, TableRow, Zone
from minutebook.layout.people import PeopleReader
from minutebook.rulebook import Rulebook

PEOPLE: tuple[Zone, ...] = ("present", "apologies", "absent", "in_attendance", "attendance")
Given = dict[int, tuple[Zone, str | None]]
ENOUGH = 0.5


class TableReader:
    """Gives zones to the blocks of tables whose purpose their header row tells."""

    def __init__(self, rulebook: Rulebook, people: PeopleReader) -> None:
        self.rulebook = rulebook
        self.people = people
        self.cues = Cues(rulebook)

    def zones(self, table: Table) -> Given:
        """Zones by block index for the blocks that the table's own headings place; often empty."""
        given: Given = {}
        for number, row in enumerate(table.rows):
            below = table.rows[number + 1 :]
            for zoned in (
                self._people_columns(row, below),
                self._attendance(row, below),
                self._actions(row, below),
            ):
                if zoned:
                    given.update(zoned)
                    break
            if given:
                break
        return given

    def heading(self, text: str) -> tuple[Zone, str] | None:
        """The zone of people that a heading starts, with its rule."""
        rule = self.cues.heading(clean(text))
        if rule is None or rule.value not in PEOPLE:
            return None
        return rule.value, rule.id

    # ------------------------------------------------------------------ kinds of tables

    def _people_columns(self, row: TableRow, below: tuple[TableRow, ...]) -> Given:
        """`Present | Apologies` over columns of names: each column is a list of its own."""
        heads = [
            (cell, found) for cell in row.cells if (found := self._column_heading(cell.text)) is not None
        ]
        if len(heads) < 2 or len(heads) != len(row.cells) or not below:
            return {}
        if len({found[0] for _, found in heads}) < 2:
            return {}
        columns = {cell.column: found for cell, found in heads}
        if not all(self._has_people(below, column) for column in columns):
            return {}
        given: Given = {}
        for cell, (zone, rule) in heads:
            given.update({b.index: (zone, rule) for b in cell.blocks})
        current: dict[int, Zone] = {column: zone for column, (zone, _) in columns.items()}
        for cell in (c for r in below for c in r.cells):
            home = max((c for c in columns if c <= cell.column), default=min(columns))
            for block in cell.blocks:
                new = self.heading(block.text)
                if new is not None:
                    current[home] = new[0]
                given[block.index] = (current[home], new[1] if new else None)
        return given

    def _column_heading(self, text: str) -> tuple[Zone, str] | None:
        """The zone of a column of people; a kind of people beside `Apologies` is of those who came."""
        known = self.heading(text)
        if known is not None:
            return known
        rule = self.rulebook["zones.column.kind"]
        return ("present", rule.id) if rule.match(clean(text)) else None

    def _attendance(self, row: TableRow, below: tuple[TableRow, ...]) -> Given:
        """A header row with a column of names, or names beside initials, roles and bodies."""
        if self._actions(row, below):
            return {}
        kinds = self.columns(row)
        if "name" not in kinds.values() and "entry" not in kinds.values():
            return {}
        names = next(column for column, kind in kinds.items() if kind in ("name", "entry"))
        if len(kinds) < 2 and len(row.cells) > 1 and not self._has_statuses(below, names):
            return {}
        if not self._has_people(below, names):
            return {}
        given: Given = {b.index: ("attendance", None) for c in row.cells for b in c.blocks}
        given[row.cells[0].blocks[0].index] = ("attendance", "zones.table.attendance")
        for later in self._people_rows(below, names):
            given.update({b.index: ("attendance", None) for c in later.cells for b in c.blocks})
        return given

    def _actions(self, row: TableRow, below: tuple[TableRow, ...]) -> Given:
        """`Action | Lead | Date`, but not `Item | Discussion | Action`."""
        action = field = None
        for cell in row.cells:
            text = clean(cell.text)
            if self.rulebook["zones.table.action"].match(text):
                action = cell
            elif self.rulebook["zones.table.action-field"].match(text):
                field = cell
        if action is None or field is None or len(row.cells) < 2:
            return {}
        texts = [clean(cell.text) for cell in row.cells]
        if any(self.holds_minutes(text) for text in texts):
            return {}
        rule = "zones.table.action"
        if not all(self._action_head(text) for text in texts):
            # a small table whose rows were laid side by side, after prose: only what follows its heading
            side = [c for c in row.cells if c.column >= action.column]
            return {b.index: ("actions", rule) for c in side for b in c.blocks}
        given: Given = {b.index: ("actions", rule) for c in row.cells for b in c.blocks}
        given.update({b.index: ("actions", None) for r in below for c in r.cells for b in c.blocks})
        return given

    def _action_head(self, text: str) -> bool:
        return len(text) < 60 and len(text.split()) <= 6

    def holds_minutes(self, text: str) -> bool:
        """The heading of a column that holds the minutes: `Discussion`, `Item`."""
        return self.rulebook["zones.table.minutes"].match(text) is not None

    # ------------------------------------------------------------------ columns

    def columns(self, row: TableRow) -> dict[int, str]:
        """What each headed column holds, by grid column; columns that say nothing known are left out."""
        out: dict[int, str] = {}
        for cell in row.cells:
            found = self.cues.column(clean(cell.text))
            if found is not None and found[0].value:
                out[cell.column] = found[0].value
        return out

    def _has_people(self, rows: tuple[TableRow, ...], column: int) -> bool:
        cells = [c for r in rows if (c := r.cell(column)) is not None]
        named = sum(self.people.is_people(first_line(c), lone=True) for c in cells)
        return bool(cells) and named >= max(1, ENOUGH * min(len(cells), 8))

    def _has_statuses(self, rows: tuple[TableRow, ...], names: int) -> bool:
        """A column beside the names says of most people whether they came."""
        columns = {c.column for r in rows for c in r.cells if c.column != names}
        for column in sorted(columns):
            cells = [c.text.strip() for r in rows if (c := r.cell(column)) is not None]
            said = sum(self.rulebook.first("attendance.status", text) is not None for text in cells)
            if len(cells) > 1 and said >= 0.8 * len(cells):
                return True
        return False

    def _people_rows(self, rows: tuple[TableRow, ...], names: int) -> Iterator[TableRow]:
        """The rows that list people, up to the first that begins something else."""
        pending: list[TableRow] = []
        for row in rows:
            cell = row.cell(names)
            text = first_line(cell) if cell is not None else ""
            if cell is None or self.people.is_people(text, lone=True) or self.people.is_nobody(text):
                yield from pending
                pending = []
                yield row
                continue
            if self.rulebook.first("zones.end", clean(text)) and len(row.cells) <= 2:
                return
            pending.append(row)
            if len(pending) > 2:
                return


def first_line(cell: TableCell) -> str:
    """The cell's first paragraph."""
    return cell.blocks[0].text


def clean(text: str) -> str:
    """A heading's words without marks of layout around them."""
    return " ".join(text.split()).strip(" .:;–—-*_#•|")


def cell_blocks(row: TableRow) -> list[Block]:
    """Every block of the row in order."""
    return [block for cell in row.cells for block in cell.blocks]
