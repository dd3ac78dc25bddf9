"""What each kind of correction does to the rows of a record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from minutebook.corrections.finding import Doubtful, Found, Laying, shared
from minutebook.corrections.rows import CARRIED, Data, Row
from minutebook.corrections.schema import KEYS, LISTS, Correction
from minutebook.corrections.values import UNQUOTED, follow, get, holds, put, quote
from minutebook.text.names import fold

EMPTY: Mapping[str, Data] = {
    "attendees": {
        **dict.fromkeys(
            ("honorific", "initials", "role", "organisation", "deputising_for", "represented_by")
        ),
        "note": None,
        "status": "unknown",
        "capacity": [],
    },
    "organisations": {"aliases": [], "kind": "other"},
    "agenda_items": {
        **dict.fromkeys(("number", "title", "parent", "text")),
        "presenters": [],
        "themes": [],
    },
    "actions": {
        **dict.fromkeys(("ref", "update", "agenda_item", "agenda_item_id")),
        "status": "open",
        "origin": "new",
        "completed": False,
        "accepted": False,
        "themes": [],
    },
    "leads": dict.fromkeys(("name", "person_id", "organisation", "organisation_id")),
    "decisions": {
        **dict.fromkeys(("agenda_item", "agenda_item_id", "votes")),
        "kind": "agreed",
        "themes": [],
    },
    "dates": {"precision": "day", "role": "mention"},
}
PREFIXES = {"attendees": "p", "organisations": "o", "agenda_items": "i", "actions": "a", "decisions": "d"}
POINTING = {
    "attendees": (("leads", "person_id"),),
    "organisations": (("leads", "organisation_id"),),
    "agenda_items": (("actions", "agenda_item_id"), ("decisions", "agenda_item_id")),
}


def accept(laying: Laying, one: Correction) -> Found:
    """A row, or the whole document, is right as it is: its doubts go."""
    row = laying.row(one.target, one)
    if row.section == "document":
        return "applied"
    if not laying.seen(one) and isinstance(one.before, dict):
        now = snapshot(row)
        for field, value in one.before.items():
            if now.get(field) != value:
                raise Doubtful(
                    f"it was accepted with {field} {_said(value)}, which now reads {_said(now.get(field))}"
                )
    for part in (row, *(lead for lead in row.leads if not lead.deleted)):
        part.data["flags"] = [flag for flag in part.data["flags"] if flag.startswith(UNQUOTED)]
        part.data["confidence"] = 1.0
        if part.data.get("due_confidence") is not None:
            part.data["due_confidence"] = 1.0
        part.accepted = part.touched = True
    return "applied"


def change(laying: Laying, one: Correction) -> Found:
    """A field has another value."""
    field = one.field or ""
    if one.target.section == "meeting" and laying.rows.meeting is None:
        laying.rows.meeting = _no_meeting()
    row = laying.row(one.target, one)
    now = get(row.data, field)
    words = laying.words(one)
    if now == one.value and not laying.seen(one):
        return "agreed"
    if not laying.same_file(one) and now != one.before and not row.touched:
        raise Doubtful(f"the file has changed: {field} read {_said(one.before)}, and now {_said(now)}")
    put(row.data, field, one.value)
    if row.section != "document":
        quote(row, field, one.value, words, one)
        follow(laying.rows, row, field, now, one.value)
    if row.section == "leads":
        row.data["confidence"] = 1.0
    row.touched = True
    return "applied"


def add(laying: Laying, one: Correction) -> Found:
    """A row that the extraction does not have; where it has it by now, the person's values go over it."""
    section = one.target.section
    values: Data = dict(one.value or {})
    words = laying.words(one)
    among = laying.rows.of(section)
    action = None
    if section == "leads":
        if one.target.of is None:
            raise Doubtful("a lead belongs to an action")
        action = laying.row(one.target.of, one)
        among = [lead for lead in action.leads if not lead.deleted]
    key = str(values.get(KEYS[section]) or "")
    if not laying.seen(one):
        spans = [span for given, span in words if given.field == KEYS[section]]
        for row in among:
            over = any(shared(span, own) >= 0.8 for span in spans for own in row.spans)
            if (over or (not spans and key and fold(row.key) == fold(key))) and not row.touched:
                row.handles.add(f"+{one.id}")
                for field, value in values.items():
                    put(row.data, field, value)
                row.touched = True
                return "agreed"
    data: Data = {**EMPTY[section], KEYS[section]: key, "evidence": [], "confidence": 1.0, "flags": []}
    data = {name: list(value) if isinstance(value, list) else value for name, value in data.items()}
    if section in PREFIXES:
        data["id"] = next_id(laying, section)
    if section == "actions":
        data["due"] = {"text": None, "date": None, "precision": None}
        data["due_confidence"] = None
    if section == "dates":
        data |= {"start": values.get("start"), "end": values.get("end", values.get("start"))}
    row = Row(section, data, {f"+{one.id}"}, touched=True)
    (laying.rows.lists[section] if action is None else action.leads).append(row)
    for field, value in values.items():
        put(row.data, field, value)
        given = [(w, span) for w, span in words if w.field == field.split(".")[0]]
        quote(row, field, value, given, one)
        follow(laying.rows, row, field, None, value)
    _in_order(laying, section)
    return "applied"


