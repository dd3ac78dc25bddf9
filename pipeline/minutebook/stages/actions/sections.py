"""Which section each block stands in: old actions, new actions, the next agenda, or none of them."""

from __future__ import annotations

from typing import Literal, cast

from minutebook.document import Block, Document
from minutebook.layout import Layout
from minutebook.rulebook import Rulebook

Section = Literal["carried", "old", "closed", "new", "agenda", "none"]
OLD: frozenset[Section] = frozenset({"carried", "old", "closed"})
"""Sections of old actions; in the last two every line of a list is one."""
MAX_HEADING = 110


def find_sections(document: Document, layout: Layout, rulebook: Rulebook) -> tuple[Section, ...]:
    """One section a block, by the nearest heading at or before it."""
    headings = {item.heading.start for item in layout.items}
    out: list[Section] = []
    current: Section = "none"
    only_table = False
    for index, block in enumerate(document.blocks):
        after = document.blocks[index + 1] if index + 1 < len(document.blocks) else None
        heads_table = after is not None and after.cell is not None and block.cell is None
        named = _named(block, rulebook, heads_table=heads_table)
        if only_table and block.cell is None:
            current, only_table = "none", False
        item = any(block.span.start <= start < block.span.end for start in _near(headings, block))
        if named is not None and (item or _stands_alone(block)):
            current = named
            bare = rulebook["actions.label.bare"].match(block.text.strip()) is not None
            only_table = heads_table and bare and block.kind != "heading"
        elif (part := _part(block, current, rulebook)) is not None:
            current = part
        elif item or block.kind == "heading":
            current = "none"
        out.append(current)
    return tuple(out)


def _part(block: Block, current: Section, rulebook: Rulebook) -> Section | None:
    """The section that a heading inside a list of actions begins: "Completed", "Short term"."""
    if current not in ("new", "old", "closed") or len(block.text) > MAX_HEADING:
        return None
    found = rulebook.first("actions.section.part", block.text.strip())
    if found is None:
        return None
    return current if found[0].value == "same" else cast("Section", found[0].value)


def _near(headings: set[int], block: Block) -> tuple[int, ...]:
    return tuple(
        s for s in range(block.span.start, min(block.span.end, block.span.start + 16)) if s in headings
    )


def _stands_alone(block: Block) -> bool:
    """Short enough and shaped to head what follows."""
    text = block.text.strip()
    return len(text) <= MAX_HEADING and not text.endswith((".", ";", ",")) and len(text.split()) <= 14


def _named(block: Block, rulebook: Rulebook, *, heads_table: bool) -> Section | None:
    """The section that the block heads; a bare "Actions" over a table heads it, elsewhere it is a label."""
    text = block.text.strip()
    if len(text) > MAX_HEADING + 60:
        text = text[:MAX_HEADING]
    if rulebook["actions.section.agenda"].match(text) is not None:
        return "agenda"
    bare = rulebook["actions.label.bare"].match(text) is not None and block.kind != "heading"
    if rulebook["actions.section.new"].match(text) is not None:
        return None if bare and not heads_table else "new"
    if rulebook["actions.section.list"].match(text) is not None and len(text.split()) <= 8:
        return "closed" if rulebook["actions.section.closed"].match(text) is not None else "old"
    carried = rulebook["actions.section.carried"].match(text)
    if carried is not None and (carried.start() < 30 or block.kind == "heading" or text.endswith(":")):
        return "carried"
    return None
