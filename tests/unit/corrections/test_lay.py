"""Corrections over the extraction they were made on, and over later ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from minutebook.corrections.lay import DOUBTFUL_FLAG, lay
from minutebook.corrections.make import Picked
from minutebook.errors import UsageError
from minutebook.schema import Minutes

Later = Callable[..., Minutes]


def states(overlay: Any) -> list[str]:
    return [one.state for one in overlay.laid]


def test_without_corrections_the_record_is_the_very_same(shown: Minutes) -> None:
    assert lay(shown, []).minutes is shown


def test_a_value_changed_with_words_picked_quotes_them_in_the_persons_name(desk: Any) -> None:
    desk.wish("change", "meeting", field="venue", value="Low Fen", words=desk.pick("venue", "Low Fen"))
    minutes = desk.seen().minutes
    assert minutes.meeting.venue == "Low Fen"
    (piece,) = [e for e in minutes.meeting.evidence if e.field == "venue"]
    assert (piece.text, piece.producer) == ("Low Fen", "person:ann")
    assert minutes.document_text[piece.start : piece.end] == "Low Fen"
    assert minutes.meeting.flags == ()


def test_a_value_without_words_says_so_and_quotes_nothing(desk: Any) -> None:
    desk.wish("change", "meeting", field="venue", value="Town Hall")
    meeting = desk.seen().minutes.meeting
    assert meeting.venue == "Town Hall"
    assert [e for e in meeting.evidence if e.field == "venue"] == []
    assert meeting.flags == ("unquoted_venue",)


def test_a_date_read_otherwise_keeps_its_words(desk: Any) -> None:
    desk.wish("change", "meeting", field="date", value="2025-03-05")
    meeting = desk.seen().minutes.meeting
    (piece,) = [e for e in meeting.evidence if e.field == "date"]
    assert (meeting.date, piece.text, piece.producer) == ("2025-03-05", "Tuesday 4 March 2025", "person:ann")


def test_a_value_taken_away_leaves_no_words_behind(desk: Any) -> None:
    desk.wish("change", "p2", field="initials", value=None)
    person = desk.seen().minutes.attendees[1]
    assert person.initials is None
    assert "initials" not in {e.field for e in person.evidence if e.text != "TA"}
    assert not [flag for flag in person.flags if flag.startswith("unquoted")]


def test_a_person_renamed_is_renamed_wherever_the_record_names_her(desk: Any) -> None:
    desk.wish("change", "p1", field="name", value="Edith Marlow")
    desk.wish("change", "p2", field="name", value="Tom Ashbee")
    minutes = desk.seen().minutes
    assert minutes.meeting.chair == "Edith Marlow"
    assert minutes.actions[0].leads[0].name == "Tom Ashbee"


@pytest.mark.parametrize(
    ("field", "value", "ids"),
    [
        ("name", "Edith Marlowe", ("p1", None)),
        ("name", "Nobody Known", (None, None)),
        ("organisation", "HDT", ("p2", "o1")),
    ],
)
def test_a_leads_name_leads_to_its_person_or_body(
    desk: Any, field: str, value: str, ids: tuple[Any, Any]
) -> None:
    desk.wish("change", "a1/1", field=field, value=value)
    lead = desk.seen().minutes.actions[0].leads[0]
    assert getattr(lead, field) == value
    assert (lead.person_id, lead.organisation_id) == ids
    assert lead.flags == ()


def test_due_is_changed_by_its_parts(desk: Any) -> None:
    desk.wish("change", "a1", field="due.date", value="2025-04")
    due = desk.seen().minutes.actions[0].due
    assert (due.text, due.date, due.precision) == ("by the end of March", "2025-04", "month")


def test_accepting_a_row_takes_its_doubts_and_its_leads(desk: Any) -> None:
    desk.wish("accept", "a1")
    action = desk.seen().minutes.actions[0]
    assert (action.confidence, action.flags, action.leads[0].flags) == (1.0, (), ())


def test_rows_added_deleted_split_and_merged(desk: Any) -> None:
    added = desk.wish(
        "add",
        section="actions",
        value={"text": "welcomed everyone"},
        words=desk.pick("text", "welcomed everyone"),
    )
    desk.wish("add", f"+{added.id}", section="leads", value={"text": "EM", "name": "Edith Marlowe"})
    desk.wish("split", "o1", value={"first": "Harrowmere", "second": "Drainage Trust"})
    minutes = desk.seen().minutes
    assert (minutes.actions[0].id, minutes.actions[0].text) == ("a2", "welcomed everyone")
    assert minutes.actions[0].leads[0].person_id == "p1"
    assert minutes.actions[0].flags == ()
    assert [(o.name, o.evidence[0].text) for o in minutes.organisations] == [
        ("Harrowmere", "Harrowmere"),
        ("Drainage Trust", "Drainage Trust"),
    ]
    split = desk.made[-1]
    desk.wish("merge", "o1", others=(f"+{split.id}",))
    (one,) = desk.seen().minutes.organisations
    assert (one.name, one.aliases) == ("Harrowmere", ("HDT", "Drainage Trust"))
    desk.wish("delete", f"+{added.id}")
    assert [a.id for a in desk.seen().minutes.actions] == ["a1"]


def test_split_actions_keep_their_leads_on_both_sides(desk: Any) -> None:
    desk.wish("split", "a1", value={"first": "write to the", "second": "Harrowmere Drainage Trust (HDT)"})
    first, second = desk.seen().minutes.actions
    assert first.leads[0].person_id == second.leads[0].person_id == "p2"
    assert [e.text for e in first.evidence if e.field == "text"] == ["write to the"]


def test_deleting_a_person_leaves_no_reference_to_her(desk: Any) -> None:
    desk.wish("delete", "p2")
    minutes = desk.seen().minutes
    assert [p.id for p in minutes.attendees] == ["p1"]
    assert minutes.actions[0].leads[0].person_id is None


def test_undo_and_undo_of_undo(desk: Any, shown: Minutes) -> None:
    change = desk.wish("change", "meeting", field="venue", value="Low Fen")
    back = desk.wish("undo", undo=change.id)
    assert desk.seen().minutes.meeting == shown.meeting
    assert states(desk.seen()) == ["undone", "applied"]
    desk.wish("undo", undo=back.id)
    assert desk.seen().minutes.meeting.venue == "Low Fen"


def test_later_corrections_hold_when_text_moves_and_ids_change(
    desk: Any, later: Later, shown: Minutes
) -> None:
    desk.wish("change", "meeting", field="venue", value="Low Fen", words=desk.pick("venue", "Low Fen"))
    desk.wish("change", "p2", field="name", value="Tom Ashbee")
    desk.wish("change", "a1/1", field="name", value="Edith Marlowe")
    desk.wish("delete", "d1")
    again = later(before="DRAFT\n")
    people = [
        again.attendees[1].model_copy(update={"id": "p1"}),
        again.attendees[0].model_copy(update={"id": "p2"}),
    ]
    again = again.model_copy(update={"attendees": tuple(people)})
    overlay = desk.over(again)
    assert states(overlay) == ["applied"] * 4
    minutes = overlay.minutes
    (piece,) = [e for e in minutes.meeting.evidence if e.field == "venue"]
    assert minutes.document_text[piece.start : piece.end] == "Low Fen"
    assert [(p.id, p.name) for p in minutes.attendees] == [("p1", "Tom Ashbee"), ("p2", "Edith Marlowe")]
    assert minutes.actions[0].leads[0].person_id == "p2"
    assert minutes.decisions == ()


def test_words_that_are_gone_make_it_doubtful_and_seen(desk: Any, later: Later) -> None:
    desk.wish("change", "meeting", field="venue", value="Low Fen", words=desk.pick("venue", "Low Fen"))
    again = later(sha256="1" * 64, document_text=desk.minutes.document_text.replace("Low Fen", "Top Mill"))
    again = again.model_copy(update={"decisions": (), "actions": (), "dates": (), "organisations": ()})
    text = again.document_text
    meeting = again.meeting.model_copy(
        update={"evidence": tuple(e for e in again.meeting.evidence if text[e.start : e.end] == e.text)}
    )
    overlay = desk.over(again.model_copy(update={"meeting": meeting}))
    assert states(overlay) == ["doubtful"]
    assert "not in the document any more: Low Fen" in (overlay.laid[0].reason or "")
    assert overlay.minutes.meeting.venue is None
    assert DOUBTFUL_FLAG in overlay.minutes.flags


@pytest.mark.parametrize(
    ("sha256", "now", "state", "venue"),
    [
        (None, "Mill", "applied", "Low Fen"),  # the same file read otherwise: the person saw that file
        ("1" * 64, None, "applied", "Low Fen"),  # another file that reads the same there
        ("1" * 64, "Mill", "doubtful", "Mill"),  # the place itself may have changed
        ("1" * 64, "Low Fen", "agreed", "Low Fen"),
        (None, "Low Fen", "agreed", "Low Fen"),
    ],
)
def test_a_change_over_another_extraction_or_file(
    desk: Any, later: Later, sha256: str | None, now: str | None, state: str, venue: str
) -> None:
    desk.wish("change", "meeting", field="venue", value="Low Fen")
    overlay = desk.over(later(before="x\n", sha256=sha256, meeting__0__venue=now))
    assert states(overlay) == [state]
    assert overlay.minutes.meeting.venue == venue


def test_what_was_accepted_and_reads_otherwise_now_is_shown(desk: Any, later: Later) -> None:
    desk.wish("accept", "p1")
    held = desk.over(later(before="x\n"))
    assert states(held) == ["applied"]
    overlay = desk.over(later(before="x\n", attendees__0__status="apologies"))
    assert states(overlay) == ["doubtful"]
    assert "status" in (overlay.laid[0].reason or "")


def test_a_row_that_is_gone_is_doubtful_unless_it_was_deleted(desk: Any, later: Later) -> None:
    desk.wish("change", "d1", field="kind", value="approved")
    desk.wish("delete", "d1")
    overlay = desk.over(later(before="x\n", decisions=[]))
    assert states(overlay) == ["doubtful", "agreed"]


def test_an_added_row_that_the_extraction_finds_by_now_is_not_there_twice(desk: Any, later: Later) -> None:
    start = desk.minutes.document_text.index("Priya Nandakumar")
    desk.wish(
        "add",
        section="attendees",
        value={"name": "Priya Nandakumar", "status": "apologies", "represented_by": "Tom Ashby"},
        words=desk.pick("name", "Priya Nandakumar"),
    )
    assert [p.name for p in desk.seen().minutes.attendees][-1] == "Priya Nandakumar"
    again = later(before="x\n").model_dump(mode="json", by_alias=True)
    piece = {"field": "name", "page": 1, "start": start + 2, "end": start + 18, "text": "Priya Nandakumar"}
    again["attendees"].append(
        {
            "id": "p3",
            "name": "Priya Nandakumar",
            "status": "unknown",
            "evidence": [{**piece, "box": None, "producer": "r"}],
        }
    )
    overlay = desk.over(Minutes.model_validate(again))
    assert states(overlay) == ["agreed"]
    assert [(p.id, p.name, p.status) for p in overlay.minutes.attendees][2:] == [
        ("p3", "Priya Nandakumar", "apologies")
    ]


@pytest.mark.parametrize(
    ("wish", "state"),
    [
        ({"op": "change", "handle": "meeting", "field": "date", "value": "next week"}, "doubtful"),
        ({"op": "change", "handle": "p1", "field": "status", "value": "asleep"}, "doubtful"),
        ({"op": "add", "section": "decisions", "value": {"text": "x", "kind": "sung"}}, "doubtful"),
    ],
)
def test_what_does_not_fit_the_contract_is_not_applied(
    desk: Any, shown: Minutes, wish: Any, state: str
) -> None:
    desk.wish(**wish)
    overlay = desk.seen()
    assert states(overlay) == [state]
    assert overlay.minutes.model_copy(update={"flags": shown.flags}) == shown


def test_wishes_that_name_nothing_are_refused(desk: Any) -> None:
    for wish in (
        {"op": "delete", "handle": "p9"},
        {"op": "change", "handle": "p1", "field": "evidence", "value": []},
        {"op": "add", "section": "meeting"},
        {"op": "undo", "undo": "0" * 12},
    ):
        with pytest.raises(UsageError):
            desk.wish(**wish)
    with pytest.raises(ValueError, match="outside"):
        desk.wish("change", "meeting", field="venue", value="x", words=(Picked("venue", 5, 5),))
