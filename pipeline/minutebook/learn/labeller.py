"""A trained linear-chain CRF as it is used: features in, a label with its probability for each out."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from minutebook.errors import MinutebookError
from minutebook.learn.features import Features
from minutebook.resources import models_folder

if TYPE_CHECKING:
    import pycrfsuite

WEIGHTS = "weights.crfsuite"
FACTS = "facts.json"


class Labelled(NamedTuple):
    """One element's best label and the probability that the model gives it, 0 to 1 (not calibrated)."""

    label: str
    probability: float


@dataclass(frozen=True)
class Labeller:
    """One model, read and ready. It keeps the state of one sequence at a time: not for two threads at once.

    `facts` is what `facts.json` tells of it: `version`, `words` (each word in a feature with the number of
    bodies that share it), settings, data and scores.
    """

    name: str
    facts: dict[str, Any]
    tagger: pycrfsuite.Tagger
    weights: bytes = field(repr=False)
    """The tagger reads them where they lie: they must live as long as it does."""

    @property
    def producer(self) -> str:
        """How evidence names it: `model:zones@1`."""
        return f"model:{self.name}@{self.facts['version']}"

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that it knows, by alphabet."""
        return tuple(sorted(self.tagger.labels()))

    def label(self, features: Features) -> tuple[Labelled, ...]:
        """The best sequence of labels; each probability is that of the label at its place."""
        if not features:
            return ()
        best = self.tagger.tag([list(element) for element in features])
        return tuple(Labelled(label, self.tagger.marginal(label, at)) for at, label in enumerate(best))

    def probabilities(self, features: Features) -> tuple[dict[str, float], ...]:
        """For each element the probability of every label; they sum to 1."""
        return tuple(chances for _, chances in self.read(features))

    def read(self, features: Features) -> tuple[tuple[str, dict[str, float]], ...]:
        """For each element its label in the best sequence, and the probability of every label."""
        if not features:
            return ()
        best = self.tagger.tag([list(element) for element in features])
        labels = self.labels
        return tuple(
            (label, {one: self.tagger.marginal(one, at) for one in labels}) for at, label in enumerate(best)
        )


def read_labeller(folder: Path) -> Labeller:
    """The model in a folder. Raises MinutebookError where its files are broken or do not fit each other."""
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    try:
        facts = json.loads((folder / FACTS).read_text("utf-8"))
        weights = (folder / WEIGHTS).read_bytes()
        tagger.open_inmemory(weights)
        told = sorted(facts["labels"]), facts["version"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise MinutebookError(f"the model in {folder} cannot be read ({error}): run make train") from error
    if sorted(tagger.labels()) != told[0]:
        raise MinutebookError(f"the weights in {folder} are not those of {FACTS}: run make train")
    return Labeller(folder.name, facts, tagger, weights)


@cache
def load_labeller(name: str) -> Labeller | None:
    """The model `models/<name>`, read once; None where this installation has no weights for it."""
    folder = models_folder() / name
    return read_labeller(folder) if (folder / WEIGHTS).is_file() else None
