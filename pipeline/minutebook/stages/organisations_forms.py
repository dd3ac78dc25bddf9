"""Joins the forms of one body: long and short, with and without its place, acronym and initials."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product

from minutebook.document import Span
from minutebook.evidence import OrganisationFinding, OrganisationKind, Quote
from minutebook.rulebook import Rulebook

WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
KEY_WORD = re.compile(r"[^\W_]&[^\W_]|[^\W_]+(?:[’'][^\W_]+)?")
SMALL = frozenset({"of", "and", "for", "the", "in", "on", "at", "with", "to"})
Key = tuple[str, ...]


@dataclass(slots=True)
class Body:
    """One body as it is put together: the forms printed, each with where it first stands."""

    kind: OrganisationKind
    key: Key
    forms: dict[str, Quote] = field(default_factory=dict)
    confidence: float = 0.85

    def add(self, form: str, span: Span, producer: str) -> None:
        """One more printed form; the first place of each is kept."""
        self.forms.setdefault(form, Quote("name", span, producer))

    @property
    def start(self) -> int:
        """Where the document first names it."""
        return min(quote.span.start for quote in self.forms.values())

    def finding(self) -> OrganisationFinding:
        """The longest form is the name; forms that differ by letter case only count once."""
        forms: dict[str, str] = {}
        for form in sorted(self.forms, key=lambda one: (-len(one), one.isupper(), self.forms[one].span)):
            forms.setdefault(" ".join(WORD.findall(form.lower())), form)
        name, *others = forms.values()
        quotes = [self.forms[name]]
        quotes += [Quote("aliases", self.forms[one].span, self.forms[one].producer) for one in others]
        return OrganisationFinding(
            name=name,
            aliases=tuple(others),
            kind=self.kind,
            quotes=tuple(quotes),
            confidence=self.confidence,
        )


class Bodies:
    """All bodies of one document; each mention finds its own or founds it."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.bodies: list[Body] = []
        self.rulebook = rulebook
        self.apart = frozenset(rulebook.terms["organisations.apart"])
        self.silent = frozenset(rulebook.terms["organisations.silent"])
        self.tails = frozenset(rulebook.terms["organisations.tails"])
        self.cut_heads = frozenset(rulebook.terms["organisations.cut-heads"])
        self.branches = frozenset(rulebook.terms["organisations.branches"])
        self.acronyms: set[str] = set()
        self._keyed: dict[str, Key] = {}
        self.expansions: dict[str, Key] = {
            str(short): tuple(WORD.findall(str(long).lower()))
            for short, long in rulebook.tables["organisations.expansions"].items()
        }

    def key(self, name: str) -> Key:
        """The name's words in small letters, acronyms written out, "the", "and" and "NHS" left out."""
        known = self._keyed.get(name)
        if known is None:
            known = self._keyed[name] = self._key(name)
        return known

    def _key(self, name: str) -> Key:
        words: list[str] = []
        for word in KEY_WORD.findall(name):
            long = self.expansions.get(word) or (() if not word.isupper() else self.expansions.get(word, ()))
            words += long or (word.lower().replace("’", "'").replace("'", ""),)
        return tuple(w for w in words if w not in self.silent) or tuple(words)

    def take(self, finding: OrganisationFinding) -> None:
        """A body that another has put together already."""
        name, *others = (finding.name, *finding.aliases)
        body = Body(finding.kind, self.key(name), confidence=finding.confidence)
        for form, quote in zip((name, *others), finding.quotes, strict=True):
            body.add(form, quote.span, quote.producer)
        self.bodies.append(body)

    def meant(self, name: str) -> Body | None:
        """The one body that the name, or a shorter way to say it, means."""
        found = self.find(name)
        if found is not None:
            return found
        key = self.key(name)
        fits = [body for body in self.bodies if any(self._shortens(key, k) for k in self._keys(body))]
        if name.startswith("NHS "):
            fits = [body for body in fits if body.kind == "health"]
        short = name.removeprefix("the ").removeprefix("The ")
        if not fits and short.isupper() and len(short) > 2:
            fits = self.of_initials(short) or self.ending(short)
        return fits[0] if len(fits) == 1 else None

    def cut_short(self, name: str) -> Body | None:
        """The one body whose name the words begin and break off, as a heading over two lines does."""
        key = self.key(name)
        if len(key) < 3 or key[-1] in self.rulebook.tables["organisations.heads"]:
            return None
        fits = [body for body in self.bodies if body.key[: len(key)] == key]
        return fits[0] if len(fits) == 1 else None

    def find(self, name: str) -> Body | None:
        """The body of that very name, written out."""
        key = self.key(name)
        return next((body for body in self.bodies if key in self._keys(body)), None)

    def _keys(self, body: Body) -> set[Key]:
        return {body.key, *(self.key(form) for form in body.forms)}

    def add(self, name: str, span: Span, kind: OrganisationKind, producer: str, confidence: float) -> Body:
        """The body of that name, founded where there is none yet."""
        body = self.find(name)
        if body is None:
            body = Body(kind, self.key(name), confidence=confidence)
            self.bodies.append(body)
        body.add(name, span, producer)
        first = name.split()[0]
        if first.isupper() and not name.isupper() and len(first) > 2:
            self.acronyms.add(first.lower())
        return body

    def join(self) -> None:
        """Bodies that are one: the shorter name ends the longer, or begins it, or is a slip of the pen.

        Where several longer bodies end in a short form, it names none of them and is left out.
        """
        for short in sorted(self.bodies, key=lambda body: (len(body.key), body.start)):
            if short not in self.bodies:
                continue
            others = [body for body in self.bodies if body is not short]
            longer = [body for body in others if self._short_of(short, body)]
            if len(longer) > 1:
                longer = [b for b in longer if not any(_ends(b.key, o.key) for o in longer if o is not b)]
            if len(longer) == 1:
                self.merge(short, longer[0])
            elif longer:
                self.bodies.remove(short)
        for one in list(self.bodies):
            twin = next((b for b in self.bodies if b is not one and _misspelt(one.key, b.key)), None)
            if one in self.bodies and twin is not None:
                self.merge(*((one, twin) if len(one.forms) <= len(twin.forms) else (twin, one)))

    def join_prefixed(self) -> None:
        """A name that begins with another body's short form is that body's: "TSCP Executive"."""
        for one in list(self.bodies):
            for form in list(one.forms):
                first, _, rest = form.partition(" ")
                if not rest or not first.isupper():
                    continue
                owner = next((b for b in self.bodies if b is not one and first in b.forms), None)
                if owner is None:
                    continue
                key = owner.key + self.key(rest)
                whole = next((b for b in self.bodies if b is not one and key in self._keys(b)), None)
                if whole is not None and one in self.bodies:
                    self.merge(one, whole)

    def merge(self, body: Body, into: Body) -> None:
        """All forms of the one become forms of the other."""
        for form, quote in body.forms.items():
            into.add(form, quote.span, quote.producer)
        self.bodies.remove(body)

    def _short_of(self, short: Body, long: Body) -> bool:
        """Whether one is a short form of the other; "NHS Marlby" says only a place, as any body may."""
        if all(form.startswith("NHS ") for form in short.forms):
            begins = long.key[: len(short.key)] == short.key and long.key != short.key
            of_health = any(form.startswith("NHS ") for form in long.forms)
            return of_health and (begins or self._shortens(short.key, long.key))
        return self._shortens(short.key, long.key)

    def _shortens(self, short: Key, long: Key) -> bool:
        if len(short) == len(long) > 1:
            initial = len(short[0]) == 1 and len(long[0]) > 1 and long[0].startswith(short[0])
            return initial and short[1:] == long[1:]
        if len(short) >= len(long):
            return False
        if _ends(long, short):
            before = long[-len(short) - 1]
            return before not in self.apart and (len(short) > 1 or len(before) > 1)  # C-TLF is not TLF
        if short[0] == long[0] and short[-1] == long[-1] and _within(short, long):
            return len(short) >= 3 or short[0] in self.acronyms
        if long[: len(short)] == short:
            cut = short[-1] in self.cut_heads and len(long) == len(short) + 1
            return cut or long[len(short)] in self.tails or (len(short) == 1 and short[0] in self.branches)
        return self._said_shorter(short, long)

    def _said_shorter(self, short: Key, long: Key) -> bool:
        same = self.rulebook.tables["organisations.same"].get(" ".join(short))
        return same is not None and _holds(long, tuple(w for w in str(same).split() if w != "and"))

    def of_initials(self, short: str) -> list[Body]:
        """The bodies whose initials, in one of the usual ways to take them, are the short form."""
        wanted = short.replace("&", "").upper()
        others = [body for body in self.bodies if set(body.forms) != {short}]
        fits = [body for body in others if any(wanted in initials(form) for form in body.forms)]
        return fits or [body for body in others if any(wanted in tail_initials(form) for form in body.forms)]

    def ending(self, short: str) -> list[Body]:
        """The bodies whose name ends in what the short form stands for ("ICB" and "Marlby ICB")."""
        key = self.expansions.get(short)
        if key is None or len(short) < 3:
            return []
        wanted = tuple(w for w in key if w not in self.silent)
        others = [body for body in self.bodies if set(body.forms) != {short}]
        return [body for body in others if any(_holds(key, wanted) for key in self._keys(body))]

    def placed(self, short: str) -> list[Body]:
        """The bodies named without their place that the short form names with it: "TSAB", of "SAB"."""
        tails = {
            self.expansions[short[at:]]
            for at in (1, 2)
            if len(short) - at >= 3 and short[at:] in self.expansions
        }
        return [
            b
            for b in self.bodies
            if any(tuple(w for w in tail if w not in self.silent) == b.key for tail in tails)
        ]

    def of_head(self, head: str) -> list[Body]:
        """The bodies with an acronym that ends in that head: "LHFT", a Foundation Trust."""
        ends = tuple(short for short, long in self.expansions.items() if long[-1] == head)
        return [b for b in self.bodies if any(form.isupper() and form.endswith(ends) for form in b.forms)]


