"""What the labeller adds to a layout: with a labeller made for the test, and with the weights that ship."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import pytest

from minutebook.document import Document, DocumentBuilder
from minutebook.layout import LineModel, segment
from minutebook.layout.learnt.policy import Policy
from minutebook.learn.features import Features
from minutebook.nlp import load_reader
from minutebook.rulebook import load_rulebook
from minutebook.stages.attendance import find_attendees
from minutebook.stages.context import Context

SURE = ((0.0, 1.0), (1.0, 1.0))
POLICY = Policy(0.9, 0.9, 0.9, 0.5, {"fill_people": SURE, "fill_status": SURE, "fill_furniture": SURE})
OPEN = Policy(0.9, 0.9, 0.9, 0.5, {"fill_people": SURE})


@dataclass(frozen=True)
class Told:
    """Stands in for a labeller: the labels are told beforehand, each quite sure."""

    labels: Sequence[str]
    producer: str = "model:zones@9"

    def read(self, features: Features) -> tuple[tuple[str, dict[str, float]], ...]:
        assert len(features) == len(self.labels)
        return tuple((label, {label: 1.0}) for label in self.labels)


def document(*lines: str) -> Document:
    builder = DocumentBuilder()
    for line in lines:
        builder.add(line)
    return builder.build(source="x.txt", sha256="0", format="text")


ROUND = document(
    "Alder Trust, 4 May 2021",
    "Round the fire",
    "Ida Fenn, Treasurer",
    "Bo Lund, Clerk",
    "Far from it",
    "Kit Marsh",
    "Jo Hart",
    "1. Welcome",
    "All were welcomed.",
)
LABELS = ["title", *["present"] * 3, *["apologies"] * 3, "item_heading", "minute"]


def people(given: Document, labels: Sequence[str], policy: Policy = POLICY) -> dict[str, Any]:
    rulebook = load_rulebook()
    model = LineModel(cast("Any", Told(labels)), policy)
    layout = segment(given, rulebook, model)
    return {p.name: p for p in find_attendees(Context(given, layout, rulebook, load_reader()))}


def test_rules_alone_find_none_of_them() -> None:
    layout = segment(ROUND, load_rulebook())
    assert not layout.blocks("present", "apologies")


def test_people_under_headings_of_no_rule_are_found_with_their_status() -> None:
    found = people(ROUND, LABELS)
    assert {name: p.status for name, p in found.items()} == {
        "Ida Fenn": "present",
        "Bo Lund": "present",
        "Kit Marsh": "apologies",
        "Jo Hart": "apologies",
    }
    assert found["Ida Fenn"].role == "Treasurer"
    status = next(q for q in found["Kit Marsh"].quotes if q.field == "status")
    assert ROUND[status.span] == "Far from it"
    assert status.producer == "model:zones@9"
    assert "list_without_heading" in found["Bo Lund"].flags


def test_words_before_the_names_are_no_role() -> None:
    given = document("Alder Trust", "Round the fire: Ida Fenn, Bo Lund, Kit Marsh", "1. Welcome")
    found = people(given, ["title", "present", "item_heading"])
    assert {(p.name, p.status, p.role) for p in found.values()} == {
        ("Ida Fenn", "present", None),
        ("Bo Lund", "present", None),
        ("Kit Marsh", "present", None),
    }


def test_who_came_is_unknown_where_the_list_leaves_it_open() -> None:
    found = people(ROUND, LABELS, OPEN)
    assert {p.status for p in found.values()} == {"unknown"}
    assert not [q for p in found.values() for q in p.quotes if q.field == "status"]


def test_minutes_that_the_rules_read_are_left_as_they_are() -> None:
    given = document("Alder Trust", "Present:", "Ida Fenn", "Bo Lund", "1. Welcome")
    rulebook = load_rulebook()
    plain = segment(given, rulebook)
    heard = segment(given, rulebook, LineModel(cast("Any", Told(["apologies"] * 5)), POLICY))
    assert heard.zones == plain.zones
    assert heard.items == plain.items
    assert heard.learnt == {}


@pytest.mark.parametrize("text", ["Sheet 3 of 9", "Alder Trust – in confidence"])
def test_page_furniture_is_no_text_of_an_item(text: str) -> None:
    given = document("Alder Trust", "1. Welcome", "Ida Fenn opened the meeting.", text, "It closed at noon.")
    labels = ["title", "item_heading", "minute", "furniture", "minute"]
    layout = segment(given, load_rulebook(), LineModel(cast("Any", Told(labels)), POLICY))
    assert layout.zone(given.blocks[3]) == "furniture"
    assert layout.zone(given.blocks[4]) == "item"
