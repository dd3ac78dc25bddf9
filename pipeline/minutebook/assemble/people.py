"""Leads as printed to people and bodies, by what the attendance list and the organisations say.

A lead is tried as a group, a body's name, initials, an office and a name, in that order; two people who
fit leave the name empty and a flag (`ambiguous_initials`, `ambiguous_lead`), nobody leaves `unresolved_lead`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from minutebook.assemble.evidence import evidence_of
from minutebook.evidence import LeadFinding
from minutebook.rulebook import Rulebook
from minutebook.schema import Attendee, Lead, Organisation
from minutebook.stages.context import Context
from minutebook.text.initials import initials_fit, initials_of, looks_like_initials, same_person
from minutebook.text.names import NameGrammar, PersonName, fold

WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
HOLDER = re.compile(r"(?P<office>.*?)\s*\((?P<holder>[^()]+)\)\s*$")
MIN_SHORT = 3
"""A first name shortened to fewer letters than this fits too many people."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a lead stands for; flags say why it stays open."""

    person: Attendee | None = None
    name: str | None = None
    organisation: Organisation | None = None
    flags: tuple[str, ...] = ()


NOBODY = Resolved()


def resolve_leads(
    leads: tuple[LeadFinding, ...],
    *,
    attendees: tuple[Attendee, ...],
    organisations: tuple[Organisation, ...],
    context: Context,
) -> tuple[Lead, ...]:
    """The leads of one action, in the order printed."""
    people = People(attendees, organisations, context.rulebook)
    out = []
    for lead in leads:
        found = people.resolve(lead.text)
        out.append(
            Lead(
                text=lead.text,
                name=found.person.name if found.person is not None else found.name,
                person_id=None if found.person is None else found.person.id,
                organisation=None if found.organisation is None else found.organisation.name,
                organisation_id=None if found.organisation is None else found.organisation.id,
                evidence=evidence_of(context.document, lead),
                confidence=lead.confidence if not found.flags else min(lead.confidence, 0.5),
                flags=tuple(dict.fromkeys((*lead.flags, *found.flags))),
            )
        )
    return tuple(out)


