"""The gold records beside the project, with their documents loaded; nothing where there is no gold."""

from __future__ import annotations

import csv
import importlib.util
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from minutebook.document import Document
from minutebook.errors import InputError
from minutebook.loaders import load


@dataclass(frozen=True, slots=True)
class Gold:
    """One document with the record that it should give, in the shape of the contract without evidence."""

    stem: str
    family: str
    body: str
    document: Document
    record: dict[str, Any]


def read_gold(shared: Path) -> Iterator[Gold]:
    """Each document of `shared/gold` that can be read without an OCR engine or an office program.

    Empty where the folder is not there.
    """
    listing = shared / "gold" / "documents.tsv"
    if not listing.is_file():
        return
    with listing.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    for row in sorted(rows, key=lambda row: row["stem"]):
        if row["needs"]:
            continue
        record = json.loads((shared / "gold" / f"{row['stem']}.json").read_text("utf-8"))
        try:
            document = load(shared / row["file"])
        except InputError:
            continue
        yield Gold(row["stem"], row["family"], row["body"], document, record)


@cache
def load_scorer(path: Path) -> ModuleType:
    """The gold's scorer as a module. Raises OSError where it is not there."""
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def first(value: Any) -> Any:
    """The preferred of a gold value's alternatives."""
    return next((one for one in value if one is not None), None) if isinstance(value, list) else value
