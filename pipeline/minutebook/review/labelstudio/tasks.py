"""A record as a task of Label Studio: its text, and each value's words as a labelled region.

The format is Label Studio's own JSON (https://labelstud.io/guide/task_format): `data`, `predictions` and, for
a document that a person has said is right, `annotations`; each holds a `result` of regions, of what is said
beside them, and of relations. Offsets count characters, as the record's do. `data.minutebook` tells which
rows the regions belong to: what comes back is measured against it, whatever became of the book meanwhile.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from minutebook.corrections.lay import Overlay
from minutebook.corrections.rows import Row, Rows, target_of
from minutebook.corrections.schema import record_mark
from minutebook.corrections.values import get
from minutebook.review.labelstudio.labels import ALL, LABELS, RELATION, SAYS, TEXT, VALUE, Label
from minutebook.schema import Minutes


@dataclass(frozen=True, slots=True)
class Region:
    """Labelled words of a row, and what is said beside them by the name that its results carry."""

    id: str
    label: Label
    start: int
    end: int
    row: Row
    said: dict[str, str] = field(default_factory=dict)


def task_of(stem: str, minutes: Minutes, overlay: Overlay, *, version: str) -> dict[str, Any]:
    """The task of a record with its corrections; `minutes` is the record as it was extracted."""
    rows = overlay.rows
    regions = list(regions_of(rows, minutes.document.sha256))
    result = [piece for region in regions for piece in _results(region, rows.text)]
    result += list(_relations(regions, rows))
    sure = [float(region.row.data["confidence"]) for region in regions]
    prediction = {
        "model_version": f"minutebook {version}",
        "score": round(sum(sure) / len(sure), 3) if sure else 1.0,
        "result": result,
    }
    targets = {
        region.row.handle: target_of(rows, region.row).model_dump(mode="json", exclude_defaults=True)
        for region in regions
    }
    seen = {
        "sha256": minutes.document.sha256,
        "record": record_mark(minutes),
        "rows": targets,
        "regions": {
            one.id: {
                "row": one.row.handle,
                "label": one.label.name,
                "start": one.start,
                "end": one.end,
                "said": one.said,
            }
            for one in regions
        },
    }
    task: dict[str, Any] = {
        "data": {TEXT: rows.text, "document": stem, "minutebook": seen},
        "predictions": [prediction],
    }
    if overlay.done:
        task["annotations"] = [{"result": result, "ground_truth": True}]
    return task


def as_line(task: dict[str, Any]) -> str:
    """A task as one line of JSON."""
    return json.dumps(task, ensure_ascii=False, separators=(",", ":"))


def regions_of(rows: Rows, sha256: str) -> Iterator[Region]:
    """The labelled words of a record, in the order of its sections and rows."""
    for label in ALL:
        for row in rows.of(label.section):
            for number, (start, end) in enumerate(_spans(row, label)):
                named = f"{sha256}|{row.handle}|{label.name}|{number}"
                yield Region(
                    hashlib.sha256(named.encode()).hexdigest()[:10], label, start, end, row, _said(row, label)
                )


def _spans(row: Row, label: Label) -> list[tuple[int, int]]:
    """Where a field's words stand: each piece of it where together they are the value, else the first."""
    value = get(row.data, label.field)
    if value in (None, [], ""):
        return []
    pieces = row.data["evidence"]
    exact = [piece for piece in pieces if piece["field"] == label.field]
    own = exact or [piece for piece in pieces if piece["field"] == label.field.split(".")[0]]
    if label.is_list:
        own = [piece for piece in own if _plain(piece["text"]) in value]
    elif _plain(" ".join(piece["text"] for piece in own)) != value:
        # A chair is named in one place and called so in another: the words that are the name come first.
        own = sorted(own, key=lambda piece: str(value) not in _plain(piece["text"]))[:1]
    return [(piece["start"], piece["end"]) for piece in own if piece["end"] > piece["start"]]


def _said(row: Row, label: Label) -> dict[str, str]:
    said = {}
    for one in SAYS:
        if label.name in one.labels:
            value = _read_as(row, label) if one.name == VALUE else row.data[one.field]
            if value is not None:
                said[one.name] = str(value)
    return said


def _read_as(row: Row, label: Label) -> str | None:
    if label.section == "dates":
        start, end = row.data["start"], row.data["end"]
        return str(start) if start == end else f"{start}/{end}"
    value = get(row.data, "due.date" if label.section == "actions" else label.field)
    return None if value is None else str(value)


def _results(region: Region, text: str) -> Iterator[dict[str, Any]]:
    """A region and what is said beside it; results of one region share its id."""
    place = {"start": region.start, "end": region.end, "text": text[region.start : region.end]}
    common = {"id": region.id, "to_name": TEXT, "origin": "prediction"}
    score = region.row.data["confidence"]
    label = {"from_name": LABELS, "type": "labels", "value": {**place, "labels": [region.label.name]}}
    yield {**common, **label, "score": score}
    for one in SAYS:
        if one.name in region.said:
            kind, name = ("choices", "choices") if one.choices else ("textarea", "text")
            value = {"start": region.start, "end": region.end, name: [region.said[one.name]]}
            yield {**common, "from_name": one.name, "type": kind, "value": value}


def _relations(regions: list[Region], rows: Rows) -> Iterator[dict[str, Any]]:
    """From each part to the words of its row, from each lead to its action."""
    keys: dict[int, str] = {}
    for region in regions:
        if region.label.is_key:
            keys.setdefault(id(region.row), region.id)
    actions = {id(lead): action for action in rows.of("actions") for lead in action.leads}
    for region in regions:
        owner = actions.get(id(region.row)) if region.label.section == "leads" else region.row
        to = None if owner is None else keys.get(id(owner))
        if to is not None and to != region.id:
            yield {
                "type": "relation",
                "from_id": region.id,
                "to_id": to,
                "direction": "right",
                "labels": [RELATION],
            }


def _plain(text: str) -> str:
    return " ".join(text.split())