def delete(laying: Laying, one: Correction) -> Found:
    """A row that the document does not state."""
    row = laying.find(one.target, one)
    if row is None:
        return "agreed"
    row.deleted = True
    _repoint(laying, row, None)
    return "applied"


def split(laying: Laying, one: Correction) -> Found:
    """One row is two: the text goes to both sides of the cut, everything else to each."""
    row = laying.row(one.target, one)
    key = KEYS[row.section]
    first, second = one.value["first"].strip(), one.value["second"].strip()
    if not first or not second:
        raise Doubtful("one side of the cut is empty")
    if not laying.seen(one) and row.data[key] != one.before:
        raise Doubtful(f"the text that it cuts now reads {_said(row.data[key])}")
    twin = Row(row.section, deepcopy(row.data), {f"+{one.id}"}, touched=True)
    if "id" in twin.data:
        twin.data["id"] = next_id(laying, row.section)
    for lead in row.leads:
        if not lead.deleted:
            twin.leads.append(
                Row("leads", deepcopy(lead.data), {f"+{one.id}/{h}" for h in lead.handles}, touched=True)
            )
    for part, words in ((row, first), (twin, second)):
        part.data[key] = words
        part.data["evidence"] = _cut_evidence(part.data["evidence"], key, words, one)
        if not holds([e for e in part.data["evidence"] if e["field"] == key], words):
            part.data["flags"] = [*part.data["flags"], f"{UNQUOTED}{key}"]
    row.touched = True
    holder = _holder(laying, row)
    holder.insert(next(at for at, other in enumerate(holder, 1) if other is row), twin)
    return "applied"


def merge(laying: Laying, one: Correction) -> Found:
    """Several rows are one: the target takes the words, leads and other names of the others."""
    row = laying.row(one.target, one)
    key = KEYS[row.section]
    for target in one.others:
        other = laying.row(target, one)
        if other is row:
            raise Doubtful("a row cannot be merged with itself")
        _take_over(row, other, key)
        other.deleted = True
        row.handles |= other.handles
        _repoint(laying, other, row)
    row.touched = True
    return "applied"


def snapshot(row: Row) -> Data:
    """A row's values as they are now, without what it carries of doubts and words."""
    values = {
        name: value for name, value in row.data.items() if name not in CARRIED and not name.endswith("_id")
    }
    if row.section == "actions":
        values["leads"] = [[lead.data["text"], lead.data["name"]] for lead in row.leads if not lead.deleted]
    return values


