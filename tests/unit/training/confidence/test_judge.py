"""Which values count as right, by a scorer of the shape that the gold has."""

from types import SimpleNamespace
from typing import Any

import pytest

from minutebook.training.confidence.judge import judge


def pair_up(gold: list[Any], found: list[Any], weight: Any, floor: float) -> Any:
    pairs = [(i, j) for i, g in enumerate(gold) for j, p in enumerate(found) if weight(g, p) >= floor]
    lone = [i for i in range(len(gold)) if i not in {a for a, _ in pairs}]
    extra = [j for j in range(len(found)) if j not in {b for _, b in pairs}]
    return pairs, lone, extra


def same(a: Any, b: Any) -> bool:
    return bool(a == b)


SCORER: Any = SimpleNamespace(
    pair_up=pair_up,
    name_weight=lambda g, p: float(g["name"] == p["name"]),
    action_weight=lambda g, p: float(g["text"] == p["text"]),
    ATTENDEE_FIELDS=(("status", same), ("deputising_for", same), ("represented_by", same)),
    options=lambda value: [] if value is None else value if isinstance(value, list) else [value],
    same_exact=same,
    same_date=same,
    same_name=same,
    norm_name=str.lower,
    misread=lambda g, p: bool(p.get("name")) and "name" in g and g["name"] != p["name"],
)


def verdicts(gold: dict[str, Any], found: dict[str, Any]) -> list[Any]:
    return list(judge(SCORER, gold, found))


@pytest.mark.parametrize(
    ("gold", "found", "wanted"),
    [
        ([{"name": "A", "status": "present"}], [{"name": "A", "status": "present"}], [True]),
        ([{"name": "A", "status": "apologies"}], [{"name": "A", "status": "present"}], [False]),
        ([{"name": "A", "status": ["present", "unknown"]}], [{"name": "A", "status": "unknown"}], [True]),
        ([{"name": "A", "deputising_for": "B"}], [{"name": "A", "deputising_for": None}], [True]),
        ([{"name": "A", "deputising_for": "B"}], [{"name": "A", "deputising_for": "C"}], [False]),
        ([{"name": "A", "optional": True}], [{"name": "A", "status": "present"}], []),
        ([], [{"name": "A", "status": "present"}], [False]),
    ],
)
def test_attendees(gold: list[Any], found: list[Any], wanted: list[bool]) -> None:
    assert [right for *_, right in verdicts({"attendees": gold}, {"attendees": found})] == wanted


def test_an_action_that_the_gold_does_not_have_takes_its_leads_and_day_with_it() -> None:
    found = {"actions": [{"text": "x", "leads": [{"text": "AB"}], "due": {"date": "2024-05-01"}}]}
    assert verdicts({"actions": []}, found) == [
        ("actions", 0, -1, False),
        ("leads", 0, 0, False),
        ("due", 0, -1, False),
    ]


def test_a_lead_is_right_where_it_stands_for_the_right_person() -> None:
    gold = {
        "actions": [{"text": "x", "leads": [{"text": "AB", "name": "Ann Bell"}], "due": {"date": "2024-05"}}]
    }
    lead = {"text": "AB", "name": "Alan Bird"}
    found = {"actions": [{"text": "x", "leads": [lead, {"text": "CD"}], "due": {"date": "2024-05"}}]}
    assert verdicts(gold, found) == [
        ("actions", 0, -1, True),
        ("leads", 0, 0, False),
        ("leads", 0, 1, False),
        ("due", 0, -1, True),
    ]
