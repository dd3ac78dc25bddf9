"""Stage: dates. Every day, range and month that the document states, as it states them.

A year that is not printed stays open: what it is hangs on the meeting's date, which assembly knows.
"""

from __future__ import annotations

from datetime import date
from itertools import takewhile
from typing import Literal, NamedTuple

from minutebook.document import Block, Document, Span
from minutebook.evidence import DateFinding, Quote
from minutebook.rulebook import Rulebook
from minutebook.stages.context import Context
from minutebook.text.date_ranges import join_ranges
from minutebook.text.dates import FoundDate, first_day
from minutebook.text.dates import find_dates as find_in_text

Lean = Literal["past", "future", "next", "last"]
OPENING = 4000
"""Characters at the document's start in which its own year is looked for."""
LEAD_WORDS = 70
"""Characters before a date that may say whether it is past or to come."""
CHAIN = 80
"""The longest gap, in characters, between two dates of one list."""
SECTION = 1500
"""The longest gap under one month's heading, or from one such heading to the next."""


class Place(NamedTuple):
    """A date, the block that it is in and where it stands in the document."""

    found: FoundDate
    block: Block
    span: Span


def find_dates(context: Context) -> tuple[DateFinding, ...]:
    """One finding per date and place, in the order of the document.

    Years, financial years, quarters and weekdays alone are left out, and so are dates inside web
    addresses and file names. `start_day` is `--MM-DD` where no year is printed.
    """
    document, rulebook = context.document, context.rulebook
    about = _about(document, rulebook)
    out: list[DateFinding] = []
    seen: list[Place] = []
    for block in document.body:
        zone = context.layout.zone(block)
        if zone in ("chrome", "furniture"):
            continue
        dates = find_in_text(block.text, rulebook, base=about)
        ranges = tuple(join_ranges(dates, block.text, rulebook, about))
        hidden = _hidden(block.text, rulebook) if ranges else []
        for found in ranges:
            if any(found.span.overlaps(span) for span in hidden):
                continue
            span = Span(block.span.start + found.span.start, block.span.start + found.span.end)
            place = Place(found, block, span)
            follows = _before(document, seen, place, rulebook)
            lean = _lean(block.text[: found.span.start], rulebook)
            lean = "next" if lean is None and zone == "next_meeting" else lean
            finding = _finding(found, span, follows, lean)
            if finding is not None:
                out.append(finding)
                seen.append(place)
    return tuple(out)


def _about(document: Document, rulebook: Rulebook) -> date | None:
    """The first full date near the top: near enough to the meeting's to read two-digit years by."""
    found = first_day(document.text[:OPENING], rulebook)
    return None if found is None or found.start is None else date.fromisoformat(found.start)


def _hidden(text: str, rulebook: Rulebook) -> list[Span]:
    if "." not in text:
        return []
    return [Span(*match.span()) for rule in rulebook.group("dates.not-in") for match in rule.matches(text)]


def _lean(before: str, rulebook: Rulebook) -> Lean | None:
    tail = before[-LEAD_WORDS:]
    hit = rulebook.first("dates.lean", tail)
    if hit is None:
        return None
    lean: Lean = hit[0].value  # type: ignore[assignment]
    return lean


def _before(document: Document, seen: list[Place], this: Place, rulebook: Rulebook) -> Span | None:
    """Where the date stands that this one follows in a list running forward, or None.

    A list's dates are joined by marks only, or each begin a line of their own. In a calendar a month
    stands as a line by itself: it follows the month before it, and the days under it follow their month.
    """
    near = takewhile(lambda place: this.span.start - place.span.end <= SECTION, reversed(seen))
    heading = next(filter(_is_heading, near), None)
    if heading is not None:
        steps = (this.found.month - heading.found.month) % 12
        if steps == 0 and not _is_heading(this):
            return heading.span
        if _is_heading(this) and 1 <= steps <= 3:
            return heading.span
    if not seen or not seen[-1].found.has_day:
        return None
    last = seen[-1]
    gap = document.text[last.span.end : this.span.start]
    if len(gap) > CHAIN:
        return None
    begin = last.span.start == last.block.span.start and this.span.start == this.block.span.start
    if begin and this.block.index - last.block.index <= 3:
        return last.span
    joined = this.found.has_day and rulebook["dates.chain"].match(gap) is not None
    return last.span if joined else None


def _is_heading(place: Place) -> bool:
    """Whether a month is a line by itself, outside tables."""
    alone = place.found.text == place.block.text.strip(" :\t")
    return alone and not place.found.has_day and place.block.cell is None


def _finding(found: FoundDate, span: Span, follows: Span | None, lean: Lean | None) -> DateFinding | None:
    if found.year is None:
        end_month = found.end_month or found.month
        first_day = found.day or (_length(found.month) if found.month_end else 1)
        last_day = found.end_day or found.day or _length(end_month)
        start, end = f"--{found.month:02d}-{first_day:02d}", f"--{end_month:02d}-{last_day:02d}"
    elif found.start is None or found.end is None:
        return None
    else:
        start, end = found.start, found.end
    return DateFinding(
        text=found.text,
        start_day=start,
        end_day=end,
        precision=found.precision,
        weekday=found.weekday,
        follows=follows,
        lean=lean,
        quotes=(Quote("text", span, f"rule:{found.rule}"),),
        flags=("weekday_conflict",) if found.year is not None and found.weekday_conflict else (),
    )


def _length(month: int) -> int:
    """Days of the month in a leap year; assembly cuts February to its year."""
    return 29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31
