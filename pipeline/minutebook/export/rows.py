"""How a record fills each table: for each row the entry that it is read from, and what is given beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from minutebook.schema import Entry, Minutes

Entries = Iterator[tuple[object, Mapping[str, object]]]


def lead_id(action_id: str, position: int) -> str:
    """The id of an action's lead in tables, its position counted from 1: `a3.1`."""
    return f"{action_id}.{position}"


def date_id(position: int) -> str:
    """The id of a date in tables, its position in the record counted from 1: `date4`."""
    return f"date{position}"


def _page(entry: Entry) -> int | None:
    return entry.evidence[0].page if entry.evidence else None


def documents(stem: str, minutes: Minutes) -> Entries:
    """The document itself."""
    first, last = minutes.document.part_pages or (None, None)
    yield (
        minutes.document,
        {
            "document": stem,
            "first_page": first,
            "last_page": last,
            "schema_version": minutes.schema_version,
            "flags": minutes.flags,
        },
    )


def meetings(stem: str, minutes: Minutes) -> Entries:
    """The meeting, where the document states one."""
    meeting = minutes.meeting
    if meeting is not None:
        following = meeting.next_meeting
        yield (
            meeting,
            {
                "document": stem,
                "next_date": following.date,
                "next_start_time": following.start_time,
                "next_end_time": following.end_time,
                "next_venue": following.venue,
                "page": _page(meeting),
            },
        )


def attendees(stem: str, minutes: Minutes) -> Entries:
    """Each attendee."""
    for person in minutes.attendees:
        yield person, {"document": stem, "page": _page(person)}


def organisations(stem: str, minutes: Minutes) -> Entries:
    """Each organisation."""
    for organisation in minutes.organisations:
        yield organisation, {"document": stem, "page": _page(organisation)}


def agenda_items(stem: str, minutes: Minutes) -> Entries:
    """Each agenda item."""
    for item in minutes.agenda_items:
        yield item, {"document": stem, "page": _page(item)}


def actions(stem: str, minutes: Minutes) -> Entries:
    """Each action, its leads in one cell."""
    for action in minutes.actions:
        yield (
            action,
            {
                "document": stem,
                "leads": tuple(lead.text for lead in action.leads),
                "due_text": action.due.text,
                "due_date": action.due.date,
                "due_precision": action.due.precision,
                "page": _page(action),
            },
        )


def leads(stem: str, minutes: Minutes) -> Entries:
    """Each lead of each action."""
    for action in minutes.actions:
        for position, lead in enumerate(action.leads, 1):
            yield (
                lead,
                {
                    "document": stem,
                    "id": lead_id(action.id, position),
                    "action_id": action.id,
                    "page": _page(lead),
                },
            )


def decisions(stem: str, minutes: Minutes) -> Entries:
    """Each decision."""
    for decision in minutes.decisions:
        votes = decision.votes
        yield (
            decision,
            {
                "document": stem,
                "votes_for": votes.for_ if votes else None,
                "votes_against": votes.against if votes else None,
                "votes_abstain": votes.abstain if votes else None,
                "page": _page(decision),
            },
        )


def dates(stem: str, minutes: Minutes) -> Entries:
    """Each date."""
    for position, entry in enumerate(minutes.dates, 1):
        yield entry, {"document": stem, "id": date_id(position), "page": _page(entry)}


def flagged(minutes: Minutes) -> Iterator[tuple[str, str | None, str]]:
    """Every flag of the record in its order: (table, the entry's id there or None, flag)."""
    yield from (("documents", None, flag) for flag in minutes.flags)
    if minutes.meeting is not None:
        yield from (("meetings", None, flag) for flag in minutes.meeting.flags)
    for name in ("attendees", "organisations", "agenda_items", "actions", "decisions"):
        for entry in getattr(minutes, name):
            yield from ((name, entry.id, flag) for flag in entry.flags)
    for action in minutes.actions:
        for position, lead in enumerate(action.leads, 1):
            yield from (("leads", lead_id(action.id, position), flag) for flag in lead.flags)
    for position, day in enumerate(minutes.dates, 1):
        yield from (("dates", date_id(position), flag) for flag in day.flags)


def flags(stem: str, minutes: Minutes) -> Entries:
    """Each flag, numbered."""
    for position, (table, entry, flag) in enumerate(flagged(minutes), 1):
        yield (
            None,
            {"document": stem, "position": position, "table_name": table, "entry_id": entry, "flag": flag},
        )
