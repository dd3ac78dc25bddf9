"""Reads who is to do a thing: leads as printed, in prose and in columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from minutebook.document import Block, Document, Span
from minutebook.layout import Layout
from minutebook.nlp import Reader
from minutebook.rulebook import Rulebook
from minutebook.text.initials import looks_like_initials
from minutebook.text.names import NameGrammar, fold, is_initial

Kind = Literal["person", "first", "initials", "role", "body", "group", "pronoun", "raw"]

CAPITAL_TOKEN = re.compile(r"[A-Z](?:[A-Za-z]|[’'](?=[A-Z])){1,5}(?![\w])(?![’']\w{2})")
CAPITAL_WORD = re.compile(r"[^\W\d_][^\W\d_’'-]*")
RUN_ON = re.compile(r"(?:[A-Z]\.?[ ]){1,2}[A-Z][\w’'-]+(?=[ ](?:[A-Z]\.?[ ]){1,2}[A-Z]|[ ]*$)")
MAX_RAW_WORDS = 6


@dataclass(frozen=True, slots=True)
class Who:
    """One lead as printed, over `span` of the document; `inside` is what brackets after it hold."""

    text: str
    span: Span
    kind: Kind
    rule: str
    inside: Span | None = None

    @property
    def producer(self) -> str:
        """The word by which evidence names what found it: a rule's id, or the model as it is."""
        return self.rule if self.by_model else f"rule:{self.rule}"

    @property
    def by_model(self) -> bool:
        """Whether the language model found it, and no rule."""
        return self.rule.startswith("model:")


