"""Finds and reads the calendar dates in a text: days, ranges and months, day first.

The forms are in `rules/dates.yaml`; this module knows the calendar. A date without a year stays open
until `FoundDate.resolved` is given a day to count from, so what is printed is never mixed up with what
it is taken to mean.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from minutebook.document import Span
from minutebook.rulebook import Match, Rule, Rulebook

Lean = Literal["past", "future", "due", "next", "last"]
FIRST_YEAR, LAST_YEAR = 1900, 2100
FAR_DAYS = 420
"""Further than this from the base a weekday is no ground to choose a year."""
LEAN_DAYS = 90
"""What words say of past or future does not move a date that is this near to the base."""
PAST_DUE = 1.8
"""How many times farther off a due date counts when it lies before the base."""
FOUR_DIGITS = re.compile(r"(?:\D*+\d){4}")
DIGIT, LAST_DIGIT = re.compile(r"\d"), re.compile(r".*\d", re.DOTALL)
BEFORE_DATE, BEHIND_DATE = 80, 40
"""Characters before the first and behind the last digit or month that a form may look at."""
OPENING, CUT = 600, 100
"""Characters that are looked through first for the first date, and those at their end that may cut one."""
NEAR_YEARS = 3
"""A two-digit year that could also be something else must lie this near to the base."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """One date where the text prints it.

    `start` and `end` are ISO days (equal for one day, first and last for a month), both None while the
    year is open. `year` is the year printed or taken from a neighbour, `weekday` counts from Monday (0).
    `end_month` is the last month of a range that leaves its first one; `year` is the first one's.
    `weekday_conflict` says that the weekday printed is not that day's.
    """

    span: Span
    text: str
    precision: Literal["day", "month"]
    month: int
    day: int | None
    end_day: int | None
    year: int | None
    has_year: bool
    weekday: int | None
    rule: str
    start: str | None = None
    end: str | None = None
    weekday_conflict: bool = False
    week: bool = False
    month_end: bool = False
    end_month: int | None = None

    @property
    def has_day(self) -> bool:
        """True where a day of the month is stated, not only a month."""
        return self.day is not None

    def resolved(
        self, base: date | None, *, after: date | None = None, lean: Lean | None = None
    ) -> FoundDate:
        """The date with its ISO days.

        Without a printed year it is the year that brings it nearest to `base`; a weekday that fits only
        one of the years near decides first. `after` is the date before it in a list that runs forward,
        `lean` what the words around say of its direction. Without base and year the days stay None.
        """
        year = self.year
        if year is None and base is not None:
            year = nearest_year(self.month, self.day, self.weekday, base, after=after, lean=lean)
        if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
            return replace(self, start=None, end=None)
        last = calendar.monthrange(year, self.month)[1]
        end_month = self.end_month or self.month
        end_year = year + (end_month < self.month)
        end_last = calendar.monthrange(end_year, end_month)[1]
        if self.day is None:
            first_day, last_day = (last, last) if self.month_end else (1, end_last)
        else:
            first_day, last_day = self.day, self.end_day or self.day
        if first_day > last or last_day > end_last:
            return replace(self, start=None, end=None)
        start, end = date(year, self.month, first_day), date(end_year, end_month, last_day)
        conflict = self.weekday is not None and start.weekday() != self.weekday
        return replace(self, start=start.isoformat(), end=end.isoformat(), weekday_conflict=conflict)


def find_dates(text: str, rulebook: Rulebook, *, base: date | None) -> tuple[FoundDate, ...]:
    """Every date in the text in order; years left open are resolved against `base` where it is given.

    Years, financial years, quarters, weekdays alone and relative words are no dates here. A later date
    that stands joined to an earlier one lends it its year ("28 June - 2 July 2023").
    """
    stretch = _stretch(text, rulebook)
    if stretch is None:
        return ()
    taken: list[tuple[Span, list[FoundDate]]] = []
    for rule in rulebook.group("dates.form"):
        for match in rule.matches(text, stretch.start, stretch.end):
            span = Span(*match.span())
            if any(span.overlaps(other) for other, _ in taken):
                continue
            dates = _read(match, rule, rulebook, base)
            if dates is not None:
                taken.append((span, dates))
    found = sorted((one for _, dates in taken for one in dates), key=lambda one: one.span)
    found = [_week(one, text, rulebook) for one in found]
    return tuple(one.resolved(base) for one in _share_years(found, text, rulebook, base))


def first_day(text: str, rulebook: Rulebook) -> FoundDate | None:
    """The first date of the text with its day and year, or None. Mostly it stands near the beginning."""
    for end in (OPENING, len(text)):
        for found in find_dates(text[:end], rulebook, base=None):
            whole = end >= len(text) or found.span.end < end - CUT
            if found.has_day and found.start is not None and whole:
                return found
    return None


def read_date(text: str, rulebook: Rulebook, *, base: date | None) -> FoundDate | None:
    """The one date that the text states, or None where it states none or several."""
    found = find_dates(text, rulebook, base=base)
    days = {(one.start, one.end, one.month, one.day) for one in found}
    return found[0] if len(days) == 1 else None


def _stretch(text: str, rulebook: Rulebook) -> Span | None:
    """Where the text may hold dates: about its digits and months; None without a month and four digits.

    Months of other tongues and misspelt ones are read with their year only: four digits stand beside them.
    """
    months = [match.span() for match in rulebook["dates.month"].matches(text)]
    if not months and FOUR_DIGITS.match(text) is None:
        return None
    first, last = DIGIT.search(text), LAST_DIGIT.match(text)
    starts = [start for start, _ in months] + ([first.start()] if first else [])
    ends = [end for _, end in months] + ([last.end()] if last else [])
    return Span(max(0, min(starts) - BEFORE_DATE), min(len(text), max(ends) + BEHIND_DATE))


def _read(match: Match, rule: Rule, rulebook: Rulebook, base: date | None) -> list[FoundDate] | None:
    """The dates of one match: none for a day that no month has, None where it is no date at all."""
    group = match.groupdict()
    kind = rule.value
    months = rulebook.tables["months.tongues" if kind == "tongue" else "months"]
    if kind != "slip" and not _spelt(group["month"]):
        return None
    month = _misspelt(group["slip"], months) if kind == "slip" else _month(group["month"], months)
    if month is None:
        return None
    if kind == "bare":
        if not _is_month(match, rulebook):
            return None
        return [_bare(match, rule, month, base)]
    year = _year(group.get("year") or group.get("short") or group.get("short2"))
    if kind == "numeric" and not _plausible(match, base, year):
        return None
    weekday = None
    if group.get("weekday"):
        weekday = int(rulebook.tables["weekdays"][group["weekday"].lower()])
    span = Span(*match.span())
    whole = FoundDate(
        span=span,
        text=match.group().strip(),
        precision="month" if kind == "month" else "day",
        month=month,
        day=None,
        end_day=None,
        year=year,
        has_year=year is not None,
        weekday=weekday,
        rule=rule.id,
    )
    if kind in ("month", "end"):
        return [replace(whole, month_end=kind == "end")]
    day = int(group["day"])
    if kind == "month-day":
        return _month_day(match, whole, day)
    if kind == "day" and not _spoken_day(match, rulebook):
        return None
    if not _exists(month, day, year):
        return []
    if kind == "range":
        end = int(group["day2"])
        return [replace(whole, day=day, end_day=end)] if day < end and _exists(month, end, year) else []
    if kind == "list":
        return _listed(match, whole, day)
    return [replace(whole, day=day)]


def _spelt(printed: str) -> bool:
    """Whether the letters are cased as a month's are; "APr" and "MAr" are people's initials."""
    return printed.isdigit() or printed in (
        printed.lower(),
        printed.upper(),
        printed.capitalize(),
        printed.title(),
    )


def _month(printed: str, months: Mapping[str, object]) -> int:
    return int(printed) if printed.isdigit() else int(str(months[printed.lower()]))


def _misspelt(printed: str, months: Mapping[str, object]) -> int | None:
    """The month whose full name is one letter more, less or other than what is printed, or None."""
    from rapidfuzz.distance import OSA

    near = {
        int(str(months[name]))
        for name in months
        if len(name) > 3 and OSA.distance(printed.lower(), name) == 1
    }
    return near.pop() if len(near) == 1 else None


def _year(printed: str | None) -> int | None:
    """Four digits as they are; two digits are 1970 to 2069."""
    if printed is None:
        return None
    digits = printed.strip("'’ ")
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (1900 if int(digits) >= 70 else 2000)


def _exists(month: int, day: int, year: int | None) -> bool:
    return 1 <= day <= calendar.monthrange(year if year else 2000, month)[1]


def _plausible(match: Match, base: date | None, year: int | None) -> bool:
    """Dots and two digits at a line's start may be a paragraph's number: the year must then be near."""
    if year is None or len(match["year"]) == 4 or "/" in match["sep"]:
        return True
    if base is not None:
        return abs(year - base.year) <= NEAR_YEARS
    line_start = match.string.rfind("\n", 0, match.start()) + 1
    alone = not match.string[match.end() :].split("\n", 1)[0].strip()
    return alone or bool(match.string[line_start : match.start()].strip())


def _spoken_day(match: Match, rulebook: Rulebook) -> bool:
    """`12 may` and `3 march` without a capital are a number and a verb, unless more makes them a date."""
    word = match["month"]
    if not word.islower() or word not in rulebook.terms["months.doubtful"]:
        return True
    return bool(match["ordinal"] or match["year"] or match["weekday"] or match["glue"])


def _month_day(match: Match, whole: FoundDate, day: int) -> list[FoundDate] | None:
    word, ordinal = match["month"], match["ordinal"]
    if word.islower() and not ordinal:
        return None
    # "in July 12 referrals came" counts referrals; "Sept 05" is left to the bare month's rule
    counted = match["before"] and not ordinal and whole.year is None
    nought = match["day"].startswith("0") and not ordinal and whole.year is None
    if counted or nought or not _exists(whole.month, day, whole.year):
        return None
    start = match.end("before") if match["before"] else match.start()
    span = Span(start, match.end())
    return [replace(whole, day=day, span=span, text=match.string[start : match.end()])]


def _listed(match: Match, whole: FoundDate, last: int) -> list[FoundDate]:
    """The days of a list, each over its own words; the last one's words carry the month."""
    out = []
    offset = match.start("days")
    number = ""
    begun = 0
    depth = 0
    for index, char in enumerate(match["days"] + " "):
        depth += (char == "(") - (char == ")")
        if char.isdigit() and not depth:
            begun = index if not number else begun
            number += char
        elif number:
            day = int(number)
            end = offset + index
            tail = match.string[end : end + 2]
            end += 2 if tail.isalpha() and tail.lower() in ("st", "nd", "rd", "th") else 0
            span = Span(offset + begun, end)
            if _exists(whole.month, day, whole.year):
                out.append(replace(whole, day=day, span=span, text=match.string[span.start : span.end]))
            number = ""
    start = match.start("day")
    month_first = match.start("month") < match.start("days")
    if month_first and out:
        head = Span(match.start("month"), out[0].span.end)
        out[0] = replace(out[0], span=head, text=match.string[head.start : head.end])
    out.append(
        replace(whole, day=last, span=Span(start, match.end()), text=match.string[start : match.end()])
    )
    return out


