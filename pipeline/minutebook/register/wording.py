"""Names of organisations as keys: what is left when two ways to write one name are made alike."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from minutebook.evidence import OrganisationKind
from minutebook.rulebook import Rulebook

Key = tuple[str, ...]

_WORD = re.compile(r"[^\W_]+(?:['’‘][^\W_]+)*")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_SMALL = frozenset({"of", "and", "for", "the", "in", "on", "at", "with", "to"})
LONGEST_NAME = 12
"""Words of the longest name whose initials anybody would take."""
_PLURAL = re.compile(r"(?<=[^s]{4})s$")


@dataclass(frozen=True, slots=True)
class Known:
    """One entry of the gazetteer: its full name, kind and the name of its successor."""

    name: str
    kind: OrganisationKind
    succeeded_by: str | None = None
    national: bool = False


@dataclass(frozen=True)
class OrganisationWords:
    """Makes keys by the rules of one rulebook."""

    generic: frozenset[str]
    fillers: frozenset[str]
    apart: frozenset[str]
    tails: tuple[Key, ...]
    local: tuple[Key, ...]
    synonyms: Mapping[str, Key]
    expansions: Mapping[str, Key]
    gazetteer: dict[Key, Known] = field(default_factory=dict)
    short_forms: dict[str, Known] = field(default_factory=dict)

    @classmethod
    def of(cls, rulebook: Rulebook) -> OrganisationWords:
        """The words of a rulebook; made once a rulebook."""
        return _words_of(_Held(rulebook))

    def key(self, name: str, acronyms: Mapping[str, Key] | None = None) -> Key:
        """The words that count, in small letters, acronyms written out, plurals and fillers dropped.

        `acronyms` are those that the documents around define; they win over the rules' own.
        """
        out: list[str] = []
        printed = _WORD.findall(_BRACKETS.sub("", name) or name)
        for word in printed:
            long = acronyms.get(word) if acronyms else None
            general = self.expansions.get(word) if any(letter.isupper() for letter in word[1:]) else None
            if long is None or (general is not None and len(printed) > 1):
                # "Tarn ICB" is not "Tarn Tarn Integrated Care Board", whatever "ICB" alone stands for
                long = general
            more = long if long is not None else self._plain(word)
            # "Tarn PMB", where "PMB" stands for "Tarn PMB"
            again = max((n for n in range(len(more) + 1) if n and tuple(out[-n:]) == more[:n]), default=0)
            out += more[again:]
        return tuple(word for word in out if word not in self.fillers) or tuple(out)

    def _plain(self, word: str) -> Key:
        word = re.sub(r"['’‘]", "", word.casefold())
        return self.synonyms.get(word) or (_PLURAL.sub("", word),)

    def base(self, key: Key) -> Key:
        """The key without the ending that is often left out, where two words or more remain."""
        for tail in self.tails:
            if len(key) >= len(tail) + 2 and key[-len(tail) :] == tail:
                return self.base(key[: -len(tail)])
        return key

    def is_generic(self, key: Key) -> bool:
        """Whether the words name a kind of body only."""
        return all(word in self.generic or word.isdigit() for word in key)

    def is_local(self, key: Key) -> bool:
        """Whether bodies of that name stand in many places (a church, a primary school)."""
        return any(key[-len(tail) :] == tail for tail in self.local)

    def known(self, name: str, key: Key) -> Known | None:
        """The gazetteer's entry for a printed name or its key."""
        return self.short_forms.get(_bare(name)) or self.gazetteer.get(key)


class _Held:
    """A rulebook that a cache can hold by identity."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook

    def __hash__(self) -> int:
        return id(self.rulebook)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.rulebook is self.rulebook


@lru_cache(maxsize=4)
def _words_of(held: _Held) -> OrganisationWords:
    book = held.rulebook
    plain = OrganisationWords(frozenset(), frozenset(), frozenset(), (), (), {}, {})
    synonyms = {
        str(word).replace("'", ""): tuple(str(other).split())
        for word, other in book.tables["register.synonyms"].items()
    }
    fillers = frozenset(book.terms["register.fillers"])
    first = OrganisationWords(frozenset(), fillers, frozenset(), (), (), synonyms, {})
    expansions = {
        str(short): first.key(str(long)) for short, long in book.tables["organisations.expansions"].items()
    }
    words = OrganisationWords(
        generic=frozenset(word for term in book.terms["register.generic"] for word in first.key(term))
        | frozenset(word for term in book.terms["register.generic"] for word in plain.key(term)),
        fillers=fillers,
        apart=frozenset(book.terms["register.apart"]),
        tails=tuple(sorted({first.key(t) for t in book.terms["register.tails"]}, key=lambda k: (-len(k), k))),
        local=tuple(first.key(t) for t in book.terms["register.local"]),
        synonyms=synonyms,
        expansions=expansions,
    )
    for name, entry in book.tables.get("register.gazetteer", {}).items():
        given = entry if isinstance(entry, Mapping) else {"kind": entry}
        known = Known(
            str(name), given["kind"], given.get("succeeded_by"), national=bool(given.get("national", False))
        )
        for form in (str(name), *map(str, given.get("aliases", ()))):
            if is_acronym(form):
                words.short_forms[form] = known
            else:
                words.gazetteer.setdefault(words.key(form), known)
    return words


def _bare(name: str) -> str:
    """Without a leading article."""
    return re.sub(r"^the\s+", "", " ".join(name.split()), flags=re.IGNORECASE)


def is_acronym(name: str) -> bool:
    """One word, two letters or more of it capitals, no small word: `NELC`, `DfE`, `WSCP`."""
    bare = _bare(name)
    if not re.fullmatch(r"[^\W\d_][\w&]*", bare) or len(bare) < 2:
        return False
    return bare.isupper() or (sum(map(str.isupper, bare)) * 2 > len(bare))


def bare_acronym(name: str) -> str:
    """The acronym without an article."""
    return _bare(name)


def initials_of(name: str) -> frozenset[str]:
    """The initials of a name, with and without its small words: `Board of Tarn Homes` gives BTH and BOTH.

    >>> sorted(initials_of("Tarn Hospitals NHS Trust"))
    ['THNHST', 'THNT', 'THT']
    """
    words = _WORD.findall(_BRACKETS.sub("", name).replace("-", " "))
    if not 2 <= len(words) <= LONGEST_NAME:
        return frozenset()
    telling = [word for word in words if word.casefold() not in _SMALL]
    without = [word for word in telling if word.upper() != "NHS"]
    whole = (
        "".join(w if w.isupper() and len(w) > 1 else w[0].upper() for w in some) for some in (words, telling)
    )
    heads = ("".join(w[0].upper() for w in some) for some in (telling, without))
    return frozenset(letters for letters in (*whole, *heads) if len(letters) > 1)
