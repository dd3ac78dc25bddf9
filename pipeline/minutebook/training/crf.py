"""Fits a linear-chain CRF: the same examples in the same order give the same bytes."""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from minutebook.learn.features import Features, carried_word
from minutebook.learn.labeller import FACTS, WEIGHTS

SHARED_BY = 3
"""A word or name that fewer bodies share is not learnt."""


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled sequence; `body` is the board that wrote it (for invented ones, the invented board)."""

    body: str
    features: Features
    labels: Sequence[str]


@dataclass(frozen=True, slots=True)
class Settings:
    """L-BFGS with both penalties; `c1` makes the weights few, `c2` keeps them small."""

    c1: float = 0.1
    c2: float = 0.05
    max_iterations: int = 80
    minfreq: int = 0


def shared_words(examples: Iterable[Example], among: Collection[str] | None = None) -> dict[str, int]:
    """How many bodies share each word that a feature carries, for those that enough share.

    Only bodies of `among` count, where it is given: what only invented boards share is then no word to learn.
    """
    bodies: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        if among is not None and example.body not in among:
            continue
        for element in example.features:
            for feature in element:
                word = carried_word(feature)
                if word is not None:
                    bodies[word].add(example.body)
    return {word: len(bodies[word]) for word in sorted(bodies) if len(bodies[word]) >= SHARED_BY}


def kept(features: Features, words: Mapping[str, int]) -> list[list[str]]:
    """The features without those that carry a word that too few share."""
    return [[f for f in element if (w := carried_word(f)) is None or w in words] for element in features]


def fit(examples: Sequence[Example], settings: Settings, words: Mapping[str, int]) -> bytes:
    """The weights as bytes: CRFsuite's file."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(
        {
            "c1": settings.c1,
            "c2": settings.c2,
            "max_iterations": settings.max_iterations,
            "feature.minfreq": settings.minfreq,
            "feature.possible_transitions": False,
        }
    )
    for example in examples:
        if example.features:
            trainer.append(kept(example.features, words), list(example.labels))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / WEIGHTS
        trainer.train(str(path))
        return path.read_bytes()


def train(
    folder: Path,
    examples: Sequence[Example],
    *,
    version: str,
    settings: Settings | None = None,
    facts: Mapping[str, Any] | None = None,
    among: Collection[str] | None = None,
) -> None:
    """Write the weights and `facts.json` of one model into its folder (`models/<name>`).

    `facts` is laid beside what is recorded anyway: labels, words with the bodies that share them, settings,
    and how many sequences, elements and bodies it learnt from. `among` as for `shared_words`.
    """
    settings = settings or Settings()
    words = shared_words(examples, among)
    weights = fit(examples, settings, words)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / WEIGHTS).write_bytes(weights)
    told = {
        "version": version,
        "labels": sorted({label for example in examples for label in example.labels}),
        "settings": asdict(settings),
        "bodies": len({example.body for example in examples}),
        "sequences": len(examples),
        "elements": sum(len(example.features) for example in examples),
        **(facts or {}),
        "words": words,
    }
    (folder / FACTS).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
