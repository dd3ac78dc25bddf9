"""Agenda items: headings by number, style and place."""

from __future__ import annotations

from minutebook.document import Document
from minutebook.layout.model import Item, Table, Zone
from minutebook.rulebook import Rulebook


def find_items(
    document: Document, tables: tuple[Table, ...], zones: tuple[Zone, ...], rulebook: Rulebook
) -> tuple[Item, ...]:
    """The agenda items in order of the document."""
    return ()
