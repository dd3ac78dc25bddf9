"""Joins two months, or two days without years, to the range that they bound: "January to March"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from minutebook.document import Span
from minutebook.rulebook import Rulebook
from minutebook.text.dates import FoundDate

LEAD = 40
"""Characters before a range that may say that it is none."""


def join_ranges(
    found: tuple[FoundDate, ...], text: str, rulebook: Rulebook, base: date | None
) -> tuple[FoundDate, ...]:
    """The dates in order, each pair of months or days that bounds a range as one.

    Two that each print their own year are left as they are, stated in full, and so are those between
    which something is moved ("from May to June"). Days are joined by words only: a dash parts days of a list.
    """
    out: list[FoundDate] = []
    for one in found:
        before = out[-1] if out else None
        if before is not None and _bound(before, one, text, rulebook):
            out[-1] = _range(before, one, text, base)
        else:
            out.append(one)
    return tuple(out)


def _bound(first: FoundDate, last: FoundDate, text: str, rulebook: Rulebook) -> bool:
    if first.has_day and last.has_day:
        return _days_bound(first, last, text, rulebook)
    if first.has_day or last.has_day or first.month_end or last.month_end or first.month == last.month:
        return False
    if first.end_month or _has_digits_of_year(first):
        return False
    if not rulebook["dates.range-join"].match(text[first.span.end : last.span.start]):
        return False
    return not rulebook["dates.moved"].match(text[max(0, first.span.start - LEAD) : first.span.start])


def _days_bound(first: FoundDate, last: FoundDate, text: str, rulebook: Rulebook) -> bool:
    """ "29 March to 1 April": two single days, the first without a year of its own."""
    if first.end_day or last.end_day or first.week or last.week or _has_digits_of_year(first):
        return False
    if first.month == last.month and (first.day or 0) >= (last.day or 0):
        return False
    if not rulebook["dates.day-range-join"].match(text[first.span.end : last.span.start]):
        return False
    return not rulebook["dates.moved"].match(text[max(0, first.span.start - LEAD) : first.span.start])


def _has_digits_of_year(found: FoundDate) -> bool:
    """Whether the date's own words print a year; one that a neighbour lends does not stand there."""
    return found.year is not None and str(found.year)[-2:] in found.text[2:]


def _range(first: FoundDate, last: FoundDate, text: str, base: date | None) -> FoundDate:
    year = last.year
    if year is not None and last.month < first.month:
        year -= 1
    whole = replace(
        first,
        span=Span(first.span.start, last.span.end),
        text=text[first.span.start : last.span.end],
        end_month=last.month,
        end_day=last.day,
        year=year,
        has_year=last.has_year,
    )
    return whole.resolved(base)
