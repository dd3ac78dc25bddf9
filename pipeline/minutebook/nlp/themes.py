"""Finds the words of themes in a text: spaCy's PhraseMatcher over lemmas, over words as written, and over
the phrases that a theme excludes."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Literal, NamedTuple

from minutebook.nlp.lemmas import load_lemmas
from minutebook.nlp.words import readable
from minutebook.rulebook.theme import Theme

Strength = Literal["term", "hint", "name"]
_RANK: dict[str, int] = {"term": 2, "name": 1, "hint": 0}
# What stands before, behind and between words; a possessive is a word of its own.
FRONT, BACK = re.compile(r"[^\w\s]"), re.compile(r"(?:'[sS]|[^\w\s])$")
INSIDE = re.compile(r"(?<=\w)[^\w\s'.&](?=\w)|\.(?=[A-Z])")
# One character for one: offsets stay. `self-harm` and `self harm` are the same words.
_SPACES = str.maketrans({"\t": " ", "\u00a0": " ", "’": "'", "-": " ", "–": " ", "‑": " "})


class Mention(NamedTuple):
    """Words over `start:end` that speak of a theme.

    A `hint` has another sense too; a `name` is a theme's word inside the name of a body, role or paper.
    """

    theme: str
    start: int
    end: int
    strength: Strength


class ThemeMatcher:
    """Matches a vocabulary of themes. Made once, used for many texts; it keeps nothing of them."""

    def __init__(self, themes: Sequence[Theme], name_words: Iterable[str] = ()) -> None:
        self.themes = tuple(themes)
        self._names = frozenset(word.lower() for word in name_words)
        self._ready: tuple[Any, Any, Any, Any] | None = None

    def find(self, text: str) -> list[Mention]:
        """The mentions in order; of two that overlap in one theme the longer stands."""
        nlp, lemmas, exact, excluded = self._matchers()
        doc = nlp.make_doc(readable(text.translate(_SPACES)))
        barred: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for key, start, end in excluded(doc):
            barred[nlp.vocab.strings[key]].append((start, end))
        found: dict[str, list[tuple[int, int, Strength]]] = defaultdict(list)
        for matcher in (lemmas, exact):
            for key, start, end in matcher(doc):
                theme, strength = nlp.vocab.strings[key].split("/")
                if not any(s <= start < e or start <= s < end for s, e in barred[theme]):
                    found[theme].append((start, end, self._strength(doc, start, end, strength)))
        out = []
        for theme, spans in found.items():
            for start, end, strength in _longest(spans):
                last = doc[end - 1]
                out.append(Mention(theme, doc[start].idx, last.idx + len(last), strength))
        return sorted(out, key=lambda m: (m.start, m.end, m.theme))

    def tokens(self, text: str) -> list[str]:
        """The lemmas of the words of a text, in order; "" for a number, a sign or a word such as `the`."""
        nlp = self._matchers()[0]
        return [
            token.norm_ if token.is_alpha and not token.is_stop else ""
            for token in nlp.make_doc(readable(text.translate(_SPACES)))
        ]

    def _strength(self, doc: Any, start: int, end: int, strength: str) -> Strength:
        if strength == "hint":
            return "hint"
        after = doc[end] if end < len(doc) else None
        if after is not None and after.text[0].isupper() and after.lower_ in self._names:
            return "name" if doc[start].text[0].isupper() else "term"
        return "term"

    def _matchers(self) -> tuple[Any, Any, Any, Any]:
        if self._ready is None:
            self._ready = self._make()
        return self._ready

    def _make(self) -> tuple[Any, Any, Any, Any]:
        import spacy
        from spacy.attrs import NORM
        from spacy.matcher import PhraseMatcher
        from spacy.tokenizer import Tokenizer

        nlp: Any = spacy.blank("en")
        # Words and marks are enough here, and cut in half of the time that the rules for English take.
        nlp.tokenizer = Tokenizer(
            nlp.vocab, prefix_search=FRONT.match, suffix_search=BACK.search, infix_finditer=INSIDE.finditer
        )
        # The limit guards parsers and taggers, which take memory by the word; here words are cut, no more.
        nlp.max_length = sys.maxsize
        # A word's lemma stands in the slot for its normal form: computed once a word, compared in C.
        nlp.vocab.lex_attr_getters[NORM] = load_lemmas().of
        lemmas, exact = PhraseMatcher(nlp.vocab, attr="NORM"), PhraseMatcher(nlp.vocab, attr="ORTH")
        excluded = PhraseMatcher(nlp.vocab, attr="LOWER")
        for theme in self.themes:
            for matcher, key, phrases in (
                (lemmas, f"{theme.id}/term", _spelt(theme.terms)),
                (lemmas, f"{theme.id}/hint", _spelt(h for h in theme.hints if h.islower())),
                (exact, f"{theme.id}/term", _plurals(theme.exact)),
                # A hint in capitals (Prevent) is one as written only.
                (exact, f"{theme.id}/hint", [h for h in theme.hints if not h.islower()]),
                (excluded, theme.id, _spelt(theme.excluded)),
            ):
                if phrases:
                    matcher.add(key, [nlp.make_doc(phrase) for phrase in phrases])
        return nlp, lemmas, exact, excluded


def _spelt(phrases: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(phrase.translate(_SPACES) for phrase in phrases))


def _plurals(phrases: Iterable[str]) -> list[str]:
    out = [form for phrase in phrases for form in (phrase, phrase if phrase.endswith("s") else f"{phrase}s")]
    return _spelt(out)


def _longest(spans: list[tuple[int, int, Strength]]) -> list[tuple[int, int, Strength]]:
    kept: list[tuple[int, int, Strength]] = []
    for span in sorted(spans, key=lambda s: (s[0] - s[1], -_RANK[s[2]], s[0])):
        if all(span[1] <= other[0] or other[1] <= span[0] for other in kept):
            kept.append(span)
    return kept
