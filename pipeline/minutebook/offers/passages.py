"""The lines of a record's text that may hold an action: the minutes proper, without titles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from minutebook.document import Span
from minutebook.schema import Entry, Minutes

LINE = re.compile(r"[^\n\t]+")
TOP, FEW, MANY = 80, 3, 5


def lines(text: str) -> Iterator[Span]:
    """The blocks of a record's text: lines, and the cells of a table's row."""
    for found in LINE.finditer(text):
        if found.group().strip():
            yield Span(*found.span())


def head(minutes: Minutes) -> tuple[Span, ...]:
    """The lines that may list people: those before the first item's title, and those around the attendees.

    The first `TOP` lines where no item has a title.
    """
    text = minutes.document_text
    everything = tuple(lines(text))
    titles = quoted(minutes.agenda_items, "title")
    until = min((span.start for span in titles), default=None)
    top = everything[:TOP] if until is None else [one for one in everything if one.start < until]
    people = [span for span in quoted(minutes.attendees, "name") if until is None or span.start > until]
    begin, end = min((one.start for one in people), default=0), max((one.end for one in people), default=0)
    apart = [one for one in everything if begin < one.end and one.start < end and one not in set(top)]
    # Somebody whom the text alone names stands amid the minutes: that makes no list of what lies between.
    return (*top, *apart) if len(people) >= FEW and len(apart) <= MANY * len(people) else tuple(top)


def prose(minutes: Minutes) -> tuple[Span, ...]:
    """The lines from the first item's title on that are no title themselves; all lines where no item is."""
    titles = quoted(minutes.agenda_items, "title", "number")
    begin = min((span.start for span in quoted(minutes.agenda_items, "title")), default=0)
    return tuple(
        line
        for line in lines(minutes.document_text)
        if line.end > begin and not any(one.start <= line.start and line.end <= one.end for one in titles)
    )


def quoted(entries: Iterable[Entry], *fields: str) -> tuple[Span, ...]:
    """The words that give these fields of the entries, in order."""
    return tuple(
        Span(piece.start, piece.end) for entry in entries for piece in entry.evidence if piece.field in fields
    )


def page_of(minutes: Minutes, span: Span) -> int | None:
    """The page where the words stand, as far as the record's own quotes tell, else None."""
    before: tuple[int, int | None] = (-1, None)
    after: tuple[int, int | None] = (len(minutes.document_text) + 1, None)
    for entry in entries_of(minutes):
        for piece in entry.evidence:
            if before[0] < piece.start <= span.start:
                before = (piece.start, piece.page)
            if span.start <= piece.start < after[0]:
                after = (piece.start, piece.page)
    if before[1] is not None and after[1] is not None and before[1] != after[1]:
        return None
    return before[1] if before[1] is not None else after[1]


def entries_of(minutes: Minutes) -> Iterator[Entry]:
    """Every entry of the record's lists, and its meeting."""
    if minutes.meeting is not None:
        yield minutes.meeting
    yield from minutes.attendees
    yield from minutes.organisations
    yield from minutes.agenda_items
    yield from minutes.actions
    yield from minutes.decisions
    yield from minutes.dates
