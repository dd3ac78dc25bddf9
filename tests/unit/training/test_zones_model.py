from __future__ import annotations

from pathlib import Path

import pytest

from minutebook.document import DocumentBuilder
from minutebook.layout import segment
from minutebook.learn.labeller import FACTS, WEIGHTS
from minutebook.rulebook import load_rulebook
from minutebook.training.crf import Settings
from minutebook.training.generator import invent
from minutebook.training.gold import Gold
from minutebook.training.silver import silver_labels
from minutebook.training.zones import HARMS, UNSEEN, harmed_document, harmed_labels
from minutebook.training.zones_model import SCORED, Data, collect, parts, train_zones

TINY = Settings(max_iterations=5)


def gold(name: str) -> Gold:
    """An invented document with the record that its labels amount to."""
    one = invent(name)
    people = [
        {"name": one.document[mark.span], "status": label}
        for block, label in zip(one.document.blocks, one.labels, strict=True)
        for mark in one.names
        if mark.what == "person" and block.span.overlaps(mark.span) and label in ("present", "apologies")
    ]
    record = {"document": {"kind": "minutes"}, "meeting": {"body": one.body}, "attendees": people}
    return Gold(name, "invented", one.body, one.document, record)


@pytest.fixture(scope="module")
def data() -> Data:
    return collect([gold(name) for name in ("elm", "fir", "yew")], load_rulebook(), invented=4)


def test_training_twice_gives_the_same_bytes(tmp_path: Path, data: Data) -> None:
    for name in ("one", "two"):
        train_zones(tmp_path / name, data, lambda _: None, folds=2, settings=TINY)
    for file in (WEIGHTS, FACTS):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_scores_with_and_without_gold_are_recorded(tmp_path: Path, data: Data) -> None:
    facts = train_zones(tmp_path / "zones", data, lambda _: None, folds=2, settings=TINY)
    scores = facts["scores"][SCORED]
    assert set(scores) == {"rules", "gold and invented", "invented only"}
    assert all(set(by_harm) == {"whole", *HARMS, UNSEEN} for by_harm in scores.values())
    assert all(0.0 <= share <= 1.0 for by_harm in scores.values() for share in by_harm.values())


def test_without_gold_nothing_is_calibrated_and_weights_come_all_the_same(tmp_path: Path) -> None:
    facts = train_zones(
        tmp_path / "zones", collect([], load_rulebook(), invented=4), lambda _: None, settings=TINY
    )
    assert facts["calibration"] == {}
    assert (tmp_path / "zones" / WEIGHTS).stat().st_size > 0


def test_a_body_left_out_is_in_no_training_example(data: Data) -> None:
    body = data.bodies()[0]
    assert body not in {example.body for example in data.training([body])}
    assert len(data.training(gold=False)) == 4


def test_parts_cover_every_body_once() -> None:
    assert sorted(body for part in parts(list("abcdefg"), 3) for body in part) == list("abcdefg")


@pytest.mark.parametrize("harm", [*HARMS, UNSEEN])
def test_each_harmed_block_keeps_the_label_of_where_it_comes_from(harm: str) -> None:
    one = gold("oak")
    layout = segment(one.document, load_rulebook())
    labels = dict(zip((b.index for b in one.document.body), silver_labels(layout, one.record, load_rulebook()), strict=True))  # fmt: skip
    document, blocks = harmed_document(layout, harm, "oak")
    found = harmed_labels(layout, blocks, labels, harm)
    assert len(found) == len(document.body)
    for block, torn, label in zip(blocks, document.body, found, strict=True):
        assert torn.text == block.text
        assert label == labels[block.index] or (harm == "furniture" and label == "furniture")


def test_silver_labels_follow_the_record() -> None:
    builder = DocumentBuilder()
    for line in (
        "Alder Trust",
        "Present: Ida Fenn, Bo Lund",
        "Apologies: Kit Marsh",
        "1. Welcome",
        "All were welcomed.",
        "2. Rents",
        "The rents were agreed.",
        "Bo Lund to write to the tenants.",
    ):
        builder.add(line)
    document = builder.build(source="x.txt", sha256="0", format="text")
    record = {
        "meeting": {"body": ["Alder Trust", None]},
        "attendees": [{"name": "Ida Fenn", "status": "present"}, {"name": ["Kit Marsh"], "status": "absent"}],
        "decisions": [{"text": "The rents were agreed."}],
        "actions": [{"text": "Bo Lund to write to the tenants", "origin": "carried_forward"}],
    }
    found = silver_labels(segment(document, load_rulebook()), record, load_rulebook())
    assert found == (
        *("title", "present", "absent", "item_heading", "minute", "item_heading", "decision", "tracker"),
    )
