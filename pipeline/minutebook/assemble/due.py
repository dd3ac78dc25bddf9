"""A due date as printed to what it states and the day that it resolves to.

Policies: `no date is better than a guess` (next week, the new year and seasons stay without one), `month
as month` (a bare month keeps its precision, its end is its last day), `the body's own next meeting`.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from minutebook.evidence import Origin, Precision
from minutebook.rulebook import Match, Rulebook
from minutebook.schema import Due
from minutebook.text.dates import FoundDate, find_dates, nearest_year

Resolved = tuple[str | None, Precision | None, tuple[str, ...]]


def resolve_due(
    text: str,
    *,
    meeting_date: str | None,
    next_meeting_date: str | None,
    rulebook: Rulebook,
    origin: Origin = "new",
    body: str | None = None,
) -> tuple[Due, tuple[str, ...]]:
    """The due date of an action, and flags.

    `meeting_date` and `next_meeting_date` are ISO dates of any precision. The text is kept as printed
    even where nothing can be made of it. The next meeting of a body that is named and is not `body` has
    no day. A new action that is due before its own meeting is flagged `date_in_past`, a weekday that is
    not that day's `weekday_conflict`.
    """
    base = date.fromisoformat(meeting_date) if meeting_date and len(meeting_date) == 10 else None
    following = None if body and _anothers(text, body, rulebook) else next_meeting_date
    resolved, precision, flags = _resolve(text, base, following, rulebook)
    if origin == "new" and base is not None and resolved is not None and precision in ("day", "month"):
        flags += ("date_in_past",) if resolved < base.isoformat()[: len(resolved)] else ()
    return Due(text=text.strip() or None, date=resolved, precision=precision), flags


def _anothers(text: str, body: str, rulebook: Rulebook) -> bool:
    """Whether the words name a meeting of another body than the one that met."""
    words = body.casefold().replace("-", " ").split()
    kinds = set(rulebook.terms["due.kinds"])
    named = kinds & {word.strip(".,;:()'’s") for word in text.casefold().split()}
    if named and kinds & set(words) and named.isdisjoint(words):
        return True
    match = rulebook["due.named-meeting"].match(text)
    if match is None:
        return False
    own = {*rulebook.terms["due.own-words"], *words}
    return any(word.casefold() not in own for word in match["name"].split() if not word.isupper())


def _resolve(text: str, base: date | None, following: str | None, rulebook: Rulebook) -> Resolved:
    words = text.strip(" .,;:()\t\n")
    if rulebook["due.none"].match(words):
        return None, None, ()
    meeting = rulebook["due.month-meeting"].match(words)
    if meeting is not None and not any(one.has_day for one in find_dates(words, rulebook, base=base)):
        return _month_meeting(meeting, base, following, rulebook)
    found = find_dates(words, rulebook, base=base)
    if found:
        return _stated(_chosen(found, words, rulebook), base, rulebook)
    return _relative(words, base, following, rulebook)


def _relative(words: str, base: date | None, following: str | None, rulebook: Rulebook) -> Resolved:
    if rulebook["due.other-meeting"].match(words):
        return None, "event", ()
    if rulebook["due.next-meeting"].match(words):
        return following, "event", ()
    if rulebook["due.quarter"].match(words):
        return None, "quarter", ()
    if (year := rulebook["due.year"].match(words)) is not None:
        return year["year"], "year", ()
    if base is None:
        return None, None, ()
    if rulebook["due.today"].match(words):
        return base.isoformat(), "day", ()
    if rulebook["due.end-of-month"].match(words):
        last = calendar.monthrange(base.year, base.month)[1]
        return base.replace(day=last).isoformat(), "month", ()
    if (within := rulebook["due.within"].match(words)) is not None:
        return _within(within, base, rulebook), "day", ()
    if (weekday := rulebook["due.weekday"].match(words)) is not None:
        wanted = int(rulebook.tables["weekdays"][weekday["weekday"].lower()])
        ahead = (wanted - base.weekday() - 1) % 7 + 1
        return (base + timedelta(days=ahead)).isoformat(), "day", ()
    return None, None, ()


def _chosen(found: tuple[FoundDate, ...], words: str, rulebook: Rulebook) -> FoundDate:
    """Of several dates the one that ends the span ("from 3 May until 7 June"), else the first."""
    for one in reversed(found[1:]):
        if rulebook["due.until"].match(words[: one.span.start]):
            return one
    return found[0]


def _stated(found: FoundDate, base: date | None, rulebook: Rulebook) -> Resolved:
    """A printed day, month or end of a month, its year the one that a due date most likely means."""
    if found.year is None:
        found = found.resolved(base, lean="due")
    if found.end is None:
        return None, None, ()
    flags = ("weekday_conflict",) if found.weekday_conflict else ()
    if found.month_end:
        return found.end, "month", flags
    if found.precision == "month":
        return found.end[:7], "month", flags
    return found.end, "day", flags


def _month_meeting(match: Match, base: date | None, following: str | None, rulebook: Rulebook) -> Resolved:
    """The next meeting's day where it falls in that month, else the month itself."""
    month = int(rulebook.tables["months"][match["month"].lower()])
    if match["year"]:
        year: int | None = int(match["year"])
    else:
        year = None if base is None else nearest_year(month, None, None, base, lean="due")
    if year is None:
        return None, "event", ()
    stated = f"{year}-{month:02d}"
    return (following if following and following.startswith(stated) else stated), "event", ()


def _within(match: Match, base: date, rulebook: Rulebook) -> str:
    printed = (match["count"] or "one").lower()
    count = int(printed) if printed.isdigit() else int(rulebook.tables["due.numbers"][printed])
    unit = match["unit"].lower()
    if unit == "month":
        year, month = divmod(base.year * 12 + base.month - 1 + count, 12)
        last = calendar.monthrange(year, month + 1)[1]
        return date(year, month + 1, min(base.day, last)).isoformat()
    if unit in ("week", "fortnight"):
        return (base + timedelta(weeks=count * (2 if unit == "fortnight" else 1))).isoformat()
    if not match["working"]:
        return (base + timedelta(days=count)).isoformat()
    day = base
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day.isoformat()
