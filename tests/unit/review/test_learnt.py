"""What one document's corrections teach about another: the same words in the same field of the same body."""

from __future__ import annotations

from typing import Any

import pytest

from minutebook.book.outcome import Outcome
from minutebook.corrections.lay import lay
from minutebook.corrections.log import Log
from minutebook.corrections.make import Signed, Wish, make
from minutebook.corrections.schema import Correction
from minutebook.review.learnt import Learnt
from minutebook.schema import Minutes

TEXT = "Fen Board\nAda Vern of Fenwick Council (FC)\nAV will ask.\n"


def record(stem: str, body: str = "Fen Board", **more: Any) -> Minutes:
    document = {
        "source": f"{stem}.txt",
        "sha256": stem * 64,
        "format": "text",
        "pages": None,
        "kind": "minutes",
    }
    action = {"id": "a1", "text": "ask", "leads": [{"text": "AV"}], "status": "open", "origin": "new"}
    base: dict[str, Any] = {
        "meeting": {"body": body, "venue": "Low Hal"},
        "attendees": [{"id": "p1", "name": "Ada Vern", "status": "present"}],
        "organisations": [{"id": "o1", "name": "Fenwick Council", "kind": "council"}],
        "actions": [action],
        "document_text": TEXT,
    }
    return Minutes.model_validate({"document": document, **base, **more})


class Shelf:
    """Records by stem, and what was put right in each."""

    def __init__(self, **records: Minutes) -> None:
        self.records = records
        self.made: dict[str, list[Correction]] = {stem: [] for stem in records}
        outcomes = {
            stem: Outcome(
                source=f"{stem}.txt", document=stem, status="ok", body=one.meeting and one.meeting.body
            )
            for stem, one in records.items()
        }
        self.learnt = Learnt((), outcomes)

    def put_right(self, stem: str, **wish: Any) -> str:
        minutes, made = self.records[stem], self.made[stem]
        number = sum(map(len, self.made.values()))
        signed = Signed(f"{number:012x}", "ann", f"2025-03-04T10:00:{number:02}Z")
        made.append(make(Wish(signed=signed, **wish), minutes, lay(minutes, made), "ann"))
        self.learnt.take(Log(stem, tuple(made)))
        return signed.id

    def offered(self, stem: str) -> list[tuple[str, str, str]]:
        overlay = lay(self.records[stem], self.made[stem])
        found = self.learnt.suggest(stem, overlay.rows, overlay.laid)
        return [(one.handle, one.field, one.shown) for one in found]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf(a=record("a"), b=record("b"), d=record("d", body="Mill Board"))


@pytest.mark.parametrize(
    ("handle", "field", "value", "shown"),
    [
        ("p1", "name", "Ada Verne", "Ada Verne"),
        ("o1", "name", "Fenwick Borough Council", "Fenwick Borough Council"),
        ("o1", "aliases", ["FC"], "FC"),
        ("a1/1", "name", "Ada Vern", "Ada Vern"),
        ("a1/1", "organisation", "Fenwick Council", "Fenwick Council"),
        ("meeting", "venue", "Low Hall", "Low Hall"),
        ("meeting", "body", "Fenn Board", "Fenn Board"),
    ],
)
def test_what_recurs_is_offered_to_the_same_body_only(
    shelf: Shelf, handle: str, field: str, value: Any, shown: str
) -> None:
    shelf.put_right("a", op="change", handle=handle, field=field, value=value)
    assert shelf.offered("b") == [(handle, field, shown)]
    assert shelf.offered("a") == []
    assert shelf.offered("d") == []


@pytest.mark.parametrize(
    ("handle", "field", "value"),
    [
        ("meeting", "date", "2025-03-04"),
        ("p1", "status", "apologies"),
        ("p1", "role", "Clerk"),
        ("a1", "text", "ask again"),
        ("o1", "aliases", ["FWC"]),
    ],
)
def test_what_is_of_one_document_is_not_offered(shelf: Shelf, handle: str, field: str, value: Any) -> None:
    """A day or a task does not recur, what was empty may be empty rightly, an alias must stand in the text."""
    shelf.put_right("a", op="change", handle=handle, field=field, value=value)
    assert shelf.offered("b") == []


def test_an_alias_begins_and_ends_with_its_words(shelf: Shelf) -> None:
    shelf.put_right("a", op="change", handle="o1", field="aliases", value=["wick", "FC"])
    assert shelf.offered("b") == [("o1", "aliases", "FC")]


def test_what_was_undone_taken_or_accepted_is_offered_no_more(shelf: Shelf) -> None:
    first = shelf.put_right("a", op="change", handle="p1", field="name", value="Ada Verne")
    assert shelf.offered("b") == [("p1", "name", "Ada Verne")]
    shelf.put_right("b", op="accept", handle="p1")
    assert shelf.offered("b") == []
    shelf.put_right("b", op="undo", undo=shelf.made["b"][-1].id)
    assert shelf.offered("b") == [("p1", "name", "Ada Verne")]
    shelf.put_right("b", op="change", handle="p1", field="name", value="A Vern")
    # She had the last word here; the other document is offered hers, and she not the other's.
    assert shelf.offered("b") == []
    shelf.put_right("a", op="undo", undo=first)
    assert shelf.offered("a") == [("p1", "name", "A Vern")]


def test_another_lead_of_the_same_document_is_offered_it(shelf: Shelf) -> None:
    action = {"id": "a2", "text": "ring", "leads": [{"text": "AV"}], "status": "open", "origin": "new"}
    first = record("a").actions[0].model_dump(mode="json")
    two = Shelf(a=record("a", actions=[first, action]))
    two.put_right("a", op="change", handle="a1/1", field="name", value="Ada Vern")
    assert two.offered("a") == [("a2/1", "name", "Ada Vern")]
