"""When and where this meeting sat."""

from __future__ import annotations

from collections import Counter
from datetime import date

from minutebook.document import Span
from minutebook.stages.context import Context
from minutebook.stages.meeting_head import Head, Line
from minutebook.stages.meeting_sitting import Sitting, SittingReader
from minutebook.text.dates import find_dates
from minutebook.text.times import find_times

YEAR_REACH = 8
"""Characters after a line in which the year of its day may stand."""


def read_when(context: Context, head: Head, reader: SittingReader) -> Sitting:
    """Labelled fields first, then the opening sentence, then the lines of the head, then the prose.

    A day printed without its year gets the one that most dates of the document state.
    """
    sitting = _read(context, head, reader, None)
    if sitting.day is None:
        base = _usual_year(context)
        sitting = _read(context, head, reader, base) if base else sitting
    if sitting.day is None:
        _from_furniture(context, reader, sitting)
    _from_places(context, [*_own_lines(context, head), *_below(head, sitting)], reader, sitting)
    _from_prose(context, sitting)
    return sitting


def _own_lines(context: Context, head: Head) -> list[Line]:
    """The unlabelled lines of the head that tell of this meeting."""
    own = context.rulebook["meeting.not-own"]
    return [line for line in head.lines if own.match(line.text) is None and not _labelled(context, line)]


def _read(context: Context, head: Head, reader: SittingReader, base: date | None) -> Sitting:
    sitting = Sitting()
    _from_fields(head, reader, sitting, base)
    held, own = context.rulebook["meeting.held"], context.rulebook["meeting.not-own"]
    for line in head.early[:40]:
        found, other = held.match(line.text), own.match(line.text)
        if found is not None and (other is None or other.end() > found.end()):
            text = _with_next(context, head, line)
            reader.read(text, line.span.start, base, sitting, loose=False)
    lines = _own_lines(context, head)
    if sitting.day is None and not any(find_dates(li.text, context.rulebook, base=base) for li in lines):
        lines = [line for line in head.early if own.match(line.text) is None and _is_when(context, line)]
    for line in lines:
        if sitting.day is not None and sitting.start_time is not None and sitting.venue is not None:
            break
        if sitting.day is None or _is_when(context, line):
            reader.read(_with_year(context, line), line.span.start, base, sitting, loose=True)
    return sitting


def _with_year(context: Context, line: Line) -> str:
    """The line with the year that stands alone at the start of the next, where its day lacks one."""
    days = find_dates(line.text, context.rulebook, base=None)
    if not days or days[-1].year is not None or line.text[days[-1].span.end :].strip(" ,"):
        return line.text
    after = context.document.text[line.span.end : line.span.end + YEAR_REACH]
    longer = f"{line.text} {after.split()[0]}" if after.split() else line.text
    gap = len(after) - len(after.lstrip())
    found = find_dates(longer, context.rulebook, base=None)
    if gap > 2 or not found or found[-1].year is None:
        return line.text
    return context.document.text[line.span.start : line.span.end + gap + len(after.split()[0])]


def _below(head: Head, sitting: Sitting) -> list[Line]:
    """The line right under the day, whatever list it was taken to belong to."""
    if "day" not in sitting.quotes:
        return []
    end = sitting.quotes["day"].span.end
    return [line for line in head.early if 0 <= line.span.start - end <= 40][:1]


def _from_furniture(context: Context, reader: SittingReader, sitting: Sitting) -> None:
    """The day in a running header that names the minutes, where the text itself gives none."""
    own = context.rulebook["meeting.not-own"]
    for block in context.document.blocks:
        if block.kind != "furniture" or own.match(block.text) is not None:
            continue
        days = reader.dates(block.text, None)
        if context.rulebook["meeting.furniture"].match(block.text) and len(days) == 1 and days[0].start:
            span = Span(block.span.start + days[0].span.start, block.span.start + days[0].span.end)
            sitting.put("day", days[0].start, span, "rule:meeting.furniture")
            return


def _usual_year(context: Context) -> date | None:
    """A day of the year that most dates of the document state."""
    years: Counter[str] = Counter()
    for block in context.document.body:
        for found in find_dates(block.text, context.rulebook, base=None):
            if found.has_year and found.start:
                years[found.start[:4]] += 1
    if not years:
        return None
    top = max(years, key=lambda y: (years[y], y))
    return date(int(top), 7, 1)


def _labelled(context: Context, line: Line) -> bool:
    return context.rulebook["meeting.label"].match(line.text) is not None


