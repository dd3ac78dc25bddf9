"""Puts the readings of one person together: slips of spelling, deputies, statuses that contradict."""

from __future__ import annotations

from dataclasses import dataclass, field

from minutebook.document import Span
from minutebook.evidence import AttendeeStatus, Quote
from minutebook.stages.attendance.entries import Entries
from minutebook.stages.attendance.person import Person
from minutebook.text.initials import initials_fit, looks_like_initials, same_person
from minutebook.text.names import PersonName, fold

DEPUTY = ("represented_by", "deputising_for")
COUNTERPART = {"represented_by": "deputising_for", "deputising_for": "represented_by"}


@dataclass
class Register:
    """Everybody found so far, in order of their first mention."""

    entries: Entries
    people: list[Person] = field(default_factory=list)

    def find(self, name: PersonName) -> Person | None:
        """The one person whom the name can mean; None where nobody or several fit."""
        nicknames = self.entries.rulebook.tables["nicknames"]
        exact = [p for p in self.people if fold(p.name.name) == fold(name.name)]
        if len(exact) == 1:
            return exact[0]
        if exact:
            return None
        close = [p for p in self.people if same_person(p.name, name, nicknames)]
        if not close and not name.given:
            close = [
                p
                for p in self.people
                if p.name.family == name.family and (name.honorific or not p.name.given)
            ]
        if not close and not name.given and name.honorific:
            surname = fold(name.family[-1])
            close = [p for p in self.people if fold(p.name.family[-1]) == surname]
        if not close and name.given:
            # a list of bare surnames, and the whole name in the text
            close = [
                p for p in self.people if p.name.lone and not p.name.given and p.name.family == name.family
            ]
        return close[0] if len(close) == 1 else None

    def by_forename(self, name: PersonName) -> Person | None:
        """The one person of the lists whose first name a single word is: `Minutes: Ida`."""
        if not name.lone or name.given:
            return None
        word = fold(name.family[0])
        close = [p for p in self.people if p.name.given and fold(p.name.given[0]) == word]
        return close[0] if len(close) == 1 else None

    def by_initials(self, letters: str) -> Person | None:
        """The one person with these initials, printed ones first; None where several have them."""
        plain = letters.replace("’", "'")
        printed = [p for p in self.people if p.values.get("initials", "").replace("’", "'") == plain]
        if len(printed) == 1:
            return printed[0]
        if printed:
            return None
        fitting = [p for p in self.people if "initials" not in p.values and initials_fit(letters, p.name)]
        return fitting[0] if len(fitting) == 1 else None

    def add(self, person: Person) -> Person:
        """Take one reading in; what comes back is the person that it belongs to."""
        known = self.find(person.name)
        if known is None and (owner := self._owner(person)) is not None:
            owner.give("initials", person.text, person.span, person.producer)
            return owner
        if known is None or self._clash(known, person):
            self.people.append(person)
            known = person
        else:
            self._merge(known, person)
        return known

    def _owner(self, person: Person) -> Person | None:
        """Whose initials a "name" is that is no more: those of the one person listed whom they fit."""
        if (
            set(person.values) - {"initials"}
            or not looks_like_initials(person.text)
            or not person.text.isupper()
        ):
            return None
        owner = self.by_initials(person.text)
        fits = owner is not None and "initials" not in owner.values and owner.status == person.status
        return owner if fits else None

    def _clash(self, known: Person, person: Person) -> bool:
        """Two people of almost one name: printed initials differ, or an initial meets two honorifics."""
        mine, other = known.values.get("initials"), person.values.get("initials")
        if mine and other and mine != other and fold(known.name.name) != fold(person.name.name):
            return True
        titles = {fold(n.honorific) for n in (known.name, person.name) if n.honorific}
        return not known.name.given and not person.name.given and len(titles) == 2

    def _merge(self, known: Person, person: Person) -> None:
        for name, value in person.values.items():
            if name not in known.values:
                known.values[name] = value
                known.quotes += [q for q in person.quotes if q.field == name]
                if name in person.others:
                    known.others[name] = person.others[name]
        for capacity in person.capacity:
            if capacity not in known.capacity:
                known.capacity.add(capacity)
                known.quotes += [q for q in person.quotes if q.field == "capacity"]
        if known.status == "unknown" or (person.status == "apologies" and known.status == "absent"):
            self._take_status(known, person)
        elif person.status not in ("unknown", known.status) and person.sure:
            known.flags.append("status_contradicted")
            known.confidence = min(known.confidence, 0.7)
        known.flags += person.flags
        known.listed = known.listed or person.listed

    def _take_status(self, known: Person, person: Person) -> None:
        known.status = person.status
        known.quotes = [q for q in known.quotes if q.field != "status"]
        known.quotes += [q for q in person.quotes if q.field == "status"]

    # ------------------------------------------------------------------ deputies

    def stand_in(self, person: Person) -> None:
        """`Bo Lund. Ida Fenn attended on his behalf.`: she came, for the one whose apologies precede."""
        span = person.others.get("for_last")
        last = self.people[-1] if self.people else None
        if span is None or last is None or (person.status, last.status) != ("apologies", "apologies"):
            return
        producer = "rule:attendance.mark.deputy-of-last"
        person.set_status("present", span, producer)
        person.give("deputising_for", last.text, last.span, producer)
        last.give("represented_by", person.text, person.span, producer)

    def link_deputies(self) -> None:
        """Give each deputy and each member for whom one came an entry that names the other."""
        for person in list(self.people):
            for role in DEPUTY:
                span = person.others.get(role)
                if span is not None:
                    self._link(person, role, span)

    def _link(self, person: Person, role: str, span: Span) -> None:
        status: AttendeeStatus = "present" if role == "represented_by" else "apologies"
        quote = next((q for q in person.quotes if q.field == role), None)
        cue = Quote("status", quote.span, quote.producer) if quote is not None else None
        made = self.entries.read(span.start, span.end, status, cue)
        if not made:
            return
        other = self.find(made[0].name)
        if other is None:
            other = self.add(made[0])
        else:
            self._merge(other, made[0]) if other is not made[0] else None
        if person.values[role] != other.text:
            # the list has another form of the name than the mark: both are quoted
            person.values[role] = other.text
            person.quotes.append(Quote(role, other.span, other.producer))
        back = COUNTERPART[role]
        if back not in other.values:
            other.give(back, person.text, person.span, person.producer)
        if role == "deputising_for" and other.status in ("unknown", "absent"):
            other.status = "apologies"