@dataclass(frozen=True)
class People:
    """The people and bodies of one document, to be asked who a printed lead is."""

    attendees: tuple[Attendee, ...]
    organisations: tuple[Organisation, ...]
    rulebook: Rulebook

    @cached_property
    def grammar(self) -> NameGrammar:
        """How names are written."""
        return NameGrammar.from_terms(self.rulebook.terms)

    @cached_property
    def _named(self) -> tuple[tuple[Attendee, PersonName], ...]:
        read = ((a, self.grammar.parse(a.name)) for a in self.attendees)
        return tuple((a, name) for a, name in read if name is not None)

    def resolve(self, text: str) -> Resolved:
        """Who the words stand for."""
        text = " ".join(text.split())
        group = self.rulebook["leads.token.group"].compiled.fullmatch(text)
        if group is not None:
            return NOBODY
        steps: tuple[Callable[[str], Resolved | None], ...] = (
            self._office_with_holder,
            self._printed_initials,
            self._body,
            self._derived_initials,
            self._office,
            self._name,
        )
        for step in steps:
            found = step(text)
            if found is not None:
                return found
        return Resolved(flags=("unresolved_lead",))

    # ------------------------------------------------------------------ initials

    def _printed_initials(self, text: str) -> Resolved | None:
        if not looks_like_initials(text):
            return None
        fits = [a for a in self.attendees if a.initials and _letters(a.initials) == _letters(text)]
        if not fits:
            low = _letters(text).lower()
            fits = [a for a in self.attendees if a.initials and _letters(a.initials).lower() == low]
        return self._one(fits, "ambiguous_initials") if fits else None

    def _derived_initials(self, text: str) -> Resolved | None:
        if not looks_like_initials(text):
            return None
        letters = _letters(text)
        exact = [a for a, name in self._named if letters in {_letters(i) for i in initials_of(name)}]
        loose = [a for a, name in self._named if initials_fit(text, name)]
        fits = exact or loose
        if fits:
            return self._one(fits, "ambiguous_initials")
        return Resolved(flags=("unresolved_lead",))

    # ------------------------------------------------------------------ bodies

    def _body(self, text: str) -> Resolved | None:
        wanted = _key(text)
        if not wanted:
            return None
        exact = [o for o in self.organisations if wanted in {_key(n) for n in (o.name, *o.aliases)}]
        if len(exact) == 1:
            return Resolved(organisation=exact[0])
        if exact:
            return Resolved(flags=("ambiguous_lead",))
        if len(wanted) < 2:
            return None
        ending = [
            o
            for o in self.organisations
            if any(_key(n)[-len(wanted) :] == wanted for n in (o.name, *o.aliases))
        ]
        return Resolved(organisation=ending[0]) if len(ending) == 1 else None

    # ------------------------------------------------------------------ offices

    def _office_with_holder(self, text: str) -> Resolved | None:
        """`DIRECTOR OF HOUSING (D. ORME)`: the name in brackets says who."""
        match = HOLDER.fullmatch(text)
        if match is None:
            return None
        holder = match["holder"].strip()
        return (
            self._printed_initials(holder) or self._name(_lower_caps(holder)) or self.resolve(match["office"])
        )

    def _office(self, text: str) -> Resolved | None:
        """`the Chair`, `Business Manager`: the one attendee whose capacity or role says so."""
        book = self.rulebook
        office = text
        if book["leads.role.short"].match(text) is not None:
            office = str(book.tables["role-shorts"].get(text.lower().rstrip("."), text))
        if not _is_office(office, book):
            return None
        present = [a for a in self.attendees if a.status != "apologies"] or list(self.attendees)
        for kind in ("chair", "vice-chair"):
            rule = book[f"leads.role.{kind}"]
            if rule.match(office) is not None:
                fits = [a for a in present if rule.value in a.capacity]
                return self._one(fits or self._with_role(office, self.attendees), "ambiguous_lead")
        fits = self._with_role(office, present) or self._with_role(office, self.attendees)
        if not fits and book["leads.role.minute-taker"].match(office) is not None:
            fits = [a for a in present if "minute_taker" in a.capacity]
        return self._one(fits, "ambiguous_lead")

    def _with_role(self, office: str, among: Iterable[Attendee]) -> list[Attendee]:
        """Those whose role is the office, or begins or ends with it ("Town Clerk")."""
        wanted = _role_key(office)
        exact, near = [], []
        for attendee in among:
            for part in re.split(r"\s+[&/]\s+|[,;/]|\s+and\s+(?=[A-Z])", attendee.role or ""):
                role = _role_key(part)
                if role == wanted:
                    exact.append(attendee)
                elif len(wanted) < len(role) and _is_part(wanted, role, self.rulebook):
                    near.append(attendee)
        chosen = exact or near
        return [a for i, a in enumerate(chosen) if a not in chosen[:i]]

    # ------------------------------------------------------------------ names

    def _name(self, text: str) -> Resolved | None:
        name = self.grammar.parse(text)
        if name is None:
            return None
        if name.lone:
            return self._lone(name)
        if not name.given:
            return self._surname(name)
        nicknames = {str(k): str(v) for k, v in self.rulebook.tables["nicknames"].items()}
        fits = [a for a, other in self._named if same_person(name, other, nicknames)]
        if len(fits) > 1:
            exact = [a for a in fits if fold(a.name) == fold(name.name)]
            fits = exact or self._by_honorific(name, fits)
        if not fits:
            return (
                Resolved(name=name.name) if _full(name) else Resolved(name=text, flags=("unresolved_lead",))
            )
        return self._one(fits, "ambiguous_lead")

    def _lone(self, name: PersonName) -> Resolved:
        """A first name, or a surname alone."""
        word = fold(name.name)
        table = self.rulebook.tables["nicknames"]
        firsts = [(a, fold(other.given[0])) for a, other in self._named if other.given]
        singles = [a for a, other in self._named if other.lone and fold(other.name) == word]
        tests: tuple[Callable[[str], bool], ...] = (
            lambda first: first == word,
            lambda first: table.get(first, first) == table.get(word, word),
            lambda first: (
                len(word) >= MIN_SHORT
                and (first.startswith(word) or (word.startswith(first) and len(first) >= MIN_SHORT))
            ),
        )
        for test in tests:
            fits = [a for a, first in firsts if test(first)]
            if fits:
                return self._one(fits, "ambiguous_lead")
        family = [a for a, other in self._named if other.given and fold(other.family[-1]) == word]
        if singles or family:
            return self._one(singles or family, "ambiguous_lead")
        return Resolved(flags=("unresolved_lead",))

    def _surname(self, name: PersonName) -> Resolved:
        """`Ms Quayle`, `Cllr Tarr`."""
        family = " ".join(fold(word) for word in name.family)
        fits = [a for a, other in self._named if " ".join(map(fold, other.family)) == family]
        if not fits:
            fits = [a for a, other in self._named if fold(other.family[-1]) == fold(name.family[-1])]
        if len(fits) > 1:
            fits = self._by_honorific(name, fits)
        if fits:
            return self._one(fits, "ambiguous_lead")
        return Resolved(flags=("unresolved_lead",))

    def _by_honorific(self, name: PersonName, fits: list[Attendee]) -> list[Attendee]:
        """Of several with one surname those whose title agrees best, where one alone does."""
        wanted = set(fold(name.honorific or "").split())
        scored = [(len(wanted ^ set(fold(a.honorific or "").split())), a) for a in fits]
        least = min(score for score, _ in scored)
        best = [a for score, a in scored if score == least]
        return best if wanted else fits

    def _one(self, fits: Sequence[Attendee], flag: str) -> Resolved:
        names = {fold(a.name) for a in fits}
        if len(names) == 1:
            return Resolved(person=fits[0])
        return Resolved(flags=(flag if fits else "unresolved_lead",))


def _letters(initials: str) -> str:
    return re.sub(r"[^\w]", "", initials)


def _key(text: str) -> tuple[str, ...]:
    return tuple(word for word in (w.casefold() for w in WORDS.findall(text)) if word != "the")


def _role_key(text: str) -> tuple[str, ...]:
    return tuple(
        w for w in (word.casefold() for word in WORDS.findall(text)) if w not in ("the", "of", "for", "a")
    )


def _is_part(wanted: tuple[str, ...], role: tuple[str, ...], book: Rulebook) -> bool:
    """The office with words around it that do not make it another office (a deputy's, a former one)."""
    other = {word.casefold() for word in book.terms["role-changers"]}
    for start in range(len(role) - len(wanted) + 1):
        if role[start : start + len(wanted)] == wanted:
            return start + len(wanted) == len(role) or start == 0 if not other & set(role[:start]) else False
    return False


def _is_office(text: str, book: Rulebook) -> bool:
    rules = ("leads.token.role", "leads.token.role-caps", "leads.token.role-small")
    if any(book[rule].compiled.fullmatch(text) for rule in rules):
        return True
    small = text.lower().removeprefix("the ")
    return small in book.terms["role-nouns-small"] or small in (w.lower() for w in book.terms["role-nouns"])


def _full(name: PersonName) -> bool:
    return bool(name.given and name.family)


def _lower_caps(text: str) -> str:
    """`D. ORME` as `D. Orme`, for the name grammar."""
    return " ".join(w.capitalize() if len(w) > 2 and w.isupper() else w for w in text.split())
