"""Trains the model of names: persons, roles and organisations in lines of attendance and in prose.

It learns from lines of real minutes, labelled where a name, role or body of the gold stands, and of invented
ones, right by construction. Scored and calibrated on bodies left out, then fitted to all data.
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

from minutebook.document import Span
from minutebook.learn.labeller import Labeller, read_labeller
from minutebook.learn.names import LABELS, TOKEN, Named, NameFeatures, labels_of, spans_of, sure_of
from minutebook.offers.passages import head, prose
from minutebook.offers.people import MODEL, Known
from minutebook.rulebook import Rulebook, load_rulebook
from minutebook.text.names import fold
from minutebook.training.calibration import rising
from minutebook.training.crf import Example, Settings, train
from minutebook.training.generator import Invented, invent_all
from minutebook.training.gold import load_scorer
from minutebook.training.offers_score import Heard, counted, parts_of
from minutebook.training.reads import PRINTED, ROOT, Read, all_sources, read_all

SETTINGS = Settings(c1=0.1, c2=1.0, max_iterations=60)
VERSION = "1"
INVENTED = 100
FOLDS = 6
STEPS = 100
HARMS = ("headless", "flat", "columns", "ocr")
"""Damage in which rules miss people: as printed they miss none of whom they were written on."""
LIKE = 0.85
"""How alike two names are that the gold's scorer takes for one person's."""
LONGEST = 400
"""Characters of a line that is learnt from."""

_WORD = re.compile(r"\w+")
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document, and what the gold names in it."""

    text: str
    span: Span
    example: Example
    named: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The lines of a document that may list people (`head`), the others; whom its record has and misses."""

    stem: str
    group: str
    body: str
    head: tuple[Line, ...]
    prose: tuple[Line, ...]
    known: Known
    missed: tuple[tuple[int, dict[str, Any]], ...]
    optional: tuple[dict[str, Any], ...]
    harm: str


@dataclass(frozen=True, slots=True)
class Data:
    """Real documents as printed (maybe none), damaged ones, which nothing learns from, and invented lines."""

    real: list[Document]
    harmed: list[Document]
    invented: list[Example]

    def bodies(self, leave_out: Iterable[str] = ()) -> set[str] | None:
        """The bodies of the real documents, without some; None where there are none."""
        return {document.body for document in self.real} - set(leave_out) or None

    def training(self, leave_out: Iterable[str] = (), *, real: bool = True) -> list[Example]:
        """What is learnt from, without some bodies, or from invented minutes alone."""
        out = set(leave_out)
        return [
            *(
                line.example
                for document in self.real
                if real and document.body not in out
                for line in (*document.head, *(one for one in document.prose if one.named))
                if len(line.text) <= LONGEST
            ),
            *self.invented,
        ]


def collect(
    reads: Iterable[Read], rulebook: Rulebook, scorer: ModuleType | None = None, invented: int = INVENTED
) -> Data:
    """The lines of these minutes and of so many invented ones; `scorer` tells whom the rules missed."""
    features = NameFeatures(rulebook)
    real = [
        _document(read, features, scorer)
        for read in reads
        if "attendees" in read.gold and read.minutes.document.kind == "minutes"
    ]
    return Data(
        [one for one in real if not one.harm],
        [one for one in real if one.harm],
        [example for one in invent_all(invented) for example in _invented(one, features)],
    )


def _document(read: Read, features: NameFeatures, scorer: ModuleType | None) -> Document:
    minutes, gold = read.minutes, read.gold
    listed = Phrases(gold["attendees"], ("name", "role", "organisation"))
    spoken = Phrases([*gold["attendees"], *gold.get("organisations", ())], ("name",))
    missed: list[int] = []
    if scorer is not None:
        found = minutes.model_dump(mode="json", by_alias=True)["attendees"]
        _, missed, _ = scorer.pair_up(gold["attendees"], found, scorer.name_weight, LIKE)
    wanted = [(n, gold["attendees"][n]) for n in missed]

    def lines(spans: Iterable[Span], phrases: Phrases) -> tuple[Line, ...]:
        out = []
        for span in spans:
            text = minutes.document_text[span.start : span.end]
            cut = features.cut(text)
            if cut:
                named = tuple(phrases.find(text, cut))
                example = Example(read.body, features.of(text, cut), labels_of(cut, named))
                out.append(Line(text, span, example, named))
        return tuple(out)

    top = head(minutes)
    return Document(
        read.stem,
        read.group,
        read.body,
        lines(top, listed),
        lines((one for one in prose(minutes) if one not in set(top)), spoken),
        Known.of(minutes),
        tuple((n, one) for n, one in wanted if not one.get("optional")),
        tuple(one for one in gold["attendees"] if one.get("optional")),
        read.harm,
    )


class Phrases:
    """Finds the values of a gold's entries in lines, the longest first."""

    def __init__(self, entries: Iterable[dict[str, Any]], fields: Sequence[str]) -> None:
        known: dict[tuple[str, ...], str] = {}
        for entry in entries:
            for field in fields:
                for value in _options(entry.get(field)):
                    label = _label(entry, field)
                    words = tuple(fold(word) for word in _WORD.findall(value))
                    if words and not (label == "person" and len(words) == 1 and len(words[0]) < 3):
                        known.setdefault(words, label)
            for alias in entry.get("aliases", ()):
                for value in _options(alias):
                    known.setdefault(tuple(fold(word) for word in _WORD.findall(value)), "organisation")
        known.pop((), None)
        self._known = sorted(known.items(), key=lambda one: (-len(one[0]), one[0]))

    def find(self, text: str, cut: Sequence[Span]) -> Iterator[Named]:
        """What stands in the line, none overlapping, in no order."""
        places = [Span(*found.span()) for found in _WORD.finditer(text)]
        words = [fold(text[one.start : one.end]) for one in places]
        free = [True] * len(words)
        for phrase, label in self._known:
            size = len(phrase)
            for at in range(len(words) - size + 1):
                if tuple(words[at : at + size]) == phrase and all(free[at : at + size]):
                    free[at : at + size] = [False] * size
                    span = Span(places[at].start, places[at + size - 1].end)
                    inside = [one for one in cut if one.overlaps(span)]
                    yield Named(Span(inside[0].start, inside[-1].end), label)


