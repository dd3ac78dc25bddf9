"""What a sentence shows of being a commitment: its words, who opens it, what stands by a modal."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutebook.learn.features import word_feature

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]")
_SHORT = 5
"""Letters that a word of capitals may have to pass for initials."""


def paragraph_features(
    sentences: Sequence[str], modals: frozenset[str], verbs: frozenset[str]
) -> list[list[str]]:
    """The features of each sentence of a paragraph.

    `modals` and `verbs` are words in small letters that the rules know: "will", and verbs of doing.
    """
    return [_features(text, at, len(sentences), modals, verbs) for at, text in enumerate(sentences)]


def _features(text: str, at: int, count: int, modals: frozenset[str], verbs: frozenset[str]) -> list[str]:
    tokens = _TOKEN.findall(text)
    small = [token.lower() for token in tokens]
    shapes = [_shape(token) for token in tokens]
    last = tokens[-1] if tokens else ""
    out = [
        "bias",
        f"length={min(len(tokens) // 4, 12)}",
        f"first={at == 0}",
        f"last={at == count - 1}",
        f"end={last if last and not last.isalnum() else 'word'}",
        f"opens={' '.join(shapes[:3])}",
        f"opens.one={' '.join(shapes[:1])}",
        f"verb={any(token in verbs for token in small)}",
        f"names={min(sum(shape in ('AB', 'Ab') for shape in shapes[1:]), 4)}",
        f"digits={'0' in shapes}",
    ]
    modal = next((n for n, token in enumerate(small) if n and token in modals), None)
    if modal is None:
        out.append("modal=none")
    else:
        doing = any(token in verbs for token in small[modal + 1 : modal + 3])
        out += [f"modal.at={min(modal, 8)}", f"modal.after={shapes[modal - 1]}", f"modal.verb={doing}"]
        out += [
            word_feature("modal", small[modal]),
            word_feature("modal+1", " ".join(small[modal : modal + 2])),
        ]
    for n, (token, shape) in enumerate(zip(small, shapes, strict=True)):
        if n == 0 or shape == "a":
            out.append(word_feature("word", token))
        if n and shape == "a":
            before = shapes[n - 1]
            if before == "a":
                out.append(word_feature("pair", f"{small[n - 1]} {token}"))
            elif before in ("AB", "Ab"):
                out.append(word_feature(f"after-{before}", token))
    return list(dict.fromkeys(out))


def _shape(token: str) -> str:
    """`0` number, `AB` initials or acronym, `Ab` capitalised, `a` small word, else the sign itself."""
    if token.isdigit():
        return "0"
    if len(token) <= _SHORT and sum(c.isupper() for c in token) > 1:
        return "AB"
    if token[:1].isupper():
        return "Ab"
    return "a" if token.isalpha() else token if len(token) == 1 else "?"
