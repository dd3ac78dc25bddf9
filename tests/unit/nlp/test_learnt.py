"""The components that were trained here, as spaCy runs them."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutebook.learn import labeller
from minutebook.nlp.learnt import LearntReader

PARAGRAPH = "The Board noted the report. It was left with Ada Vern to price a new gate and report back."


def test_the_sentences_of_a_doc_come_with_their_probabilities() -> None:
    import spacy

    import minutebook.nlp.components  # noqa: F401 - registers the components

    nlp = spacy.blank("en")
    nlp.add_pipe("commitments", config={"least": 0.5})
    doc = nlp(PARAGRAPH)
    (found,) = doc.spans["commitments"]
    (score,) = doc.spans["commitments"].attrs["scores"]
    assert found.text.startswith("It was left with Ada Vern")
    assert found.label_ == "commitment"
    assert 0.5 <= score <= 1


def test_every_sentence_is_scored_with_its_place_in_the_paragraph() -> None:
    (narrative, task), none = LearntReader().commitments([PARAGRAPH, " "], frozenset({"Ada", "Vern"}))
    assert PARAGRAPH[narrative.span.start : narrative.span.end] == "The Board noted the report."
    assert narrative.probability < 0.2 < 0.6 < task.probability
    assert none == []


def test_without_weights_nothing_is_marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labeller, "models_folder", lambda: tmp_path)
    labeller.load_labeller.cache_clear()
    assert LearntReader().commitments([PARAGRAPH]) == [[]]
    assert LearntReader().names(["Ida Fenn, Clerk"]) == [[]]
    labeller.load_labeller.cache_clear()


def test_a_line_of_attendance_is_told_apart() -> None:
    line = "Ida Fenn, Head of Service, Weir Borough Council"
    (found,) = LearntReader().names([line])
    assert [(one.label, line[one.span.start : one.span.end]) for one in found] == [
        ("person", "Ida Fenn"),
        ("role", "Head of Service"),
        ("organisation", "Weir Borough Council"),
    ]
    assert all(0 < one.probability <= 1 for one in found)
