"""One invented document from its seed, and as many as asked for."""

from __future__ import annotations

from collections.abc import Iterator

from minutebook.training.generator.attendance import Attendance
from minutebook.training.generator.closing import write_closing
from minutebook.training.generator.damage import damage
from minutebook.training.generator.draft import Draft, Invented, lay
from minutebook.training.generator.header import write_header
from minutebook.training.generator.matters import Matters
from minutebook.training.generator.wordings import Wordings, words

ODD = 0.3
"""The share of headings that no list of cues would know."""


def invent_all(count: int, *, odd: float = ODD, seed: str = "minutes") -> Iterator[Invented]:
    """So many documents of as many invented boards; the same seed gives the same characters."""
    for number in range(count):
        yield invent(f"{seed}-{number:04}", odd=odd)


def invent(seed: str, *, odd: float = ODD) -> Invented:
    """The document of that seed."""
    w = Wordings(seed)
    body = w.body_of("bodies")
    if w.chance(0.3):
        body = f"{body} {w.pick(words('bodies')['groups'])}"
    w.people = [w.someone() for _ in range(w.rng.randrange(4, 17))]
    styled = w.chance(0.5)
    draft = Draft()
    write_header(draft, w, body, styled=styled)
    attendance = Attendance(draft, w, styled=styled, odd=odd)
    last = w.chance(0.03)
    if not last and not w.chance(0.05):
        attendance.write(headless=w.chance(0.1))
    matters = Matters(draft, w, styled=styled, odd=odd)
    matters.write()
    if w.chance(0.25):
        matters.write_list()
    write_closing(draft, w, styled=styled, odd=odd)
    if last:
        draft.patterns.append("A9")
        attendance.write(headless=False)
    damage(draft, w, body)
    return lay(seed, body, draft)
