"""What each word of a line shows of naming a person, a role or an organisation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from minutebook.document import Span
from minutebook.learn.features import word_feature
from minutebook.rulebook import Rulebook
from minutebook.text.names import NameGrammar, fold

TOKEN = re.compile(r"[^\W\d_]+(?:[.’'‑-][^\W\d_]+)*\.?|\d+|[^\w\s]|_")
LABELS = ("person", "role", "organisation")
LISTS = {
    "title": ("honorifics", "ranks"),
    "letters": ("post_nominals",),
    "office": ("attendance-role-nouns", "role-nouns-small"),
    "rank": ("attendance-role-adjectives",),
    "body": ("attendance-body-words", "organisations.gatherings"),
    "department": ("attendance-departments", "attendance-service-words"),
    "no-name": ("not_name_words",),
    "maybe-name": ("maybe_name_words",),
    "particle": ("name_particles",),
    "joint": ("attendance-joining-words", "organisations.joiners"),
    "status": ("zone-members", "zone-guests"),
}
"""Signs, each with the term lists of `rules/` whose words show it."""
FIELD = frozenset(",;:()[]/|–—-=")
"""What parts the fields of a line."""
OPENS, ENDS, BESIDE = 6, 3, 2


class Named(NamedTuple):
    """Words of a line that name a `person`, `role` or `organisation`."""

    span: Span
    label: str


class NameFeatures:
    """Cuts a line into words and tells what each of them shows; keeps nothing of it."""

    def __init__(self, rulebook: Rulebook) -> None:
        terms = rulebook.terms
        self._lists = {
            sign: frozenset(fold(word) for name in names for word in terms[name])
            for sign, names in LISTS.items()
        }
        self._nicknames = frozenset(fold(word) for word in rulebook.tables["nicknames"])
        self._bodies = frozenset(fold(name) for name in rulebook.tables["organisations.known"])
        self._grammar = NameGrammar.from_terms(terms)

    def cut(self, line: str) -> tuple[Span, ...]:
        """The words and signs of a line, in order."""
        return tuple(Span(*found.span()) for found in TOKEN.finditer(line))

    def is_title(self, word: str) -> bool:
        """`Cllr`, `Dr.`: what stands before a name and is no part of it."""
        return fold(word) in self._lists["title"]

    def of(self, line: str, cut: Sequence[Span]) -> list[list[str]]:
        """The features of each of the words and signs of a line."""
        words = [line[one.start : one.end] for one in cut]
        shown = [[*self._own(word)] for word in words]
        for at, sign in self._read(line, cut):
            shown[at].append(f"grammar={sign}")
        fields = _fields(words)
        whole = [
            f"fields={min(max(fields, default=0), 4)}",
            f"words={min(len(words) // 4, 6)}",
            f"sentence={words[-1:] == ['.']}",
        ]
        out = []
        for at, word in enumerate(words):
            features = ["bias", *whole, *shown[at], word_feature("word", fold(word))]
            features += [f"at={min(at, OPENS)}", f"left={min(len(words) - 1 - at, ENDS)}"]
            features += [f"field={min(fields[at], 3)}", f"opens-field={at == 0 or words[at - 1] in FIELD}"]
            for step in (*range(-BESIDE, 0), *range(1, BESIDE + 1)):
                place = at + step
                if 0 <= place < len(words):
                    features += [f"{step}|{sign}" for sign in shown[place]]
                    if abs(step) == 1:
                        features.append(word_feature(f"{step}|word", fold(words[place])))
                else:
                    features.append(f"{step}|none")
            out.append(features)
        return out

    def _own(self, word: str) -> Iterator[str]:
        folded = fold(word)
        yield f"shape={_shape(word)}"
        for sign, listed in self._lists.items():
            if folded in listed:
                yield sign
        if folded in self._nicknames:
            yield "forename"
        if folded in self._bodies:
            yield "known-body"

    def _read(self, line: str, cut: Sequence[Span]) -> Iterator[tuple[int, str]]:
        """Where the grammar of names reads one: `B` its first word, `I` those after; `1` for a lone word."""
        for name in self._grammar.find(line):
            lone = "1" if name.lone else ""
            for at, one in enumerate(cut):
                if one.overlaps(name.name_span):
                    yield at, ("B" if one.start <= name.name_span.start else "I") + lone


def spans_of(cut: Sequence[Span], labels: Sequence[str]) -> tuple[tuple[Named, int, int], ...]:
    """What the labels of a line's words name, each with its first word and the one after its last."""
    out: list[tuple[Named, int, int]] = []
    at = 0
    while at < len(labels):
        start, (begin, _, label) = at, labels[at].partition("-")
        at += 1
        if begin not in ("B", "I"):
            continue
        while at < len(labels) and labels[at] == f"I-{label}":
            at += 1
        out.append((Named(Span(cut[start].start, cut[at - 1].end), label), start, at))
    return tuple(out)


Told = Sequence[tuple[str, Mapping[str, float]]]
"""For each word its label, and the probability of every label, as `Labeller.read` gives them."""


def sure_of(cut: Sequence[Span], told: Told) -> Iterator[tuple[Named, float]]:
    """What a labeller's reading of a line names, with the probability of the least sure of its words."""
    for named, start, end in spans_of(cut, [label for label, _ in told]):
        yield named, min(told[at][1][told[at][0]] for at in range(start, end))


def labels_of(cut: Sequence[Span], named: Iterable[Named]) -> list[str]:
    """The label of each word of a line in which these stretches are named: `B-role`, `I-role`, `O`."""
    out = ["O"] * len(cut)
    for span, label in named:
        inside = [at for at, one in enumerate(cut) if span.start <= one.start and one.end <= span.end]
        for at in inside:
            out[at] = f"{'B' if at == inside[0] else 'I'}-{label}"
    return out


def _fields(words: Sequence[str]) -> list[int]:
    """For each word how many signs part it from the begin of its line."""
    out, count = [], 0
    for word in words:
        if word in FIELD:
            count += 1
        out.append(count)
    return out


def _shape(word: str) -> str:
    """`A` a letter, `AB` capitals, `Ab` capitalised, `aB` mixed, `a` small, `0` digits, else the sign."""
    bare = word.rstrip(".")
    dot = "." if bare and bare != word else ""
    if bare.isdigit():
        return "0"
    if not bare[:1].isalpha():
        return word
    if len(bare) == 1:
        return ("A" if bare.isupper() else "a1") + dot
    if bare.isupper():
        return f"AB{min(len(bare), 5)}{dot}"
    if bare[0].isupper():
        return ("aB" if any(c.isupper() for c in bare[1:]) and "-" not in bare else "Ab") + dot
    return "a" + dot
