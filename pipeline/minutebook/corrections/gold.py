"""Corrected records as gold: what `evaluate` scores against, in the contract's shape without evidence."""

from __future__ import annotations

import json
from typing import Any

from minutebook.corrections.rows import CARRIED
from minutebook.schema import Minutes

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


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _bare(one) for name, one in value.items() if name not in _LEFT_OUT and name != "themes"}
    if isinstance(value, list):
        return [_bare(one) for one in value]
    return value
