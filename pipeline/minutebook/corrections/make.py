"""Corrections made from what a person did to a laid record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from minutebook.corrections.anchor import words_at
from minutebook.corrections.changing import snapshot
from minutebook.corrections.lay import Overlay
from minutebook.corrections.rows import Row, Rows, target_of
from minutebook.corrections.schema import (
    KEYS,
    PERSON,
    Correction,
    Operation,
    Target,
    Words,
    new_id,
    now,
    record_mark,
)
from minutebook.corrections.values import get
from minutebook.errors import UsageError
from minutebook.schema import Minutes

Box = tuple[float, float, float, float]


class Picked(NamedTuple):
    """Words picked for a field: offsets into the document's text, and where they stand on which page."""

    field: str
    start: int
    end: int
    page: int | None = None
    box: Box | None = None


class Signed(NamedTuple):
    """A correction's own id, and who made it when, where that was not here and now."""

    id: str
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a person asks for: `handle` names the row in the laid record, or the section to add to.

    For a lead that is added `handle` is its action. `others` are the rows to merge into this one, `undo`
    the correction to take back. `signed` is set for what was done elsewhere.
    """

    op: Operation
    handle: str = ""
    section: str | None = None
    field: str | None = None
    value: Any = None
    words: tuple[Picked, ...] = ()
    others: tuple[str, ...] = ()
    undo: str | None = None
    signed: Signed | None = None


def row_of(rows: Rows, handle: str) -> Row:
    """The row of that handle. Raises UsageError where there is none."""
    if handle == "meeting" and rows.meeting is None:
        return Row("meeting", {}, {"meeting"})
    sections = ("document", "meeting", *rows.lists, "leads")
    for section in sections:
        for row in rows.of(section):
            if handle in row.handles:
                return row
    raise UsageError("that row is not there any more")


def make(wish: Wish, minutes: Minutes, overlay: Overlay, by: str) -> Correction:
    """The correction that a wish is; `minutes` is the record as it was extracted, `overlay` what was seen.

    Raises UsageError where it names what is not there, ValueError where the words lie outside the text.
    """
    rows = overlay.rows
    made: dict[str, Any] = {"op": wish.op, "field": wish.field, "value": wish.value}
    if wish.op == "undo":
        if all(one.correction.id != wish.undo for one in overlay.laid):
            raise UsageError("what is to be undone is not there")
        made |= {"target": Target(section="document"), "of": wish.undo}
    elif wish.op == "add":
        made["target"] = _new_target(wish, rows)
    else:
        row = row_of(rows, wish.handle)
        made |= {"target": target_of(rows, row), **_told(wish, row)}
    made["words"] = tuple(_words(minutes, picked) for picked in wish.words)
    made["others"] = tuple(target_of(rows, row_of(rows, other)) for other in wish.others)
    signed = wish.signed or Signed(new_id(), by, now())
    return Correction(**signed._asdict(), sha256=minutes.document.sha256, record=record_mark(minutes), **made)


def _new_target(wish: Wish, rows: Rows) -> Target:
    if wish.section not in KEYS or wish.section == "meeting":
        raise UsageError(f"nothing can be added to {wish.section}")
    section: Any = wish.section
    of = target_of(rows, row_of(rows, wish.handle)) if section == "leads" else None
    return Target(section=section, of=of)


def _told(wish: Wish, row: Row) -> dict[str, Any]:
    """What the row says now, and who said so."""
    field = wish.field
    if wish.op == "change":
        if field is None:
            raise UsageError("a change needs a field")
        before = get(row.data, field) if row.data else None
        return {"before": before, "overruled": producers(row, field)}
    key = KEYS.get(row.section, "text")
    if wish.op == "split":
        return {"before": row.data[key], "overruled": producers(row, key)}
    if wish.op == "delete":
        return {"before": snapshot(row), "overruled": producers(row, key)}
    return {"before": snapshot(row)} if wish.op == "accept" and row.section != "document" else {}


def producers(row: Row, field: str) -> tuple[str, ...]:
    """The rules and models that gave a field its value."""
    root = field.split(".")[0]
    given: Sequence[dict[str, Any]] = row.data.get("evidence", [])
    own = [e for e in given if e["field"] in (field, root)] or [e for e in given if row.section == "leads"]
    names = (str(e["producer"]) for e in own)
    return tuple(dict.fromkeys(name for name in names if not name.startswith(PERSON)))


def _words(minutes: Minutes, picked: Picked) -> Words:
    words = words_at(picked.field, minutes.document_text, picked.start, picked.end)
    return words.model_copy(update={"page": picked.page, "box": picked.box})
