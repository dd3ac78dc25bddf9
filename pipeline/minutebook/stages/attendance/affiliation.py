"""Splits what stands beside a name into role and organisation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from minutebook.document import Span
from minutebook.rulebook import Rulebook

Kind = Literal["role", "organisation", "department", "unknown"]
# Where one part ends and the next begins: comma, spaced dash or slash, bullet, a stop before a capital.
PART = re.compile(r"\s*(?:,+|;|\s[-–—/|]+(?=\s)|\s?[–—](?=\s|[A-Z])|\n|\t|(?<=[a-z]{3})\.\s+(?=[A-Z]))\s*")
WORD = re.compile(r"[^\W_][\w&'’.-]*")
ACRONYM = re.compile(r"(?:[A-Z][A-Z&]{1,7}[a-z]?|[A-Z]{2,}[A-Z0-9]*)")
FIRST_NAME = re.compile(r"[A-Z][a-z]+\s*\((?P<post>[^()]+)\)")
TRIM = " \t\n\u00a0,;:.–—-/|•"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an affiliation and what it is."""

    span: Span
    kind: Kind


@dataclass(frozen=True)
class Affiliations:
    """Reads roles and organisations with the word lists of `rules/attendance.yaml`."""

    rulebook: Rulebook

    @cached_property
    def roles(self) -> frozenset[str]:
        """Nouns that make a phrase a role, lower case."""
        return frozenset(self.rulebook.terms["attendance-role-nouns"])

    @cached_property
    def bodies(self) -> frozenset[str]:
        """Words that make a phrase a body."""
        return frozenset(self.rulebook.terms["attendance-body-words"])

    @cached_property
    def body_ends(self) -> frozenset[str]:
        """Words that a body ends with for certain."""
        return frozenset(self.rulebook.terms["attendance-body-ends"])

    @cached_property
    def departments(self) -> frozenset[str]:
        """Words of departments and services."""
        return frozenset(self.rulebook.terms["attendance-departments"])

    @cached_property
    def body_starts(self) -> tuple[str, ...]:
        """Phrases that a body begins with."""
        return self.rulebook.terms["attendance-body-starts"]

    @cached_property
    def member_kinds(self) -> frozenset[str]:
        """Kinds of members that are a role where they stand alone."""
        return frozenset(self.rulebook.terms["attendance-member-kinds"])

    def _terms(self, name: str) -> frozenset[str]:
        return frozenset(self.rulebook.terms[name])

    # ------------------------------------------------------------------ one part

    def kind(self, text: str) -> Kind:
        """What a phrase names, by its words."""
        plain = re.sub(r"\([^()]*\)", " ", text).partition(": ")[0]
        tokens = [w.group() for w in WORD.finditer(plain)]
        low = [t.lower().rstrip(".") for t in tokens]
        if not low:
            return "unknown"
        joined = " ".join(low)
        if joined in self.member_kinds:
            return "role"
        starts_body = any(joined.startswith(start + " ") or joined == start for start in self.body_starts)
        role_at = next((i for i, w in enumerate(low) if w in self.roles), None)
        office_of = low[0] == "office" and starts_body
        of_body = starts_body and role_at is not None and role_at > 0 and low[-1] not in self.roles
        if role_at is not None and not office_of and not of_body:
            return "role"
        if tokens[0][0].islower() and low[0] != "the":
            return "unknown"
        if starts_body or low[-1] in self.bodies or self._body_inside(low):
            weak = low[-1] in self._terms("attendance-service-words")
            proper = len(low) > 1 or ACRONYM.fullmatch(tokens[0]) is not None
            if weak and low[0] in self.departments and len(low) <= 3:
                return "department"
            return "organisation" if proper or low[0] in self._terms("attendance-lone-bodies") else "unknown"
        if len(low) > 2 and low[-1] in self._terms("attendance-nations") and low[-2] in self.bodies:
            return "organisation"
        if all(ACRONYM.fullmatch(t) for t in tokens) and tokens:
            return "organisation"
        if low[-1] in self.departments or low[0] in self.departments:
            return "organisation" if joined in self._terms("attendance-lone-bodies") else "department"
        return "unknown"

    def _body_inside(self, low: list[str]) -> bool:
        """A body's word before `of` or `for`, or before a region: `Trust for Marlby`, `NHS England South`."""
        strong = self.body_ends | self._terms("attendance-body-middles")
        for index, word in enumerate(low[:-1]):
            if word in strong and low[index + 1] in ("of", "for", "and", "in", "on"):
                return True
        return "nhs" in low

    def cut_role(self, text: str) -> int | None:
        """Where the role begins in `Marlby Council Early Help Adviser`; None without a body before it."""
        tokens = list(WORD.finditer(text))
        low = [t.group().lower().rstrip(".") for t in tokens]
        role_at = next((i for i, w in enumerate(low) if w in self.roles), None)
        if role_at is None or role_at < 2 or tokens[0].group()[0].islower():
            return None
        if low[0] in self.rulebook.terms["attendance-role-adjectives"]:
            return None
        ends = [i for i, w in enumerate(low[:role_at]) if w in self.body_ends and i > 0]
        if not ends or (low[ends[-1] + 1] in ("and", "of", "for", "&") and ends[-1] + 1 < role_at):
            return None
        return tokens[ends[-1] + 1].start()

    def cut_body(self, text: str) -> int | None:
        """Where the body begins in `Chief Nurse NHS Marlby`; None where no body follows the role at once."""
        tokens = list(WORD.finditer(text))
        low = [t.group().lower().rstrip(".") for t in tokens]
        role_at = next((i for i in range(len(low) - 3, -1, -1) if low[i] in self.roles), None)
        if role_at is None or any(word in self.roles for word in low[role_at + 1 :]):
            return None
        first, gap = tokens[role_at + 1], text[tokens[role_at].end() : tokens[role_at + 1].start()]
        sure = first.group() == "NHS" or low[-1] in self.body_ends
        named = all(t.group()[0].isupper() or t.group() in ("of", "and") for t in tokens[role_at + 1 :])
        plain = gap == " " and low[role_at + 1] not in self.departments and first.group()[0].isupper()
        return first.start() if sure and named and plain else None

    # ------------------------------------------------------------------ the whole

    def split(
        self, text: str, start: int, end: int, holes: tuple[Span, ...] = (), *, known: bool = False
    ) -> tuple[list[Span], list[Span]]:
        """Spans of the role and of the organisation in `text[start:end]`, leaving out the holes.

        `known` says that the organisation stands elsewhere: then all is role. Each list holds one
        span, or several where a hole stands between; both may be empty.
        """
        parts = self._parts(text, start, end, holes)
        if not parts:
            return [], []
        if known:
            return self._join(parts), []
        kinds = [p.kind for p in parts]
        if "organisation" in kinds:
            last = len(kinds) - 1 - kinds[::-1].index("organisation")
            first = last
            while first > 0 and kinds[first - 1] == "organisation" and "role" not in kinds[:1]:
                first -= 1
            while first < last and self._lone(text, parts[first]):
                first += 1  # `Public Health, Marlby CC`: the service and its body
            bodies = parts[first : last + 1]
            before = parts[:first]
            after = parts[last + 1 :]
            role = list(before or after) if "role" in [p.kind for p in before or after] else []
            if not role and before and all(p.kind in ("department", "unknown") for p in before):
                return [], self._join([*before, *bodies])
            if role and before and after and any(p.kind == "role" for p in after):
                role = before
            return self._join(role), self._join(bodies)
        if "role" in kinds:
            at = kinds.index("role")
            if at > 0:
                return self._join(parts[at:]), self._join(parts[:at])
            slash = len(parts) > 1 and "/" in text[parts[-2].span.end : parts[-1].span.start]
            apart = slash or kinds[-1] == "unknown"
            if len(parts) > 1 and apart and kinds[-1] != "role" and self._proper(text, parts[-1].span):
                return self._join(parts[:-1]), [parts[-1].span]
            return self._join(parts), []
        if self._proper(text, parts[0].span) and len(parts) <= 2 and not self._is_person(text, parts[0].span):
            return [], self._join(parts)
        return [], []

    def _lone(self, text: str, part: Part) -> bool:
        words = text[part.span.start : part.span.end].lower()
        return words in self._terms("attendance-lone-bodies") and words not in self.bodies

    def _is_person(self, text: str, span: Span) -> bool:
        """A title opens it, or it is one word with a post in brackets: `Lisa (Practice Manager)`."""
        first = WORD.search(text, *span)
        if first is not None and first.group().rstrip(".") in self._terms("honorifics"):
            return True
        found = FIRST_NAME.fullmatch(text, *span)
        return found is not None and self.kind(found["post"]) == "role"

    def _proper(self, text: str, span: Span) -> bool:
        """Written as a name: its first and last words begin with a capital or a digit."""
        tokens = [w.group() for w in WORD.finditer(text, span.start, span.end)]
        return bool(tokens) and not tokens[0][0].islower() and not tokens[-1][0].islower()

    def _parts(self, text: str, start: int, end: int, holes: tuple[Span, ...]) -> list[Part]:
        out: list[Part] = []
        for low, high in _between(start, end, holes):
            pos = low
            cuts = [m for m in PART.finditer(text, low, high) if not _in_brackets(text, low, m.start())]
            for match in [*cuts, None]:
                stop = match.start() if match is not None else high
                span = _trimmed(text, pos, stop)
                if span is not None and not _code(text, span) and not (out and self._aside(text, span)):
                    out += self._cut(text, span)
                pos = match.end() if match is not None else high
        return out

    def _aside(self, text: str, span: Span) -> bool:
        """A later part in small letters that is no role: `report given at item 7`."""
        return text[span.start].islower() and self.kind(text[span.start : span.end]) == "unknown"

    def _cut(self, text: str, span: Span) -> list[Part]:
        phrase = text[span.start : span.end]
        at = self.cut_role(phrase)
        if at is not None:
            head = _trimmed(text, span.start, span.start + at)
            if head is not None:
                return [Part(head, "organisation"), Part(Span(span.start + at, span.end), "role")]
        after = self.cut_body(phrase)
        if after is not None and (role := _trimmed(text, span.start, span.start + after)) is not None:
            return [Part(role, "role"), Part(Span(span.start + after, span.end), "organisation")]
        return [Part(span, self.kind(phrase))]

    def _join(self, parts: list[Part]) -> list[Span]:
        return [Span(parts[0].span.start, parts[-1].span.end)] if parts else []


def _between(start: int, end: int, holes: tuple[Span, ...]) -> list[tuple[int, int]]:
    """The stretches of the range that no hole covers."""
    out = []
    pos = start
    for hole in sorted(holes):
        if hole.start > pos:
            out.append((pos, min(hole.start, end)))
        pos = max(pos, hole.end)
    if pos < end:
        out.append((pos, end))
    return out


def _code(text: str, span: Span) -> bool:
    """A bracket of two or three letters: a kind of member, a ward, a post."""
    return re.fullmatch(r"[(\[][A-Za-z]{1,3}[)\]]", text[span.start : span.end]) is not None


def _in_brackets(text: str, start: int, pos: int) -> bool:
    return text.count("(", start, pos) > text.count(")", start, pos)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """The range without white space and loose punctuation at its ends; None where nothing is left."""
    while start < end and (text[start] in TRIM or (text[start] == ")" and "(" not in text[start:end])):
        start += 1
    while end > start and text[end - 1] in TRIM:
        end -= 1
    while end > start and text[end - 1] == "(":
        end -= 1
    return Span(start, end) if end > start and any(c.isalnum() for c in text[start:end]) else None
