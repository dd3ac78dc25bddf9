"""Segments a document: tables, zones, agenda items. Knows nothing of people or actions."""

from minutebook.document import Document
from minutebook.layout.head import end_head
from minutebook.layout.items import find_items
from minutebook.layout.model import Item, Layout, Table, TableCell, TableRow, Zone
from minutebook.layout.tables import find_tables
from minutebook.layout.zones import find_zones
from minutebook.rulebook import Rulebook

__all__ = ["Item", "Layout", "Table", "TableCell", "TableRow", "Zone", "segment"]


def segment(document: Document, rulebook: Rulebook) -> Layout:
    """The document's layout."""
    tables = find_tables(document)
    zones, zone_rules = find_zones(document, tables, rulebook)
    items = find_items(document, tables, zones, rulebook)
    zones = end_head(document, zones, items, rulebook)
    return Layout(document, zones, zone_rules, tables, items)
