"""Initials: which letters can stand for a name, and whether two names can be one person's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import product

from minutebook.text.names import PersonName, fold

# `EH`, `PMcL`, `GO'R`, `JvK`, `BLo`, `A.P.`: what a pair of initials looks like.
MC = re.compile(r"(?P<mc>Ma?c|O['’]|D['’]|Fitz|St)(?P<rest>[^\W\d_].*)", re.IGNORECASE)


@lru_cache(maxsize=1 << 12)
def looks_like_initials(text: str) -> bool:
    """Two to five letters of which most are capitals: `EH`, `PMcL`, `GO’R`, `BLo`, `JvK`, `A.P.`."""
    letters = re.sub(r"[\s.'’\-]", "", text)
    if not letters.isalpha() or not 2 <= len(letters) <= 5 or len(text) > 9:
        return False
    if not re.fullmatch(r"[^\W\d_](?:\.?[ ]?['’\-]?[^\W\d_]){1,4}\.?", text.strip()):
        return False
    upper = sum(c.isupper() for c in letters)
    if not letters[0].isupper() or upper < 2:
        return False
    return upper * 2 >= len(letters)


def _letters(initials: str) -> str:
    return re.sub(r"[^\w]", "", initials)


def _heads(word: str, *, family: bool) -> list[str]:
    """What one word of a name may give: `McLagan` gives M, McL; `Ogden-Shaw` gives OS, O, S."""
    parts = [p for p in re.split(r"[-‐‑]", word) if p]
    if len(parts) > 1:
        joined = "".join(p[0].upper() for p in parts)
        return (
            [joined, parts[0][0].upper(), parts[-1][0].upper()] if family else [parts[0][0].upper(), joined]
        )
    found = MC.fullmatch(word)
    if found and found["rest"][0].isupper() and family:
        prefix = re.sub(r"['’]", "", found["mc"])
        return [word[0].upper(), prefix + found["rest"][0], prefix[0].upper() + found["rest"][0]]
    return [word[0].upper()]


def initials_of(name: PersonName) -> tuple[str, ...]:
    """Every way to write a name's initials, the commonest first, without dots or apostrophes.

    `Nora McTavish` gives NM, NMcT, NMT; `Piet van Doorn` gives PD, PvD, PVD; empty for a single word.
    """
    if not name.given or not name.family:
        return ()
    given = [_heads(word, family=False) for word in name.given]
    head, particles = name.family[-1], name.family[:-1]
    ends = (
        [""]
        if not particles
        else ["", "".join(p[0] for p in particles), "".join(p[0].upper() for p in particles)]
    )
    family = [mark + last for mark in ends for last in _heads(head, family=True)]
    out: list[str] = []
    for firsts in ([options[0] for options in given[:1]], *product(*given)):
        out += ["".join(firsts) + last for last in family]
        if len(given) > 1:
            out += ["".join(firsts[:1]) + last for last in family]
    return tuple(dict.fromkeys(out))


def initials_fit(initials: str, name: PersonName) -> bool:
    """Whether the letters can stand for the name, also with extra letters: `JBi`, `FRE`, `HMcR`."""
    letters = _letters(initials)
    forms = initials_of(name)
    if not forms or len(letters) < 2:
        return False
    if letters.lower() in {form.lower() for form in forms}:
        return True
    surname = re.sub(r"[^\w]", "", name.family[-1]).lower()
    first = name.given[0][0].lower()
    low = letters.lower()
    if low[0] != first:
        return False
    middles = "".join(word[0].lower() for word in name.given[1:])
    rest = low[1:]
    if middles and rest.startswith(middles):
        rest = rest[len(middles) :]
    return 1 <= len(rest) <= 3 and surname.startswith(rest)


def _forename_key(word: str, nicknames: Mapping[str, str]) -> str:
    folded = fold(word)
    return nicknames.get(folded, folded)


def same_person(a: PersonName, b: PersonName, nicknames: Mapping[str, str]) -> bool:
    """Whether two names of one document can be one person's: equal, short form, initial, one slip.

    Surnames must agree but for one letter; forenames must agree, share a short form, or one be the
    other's initial. Two single words must be equal; one word fits a surname only with its honorific.
    """
    left, right = fold(a.name), fold(b.name)
    if left == right:
        return True
    if not (a.given and b.given):
        return False
    if not _one_slip(" ".join(map(fold, a.family)), " ".join(map(fold, b.family))):
        return False
    first, second = fold(a.given[0]), fold(b.given[0])
    exact = " ".join(map(fold, a.family)) == " ".join(map(fold, b.family))
    if len(first) == 1 or len(second) == 1:
        return first[0] == second[0] and exact
    if first == second or _forename_key(first, nicknames) == _forename_key(second, nicknames):
        return True
    return exact and _one_slip(first, second)


def _one_slip(a: str, b: str) -> bool:
    """Equal, or one letter apart in a word of five letters or more that begins alike."""
    if a == b:
        return True
    if min(len(a), len(b)) < 5 or a[0] != b[0] or abs(len(a) - len(b)) > 1:
        return False
    from rapidfuzz.distance import OSA

    return bool(OSA.distance(a, b) <= 1)
