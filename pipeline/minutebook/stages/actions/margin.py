"""A right-hand column of who acts that fell into the lines of plain text: `ACTION` on top, initials below."""

from __future__ import annotations

from minutebook.document import Block, Document
from minutebook.layout import Layout
from minutebook.rulebook import Rulebook
from minutebook.stages.actions.who import LeadReader

LONGEST = 40
"""Characters of the leads in a margin."""
FEWEST = 2
"""Lines of leads alone that make a margin; one may be anything."""


def find_margin(document: Document, layout: Layout, rulebook: Rulebook, reader: LeadReader) -> frozenset[int]:
    """The blocks, by index, that name people and nobody else under the head of the column; empty without one.

    The head itself, the bare word above the first item's minute, is one of them.
    """
    head = rulebook["actions.margin.head"]
    first = layout.items[0].span.end if layout.items else None
    top: Block | None = None
    found: list[int] = []
    for block in document.body:
        if block.cell is not None or len(block.text) > LONGEST:
            continue
        if top is None:
            if first is not None and block.span.start <= first and head.match(block.text.strip()):
                top = block
        elif layout.zone(block) == "item" and _names_only(block, reader):
            found.append(block.index)
    return frozenset((top.index, *found)) if top is not None and len(found) >= FEWEST else frozenset()


def _names_only(block: Block, reader: LeadReader) -> bool:
    leads = reader.whole(*block.span, column=True)
    return bool(leads) and all(
        who.kind in ("initials", "group") or reader.is_listed(who) for who in leads or ()
    )
