"""Joins the forms of one body: long and short, with and without its place, acronym and initials."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import product

from minutebook.document import Span
from minutebook.evidence import OrganisationKind, OrganisationFinding, Quote
from minutebook.rulebook import Rulebook

WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
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
        self.expansions: dict[str, Key] = {
            str(short): tuple(WORD.findall(str(long).lower()))
            for short, long in rulebook.tables["organisations.expansions"].items()
        }

    def key(self, name: str) -> Key:
        """The name's words in small letters, acronyms written out, "the", "and" and "NHS" left out."""
        words: list[str] = []
        for word in re.findall(r"[^\W_]&[^\W_]|[^\W_]+(?:[’'][^\W_]+)?", name):
            long = self.expansions.get(word) or (() if not word.isupper() else self.expansions.get(word, ()))
            words += long or (word.lower().replace("’", "'").replace("'", ""),)
        return tuple(w for w in words if w not in ("the", "and", "nhs", "ltd", "limited")) or tuple(words)

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
        return body

    def join_shorter(self, *, keep: Iterable[Body] = ()) -> None:
        """A body whose words end exactly one longer body's name is that body.

        Where several longer bodies end in them, the short form names none of them and is left out.
        """
        kept = list(keep)
        for short in sorted(self.bodies, key=lambda body: (-len(body.key), body.start)):
            if short in kept:
                continue
            longer = [b for b in self.bodies if b is not short and _ends(b.key, short.key)]
            longer = [b for b in longer if not any(_ends(o.key, b.key) for o in longer if o is not b)] or longer
            if len(longer) == 1:
                for form, quote in short.forms.items():
                    longer[0].add(form, quote.span, quote.producer)
                self.bodies.remove(short)

    def of_initials(self, short: str) -> list[Body]:
        """The bodies whose initials, in one of the usual ways to take them, are the short form."""
        wanted = short.replace("&", "").upper()
        return [body for body in self.bodies if any(wanted in initials(form) for form in body.forms)]

    def ending(self, short: str) -> list[Body]:
        """The bodies whose name ends in what the short form stands for ("ICB" and "Marlby ICB")."""
        key = self.expansions.get(short)
        if key is None:
            return []
        wanted = tuple(w for w in key if w not in ("the", "and", "nhs"))
        return [body for body in self.bodies if any(_holds(k, wanted) for k in self._keys(body))]


def initials(name: str) -> set[str]:
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
    return {"".join(parts) for parts in product(*choices)} if len(words) > 1 else set()


def _ends(long: Key, short: Key) -> bool:
    return len(short) < len(long) and long[-len(short) :] == short and len(short) > 0


def _holds(key: Key, wanted: Key) -> bool:
    return any(key[i : i + len(wanted)] == wanted for i in range(len(key) - len(wanted) + 1))
