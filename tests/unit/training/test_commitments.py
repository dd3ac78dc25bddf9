"""The sentence model: it learns invented commitments, and is scored on bodies that it has not seen."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from minutebook.learn.labeller import read_labeller
from minutebook.learn.sentences import SentenceFeatures
from minutebook.rulebook import load_rulebook
from minutebook.schema import Minutes
from minutebook.training.commitments import LABEL, Data, collect, measure, train_commitments
from minutebook.training.offers_score import Heard, counted
from minutebook.training.reads import Read

LINES = (
    "AO will circulate the plan.",
    "The leaflet was received with thanks.",
    "BL to write to the school about the gate.",
    "CM may look at the hedge one day.",
)


def read(body: str) -> Read:
    """Minutes of which the rules took the first line for an action and missed the third; the last is optional."""
    text = "\n".join(LINES)
    quote = {"field": "text", "page": None, "start": 0, "end": len(LINES[0]), "text": LINES[0], "box": None}
    action = {"id": "a1", "text": LINES[0], "status": "open", "origin": "new"}
    minutes = {
        "document": {"source": "a", "sha256": "0", "format": "text", "pages": None, "kind": "minutes"},
        "actions": [{**action, "evidence": [{**quote, "producer": "rule:x.y"}]}],
        "document_text": text,
    }
    gold: dict[str, Any] = {
        "actions": [{"text": LINES[0]}, {"text": [LINES[2]]}, {"text": LINES[3], "optional": True}]
    }
    return Read(f"{body}-1", "own", body, Minutes.model_validate(minutes), gold)


def scorer() -> Any:
    """A stand-in for the gold's scorer: equal texts are pairs."""

    def pair_up(gold: list[Any], found: list[Any], weight: object, floor: float) -> tuple[list[Any], ...]:
        texts = [one["text"] for one in found]
        return [], [n for n, one in enumerate(gold) if one["text"] not in texts], []

    return SimpleNamespace(pair_up=pair_up, action_weight=None)


def test_labels_follow_the_gold_and_what_the_record_quotes() -> None:
    (document,) = collect([read("weir")], load_rulebook(), scorer(), invented=0).real
    told = [(p.labels[0], p.taken[0], sorted(p.holds[0])) for p in document.paragraphs]
    assert told == [(LABEL, True, []), ("other", False, []), (LABEL, False, [1]), (None, False, [])]
    assert document.missed == 1


def test_what_the_gold_leaves_open_is_not_learnt() -> None:
    data = collect([read("weir")], load_rulebook(), scorer(), invented=0)
    assert len(data.training()) == 3
    assert data.training(leave_out=["weir"]) == []


def test_it_tells_invented_commitments_from_narrative(tmp_path: Path) -> None:
    train_commitments(tmp_path / "commitments", collect([], load_rulebook(), invented=120))
    labeller = read_labeller(tmp_path / "commitments")
    features = SentenceFeatures(load_rulebook())
    texts = ["AO will circulate the action plan.", "The leaflet was received with thanks."]
    sure = [labeller.probabilities(features.of([text], {"AO"}))[0][LABEL] for text in texts]
    assert sure[0] > 0.5 > sure[1]


def test_the_same_data_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        train_commitments(tmp_path / name, collect([read("weir")], load_rulebook(), scorer(), invented=10))
    for file in ("weights.crfsuite", "facts.json"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_bodies_are_scored_by_weights_without_them() -> None:
    data = collect([read(body) for body in ("weir", "mill", "tarn")], load_rulebook(), scorer(), invented=20)
    facts = measure(data, folds=3)
    bars = facts["scores"]["sentences, bodies left out"]["gold, own sets and invented"]
    assert bars["0.3"]["right"] > bars["0.3"]["wrong"]
    assert bars["0.9"]["missed"] >= bars["0.3"]["missed"]
    assert facts["calibration"]
    assert measure(data, folds=3, judged=False)["calibration"] == []
    assert measure(Data([], data.invented)) == {"calibration": [], "scores": {}}


@pytest.mark.parametrize(
    ("heard", "told"),
    [
        (
            Heard(0.9, True, False, (("a", 1),), ""),
            {"offers": 1, "right": 1, "allowed": 0, "wrong": 0, "found": 1},
        ),
        (Heard(0.9, None, False, (), ""), {"offers": 1, "right": 0, "allowed": 1, "wrong": 0, "found": 0}),
        (Heard(0.9, False, False, (), ""), {"offers": 1, "right": 0, "allowed": 0, "wrong": 1, "found": 0}),
        (Heard(0.9, True, True, (), ""), {"offers": 0, "right": 0, "allowed": 0, "wrong": 0, "found": 0}),
        (
            Heard(0.1, True, False, (("a", 1),), ""),
            {"offers": 0, "right": 0, "allowed": 0, "wrong": 0, "found": 0},
        ),
    ],
)
def test_an_offer_is_right_where_it_holds_what_was_missed(heard: Heard, told: dict[str, int]) -> None:
    assert counted([heard], [[0.0, 0.0], [1.0, 1.0]], 1)["0.5"] == told | {"missed": 1}
