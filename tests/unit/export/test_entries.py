from __future__ import annotations

import pytest

from minutebook.export.entries import SECTIONS, cards, count_flags, due_in_words, flagged, in_words
from minutebook.schema import Due, Minutes, Votes


def rows(record: Minutes, section: str, position: int = 0) -> dict[str, tuple[str, list[str]]]:
    card = cards(record, section)[position]
    return {row.field: (row.value, [e.text for e in row.evidence]) for row in card.rows}


def test_a_row_carries_the_words_that_gave_its_field(shown: Minutes) -> None:
    assert rows(shown, "attendees") == {
        "name": ("Edith Marlowe", ["Edith Marlowe"]),
        "honorific": ("Cllr", ["Cllr"]),
        "status": ("present", ["Present"]),
        "capacity": ("chair", ["(Chair)"]),
    }


def test_parts_of_the_next_meeting_are_rows_of_their_own(shown: Minutes) -> None:
    assert rows(shown, "meeting")["next_meeting.date"] == ("2025-06-03", ["3 June 2025"])


def test_evidence_of_a_group_stands_beside_its_part(shown: Minutes) -> None:
    assert shown.meeting is not None
    renamed = tuple(
        e.model_copy(update={"field": "next_meeting"}) if e.field == "next_meeting.date" else e
        for e in shown.meeting.evidence
    )
    record = shown.model_copy(update={"meeting": shown.meeting.model_copy(update={"evidence": renamed})})
    assert rows(record, "meeting")["next_meeting.date"] == ("2025-06-03", ["3 June 2025"])


def test_a_value_without_words_is_derived(shown: Minutes) -> None:
    assert rows(shown, "attendees", 1)["deputising_for"] == ("Priya Nandakumar", [])


def test_words_of_no_field_shown_are_kept(shown: Minutes) -> None:
    person = shown.attendees[0].model_copy(update={"honorific": None})
    record = shown.model_copy(update={"attendees": (person,)})
    assert rows(record, "attendees")["honorific"] == ("", ["Cllr"])


def test_no_evidence_is_lost(shown: Minutes) -> None:
    given = {e.text for person in shown.attendees for e in person.evidence}
    kept = {e.text for card in cards(shown, "attendees") for row in card.rows for e in row.evidence}
    assert kept == given


def test_every_flag_names_its_entry(shown: Minutes) -> None:
    assert [(card.id, flag) for card, flag in flagged(shown)] == [
        ("p2", "ambiguous_initials"),
        ("a1", "unresolved_lead"),
    ]
    assert count_flags(shown) == 3


def test_leads_stand_inside_their_action(shown: Minutes) -> None:
    (action,) = cards(shown, "actions")
    assert [(lead.id, [row.field for row in lead.rows]) for lead in action.inner] == [
        ("a1-lead-1", ["text", "name", "person_id"])
    ]


def test_every_list_of_the_record_is_a_section() -> None:
    lists = set(Minutes.model_fields) - {"schema_version", "document", "flags", "document_text"}
    assert set(SECTIONS) == lists


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (("vice_chair", "guest"), "vice chair, guest"),
        (Votes(for_=7, against=2), "7 for, 2 against"),
        (Due(), ""),
    ],
)
def test_values_in_words(value: object, words: str) -> None:
    assert in_words(value) == words


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (Due(text="end of May", date="2025-05-31", precision="day"), "end of May = 2025-05-31"),
        (Due(text="2025-05-31", date="2025-05-31", precision="day"), "2025-05-31"),
        (Due(text="ongoing"), "ongoing"),
    ],
)
def test_a_due_date_says_what_is_printed_and_what_it_means(due: Due, words: str) -> None:
    assert due_in_words(due) == words
