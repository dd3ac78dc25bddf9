"""Ends a head that ran on: a document without a list of people, or whose items have plain headings only."""

from __future__ import annotations

from collections.abc import Sequence

from minutebook.document import Document
from minutebook.layout.model import Item, Zone
from minutebook.rulebook import Rulebook

ENDING: frozenset[Zone] = frozenset(
    ("present", "apologies", "absent", "in_attendance", "attendance", "legend", "item")
)
LONG = 120
"""Characters from which a paragraph that ends as sentences do is prose."""


def end_head(
    document: Document, zones: Sequence[Zone], items: Sequence[Item], rulebook: Rulebook
) -> tuple[Zone, ...]:
    """The zones, with `item` for what was taken for the head though the minutes had begun.

    They begin at the first item's heading, else after the first paragraph of prose; where another
    zone follows the head, it ended there and nothing is changed.
    """
    body = document.body
    if not {zones[block.index] for block in body}.isdisjoint(ENDING):
        return tuple(zones)
    begun = items[0].heading.start if items else None
    out = list(zones)
    field = rulebook["zones.field.header"]
    for block in body:
        if out[block.index] != "header":
            continue
        if begun is not None and block.span.start >= begun and not field.match(block.text):
            out[block.index] = "item"
        elif begun is None and block.cell is None and len(block.text) >= LONG and _sentence(block.text):
            begun = block.span.end
    return tuple(out)


def _sentence(text: str) -> bool:
    return text.rstrip().endswith((".", "!", "?"))