def _is_month(match: Match, rulebook: Rulebook) -> bool:
    """Whether a month's name alone is a month and no verb, no person and no part of a name."""
    word = match["month"]
    if not word[0].isupper():
        return False
    before = match.string[max(0, match.start() - 30) : match.start()]
    previous = before.rstrip(" \t([\"'‘“/").split()
    led = bool(previous) and previous[-1].lower().strip(",;:(") in rulebook.terms["months.before"]
    after = match.string[match.end() : match.end() + 25]
    following = after.split()[0] if after.startswith((" ", "\t")) and after.split() else ""
    if following.lower().strip(".,;:)") in rulebook.terms["months.after"]:
        return led or word.lower() not in ("may", "march") or following.islower()
    if led or after[:2] in ("'s", "’s"):
        return True
    if following[:1].isupper() and following[1:2].islower() and not after.startswith("\t"):
        return following.lower().strip(".,;:") in rulebook.tables["months"]
    if word.isupper() and len(word) == 3 and before.strip():
        return (
            after.lstrip()[:1] in ("/", "-", "–") or before.rstrip()[-1] in "/-–"
        )  # else it may be initials
    if word.lower() not in rulebook.terms["months.doubtful"]:
        return True
    if word.isupper() or not before.strip():
        return not after.strip() or after.lstrip()[0] in ",;/–-:"
    if word.lower() in ("may", "march", "mar"):
        return not following or not following[0].isalpha() or previous[-1:] == ["&"]
    return True


