"""Values as people type them: `4 mar 25`, `4/3`, `2pm`, `yes`, `a; b`."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, Any

from minutebook.errors import UsageError
from minutebook.review.fields import Field, field_of

if TYPE_CHECKING:
    from minutebook.rulebook import Rulebook
    from minutebook.text.dates import FoundDate

_ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:.h ]?(?P<minute>\d{2}))?")
_SHORT = re.compile(r"(?P<day>\d{1,2})\s*[/. -]\s*(?P<month>\d{1,2})(?:\s*[/. -]\s*(?P<year>\d{4}|\d{2}))?")
_YES = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}


def read_typed(field: Field, typed: object, *, rules: Rulebook, base: str | None) -> Any:
    """The value that the contract wants for what was typed; empty is None, or an empty list.

    `base` is the meeting's ISO date: a day without a year is the one nearest to it. Raises UsageError in
    words for the person who typed it.
    """
    words = "; ".join(map(str, typed)) if isinstance(typed, list) else str("" if typed is None else typed)
    words = " ".join(words.split()) if field.kind != "long" else words.strip()
    if field.kind in ("list", "choices"):
        return _list(field, words)
    if not words:
        if field.required:
            raise UsageError(f"{field.name.replace('_', ' ')} cannot be empty; delete the row instead")
        return None
    match field.kind:
        case "date":
            return _date(field, words, rules, base)
        case "clock":
            return _clock(words, rules)
        case "yes":
            return _yes(words)
        case "number":
            if not words.isdigit():
                raise UsageError(f"{words} is no number")
            return int(words)
        case "choice":
            return _choice(field, words)
    return words


def _list(field: Field, words: str) -> list[str]:
    parts = [part.strip() for part in re.split(r"[;\n]" if field.kind == "list" else r"[;,\n]", words)]
    parts = list(dict.fromkeys(part for part in parts if part))
    return [_choice(field, part) for part in parts] if field.kind == "choices" else parts


def _choice(field: Field, words: str) -> str:
    wanted = words.casefold().replace(" ", "_")
    fits = [value for value in field.values if value == wanted] or [
        value for value in field.values if value.startswith(wanted)
    ]
    if len(fits) != 1:
        raise UsageError(f"{words} is none of {', '.join(field.values).replace('_', ' ')}")
    return fits[0]


def _yes(words: str) -> bool:
    if words.casefold() not in _YES:
        raise UsageError("type yes or no")
    return _YES[words.casefold()]


def read_days(words: str, *, rules: Rulebook, base: str | None) -> dict[str, str]:
    """Start, end and precision of a day, a range or a month as a list of dates has them.

    Raises UsageError in words for the person who typed it.
    """
    found = None if _ISO.fullmatch(words) or _SHORT.fullmatch(words) else _found(words, rules, base)
    if found is None:
        start, end = (_date(field_of("dates", side), words, rules, base) for side in ("start", "end"))
        return {"start": start, "end": end, "precision": "day" if start == end else "month"}
    return {"start": str(found.start), "end": found.end or str(found.start), "precision": found.precision}


def _date(field: Field, words: str, rules: Rulebook, base: str | None) -> str:
    side = field.name if field.name in ("start", "end") else ""
    if _ISO.fullmatch(words):
        return _whole(_real(words), side)
    short = _SHORT.fullmatch(words)
    if short is not None:
        return _short(short.groupdict(), _base(base))
    found = _found(words, rules, base)
    if side:
        return found.end or str(found.start) if side == "end" else str(found.start)
    return str(found.start)[:7] if found.precision == "month" else str(found.start)


def _base(base: str | None) -> date | None:
    return date.fromisoformat(base) if base and len(base) == 10 else None


def _found(words: str, rules: Rulebook, base: str | None) -> FoundDate:
    from minutebook.text.dates import read_date

    day = _base(base)
    found = read_date(words, rules, base=day) or read_date(words.title(), rules, base=day)
    if found is None or found.start is None:
        raise UsageError(f"{words} is read as no date: type 4 March 2025, 4/3/25 or 2025-03-04")
    return found


def _whole(iso: str, side: str) -> str:
    """A month or a year by its first or last day, where a day is wanted."""
    if not side or len(iso) == 10:
        return iso
    year, month = int(iso[:4]), int(iso[5:] or (1 if side == "start" else 12))
    return date(year, month, 1 if side == "start" else monthrange(year, month)[1]).isoformat()


def _short(group: dict[str, str | None], base: date | None) -> str:
    """Day first. Without a year, the one that brings it nearest to the meeting."""
    number, month = int(group["day"] or 0), int(group["month"] or 0)
    typed = group["year"]
    years = [int(typed) + (2000 if len(typed) == 2 else 0)] if typed else []
    if not years and base is not None:
        years = [base.year - 1, base.year, base.year + 1]
    days = []
    for year in years:
        try:
            days.append(date(year, month, number))
        except ValueError:
            continue
    if not days:
        raise UsageError(f"there is no day {number}/{month}; the day comes first, then the month")
    return min(days, key=lambda one: abs((one - base).days) if base else 0).isoformat()


def _real(words: str) -> str:
    """An ISO date that the calendar has."""
    try:
        date.fromisoformat((words + "-01-01")[:10] if len(words) == 4 else (words + "-01")[:10])
    except ValueError:
        raise UsageError(f"there is no day {words}") from None
    return words


def _clock(words: str, rules: Rulebook) -> str:
    from minutebook.text.times import find_times

    plain = _CLOCK.fullmatch(words)
    if plain is not None and int(plain["hour"]) < 24 and int(plain["minute"] or 0) < 60:
        return f"{int(plain['hour']):02}:{int(plain['minute'] or 0):02}"
    found = find_times(words, rules, bare=True)
    if len(found) != 1:
        raise UsageError(f"{words} is read as no time: type 14:30 or 2.30pm")
    return found[0].start
