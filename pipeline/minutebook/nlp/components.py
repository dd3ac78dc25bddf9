"""The project's own spaCy components; importing this module registers them, and imports spaCy.

`minutebook_sentences` sets sentence starts as minutes have them: no sentence ends after "Cllr." or an
initial, every line break ends one. `action_candidates` marks the sentences in which somebody is to do
something, as spans under that key.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

ENDS = frozenset(".!?…")
CLOSING = frozenset("\"'”’)]")


@Language.factory(
    "minutebook_sentences", default_config={"abbreviations": []}, assigns=["token.is_sent_start"]
)
def make_sentences(nlp: Language, name: str, abbreviations: list[str]) -> MinuteSentences:
    """The component; `abbreviations` are words without their dot, in any letter case."""
    return MinuteSentences(abbreviations)


@Language.factory(
    "action_candidates",
    default_config={"modals": [], "verbs": []},
    requires=["token.is_sent_start"],
    assigns=["doc.spans"],
)
def make_action_candidates(nlp: Language, name: str, modals: list[str], verbs: list[str]) -> ActionCandidates:
    """The component; `modals` stand before the `verbs`, one word at most between them."""
    return ActionCandidates(nlp.vocab, modals, verbs)


class MinuteSentences:
    """Sets every token's sentence start."""

    def __init__(self, abbreviations: Sequence[str]) -> None:
        self.abbreviations = frozenset(word.lower() for word in abbreviations)

    def __call__(self, doc: Doc) -> Doc:
        """The document with its sentence starts set."""
        starts = True
        ended = False
        for token in doc:
            if ended and token.text not in CLOSING and not token.is_space:
                starts, ended = True, False
            token.is_sent_start = starts
            starts = False
            if "\n" in token.text or self._ends(token):
                ended = True
        return doc

    def _ends(self, token: Token) -> bool:
        """Whether the token is a mark, or ends in one, that closes its sentence."""
        if token.text[-1] not in ENDS:
            return False
        word = token.text[:-1]
        if not word:
            if token.text != "." or token.i == 0:
                return True
            before = token.nbor(-1)
            if before.whitespace_:
                return True
            word = before.text
        elif token.text[-1] != ".":
            return True
        short = word.lower().rstrip(".") in self.abbreviations
        return not short and not (len(word) == 1 and word.isupper())


class ActionCandidates:
    """Marks sentences that say who will do what."""

    def __init__(self, vocab: Vocab, modals: Sequence[str], verbs: Sequence[str]) -> None:
        self.matcher = Matcher(vocab)
        modal, verb = {"LOWER": {"IN": list(modals)}}, {"LOWER": {"IN": list(verbs)}}
        self.matcher.add("commitment", [[{"IS_ALPHA": True}, modal, {"IS_ALPHA": True, "OP": "?"}, verb]])

    def __call__(self, doc: Doc) -> Doc:
        """The document with `doc.spans["action_candidates"]`, one span a sentence, in order."""
        hits = sorted({doc[start].sent.start for _, start, _ in self.matcher(doc)})
        doc.spans["action_candidates"] = [doc[start].sent for start in hits]
        return doc