def _bare(match: Match, rule: Rule, month: int, base: date | None) -> FoundDate:
    """A month alone. A nought after it is the year where that is near the base, else the day."""
    nought = match["nought"]
    end = match.end("month")
    year = day = None
    if nought:
        near = base is not None and abs(2000 + int(nought) - base.year) <= 1
        year, day = (2000 + int(nought), None) if near else (None, int(nought) or None)
        end = match.end()
    return FoundDate(
        span=Span(match.start(), end),
        text=match.string[match.start() : end],
        precision="day" if day else "month",
        month=month,
        day=day,
        end_day=None,
        year=year,
        has_year=year is not None,
        weekday=None,
        rule=rule.id,
    )


def _week(found: FoundDate, text: str, rulebook: Rulebook) -> FoundDate:
    """Marks a day that only names its week ("w/c 3 June") and takes those words into its span."""
    if found.day is None:
        return found
    from_ = max(0, found.span.start - 25)
    match = rulebook["dates.week"].match(text[from_ : found.span.start])
    if match is None:
        return found
    span = Span(from_ + match.start(), found.span.end)
    return replace(found, span=span, text=text[span.start : span.end], week=True)


def _share_years(found: list[FoundDate], text: str, rulebook: Rulebook, base: date | None) -> list[FoundDate]:
    out = list(found)
    for index in range(len(out) - 1, -1, -1):
        one = out[index]
        if one.year is not None:
            continue
        tail = text[one.span.end : one.span.end + 20]
        if base is not None and rulebook["dates.next-year"].match(tail):
            out[index] = replace(one, year=base.year + 1)
            continue
        if base is not None and rulebook["dates.last-year"].match(tail):
            out[index] = replace(one, year=base.year - 1)
            continue
        if index + 1 == len(out) or not out[index + 1].has_year:
            continue
        later = out[index + 1]
        assert later.year is not None
        gap = text[one.span.end : later.span.start]
        if (one.precision == later.precision) and rulebook["dates.join"].match(gap):
            follows = (one.month, one.day or 0) <= (later.month, later.day or 0)
            out[index] = replace(one, year=later.year if follows else later.year - 1, has_year=True)
    return out


