"""Day, times and place of one sitting, read from a line or a few."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from minutebook.document import Span
from minutebook.evidence import Quote
from minutebook.rulebook import Rulebook
from minutebook.text.dates import FoundDate, find_dates
from minutebook.text.times import find_times

EDGE = " \t\n,;:–—-|.()[]@"
LINE_WORDS = 25  # a longer line is prose, in which 4.15 may be anything


@dataclass
class Sitting:
    """What was read; every value has its quote under the same name."""

    day: str | None = None
    start_time: str | None = None
    end_time: str | None = None
    venue: str | None = None
    quotes: dict[str, Quote] = field(default_factory=dict)

    def put(self, name: str, value: str | None, span: Span, producer: str) -> None:
        """Set a value that is not set yet, and its quote."""
        if value and getattr(self, name) is None:
            setattr(self, name, value)
            field_name = "date" if name == "day" else name
            self.quotes[name] = Quote(field_name, span, producer)


class SittingReader:
    """Reads dates, times and places by the rules `dates`, `times` and `meeting.venue`."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.book = rulebook
        self.places = rulebook["meeting.venue.place"]
        self.body = rulebook["meeting.title.body"]
        self.told = rulebook["items.title.prose"]

    def dates(self, text: str, base: date | None) -> tuple[FoundDate, ...]:
        """The days that the text states, months left out."""
        return tuple(d for d in find_dates(text, self.book, base=base) if d.has_day)

    def read(self, text: str, offset: int, base: date | None, into: Sitting, *, loose: bool) -> None:
        """Read one line; `loose` lets what stands after the date and the times be the venue."""
        days = self.dates(text, base)
        dated = bool(days) or bool(find_times(text, self.book))
        short = len(text.split()) <= LINE_WORDS
        for day in days:
            resolved = day if day.start else day.resolved(base)
            if resolved.start is not None:
                into.put("day", resolved.start, _move(day.span, offset), f"rule:{day.rule}")
                break
        self.times(text, offset, into, bare=loose and bool(days) and short)
        if dated or not loose:
            self.venue(text, offset, into, loose=loose and bool(days))

    def times(self, text: str, offset: int, into: Sitting, *, bare: bool = False) -> None:
        """The first time or range; a second single time after a start is left alone."""
        # 2018-2019 is a year, not two times a minute apart.
        times = [
            t
            for t in find_times(text, self.book, bare=bare)
            if t.end is None or _minutes(t.end) - _minutes(t.start) > 9
        ]
        if not times:
            return
        own = self.book["meeting.start.own"]
        first = next((t for t in times if len(times) > 1 and own.match(text, t.span.end)), times[0])
        into.put("start_time", first.start, _move(first.span, offset), f"rule:{first.rule}")
        if first.end is not None:
            into.put("end_time", first.end, _move(first.span, offset), f"rule:{first.rule}")
        elif len(times) == 2 and self.book["meeting.end.until"].match(
            text[first.span.end : times[1].span.start]
        ):
            into.put("end_time", times[1].start, _move(times[1].span, offset), "rule:meeting.end.until")

    def venue(self, text: str, offset: int, into: Sitting, *, loose: bool) -> None:
        """A platform, a place after at or in, or what is left of the line after date and times."""
        at = self.book["meeting.venue.at"]
        low = 0
        for found in at.matches(text):
            if not self._timed(text, found.span("venue")):
                self._put_venue(text, found.span("venue"), offset, into, at.producer)
                low = 1
                break
        platform = self.book["meeting.venue.platform"].match(text)
        rest = self._rest(text) if loose and not low else None
        if rest is not None and platform is not None and self.places.match(text[rest[0] : platform.start()]):
            self._put_venue(text, rest, offset, into, "rule:meeting.venue.place")
        elif platform is not None and not low:
            self._put_venue(text, platform.span("venue"), offset, into, "rule:meeting.venue.platform")
        elif rest is not None:
            self._put_venue(text, rest, offset, into, "rule:meeting.venue.place")

    def _timed(self, text: str, span: tuple[int, int]) -> bool:
        """The words after `at` are a time or a date, not a place."""
        words = text[span[0] : span[1]]
        times = find_times(words, self.book)
        days = find_dates(words, self.book, base=None)
        return any(t.span.start == 0 for t in times) or any(d.span.start <= 4 for d in days)

    def _rest(self, text: str) -> tuple[int, int] | None:
        """The longest run of words after the last date or time of the line."""
        ends = [d.span.end for d in find_dates(text, self.book, base=None)]
        ends += [t.span.end for t in find_times(text, self.book, bare=bool(ends))]
        if not ends:
            return None
        low = max(ends)
        words = text[low:]
        begin = low + len(words) - len(words.lstrip(EDGE))
        stop = text.find(". ", begin)
        end = stop if stop > 0 else len(text)
        if text[:end].rstrip().endswith(":"):
            return None
        words = text[begin:end].rstrip(EDGE)
        if "." in text[low:begin] or ";" in text[low:begin]:
            return None
        lead_in = self.book["meeting.venue.lead-in"].match(words)
        if lead_in is not None:
            begin, words = begin + lead_in.end(), words[lead_in.end() :]
        placed = self.places.match(words) is not None
        if len(words) < 3 or not words[0].isupper() or len(words.split()) > 14:
            return None
        if "/" in words and not (placed and " / " in words):
            return None
        if not placed and (self.body.match(words) or self.told.match(words)):
            return None  # another body or a sentence, no place
        return begin, begin + len(words)

    def _put_venue(self, text: str, span: tuple[int, int], offset: int, into: Sitting, producer: str) -> None:
        words = text[span[0] : span[1]]
        times = find_times(words, self.book, bare=True)
        if times and times[0].span.start <= 1 and len(words[times[0].span.end :].strip(EDGE)) > 2:
            # 2.00 – 4.30 p.m., Alder Room: the place stands behind the times
            after = words[times[0].span.end :]
            begin = span[0] + times[0].span.end + len(after) - len(after.lstrip(EDGE))
            span = (begin, span[1])
            words = text[span[0] : span[1]]
        elif times and not words[times[-1].span.end :].strip(EDGE):
            cut = words[: times[-1].span.start].rstrip(" \t,(–—-@")
            words = cut if len(cut) > 2 else words
        aside = self.book["meeting.venue.aside"].match(words)
        if aside is not None:
            words = words[: aside.start()]
        words = words.rstrip(EDGE)
        if len(words) < 2 or self.book["meeting.venue.open"].match(words):
            return
        if words.count("(") > words.count(")") and f"{words})" == text[span[0] : span[0] + len(words) + 1]:
            words += ")"
        place = Span(offset + span[0], offset + span[0] + len(words))
        into.put("venue", " ".join(words.split()), place, producer)

    def place(self, text: str, offset: int, into: Sitting) -> None:
        """A whole line or field that is the venue."""
        lead = len(text) - len(text.lstrip(EDGE))
        end = text.find("\n")
        self._put_venue(text, (lead, end if end > 0 else len(text)), offset, into, "rule:meeting.label")


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def _move(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset)