def next_id(laying: Laying, section: str) -> str:
    """The next free id of a section; ids of deleted rows are not given again."""
    prefix = PREFIXES[section]
    used = [str(row.data["id"]).removeprefix(prefix) for row in laying.rows.lists[section]]
    return f"{prefix}{max((int(number) for number in used if number.isdigit()), default=0) + 1}"


def _holder(laying: Laying, row: Row) -> list[Row]:
    """The list that a row stands in."""
    if row.section == "leads":
        for action in laying.rows.of("actions"):
            if any(lead is row for lead in action.leads):
                return action.leads
    return laying.rows.lists[row.section]


def _no_meeting() -> Row:
    from minutebook.schema import Meeting

    return Row("meeting", Meeting().model_dump(mode="json"), {"meeting"})


def _cut_evidence(pieces: list[Data], key: str, words: str, one: Correction) -> list[Data]:
    """The part of each quote of the text that is on this side of the cut."""
    out = []
    for piece in pieces:
        at = piece["text"].find(words) if piece["field"] == key else -1
        if piece["field"] != key:
            out.append(piece)
        elif at >= 0:
            start = piece["start"] + at
            cut = {"start": start, "end": start + len(words), "text": words, "producer": one.producer}
            out.append({**piece, **cut, "box": None})
        elif piece["text"] in words:
            out.append(piece)
    return out


def _take_over(row: Row, other: Row, key: str) -> None:
    data, given = row.data, other.data
    if row.section == "organisations":
        data["aliases"] = list(dict.fromkeys([*data["aliases"], given["name"], *given["aliases"]]))
        data["aliases"] = [name for name in data["aliases"] if name != data["name"]]
        renamed = [{**e, "field": "aliases"} if e["field"] == "name" else e for e in given["evidence"]]
        data["evidence"] = [*data["evidence"], *renamed]
        return
    if row.section in ("actions", "decisions", "agenda_items", "leads"):
        data[key] = " ".join(filter(None, (data[key], given[key]))) or None
    for name, value in given.items():
        if name in CARRIED or name == key:
            continue
        if data[name] in (None, [], "", False) or (name == "due" and not any(data["due"].values())):
            data[name] = value
    data["evidence"] = [*data["evidence"], *(e for e in given["evidence"] if e not in data["evidence"])]
    names = {(lead.data["text"], lead.data["name"]) for lead in row.leads if not lead.deleted}
    row.leads += [
        lead
        for lead in other.leads
        if not lead.deleted and (lead.data["text"], lead.data["name"]) not in names
    ]


def _repoint(laying: Laying, old: Row, new: Row | None) -> None:
    """Lead what pointed at one row to another, or nowhere."""
    for section, field in POINTING.get(old.section, ()):
        for row in laying.rows.of(section):
            if row.data[field] == old.data["id"]:
                row.data[field] = None if new is None else new.data["id"]
                if new is not None and section == "leads":
                    row.data[field.removesuffix("_id").replace("person", "name")] = new.data["name"]


def _in_order(laying: Laying, section: str) -> None:
    """Rows stand in the order of their words; a row without words stays where it is, at the end."""
    if section not in LISTS or section == "attendees" or section == "organisations":
        return
    rows = laying.rows.lists[section]
    new = rows[-1]
    start = _start(new)
    if start is None:
        return
    at = next((n for n, row in enumerate(rows[:-1]) if (_start(row) or 0) > start), len(rows) - 1)
    rows.insert(at, rows.pop())


def _start(row: Row) -> int | None:
    return min((int(e["start"]) for e in row.data["evidence"]), default=None)


def _said(value: Any) -> str:
    return "nothing" if value in (None, [], "") else repr(value)[:80]


OPERATIONS: Mapping[str, Callable[[Laying, Correction], Found]] = {
    "accept": accept,
    "change": change,
    "add": add,
    "delete": delete,
    "split": split,
    "merge": merge,
}