def _options(value: Any) -> list[str]:
    return [str(one) for one in (value if isinstance(value, list) else [value]) if one]


def _label(entry: dict[str, Any], field: str) -> str:
    if field != "name":
        return field
    return "person" if "status" in entry else "organisation"


def _invented(one: Invented, features: NameFeatures) -> Iterator[Example]:
    for block in one.document.body:
        inside = [mark for mark in one.names if mark.what in LABELS and block.span.overlaps(mark.span)]
        if not inside or len(block.text) > LONGEST:
            continue
        cut = features.cut(block.text)
        named = []
        for mark in inside:
            span = Span(mark.span.start - block.span.start, mark.span.end - block.span.start)
            words = [place for place in cut if span.start <= place.start and place.end <= span.end]
            while mark.what == "person" and words and features.is_title(_at(block.text, words[0])):
                words.pop(0)
            if words:
                named.append(Named(Span(words[0].start, words[-1].end), mark.what))
        yield Example(one.body, features.of(block.text, cut), labels_of(cut, named))


def _at(text: str, span: Span) -> str:
    return text[span.start : span.end]


# ---------------------------------------------------------------------- training


def train_names(
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


def measure(data: Data, scorer: ModuleType | None, folds: int = FOLDS) -> dict[str, Any]:
    """Calibration and scores by weights that never saw the body; both empty without real minutes.

    Without the scorer nothing tells whom the rules missed: then nothing is calibrated, and nobody offered.
    """
    if not data.real:
        return {"calibration": [], "scores": {}}
    alone = _fitted(data.training(real=False))
    everything = list(blind(data, parts_of(data.real, folds), [*data.real, *data.harmed]))
    pairs = [(document, labeller) for document, labeller in everything if not document.harm]
    told = [(document, list(heard(document, labeller, scorer))) for document, labeller in everything]
    free = [one for _, heads in told for one in heads if not one.taken]
    points = [(one.probability, one.useful) for one in free]
    calibration = rising(points, STEPS) if scorer is not None else []

    def offers(*, harmed: bool) -> dict[str, Any]:
        some = [(document, heads) for document, heads in told if bool(document.harm) is harmed]
        missed = sum(len(document.missed) for document, _ in some)
        return counted([one for _, heads in some for one in heads], calibration, missed)

    return {
        "calibration": calibration,
        "scores": {
            "lines of attendance, bodies left out": {
                "gold, own sets and invented": span_scores((d.head, labeller) for d, labeller in pairs),
                "invented only": span_scores((d.head, alone) for d in data.real),
            },
            "prose that names somebody, bodies left out": {
                "gold, own sets and invented": span_scores((_naming(d), labeller) for d, labeller in pairs),
                "invented only": span_scores((_naming(d), alone) for d in data.real),
            },
            "offers by likelihood as printed, bodies left out": offers(harmed=False),
            "offers by likelihood damaged, bodies left out": offers(harmed=True),
        },
    }


def _naming(document: Document) -> tuple[Line, ...]:
    return tuple(line for line in document.prose if line.named)


def blind(
    data: Data, parts: Iterable[Collection[str]], listen: Sequence[Document]
) -> Iterator[tuple[Document, Labeller]]:
    """Each of the documents with weights that never saw a document of the bodies of its part."""
    for part in parts:
        labeller = _fitted(data.training(part), data.bodies(part))
        for document in listen:
            if document.body in part:
                yield document, labeller


def heard(document: Document, labeller: Labeller, scorer: ModuleType | None) -> Iterator[Heard]:
    """Each person whom these weights read in the lines that may list people."""
    for line in document.head:
        cut = _cut_of(line)
        for found, sure in sure_of(cut, labeller.read(line.example.features)):
            if found.label != "person":
                continue
            name = _at(line.text, found.span)
            span = Span(line.span.start + found.span.start, line.span.start + found.span.end)
            holds = tuple(
                (document.stem + document.harm, n) for n, entry in document.missed if _is(scorer, entry, name)
            )
            open_ = any(_is(scorer, entry, name) for entry in document.optional)
            right = True if holds else None if open_ else False
            yield Heard(sure, right, document.known.has(span, name), holds, document.group)


def _is(scorer: ModuleType | None, entry: dict[str, Any], name: str) -> bool:
    return scorer is not None and scorer.name_weight(entry, {"name": name}) >= LIKE


def _cut_of(line: Line) -> tuple[Span, ...]:
    return tuple(Span(*found.span()) for found in TOKEN.finditer(line.text))


def span_scores(told: Iterable[tuple[Sequence[Line], Labeller]]) -> dict[str, dict[str, int]]:
    """By label how many names are found rightly and wrongly (not to the sign the gold's), and missed."""
    counts = {label: Counter[str]() for label in LABELS}
    for lines, labeller in told:
        for line in lines:
            cut = _cut_of(line)
            labels = [one.label for one in labeller.label(line.example.features)]
            found = {named for named, _, _ in spans_of(cut, labels)}
            wanted = {named for named, _, _ in spans_of(cut, line.example.labels)}
            for label in LABELS:
                mine, theirs = ({n for n in side if n.label == label} for side in (found, wanted))
                counts[label].update(
                    right=len(mine & theirs), wrong=len(mine - theirs), missed=len(theirs - mine)
                )
    return {label: dict(counts[label]) for label in LABELS}


def _fitted(examples: Sequence[Example], among: Collection[str] | None = None) -> Labeller:
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / MODEL
        train(folder, examples, version="0", settings=SETTINGS, among=among)
        return read_labeller(folder)


def main(models: Path, shared: Path, say: Say = print, also: Sequence[Path] = ()) -> int:
    """Write `models/names` from the gold, the project's own sets and invented minutes; 0."""
    path = shared / "evaluate" / "score.py"
    scorer = load_scorer(path) if path.is_file() else None
    data = collect(read_all(all_sources(shared, also), (PRINTED, *HARMS)), load_rulebook(), scorer)
    facts = measure(data, scorer)
    train_names(models / MODEL, data, facts=facts)
    for name, told in facts["scores"].items():
        for what, figures in told.items():
            say(f"names: {name}: {what}: {figures}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(ROOT / "models", ROOT.parent / "shared"))
