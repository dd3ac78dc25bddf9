"""Reads paragraphs with the components that this project trained, and spaCy's tokenizer."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from minutebook.document import Span
from minutebook.nlp.words import readable


class Scored(NamedTuple):
    """Words of a paragraph, counted from its start, and the raw probability of their label."""

    span: Span
    label: str
    probability: float


class LearntReader:
    """A pipeline of the trained components, made when it is first asked; not for two threads at once."""

    def __init__(self, rules: Path | None = None) -> None:
        self._rules = rules
        self._pipes: dict[str, Any] = {}

    def commitments(
        self, paragraphs: Iterable[str], listed: AbstractSet[str] = frozenset()
    ) -> list[list[Scored]]:
        """Every sentence of each paragraph with the probability that it commits somebody to do something.

        `listed` are the initials and the parts of the names of those whom the minutes list. Empty lists where
        this installation has no weights.
        """
        return self._spans("commitments", paragraphs, listed)

    def names(self, lines: Iterable[str]) -> list[list[Scored]]:
        """What each line names: `person`, `role`, `organisation`; each as probable as its least sure word.

        Empty lists where this installation has no weights.
        """
        return self._spans("names", lines, frozenset())

    def _spans(self, key: str, paragraphs: Iterable[str], listed: AbstractSet[str]) -> list[list[Scored]]:
        nlp = self._pipe(key)
        out = []
        for paragraph in paragraphs:
            doc = nlp.make_doc(readable(paragraph))
            doc._.listed = frozenset(listed)
            group = nlp.get_pipe(key)(doc).spans[key]
            scores = group.attrs["scores"]
            out.append(
                [
                    Scored(Span(one.start_char, one.end_char), one.label_, score)
                    for one, score in zip(group, scores, strict=True)
                ]
            )
        return out

    def _pipe(self, key: str) -> Any:
        if key not in self._pipes:
            import spacy

            import minutebook.nlp.components  # noqa: F401 - registers the components

            nlp: Any = spacy.blank("en")
            nlp.max_length = sys.maxsize  # words are cut here, no more
            nlp.add_pipe(key, config={"rules": None if self._rules is None else str(self._rules)})
            self._pipes[key] = nlp
        return self._pipes[key]


@cache
def load_learnt(rules: Path | None = None) -> LearntReader:
    """The reader of that folder of rules, made once a process."""
    return LearntReader(rules)
