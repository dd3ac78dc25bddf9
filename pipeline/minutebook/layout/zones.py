"""Which zone each block stands in."""

from __future__ import annotations

from minutebook.document import Document
from minutebook.layout.model import Table, Zone
from minutebook.rulebook import Rulebook


def find_zones(
    document: Document, tables: tuple[Table, ...], rulebook: Rulebook
) -> tuple[tuple[Zone, ...], tuple[str | None, ...]]:
    """One zone a block, and the id of the rule that gave it (None where it was carried on)."""
    zones: list[Zone] = ["furniture" if block.kind == "furniture" else "item" for block in document.blocks]
    return tuple(zones), (None,) * len(zones)
