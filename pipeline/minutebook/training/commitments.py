"""Trains the sentence model of commitments: scored and calibrated on bodies left out, fitted to all data.

It learns from the sentences of real minutes as the rules' records have them, and of invented ones. A sentence
that only an optional action of the gold holds is learnt neither way.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from minutebook.learn.labeller import Labeller, read_labeller
from minutebook.learn.sentences import SentenceFeatures
from minutebook.offers.actions import MODEL, listed_words, taken_by_actions
from minutebook.offers.passages import prose
from minutebook.rulebook import Rulebook, load_rulebook
from minutebook.training.calibration import rising
from minutebook.training.crf import Example, Settings, train
from minutebook.training.generator import Invented, invent_all
from minutebook.training.gold import load_scorer
from minutebook.training.offers_score import Heard, counted, parts_of
from minutebook.training.reads import ROOT, Read, all_sources, read_all

SETTINGS = Settings(c1=0.1, c2=3.0, max_iterations=100)
VERSION = "1"
INVENTED = 150
FOLDS = 6
LABEL, OTHER = "commitment", "other"
BARS = (0.3, 0.5, 0.7, 0.9)
STEPS = 200
"""Few of the sentences are offered: fewer steps would make one of all of these."""

_WORDS = re.compile(r"[a-z0-9]+")
_LEAST, _OF_SHORTER, _OF_SENTENCE = 3, 0.8, 0.45
"""A sentence is an action's where they share so many words, such a part of the shorter and of itself."""

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of minutes, by sentence: labels (None where the gold leaves it open), whether an action of the
    record quotes it, and which of the actions that the rules missed it holds."""

    example: Example
    labels: tuple[str | None, ...]
    taken: tuple[bool, ...]
    holds: tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The paragraphs of one document, and how many of the gold's actions the rules missed."""

    stem: str
    group: str
    body: str
    paragraphs: tuple[Paragraph, ...]
    missed: int


@dataclass(frozen=True, slots=True)
class Data:
    """Real documents (maybe none) and paragraphs of invented ones."""

    real: list[Document]
    invented: list[Example]

    def bodies(self, leave_out: Iterable[str] = ()) -> set[str] | None:
        """The bodies of the real documents, without some; None where there are none."""
        return {document.body for document in self.real} - set(leave_out) or None

    def training(self, leave_out: Iterable[str] = (), *, real: bool = True) -> list[Example]:
        """What is learnt from, without some bodies, or from invented minutes alone."""
        out = set(leave_out)
        return [
            *(
                paragraph.example
                for document in self.real
                if real and document.body not in out
                for paragraph in document.paragraphs
                if None not in paragraph.labels
            ),
            *self.invented,
        ]


def collect(
    reads: Iterable[Read], rulebook: Rulebook, scorer: ModuleType | None = None, invented: int = INVENTED
) -> Data:
    """The sentences of these minutes and of so many invented ones; `scorer` tells what the rules missed."""
    features = SentenceFeatures(rulebook)
    real = [
        _document(read, features, scorer)
        for read in reads
        if "actions" in read.gold and read.minutes.document.kind == "minutes"
    ]
    return Data(real, [example for one in invent_all(invented) for example in _invented(one, features)])


def _document(read: Read, features: SentenceFeatures, scorer: ModuleType | None) -> Document:
    minutes, gold = read.minutes, read.gold["actions"]
    wanted = [_wanted(action) for action in gold]
    missed = sorted(_missed(scorer, gold, minutes.model_dump(mode="json", by_alias=True)["actions"]))
    taken, listed = taken_by_actions(minutes), listed_words(minutes)
    paragraphs = []
    for line in prose(minutes):
        text = minutes.document_text[line.start : line.end]
        cut = features.cut(text)
        texts = [text[one.start : one.end] for one in cut]
        labels = [_label(one, wanted) for one in texts]
        quoted = tuple(
            any(line.start + one.start < other.end and other.start < line.start + one.end for other in taken)
            for one in cut
        )
        holds = tuple(frozenset(n for n in missed if _label(one, [wanted[n]]) == LABEL) for one in texts)
        example = Example(read.body, features.of(texts, listed), [label or OTHER for label in labels])
        paragraphs.append(Paragraph(example, tuple(labels), quoted, holds))
    return Document(read.stem, read.group, read.body, tuple(paragraphs), len(missed))


def _missed(scorer: ModuleType | None, gold: list[Any], found: list[Any]) -> Iterator[int]:
    if scorer is not None:
        _, missed, _ = scorer.pair_up(gold, found, scorer.action_weight, 0.6)
        yield from (n for n in missed if not gold[n].get("optional"))


def _invented(one: Invented, features: SentenceFeatures) -> Iterator[Example]:
    listed = {
        word
        for mark in one.names
        if mark.what in ("person", "lead")
        for word in one.document[mark.span].split()
    }
    for block in one.document.body:
        inside = [
            mark
            for mark in one.sentences
            if block.cell is None and block.span.start <= mark.span.start < block.span.end
        ]
        if inside:
            texts = [one.document[mark.span] for mark in inside]
            labels = [LABEL if mark.what == LABEL else OTHER for mark in inside]
            yield Example(one.body, features.of(texts, listed), labels)


