"""A record about an invented board, for what shows records: overlaps, doubts, hostile words, a derived value."""

from __future__ import annotations

import pytest

from minutebook.schema import (
    Action,
    AgendaItem,
    Attendee,
    DateEntry,
    Decision,
    DocumentPart,
    Due,
    Evidence,
    Lead,
    Meeting,
    Minutes,
    NextMeeting,
    Organisation,
    Votes,
)

collect_ignore = ["fuzz/guided.py"]  # needs Atheris, which is no part of the tests

TEXT = """Harrowmere Flood Board
Minutes of the meeting held on Tuesday 4 March 2025 at 10:00
Present: Cllr Edith Marlowe (Chair), Tom Ashby (TA), <script>alert("x")</script> & \u202eevil\x1b[2J
Apologies: Priya Nandakumar – represented by Tom Ashby
1. Welcome
The Chair welcomed everyone.
2. Pumping station
The board agreed to replace the pump at Low Fen. Action: TA to write to the Harrowmere Drainage Trust (HDT) by the \
end of March.
\tRef\tAction\tLead\tDue
Next meeting: 3 June 2025
"""


def quote(field: str, words: str, producer: str, *, page: int = 1, nth: int = 0) -> Evidence:
    """Evidence over the nth place where the words stand in TEXT."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Evidence(
        field=field, page=page, start=start, end=start + len(words), text=words, box=None, producer=producer
    )


@pytest.fixture
def shown() -> Minutes:
    """The record over TEXT."""
    meeting = Meeting(
        body="Harrowmere Flood Board",
        date="2025-03-04",
        start_time="10:00",
        chair="Edith Marlowe",
        next_meeting=NextMeeting(date="2025-06-03"),
        evidence=(
            quote("body", "Harrowmere Flood Board", "rule:meeting.body"),
            quote("date", "Tuesday 4 March 2025", "rule:meeting.date"),
            quote("start_time", "10:00", "rule:times.clock"),
            # Overlaps the attendee's own words and runs past them.
            quote("chair", "Edith Marlowe (Chair)", "rule:attendance.chair"),
            quote("next_meeting.date", "3 June 2025", "rule:meeting.next", page=2),
        ),
    )
    attendees = (
        Attendee(
            id="p1",
            name="Edith Marlowe",
            honorific="Cllr",
            status="present",
            capacity=("chair",),
            evidence=(
                quote("name", "Edith Marlowe", "rule:attendance.run-on"),
                quote("honorific", "Cllr", "rule:names.honorific"),
                quote("status", "Present", "rule:attendance.present"),
                quote("capacity", "(Chair)", "rule:attendance.chair"),
            ),
        ),
        Attendee(
            id="p2",
            name="Tom Ashby",
            initials="TA",
            status="present",
            deputising_for="Priya Nandakumar",
            evidence=(
                quote("name", "Tom Ashby", "rule:attendance.run-on"),
                quote("initials", "TA", "rule:names.initials"),
                quote("status", "Present", "rule:attendance.present"),
            ),
            flags=("ambiguous_initials",),
        ),
    )
    action = Action(
        id="a1",
        text="write to the Harrowmere Drainage Trust (HDT)",
        leads=(
            Lead(
                text="TA",
                name="Tom Ashby",
                person_id="p2",
                evidence=(quote("text", "TA", "rule:actions.lead", page=2, nth=1),),
                flags=("unresolved_lead",),
            ),
        ),
        due=Due(text="by the end of March", date="2025-03-31", precision="day"),
        status="open",
        origin="new",
        agenda_item="2",
        agenda_item_id="i2",
        confidence=0.8,
        evidence=(
            quote("text", "write to the Harrowmere Drainage Trust (HDT)", "rule:actions.inline", page=2),
            quote("due", "by the end of March", "rule:dates.month-end", page=2),
        ),
    )
    return Minutes(
        document=DocumentPart(
            source="in/harrowmere.pdf",
            sha256="0" * 64,
            format="pdf",
            pages=2,
            kind="minutes",
            standing="draft",
        ),
        meeting=meeting,
        attendees=attendees,
        organisations=(
            Organisation(
                id="o1",
                name="Harrowmere Drainage Trust",
                aliases=("HDT",),
                kind="voluntary",
                evidence=(
                    quote("name", "Harrowmere Drainage Trust", "model:md@3.7.1"),
                    quote("aliases", "HDT", "rule:organisations.alias"),
                ),
            ),
        ),
        agenda_items=(
            AgendaItem(
                id="i1",
                number="1",
                title="Welcome",
                text="The Chair welcomed everyone.",
                evidence=(
                    quote("title", "Welcome", "rule:items.heading"),
                    quote("text", "The Chair welcomed everyone.", "rule:items.text"),
                ),
            ),
            AgendaItem(
                id="i2",
                number="2",
                title="Pumping station",
                evidence=(quote("title", "Pumping station", "rule:items.heading", page=2),),
            ),
        ),
        actions=(action,),
        decisions=(
            Decision(
                id="d1",
                text="replace the pump at Low Fen",
                kind="agreed",
                agenda_item="2",
                votes=Votes(for_=5, against=0),
                evidence=(quote("text", "agreed to replace the pump at Low Fen", "rule:decisions.agreed"),),
            ),
        ),
        dates=(
            DateEntry(
                text="Tuesday 4 March 2025",
                start="2025-03-04",
                end="2025-03-04",
                precision="day",
                role="meeting",
                evidence=(quote("text", "Tuesday 4 March 2025", "rule:dates.day"),),
            ),
        ),
        flags=("tracked_deletions",),
        document_text=TEXT,
    )
