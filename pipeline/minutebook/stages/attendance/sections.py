"""Parts of one paragraph that are lists of their own: `Present: A, B. Clerk: C. Apologies: D.`"""

from __future__ import annotations

import re
from dataclasses import dataclass

from minutebook.document import Block, Span
from minutebook.layout.cues import Cues
from minutebook.layout.people import PeopleReader
from minutebook.rulebook import Rule, Rulebook

PEOPLE = ("present", "apologies", "absent", "in_attendance", "attendance")
# where a part may begin: after a stop, a bracket, a semicolon or a line break, at a capital
OPENING = re.compile(r"(?:(?<=[.;)\]])[ \u00a0]+|[ \u00a0]*\n\s*)(?=[^\W\d_a-z])")
REACH = 400


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of people; `rule` and `cue` are the label that began it, None for the block's own list."""

    span: Span
    rule: Rule | None = None
    cue: Span | None = None


@dataclass(frozen=True)
class Sections:
    """Cuts blocks at the labels inside them."""

    rulebook: Rulebook
    people: PeopleReader
    cues: Cues

    @classmethod
    def of(cls, rulebook: Rulebook) -> Sections:
        """The cutter over a rulebook."""
        return cls(rulebook, PeopleReader.of(rulebook), Cues(rulebook))

    def parts(self, block: Block, start: int) -> list[Part]:
        """The parts of a block from an offset of the document on; remarks between lists are left out."""
        base = block.span.start
        text = block.text
        first = start - base
        opened = [m.end() for m in OPENING.finditer(text, first) if not _inside(text, first, m.start())]
        out: list[Part] = []
        rule: Rule | None = None
        cue: Span | None = None
        low = first
        for pos, stop in zip([first, *opened], [*opened, len(text)], strict=True):
            label = self._label(text, pos) if pos > first else None
            if label is not None:
                _add(out, base, low, pos, rule, cue)
                rule, length = label
                cue = Span(base + pos, base + pos + length)
                low = pos + length
            elif pos > first and self._remark(text[pos:stop]):
                _add(out, base, low, pos, rule, cue)
                low = stop
        _add(out, base, low, len(text), rule, cue)
        return out

    def _label(self, text: str, pos: int) -> tuple[Rule, int] | None:
        found = self.cues.label(text[pos : pos + REACH])
        if found is None or found[0].value not in PEOPLE:
            return None
        rule, match, offset = found
        length = offset + match.end()
        rest = re.split(r"(?<=[^\W\d_]{3})\.\s", text[pos + length :], maxsplit=1)[0].strip()
        if not (self.people.is_people(rest, lone=True) or self.people.is_nobody(rest)):
            return None
        return rule, length

    def _remark(self, text: str) -> bool:
        """`Public: 4.`, `Accepted.`: neither a person nor a label."""
        text = text.strip()
        if self.people.is_nobody(text) or self.rulebook["attendance.list.remark"].match(text) is not None:
            return True
        told = self.rulebook["attendance.prose.apologies-from"].compiled.match(text)
        return told is not None  # a sentence, which prose reads


def _inside(text: str, start: int, pos: int) -> bool:
    return text.count("(", start, pos) > text.count(")", start, pos)


def _add(out: list[Part], base: int, low: int, high: int, rule: Rule | None, cue: Span | None) -> None:
    if high > low:
        out.append(Part(Span(base + low, base + high), rule, cue))
