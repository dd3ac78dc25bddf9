"""Finds and reads clock times and ranges of times; the forms are in `rules/times.yaml`."""

from __future__ import annotations

from dataclasses import dataclass

from minutebook.document import Span
from minutebook.rulebook import Match, Rulebook

EARLIEST_MORNING = 8
"""An hour before this without am or pm is of the afternoon: no board meets at four in the morning."""
LONGEST = 9 * 60
"""Minutes: a range longer than this has its start in the other half of the day."""


@dataclass(frozen=True, slots=True)
class FoundTimes:
    """One time, or a range of times, where the text prints it.

    `start` and `end` are 24-hour `HH:MM`; `end` is None for a single time. `implied` says that the half
    of the day is not printed but follows from the other end or from when boards meet.
    """

    span: Span
    text: str
    start: str
    end: str | None
    implied: bool
    rule: str


def find_times(text: str, rulebook: Rulebook, *, bare: bool = False) -> tuple[FoundTimes, ...]:
    """Every time and range of times in the text, in order.

    `bare` takes 4.15 too, with nothing beside it: where a label or a day says that a time must follow.
    """
    if not any(char.isdigit() for char in text) and "noon" not in text and "midday" not in text:
        return ()
    out: list[FoundTimes] = []
    rules = rulebook.group("times.form")
    for rule in (*rules, rulebook["times.bare"]) if bare else rules:
        for match in rule.matches(text):
            group = match.groupdict()
            first = next(name for name in ("hour", "word") if group.get(name))
            span = Span(match.start(first), match.start() + len(match.group().rstrip(" .,;:\t\n")))
            if text[span.end - 1 : span.end + 1] in ("m.",):
                span = Span(span.start, span.end + 1)
            if any(span.overlaps(other.span) for other in out):
                continue
            read = _read(match, rulebook)
            if read is not None:
                start, end, implied = read
                out.append(FoundTimes(span, text[span.start : span.end], start, end, implied, rule.id))
    return tuple(sorted(out, key=lambda found: found.span))


def _read(match: Match, rulebook: Rulebook) -> tuple[str, str | None, bool] | None:
    group = match.groupdict()
    if group.get("word"):
        return ("00:00" if group["word"] == "midnight" else "12:00"), None, False
    halves = rulebook.tables["time.halves"]
    half = _half(group.get("half"), halves)
    hour = int(group["hour"])
    minute = int(group.get("minute") or group.get("short") or 0)
    if "hour2" not in group:
        clock, implied = _clock(hour, minute, half, padded=group["hour"].startswith("0"))
        return (None if clock is None else (_show(clock), None, implied)) if hour < 24 else None
    half2 = "noon" if group["word2"] in ("noon", "midday") else _half(group["half2"], halves)
    hour2 = int(group["hour2"] or 12)
    minute2 = int(group["minute2"] or group["short2"] or 0)
    stated = [group["minute"] or group["short"], group["minute2"] or group["short2"]]
    if half is None and half2 is None and not all(stated):
        return None  # "3 - 5" is a range of anything
    if group["word2"] == "midnight":
        hour2, half2 = 24, "day"
    return _range((hour, minute, half), (hour2, minute2, half2), padded=group["hour"].startswith("0"))


def _half(printed: str | None, halves: object) -> str | None:
    if printed is None:
        return None
    assert hasattr(halves, "__getitem__")
    return str(halves[" ".join(printed.lower().split())])


def _clock(hour: int, minute: int, half: str | None, *, padded: bool) -> tuple[int | None, bool]:
    """Minutes since midnight, and whether the half of the day was implied."""
    if half == "pm" and hour < 12:
        hour += 12
    elif (half == "am" and hour == 12) or half == "night":
        hour = 0
    elif half == "noon" and hour != 12:
        return None, False
    implied = half is None and hour <= 12
    early = hour < EARLIEST_MORNING and not (padded and hour >= EARLIEST_MORNING - 1)
    if half is None and hour > 0 and early:
        hour += 12
    return hour * 60 + minute, implied


def _range(
    first: tuple[int, int, str | None], last: tuple[int, int, str | None], *, padded: bool
) -> tuple[str, str | None, bool] | None:
    """Both ends; an end without am or pm takes the half that gives the shortest sitting forward."""
    starts = _readings(*first, padded=padded)
    ends = _readings(*last, padded=False)
    implied = first[2] is None or last[2] is None
    best: tuple[tuple[bool, int], int, int] | None = None
    for start in starts:
        for end in ends:
            if not 0 < end - start <= LONGEST:
                continue
            odd_hour = first[2] is None and last[2] is None and not EARLIEST_MORNING * 60 <= start < 20 * 60
            rank = (odd_hour, end - start if last[2] or first[2] else start)
            if best is None or rank < best[0]:
                best = (rank, start, end)
    if best is not None:
        return _show(best[1]), _show(best[2]), implied
    start_clock, _ = _clock(*first, padded=padded)
    end_clock, _ = _clock(*last, padded=False)
    if start_clock is None or end_clock is None or (first[2] is None and last[2] is None):
        return None
    return _show(start_clock), _show(end_clock), implied


def _readings(hour: int, minute: int, half: str | None, *, padded: bool) -> list[int]:
    """The minutes since midnight that one end may mean."""
    if half is not None or hour > 12 or hour == 0 or (padded and hour >= EARLIEST_MORNING - 1):
        clock, _ = _clock(hour, minute, half, padded=padded)
        return [] if clock is None else [clock]
    morning = (hour % 12) * 60 + minute
    return [morning, morning + 12 * 60]


def _show(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
