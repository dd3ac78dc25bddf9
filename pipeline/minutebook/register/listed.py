"""People as the records list them; mentions written alike in one body's documents are one from the start."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

from minutebook.register.bodies import Bodies
from minutebook.register.digest import Digest
from minutebook.register.likeness import Name, read_name, role_key
from minutebook.register.organisation_joins import Pair
from minutebook.register.organisations import Organisations
from minutebook.rulebook import Rulebook
from minutebook.text.names import NameGrammar, fold


@dataclass(slots=True)
class Listed:
    """One person as one body's documents list them with one organisation, role and kind of title.

    `organisation` is the number of a group of organisations, or the key of a name that is none of them.
    """

    body: int
    name: str
    parts: Name
    organisation: int | str | None
    role: frozenset[str]
    titles: set[str] = field(default_factory=set)
    mentions: list[Pair] = field(default_factory=list)


def list_people(
    digests: Sequence[Digest],
    bodies: Bodies,
    organisations: Organisations,
    rulebook: Rulebook,
    pinned: Container[Pair],
) -> tuple[list[Listed], dict[Pair, int]]:
    """Everyone that the counted records list, and by mention the place in that list.

    A mention in `pinned`, which a person decided about, is an entry of its own.
    """
    lister = _Lister(bodies, organisations, rulebook, pinned)
    for number, digest in enumerate(digests):
        if bodies.counted(number):
            lister.read(number, digest)
    return lister.listed, lister.number_of


class _Lister:
    """Reads record after record; works out each printed name, role and organisation once."""

    def __init__(
        self, bodies: Bodies, organisations: Organisations, rulebook: Rulebook, pinned: Container[Pair]
    ) -> None:
        self.bodies, self.organisations, self.pinned = bodies, organisations, pinned
        self.listed: list[Listed] = []
        self.number_of: dict[Pair, int] = {}
        self._grammar = NameGrammar.from_terms(rulebook.terms)
        self._titles: Mapping[str, object] = rulebook.tables["register.titles"]
        self._names: dict[str, Name] = {}
        self._roles: dict[str | None, frozenset[str]] = {}
        self._at: dict[object, int] = {}

    def read(self, number: int, digest: Digest) -> None:
        """List the attendees of one record."""
        body = self.bodies.of[number]
        meant: dict[str | None, int | str | None] = {}
        for attendee in digest.attendees:
            printed = attendee.organisation
            if printed not in meant:
                meant[printed] = self._organisation(body, number, digest, printed)
            if attendee.role not in self._roles:
                self._roles[attendee.role] = role_key(attendee.role)
            name = " ".join(attendee.name.split())
            organisation, role = meant[printed], self._roles[attendee.role]
            titles = fold(attendee.honorific or "").split()
            title = next((str(self._titles[t]) for t in titles if t in self._titles), "")
            mention = (number, attendee.id)
            mark: object = (body, fold(name), organisation, role, title)
            place = self._at.setdefault(mention if mention in self.pinned else mark, len(self.listed))
            if place == len(self.listed):
                self.listed.append(Listed(body, name, self._name(name), organisation, role))
            self.listed[place].mentions.append(mention)
            self.listed[place].titles.update(titles)
            self.number_of[mention] = place

    def _name(self, name: str) -> Name:
        if name not in self._names:
            self._names[name] = read_name(name, self._grammar)
        return self._names[name]

    def _organisation(self, body: int, number: int, digest: Digest, name: str | None) -> int | str | None:
        if name is None:
            return None
        found = self.organisations.meant(body, digest, number, name)
        return found if found is not None else " ".join(self.organisations.words.key(name))
