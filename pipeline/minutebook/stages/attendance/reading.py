"""Reads a document's people zones, then its prose, into one register."""

from __future__ import annotations

from itertools import groupby
from typing import cast

from minutebook.document import Block, Span
from minutebook.evidence import AttendeeFinding, AttendeeStatus, Capacity, Quote
from minutebook.layout import Layout, Table, TableRow, Zone
from minutebook.layout.cues import Cues
from minutebook.layout.people import PeopleReader
from minutebook.layout.slashes import as_table, slash_tables
from minutebook.layout.stacks import Stack, Stacks
from minutebook.stages.attendance.columns import ColumnTables
from minutebook.stages.attendance.entries import Entries
from minutebook.stages.attendance.glue import is_glued
from minutebook.stages.attendance.learnt import weigh_lists
from minutebook.stages.attendance.lines import Lines
from minutebook.stages.attendance.lists import Lists, Shape
from minutebook.stages.attendance.person import Person
from minutebook.stages.attendance.register import Register
from minutebook.stages.attendance.sections import Sections
from minutebook.stages.attendance.status import Statuses
from minutebook.stages.attendance.tables import Columns, Tables
from minutebook.stages.attendance.titles import titles_as_roles
from minutebook.stages.attendance.told import Told
from minutebook.stages.attendance.usage import bodies_in_brackets, derive_initials
from minutebook.stages.context import Context
from minutebook.text.initials import initials_fit

PEOPLE: tuple[Zone, ...] = ("present", "apologies", "absent", "in_attendance", "attendance")
STATUS: dict[Zone, AttendeeStatus] = {
    "present": "present",
    "in_attendance": "present",
    "attendance": "present",
    "apologies": "apologies",
    "absent": "absent",
}


LETTERS_OF_BODY = 3
MOST_LETTERS = 6
HEADINGS = ("zones.heading", "zones.learnt.heading")
LABELS = ("zones.label", "zones.learnt.label")


