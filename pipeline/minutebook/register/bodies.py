"""Which documents are of one body, which are two records of one meeting, which bodies are neighbours.

A body is known by its name, with its parent's where the name alone says little; where the printed names
differ (`Tarn SCP Executive`, `TSCP Exec`) by a name that is alike and the same people round the table.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from minutebook.register.clusters import Clusters
from minutebook.register.digest import Digest
from minutebook.register.meetings import MEETING_KINDS, SAME_TABLE, find_twins, order
from minutebook.register.wording import Key, OrganisationWords, bare_acronym, is_acronym
from minutebook.text.names import fold

SHARED_LEAST = 3
"""Fewer people than this in common say nothing."""
NEIGHBOURS = 0.25
"""The same for bodies that are only neighbours: a group and its parent."""
COMMON = 12
"""A name listed in more bodies than this is a common name."""


@dataclass(slots=True)
class BodyGroup:
    """One body: its documents by number, in order of date; the forms of its name, commonest first."""

    documents: list[int]
    names: tuple[str, ...]
    parents: tuple[str, ...]
    keys: frozenset[Key]
    people: frozenset[str]
    neighbours: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Bodies:
    """All bodies of a book; `of` gives a document's body, `twin_of` the record that counts in its place."""

    groups: list[BodyGroup]
    of: list[int]
    twin_of: dict[int, int]

    def counted(self, document: int) -> bool:
        """Whether the document is the one record of its meeting that counts."""
        return document not in self.twin_of


def find_bodies(
    digests: Sequence[Digest],
    words: OrganisationWords,
    same: Iterable[tuple[int, int]] = (),
    apart: Iterable[tuple[int, int]] = (),
) -> Bodies:
    """The bodies of a book in order of their first document; `same` and `apart` are what a person decided."""
    clusters = Clusters(len(digests))
    for a, b in same:
        clusters.join(a, b)
    for a, b in apart:
        clusters.forbid(a, b)
    people = [frozenset(fold(attendee.name) for attendee in digest.attendees) for digest in digests]
    keys = [_keys(digest, words) for digest in digests]
    _join_by_name(digests, keys, people, clusters, words)
    _join_alike(keys, people, clusters)
    _join_nameless(digests, keys, people, clusters)
    groups = [_group(members, digests, keys, people) for members in clusters.groups()]
    of = [0] * len(digests)
    for number, group in enumerate(groups):
        for document in group.documents:
            of[document] = number
    _link(groups, digests, words)
    return Bodies(groups, of, find_twins([group.documents for group in groups], digests, people))


def _keys(digest: Digest, words: OrganisationWords) -> tuple[Key, ...]:
    """The keys by which the body of a document may be known, the fullest first."""
    body, parent = digest.meeting.body, digest.meeting.parent_body
    acronyms = own_acronyms(digest, words)
    if body is None:
        return () if parent is None else (words.key(parent, acronyms),)
    key = words.key(body, acronyms)
    if parent is None:
        return (key,)
    above = words.key(parent, acronyms)
    whole = key if key[: len(above)] == above else above + key
    return (whole, key) if not words.is_generic(key) else (whole,)


def own_acronyms(digest: Digest, words: OrganisationWords) -> dict[str, Key]:
    """The acronyms that a document defines, with the keys of what they stand for."""
    out: dict[str, Key] = {}
    for organisation in digest.organisations:
        if is_acronym(organisation.name):
            continue
        for alias in organisation.aliases:
            if is_acronym(alias):
                out.setdefault(bare_acronym(alias), words.key(organisation.name))
    return out


def _join_by_name(
    digests: Sequence[Digest],
    keys: Sequence[tuple[Key, ...]],
    people: Sequence[frozenset[str]],
    clusters: Clusters,
    words: OrganisationWords,
) -> None:
    first: dict[Key, int] = {}
    unsure: dict[Key, list[int]] = defaultdict(list)
    for number, own in enumerate(keys):
        for key in own:
            if words.is_generic(key):
                unsure[key].append(number)
            else:
                clusters.join(first.setdefault(key, number), number)
    for _, documents in sorted(unsure.items()):
        _join_by_people(documents, people, clusters)


def _join_by_people(documents: list[int], people: Sequence[frozenset[str]], clusters: Clusters) -> None:
    """Documents of one general name ("Finance Committee") are one body's where the same people come."""
    seen: dict[str, list[int]] = defaultdict(list)
    for number in documents:
        shared: Counter[int] = Counter()
        for name in people[number]:
            shared.update({clusters.find(other) for other in seen[name]})
        for root, count in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0])):
            if count >= 2 and count >= NEIGHBOURS * len(people[number]):
                clusters.join(root, number)
                break
        for name in people[number]:
            if number not in seen[name]:
                seen[name].append(number)
                del seen[name][:-COMMON]
    roots = {clusters.find(number) for number in documents if people[number]}
    if len(roots) == 1:
        clusters.join_all([*roots, *(number for number in documents if not people[number])])


def _circles(
    clusters: Clusters, people: Sequence[frozenset[str]]
) -> tuple[dict[int, frozenset[str]], dict[tuple[int, int], int]]:
    """Who comes to each body, and how many people each two bodies have in common."""
    circles: dict[int, frozenset[str]] = {}
    bodies_of: dict[str, list[int]] = defaultdict(list)
    for members in clusters.groups():
        root = clusters.find(members[0])
        circles[root] = frozenset().union(*(people[member] for member in members))
        for name in circles[root]:
            bodies_of[name].append(root)
    shared: Counter[tuple[int, int]] = Counter()
    for roots in bodies_of.values():
        if 1 < len(roots) <= COMMON:
            ordered = sorted(roots)
            shared.update((a, b) for n, a in enumerate(ordered) for b in ordered[n + 1 :])
    return circles, dict(shared)


