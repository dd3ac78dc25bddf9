"""How two names, and what stands beside them, speak for one person or for two."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from minutebook.text.names import NameGrammar, fold

Relation = Literal["equal", "short", "initial", "forename_slip", "surname_slip", "lone", "part"]
"""How two names go together. `part`: a lone name that is the other's forename or surname."""

_WORDS = re.compile(r"[^\W_]+")
LONG_SURNAME = 5
SHORTEST_PREFIX = 3
_SMALL = frozenset({"of", "the", "and", "for", "to", "in", "at", "a"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart: forenames and surname in small letters; a lone word is the surname."""

    given: tuple[str, ...]
    family: str

    @property
    def lone(self) -> bool:
        """One word only."""
        return not self.given

    @property
    def first(self) -> str:
        """The first forename or initial, empty for a lone word."""
        return self.given[0] if self.given else ""

    @property
    def called(self) -> str:
        """The forename in use: `Martin` of `J Martin Orme`; the first initial where there is no forename."""
        return next((word for word in self.given if len(word) > 1), self.first)

    @property
    def initial_only(self) -> bool:
        """Nothing but initials before the surname."""
        return bool(self.given) and all(len(word) == 1 for word in self.given)


def read_name(name: str, grammar: NameGrammar) -> Name:
    """The name taken apart; what the grammar does not know is forenames and a last word."""
    parsed = grammar.parse(name)
    if parsed is not None:
        return Name(
            tuple(fold(word) for word in parsed.given), " ".join(fold(word) for word in parsed.family)
        )
    words = fold(name).split()
    return Name(tuple(words[:-1]), words[-1]) if words else Name((), "")


def relation(a: Name, b: Name, nicknames: Mapping[str, str]) -> Relation | None:
    """How the names go together, None where they cannot be one person's."""
    if a.lone or b.lone:
        return _lone(a, b)
    if a.family == b.family:
        return _forenames(a, b, nicknames)
    if not one_slip(a.family, b.family) or a.initial_only or b.initial_only:
        return None
    return "surname_slip" if _forenames(a, b, nicknames) in ("equal", "short") else None


def _lone(a: Name, b: Name) -> Relation | None:
    if a.lone and b.lone:
        return "lone" if a.family == b.family else None
    lone, whole = (a, b) if a.lone else (b, a)
    return "part" if lone.family in (whole.first, whole.family) and len(lone.family) > 1 else None


def _forenames(a: Name, b: Name, nicknames: Mapping[str, str]) -> Relation | None:
    first, second = a.first, b.first
    if _middles_clash(a, b):
        return None
    if first == second:
        return "initial" if len(first) == 1 else "equal"
    # A middle name in use: "J Martin Orme", "Martin Orme"
    if (len(first) > 1 and first in b.given[1:]) or (len(second) > 1 and second in a.given[1:]):
        return "short"
    if len(first) == 1 or len(second) == 1:
        canonical = {first[0], second[0]}, {nicknames.get(first, first)[0], nicknames.get(second, second)[0]}
        return "initial" if any(len(letters) == 1 for letters in canonical) else None
    if nicknames.get(first, first) == nicknames.get(second, second):
        return "short"
    short, long = sorted((first, second), key=len)
    if len(short) >= SHORTEST_PREFIX and long.startswith(short):
        return "short"
    return "forename_slip" if one_slip(first, second) else None


def _middles_clash(a: Name, b: Name) -> bool:
    """Two middle names or initials that differ: `Ann B. Lee` is not `Ann C. Lee`."""
    if len(a.given) < 2 or len(b.given) < 2:
        return False
    x, y = a.given[1], b.given[1]
    return x[0] != y[0] or (len(x) > 1 and len(y) > 1 and x != y and not one_slip(x, y))


def one_slip(a: str, b: str) -> bool:
    """One letter apart, in words of five letters or more that begin alike."""
    if a == b or min(len(a), len(b)) < LONG_SURNAME or a[0] != b[0] or abs(len(a) - len(b)) > 1:
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(a, b, score_cutoff=1) <= 1


def slip_keys(word: str) -> tuple[str, ...]:
    """Words one slip apart share one of these: the word, and the word without any one letter."""
    if len(word) < LONG_SURNAME:
        return (word,)
    return (word, *dict.fromkeys(word[:n] + word[n + 1 :] for n in range(1, len(word))))


def role_key(role: str | None) -> frozenset[str]:
    """The words of a role that count."""
    return frozenset(w for w in _WORDS.findall((role or "").casefold()) if w not in _SMALL)


def same_role(a: frozenset[str], b: frozenset[str]) -> bool | None:
    """Whether two roles are one, None where one is not known."""
    if not a or not b:
        return None
    return a == b or (min(len(a), len(b)) >= 2 and (a <= b or b <= a))


Nearness = Literal["body", "near", "far"]
"""Listed by one body; by bodies that are neighbours; by bodies that have nothing to do with each other."""

JOIN = 0.75
"""From this score on two are taken for one."""
SURE = 0.88
"""Joins below this score are offered as doubtful."""
DOUBT = 0.45
"""Pairs below this score are not worth a person's time."""


def score(
    how: Relation,
    where: Nearness,
    organisation: bool | None,
    role: bool | None,
    *,
    national: bool = False,
    moved: bool = False,
    long_surname: bool = True,
) -> tuple[float, str]:
    """How likely it is one person, and why.

    `organisation` and `role` say whether they are the same, None where one is not known; `national` that
    the organisation is everywhere and so says little; `moved` that the minutes tell of the change of post.
    """
    backed = bool(role) or (bool(organisation) and not (national and where == "far"))
    against = (organisation is False) + (role is False)
    beside = (
        "same organisation or role"
        if backed
        else "nothing beside the name"
        if not against
        else "another post"
    )
    label = {
        "equal": "same name",
        "short": "short form of the name",
        "initial": "initial and surname",
        "forename_slip": "forenames one letter apart",
        "surname_slip": "surnames one letter apart",
        "lone": "one word of a name",
        "part": "one word of the name",
    }[how]
    place = {"body": "one body", "near": "neighbouring bodies", "far": "different bodies"}[where]
    if moved and how in ("equal", "short"):
        return 0.93, f"{label}; the minutes tell of the change of post"
    return _SCORES[where](
        how, backed, organisation, role, against, long_surname
    ), f"{label}, {place}, {beside}"


def _in_body(
    how: Relation,
    backed: bool,
    organisation: bool | None,
    role: bool | None,
    against: int,
    long_surname: bool,
) -> float:
    if how in ("equal", "short"):
        value = 0.99 if backed else (0.96, 0.92, 0.86)[against]
        return value if how == "equal" else value - 0.03
    if how == "initial":
        return 0.94 if backed and organisation is not False else (0.86, 0.55, 0.45)[against]
    if how == "forename_slip":
        return 0.9 if backed else (0.7, 0.5, 0.3)[against]
    if how == "surname_slip":
        return 0.92 if backed else (0.8 if long_surname else 0.6, 0.55, 0.45)[against]
    if how == "lone":
        return 0.9 if backed else (0.55, 0.4, 0.3)[against]
    return 0.82 if backed and not against else (0.5, 0.3, 0.2)[against]


def _in_neighbours(
    how: Relation,
    backed: bool,
    organisation: bool | None,
    role: bool | None,
    against: int,
    long_surname: bool,
) -> float:
    if how in ("equal", "short"):
        value = 0.97 if organisation else 0.9 if backed else (0.86, 0.78, 0.6)[against]
        return value if how == "equal" else value - 0.03
    if how in ("initial", "surname_slip"):
        return 0.89 if organisation and role is not False else 0.5 if not against else 0.3
    if how == "forename_slip":
        return 0.89 if organisation and role else 0.4
    return 0.4 if backed else 0.0


def _far(
    how: Relation,
    backed: bool,
    organisation: bool | None,
    role: bool | None,
    against: int,
    long_surname: bool,
) -> float:
    if how in ("equal", "short"):
        if organisation and backed:
            return 0.95 if role is not False else 0.82
        return 0.6 if role else (0.48, 0.46, 0.45)[against] if how == "equal" else 0.3
    if how in ("initial", "surname_slip", "forename_slip"):
        return 0.85 if organisation and role else 0.3
    return 0.0


_SCORES = {"body": _in_body, "near": _in_neighbours, "far": _far}
