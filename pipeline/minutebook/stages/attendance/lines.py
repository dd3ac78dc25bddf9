"""How the lines of a list belong together: broken entries, names and roles on alternate lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from minutebook.document import Block, Document, Span
from minutebook.layout.people import PeopleReader


@dataclass(frozen=True)
class Lines:
    """Looks at the blocks of one list."""

    document: Document
    people: PeopleReader

    def mended(self, blocks: list[Block]) -> Iterator[Block]:
        """The blocks, those that break off within a run-on list put together with what follows them."""
        open_block: Block | None = None
        for block in blocks:
            if open_block is not None and self._new_entry(open_block, block):
                yield open_block
            elif open_block is not None:
                span = Span(open_block.span.start, block.span.end)
                block = replace(open_block, span=span, text=self.document[span].replace("\n", " "))
            open_block = block if block.cell is None and self.people.breaks_off(block.text) else None
            if open_block is None:
                yield block
        if open_block is not None:
            yield open_block

    def _new_entry(self, before: Block, block: Block) -> bool:
        """The line above ends with its entry's comma and this one begins with a person."""
        return before.text.rstrip().endswith((",", ";")) and self.people.begins_with_person(block.text)

    def alternate(self, blocks: list[Block]) -> bool:
        """The lines go name, role, name, role."""
        return (
            len(blocks) > 1
            and len(blocks) % 2 == 0
            and all(self.people.is_only_name(b.text) for b in blocks[::2])
            and all(self.people.is_affiliation(b.text) for b in blocks[1::2])
        )