def _join_alike(
    keys: Sequence[tuple[Key, ...]], people: Sequence[frozenset[str]], clusters: Clusters
) -> None:
    circles, shared = _circles(clusters, people)
    own: dict[int, set[Key]] = defaultdict(set)
    for number, several in enumerate(keys):
        own[clusters.find(number)].update(several)
    for (a, b), count in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0])):
        least = min(len(circles[a]), len(circles[b]))
        if count < SHARED_LEAST or count < SAME_TABLE * least:
            continue
        if any(_alike(x, y) for x in sorted(own[a]) for y in sorted(own[b])):
            clusters.join(a, b)


def _alike(a: Key, b: Key) -> bool:
    """Whether two names may be one body's: a word more, a slip, an acronym for the words it stands for."""
    from rapidfuzz.distance import OSA

    if not a or not b:
        return False
    short, long = sorted((a, b), key=len)
    if len(short) >= 2 and len(long) - len(short) <= 1 and set(short) <= set(long):
        return True
    if len(a) == len(b):
        odd = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
        return len(odd) <= 1 and len(a) > 1 and all(OSA.distance(x, y) <= 1 for x, y in odd)
    for n, word in enumerate(short):
        rest = short[n + 1 :]
        middle = long[n : len(long) - len(rest)]
        if short[:n] == long[:n] and (not rest or long[-len(rest) :] == rest):
            heads = "".join(part[0] for part in middle)
            return len(word) > 1 and word == heads
        if n < len(long) and word != long[n]:
            break
    return _one_slip_apart(short, long)


def _one_slip_apart(short: Key, long: Key) -> bool:
    """One word more on the one side and one letter's difference elsewhere, all else the same."""
    from rapidfuzz.distance import OSA

    if len(long) - len(short) != 1 or len(short) < 2:
        return False
    for skip in range(len(long)):
        rest = long[:skip] + long[skip + 1 :]
        odd = [(x, y) for x, y in zip(short, rest, strict=True) if x != y]
        if len(odd) <= 1 and all(OSA.distance(x, y) <= 1 for x, y in odd):
            return True
    return False


def _join_nameless(
    digests: Sequence[Digest],
    keys: Sequence[tuple[Key, ...]],
    people: Sequence[frozenset[str]],
    clusters: Clusters,
) -> None:
    """Minutes that name no body are the one's whose people came."""
    nameless = [n for n, own in enumerate(keys) if not own and digests[n].document.kind in MEETING_KINDS]
    if not nameless:
        return
    circles, _ = _circles(clusters, people)
    for number in nameless:
        if len(people[number]) <= SHARED_LEAST:
            continue
        close = [
            root
            for root, circle in sorted(circles.items())
            if root != number and len(circle & people[number]) > SAME_TABLE * len(people[number])
        ]
        if len({clusters.find(root) for root in close}) == 1:
            clusters.join(close[0], number)


def _group(
    members: list[int],
    digests: Sequence[Digest],
    keys: Sequence[tuple[Key, ...]],
    people: Sequence[frozenset[str]],
) -> BodyGroup:
    documents = sorted(members, key=lambda n: order(digests[n]))
    names = Counter(" ".join(b.split()) for n in documents if (b := digests[n].meeting.body) is not None)
    parents = Counter(" ".join(p.split()) for n in documents if (p := digests[n].meeting.parent_body))
    return BodyGroup(
        documents,
        tuple(_best_first(names)),
        tuple(_best_first(parents)),
        frozenset(key for n in documents for key in keys[n]),
        frozenset().union(*(people[n] for n in documents)),
    )


def _best_first(names: Counter[str]) -> list[str]:
    """Commonest first; of equals the longest, and names in capitals last."""
    return sorted(names, key=lambda name: (name.isupper(), -names[name], -len(name), name))


def _link(groups: list[BodyGroup], digests: Sequence[Digest], words: OrganisationWords) -> None:
    """Bodies are neighbours that share a parent or people, or of which one names the other in full."""
    named: dict[Key, set[int]] = defaultdict(set)
    for number, group in enumerate(groups):
        for key in group.keys:
            named[key].add(number)
        for parent in group.parents:
            named[words.key(parent)].add(number)
    for number, group in enumerate(groups):
        printed = {o.name for n in group.documents for o in digests[n].organisations}
        mentioned = {words.key(name) for name in printed.union(group.parents)}
        for key in mentioned:
            if not words.is_generic(key) and 1 <= len(named.get(key, ())) <= COMMON:
                _neighbours(groups, number, named[key])
    by_name: dict[str, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        for name in group.people:
            by_name[name].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in by_name.values():
        if 1 < len(numbers) <= COMMON:
            shared.update((a, b) for n, a in enumerate(numbers) for b in numbers[n + 1 :])
    for (a, b), count in shared.items():
        least = min(len(groups[a].people), len(groups[b].people))
        if count >= SHARED_LEAST and count >= NEIGHBOURS * least:
            _neighbours(groups, a, (b,))


def _neighbours(groups: list[BodyGroup], one: int, others: Iterable[int]) -> None:
    for other in others:
        if other != one:
            groups[one].neighbours.add(other)
            groups[other].neighbours.add(one)
