"""Values of rows: read and set by field, with the words that give them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from minutebook.corrections.rows import CARRIED, Data, Row, Rows
from minutebook.corrections.schema import Correction, Words
from minutebook.document import Span
from minutebook.errors import UsageError

UNQUOTED = "unquoted_"
"""A flag of this beginning says that no words are quoted for the field that it names: a person stated it."""
_WORD = re.compile(r"[^\W_]+")
# A person reads the same words otherwise: they stay the evidence for what she makes of them.
_READ_OFF = frozenset(
    {
        *("date", "start_time", "end_time", "previous_meeting_date", "start", "end"),
        *("due", "next_meeting", "precision", "role", "kind", "origin"),
    }
)
_WITHOUT_WORDS = frozenset(
    {"completed", "accepted", "themes", "parent", "agenda_item", "initials", "person_id", "organisation_id"}
)


def get(data: Data, field: str) -> Any:
    """The value of a field, dotted for what lies inside. Raises UsageError where there is no such field."""
    at: Any = data
    for name in field.split("."):
        if at is None:
            return None
        if not isinstance(at, dict) or name not in at or name in CARRIED:
            raise UsageError(f"there is no field {field}")
        at = at[name]
    return at


def put(data: Data, field: str, value: Any) -> None:
    """Set a field. Raises UsageError where there is no such field."""
    *outer, last = field.split(".")
    at = data
    for name in outer:
        if at.get(name) is None and name == "votes":
            at[name] = {"for": None, "against": None, "abstain": None}
        at = at.get(name)  # type: ignore[assignment]
    if not isinstance(at, dict) or last not in at or last in CARRIED:
        raise UsageError(f"there is no field {field}")
    at[last] = value


def quote(
    row: Row, field: str, value: Any, given: Iterable[tuple[Words, Span]], correction: Correction
) -> None:
    """Give a field its evidence: the words picked, else the words that it had where they still give it.

    Where no words give the value, the row says so with a flag; nothing is quoted that a person did not pick.
    """
    root = field.split(".")[0]
    flag = f"{UNQUOTED}{root}"
    data = row.data
    data["flags"] = [name for name in data["flags"] if name != flag]
    old = [e for e in data["evidence"] if e["field"] in (root, field)]
    rest = [e for e in data["evidence"] if e not in old]
    new = [evidence(words, span, correction) for words, span in given]
    if not new and old and (root in _READ_OFF or holds(old, value)):
        new = [{**e, "producer": correction.producer} for e in old]
    if new and isinstance(value, list):
        # The words of one more do not take away those of the others.
        new = [*(e for e in old if any(_words(e["text"]) == _words(one) for one in value)), *new]
    if not new and value not in (None, [], "", False) and not _needs_none(row, root):
        data["flags"].append(flag)
    data["evidence"] = [*new, *rest]


def _needs_none(row: Row, root: str) -> bool:
    # What a lead's printed words stand for, and what a date's are read as: those are quoted under `text`.
    return (
        root in _WITHOUT_WORDS
        or (row.section == "leads" and root in ("name", "organisation"))
        or (row.section == "dates" and root != "text")
    )


def evidence(words: Words, span: Span, correction: Correction) -> Data:
    """Picked words as evidence; page and box only where they stand as they were picked."""
    moved = span.start != words.start
    return {
        "field": words.field,
        "page": None if moved else words.page,
        "start": span.start,
        "end": span.end,
        "text": words.text,
        "box": None if moved else words.box,
        "producer": correction.producer,
    }


def holds(pieces: Iterable[Data], value: Any) -> bool:
    """True where every word of the value stands in the evidence."""
    values = value if isinstance(value, list) else [value]
    held = {word for piece in pieces for word in _words(str(piece["text"]))}
    return all(word in held for one in values for word in _words(str(one)))


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def follow(rows: Rows, row: Row, field: str, before: Any, value: Any) -> None:
    """Set what hangs on a value: names that other rows took from this one, and ids that a name leads to."""
    if row.section == "attendees" and field == "name":
        _rename_person(rows, row, before, value)
    elif row.section == "organisations" and field == "name":
        for lead in rows.of("leads"):
            if lead.data["organisation_id"] == row.data["id"]:
                lead.data["organisation"] = value
    elif row.section == "leads" and field == "name":
        row.data["person_id"] = _only(rows, "attendees", ("name",), value)
        row.data["flags"] = [flag for flag in row.data["flags"] if flag.startswith(UNQUOTED)]
    elif row.section == "leads" and field == "organisation":
        row.data["organisation_id"] = _only(rows, "organisations", ("name", "aliases"), value)
        row.data["flags"] = [flag for flag in row.data["flags"] if flag.startswith(UNQUOTED)]
    elif row.section in ("actions", "decisions") and field == "agenda_item":
        row.data["agenda_item_id"] = _only(rows, "agenda_items", ("number",), value)
    elif row.section == "agenda_items" and field == "number":
        for one in (*rows.of("actions"), *rows.of("decisions")):
            if one.data["agenda_item_id"] == row.data["id"]:
                one.data["agenda_item"] = value
    elif row.section == "actions" and field.startswith("due."):
        _date_due(row, field, value)


def _date_due(row: Row, field: str, value: Any) -> None:
    due = row.data["due"]
    if field == "due.date":
        exact = {10: "day", 7: "month", 4: "year"}.get(len(str(value or "")))
        row.data["due_confidence"] = None if value is None else 1.0
        due["precision"] = None if value is None else exact if due["precision"] != "event" else "event"
        row.data["flags"] = [flag for flag in row.data["flags"] if not flag.startswith(("due", "date_"))]


def _rename_person(rows: Rows, row: Row, before: Any, value: Any) -> None:
    for lead in rows.of("leads"):
        if lead.data["person_id"] == row.data["id"]:
            lead.data["name"] = value
    if rows.meeting is not None:
        for name in ("chair", "minute_taker"):
            if before is not None and rows.meeting.data[name] == before:
                rows.meeting.data[name] = value
    for other in rows.of("attendees"):
        for name in ("deputising_for", "represented_by"):
            if before is not None and other.data[name] == before:
                other.data[name] = value
    for item in rows.of("agenda_items"):
        item.data["presenters"] = [value if name == before else name for name in item.data["presenters"]]


def _only(rows: Rows, section: str, names: tuple[str, ...], value: Any) -> str | None:
    """The id of the one row that has the value under one of these names."""
    if value is None:
        return None
    found = []
    for row in rows.of(section):
        own = [row.data[name] for name in names]
        if any(value == one or (isinstance(one, list) and value in one) for one in own):
            found.append(str(row.data["id"]))
    return found[0] if len(found) == 1 else None
