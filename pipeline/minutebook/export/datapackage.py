"""Describes the tables as a Frictionless Tabular Data Package (https://specs.frictionlessdata.io, v1)."""

from __future__ import annotations

import json

from minutebook.export.columns import Column, ForeignKey, Shape
from minutebook.export.tables import TABLES
from minutebook.schema import SCHEMA_VERSION

JsonObject = dict[str, object]


def datapackage() -> JsonObject:
    """The descriptor of a book's `tables/*.csv`: types, descriptions and constraints of columns, and keys."""
    return {
        "profile": "tabular-data-package",
        "name": "minutebook",
        "title": "Records of meetings",
        "description": (
            "Tables of the records in documents/*.json, which hold the evidence for every value. "
            "Every table joins on `document`. Cells that a spreadsheet would run as a formula begin with an "
            "apostrophe: text that begins with = + - @ (also full-width, also behind white space), a tab or "
            "a line break has one in front, and so has such text that begins with apostrophes of its own. "
            "Take one apostrophe off such a cell to get the text back. "
            "Read text columns as text (`5.10` is an item number, `NA` may be initials)."
        ),
        "schema_version": SCHEMA_VERSION,
        "resources": [resource(table, "tables/") for table in TABLES],
    }


def datapackage_json() -> str:
    """`datapackage` as readable JSON, ending in a line break."""
    return json.dumps(datapackage(), indent=2, ensure_ascii=False) + "\n"


def resource(table: Shape, folder: str) -> JsonObject:
    """A table's entry in a descriptor that stands beside `folder`, where `<table>.csv` is."""
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "description": table.description,
        "path": f"{folder}{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.primary_key),
            "foreignKeys": [
                {
                    "fields": list(key.columns),
                    "reference": {"resource": key.table, "fields": list(key.references)},
                }
                for key in table.foreign_keys
                if _always_given(table, key)
            ],
        },
    }


def _always_given(table: Shape, key: ForeignKey) -> bool:
    """False for a key of two columns that may be half empty: SQL lets it pass, package validators do not.

    Such a key stands in the database; here the column's description names the table.
    """
    required = {column.name for column in table.columns if column.required}
    return required.issuperset(key.columns)


def _field(column: Column) -> JsonObject:
    field: JsonObject = {"name": column.name, "type": column.type, "description": column.description}
    constraints: JsonObject = {}
    if column.required:
        constraints["required"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    if column.pattern:
        constraints["pattern"] = column.pattern
    if constraints:
        field["constraints"] = constraints
    return field
