"""How alike two records of one meeting are: macro F1 over the nine figures that minutes are scored by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from minutebook.schema import Minutes

Things = Counter[tuple[str | None, ...]]


def macro_f1(found: Minutes, wanted: Minutes) -> float:
    """The mean of nine F1 figures, each over entries that agree exactly; a figure with nothing in both is left out."""
    one, other = _figures(found), _figures(wanted)
    scores = []
    for name in one:
        total = one[name].total() + other[name].total()
        if total:
            scores.append(2 * (one[name] & other[name]).total() / total)
    return sum(scores) / len(scores)


def _figures(minutes: Minutes) -> dict[str, Things]:
    meeting = minutes.meeting
    assert meeting is not None
    following = meeting.next_meeting
    slots = {
        "body": meeting.body,
        "date": meeting.date,
        "start": meeting.start_time,
        "end": meeting.end_time,
        "venue": meeting.venue,
        "chair": meeting.chair,
        "taker": meeting.minute_taker,
        "next": following.date,
        "next start": following.start_time,
        "next venue": following.venue,
    }
    people = minutes.attendees
    return {
        "meeting": _count((name, value) for name, value in slots.items() if value),
        "attendees": _count((person.name,) for person in people),
        "fields": _count(
            (person.name, name, value)
            for person in people
            for name in ("status", "role", "organisation", "initials", "deputising_for", "represented_by")
            if (value := getattr(person, name))
        ),
        "organisations": _count((body.name.casefold(),) for body in minutes.organisations),
        "items": _count((item.number, item.title) for item in minutes.agenda_items),
        "actions": _count((action.text,) for action in minutes.actions),
        "leads": _count((a.text, lead.text, lead.name) for a in minutes.actions for lead in a.leads),
        "due": _count((action.text, action.due.date) for action in minutes.actions if action.due.date),
        "dates": _count((day.start, day.end) for day in minutes.dates),
    }


def _count(things: Iterable[tuple[str | None, ...]]) -> Things:
    return Counter(things)
