"""Which mentions of organisations are one organisation's.

In steps, surest first: the gazetteer; the same full name anywhere; the same general name ("Scrutiny
Committee"), acronym or shorter form within one body's documents; then in those of its neighbours. A short
form that fits two organisations joins neither.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from minutebook.register.bodies import Bodies, own_acronyms
from minutebook.register.clusters import Clusters
from minutebook.register.digest import Digest
from minutebook.register.organisation_joins import Doubtful, OrganisationJoiner, Pair, Variant
from minutebook.register.wording import Key, Known, OrganisationWords, bare_acronym, is_acronym


@dataclass(slots=True)
class Organisations:
    """All organisations of a book: `groups` are variants joined, `of` finds the group of a mention."""

    variants: list[Variant]
    groups: list[list[int]]
    of: dict[Pair, int]
    doubts: list[Doubtful]
    words: OrganisationWords
    _by_form: dict[tuple[int, str], int | None] = field(default_factory=dict)
    _by_key: dict[Key, int | None] = field(default_factory=dict)

    def meant(self, body: int, document: Digest, number: int, name: str | None) -> int | None:
        """The group that a printed name means in a document; None where it is none or unclear."""
        if name is None:
            return None
        for organisation in document.organisations:
            if name == organisation.name or name in organisation.aliases:
                return self.of.get((number, organisation.id))
        found = self._by_form.get((body, name))
        return found if found is not None else self._by_key.get(self.words.key(name))

    def known(self, group: int) -> Known | None:
        """The gazetteer's entry for a group."""
        return next((k for v in self.groups[group] if (k := self.variants[v].known) is not None), None)


def join_organisations(
    digests: Sequence[Digest],
    bodies: Bodies,
    words: OrganisationWords,
    same: Iterable[tuple[Pair, Pair]] = (),
    apart: Iterable[tuple[Pair, Pair]] = (),
) -> Organisations:
    """The organisations of a book; `same` and `apart` are pairs of mentions that a person decided."""
    same, apart = tuple(same), tuple(apart)
    pinned = {mention for pair in (*same, *apart) for mention in pair}
    acronyms = _Acronyms(digests, bodies, words)
    variants, number_of = _variants(digests, bodies, words, acronyms, pinned)
    clusters = Clusters(len(variants))
    for number, variant in enumerate(variants):
        for document, _ in variant.mentions:
            clusters.stand(number, digests[document].stem)
    for a, b in same:
        clusters.join(number_of[a], number_of[b], force=True)
    for a, b in apart:
        clusters.forbid(number_of[a], number_of[b])
    doubts: list[Doubtful] = []
    joiner = OrganisationJoiner(variants, clusters, bodies, words, doubts)
    joiner.join_known()
    joiner.join_full_names()
    joiner.join_own(digests)
    joiner.join_short_forms()
    joiner.join_councils()
    joiner.find_slips()
    groups = clusters.groups()
    of: dict[Pair, int] = {}
    for number, group in enumerate(groups):
        for variant_number in group:
            of.update(dict.fromkeys(variants[variant_number].mentions, number))
    found = Organisations(variants, groups, of, doubts, words)
    _index(found)
    return found


class _Acronyms:
    """What acronyms stand for in the documents of a body and of its neighbours."""

    def __init__(self, digests: Sequence[Digest], bodies: Bodies, words: OrganisationWords) -> None:
        held: list[dict[str, Counter[Key]]] = [defaultdict(Counter) for _ in bodies.groups]
        for number, digest in enumerate(digests):
            for short, key in own_acronyms(digest, words).items():
                held[bodies.of[number]][short][key] += 1
        self._own = [{s: k for s, keys in one.items() if (k := _sole(keys, words))} for one in held]
        self.of_body = [self._with_neighbours(number, bodies) for number in range(len(held))]

    def _with_neighbours(self, number: int, bodies: Bodies) -> dict[str, Key]:
        around: dict[str, set[Key]] = defaultdict(set)
        for other in bodies.groups[number].neighbours:
            for short, key in self._own[other].items():
                around[short].add(key)
        sole = {short: next(iter(keys)) for short, keys in around.items() if len(keys) == 1}
        return {**sole, **self._own[number]}


def _sole(keys: Counter[Key], words: OrganisationWords) -> Key | None:
    """The one thing that an acronym stands for; None where documents of one body differ."""
    bases = {words.base(key) for key in keys}
    if len(bases) == 1:
        return min(keys, key=lambda key: (-keys[key], -len(key), key))
    longest = max(keys, key=lambda key: (len(key), key))
    # "Youth Justice Service" beside "Tarn Youth Justice Service"
    return longest if all(longest[-len(key) :] == key for key in keys) else None


def _variants(
    digests: Sequence[Digest],
    bodies: Bodies,
    words: OrganisationWords,
    acronyms: _Acronyms,
    pinned: set[Pair],
) -> tuple[list[Variant], dict[Pair, int]]:
    numbers: dict[object, int] = {}
    variants: list[Variant] = []
    number_of: dict[Pair, int] = {}
    for number, digest in enumerate(digests):
        if not bodies.counted(number):
            continue
        body = bodies.of[number]
        for organisation in digest.organisations:
            mention = (number, organisation.id)
            mark: object = mention if mention in pinned else (body, organisation.forms)
            at = numbers.setdefault(mark, len(variants))
            if at == len(variants):
                around = acronyms.of_body[body]
                key = words.key(organisation.name, around)
                defined = bare_acronym(organisation.name) in around
                known = words.gazetteer.get(key) if defined else words.known(organisation.name, key)
                short = is_acronym(organisation.name) and bare_acronym(organisation.name) not in around
                short = short and known is None and len(key) == 1
                variants.append(Variant(body, organisation.forms, organisation.kind, key, short, known))
            variants[at].mentions.append(mention)
            number_of[mention] = at
    return variants, number_of


def _index(found: Organisations) -> None:
    """Names that mean one group only, by body and printed form, and by key."""
    group_of = {variant: number for number, group in enumerate(found.groups) for variant in group}
    by_form: dict[tuple[int, str], set[int]] = defaultdict(set)
    by_key: dict[Key, set[int]] = defaultdict(set)
    for number, variant in enumerate(found.variants):
        for form in variant.forms:
            by_form[variant.body, form].add(group_of[number])
        if not variant.short and not found.words.is_generic(variant.key):
            by_key[variant.key].add(group_of[number])
    found._by_form = {form: _only(groups) for form, groups in by_form.items()}
    found._by_key = {key: _only(groups) for key, groups in by_key.items()}


def _only(groups: set[int]) -> int | None:
    return next(iter(groups)) if len(groups) == 1 else None


def best_name(forms: Mapping[str, int]) -> str:
    """The fullest form: the longest that is no shout in capitals; of equals the commonest."""
    return min(forms, key=lambda form: (form.isupper(), -len(form), -forms[form], form))
