"""A sentence model of commitments, and what it would do to the rules: it brings no gain and is not shipped.

`python -m minutebook.training.commitments` trains it without each body in turn and prints how many sentences
of that body it takes for commitments rightly and wrongly; `models/README.md` says what followed from that.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from minutebook.layout import segment
from minutebook.learn.labeller import Labeller, read_labeller
from minutebook.rulebook import Rulebook, load_rulebook
from minutebook.text.sentences import sentences
from minutebook.training.crf import Example, Settings, train
from minutebook.training.generator import invent_all
from minutebook.training.gold import Gold, read_gold
from minutebook.training.sentence_features import paragraph_features

ROOT = Path(__file__).resolve().parents[3]
SETTINGS = Settings(c1=0.1, c2=0.05, max_iterations=80)
VERSION = "1"
INVENTED = 150
FOLDS = 6
ZONES = frozenset({"item", "actions", "next_meeting"})
LABEL, OTHER = "commitment", "other"

_WORDS = re.compile(r"[a-z0-9]+")
_LEAST, _OF_SHORTER, _OF_SENTENCE = 3, 0.8, 0.45
"""A sentence is an action's where they share so many words, such a part of the shorter and of itself."""


@dataclass(frozen=True, slots=True)
class Data:
    """Paragraphs of the gold (maybe none) and of invented minutes; doubtful sentences stand in none."""

    gold: list[Example]
    invented: list[Example]

    def training(self, leave_out: Iterable[str] = ()) -> list[Example]:
        """What is learnt from, without some bodies."""
        out = set(leave_out)
        return [*(one for one in self.gold if one.body not in out), *self.invented]


def collect(gold: Iterable[Gold], rulebook: Rulebook, invented: int = INVENTED) -> Data:
    """The paragraphs of the gold's minutes and of so many invented ones."""
    words = _Words(rulebook)
    real = [example for one in gold for example in words.of_gold(one)]
    return Data(real, list(words.of_invented(invented)))


def train_commitments(folder: Path, data: Data, leave_out: Iterable[str] = ()) -> None:
    """Write the weights and what is known of them into `folder`."""
    train(folder, data.training(leave_out), version=VERSION, settings=SETTINGS)


class _Words:
    """Cuts paragraphs into sentences and labels them."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.short = tuple(rulebook.terms["sentence-abbreviations"])
        self.modals = frozenset(rulebook.terms["action-modals"])
        self.verbs = frozenset(rulebook.terms["action-verbs"])

    def features(self, texts: Sequence[str]) -> list[list[str]]:
        return paragraph_features(texts, self.modals, self.verbs)

    def of_gold(self, gold: Gold) -> Iterator[Example]:
        if "actions" not in gold.record:
            return
        layout = segment(gold.document, self.rulebook)
        wanted = list(_wanted(gold.record["actions"]))
        for block in gold.document.body:
            if block.cell is not None or layout.zone(block) not in ZONES:
                continue
            texts = [block.text[span.start : span.end] for span in sentences(block.text, self.short)]
            labels = [_label(text, wanted) for text in texts]
            if texts and None not in labels:
                yield Example(gold.body, self.features(texts), [label or OTHER for label in labels])

    def of_invented(self, count: int) -> Iterator[Example]:
        for one in invent_all(count):
            for block in one.document.body:
                inside = [
                    m
                    for m in one.sentences
                    if block.cell is None and block.span.start <= m.span.start < block.span.end
                ]
                if inside:
                    texts = [one.document[mark.span] for mark in inside]
                    labels = [LABEL if mark.what == "commitment" else OTHER for mark in inside]
                    yield Example(one.body, self.features(texts), labels)


def _wanted(actions: Sequence[dict[str, Any]]) -> Iterator[tuple[Counter[str], bool]]:
    for action in actions:
        given = action.get("text")
        for text in given if isinstance(given, list) else [given]:
            if text:
                yield Counter(_WORDS.findall(text.lower())), bool(action.get("optional"))


def _label(text: str, wanted: Sequence[tuple[Counter[str], bool]]) -> str | None:
    """The label of a sentence, None where the gold leaves it open."""
    words = Counter(_WORDS.findall(text.lower()))
    size, found = words.total(), OTHER
    for other, optional in wanted:
        shared, shorter = (words & other).total(), min(size, other.total())
        if shorter >= _LEAST and shared >= _OF_SHORTER * shorter and shared >= _OF_SENTENCE * size:
            if not optional:
                return LABEL
            found = ""
    return found or None


def left_out(data: Data, folder: Path) -> dict[str, dict[str, int]]:
    """By threshold how many sentences of left-out bodies are rightly taken, wrongly, and missed."""
    bodies = sorted({one.body for one in data.gold})
    seen: list[tuple[float, bool]] = []
    for number in range(min(FOLDS, len(bodies))):
        out = set(bodies[number::FOLDS])
        train_commitments(folder, data, out)
        labeller = read_labeller(folder)
        for one in data.gold:
            if one.body in out:
                seen += _told(labeller, one)
    return {
        f"{bar:.2f}": {
            "right": sum(p >= bar and right for p, right in seen),
            "wrong": sum(p >= bar and not right for p, right in seen),
            "missed": sum(p < bar and right for p, right in seen),
        }
        for bar in (0.3, 0.5, 0.7, 0.9, 0.95)
    }


def _told(labeller: Labeller, one: Example) -> Iterator[tuple[float, bool]]:
    for chances, label in zip(labeller.probabilities(one.features), one.labels, strict=True):
        yield chances.get(LABEL, 0.0), label == LABEL


def main(shared: Path = ROOT.parent / "shared") -> int:
    """Score on bodies left out; nothing is kept."""
    data = collect(read_gold(shared), load_rulebook(None))
    with tempfile.TemporaryDirectory() as work:
        for bar, told in left_out(data, Path(work)).items():
            print(f"commitments from {bar}: " + ", ".join(f"{value} {name}" for name, value in told.items()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
