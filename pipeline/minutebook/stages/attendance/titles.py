"""Titles before a name that say what somebody is: a rank, a councillor of another council."""

from __future__ import annotations

import re
from collections.abc import Iterable

from minutebook.document import Span
from minutebook.rulebook import Rulebook
from minutebook.stages.attendance.person import Person
from minutebook.text.names import fold

PART = re.compile(r"[^/]+")


def titles_as_roles(people: Iterable[Person], rulebook: Rulebook) -> None:
    """Give each person for whom no role is printed the one that a rank or office before the name says.

    Of a title in two languages the part that the rules know counts.
    """
    offices = frozenset(fold(word) for name in ("ranks", "role-titles") for word in rulebook.terms[name])
    for person in people:
        span = person.name.honorific_span
        if span is None or "role" in person.values:
            continue
        title = person.name.honorific or ""
        parts = [(0, title), *((m.start(), m.group()) for m in PART.finditer(title) if "/" in title)]
        found = next(((at, part) for at, part in parts if fold(part.strip()) in offices), None)
        if found is not None:
            words = found[1].strip()
            start = span.start + found[0] + found[1].index(words)
            person.give("role", words, Span(start, start + len(words)), "rule:attendance.entry.title")
