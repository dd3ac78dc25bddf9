"""Holds every record to its promise: each value quotes the document, to the character."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from minutebook.errors import MinutebookError
from minutebook.schema import DateEntry, Entry, Evidence, Minutes

# Values that are read off the document's layout or other values rather than printed as such.
DERIVED = frozenset(
    (
        *("id", "confidence", "due_confidence", "flags", "evidence", "kind", "status", "capacity", "origin"),
        *("completed", "accepted", "quorate", "person_id", "organisation_id", "agenda_item_id"),
        *("agenda_item", "parent"),
        *("themes", "precision", "start", "end", "votes", "date", "start_time", "end_time"),
        *("previous_meeting_date", "presenters"),
    )
)
WORD = re.compile(r"[^\W_]+")


class EvidenceError(MinutebookError):
    """A value without its words: a fault of minutebook itself, never of the input."""


def verify(minutes: Minutes) -> None:
    """Raise EvidenceError where a quote differs from the text at its offsets, or a reference dangles."""
    text = minutes.document_text
    for where, entry in entries(minutes):
        for piece in entry.evidence:
            if text[piece.start : piece.end] != piece.text or not piece.text:
                raise EvidenceError(f"{where}: the evidence for {piece.field} is not the text at its offsets")
    people = {attendee.id for attendee in minutes.attendees}
    bodies = {body.id for body in minutes.organisations}
    items = {item.id for item in minutes.agenda_items}
    for action in minutes.actions:
        if action.agenda_item_id is not None and action.agenda_item_id not in items:
            raise EvidenceError(f"action {action.id} names no agenda item")
        for lead in action.leads:
            if lead.person_id is not None and lead.person_id not in people:
                raise EvidenceError(f"action {action.id} names no attendee")
            if lead.organisation_id is not None and lead.organisation_id not in bodies:
                raise EvidenceError(f"action {action.id} names no organisation")


def entries(minutes: Minutes) -> Iterator[tuple[str, Entry]]:
    """Every entry that carries evidence, with a name for messages."""
    if minutes.meeting is not None:
        yield "meeting", minutes.meeting
    for name in ("attendees", "organisations", "agenda_items", "actions", "decisions", "dates"):
        for number, entry in enumerate(getattr(minutes, name), 1):
            yield f"{name} {number}", entry
            for lead in getattr(entry, "leads", ()):
                yield f"{name} {number} lead {lead.text!r}", lead


def ungrounded(minutes: Minutes) -> list[str]:
    """Every printed value whose words its evidence does not hold, as `where.field: value`.

    A value counts as grounded when each of its words stands in the evidence for its field; values in
    `DERIVED` need evidence of any kind on their entry.
    """
    out = []
    for where, entry in entries(minutes):
        if not entry.evidence:
            values = [
                v
                for k, v in entry
                if k not in ("flags", "confidence", "evidence", "next_meeting", "capacity") and v
            ]
            if values:
                out.append(f"{where}: no evidence")
            continue
        for field, value in _printed(entry):
            given = [piece for piece in entry.evidence if piece.field == field]
            if not _holds(given, value):
                out.append(f"{where}.{field}: {value!r}")
    return out


def _printed(entry: Entry) -> Iterator[tuple[str, str]]:
    for field, value in entry:
        if field in DERIVED or field == "leads" or value is None:
            continue
        if field == "role" and isinstance(entry, DateEntry):
            continue
        if field == "due":
            if value.text:
                yield "due", value.text
        elif field == "next_meeting":
            if value.venue:
                yield "next_meeting", value.venue
        elif field == "aliases":
            for alias in value:
                yield "aliases", alias
        elif isinstance(value, str):
            yield field, value


def _holds(given: list[Evidence], value: str) -> bool:
    held = {w for piece in given for w in _words(piece.text)}
    joined = "".join(w for piece in given for w in _words(piece.text))
    return bool(given) and all(w in held or w in joined for w in _words(value))


def _words(text: str) -> list[str]:
    return WORD.findall(unicodedata.normalize("NFKC", text).casefold())
