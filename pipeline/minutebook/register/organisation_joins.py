"""The steps by which variants of organisations' names are joined, surest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from minutebook.evidence import OrganisationKind
from minutebook.register.bodies import Bodies
from minutebook.register.clusters import Clusters
from minutebook.register.digest import Digest
from minutebook.register.wording import Key, Known, OrganisationWords, bare_acronym, initials_of, is_acronym
from minutebook.text.names import fold

Pair = tuple[int, str]
"""A mention: number of the document, id of the entry."""


@dataclass(slots=True)
class Variant:
    """Mentions in one body's documents that are written alike, and so are one."""

    body: int
    forms: tuple[str, ...]
    kind: OrganisationKind
    key: Key = ()
    short: bool = False
    known: Known | None = None
    mentions: list[Pair] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The longest form that the record gives."""
        return self.forms[0]


@dataclass(frozen=True, slots=True)
class Doubtful:
    """Two variants (by number) that may be one, how likely and why."""

    a: int
    b: int
    score: float
    reason: str
    joined: bool


class OrganisationJoiner:
    """Joins variants in steps."""

    def __init__(
        self,
        variants: list[Variant],
        clusters: Clusters,
        bodies: Bodies,
        words: OrganisationWords,
        doubts: list[Doubtful],
    ) -> None:
        self.variants, self.clusters, self.bodies = variants, clusters, bodies
        self.words, self.doubts = words, doubts
        self.of_body: list[list[int]] = [[] for _ in bodies.groups]
        for number, variant in enumerate(variants):
            self.of_body[variant.body].append(number)

    def join_known(self) -> None:
        """All forms of an entry of the gazetteer are one."""
        first: dict[str, int] = {}
        for number, variant in enumerate(self.variants):
            if variant.known is not None:
                self.clusters.join(first.setdefault(variant.known.name, number), number, force=True)

    def join_full_names(self) -> None:
        """The same name everywhere; with and without the ending that is often left out."""
        exact: dict[Key, int] = {}
        bases: dict[Key, list[int]] = defaultdict(list)
        for number, variant in enumerate(self.variants):
            if variant.short or self.words.is_generic(variant.key) or self.words.is_local(variant.key):
                continue
            self.clusters.join(exact.setdefault(variant.key, number), number, force=True)
            bases[self.words.base(variant.key)].append(number)
        for base, numbers in bases.items():
            self._join_base(base, numbers)

    def _join_base(self, base: Key, numbers: list[int]) -> None:
        endings = {self.variants[n].key for n in numbers}
        kinds = {self.variants[n].kind for n in numbers if self.variants[n].key != base}
        if len(endings) > 1 and len(kinds) <= 1 and not self.words.is_generic(base):
            for number in numbers:
                self.clusters.join(numbers[0], number)

    def join_own(self, digests: Sequence[Digest]) -> None:
        """What the minutes of one body call themselves is one, however they print it."""
        first: dict[int, int] = {}
        for number, variant in enumerate(self.variants):
            own = {fold(digests[document].meeting.body or "") for document, _ in variant.mentions} - {""}
            if own & {fold(form) for form in variant.forms}:
                self.clusters.join(first.setdefault(variant.body, number), number)

    def join_short_forms(self) -> None:
        """General names, acronyms and shorter forms: in the body's own documents, then its neighbours'."""
        for body in range(len(self.of_body)):
            self._join_same_short([body])
        for near in (False, True):
            for body, numbers in enumerate(self.of_body):
                scope = self._scope(body, near)
                for number in self._shortest_first(numbers):
                    if near and not self._is_full(number) and self._settled(number):
                        continue
                    self._join_one(number, scope)
        for body, group in enumerate(self.bodies.groups):
            if group.neighbours:
                self._join_same_short([body, *sorted(group.neighbours)], own=body)

    def _settled(self, number: int) -> bool:
        """Whether it is one with a name that stands for itself."""
        return any(self._is_full(other) for other in self.clusters.members(number))

    def _is_full(self, number: int) -> bool:
        variant = self.variants[number]
        return not variant.short and not self.words.is_generic(variant.key)

    def _scope(self, body: int, near: bool) -> list[int]:
        others = sorted(self.bodies.groups[body].neighbours) if near else [body]
        return [number for other in others for number in self.of_body[other]]

    def _shortest_first(self, numbers: list[int]) -> list[int]:
        return sorted(numbers, key=lambda n: (len(self.variants[n].key), self.variants[n].key, n))

    def _join_same_short(self, scope: list[int], own: int | None = None) -> None:
        """One general name or acronym within a scope is one body's; with neighbours only where it is sole."""
        by_key: dict[Key, list[int]] = defaultdict(list)
        for body in scope:
            for number in self.of_body[body]:
                if not self._is_full(number) or self.words.is_local(self.variants[number].key):
                    by_key[self.variants[number].key].append(number)
        for numbers in by_key.values():
            if own is None:
                self.clusters.join_all(numbers)
                continue
            mine = [n for n in numbers if self.variants[n].body == own]
            roots = {self.clusters.find(n) for n in numbers if self.variants[n].body != own}
            if mine and len(roots) == 1:
                self.clusters.join(mine[0], next(iter(roots)))

    def _join_one(self, number: int, scope: list[int]) -> None:
        """Join a short name with the one organisation of the scope that it can mean."""
        variant = self.variants[number]
        if variant.known is not None:
            return
        tests: list[Callable[[Variant], bool]] = [lambda other: self._alias_of(variant, other)]
        letters = {bare_acronym(form).upper() for form in variant.forms if is_acronym(form)}
        if letters and self._is_short_key(variant):
            tests.append(lambda other: bool(letters & _all_initials(other)))
        tests.append(lambda other: self._shortens(variant, other))
        for fits_one in tests:
            fits = [n for n in scope if n != number and fits_one(self.variants[n])]
            roots = {self.clusters.find(n) for n in fits}
            if len(roots) == 1:
                if not self.clusters.join(number, fits[0]):
                    self._doubt(number, fits[0], 0.5, "a shorter form; one document lists both", False)
                return
            if len(roots) > 1:
                for root in sorted(roots)[:3]:
                    self._doubt(number, root, 0.4, "a short form that fits several", False)
                return

    def _alias_of(self, variant: Variant, other: Variant) -> bool:
        """Whether the name stands among the other forms of another."""
        if self._is_short_key(other):
            return False
        own = {
            bare_acronym(form).casefold()
            for form in variant.forms
            if form == variant.name or is_acronym(form)
        }
        return any(bare_acronym(alias).casefold() in own for alias in other.forms[1:])

    def _is_short_key(self, variant: Variant) -> bool:
        return variant.short or self.words.is_generic(variant.key)

    def _shortens(self, variant: Variant, other: Variant) -> bool:
        """Whether the words of one name are another's without its place, or without an ending."""
        short, long = variant.key, other.key
        if variant.short or len(short) >= len(long) or not short:
            return False
        generic = self.words.is_generic(short)
        if long[-len(short) :] == short:
            front = long[: -len(short)]
            if self.words.apart & set(front[-1:]):
                return False
            return (generic and not self.words.is_generic(front)) or self._places(front, variant.body)
        if long[: len(short)] == short:
            end = long[len(short) :]
            if not generic and end in self.words.tails:
                return True
            if generic:
                return not self.words.is_generic(end) and len(short) > 1
            return len(short) > 1 and self._places(end, variant.body)
        if generic and len(short) > 2:
            at = [n for n in range(len(long)) if long[n : n + len(short)] == short]
            return bool(at)
        return False

    def _places(self, key: Key, body: int) -> bool:
        """Whether all of it are words that name the place: they stand in the names of the board itself."""
        group = self.bodies.groups[body]
        own = {word for one in group.keys for word in one}
        own |= {word for parent in group.parents for word in self.words.key(parent)}
        for near in group.neighbours:
            own |= {word for one in self.bodies.groups[near].keys for word in one}
        return all(word in own and word not in self.words.generic for word in key)

    def join_councils(self) -> None:
        """`Tarn Council` is `Tarn District Council` where the book knows no other council of Tarn."""
        by_place: dict[Key, set[int]] = defaultdict(set)
        plain: list[tuple[Key, int]] = []
        for number, variant in enumerate(self.variants):
            key = variant.key
            if not key or key[-1] != "council" or self.words.is_generic(key):
                continue
            place = tuple(word for word in key[:-1] if word not in self.words.generic)
            if len(place) == len(key) - 1:
                plain.append((place, number))
            else:
                by_place[place].add(self.clusters.find(number))
        for place, number in plain:
            roots = {self.clusters.find(root) for root in by_place[place]}
            if len(roots) == 1:
                root = next(iter(roots))
                self._doubt(number, root, 0.8, "a council of that place", self.clusters.join(number, root))

    def find_slips(self) -> None:
        """Names one letter apart: joined within a body and its neighbours, else offered."""
        from rapidfuzz.distance import OSA

        blocks: dict[tuple[int, Key], list[int]] = defaultdict(list)
        for number, variant in enumerate(self.variants):
            if len(variant.key) < 2 or self._is_short_key(variant) or variant.known is not None:
                continue
            for n, word in enumerate(variant.key):
                if len(word) >= 5:
                    blocks[n, (*variant.key[:n], *variant.key[n + 1 :])].append(number)
        for (n, _), numbers in sorted(blocks.items()):
            for a, b in _neighbour_pairs(numbers, self.clusters):
                x, y = self.variants[a].key[n], self.variants[b].key[n]
                if x == y or x[0] != y[0] or OSA.distance(x, y) > 1:
                    continue
                near = self.variants[b].body in {
                    self.variants[a].body,
                    *self.bodies.groups[self.variants[a].body].neighbours,
                }
                joined = near and self.clusters.join(a, b)
                self._doubt(a, b, 0.85 if near else 0.6, "names one letter apart", joined)

    def _doubt(self, a: int, b: int, score: float, reason: str, joined: bool) -> None:
        self.doubts.append(Doubtful(a, b, score, reason, joined))


MOST_PAIRS = 40
"""Variants of one block that are compared each with each; a longer list is compared in order of name."""


def _neighbour_pairs(numbers: list[int], clusters: Clusters) -> Iterable[tuple[int, int]]:
    one_each = list({clusters.find(number): number for number in numbers}.values())[:MOST_PAIRS]
    return [(a, b) for n, a in enumerate(one_each) for b in one_each[n + 1 :] if not clusters.together(a, b)]


def _all_initials(variant: Variant) -> frozenset[str]:
    return frozenset().union(*(initials_of(form) for form in variant.forms))
