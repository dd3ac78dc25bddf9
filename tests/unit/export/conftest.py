"""One record that fills every table, on an invented board."""

import pytest

from minutebook.schema import Evidence, Minutes

TEXT = (
    "Thornley Safety Board, 4 March 2024. Present: Cllr Ada Verne (AV), Tom Oakes. "
    "3.10 Lighting. AV and the Wardens to count the lamps by 1 April. Agreed: the lamps are counted."
)


def quote(field: str, words: str) -> Evidence:
    start = TEXT.index(words)
    return Evidence(
        field=field,
        page=2,
        start=start,
        end=start + len(words),
        text=words,
        box=None,
        producer="rule:tests.words",
    )


@pytest.fixture
def minutes() -> Minutes:
    return Minutes.model_validate(
        {
            "document": {
                "source": "2024/March.txt",
                "sha256": "ab" * 32,
                "format": "text",
                "pages": 3,
                "kind": "minutes",
                "standing": "draft",
                "parts": ("March#p1-2", "March#p3"),
            },
            "meeting": {
                "body": "Thornley Safety Board",
                "date": "2024-03-04",
                "start_time": "14:00",
                "quorate": True,
                "next_meeting": {"date": "2024-06", "venue": "Hall"},
                "evidence": (quote("body", "Thornley Safety Board"),),
                "flags": ("no_chair",),
            },
            "attendees": (
                {
                    "id": "p1",
                    "name": "Ada Verne",
                    "honorific": "Cllr",
                    "initials": "AV",
                    "status": "present",
                    "capacity": ("chair", "minute_taker"),
                    "evidence": (quote("name", "Ada Verne"),),
                },
                {"id": "p2", "name": "Tom Oakes", "status": "present", "note": "-", "flags": ("no_role",)},
            ),
            "organisations": (
                {"id": "o1", "name": "Wardens", "aliases": ("TW", "T&W"), "kind": "voluntary"},
            ),
            "agenda_items": (
                {
                    "id": "i1",
                    "number": "3.10",
                    "title": "Lighting",
                    "text": '=SUM("lamps")\nCaf\u00e9, \u201cnew\u201d',
                },
            ),
            "actions": (
                {
                    "id": "a1",
                    "text": "count the lamps",
                    "leads": (
                        {"text": "AV", "name": "Ada Verne", "person_id": "p1"},
                        {
                            "text": "the Wardens",
                            "organisation": "Wardens",
                            "organisation_id": "o1",
                            "flags": ("unresolved_lead",),
                        },
                    ),
                    "due": {"text": "by 1 April", "date": "2024-04-01", "precision": "day"},
                    "status": "open",
                    "origin": "new",
                    "agenda_item": "3.10",
                    "agenda_item_id": "i1",
                    "evidence": (quote("text", "count the lamps"),),
                    "confidence": 0.75,
                },
            ),
            "decisions": (
                {
                    "id": "d1",
                    "text": "the lamps are counted",
                    "kind": "agreed",
                    "votes": {"for": 4, "against": 0},
                },
            ),
            "dates": (
                {
                    "text": "1 April",
                    "start": "2024-04-01",
                    "end": "2024-04-01",
                    "precision": "day",
                    "role": "due",
                    "flags": ("year_assumed",),
                },
            ),
            "flags": ("unread_picture",),
            "document_text": TEXT,
        }
    )
