"""What is offered of a record: what no entry quotes, from a likelihood on, and never of what is no minutes."""

from __future__ import annotations

from typing import Any

import pytest

from minutebook.learn.labeller import load_labeller
from minutebook.offers import possible
from minutebook.offers.offer import offered_from
from minutebook.schema import Minutes

LEFT = "It was left with Ada Vern to price a new gate and report back."
DONE = "BL will write to the school."
TEXT = f"""Weir Trust
Present: Ada Vern, Bo Lund (BL)
It was left with Ada Vern to price a bell and report back.
1. The gate
The gate was painted in May. {LEFT}
2. The school
{DONE}
"""


def record(**more: Any) -> Minutes:
    """A record of TEXT: two items, one action, quotes on two pages."""

    def quote(field: str, words: str, page: int | None) -> dict[str, Any]:
        start = TEXT.index(words)
        end = start + len(words)
        told = {"field": field, "page": page, "start": start, "end": end, "text": words}
        return {"evidence": [{**told, "box": None, "producer": "rule:x.y"}]}

    items = [
        {"id": "i1", "number": "1", "title": "The gate", **quote("title", "1. The gate", 1)},
        {"id": "i2", "number": "2", "title": "The school", **quote("title", "2. The school", 1)},
    ]
    document = {"source": "a.txt", "sha256": "0", "format": "text", "pages": None, "kind": "minutes"}
    action = {"id": "a1", "text": DONE, "status": "open", "origin": "new", **quote("text", DONE, 2)}
    people = [
        {"id": "p1", "name": "Ada Vern", "status": "present"},
        {"id": "p2", "name": "Bo Lund", "status": "present"},
    ]
    told = {"document": document, "attendees": people, "agenda_items": items, "actions": [action]}
    return Minutes.model_validate({**told, "document_text": TEXT, **more})


def test_a_task_that_no_action_quotes_is_offered_with_its_words_and_page() -> None:
    (offer,) = possible(record())
    assert (offer.section, offer.text, TEXT[offer.start : offer.end]) == ("actions", LEFT, LEFT)
    assert offer.page == 1
    assert offered_from("commitments") <= offer.likelihood <= 1
    assert offer.producer == "model:commitments@1"


def test_what_an_action_quotes_is_not_offered() -> None:
    assert DONE in [offer.text for offer in possible(record(actions=[]))]
    assert DONE not in [offer.text for offer in possible(record())]


@pytest.mark.parametrize("kind", ["agenda", "report", "action_log", "other"])
def test_nothing_is_offered_of_what_is_no_minutes(kind: str) -> None:
    document = record().document.model_dump() | {"kind": kind}
    assert possible(record(document=document)) == ()


def test_the_likelihood_rises_with_the_probability_and_stays_a_share() -> None:
    model = load_labeller("commitments")
    assert model is not None
    points = model.facts["calibration"]
    assert points == sorted(points)
    shares = [share for _, share in points]
    assert shares == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] <= 1


LIST = """Weir Trust
Members who came
Ida Fenn, Head of Service, Weir Borough Council
Bo Lund, Treasurer, Tarn Housing Association
1. The gate
Ida Fenn spoke.
"""


def test_a_name_that_no_attendee_quotes_is_offered_with_its_line() -> None:
    start = LIST.index("Ida Fenn")
    quote = {"field": "name", "page": None, "start": start, "end": start + 8, "text": "Ida Fenn", "box": None}
    ida = {
        "id": "p1",
        "name": "Ida Fenn",
        "status": "present",
        "evidence": [{**quote, "producer": "rule:x.y"}],
    }
    begin = LIST.index("The gate")
    title = {**quote, "field": "title", "start": begin, "end": begin + 8, "text": "The gate"}
    item = {"id": "i1", "number": "1", "title": "The gate", "evidence": [{**title, "producer": "rule:x.y"}]}
    told = {"agenda_items": [item], "actions": [], "document_text": LIST}
    both = possible(record(attendees=[], **told))
    assert {offer.text for offer in both if offer.section == "attendees"} == {"Ida Fenn", "Bo Lund"}
    (one,) = possible(record(attendees=[ida], **told))
    assert (one.text, LIST[one.start : one.end]) == ("Bo Lund", "Bo Lund")
    assert one.line == "Bo Lund, Treasurer, Tarn Housing Association"
    assert one.producer == "model:names@1"