Wanted = tuple[tuple[Counter[str], ...], bool]
"""The words of an action's readings, and whether it is optional."""


def _wanted(action: dict[str, Any]) -> Wanted:
    given = action.get("text")
    texts = [text for text in (given if isinstance(given, list) else [given]) if text]
    return tuple(Counter(_WORDS.findall(text.lower())) for text in texts), bool(action.get("optional"))


def _label(text: str, wanted: Sequence[Wanted]) -> str | None:
    """The label of a sentence, None where the gold leaves it open."""
    words = Counter(_WORDS.findall(text.lower()))
    size = words.total()
    found: str | None = OTHER
    for readings, optional in wanted:
        for other in readings:
            shared, shorter = (words & other).total(), min(size, other.total())
            if shorter >= _LEAST and shared >= _OF_SHORTER * shorter and shared >= _OF_SENTENCE * size:
                if not optional:
                    return LABEL
                found = None
    return found


# ---------------------------------------------------------------------- training


def train_commitments(
    folder: Path, data: Data, leave_out: Iterable[str] = (), facts: dict[str, Any] | None = None
) -> None:
    """Write the weights and what is known of them into `folder`."""
    train(
        folder,
        data.training(leave_out),
        version=VERSION,
        settings=SETTINGS,
        facts=facts,
        among=data.bodies(leave_out),
    )


def measure(data: Data, folds: int = FOLDS, *, judged: bool = True) -> dict[str, Any]:
    """Calibration and scores by weights that never saw the body; both empty without real minutes.

    `judged` is false where nothing told what the rules missed: nothing is calibrated then, nothing offered.
    """
    if not data.real:
        return {"calibration": [], "scores": {}}
    blind = left_out(data, parts_of(data.real, folds), data.real)
    alone = _fitted(data.training(real=False))
    invented_only = [one for document in data.real for one in heard(document, alone)]
    calibration = calibrated(blind) if judged else []
    return {
        "calibration": calibration,
        "scores": {
            "sentences, bodies left out": {
                "gold, own sets and invented": sentence_scores(blind),
                "invented only": sentence_scores(invented_only),
            },
            "offers by likelihood, bodies left out": counted(blind, calibration, _missed_in(data)),
        },
    }


def _missed_in(data: Data) -> int:
    return sum(document.missed for document in data.real)


def left_out(data: Data, parts: Iterable[Collection[str]], listen: Iterable[Document]) -> list[Heard]:
    """Each sentence of the documents as weights hear it that saw none of the bodies of its part."""
    out: list[Heard] = []
    for part in parts:
        labeller = _fitted(data.training(part), data.bodies(part))
        for document in listen:
            if document.body in part:
                out += heard(document, labeller)
    return out


def heard(document: Document, labeller: Labeller) -> Iterator[Heard]:
    """Each sentence of a document as these weights hear it."""
    for paragraph in document.paragraphs:
        told = labeller.probabilities(paragraph.example.features)
        for chances, label, taken, holds in zip(
            told, paragraph.labels, paragraph.taken, paragraph.holds, strict=True
        ):
            yield Heard(
                chances.get(LABEL, 0.0),
                None if label is None else label == LABEL,
                taken,
                tuple((document.stem, n) for n in sorted(holds)),
                document.group,
            )


def _fitted(examples: Sequence[Example], among: Collection[str] | None = None) -> Labeller:
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / MODEL
        train(folder, examples, version="0", settings=SETTINGS, among=among)
        return read_labeller(folder)


def calibrated(blind: Iterable[Heard]) -> list[list[float]]:
    """From the raw probability to the share of offers that held an action which the gold lists or allows.

    Only of sentences that no action of the record quotes: nothing else is ever offered.
    """
    return rising([(one.probability, one.useful) for one in blind if not one.taken], STEPS)


def sentence_scores(told: Sequence[Heard]) -> dict[str, dict[str, int]]:
    """By raw probability how many sentences are taken for commitments rightly and wrongly, and missed."""
    return {
        f"{bar:.1f}": {
            "right": sum(one.probability >= bar and one.right is True for one in told),
            "wrong": sum(one.probability >= bar and one.right is False for one in told),
            "missed": sum(one.probability < bar and one.right is True for one in told),
        }
        for bar in BARS
    }


def main(models: Path, shared: Path, say: Say = print, also: Sequence[Path] = ()) -> int:
    """Write `models/commitments` from the gold, the project's own sets and invented minutes; 0."""
    scorer = shared / "evaluate" / "score.py"
    data = collect(
        read_all(all_sources(shared, also)),
        load_rulebook(),
        load_scorer(scorer) if scorer.is_file() else None,
    )
    facts = measure(data, judged=scorer.is_file())
    train_commitments(models / MODEL, data, facts=facts)
    for name, told in facts["scores"].items():
        for bar, figures in told.items():
            say(f"commitments: {name}: {bar}: {figures}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(ROOT / "models", ROOT.parent / "shared"))
