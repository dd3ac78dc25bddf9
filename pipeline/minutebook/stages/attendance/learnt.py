"""People whose list only the line labeller found: less sure, flagged, and their status open where that is."""

from __future__ import annotations

from collections.abc import Iterable

from minutebook.document import Document
from minutebook.layout import Layout
from minutebook.stages.attendance.person import Person

FLAG = "list_without_heading"


def weigh_lists(people: Iterable[Person], document: Document, layout: Layout) -> None:
    """Lower and flag the people of such lists; `unknown` where the list does not tell whether they came."""
    if not layout.learnt:
        return
    for person in people:
        block = document.block_at(person.span.start)
        if block is None or block.index not in layout.learnt:
            continue
        person.flags.append(FLAG)
        person.confidence = round(min(person.confidence, layout.learnt[block.index]), 3)
        if block.index in layout.unstated:
            person.status = "unknown"
            person.quotes = [quote for quote in person.quotes if quote.field != "status"]
