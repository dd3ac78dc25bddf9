"""Marks beside a name: chair, minutes, deputy for, part attendance, apologies, reasons (left out)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from minutebook.document import Document, Span
from minutebook.evidence import Capacity
from minutebook.rulebook import Match, Rule, Rulebook
from minutebook.stages.attendance.affiliation import Affiliations
from minutebook.stages.attendance.person import Person, words
from minutebook.text.initials import initials_fit, looks_like_initials
from minutebook.text.names import NameGrammar, PersonName

GROUP = re.compile(r"[(\[](?P<inner>[^()\[\]]*)[)\]]")
PIECE = re.compile(r"[^,;()\[\]\n\t]+")
DASH = re.compile(r"\s[-–—]\s|^[-–—]\s*|\s*[–—]\s")
WHO = ("who", "who2", "who3", "who4", "who5")
IN_THE_CHAIR = "attendance.mark.in-the-chair"
CAPACITIES = ("chair", "vice_chair", "minute_taker", "guest", "observer")


@dataclass(frozen=True)
class Marks:
    """Applies the marks of one document."""

    document: Document
    rulebook: Rulebook
    grammar: NameGrammar
    affiliations: Affiliations

    def holes(self, person: Person, start: int, end: int) -> list[Span]:
        """Apply every mark in the range; what comes back are the stretches that they took."""
        text = self.document.text
        taken: list[Span] = []
        for dash in DASH.finditer(text, start, end):
            # `– Bo Lund (BL) deputising`: a bracket inside the mark
            if GROUP.search(text, dash.end(), end) and self.apply(person, dash.end(), end):
                taken.append(Span(dash.end(), end))
                end = dash.start()
                break
        for group in GROUP.finditer(text, start, end):
            if self.apply(person, group.start("inner"), group.end("inner")):
                taken.append(Span(group.start(), group.end()))
            else:
                taken += self._pieces(person, group.start("inner"), group.end("inner"), within=True)
        pos = start
        for mark in GROUP.finditer(text, start, end):
            taken += self._pieces(person, pos, mark.start())
            pos = mark.end()
        return taken + self._pieces(person, pos, end)

    def _pieces(self, person: Person, start: int, end: int, *, within: bool = False) -> list[Span]:
        """Marks between commas and dashes; a chair beside other words may be chair of something else."""
        out = []
        text = self.document.text
        for piece in PIECE.finditer(text, start, end):
            cuts = [
                piece.start(),
                *(m.end() for m in DASH.finditer(text, piece.start(), piece.end())),
                piece.end(),
            ]
            for low, high in pairwise(cuts):
                stop = high
                dash = re.compile(r"\s*[-–—]\s*$").search(text[low:high])
                if dash is not None:
                    stop = low + dash.start()
                after = GROUP.sub("", text[high:end]).strip(" \t\u00a0,;:–—-")
                office = self.affiliations.kind(after.partition(",")[0]) == "role"
                other = within or (any(c.isalpha() for c in after) and not office)
                if self.apply(person, low, stop, alone=not other):
                    out.append(Span(low, stop))
        return out

    def apply(self, person: Person, start: int, end: int, *, alone: bool = True) -> bool:
        """Take the words as a mark of the person; False where they are none.

        Where they do not stand `alone`, the bare word chair is left to be a role.
        """
        text = self.document.text
        while start < end and text[start] in " \t\n\u00a0,:;–—-":
            start += 1
        while end > start and text[end - 1] in " \t\n\u00a0,;.–—-":
            end -= 1
        if start >= end:
            return False
        if self._initials(person, start, end):
            return True
        if self._halves(person, start, end, alone=alone):
            return True
        for rule in self.rulebook.group("attendance.mark"):
            found = rule.compiled.fullmatch(text, start, end)
            if not alone and (rule.value or "").endswith("chair") and rule.id != IN_THE_CHAIR:
                continue
            if found is not None and self._take(person, rule, found, Span(start, end)):
                return True
        return False

    def _halves(self, person: Person, start: int, end: int, *, alone: bool) -> bool:
        """`Cadeirydd/Chair`, `chair / minutes`: two marks parted by a slash, each of which must be one."""
        slash = self.document.text.find("/", start, end)
        if slash < 0 or end - start > 40:
            return False
        halves = ((start, slash), (slash + 1, end))
        if not all(self._is_mark(low, high) for low, high in halves):
            return False
        # Both are applied, whatever the first one gave.
        return all([self.apply(person, low, high, alone=alone) for low, high in halves])  # noqa: C419

    def _is_mark(self, start: int, end: int) -> bool:
        words = self.document.text[start:end].strip()
        found = self.rulebook.first("attendance.mark", words)
        return found is not None and found[0].value in CAPACITIES

    def is_minute_taker(self, span: Span) -> bool:
        """The words are a mark of the one who takes the minutes."""
        found = self.rulebook.first("attendance.mark", self.document[span])
        return found is not None and found[0].value == "minute_taker"

    def _initials(self, person: Person, start: int, end: int) -> bool:
        text = self.document.text[start:end]
        if looks_like_initials(text) and initials_fit(text, person.name):
            person.give("initials", text, Span(start, end), "rule:attendance.entry.initials")
            return True
        return False

    def _take(self, person: Person, rule: Rule, found: Match, span: Span) -> bool:
        value = rule.value or ""
        if value in ("deputising_for", "represented_by"):
            return self._other(person, rule, found)
        if value == "body":
            start, end = found.span("organisation")
            if self.affiliations.kind(found["organisation"]) != "organisation":
                return False
            person.give(
                "organisation", words(self.document, Span(start, end)), Span(start, end), rule.producer
            )
            return True
        if value in ("part", "substitute"):
            person.give("note", words(self.document, span), span, rule.producer)
        elif value == "for_last":
            person.others["for_last"] = span
        elif value in ("apologies", "absent"):
            person.set_status("apologies" if value == "apologies" else "absent", span, rule.producer)
        elif value not in ("ignored", "group"):
            for capacity in value.split():
                if capacity in CAPACITIES:
                    person.add(cast("Capacity", capacity), span, rule.producer)
            if rule.id == IN_THE_CHAIR and person.status in ("apologies", "absent"):
                person.set_status("present", span, rule.producer)  # a line below the apologies
        return True

    def _other(self, person: Person, rule: Rule, found: Match) -> bool:
        """The one deputised for, or the deputy; only where a name can be read."""
        group = next((g for g in WHO if g in found.groupdict() and found[g]), None)
        if group is None:
            return False
        start, end = found.span(group)
        name = self.name(start, end)
        if name is None:
            return False
        field = rule.value or ""
        said = self.document.text[found.start() : start]
        stated = self.rulebook["attendance.deputy.stated-for"]
        if field == "deputising_for" and person.status == "apologies" and not stated.match(said):
            field = "represented_by"  # `Bo Lund (sub: Ida Fenn)` among the apologies
        person.give(field, name.name, name.name_span, rule.producer)
        person.others[field] = Span(start, end)
        if field == "represented_by":
            person.set_status("apologies", Span(*found.span()), rule.producer)
        return True

    def name(self, start: int, end: int) -> PersonName | None:
        """A full or titled name that begins at the start and fills the range but for a bracket."""
        text = self.document.text
        found = self.grammar.read(text, start, end)
        if found is None or found.lone:
            return None
        rest = re.sub(r"[(\[][^()\[\]]*[)\]]", "", text[found.end : end]).strip(" .,\u00a0")
        return found if not rest or rest.startswith((",", "-", "–")) or text[found.end] in ",(–- " else None
