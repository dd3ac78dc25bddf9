"""Corrected records as gold: what `evaluate` scores against, in the contract's shape without evidence."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from minutebook.corrections.rows import CARRIED
from minutebook.errors import UsageError
from minutebook.schema import Minutes

LISTING = "documents.tsv"
COLUMNS = ("stem", "file", "family", "body", "needs")
FAMILY = "reviewed"
_OFFICE = frozenset({"doc", "odt", "rtf"})
_OF_DOCUMENT = ("kind", "format", "pages", "standing")
_IDS = frozenset({"person_id", "organisation_id", "agenda_item_id"})
_LEFT_OUT = (CARRIED - {"leads"}) | _IDS
# What the record holds for readers; gold is scored by the values.
_TEXT_OF_ITEMS = "text"


def to_gold(minutes: Minutes) -> str:
    """The record as a gold file's JSON, ending in a line break; themes are scored apart."""
    whole = minutes.model_dump(mode="json", by_alias=True)
    gold: dict[str, Any] = {"document": {name: whole["document"][name] for name in _OF_DOCUMENT}}
    gold["meeting"] = None if whole["meeting"] is None else _bare(whole["meeting"])
    for section in ("attendees", "organisations", "agenda_items", "actions", "decisions", "dates"):
        gold[section] = [_bare(entry) for entry in whole[section]]
    for item in gold["agenda_items"]:
        item.pop(_TEXT_OF_ITEMS)
    return json.dumps(gold, ensure_ascii=False, indent=1) + "\n"


def listing_row(stem: str, minutes: Minutes, file: str) -> dict[str, str]:
    """The document's line of `documents.tsv`; `file` is its path from the folder that holds the gold's."""
    body = "" if minutes.meeting is None else minutes.meeting.body or ""
    document = minutes.document
    needs = "ocr" if document.ocr else "office" if document.format in _OFFICE else ""
    slug = "-".join(re.findall(r"[^\W_]+", body.casefold()))
    return dict(zip(COLUMNS, (stem, file, FAMILY, slug, needs), strict=True))


def write_listing(folder: Path, rows: Mapping[str, dict[str, str]]) -> None:
    """Write these lines, by stem, into the folder's `documents.tsv`; the others in it stay.

    Raises UsageError where the one that is there is none.
    """
    path = folder / LISTING
    known: dict[str, dict[str, str]] = {}
    if path.exists():
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, delimiter="\t")
            if tuple(reader.fieldnames or ()) != COLUMNS:
                raise UsageError(f"{path} is no list of gold: its columns are not {', '.join(COLUMNS)}")
            known = {row["stem"]: row for row in reader}
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, delimiter="\t", lineterminator="\n")
    writer.writeheader()
    writer.writerows(row for _, row in sorted((known | dict(rows)).items()))
    path.write_text(out.getvalue(), encoding="utf-8", newline="\n")


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _bare(one) for name, one in value.items() if name not in _LEFT_OUT and name != "themes"}
    if isinstance(value, list):
        return [_bare(one) for one in value]
    return value
