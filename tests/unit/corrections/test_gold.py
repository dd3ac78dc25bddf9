"""Corrected records as gold: in the shape of the gold beside the project, and right by its own scorer."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import minutebook
from minutebook.corrections.gold import to_gold
from minutebook.schema import Minutes
from minutebook.training.gold import load_scorer

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared"
SAMPLES = ROOT / "data" / "samples"
NAMES = ("harnmoor-scp-2023-05-16.txt", "harnmoor-scp-action-log-2023-06.md", "wyreholt-csp-2023-11-23.docx")
# The keys of each part of a gold file, as the gold's README fixes them.
SHAPE = {
    "attendees": "name honorific initials role organisation status capacity deputising_for represented_by note",
    "organisations": "name aliases kind",
    "agenda_items": "number title parent presenters",
    "actions": "ref text leads due status completed accepted origin update agenda_item",
    "decisions": "text kind agenda_item votes",
    "dates": "text start end precision role",
}


@pytest.fixture(scope="module", params=NAMES)
def record(request: pytest.FixtureRequest) -> Minutes:
    return minutebook.extract(SAMPLES / request.param)


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    path = SHARED / "evaluate" / "score.py"
    if not path.exists():
        pytest.skip(f"no scorer at {path}")
    return load_scorer(path)


def test_gold_has_the_shape_of_gold(record: Minutes) -> None:
    gold: dict[str, Any] = json.loads(to_gold(record))
    assert list(gold) == ["document", "meeting", *SHAPE]
    for section, keys in SHAPE.items():
        for entry in gold[section]:
            assert sorted(entry) == sorted(keys.split()), section
    for action in gold["actions"]:
        assert sorted(action["due"]) == ["date", "precision", "text"]
        assert all(sorted(lead) == ["name", "organisation", "text"] for lead in action["leads"])


def test_a_record_is_wholly_right_by_the_gold_made_of_it(record: Minutes, scorer: ModuleType) -> None:
    score = scorer.Score()
    scorer.score_document(
        score, json.loads(to_gold(record)), json.loads(record.model_dump_json(by_alias=True))
    )
    assert score.errors == []
    assert scorer.macro_f1(score) == 1.0
    assert score.table["actions"].tp == len(record.actions)


def test_what_was_put_right_counts(scorer: ModuleType) -> None:
    """The extraction is scored against the gold of its corrected self: one wrong name is one extra."""
    record = minutebook.extract(SAMPLES / NAMES[0])
    first, *others = record.attendees
    right = record.model_copy(
        update={"attendees": (first.model_copy(update={"name": "Zita Quorn"}), *others)}
    )
    score = scorer.Score()
    scorer.score_document(
        score, json.loads(to_gold(right)), json.loads(record.model_dump_json(by_alias=True))
    )
    figures = score.table["attendees"].figures()
    assert (figures["fp"], figures["fn"]) == (1, 1)