# Every short form of a document is held against every body's names.
@lru_cache(maxsize=1 << 12)
def initials(name: str) -> frozenset[str]:
    """The initials of a name, with and without its small words, NHS and what stands in brackets."""
    words = re.findall(r"[^\W_]+|&", re.sub(r"\(.*?\)|[’']s\b", "", name))
    words = [part for word in words for part in re.split(r"-", word) if part]
    choices: list[tuple[str, ...]] = []
    for word in words[:9]:
        if word.lower() in SMALL or word == "&":
            choices.append(("", "A" if word == "&" else word[0].upper()))
        elif word == "NHS":
            choices.append(("", "N", "NHS"))
        elif word.isupper() and len(word) > 1:
            choices.append((word,))
        else:
            choices.append((word[0].upper(),))
    return frozenset("".join(parts) for parts in product(*choices)) if len(words) > 1 else frozenset()


@lru_cache(maxsize=1 << 12)
def tail_initials(name: str) -> frozenset[str]:
    """The initials of the name without its first words: "ICB" of "Marlby Integrated Care Board"."""
    words = name.split()
    tails = [" ".join(words[at:]) for at in range(1, len(words) - 1) if words[at].lower() not in SMALL]
    return frozenset(short for tail in tails for short in initials(tail) if len(short) > 2)


def _ends(long: Key, short: Key) -> bool:
    return len(short) < len(long) and long[-len(short) :] == short and len(short) > 0


def _holds(key: Key, wanted: Key) -> bool:
    return any(key[i : i + len(wanted)] == wanted for i in range(len(key) - len(wanted) + 1))


def _within(short: Key, long: Key) -> bool:
    """Whether the words of the short name stand in the long one in the same order."""
    rest = iter(long)
    return all(word in rest for word in short)


def _misspelt(one: Key, other: Key) -> bool:
    """Whether two names differ in one word only, and that one looks like a slip."""
    if len(one) != len(other) or len(one) < 3:
        return False
    odd = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(odd) == 1 and min(map(len, odd[0])) > 5 and odd[0][0][:6] == odd[0][1][:6]
