"""A document as the page is given it."""

from __future__ import annotations

from typing import Any

from minutebook.book.outcome import Outcome
from minutebook.corrections.lay import Laid, Overlay
from minutebook.corrections.rows import Row
from minutebook.corrections.schema import LISTS
from minutebook.review.risk import COST

CALM = 0.75
"""A row that is at least this sure and has no flag need not be looked at first."""

_APART = frozenset({"evidence", "flags", "confidence", "due_confidence"})


def view_of(outcome: Outcome, overlay: Overlay, unreadable: list[dict[str, Any]]) -> dict[str, Any]:
    """The record by rows with their handles, its text, and what became of each correction."""
    rows = overlay.rows
    sections: dict[str, list[dict[str, Any]]] = {
        "document": [_row(rows.document)],
        "meeting": [] if rows.meeting is None else [_row(rows.meeting)],
        **{section: [_row(row) for row in rows.of(section)] for section in LISTS},
    }
    return {
        "stem": outcome.document,
        "source": outcome.source,
        "status": outcome.status,
        "reason": outcome.reason,
        "sections": sections,
        "flags": list(overlay.minutes.flags),
        "text": overlay.minutes.document_text,
        "done": overlay.done,
        "laid": [_laid(one) for one in overlay.laid],
        "unreadable": unreadable,
    }


def _row(row: Row) -> dict[str, Any]:
    data = row.data
    doubts = [flag for flag in data.get("flags", ()) if not flag.startswith("unquoted_")]
    doubt = 1 - float(data.get("confidence", 1.0)) + 0.5 * len(doubts)
    leads = [_row(lead) for lead in row.leads if not lead.deleted]
    cost = COST.get({"meeting": "meetings", "document": "documents"}.get(row.section, row.section), 1.0)
    unsure = bool(doubts) or float(data.get("confidence", 1.0)) < CALM
    return {
        "handle": row.handle,
        "section": row.section,
        "values": {name: value for name, value in data.items() if name not in _APART},
        "evidence": data.get("evidence", []),
        "confidence": data.get("confidence"),
        "flags": data.get("flags", []),
        "risk": round(doubt * cost + sum(lead["risk"] for lead in leads), 2),
        "unsure": unsure or any(lead["unsure"] for lead in leads),
        "accepted": row.accepted,
        "touched": row.touched,
        "leads": leads,
    }


def _laid(one: Laid) -> dict[str, Any]:
    made = one.correction
    return {
        "id": made.id,
        "at": made.at,
        "by": made.by,
        "op": made.op,
        "section": made.target.section,
        "handle": made.target.handle,
        "key": made.target.key,
        "field": made.field,
        "before": made.before if made.op == "change" else None,
        "value": made.value,
        "of": made.of,
        "state": one.state,
        "reason": one.reason,
    }
