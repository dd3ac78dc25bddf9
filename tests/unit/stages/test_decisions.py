"""Decisions: explicit outcomes and their kind, and what only speaks of decisions."""

from __future__ import annotations

import pytest

from minutebook.document import DocumentBuilder
from minutebook.evidence import DecisionFinding
from minutebook.layout import segment
from minutebook.nlp import load_reader
from minutebook.rulebook import load_rulebook
from minutebook.stages.context import Context
from minutebook.stages.decisions import find_decisions


def found(*lines: str, kinds: tuple[str, ...] = ()) -> tuple[DecisionFinding, ...]:
    builder = DocumentBuilder()
    for number, line in enumerate(lines):
        listed = number < len(kinds) and kinds[number] == "list_item"
        builder.add(line, kind="list_item" if listed else "paragraph")
    document = builder.build(source="x.txt", sha256="0", format="text")
    rulebook = load_rulebook()
    given = Context(document, segment(document, rulebook), rulebook, load_reader())
    out = find_decisions(given)
    assert all(document[one.quotes[0].span] == one.text for one in out)
    return out


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The minutes of 3 May were agreed as a correct record.", "approved"),
        ("The plan was unanimously approved.", "approved"),
        ("Approved by consensus", "approved"),
        ("RESOLVED: That a new pump be bought.", "resolved"),
        ("Proposed by Cllr Tarr, seconded by Dr Rushby.", "resolved"),
        ("The motion was carried.", "resolved"),
        ("It was agreed that the audit should look at hoarding.", "agreed"),
        ("AGREED: that the panel meet weekly.", "agreed"),
        ("The Board noted the position.", "noted"),
        ("The report was received and noted.", "noted"),
        ("The Panel deferred its answer to the June meeting.", "deferred"),
        ("It was agreed to defer the paper.", "deferred"),
        ("The proposal to charge for parking was not supported.", "rejected"),
        ("An amendment to wait a year was lost.", "rejected"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert [(one.text, one.kind) for one in found(text)] == [(text, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "The strategy has to be approved in May.",
        "As previously agreed, the fee is £5.",
        "AP agreed to write to the school.",
        "It was noted that the hall is cold.",
        "The dispute was resolved last year.",
    ],
)
def test_what_is_no_decision(text: str) -> None:
    assert found(text) == ()


def test_a_label_alone_takes_what_stands_before_it() -> None:
    (one,) = found("The fee shall stay at £5. Agreed.")
    assert (one.text, one.kind) == ("The fee shall stay at £5. Agreed.", "agreed")


def test_a_label_that_opens_a_list_makes_each_item_a_decision() -> None:
    lines = (
        "RESOLVED: That",
        "the report be received and noted;",
        "the clerk write to the owner.",
        "Then tea.",
    )
    out = found(*lines, kinds=("paragraph", "list_item", "list_item", "paragraph"))
    assert [(one.text, one.kind) for one in out] == [(lines[1], "noted"), (lines[2], "resolved")]


def test_votes_as_counted() -> None:
    (one,) = found("The Board approved the bid by six votes to one, with two abstentions.")
    assert one.votes == (6, 1, 2)
    (other,) = found("The Board approved the bid.")
    assert other.votes is None