class AttendanceReader:
    """One document's reading; `read` gives the findings."""

    def __init__(self, context: Context) -> None:
        self.document = context.document
        self.layout: Layout = context.layout
        self.rulebook = context.rulebook
        self.entries = Entries.of(self.document, self.rulebook)
        self.people = PeopleReader.of(self.rulebook)
        legend = "\n".join(b.text for b in self.layout.blocks("legend"))
        header = "\n".join(b.text for b in self.layout.blocks("header"))
        self.statuses = Statuses.of(self.document, self.rulebook, self.entries.marks, legend, header)
        self.tables = Tables(self.entries, self.statuses)
        self.lists = Lists(self.entries)
        self.line_shapes = Lines(self.document, self.people)
        self.sections = Sections.of(self.rulebook)
        self.column_tables = ColumnTables(self.layout, self.tables, self.lists, self.people, STATUS)
        self.register = Register(self.entries)
        self.told = Told(context, self.entries, self.register, self.lists)
        self.body: tuple[str, Span] | None = None
        self.office: tuple[str, Span] | None = None
        self.section: tuple[str, Span] | None = None
        self.surnames_first = False
        self.cue: Quote | None = None
        self.columns: list[Columns] = []
        self.capacity: Capacity | None = None

    def read(self) -> tuple[AttendeeFinding, ...]:
        """The findings in order of the lists."""
        done: set[int] = set()
        for run in self._runs():
            cell = run[0].cell
            if cell is not None and cell.table in done:
                continue
            start = (
                self.column_tables.heading_row(self.layout.table(cell.table)) if cell is not None else None
            )
            if cell is not None and start is not None:
                for found in self.column_tables.read(self.layout.table(cell.table), start):
                    self._keep(found)
                done.add(cell.table)
            else:
                self._run(run)
        if not self.register.people:
            self._keep(self.told.list_in_prose())
        listed = bool(self.register.people)
        self._office_holders()
        self.told.read(speakers=not listed)
        self.register.link_deputies()
        blocks = tuple(b for b in self.document.body if self.layout.zone(b) not in PEOPLE)
        derive_initials(self.register, blocks, self.rulebook, self.entries.grammar)
        bodies_in_brackets(self.register, blocks, self.entries.affiliations)
        titles_as_roles(self.register.people, self.rulebook)
        weigh_lists(self.register.people, self.document, self.layout)
        return tuple(person.finding() for person in self.register.people)

    # ------------------------------------------------------------------ zones

    def _runs(self) -> list[list[Block]]:
        """Runs of blocks of people zones; a change of zone, or a heading, begins a new one."""
        runs: list[list[Block]] = []
        before: Block | None = None
        for block in self.document.body:
            zone = self.layout.zone(block)
            if zone not in PEOPLE:
                before = block
                continue
            joined = (
                before is not None
                and runs
                and self.layout.zone(before) == zone
                and self.layout.zone_rules[block.index] is None
            )
            if joined:
                runs[-1].append(block)
            else:
                runs.append([block])
            before = block
        return runs

    def _run(self, run: list[Block]) -> None:
        zone = self.layout.zone(run[0])
        rule_id = self.layout.zone_rules[run[0].index]
        self.body = self.section = None
        start = run[0].span.start
        if rule_id is not None:
            producer = self.layout.producer(run[0]) or f"rule:{rule_id}"
            label = self._label(run[0], rule_id)
            if label is not None:
                self.cue = Quote("status", label, producer)
                start = label.end
            elif rule_id.startswith(HEADINGS):
                self.cue = Quote("status", run[0].span, producer)
                start = run[0].span.end
            self.capacity = self._capacity_of(self.document[self.cue.span] if self.cue else "", zone)
            self.office = self._office_of(zone)
        elif self.cue is None or zone == "attendance":
            self.cue = None
        if zone == "attendance" and rule_id is not None and rule_id.startswith("zones.table"):
            self.cue = self.capacity = None
            zone = self._zone_above(run[0])
        self.body = self.section
        blocks = [b for b in run if b.span.end > start]
        self._blocks(blocks, zone, start)

    def _zone_above(self, block: Block) -> Zone:
        """What the heading right above a table of people says of all in it: `Apologies`, then the table.

        A column of the table that says of each whether they came overrides it.
        """
        above = self.document.blocks[block.index - 1] if block.index else None
        rule_id = self.layout.zone_rules[above.index] if above is not None else None
        if above is None or rule_id is None or not rule_id.startswith("zones.heading"):
            return "attendance"
        zone = self.layout.zone(above)
        if zone not in PEOPLE or zone == "attendance":
            return "attendance"
        self.cue = Quote("status", above.span, f"rule:{rule_id}")
        self.capacity = self._capacity_of(above.text, zone)
        return zone

    def _label(self, block: Block, rule_id: str) -> Span | None:
        """The words of the label that began the zone, where names follow in the same block."""
        if not rule_id.startswith(LABELS):
            return None
        rule = self.rulebook[rule_id]
        for offset in range(len(block.text)):
            if offset and block.text[offset - 1].isalnum():
                continue
            found = rule.compiled.match(block.text, offset)
            if found is not None:
                if found.groupdict().get("organisation"):
                    low, high = (block.span.start + at for at in found.span("organisation"))
                    self.section = (found["organisation"], Span(low, high))
                return Span(block.span.start + found.start(), block.span.start + found.end())
            if offset > 40:
                return None
        return None

    def _capacity_of(self, cue: str, zone: Zone) -> Capacity | None:
        """What a heading says its people are besides present."""
        if zone != "in_attendance":
            return None
        found = self.rulebook.first("attendance.section", cue)
        value = found[0].value if found is not None else "in_attendance"
        for capacity in ("minute_taker", "guest", "observer"):
            if value == capacity:
                return cast("Capacity", capacity)
        return "in_attendance"

    def _office_of(self, zone: Zone) -> tuple[str, Span] | None:
        """The office that a label names: `Clerk: Ida Fenn`."""
        if zone != "in_attendance" or self.cue is None:
            return None
        found = self.rulebook["attendance.section.office"].match(self.document[self.cue.span])
        if found is None:
            return None
        start = self.cue.span.start
        return found["role"], Span(start + found.start("role"), start + found.end("role"))

    def _blocks(self, blocks: list[Block], zone: Zone, start: int) -> None:
        for number, group in groupby(blocks, key=lambda b: b.cell.table if b.cell is not None else None):
            part = list(group)
            if number is None or self._cells_are_lists(part):
                self._lines(part, zone, start)
            else:
                self._table(self.layout.table(number), part, zone, start)

    # ------------------------------------------------------------------ lines

    def _lines(self, blocks: list[Block], zone: Zone, start: int) -> None:
        for rows in slash_tables(blocks, self.rulebook):
            self._table(as_table(rows), list(rows), zone, start)
            blocks = [b for b in blocks if b not in rows]
        if not blocks:
            return
        grammar = self.entries.grammar
        named = [b for b in blocks if self.people.begins_with_person(b.text)]
        lines = len(named) >= 2 or (len(named) == 1 and blocks[0].kind == "list_item")
        turned = [b for b in blocks if self._surname_first(b)]
        many = len(turned) >= 2 and len(turned) >= 0.6 * len(blocks)
        inverted = self.surnames_first = many or (self.surnames_first and bool(turned))
        shape = Shape(
            lines=lines, inverted=inverted, glued=sum(is_glued(b.text, grammar) for b in blocks) > 1
        )
        if self.line_shapes.alternate([b for b in blocks if b.span.start >= start]):
            self._pairs([b for b in blocks if b.span.start >= start], zone, start, shape)
            return
        stacks = list(Stacks.of(self.people).find(blocks))
        below = {b.index for stack in stacks for _, column in stack.columns for b in column}
        for block in self.line_shapes.mended([b for b in blocks if b.index not in below]):
            self._block(block, max(start, block.span.start), zone, shape)
        for stack in stacks:
            self._stack(stack)

    def _pairs(self, blocks: list[Block], zone: Zone, start: int, shape: Shape) -> None:
        for named, block in zip(blocks[::2], blocks[1::2], strict=True):
            self._block(named, max(start, named.span.start), zone, shape)
            name = self.entries.name_at(named.span.start, named.span.end)
            person = self.register.find(name) if name is not None else None
            if person is not None:
                self.entries.describe([person], block.span.start, block.span.end)

    def _stack(self, stack: Stack) -> None:
        """Give each person of a stack what stands at the same place of the columns below the names."""
        for kind, column in stack.columns:
            for named, block in zip(stack.names, column, strict=True):
                name = self.entries.name_at(named.span.start, named.span.end)
                person = self.register.find(name) if name is not None else None
                if person is None:
                    continue
                if kind == "initials":
                    person.give("initials", block.text.strip(), block.span, "rule:attendance.column.initials")
                else:
                    self.entries.describe([person], block.span.start, block.span.end)
                person.flags.append("columns_flattened")
                person.confidence = min(person.confidence, 0.8)

    def _block(self, block: Block, start: int, zone: Zone, shape: Shape) -> None:
        """One block of a list, with the lists that labels begin inside it."""
        if self.rulebook["zones.column.kind"].match(" ".join(block.text.split()).strip(" .:")):
            self.body = None  # `Officials` over some of the names
            return
        if shape.lines and self._letters_of_body(block):
            self.body = (block.text.strip(" .:"), block.span)
            return
        before = (self.cue, self.capacity, self.office)
        any_found = False
        mended = block.text != self.document[block.span]
        lists = self.lists.unwrapped(block.span) if mended else self.lists
        for part in self.sections.parts(block, start):
            here = zone
            if part.rule is not None and part.cue is not None:
                here = cast("Zone", part.rule.value)
                self.cue = Quote("status", part.cue, part.rule.producer)
                self.capacity = self._capacity_of(self.document[part.cue], here)
                self.office = self._office_of(here)
            found = lists.read(part.span, STATUS[here], self.cue, shape)
            any_found = any_found or bool(found)
            self._keep(found)
        self.cue, self.capacity, self.office = before
        if not any_found:
            self._heading_within(block)

    def _letters_of_body(self, block: Block) -> bool:
        """Letters alone on a line of a list of whole names: the body of the people below, `NHSE`."""
        text = block.text.strip(" .:")
        if not (text.isalpha() and text.isupper() and LETTERS_OF_BODY < len(text) <= MOST_LETTERS):
            return False
        after = self.document.blocks[block.index + 1 : block.index + 2]
        named = any(initials_fit(text, person.name) for person in self.register.people)
        return bool(after) and self.people.begins_with_person(after[0].text) and not named

    def _surname_first(self, block: Block) -> bool:
        found = self.entries.grammar.read_inverted(block.text, 0, any_case=True)
        return found is not None and len(found.given) <= 2 and block.text.count(",") <= 2

    def _heading_within(self, block: Block) -> None:
        """A heading inside the list names the organisation of the people below it."""
        text = " ".join(block.text.split()).strip(" :")
        kind = self.entries.affiliations.kind(text)
        sure = kind == "organisation" and (len(text.split()) > 1 or text.isupper()) and len(text) < 80
        self.body = (text, block.span) if sure else None

    def _keep(self, people: list[Person]) -> None:
        for person in people:
            if self.body is not None and "organisation" not in person.values:
                person.give("organisation", self.body[0], self.body[1], "rule:attendance.entry.section")
            if self.office is not None and "role" not in person.values:
                person.give("role", self.office[0], self.office[1], "rule:attendance.section.office")
            if self.capacity is not None and self.cue is not None and person.status == "present":
                person.add(self.capacity, self.cue.span, self.cue.producer)
        people = [p for p in people if not (self._only_capacity(p) or self._a_body(p))]
        for person in people:
            self.register.stand_in(person)
            self.register.add(person)

    def _a_body(self, person: Person) -> bool:
        """Three letters or more among the absent are a body where the lists name people in full: `CQC`."""
        letters = person.name.name
        if len(letters) < LETTERS_OF_BODY or person.values.get("initials") != letters:
            return False
        named = [p for p in self.register.people if p.name.given]
        return person.status != "present" and 2 * len(named) > len(self.register.people)

    def _only_capacity(self, person: Person) -> bool:
        """`Minutes: Ida`: a first name that says which of those listed takes the minutes."""
        if "minute_taker" not in person.capacity:
            return False
        known = self.register.by_forename(person.name)
        if known is None or known.status != "present":
            return False
        for quote in person.quotes:
            if quote.field == "capacity":
                known.add("minute_taker", quote.span, quote.producer)
                break
        return True

    # ------------------------------------------------------------------ tables

    def _cells_are_lists(self, blocks: list[Block]) -> bool:
        """The cells hold several people each: `Present` and its names in one cell of a layout table."""
        cells: dict[tuple[int, int, int], int] = {}
        for block in blocks:
            if block.cell is not None and self.people.begins_with_person(block.text):
                key = (block.cell.table, block.cell.row, block.cell.column)
                cells[key] = cells.get(key, 0) + 1
        rows = {b.cell.row for b in blocks if b.cell is not None}
        columns = {b.cell.column for b in blocks if b.cell is not None}
        if any(count > 1 for count in cells.values()) or len(columns) == 1:
            return True
        return len(rows) == 1 and all(self.people.is_people(block.text) for block in blocks)

    def _office_holders(self) -> None:
        """Roles of people who hold an office by the header's list; the list says not who came."""
        holders: list[Person] = []
        open_list = False
        for block in self.document.body:
            rule = self.layout.zone_rules[block.index] or ""
            if rule.endswith(".officers-list"):
                open_list = True
                label = self._label(block, rule)
                if label is None:
                    continue
                rest = Span(label.end, block.span.end)
                holders += self.lists.read(rest, "unknown", None, Shape(lines=False))
            elif open_list and self.layout.zone(block) == "header" and self.people.is_people(block.text):
                holders += self.lists.read(block.span, "unknown", None, Shape(lines=True))
            else:
                open_list = False
        for holder in holders:
            known = self.register.find(holder.name)
            if known is not None and "role" in holder.values and "role" not in known.values:
                known.values["role"] = holder.values["role"]
                known.quotes += [q for q in holder.quotes if q.field == "role"]

    def _table(self, table: Table, blocks: list[Block], zone: Zone, start: int) -> None:
        wanted = {b.index for b in blocks}
        rows = [r for r in table.rows if any(b.index in wanted for c in r.cells for b in c.blocks)]
        first = 0
        for number, row in enumerate(rows[:4]):
            groups = self.tables.headed(row, rows[number + 1 :])
            if groups:
                self.columns, first = groups, number + 1
                break
        else:
            groups = self._fitting(rows)
        for group in groups:
            self.tables.settle_crosses(rows[first:], group)
        last: Person | None = None
        switched: tuple[AttendeeStatus, Quote] | None = None
        for row in rows[first:]:
            found: list[Person] = []
            for group in groups:
                cell = row.cell(group.name)
                if cell is not None and cell.blocks[0].index not in wanted:
                    continue
                status, cue = switched or self._status_here(
                    cell.blocks[0] if cell is not None else None, zone
                )
                found += self.tables.row(row, group, status, cue)
            if found:
                last = found[-1]
                self._keep(found)
            elif last is not None and len(groups) == 1 and self._goes_on(row, groups[0]):
                self.tables.continued(row, groups[0], last)
            elif len(row.cells) == 1:
                switched = self._switch(row.cells[0].blocks[0]) or switched
                self._heading_within(row.cells[0].blocks[0])
        self.columns = groups

    def _switch(self, block: Block) -> tuple[AttendeeStatus, Quote] | None:
        """A row that is a heading: the people below it stand in another list."""
        rule = Cues(self.rulebook).heading(" ".join(block.text.split()).strip(" .:;–—-*_"))
        if rule is None or rule.value not in STATUS:
            return None
        return STATUS[rule.value], Quote("status", block.span, rule.producer)

    def _goes_on(self, row: TableRow, group: Columns) -> bool:
        """The row's first cells are empty, so it carries the row above on."""
        first = min(group.name, *group.kinds) if group.kinds else group.name
        return row.cell(group.name) is None and row.cell(first) is None

    def _fitting(self, rows: list[TableRow]) -> list[Columns]:
        """The columns of the table before, where this one goes on without a header; else a guess."""
        full = [r for r in rows if len(r.cells) > 1] or rows
        guessed = self.tables.guessed(full)
        if self.columns and len(guessed) == len(self.columns):
            same = [g.name for g in guessed] == [c.name for c in self.columns]
            known = {c for group in self.columns for c in group.kinds}
            if same and all(c in known for group in guessed for c in group.kinds):
                return self.columns
        return guessed

    def _status_here(self, block: Block | None, zone: Zone) -> tuple[AttendeeStatus, Quote | None]:
        """The status of the list that the name's own column stands in."""
        here = self.layout.zone(block) if block is not None else zone
        if here in (zone, "attendance"):
            return STATUS.get(zone, "unknown"), self.cue
        return STATUS.get(here, "unknown"), None
