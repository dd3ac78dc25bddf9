"""Segments a document: tables, zones, agenda items. Knows nothing of people or actions."""

from dataclasses import replace

from minutebook.document import Document
from minutebook.layout.head import end_head
from minutebook.layout.items import find_items
from minutebook.layout.learnt.model import LineModel, load_line_model
from minutebook.layout.model import Item, Layout, Table, TableCell, TableRow, Zone
from minutebook.layout.tables import find_tables
from minutebook.layout.zones import find_zones
from minutebook.rulebook import Rulebook

__all__ = [
    "Item",
    "Layout",
    "LineModel",
    "Table",
    "TableCell",
    "TableRow",
    "Zone",
    "load_line_model",
    "segment",
]


def segment(document: Document, rulebook: Rulebook, line_model: LineModel | None = None) -> Layout:
    """The document's layout: by rules, and where there is a line model by what it adds under its policy."""
    tables = find_tables(document)
    zones, zone_rules = find_zones(document, tables, rulebook)
    heard = None if line_model is None else line_model.hear(document, zones, zone_rules, rulebook)
    if heard is not None and heard.filled.zones:
        zones, zone_rules = find_zones(document, tables, rulebook, heard.filled.zones)
    items = find_items(document, tables, zones, rulebook)
    zones = end_head(document, zones, items, rulebook)
    layout = Layout(document, zones, zone_rules, tables, items)
    if line_model is None or heard is None:
        return layout
    return replace(
        layout,
        learnt=heard.filled.sure,
        unstated=frozenset(heard.filled.unstated),
        doubts=heard.doubts,
        labeller=line_model.labeller.producer,
    )
