"""People whom sentences show attending, absent, chairing or taking the minutes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import cast

from minutebook.document import Block, Span
from minutebook.evidence import AttendeeStatus, Capacity, Quote
from minutebook.rulebook import Match, Rule
from minutebook.stages.attendance.entries import Entries
from minutebook.stages.attendance.person import Person, words
from minutebook.stages.attendance.register import Register
from minutebook.text.initials import looks_like_initials
from minutebook.text.names import PersonName
from minutebook.text.sentences import sentences

BETWEEN = re.compile(r"(?:\s*[(\[][^()\[\]]*[)\]])?(?:,\s*(?:the\s+)?[A-Z][^,;]{1,80}){0,3},?\s*(?:who\s+)?")
SOURCE = re.compile(r"\s+(?:from|of)\s+(?P<body>[A-Z][^,;.]{1,60}?)\s*")
LIST_JOINT = re.compile(
    r"(?:\s*[(\[][^()\[\]]*[)\]])?\s*(?:[,;]\s*(?:and\s+(?:from\s+)?)?|\s+and\s+(?:from\s+)?|\s*&\s*)"
)
AFFILIATION = re.compile(r",\s+(?P<what>[^,;.\n]{2,60}?)(?=\s*[,;.\n]|\s+and\s+(?:from\s+)?[A-Z]|\s*$)")
BRACKET = re.compile(r"\s*[(\[](?P<inner>[^()\[\]]*)[)\]]")
FORENAME_BEFORE = re.compile(r"(?:(?<=^)|(?<=[ \u00a0]))[A-Z][^\W\d_]+\s*$")
INITIALS_BEFORE = re.compile(r"(?<![\w/.&])(?P<initials>[A-Z][\w’']{1,4})(?:\s*\([^()]*\))?\s*$")


@dataclass(frozen=True)
class Prose:
    """Reads the sentences of one document into the register."""

    entries: Entries
    register: Register
    short: tuple[str, ...]

    def read(self, block: Block) -> None:
        """Take in what the block's sentences say of attendance."""
        rules = self.entries.rulebook.group("attendance.prose")
        if not any(_anywhere(rule, block.text) for rule in rules):
            return
        for sentence in sentences(block.text, self.short):
            start, end = block.span.start + sentence.start, block.span.start + sentence.end
            self._sentence(start, end, rules)

    def under_apologies(self, block: Block) -> None:
        """Take in a sentence that goes on from the heading over it: `Had been received from Bo Lund.`"""
        rule = self.entries.rulebook["attendance.under-apologies.from"]
        for sentence in sentences(block.text, self.short)[:1]:
            start, end = block.span.start + sentence.start, block.span.start + sentence.end
            self._sentence(start, end, (rule,))

    def speakers(self, block: Block) -> None:
        """Take in the people whom sentences name in full as speaking at the meeting."""
        rule = self.entries.rulebook["attendance.speaker.said"]
        if rule.match(block.text) is None:
            return
        for sentence in sentences(block.text, self.short):
            start, end = block.span.start + sentence.start, block.span.start + sentence.end
            for found in rule.compiled.finditer(self.entries.document.text, start, end):
                self._speaker(rule, found, start)

    def _speaker(self, rule: Rule, found: Match, start: int) -> None:
        cue = Span(*found.span("cue"))
        named = self._name_before(start, cue.start)
        if named is None or not named[0].given or self.register.find(named[0]) is not None:
            return
        name = named[0]
        if name.honorific is None and self.entries.affiliations.kind(name.name) != "unknown":
            return
        person = self.entries.person(name, "present", Quote("status", cue, rule.producer))
        office = self.entries.office_at(start, cue.start)
        if office is not None and office[0].name_span == name.name_span:
            span = office[1]
            person.give("role", words(self.entries.document, span), span, "rule:attendance.entry.role")
        self._describe(person, name.end, cue.start)
        person.flags.append("no_attendance_list")
        person.confidence = 0.6
        person.listed = person.sure = False
        self.register.add(person)

    def field(self, span: Span) -> None:
        """Take in a labelled field that lies over several cells: `Chair:` and the name beside it."""
        book = self.entries.rulebook
        for rule in (book["attendance.prose.chair-field"], *book.group("attendance.field")):
            found = rule.compiled.match(self.entries.document.text, span.start, span.end)
            if found is not None:
                self._take(rule, found, span.start, span.end)

    def _sentence(self, start: int, end: int, rules: tuple[Rule, ...]) -> None:
        text = self.entries.document.text
        for rule in rules:
            found = (
                rule.compiled.match(text, start, end)
                if rule.mode == "match"
                else rule.compiled.search(text, start, end)
            )
            if found is not None:
                self._take(rule, found, start, end)

    def _take(self, rule: Rule, found: Match, start: int, end: int) -> None:
        value = rule.value or ""
        groups = found.groupdict()
        if value == "note":
            self._note(rule, found, start)
        elif value in ("represented_by", "deputising_for"):
            self._deputy(rule, found, start)
        elif groups.get("after") or groups.get("after2"):
            low, high = found.span("after" if groups.get("after") else "after2")
            self._after(rule, low, high, Span(found.start(), low))
        elif "cue" in groups:
            self._before(rule, found, start, end)

    # ------------------------------------------------------------------ who is meant

    def _names_from(self, pos: int, end: int) -> list[tuple[PersonName, int]]:
        """The names of a list that begins at the offset, each with the end of what belongs to it."""
        text = self.entries.document.text
        out: list[tuple[PersonName, int]] = []
        plural = self._plural(pos)
        while pos < end:
            name = self.entries.name_at(pos, end, lone=plural and bool(out))
            if (name is None or name.lone) and (officer := self.entries.office_at(pos, end)) is not None:
                name = officer[0]
            if name is None:
                break
            stop = name.end
            while (bracket := BRACKET.match(text, stop, end)) is not None:
                stop = bracket.end()
            stop = self._over_affiliation(stop, end)
            out.append((name, stop))
            joint = self._next(stop, end, plural=plural)
            if joint is None:
                break
            pos = joint
        return out

    def _over_affiliation(self, pos: int, end: int) -> int:
        """Past a role or body that follows the name behind a comma: `Ida Fenn, Marlby Trust, and Bo Lund`."""
        beside = AFFILIATION.match(self.entries.document.text, pos, end)
        if beside is None or self.entries.name_at(beside.start("what"), end) is not None:
            return pos
        known = self.entries.affiliations.kind(beside["what"]) in ("role", "organisation")
        return beside.end() if known else pos

    def _plural(self, pos: int) -> bool:
        """A title of several people stands here: `Cllrs Lund and Fenn`."""
        rule = self.entries.rulebook["attendance.entry.plural-title"]
        return rule.compiled.match(self.entries.document.text, pos) is not None

    def _next(self, pos: int, end: int, *, plural: bool) -> int | None:
        """Where the next name of the list begins: after a joint, or past a clause about the one before.

        A single word after the joint is a name only where the list's title is that of several people.
        """
        text = self.entries.document.text
        joint = LIST_JOINT.match(text, pos, end)
        if joint is not None and self.entries.name_at(joint.end(), end, lone=plural) is not None:
            return joint.end()
        if joint is not None and self.entries.office_at(joint.end(), end) is not None:
            return joint.end()
        clause = re.compile(r",[^,;]{3,80}[,;]?\s+(?:and\s+(?:from\s+)?)?").match(text, pos, end)
        if clause is not None and self.entries.name_at(clause.end(), end) is not None:
            return clause.end()
        return None

    def _name_before(self, start: int, cue: int) -> tuple[PersonName, int] | None:
        """The last name before the cue that only a bracket or a clause parts from it."""
        text = self.entries.document.text
        first = None
        for name in self.entries.grammar.find(text, start, cue):
            between = text[name.end : cue]
            if not BRACKET.sub("", between).strip(" ,"):
                return name, cue
            if first is None and (BETWEEN.fullmatch(between) or SOURCE.fullmatch(between)):
                first = name
        return (first, cue) if first is not None else None

    def _initials_before(self, start: int, cue: int) -> Person | None:
        text = self.entries.document.text
        found = INITIALS_BEFORE.search(text[start:cue])
        if found is None or not looks_like_initials(found["initials"]):
            return None
        return self.register.by_initials(found["initials"])

    def _forename_before(self, start: int, cue: int) -> Person | None:
        """`Ida took the notes`: the one person of the lists with that first name."""
        text = self.entries.document.text
        found = FORENAME_BEFORE.search(text[start:cue])
        name = self.entries.name_at(start + found.start(), cue, lone=True) if found is not None else None
        return self.register.by_forename(name) if name is not None else None

    # ------------------------------------------------------------------ what is said

    def _after(self, rule: Rule, low: int, high: int, cue: Span) -> None:
        plural = self._plural(low)
        value = rule.value or ""
        if value in ("chair", "minute_taker"):
            forename = self.entries.name_at(low, high, lone=True)
            known = self.register.by_forename(forename) if forename is not None else None
            if known is not None and known.status == "present":
                known.add(cast("Capacity", value), cue, rule.producer)
                return
        for name, stop in self._names_from(low, high):
            bare = plural and not name.given
            named = replace(name, honorific=name.honorific or "") if bare else name
            if value in ("chair", "minute_taker"):
                self._capacity(rule, named, name.end, high, cue)
                return
            self._person(rule, named, name.end, stop, cue)

    def _before(self, rule: Rule, found: Match, start: int, end: int) -> None:
        cue = Span(*found.span("cue"))
        named = self._name_before(start, cue.start)
        value = rule.value or ""
        if named is None:
            known = self._initials_before(start, cue.start) or self._forename_before(start, cue.start)
            if known is not None and value in ("chair", "minute_taker"):
                known.add(cast("Capacity", value), cue, rule.producer)
            return
        name = named[0]
        if value in ("chair", "minute_taker"):
            self._capacity(rule, name, name.end, name.end, cue)
        else:
            self._person(rule, name, name.end, cue.start, cue, after=end)

    def _capacity(self, rule: Rule, name: PersonName, stop: int, end: int, cue: Span) -> None:
        capacity = cast("Capacity", rule.value)
        known = self.register.find(name)
        if known is None and (name.given or name.honorific) and not name.lone and capacity == "minute_taker":
            known = self.entries.person(name, "present", Quote("status", cue, rule.producer))
            if end > stop:
                self.entries.describe([known], name.end, end)
            known.confidence = 0.85
            known = self.register.add(known)
        if known is not None and known.status not in ("apologies", "absent"):
            known.add(capacity, cue, rule.producer)

    def _person(
        self, rule: Rule, name: PersonName, low: int, high: int, cue: Span, after: int | None = None
    ) -> None:
        """A listed person gains what is said; others are added where their whole name is given."""
        value = cast("AttendeeStatus", rule.value)
        known = self.register.find(name)
        status = Quote("status", cue, rule.producer)
        if known is not None:
            fresh = self.entries.person(name, value, status)
            self.entries.describe([fresh], low, high)
            if known.status == "unknown" or known.status == value:
                if known.status == "unknown":
                    known.set_status(value, cue, rule.producer)
                for field in ("organisation", "role", "initials"):
                    if field in fresh.values and field == "initials":
                        self._copy(known, fresh, field)
            return
        if not name.given and (name.honorific is None or value in ("present", "absent")):
            return
        person = self.entries.person(name, value, status)
        self._describe(person, low, high)
        if value == "present":
            person.add("guest", cue, rule.producer)
            if after is not None:
                self._item_note(person, cue, rule, after)
        person.confidence = 0.8
        person.listed = False
        person.sure = False
        self.register.add(person)

    def _describe(self, person: Person, low: int, high: int) -> None:
        text = self.entries.document.text
        source = SOURCE.match(text, low, high)
        if source is not None:
            span = Span(source.start("body"), source.end("body"))
            person.give(
                "organisation", words(self.entries.document, span), span, "rule:attendance.entry.organisation"
            )
            return
        self.entries.describe([person], low, high)

    def _copy(self, known: Person, fresh: Person, field: str) -> None:
        if field not in known.values:
            known.values[field] = fresh.values[field]
            known.quotes += [q for q in fresh.quotes if q.field == field]

    def _item_note(self, person: Person, cue: Span, rule: Rule, end: int) -> None:
        text = self.entries.document.text
        stop = text.find(".", cue.start, end)
        span = Span(cue.start, cue.end if stop < 0 else min(stop, cue.end + 40))
        while span.start < span.end and text[span.start] in " ,":
            span = Span(span.start + 1, span.end)
        person.give("note", words(self.entries.document, span), span, rule.producer)

    def _note(self, rule: Rule, found: Match, start: int) -> None:
        cue = Span(*found.span("cue"))
        named = self._name_before(start, cue.start)
        known = self.register.find(named[0]) if named is not None else self._initials_before(start, cue.start)
        if known is not None and known.status == "present":
            span = Span(*found.span("note"))
            known.give("note", words(self.entries.document, span), span, rule.producer)

    def _deputy(self, rule: Rule, found: Match, start: int) -> None:
        """`A, for whom B substituted`; `B, who was standing in for A`."""
        cue = Span(*found.span("cue"))
        before = self._name_before(start, cue.start)
        after = self._names_from(*found.span("after"))
        if before is None or not after:
            return
        field = rule.value or ""
        first, second = before[0], after[0][0]
        status: AttendeeStatus = "apologies" if field == "represented_by" else "present"
        person = self.register.find(first)
        if person is None:
            person = self.register.add(
                self.entries.person(first, status, Quote("status", second.name_span, rule.producer))
            )
            self.entries.describe([person], first.end, cue.start)
        other = self.register.find(second)
        if other is None and not second.given:
            return
        person.give(field, other.text if other is not None else second.name, second.name_span, rule.producer)
        person.others.setdefault(field, second.span)


def _anywhere(rule: Rule, text: str) -> bool:
    """Whether the rule may match in some sentence of the text, also one that must begin there."""
    return (rule.match(text) if rule.mode == "search" else rule.compiled.search(text)) is not None
