"""Which attendees are one human being, over bodies and years.

Names are compared inside blocks (one surname, or surnames one letter apart); what stands beside a name says
whether that is enough (`likeness`). Initials alone never join. Nobody is two people of one document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from minutebook.register.bodies import Bodies
from minutebook.register.clusters import Clusters
from minutebook.register.digest import Cue, Digest
from minutebook.register.likeness import (
    DOUBT,
    JOIN,
    SURE,
    Name,
    Nearness,
    relation,
    same_role,
    score,
    slip_keys,
)
from minutebook.register.listed import Listed, list_people
from minutebook.register.organisation_joins import Doubtful, Pair
from minutebook.register.organisations import Organisations
from minutebook.register.wording import Known
from minutebook.rulebook import Rulebook
from minutebook.text.names import fold

MOST_DOUBTS = 3
"""How many pairs of one name in bodies far apart are offered."""


@dataclass(frozen=True, slots=True)
class People:
    """All people of a book: `groups` are `listed` joined, `of` finds the group of a mention."""

    listed: list[Listed]
    groups: list[list[int]]
    of: dict[Pair, int]
    doubts: list[Doubtful]


@dataclass(frozen=True, slots=True)
class _Edge:
    score: float
    a: int
    b: int
    reason: str
    sole: bool
    force: bool


def join_people(
    digests: Sequence[Digest],
    bodies: Bodies,
    organisations: Organisations,
    rulebook: Rulebook,
    same: Iterable[tuple[Pair, Pair]] = (),
    apart: Iterable[tuple[Pair, Pair]] = (),
) -> People:
    """The people of a book; `same` and `apart` are pairs of mentions that a person decided."""
    same, apart = tuple(same), tuple(apart)
    pinned = {mention for pair in (*same, *apart) for mention in pair}
    joiner = _Joiner(digests, bodies, organisations, rulebook, pinned)
    for a, b in same:
        joiner.clusters.join(joiner.number_of[a], joiner.number_of[b], force=True)
    for a, b in apart:
        joiner.clusters.forbid(joiner.number_of[a], joiner.number_of[b])
    joiner.join()
    groups = joiner.clusters.groups()
    of = {
        mention: number
        for number, group in enumerate(groups)
        for one in group
        for mention in joiner.listed[one].mentions
    }
    return People(joiner.listed, groups, of, joiner.doubts)


class _Joiner:
    """Compares what is listed and joins it, surest first."""

    def __init__(
        self,
        digests: Sequence[Digest],
        bodies: Bodies,
        organisations: Organisations,
        rulebook: Rulebook,
        pinned: set[Pair],
    ) -> None:
        self.digests, self.bodies, self.organisations = digests, bodies, organisations
        self.nicknames = {str(k): str(v) for k, v in rulebook.tables["nicknames"].items()}
        self.titles: Mapping[str, object] = rulebook.tables["register.titles"]
        self.listed, self.number_of = list_people(digests, bodies, organisations, rulebook, pinned)
        self.doubts: list[Doubtful] = []
        self.clusters = Clusters(len(self.listed))
        self.forenames: dict[int, set[str]] = {}
        for number, one in enumerate(self.listed):
            for document, _ in one.mentions:
                self.clusters.stand(number, digests[document].stem)
            if one.parts.given and not one.parts.initial_only:
                self.forenames[number] = {one.parts.called}
        self.told_apart: set[tuple[int, int]] = set()
        self.moves = self._moves()
        self._keep_apart()

    # ------------------------------------------------------------------ what the minutes say of people

    def _moves(self) -> dict[int, list[str]]:
        """For each listed person the sentences of the body's minutes that tell of a change of post."""
        by_body: dict[int, list[Cue]] = defaultdict(list)
        for number, digest in enumerate(self.digests):
            by_body[self.bodies.of[number]] += [cue for cue in digest.cues if cue.code == "moved"]
        moves: dict[int, list[str]] = defaultdict(list)
        for number, one in enumerate(self.listed):
            for cue in by_body.get(one.body, ()):
                if _names(cue, one.parts):
                    moves[number].append(cue.text)
        return dict(moves)

    def _keep_apart(self) -> None:
        """Obey minutes that say: not the one of that name who held another post."""
        by_name: dict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(self.listed):
            by_name[fold(one.name)].append(number)
        for number, digest in enumerate(self.digests):
            for cue in digest.cues:
                if cue.code != "other" or not self.bodies.counted(number):
                    continue
                named = by_name.get(fold(cue.name), [])
                here = [
                    n for n in named if any(document == number for document, _ in self.listed[n].mentions)
                ]
                for a in here:
                    for b in named:
                        if b not in here and self._differ(a, b):
                            self.clusters.forbid(a, b)
                            self.told_apart.add((min(a, b), max(a, b)))

    def _differ(self, a: int, b: int) -> bool:
        x, y = self.listed[a], self.listed[b]
        return same_role(x.role, y.role) is not True and self._same_organisation(x, y)[0] is not True

    # ------------------------------------------------------------------ comparing

    def join(self) -> None:
        """Join all that go together, surest first; note what is doubtful."""
        edges: list[_Edge] = []
        for a, b in self._pairs():
            edge = self._edge(a, b)
            if edge is not None:
                edges.append(edge)
        edges.sort(key=lambda e: (-e.score, e.a, e.b))
        rivals = self._rivals(edges)
        offered: dict[str, int] = defaultdict(int)
        for edge in edges:
            joined = edge.score >= JOIN and not (edge.sole and self._contested(edge, rivals))
            joined = joined and self._join(edge)
            if joined and edge.score >= SURE:
                continue
            if not joined and (self.clusters.together(edge.a, edge.b) or (edge.a, edge.b) in self.told_apart):
                continue
            name = fold(self.listed[edge.a].name)
            if edge.score >= JOIN or offered[name] < MOST_DOUBTS:
                offered[name] += 1
                self.doubts.append(Doubtful(edge.a, edge.b, round(edge.score, 2), edge.reason, joined))

    def _pairs(self) -> Iterable[tuple[int, int]]:
        """Pairs worth comparing: one surname, one first letter; or surnames one slip apart in near bodies."""
        blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
        near: dict[tuple[int, str, str], list[int]] = defaultdict(list)
        for number, one in enumerate(self.listed):
            letters = self._letters(one.parts)
            for letter in letters:
                blocks[one.parts.family, letter].append(number)
                for key in slip_keys(one.parts.family):
                    for body in (one.body, *sorted(self.bodies.groups[one.body].neighbours)):
                        near[body, key, letter].append(number)
            if one.parts.lone:
                near[one.body, one.parts.family, "?"].append(number)
            elif one.parts.given:
                near[one.body, one.parts.first, "?"].append(number)
                near[one.body, one.parts.family, "?"].append(number)
        seen: set[tuple[int, int]] = set()
        for block in (*blocks.values(), *near.values()):
            for place, a in enumerate(block):
                for b in block[place + 1 :]:
                    if a != b and (a, b) not in seen:
                        seen.add((a, b))
                        yield a, b

    def _letters(self, name: Name) -> tuple[str, ...]:
        if name.lone:
            return ("",)
        nickname = self.nicknames.get(name.first, name.first)
        return tuple(dict.fromkeys((name.first[0], nickname[0], name.called[0])))

    def _edge(self, a: int, b: int) -> _Edge | None:
        x, y = self.listed[a], self.listed[b]
        how = relation(x.parts, y.parts, self.nicknames)
        if how is None:
            return None
        organisation, national = self._same_organisation(x, y)
        role = same_role(x.role, y.role)
        if self._titles_clash(x, y) and not (how == "equal" and (organisation or role)):
            return None
        where = self._nearness(x.body, y.body)
        if how in ("lone", "part") and where != "body":
            return None
        value, reason = score(
            how,
            where,
            organisation,
            role,
            national=national,
            moved=self._moved(a, b),
            long_surname=len(x.parts.family) > 5,
        )
        if value < DOUBT:
            return None
        sole = how in ("initial", "part", "forename_slip", "surname_slip")
        force = how == "equal" and where == "body" and organisation is not False and role is not False
        return _Edge(value, a, b, reason, sole, force)

    def _nearness(self, a: int, b: int) -> Nearness:
        if a == b:
            return "body"
        return "near" if b in self.bodies.groups[a].neighbours else "far"

    def _same_organisation(self, x: Listed, y: Listed) -> tuple[bool | None, bool]:
        """Whether both are of one organisation or of one and its successor; whether that is national."""
        a, b = x.organisation, y.organisation
        if a is None or b is None:
            return None, False
        known, other = self._known(a), self._known(b)
        if a == b:
            return True, known is not None and known.national
        successors = {k.succeeded_by for k in (known, other) if k is not None} - {None}
        names = {k.name for k in (known, other) if k is not None}
        return bool(successors & names), False

    def _known(self, organisation: int | str) -> Known | None:
        if isinstance(organisation, int):
            return self.organisations.known(organisation)
        return self.organisations.words.gazetteer.get(tuple(organisation.split()))

    def _titles_clash(self, x: Listed, y: Listed) -> bool:
        """`Mr` and `Mrs`: titles that the rules give to different people."""
        left = {self.titles[t] for t in x.titles if t in self.titles}
        right = {self.titles[t] for t in y.titles if t in self.titles}
        return bool(left and right and not left & right)

    def _moved(self, a: int, b: int) -> bool:
        """Whether the minutes of the one tell of a change of post that names the other's organisation."""
        for one, other in ((a, b), (b, a)):
            organisation = self.listed[other].organisation
            if (
                one in self.moves
                and isinstance(organisation, int)
                and organisation != self.listed[one].organisation
            ):
                variants = self.organisations.groups[organisation]
                forms = {f for v in variants for f in self.organisations.variants[v].forms if len(f) > 3}
                if any(form.casefold() in text.casefold() for text in self.moves[one] for form in forms):
                    return True
        return False

    # ------------------------------------------------------------------ joining

    def _rivals(self, edges: Iterable[_Edge]) -> dict[int, list[_Edge]]:
        rivals: dict[int, list[_Edge]] = defaultdict(list)
        for edge in edges:
            if edge.sole and edge.score >= JOIN:
                rivals[edge.a].append(edge)
                rivals[edge.b].append(edge)
        return rivals

    def _contested(self, edge: _Edge, rivals: Mapping[int, list[_Edge]]) -> bool:
        """Whether a name of few letters fits somebody else as well."""
        for one, other in ((edge.a, edge.b), (edge.b, edge.a)):
            parts = self.listed[one].parts
            if not (parts.initial_only or parts.lone):
                continue
            for rival in rivals[one]:
                third = rival.b if rival.a == one else rival.a
                if rival.score < edge.score - 0.05 or self.clusters.together(third, other):
                    continue
                if not self._compatible(third, other):
                    return True
        return False

    def _compatible(self, a: int, b: int) -> bool:
        """Whether the forenames of two clusters can be one person's."""
        left = self.forenames.get(self.clusters.find(a), set())
        right = self.forenames.get(self.clusters.find(b), set())
        return all(self._forenames_fit(x, y) for x in left for y in right)

    def _forenames_fit(self, x: str, y: str) -> bool:
        how = relation(Name((x,), "-"), Name((y,), "-"), self.nicknames)
        return how is not None

    def _join(self, edge: _Edge) -> bool:
        if not self._compatible(edge.a, edge.b):
            return False
        left = self.forenames.get(self.clusters.find(edge.a), set())
        right = self.forenames.get(self.clusters.find(edge.b), set())
        if not self.clusters.join(edge.a, edge.b, force=edge.force):
            return False
        if left or right:
            self.forenames[self.clusters.find(edge.a)] = left | right
        return True


def _names(cue: Cue, name: Name) -> bool:
    """Whether the sentence is about a person of that name."""
    said = fold(cue.name)
    words = said.split()
    if name.lone or not words:
        return bool(words) and said == name.family
    if words[-1] == name.family.split()[-1]:
        return len(words) == 1 or words[0][0] == name.first[0] or words[0] in name.given
    return len(words) == 1 and words[0] == name.first and len(name.first) > 2
