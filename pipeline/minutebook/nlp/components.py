"""The project's own spaCy components; importing this module registers them, and imports spaCy.

`minutebook_sentences` sets sentence starts as minutes have them (`minutebook.text.sentences`), so that no
name runs over the end of a sentence. `action_candidates` marks the people whom the pipeline's names put
before "will", "to" and a verb of doing, as spans under that key.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from minutebook.text.sentences import sentences


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
