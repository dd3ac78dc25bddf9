"""What a sentence shows of being a commitment: its words, who opens it, what stands by a modal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from minutebook.document import Span
from minutebook.learn.features import word_feature
from minutebook.rulebook import Rulebook
from minutebook.text.sentences import sentences

TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]")
DASH = re.compile(r"\s[-–—]\s")
CUES = (
    "actions.cue.any",
    "actions.cue.agreed",
    "actions.not.sentence",
    "actions.not.task",
    "actions.prefix.agreed",
    "actions.prefix.doubt",
    "actions.prefix.public",
    "actions.prefix.reported",
    "actions.task.imperative",
)
"""Rules whose match in a sentence is a sign; none of them decides."""
_SHORT = 5
"""Letters that a word of capitals may have to pass for initials."""


class SentenceFeatures:
    """Cuts a paragraph into sentences and tells what each of them shows; keeps nothing of it."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._cues = {name: rulebook[name] for name in CUES}
        self._short = tuple(rulebook.terms["sentence-abbreviations"])
        self._modals = frozenset(rulebook.terms["action-modals"])
        self._verbs = frozenset(rulebook.terms["action-verbs"])

    def cut(self, paragraph: str) -> tuple[Span, ...]:
        """The sentences of a paragraph, in order."""
        return sentences(paragraph, self._short)

    def of(self, texts: Sequence[str], listed: AbstractSet[str] = frozenset()) -> list[list[str]]:
        """The features of each sentence of a paragraph.

        `listed` are the initials and the parts of the names of those whom the minutes list.
        """
        return [self._of(text, at, len(texts), listed) for at, text in enumerate(texts)]

    def _of(self, text: str, at: int, count: int, listed: AbstractSet[str]) -> list[str]:
        tokens = TOKEN.findall(text)
        small = [token.lower() for token in tokens]
        shapes = [shape(token) for token in tokens]
        known = [token in listed for token in tokens]
        last = tokens[-1] if tokens else ""
        out = [
            "bias",
            f"length={min(len(tokens) // 4, 12)}",
            f"first={at == 0}",
            f"last={at == count - 1}",
            f"end={last if last and not last.isalnum() else 'word'}",
            f"opens={' '.join(shapes[:3])}",
            f"opens.one={' '.join(shapes[:1])}",
            f"opens.verb={bool(small) and small[0] in self._verbs}",
            f"opens.ing={bool(small) and small[0].endswith('ing')}",
            f"verb={any(token in self._verbs for token in small)}",
            f"past={min(sum(s == 'a' and t.endswith('ed') for t, s in zip(tokens, shapes, strict=True)), 2)}",
            f"names={min(sum(one in ('AB', 'Ab') for one in shapes[1:]), 4)}",
            f"digits={'0' in shapes}",
            f"colon={':' in text}",
            f"dash={DASH.search(text) is not None}",
            f"listed={min(sum(known), 3)}",
            f"listed.opens={known[:1] == [True]}",
        ]
        out += [f"cue:{name}" for name, rule in self._cues.items() if rule.match(text)]
        out += self._modal(small, shapes, known)
        for n, (token, one) in enumerate(zip(small, shapes, strict=True)):
            if n == 0 or one == "a":
                out.append(word_feature("word", token))
            if n and one == "a":
                before = shapes[n - 1]
                if before == "a":
                    out.append(word_feature("pair", f"{small[n - 1]} {token}"))
                elif before in ("AB", "Ab"):
                    out.append(word_feature(f"after-{before}", token))
        return list(dict.fromkeys(out))

    def _modal(self, small: Sequence[str], shapes: Sequence[str], known: Sequence[bool]) -> list[str]:
        """What stands by the first modal that does not open the sentence."""
        at = next((n for n, token in enumerate(small) if n and token in self._modals), None)
        if at is None:
            return ["modal=none"]
        doing = any(token in self._verbs for token in small[at + 1 : at + 3])
        return [
            f"modal.at={min(at, 8)}",
            f"modal.after={shapes[at - 1]}",
            f"modal.verb={doing}",
            f"modal.listed={known[at - 1]}",
            word_feature("modal", small[at]),
            word_feature("modal+1", " ".join(small[at : at + 2])),
        ]


def shape(token: str) -> str:
    """`0` number, `AB` initials or acronym, `Ab` capitalised, `a` small word, else the sign itself."""
    if token.isdigit():
        return "0"
    if len(token) <= _SHORT and sum(c.isupper() for c in token) > 1:
        return "AB"
    if token[:1].isupper():
        return "Ab"
    return "a" if token.isalpha() else token if len(token) == 1 else "?"
