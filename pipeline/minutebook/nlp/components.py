"""The project's own spaCy components; importing this module registers them, and imports spaCy.

`minutebook_sentences` sets sentence starts as minutes have them (`minutebook.text.sentences`), so that no
name runs over the end of a sentence. `action_candidates` marks the people whom the pipeline's names put
before "will", "to" and a verb of doing, as spans under that key. `commitments` marks the sentences that the
trained model takes for somebody's task: spans under that key, their probabilities in the group's `scores`;
`names` does the same for people, roles and organisations.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc, Span, SpanGroup
from spacy.vocab import Vocab

from minutebook.learn.labeller import load_labeller
from minutebook.learn.names import NameFeatures, sure_of
from minutebook.learn.sentences import SentenceFeatures
from minutebook.rulebook import load_rulebook
from minutebook.text.sentences import sentences

COMMITMENT = "commitment"
"""The label of the sentences that the model of that name marks."""

Doc.set_extension("listed", default=frozenset(), force=True)


@Language.factory(
    "minutebook_sentences", default_config={"abbreviations": []}, assigns=["token.is_sent_start"]
)
def make_sentences(nlp: Language, name: str, abbreviations: list[str]) -> MinuteSentences:
    """The component; `abbreviations` are words without their dot, in any letter case."""
    return MinuteSentences(abbreviations)


@Language.factory(
    "action_candidates",
    default_config={"modals": [], "verbs": []},
    requires=["doc.ents"],
    assigns=["doc.spans"],
)
def make_action_candidates(nlp: Language, name: str, modals: list[str], verbs: list[str]) -> ActionCandidates:
    """The component; `modals` stand between the person and the `verbs`, one word more at most."""
    return ActionCandidates(nlp.vocab, modals, verbs)


@Language.factory("commitments", default_config={"rules": None, "least": 0.0}, assigns=["doc.spans"])
def make_commitments(nlp: Language, name: str, rules: str | None, least: float) -> Commitments:
    """The component; `rules` is a folder laid over those that ship, `least` the probability of a mark."""
    return Commitments(None if rules is None else Path(rules), least)


@Language.factory("names", default_config={"rules": None, "least": 0.0}, assigns=["doc.spans"])
def make_names(nlp: Language, name: str, rules: str | None, least: float) -> Names:
    """The component; `rules` is a folder laid over those that ship, `least` the probability of a mark."""
    return Names(None if rules is None else Path(rules), least)


class MinuteSentences:
    """Sets every token's sentence start."""

    def __init__(self, abbreviations: Sequence[str]) -> None:
        self.abbreviations = tuple(abbreviations)

    def __call__(self, doc: Doc) -> Doc:
        """The document with its sentence starts set."""
        starts = [span.start for span in sentences(doc.text, self.abbreviations)]
        after = 0
        for token in doc:
            token.is_sent_start = after < len(starts) and token.idx >= starts[after]
            while after < len(starts) and token.idx >= starts[after]:
                after += 1
        return doc


class ActionCandidates:
    """Marks the people who are to do something."""

    def __init__(self, vocab: Vocab, modals: Sequence[str], verbs: Sequence[str]) -> None:
        self.matcher = Matcher(vocab)
        person, modal = {"ENT_TYPE": "PERSON"}, {"LOWER": {"IN": list(modals)}}
        verb = {"LOWER": {"IN": list(verbs)}}
        self.matcher.add("commitment", [[person, modal, {"IS_ALPHA": True, "OP": "?"}, verb]])

    def __call__(self, doc: Doc) -> Doc:
        """The document with `doc.spans["action_candidates"]`: the people's names, in order."""
        before = {start for _, start, _ in self.matcher(doc)}
        people: list[Span] = [ent for ent in doc.ents if ent.end - 1 in before]
        doc.spans["action_candidates"] = people
        return doc


class Commitments:
    """Marks the sentences of a paragraph that the model `models/commitments` takes for commitments.

    `doc._.listed` may name those whom the minutes list (initials, parts of names). The weights are read when
    the first paragraph comes, once a process; where there are none, nothing is marked.
    """

    def __init__(self, rules: Path | None, least: float) -> None:
        self.rules, self.least = rules, least
        self._features: SentenceFeatures | None = None

    def __call__(self, doc: Doc) -> Doc:
        """The document with `doc.spans["commitments"]`, in order, and `scores` in the group's `attrs`."""
        found: list[tuple[Span, float]] = []
        labeller = load_labeller("commitments")
        if labeller is not None:
            features = self._words()
            cut = features.cut(doc.text)
            texts = [doc.text[one.start : one.end] for one in cut]
            told = labeller.probabilities(features.of(texts, doc._.listed))
            for place, chances in zip(cut, told, strict=True):
                words = doc.char_span(*place, label=COMMITMENT, alignment_mode="expand")
                chance = chances.get(COMMITMENT, 0.0)
                if words is not None and chance >= self.least:
                    found.append((words, chance))
        return _with_spans(doc, "commitments", found)

    def _words(self) -> SentenceFeatures:
        if self._features is None:
            self._features = SentenceFeatures(load_rulebook(self.rules))
        return self._features


class Names:
    """Marks what a line of minutes names, by the model `models/names`: `person`, `role`, `organisation`.

    The weights are read when the first line comes, once a process; where there are none, nothing is marked.
    """

    def __init__(self, rules: Path | None, least: float) -> None:
        self.rules, self.least = rules, least
        self._features: NameFeatures | None = None

    def __call__(self, doc: Doc) -> Doc:
        """The document with `doc.spans["names"]`, in order, and `scores` in the group's `attrs`."""
        found: list[tuple[Span, float]] = []
        labeller = load_labeller("names")
        if labeller is not None:
            features = self._words()
            cut = features.cut(doc.text)
            for named, chance in sure_of(cut, labeller.read(features.of(doc.text, cut))):
                words = doc.char_span(*named.span, label=named.label, alignment_mode="expand")
                if words is not None and chance >= self.least:
                    found.append((words, chance))
        return _with_spans(doc, "names", found)

    def _words(self) -> NameFeatures:
        if self._features is None:
            self._features = NameFeatures(load_rulebook(self.rules))
        return self._features


def _with_spans(doc: Doc, key: str, found: Sequence[tuple[Span, float]]) -> Doc:
    scores = [chance for _, chance in found]
    doc.spans[key] = SpanGroup(doc, name=key, attrs={"scores": scores}, spans=[words for words, _ in found])
    return doc
