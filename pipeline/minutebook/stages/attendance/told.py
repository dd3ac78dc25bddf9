"""What sentences and fields tell of those present: whole lists in prose, fields, speakers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from minutebook.document import Block, Span
from minutebook.evidence import Quote
from minutebook.layout.cues import Cues
from minutebook.stages.attendance.entries import Entries
from minutebook.stages.attendance.lists import Lists, Shape
from minutebook.stages.attendance.person import Person
from minutebook.stages.attendance.prose import Prose
from minutebook.stages.attendance.register import Register
from minutebook.stages.context import Context
from minutebook.text.sentences import sentences

LIST_BLOCKS = 25  # a list told in a sentence stands near the start
FIELD_LENGTH = 30
HEADING_LENGTH = 80
NUMBER = re.compile(r"\s*[A-Z]{0,5}[/. -]?\d[\d/.-]*[.):]?\s+(?=\S)")
READ = ("item", "header", "actions", "apologies", "present", "in_attendance")


@dataclass(frozen=True)
class Told:
    """Reads what stands outside the lists into the register."""

    context: Context
    entries: Entries
    register: Register
    lists: Lists

    def list_in_prose(self) -> list[Person]:
        """Those whom one of the first sentences lists as present."""
        rule = self.context.rulebook["attendance.prose.those-present"]
        for block in self.context.document.body[:LIST_BLOCKS]:
            found = rule.match(block.text)
            if found is None:
                continue
            start = block.span.start + found.start("after")
            cue = Quote("status", Span(block.span.start + found.start(), start), rule.producer)
            ends = (s.end for s in sentences(block.text, self._short()) if s.end > found.start("after"))
            rest = Span(start, block.span.start + next(ends, len(block.text)))
            return self.lists.read(rest, "present", cue, Shape(lines=False))
        return []

    def read(self, *, speakers: bool) -> None:
        """Take in every sentence; where no list was met, whoever speaks under a whole name was there."""
        layout = self.context.layout
        prose = Prose(self.entries, self.register, self._short())
        before: Block | None = None
        for block in self.context.document.body:
            if before is not None:
                self._beside(prose, before, block)
            before = block
            if layout.zone(block) in READ:
                if speakers and layout.zone(block) == "item":
                    prose.speakers(block)
                prose.read(block)
        for table in layout.tables:
            if layout.zone(table.rows[0].cells[0].blocks[0]) == "header":
                for row in table.rows:
                    prose.field(row.span)
        self._independent_chair()

    def _short(self) -> tuple[str, ...]:
        """Words whose full stop ends no sentence."""
        terms = self.context.rulebook.terms
        return (*terms["honorifics"], *terms["ranks"])

    def _beside(self, prose: Prose, before: Block, block: Block) -> None:
        """What two blocks say together: a heading and its sentence, a label and its value."""
        if self._is_apologies(before):
            prose.under_apologies(block)
        label = len(before.text) < FIELD_LENGTH and before.cell is None
        if label and (block.text.startswith(":") or before.text.rstrip().endswith(",")):
            prose.field(Span(before.span.start, block.span.end))

    def _is_apologies(self, block: Block) -> bool:
        """An item's heading that says apologies: `21/03 APOLOGIES`."""
        text = block.text
        if len(text) > HEADING_LENGTH:
            return False
        number = NUMBER.match(text)
        bare = text[number.end() :] if number else text
        rule = Cues(self.context.rulebook).heading(" ".join(bare.split()).strip(" .:;–—-*_#•|"))
        return rule is not None and rule.value == "apologies"

    def _independent_chair(self) -> None:
        """The board's own chair stands first in its list; that counts where nothing else names a chair."""
        first = next((p for p in self.register.people if p.status == "present"), None)
        if first is None or any("chair" in p.capacity for p in self.register.people):
            return
        rule = self.context.rulebook["attendance.role.independent-chair"]
        quote = next((q for q in first.quotes if q.field == "role"), None)
        if quote is not None and rule.match(first.values.get("role", "")) is not None:
            first.add("chair", quote.span, rule.producer)
