"""The model of names: what its lines are labelled with, and that it is scored on bodies it has not seen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from minutebook.learn.labeller import read_labeller
from minutebook.learn.names import NameFeatures, spans_of
from minutebook.rulebook import load_rulebook
from minutebook.schema import Minutes
from minutebook.training.names import Data, collect, measure, train_names
from minutebook.training.reads import Read

TEXT = """Weir Trust
Ida Fenn, Head of Parks, Weir Council
Bo Lund, Treasurer
1. Gate
Bo Lund spoke."""


def read(body: str, harm: str = "") -> Read:
    """Minutes whose record has Ida Fenn and misses Bo Lund."""

    def quote(field: str, words: str) -> dict[str, Any]:
        start = TEXT.index(words)
        told = {"field": field, "page": None, "start": start, "end": start + len(words), "text": words}
        return {"evidence": [{**told, "box": None, "producer": "rule:x.y"}]}

    minutes = {
        "document": {"source": "a", "sha256": "0", "format": "text", "pages": None, "kind": "minutes"},
        "attendees": [{"id": "p1", "name": "Ida Fenn", "status": "present", **quote("name", "Ida Fenn")}],
        "agenda_items": [{"id": "i1", "number": "1", "title": "Gate", **quote("title", "Gate")}],
        "document_text": TEXT,
    }
    gold: dict[str, Any] = {
        "attendees": [
            {
                "name": "Ida Fenn",
                "status": "present",
                "role": "Head of Parks",
                "organisation": "Weir Council",
            },
            {"name": ["Bo Lund"], "status": "present", "role": [None, "Treasurer"]},
        ]
    }
    return Read(f"{body}-1", "own", body, Minutes.model_validate(minutes), gold, harm)


def scorer() -> Any:
    """A stand-in for the gold's scorer: equal names are one person's."""

    def name_of(one: Any) -> str:
        return one["name"][0] if isinstance(one["name"], list) else str(one["name"])

    def weight(gold: Any, found: Any) -> float:
        return float(name_of(gold) == name_of(found))

    def pair_up(gold: list[Any], found: list[Any], weigh: object, floor: float) -> tuple[list[Any], ...]:
        names = [name_of(one) for one in found]
        return [], [n for n, one in enumerate(gold) if name_of(one) not in names], []

    return SimpleNamespace(pair_up=pair_up, name_weight=weight)


def test_the_gold_labels_lists_and_prose() -> None:
    (document,) = collect([read("weir")], load_rulebook(), scorer(), invented=0).real
    told = {
        line.text: sorted((n.label, line.text[n.span.start : n.span.end]) for n in line.named)
        for line in document.head
    }
    assert told["Ida Fenn, Head of Parks, Weir Council"] == [
        ("organisation", "Weir Council"),
        ("person", "Ida Fenn"),
        ("role", "Head of Parks"),
    ]
    assert told["Bo Lund, Treasurer"] == [("person", "Bo Lund"), ("role", "Treasurer")]
    assert told["Weir Trust"] == []
    assert [(n.label, line.text) for line in document.prose for n in line.named] == [
        ("person", "Bo Lund spoke.")
    ]
    assert [n for n, _ in document.missed] == [1]


def test_it_reads_invented_lists(tmp_path: Path) -> None:
    train_names(tmp_path / "names", collect([], load_rulebook(), invented=30))
    labeller, features = read_labeller(tmp_path / "names"), NameFeatures(load_rulebook())
    line = "Orla Penrose, Head of Service, Carlbury Council"
    cut = features.cut(line)
    labels = [one.label for one in labeller.label(features.of(line, cut))]
    assert ("person", "Orla Penrose") in {
        (one.label, line[one.span.start : one.span.end]) for one, _, _ in spans_of(cut, labels)
    }


def test_the_same_data_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        train_names(tmp_path / name, collect([read("weir")], load_rulebook(), scorer(), invented=5))
    for file in ("weights.crfsuite", "facts.json"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_bodies_are_scored_by_weights_without_them_and_damage_is_only_scored() -> None:
    reads = [read(body, harm) for body in ("weir", "mill", "tarn") for harm in ("", "flat")]
    data = collect(reads, load_rulebook(), scorer(), invented=10)
    assert (len(data.real), len(data.harmed)) == (3, 3)
    assert data.training() == replace(data, harmed=[]).training()
    scores = measure(data, scorer(), folds=3)["scores"]
    told = scores["lines of attendance, bodies left out"]["gold, own sets and invented"]["person"]
    assert told["right"] + told["missed"] == 6
    assert scores["offers by likelihood damaged, bodies left out"]["0.2"]["missed"] == 3
    assert measure(data, None, folds=3)["calibration"] == []
    assert measure(Data([], [], data.invented), None) == {"calibration": [], "scores": {}}
