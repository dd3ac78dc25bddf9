"""Stage: dates. Every day, range and month that the document states, as it states them.

A year that is not printed stays open: what it is hangs on the meeting's date, which assembly knows.
"""

from __future__ import annotations

from datetime import date

from minutebook.document import Block, Document, Span
from minutebook.evidence import DateFinding, Quote
from minutebook.rulebook import Rulebook
from minutebook.stages.context import Context
from minutebook.text.dates import FoundDate, Lean
from minutebook.text.dates import find_dates as find_in_text

OPENING = 4000
"""Characters at the document's start in which its own year is looked for."""
LEAD_WORDS = 40
"""Characters before a date that may say whether it is past or to come."""
CHAIN = 80
"""The longest gap, in characters, between two dates of one list."""


def find_dates(context: Context) -> tuple[DateFinding, ...]:
    """One finding per date and place, in the order of the document.

    Years, financial years, quarters and weekdays alone are left out, and so are dates inside web
    addresses and file names. `start_day` is `--MM-DD` where no year is printed.
    """
    document, rulebook = context.document, context.rulebook
    about = _about(document, rulebook)
    out: list[DateFinding] = []
    last: tuple[FoundDate, Block, Span] | None = None
    for block in document.body:
        if context.layout.zone(block) in ("chrome", "furniture"):
            continue
        hidden = _hidden(block.text, rulebook)
        for found in find_in_text(block.text, rulebook, base=about):
            if any(found.span.overlaps(span) for span in hidden):
                continue
            span = Span(block.span.start + found.span.start, block.span.start + found.span.end)
            follows = last is not None and _follows(document, last, (found, block, span), rulebook)
            finding = _finding(found, span, follows, _lean(block.text[: found.span.start], rulebook))
            if finding is not None:
                out.append(finding)
                last = (found, block, span)
    return tuple(out)


def _about(document: Document, rulebook: Rulebook) -> date | None:
    """The first full date near the top: near enough to the meeting's to read two-digit years by."""
    for found in find_in_text(document.text[:OPENING], rulebook, base=None):
        if found.has_year and found.has_day and found.start is not None:
            return date.fromisoformat(found.start)
    return None


def _hidden(text: str, rulebook: Rulebook) -> list[Span]:
    if "." not in text:
        return []
    return [Span(*match.span()) for rule in rulebook.group("dates.not-in") for match in rule.matches(text)]


def _lean(before: str, rulebook: Rulebook) -> Lean | None:
    tail = before[-LEAD_WORDS:]
    hit = rulebook.first("dates.lean", tail)
    if hit is None:
        return None
    return "past" if hit[0].value == "past" else "future"


def _follows(
    document: Document,
    last: tuple[FoundDate, Block, Span],
    this: tuple[FoundDate, Block, Span],
    rulebook: Rulebook,
) -> bool:
    """Whether two days stand in one list: joined by marks only, or each beginning a line of its own."""
    gap = document.text[last[2].end : this[2].start]
    if not (last[0].has_day and this[0].has_day) or len(gap) > CHAIN:
        return False
    if rulebook["dates.chain"].match(gap):
        return True
    begin = last[2].start == last[1].span.start and this[2].start == this[1].span.start
    return begin and this[1].index - last[1].index <= 3


def _finding(found: FoundDate, span: Span, follows: bool, lean: Lean | None) -> DateFinding | None:
    if found.year is None:
        last = 29 if found.month == 2 else 30 if found.month in (4, 6, 9, 11) else 31
        first_day = found.day or (last if found.month_end else 1)
        last_day = found.end_day or found.day or last
        start, end = f"--{found.month:02d}-{first_day:02d}", f"--{found.month:02d}-{last_day:02d}"
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
