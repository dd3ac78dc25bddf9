"""Lines that may head an agenda item: their number, their words and how they are set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from minutebook.document import Block, Document, Span
from minutebook.layout.items_titles import Title, Titles
from minutebook.layout.model import Table, TableRow, Zone
from minutebook.rulebook import Rulebook

PEOPLE_ZONES = ("present", "apologies", "absent", "in_attendance", "attendance", "legend", "circulation")
MAX_WORDS = 60


@dataclass(frozen=True, slots=True)
class Heading:
    """One line that may be a heading.

    `number` is as printed, without the mark after it; `form` names the rule that read it. `apart` says
    that the number stands in a cell or line of its own. `title` is None where no words of a title follow.
    """

    block: Block
    start: int
    number: str | None
    form: str | None
    number_span: Span | None
    title: Title | None
    zone: Zone
    styled: bool
    apart: bool
    marked: bool
    banned: bool
    rule: str

    @property
    def words(self) -> int:
        """How many words the title has; 0 without one."""
        return self.title.words if self.title else 0


class HeadingReader:
    """Reads every line of a document that begins with a number, and every short line set as a heading."""

    def __init__(
        self,
        document: Document,
        tables: tuple[Table, ...],
        zones: tuple[Zone, ...],
        rulebook: Rulebook,
        titles: Titles,
    ) -> None:
        self.document = document
        self.zones = zones
        self.rulebook = rulebook
        self.numbers = rulebook.group("items.number")
        self.titles = titles
        self.heads = {
            role: rulebook[f"items.table.{role}-head"]
            for role in ("number", "title", "action", "person", "lead")
        }
        self.tables = {table.number: self._read_table(table) for table in tables}

    def _read_table(self, table: Table) -> tuple[bool, frozenset[int]]:
        """Whether the table holds no items, and its columns that hold none."""
        head = self._head(table)
        if head is None:
            return False, frozenset()
        roles = {
            cell.column: {role for role, rule in self.heads.items() if rule.match(cell.text.strip())}
            for cell in head.cells
        }
        actions = [c for c, r in roles.items() if r & {"action", "lead"} and "title" not in r]
        people = sum("person" in r for r in roles.values())
        titled = sum(bool(r & {"title"}) and not r & {"number", "action"} for r in roles.values())
        banned = (len(actions) >= 2 and not titled) or (people >= 2 and not titled)
        if len(actions) == len(head.cells):
            banned = True
        return banned, frozenset(actions)

    def _head(self, table: Table) -> TableRow | None:
        """The first row whose cells are nearly all words of a table's head."""
        for row in table.rows[:2]:
            known = sum(
                any(rule.match(cell.text.strip()) for rule in self.heads.values()) for cell in row.cells
            )
            if len(row.cells) > 1 and known >= max(2, len(row.cells) - 1):
                return row
        return None

    def read(self) -> list[Heading]:
        """The headings to choose from, in order of the document."""
        blocks = [b for b in self.document.body if self.zones[b.index] not in ("furniture", "chrome")]
        out = []
        taken: set[int] = set()
        for position, block in enumerate(blocks):
            if block.index in taken:
                continue
            for heading in self._of_block(blocks, position):
                out.append(heading)
                taken.add(heading.block.index)
        return out

    def _of_block(self, blocks: list[Block], position: int) -> Iterator[Heading]:
        block = blocks[position]
        found = self._number(block.text)
        if found is None:
            plain = self._plain(block)
            if plain is not None:
                yield plain
            return
        number, form, span, end, marked, rule = found
        rest = block.text[end:]
        words, apart = block, False
        at = block.span.start + end
        if not rest.strip():
            following = self._following(blocks, position)
            if following is None:
                return
            words, at, apart = following, following.span.start, True
            inner = self._number(following.text)
            if inner is not None and inner[1] == "letter":  # 5.1 in one cell, (a) in the next
                number, at = f"{number}{inner[0]}", at + inner[3]
        where = Span(block.span.start + span.start, block.span.start + span.end)
        yield Heading(
            words,
            block.span.start,
            number,
            form,
            where,
            self.titles.read(words, at, words.kind == "heading" or words.bold),
            self.zones[block.index],
            words.kind == "heading" or words.bold or block.kind == "heading",
            apart,
            marked,
            self._banned(block),
            rule,
        )

    def _number(self, text: str) -> tuple[str, str, Span, int, bool, str] | None:
        if not self.rulebook.may("items.number", text):
            return None
        for rule in self.numbers:
            found = rule.match(text)
            if found is not None and rule.value is not None:
                number = " ".join(found.group("number").split())
                return (
                    number,
                    rule.value,
                    Span(*found.span("number")),
                    found.end(),
                    bool(found.group("mark")),
                    rule.id,
                )
        return None

    def _following(self, blocks: list[Block], position: int) -> Block | None:
        """The words that belong to a number standing alone: the next cell of its row, or the next line."""
        block = blocks[position]
        if position + 1 >= len(blocks):
            return None
        after = blocks[position + 1]
        if block.cell is None:
            return after if after.cell is None and self._number(after.text) is None else None
        if after.cell is None or after.cell[:2] != block.cell[:2] or block.cell.column > 1:
            return None
        if after.cell.column == block.cell.column:
            return None
        inner = self._number(after.text)
        return after if inner is None or inner[1] not in ("plain", "code") else None

    def _banned(self, block: Block) -> bool:
        if block.cell is None:
            return False
        banned, columns = self.tables.get(block.cell.table, (False, frozenset()))
        return banned or block.cell.column in columns

    def _plain(self, block: Block) -> Heading | None:
        """A line without a number; only one that could be a title is worth keeping."""
        styled = block.kind == "heading" or block.bold
        if len(block.text.split()) > MAX_WORDS and not styled:
            return None
        title = self.titles.read(block, block.span.start, styled)
        if title is None:
            return None
        return Heading(
            block,
            block.span.start,
            None,
            None,
            None,
            title,
            self.zones[block.index],
            styled,
            False,
            False,
            self._banned(block),
            "items.plain",
        )