def _from_fields(head: Head, reader: SittingReader, sitting: Sitting, base: date | None) -> None:
    for part in head.fields:
        start = part.span.start
        if part.name == "date":
            reader.read(part.text, start, base, sitting, loose=True)
        elif part.name == "time":
            reader.times(part.text, start, sitting, bare=True)
        elif part.name == "venue":
            if reader.dates(part.text, base):
                reader.read(part.text, start, base, sitting, loose=True)
            else:
                reader.place(part.text, start, sitting)
        elif part.name in ("start", "end"):
            times = find_times(part.text, reader.book, bare=True)
            if times:
                span = Span(start + times[0].span.start, start + times[0].span.end)
                sitting.put(f"{part.name}_time", times[0].start, span, f"rule:{times[0].rule}")


def _with_next(context: Context, head: Head, line: Line) -> str:
    """The line with those after it while it ends without its date or place."""
    end = line.span.end
    following = [other for other in head.early if other.span.start > line.span.start][:2]
    for other in following:
        text = context.document[(line.span.start, end)]
        if find_dates(text, context.rulebook, base=None) and not text.rstrip().endswith(
            (" at", " in", " on", ",", " the")
        ):
            break
        if _labelled(context, other):
            break
        end = other.span.end
    return context.document[(line.span.start, end)]


def _is_when(context: Context, line: Line) -> bool:
    """The line is made of date, times and place, not of prose."""
    text = line.text
    if len(text.split()) > 25:
        return False
    return bool(find_times(text, context.rulebook)) or bool(find_dates(text, context.rulebook, base=None))


def _from_places(context: Context, lines: list[Line], reader: SittingReader, sitting: Sitting) -> None:
    """A line near the date that is nothing but a place."""
    if sitting.venue is not None or "day" not in sitting.quotes:
        return
    at = sitting.quotes["day"].span.start
    body = context.rulebook["meeting.title.body"]
    for line in lines:
        if abs(line.span.start - at) > 300 or line.span.start < at or len(line.text.split()) > 16:
            continue
        if find_dates(line.text, context.rulebook, base=None):
            continue
        platform = context.rulebook["meeting.venue.platform"].match(line.text)
        remote = context.rulebook["meeting.venue.remote"].match(line.text)
        found = platform or remote
        if found is not None and len(line.text.split()) <= 8:
            span = found.span("venue")
            words = line.text[span[0] : span[1]]
            where = Span(line.span.start + span[0], line.span.start + span[1])
            sitting.put("venue", words, where, "rule:meeting.venue.platform")
            return
        if context.rulebook["meeting.venue.place"].match(line.text) and (
            not body.match(line.text) or context.rulebook["meeting.title.place"].match(line.text)
        ):
            reader.place(line.text, line.span.start, sitting)
            return
        if line.span.start - sitting.quotes["day"].span.end <= 30 and _is_town(context, line):
            reader.place(line.text, line.span.start, sitting)
            return


def _is_town(context: Context, line: Line) -> bool:
    """A line of the head that is nothing but `Town, Region`."""
    return context.rulebook["meeting.venue.town"].match(line.text) is not None


def _from_prose(context: Context, sitting: Sitting) -> None:
    """Times that the minutes tell: who opened the meeting when, and when it closed."""
    blocks = context.document.body
    if sitting.start_time is None:
        _told(context, [b.span for b in blocks[:80]], "meeting.start.prose", "start_time", sitting)
    if sitting.end_time is None:
        spans = [b.span for b in blocks]
        _told(context, spans[::-1], "meeting.end.prose", "end_time", sitting)
    if sitting.end_time and sitting.start_time and sitting.end_time <= sitting.start_time:
        hour, _, minute = sitting.end_time.partition(":")
        later = f"{int(hour) + 12:02d}:{minute}" if int(hour) < 12 else ""
        quote = sitting.quotes.pop("end_time")
        sitting.end_time = None
        # A clock without am or pm is read in the half of the day that follows the start.
        if later > sitting.start_time and not any(c in context.document[quote.span].lower() for c in "ap"):
            sitting.put("end_time", later, quote.span, quote.producer)


def _told(context: Context, spans: list[Span], rule_id: str, name: str, sitting: Sitting) -> None:
    rule = context.rulebook[rule_id]
    for span in spans:
        text = context.document[span]
        for found in rule.matches(text):
            # The words before it are read too: they make 8.40 a time.
            words = text[found.start() : found.end() + 30]
            reach = found.end() - found.start()
            times = [t for t in find_times(words, context.rulebook) if t.span.start >= reach]
            if times and times[0].span.start <= reach + 3:
                begin = span.start + found.start()
                where = Span(begin + times[0].span.start, begin + times[0].span.end)
                sitting.put(name, times[0].start, where, rule.producer)
                return