def nearest_year(
    month: int,
    day: int | None,
    weekday: int | None,
    base: date,
    *,
    after: date | None = None,
    lean: Lean | None = None,
) -> int | None:
    """The year that an unyeared day or month most likely means, or None for a day no year near has.

    It is the one that brings the date nearest to `base`; a weekday that fits only some years decides
    first, then `after` (the date before it in a list that runs forward), then `lean`; `due` prefers what
    is to come, but knows that an old action may be overdue.
    """
    days = []
    for year in range(base.year - 1, base.year + (3 if after else 2)):
        last = calendar.monthrange(year, month)[1]
        middle = base.day if (year, month) == (base.year, base.month) else 15
        if day is None or day <= last:
            days.append(date(year, month, min(day or middle, last)))
    near = [one for one in days if abs((one - base).days) <= FAR_DAYS]
    fitting = [one for one in near if one.weekday() == weekday]
    days = fitting or days
    if not days:
        return None
    if after is not None:
        later = [one for one in days if one >= (after if day else after.replace(day=1))]
        if later and later[0] - after < timedelta(days=366):
            return later[0].year
    if lean == "due":
        return min(days, key=lambda one: abs((one - base).days) * (1 if one >= base else PAST_DUE)).year
    if lean == "future":
        days = [one for one in days if one >= base - timedelta(days=LEAN_DAYS)] or days
    elif lean == "next":
        days = [one for one in days if one > base and (day or one.month != base.month)] or days
    elif lean == "last":
        days = [one for one in days if one < base and (day or one.month != base.month)] or days
    elif lean == "past":
        days = [one for one in days if one <= base + timedelta(days=LEAN_DAYS)] or days
    return min(days, key=lambda one: (abs((one - base).days), one < base)).year