@dataclass(frozen=True)
class LeadReader:
    """Reads leads in one document."""

    document: Document
    layout: Layout
    rulebook: Rulebook
    prose: Reader

    @cached_property
    def grammar(self) -> NameGrammar:
        """How names are written."""
        return NameGrammar.from_terms(self.rulebook.terms)

    @cached_property
    def _forenames(self) -> frozenset[str]:
        names = self.rulebook.tables["nicknames"]
        return frozenset((*names, *map(str, names.values())))

    @cached_property
    def _lower_words(self) -> frozenset[str]:
        return frozenset(re.findall(r"(?<![\w’'-])[a-z]{2,}", self.document.text))

    @cached_property
    def _listed_words(self) -> frozenset[str]:
        listed = self.layout.blocks("present", "apologies", "absent", "attendance", "in_attendance")
        return frozenset(w for b in listed for w in CAPITAL_WORD.findall(b.text) if w[0].isupper())

    @cached_property
    def _before_surname(self) -> frozenset[str]:
        """Words that somewhere stand before another capitalised word, as a forename does."""
        pairs = re.findall(r"(?<![\w’'-])([A-Z][a-zà-ÿ]+)[ ](?=[A-Z][a-zà-ÿ])", self.document.text)
        return frozenset(pairs)

    def is_first_name(self, word: str) -> bool:
        """A lone capitalised word that can be a person here: listed as attending, or known as a forename."""
        folded = fold(word)
        if folded in self.grammar.never or len(word) < 2:
            return False
        known = folded in self._forenames
        if word in self._listed_words and (known or folded not in self._lower_words):
            return True
        if folded in self.grammar.maybe and folded in self._lower_words:
            return known and word in self._before_surname
        return known or (word in self._before_surname and folded not in self._lower_words)

    def is_unheard(self, who: Who) -> bool:
        """A lone capitalised word that the text has in small letters too: hardly a name."""
        return (
            who.kind == "first" and not self.is_first_name(who.text) and fold(who.text) in self._lower_words
        )

    def is_person(self, who: Who) -> bool:
        """A name that is surely a person's: an honorific, an initial, a known forename or a listed word."""
        name = self.grammar.parse(who.text)
        if name is None:
            return False
        if who.by_model or name.honorific or any(is_initial(word) for word in name.given):
            return True
        names = self._forenames
        first = fold(name.given[0]) if name.given else ""
        if first in self._lower_words and first not in names:
            return False
        words = (*name.given, *name.family)
        return any(w in self._listed_words or fold(w) in names for w in words)

    def is_listed(self, who: Who) -> bool:
        """A person whose name's last word stands in an attendance list, or initials."""
        return who.kind in ("initials", "role") or who.text.split()[-1] in self._listed_words

    def ask_model(self, sentence: Span, end: int) -> Who | None:
        """The person before `end` who no list or rule knows, where the model takes the words for a name.

        Full names only: of lone words it takes acronyms and adjectives for people.
        """
        text = self.document[sentence]
        for found in self.prose.action_candidates(text):
            at = Span(sentence.start + found.span.start, sentence.start + found.span.end)
            name = self.grammar.read(self.document.text, at.start, at.end)
            if at.end == end and name is not None and name.span == at and not name.lone:
                return Who(self.document[at], at, "person", found.producer)
        return None

    # ------------------------------------------------------------------ one lead

    def read(self, pos: int, end: int, *, column: bool = False) -> tuple[Who, int] | None:
        """The longest lead that begins at `pos`, and where it ends; in a column any name counts."""
        text = self.document.text
        found: list[tuple[int, int, Kind, str]] = []
        for rank, rule in enumerate(self.rulebook.group("leads.token")):
            match = rule.compiled.match(text, pos, end)
            if match is not None and match.end() > pos:
                found.append((match.end(), -rank, rule.value or "raw", rule.id))  # type: ignore[arg-type]
        name = self.grammar.read(text, pos, end)
        if name is not None and name.span.start == pos:
            lone = name.lone
            if not lone or column or self.is_first_name(name.name):
                found.append((name.span.end, 1, "first" if lone else "person", "leads.name"))
        word = CAPITAL_WORD.match(text, pos, end)
        if name is None and word is not None and self.is_first_name(word.group()):
            found.append((word.end(), 1, "first", "leads.name"))
        token = CAPITAL_TOKEN.match(text, pos, end)
        if token is not None and looks_like_initials(token.group()):
            found.append((token.end(), 0, "initials", "leads.initials"))
        if not found:
            return None
        stop, _, kind, rule_id = max(found)
        while stop > pos and text[stop - 1].isspace():
            stop -= 1
        return Who(text[pos:stop], Span(pos, stop), kind, rule_id), stop

    def read_list(self, pos: int, end: int, *, column: bool = False) -> tuple[list[Who], int]:
        """Leads joined by "and", commas, slashes from `pos` on, and where the last one ends."""
        text = self.document.text
        leads: list[Who] = []
        stop = pos
        separator = self.rulebook["leads.separator"].compiled
        while True:
            plural = bool(leads) and _is_plural_title(leads[0].text)
            one = self.read(pos, end, column=column or plural)
            if one is None:
                return leads, stop
            who, stop = one
            inner, stop = self._bracket(who, stop, end)
            leads += inner
            between = separator.match(text, stop, end)
            if between is None or between.end() == stop:
                return leads, stop
            pos = between.end()

    def whole(self, start: int, end: int, *, column: bool = False) -> list[Who] | None:
        """The stretch as leads and nothing else, or None; `column` as in `read`."""
        text = self.document.text
        while end > start and text[end - 1] in " \t,":
            end -= 1
        leads, stop = self.read_list(start, end, column=column)
        return leads if leads and stop >= end else None

    def _bracket(self, who: Who, stop: int, end: int) -> tuple[list[Who], int]:
        """What brackets after a lead say: the members of a group, a role's holder, or who stands in."""
        text = self.document.text
        doubt = self.rulebook["leads.doubt"].compiled.match(text, stop, end)
        if doubt is not None:
            stop = doubt.end()
        match = self.rulebook["leads.bracket"].compiled.match(text, stop, end)
        if match is None:
            return [who], stop
        inside = Span(*match.span("inside"))
        if self.rulebook["leads.not-a-lead"].compiled.match(text, inside.start, inside.end):
            return [who], match.end()
        members = self.whole(inside.start, inside.end)
        if members and who.kind == "group":
            return members, match.end()
        if members and who.kind == "role" and len(members) == 1:
            span = Span(who.span.start, match.end())
            return [Who(text[span.start : span.end], span, "role", who.rule, inside)], match.end()
        return [who], match.end()

    # ------------------------------------------------------------------ a column

    def column(self, blocks: Sequence[Block]) -> list[list[Who]]:
        """The leads of a cell, one list a paragraph; paragraphs that name nobody give empty lists."""
        out: list[list[Who]] = []
        carry = False
        for block in blocks:
            start = block.span.start
            for line in block.text.split("\n"):
                span = Span(start, start + len(line))
                start += len(line) + 1
                if self.rulebook["leads.date-line"].match(line):
                    continue
                leads = self.stretch(span)
                if carry and out and leads:
                    out[-1] += leads
                else:
                    out.append(leads)
                carry = self.rulebook["leads.goes-on"].match(line) is not None
        return out

    def stretch(self, span: Span) -> list[Who]:
        """The leads of a stretch that is known to name them; words that fit no pattern are kept raw."""
        text = self.document.text
        start, end = span
        while start < end and not (text[start].isalnum() or text[start] in "(["):
            start += 1
        while end > start and text[end - 1] in " \t.,;:/&*":
            end -= 1
        if start >= end or self.rulebook["leads.none"].match(text[start:end]):
            return []
        runs = list(RUN_ON.finditer(text, start, end))
        if len(runs) > 1 and runs[0].start() == start and runs[-1].end() == end:
            return [Who(m.group(), Span(*m.span()), "person", "leads.run-on") for m in runs]
        return self._pieces(start, end)

    def _pieces(self, start: int, end: int) -> list[Who]:
        text = self.document.text
        leads, stop = self.read_list(start, end, column=True)
        if leads and stop >= end:
            return leads
        if leads and len(text[stop:end].split()) > 0:
            gap = re.compile(r"\s+").match(text, stop, end)
            more = self._pieces(gap.end(), end) if gap and leads[-1].kind in ("initials", "person") else []
            if more and all(w.kind in ("initials", "person") for w in more):
                return leads + more
        if leads and any(ch.isdigit() for ch in text[stop:end]):
            return leads  # a date stands beside the leads
        if len(text[start:end].split()) <= MAX_RAW_WORDS:
            return (
                leads
                if leads and leads[-1].kind != "raw" and stop > start and _mostly(text, start, stop, end)
                else ([Who(text[start:end], Span(start, end), "raw", "leads.raw")])
            )
        return []


def _mostly(text: str, start: int, stop: int, end: int) -> bool:
    """What is left over is a short aside after the leads, not the greater part of the words."""
    return len(text[stop:end].strip()) < len(text[start:stop].strip())


def _is_plural_title(text: str) -> bool:
    return text.split()[0].rstrip(".").endswith("s") and " " in text
