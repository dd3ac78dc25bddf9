"""Headings and labels that start a zone, also where they stand in two languages: `Yn bresennol / Present`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from minutebook.rulebook import Match, Rule, Rulebook

SLASH = re.compile(r"\s*/\s*")
FIRST_HALF = re.compile(r"[^:;,.()/\n]{3,40}?\s*/\s*(?=[^\W\d_])")
HALVES_LENGTH = 90
# what two headings beside each other mean together: who is in attendance too is there
TOGETHER = {
    frozenset({"present", "in_attendance"}): "present",
    frozenset({"present", "attendance"}): "attendance",
}


@dataclass(frozen=True)
class Cues:
    """Finds the rule that a heading or the start of a line fits."""

    rulebook: Rulebook

    def heading(self, text: str) -> Rule | None:
        """The rule of `zones.heading` for a whole heading, already without number and marks around it.

        Of two halves parted by a slash both must mean the same, or one must be words of no rule.
        """
        found = self.rulebook.first("zones.heading", text)
        if found is not None:
            return found[0]
        halves = SLASH.split(text)
        if len(halves) != 2 or len(text) > HALVES_LENGTH or any(len(half.split()) > 5 for half in halves):
            return None
        if ":" in text:
            return None  # `Yn bresennol / Present: Ida Fenn`: a label, and what stands behind it
        known = [rule for half in halves if (rule := self._half(half)) is not None]
        if len(known) == 2 and known[0].value != known[1].value:
            together = TOGETHER.get(frozenset(str(rule.value) for rule in known))
            return next((rule for rule in known if rule.value == together), None)
        return known[0] if known else None

    def column(self, text: str) -> tuple[Rule, Match] | None:
        """The rule of `attendance.column` for the heading of a column, also of two halves that a slash parts.

        One half must be words of no rule, which another language's are: `Enw / Name`.
        """
        found = self.rulebook.first("attendance.column", text)
        if found is not None:
            return found
        halves = SLASH.split(text)
        if len(halves) != 2 or len(text) > HALVES_LENGTH:
            return None
        known = [self.rulebook.first("attendance.column", half.strip(" .:*_")) for half in halves]
        sure = [one for one in known if one is not None]
        return sure[0] if len(sure) == 1 else None

    def _half(self, text: str) -> Rule | None:
        found = self.rulebook.first("zones.heading", text.strip(" .:;–—-*_#•|"))
        return found[0] if found is not None else None

    def label(self, text: str) -> tuple[Rule, Match, int] | None:
        """The rule of `zones.label` that the line begins with, its match, and where in the line it begins."""
        found = self.rulebook.first("zones.label", text)
        if found is not None:
            return (*found, 0)
        first = FIRST_HALF.match(text)
        if first is None:
            return None
        found = self.rulebook.first("zones.label", text[first.end() :])
        return (*found, first.end()) if found is not None else None
