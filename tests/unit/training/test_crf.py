from __future__ import annotations

import json
from pathlib import Path

import pytest

from minutebook.errors import MinutebookError
from minutebook.learn.features import carried_word, word_feature
from minutebook.learn.labeller import FACTS, WEIGHTS, read_labeller
from minutebook.training.crf import Example, Settings, kept, shared_words, train


def example(body: str, *lines: tuple[str, str]) -> Example:
    features = [[word_feature("first", text.split()[0]), f"long:{len(text) > 12}"] for text, _ in lines]
    return Example(body, features, [label for _, label in lines])


def examples() -> list[Example]:
    return [
        example(
            body, ("present: names", "present"), (f"{body}son sent word", "apologies"), ("noted it", "minute")
        )
        for body in ("alder", "birch", "cedar", "damson")
    ]


def test_only_words_that_three_bodies_share_are_learnt() -> None:
    words = shared_words(examples())
    assert words == {"noted": 4, "present:": 4}
    assert kept([[word_feature("first", "alderson"), "long:True"]], words) == [["long:True"]]


def test_two_bodies_are_too_few() -> None:
    assert shared_words(examples()[:2] * 5) == {}


@pytest.mark.parametrize(
    ("feature", "word"),
    [(word_feature("first", "chair"), "chair"), (word_feature("-1", "a:w=b"), "a:w=b"), ("caps:True", None)],
)
def test_the_word_of_a_feature_is_found_again(feature: str, word: str | None) -> None:
    assert carried_word(feature) == word


def test_the_same_examples_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        train(tmp_path / name, examples(), version="1", settings=Settings(max_iterations=20))
    for file in (WEIGHTS, FACTS):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_what_was_trained_labels_and_tells_its_data(tmp_path: Path) -> None:
    train(tmp_path / "lines", examples(), version="3", facts={"scores": {"f1": 0.5}})
    labeller = read_labeller(tmp_path / "lines")
    found = labeller.label(examples()[0].features)
    assert [one.label for one in found] == ["present", "apologies", "minute"]
    assert labeller.producer == "model:lines@3"
    assert (labeller.facts["bodies"], labeller.facts["elements"]) == (4, 12)
    assert labeller.facts["scores"] == {"f1": 0.5}
    for chances, one in zip(labeller.probabilities(examples()[0].features), found, strict=True):
        assert sum(chances.values()) == pytest.approx(1.0)
        assert chances[one.label] == pytest.approx(one.probability)


def test_nothing_to_label_gives_nothing(tmp_path: Path) -> None:
    train(tmp_path / "lines", examples(), version="1")
    assert read_labeller(tmp_path / "lines").label([]) == ()


def test_weights_of_other_facts_are_refused(tmp_path: Path) -> None:
    train(tmp_path / "lines", examples(), version="1")
    facts = json.loads((tmp_path / "lines" / FACTS).read_text("utf-8"))
    (tmp_path / "lines" / FACTS).write_text(json.dumps({**facts, "labels": ["other"]}), encoding="utf-8")
    with pytest.raises(MinutebookError, match="make train"):
        read_labeller(tmp_path / "lines")


def test_broken_weights_are_told(tmp_path: Path) -> None:
    train(tmp_path / "lines", examples(), version="1")
    (tmp_path / "lines" / WEIGHTS).write_bytes(b"lCRFnothing")
    with pytest.raises(MinutebookError, match="make train"):
        read_labeller(tmp_path / "lines")


def test_what_only_other_bodies_share_is_no_word_to_learn() -> None:
    words = [Example(body, [[word_feature("word", "gate")]], ["a"]) for body in ("a", "b", "c", "x")]
    assert shared_words(words) == {"gate": 4}
    assert shared_words(words, among={"a", "b", "c"}) == {"gate": 3}
    assert shared_words(words, among={"a", "b"}) == {}
