"""Cuts lines of people into entries: one a line, run-on lists, lists without any mark between."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from minutebook.document import Span
from minutebook.evidence import AttendeeStatus, Quote
from minutebook.layout.people import PeopleReader
from minutebook.stages.attendance.cutting import Cuts
from minutebook.stages.attendance.entries import Entries
from minutebook.stages.attendance.glue import glue_end
from minutebook.stages.attendance.person import Person

LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Shape:
    """How a list is written.

    `lines` says that its lines name one person each, `inverted` that surnames stand first, `glued` that
    what follows the names has no gap before it (`Bo LundHead of Housing`).
    """

    lines: bool
    inverted: bool = False
    glued: bool = False


@dataclass(frozen=True)
class Lists:
    """Reads the lines of one list."""

    entries: Entries

    @cached_property
    def cuts(self) -> Cuts:
        """Where the people of a line begin and end."""
        return Cuts(self.entries)

    def read(self, span: Span, status: AttendeeStatus, cue: Quote | None, shape: Shape) -> list[Person]:
        """The people of a stretch of the document, line by line."""
        text = self.entries.document.text
        out: list[Person] = []
        for line in LINE.finditer(text, span.start, span.end):
            low, high = line.span()
            if self._nobody(text[low:high]):
                continue
            first = len(out)
            out += self._line(low, high, status, cue, shape)
            if shape.lines:
                _share_body(out[first:])
        return out

    def unwrapped(self, span: Span) -> Lists:
        """A reader to whom the line breaks within the span are blanks; offsets stay as they are."""
        return Lists(self.entries.flat(span))

    def _line(
        self, start: int, end: int, status: AttendeeStatus, cue: Quote | None, shape: Shape
    ) -> list[Person]:
        text = self.entries.document.text
        plural = False
        out: list[Person] = []
        lone_line = self._lone_allowed(start, end)
        cut = self.cuts.cut(start, end, lines=shape.lines)
        for low, high in [(start, end)] if shape.inverted else cut:
            if self._nobody(text[low:high]):
                continue
            lone = plural or lone_line or self.cuts.is_forename(low, high)
            plural = self._plural_title(text[low:high])
            stop = glue_end(text, low, high, self.entries.grammar) if shape.glued else None
            out += self.entries.read(
                low, high, status, cue, lone=lone, inverted=shape.inverted, name_end=stop
            )
        return out

    def _plural_title(self, text: str) -> bool:
        """`Cllrs Lund and Fenn`: the title goes before each of the surnames."""
        return self.entries.rulebook["attendance.entry.plural-title"].match(text) is not None

    def _nobody(self, text: str) -> bool:
        return self.entries.rulebook["zones.people.nobody"].match(text.strip()) is not None

    def _lone_allowed(self, start: int, end: int) -> bool:
        """Single first names and initials count where the whole line is made of them."""
        text = self.entries.document.text[start:end].strip()
        reader = PeopleReader.of(self.entries.rulebook)
        if (reader.is_people(text, lone=True) and not reader.is_people(text)) or self._plural_title(text):
            return True
        return self.cuts.names_only(self.cuts.pieces(start, end))


def _share_body(people: list[Person]) -> None:
    """`A Finch, B Lorne and C Tarr, Marlby Council`: what the last two share is of all before them."""
    if len(people) < 3 or any(p.values for p in people[:-2]):
        return
    shared = [q for q in people[-1].quotes if q.field == "organisation" and q in people[-2].quotes]
    if not shared or "role" in people[-1].values:
        return
    for person in people[:-2]:
        person.give("organisation", people[-1].values["organisation"], shared[0].span, shared[0].producer)
        person.flags.append("group_organisation")
