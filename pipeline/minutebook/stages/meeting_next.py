"""When the body meets next, and when it met before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from minutebook.document import Span
from minutebook.evidence import Quote, SittingFinding
from minutebook.stages.context import Context
from minutebook.stages.meeting_sitting import Sitting, SittingReader
from minutebook.text.dates import FoundDate, find_dates
from minutebook.text.times import find_times

FARTHEST = timedelta(days=550)  # a later date is no next meeting
BARE_REACH = 20  # characters behind the day in which 4.15 is a time
PLACE_WORDS = 8
REACH = 420  # characters after the words next meeting
ITEM_REACH = 1500  # characters of an item about it


def read_next(
    context: Context, reader: SittingReader, base: date | None, body: str | None = None
) -> SittingFinding:
    """The first day after this meeting's in the places that tell of the next; empty where not fixed.

    Where days of several bodies are listed, the first is that of `body`, the one that met.
    """
    for span, rule in _places(context):
        sitting = _read(context, reader, span, base, body)
        if sitting is None:
            continue
        quotes = tuple(sitting.quotes[name] for name in sorted(sitting.quotes))
        return SittingFinding(
            date=sitting.day,
            start_time=sitting.start_time,
            end_time=sitting.end_time,
            venue=sitting.venue,
            quotes=(*quotes, Quote("next_meeting", span, rule)),
        )
    return SittingFinding()


def _places(context: Context) -> Iterator[tuple[Span, str]]:
    """Items about the next meeting, then headings and sentences that name it."""
    book, layout = context.rulebook, context.layout
    closing = book["meeting.closing-title"]
    for item in layout.items[::-1]:
        if item.title and closing.match(item.title):
            # The item that is about it settles it: where it gives no day, none is fixed.
            end = min(item.span.end, item.heading.end + ITEM_REACH)
            yield Span(item.heading.start, end), closing.producer
            return
    zone = layout.blocks("next_meeting")
    if zone:
        yield Span(zone[0].span.start, zone[-1].span.end), "rule:meeting.next.heading"
    body = context.document.body
    for rule in (book["meeting.next.heading"], book["meeting.next.sentence"]):
        for block in body[::-1]:
            found = rule.match(block.text)
            if found is not None:
                start = block.span.start + found.start()
                heading = rule.id.endswith("heading")
                end = min(len(context.document.text), start + REACH) if heading else block.span.end
                yield Span(start, max(end, block.span.end) if not heading else end), rule.producer


def _read(
    context: Context, reader: SittingReader, span: Span, base: date | None, body: str | None
) -> Sitting | None:
    """The sitting that the words give; None without a day after `base`."""
    text = context.document[span]
    days = []
    for found in find_dates(text, context.rulebook, base=base):
        if not found.has_day:
            continue
        day = found if found.start else found.resolved(base, lean="future")
        if day.start is None:
            continue
        when = date.fromisoformat(day.start)
        if base is not None and not base < when <= base + FARTHEST:
            continue
        days.append((found, day.start))
    if not days:
        return None
    first = _own(context, text, [found.span for found, _ in days], body)
    days = days[first:]
    moved = context.rulebook["meeting.next.moved"]
    while len(days) > 1 and moved.match(text[days[0][0].span.end : days[1][0].span.start]):
        del days[0]
    while len(days) > 1 and days[1][1] == days[0][1] and _said_twice(text, days[0][0], days[1][0]):
        del days[0]
    found, iso = days[0]
    sitting = Sitting()
    sitting.put("day", iso, _at(span, found.span), f"rule:{found.rule}")
    # Times and place stand with the day: up to the next day that is listed.
    limit = days[1][0].span.start if len(days) > 1 else len(text)
    window = text[:limit]
    times = list(find_times(window, context.rulebook, bare=True))
    every = context.rulebook["meeting.next.all"].match(text[found.span.end :])
    if every is not None and not any(_near(window, found.span, time.span) for time in times):
        whole = find_times(text, context.rulebook)
        times = [t for t in whole if 0 <= t.span.start - found.span.end - every.end() <= 1]
        window = text
    for time in times:
        if first and time.span.end < found.span.start:
            continue  # another body's
        if time.rule == "times.bare" and not 0 <= time.span.start - found.span.end <= BARE_REACH:
            continue  # any number
        if every is not None or _near(window, found.span, time.span):
            sitting.put("start_time", time.start, _at(span, time.span), f"rule:{time.rule}")
            if time.end:
                sitting.put("end_time", time.end, _at(span, time.span), f"rule:{time.rule}")
            break
    _venue(context, reader, span, text, found.span.start, limit, sitting, others=first > 0)
    return sitting


def _said_twice(text: str, first: FoundDate, second: FoundDate) -> bool:
    """One line says the day in two languages: time and place stand behind the second."""
    foreign = any(found.rule.endswith(".tongue") for found in (first, second))
    return foreign and "\n" not in text[first.span.end : second.span.start]


def _own(context: Context, text: str, days: list[Span], body: str | None) -> int:
    """Which of the days is the body's own: the first said to be its, else the first that is nobody's."""
    if body is None:
        return 0
    named, general = context.rulebook["meeting.title.body"], context.rulebook.terms["due.own-words"]
    words = {*general, *_words(body)}
    labels = []
    end = 0
    for day in days:
        label = text[end : day.start]
        begin = max(label.rfind(mark) for mark in (". ", "; ", "\n")) + 1
        labels.append(label[begin:])
        end = day.end
    anothers = [
        bool(named.match(label)) and any(w[:1].isupper() and w.lower() not in words for w in _names(label))
        for label in labels
    ]
    if not anothers[0]:
        return 0
    own = [bool(named.match(label)) for label in labels]
    mine = [i for i, other in enumerate(anothers) if own[i] and not other]
    return mine[0] if mine else 0


def _words(name: str) -> list[str]:
    return [word.strip(".,:;()–-").lower() for word in name.split()]


def _names(label: str) -> list[str]:
    """The words of a label that may be part of a name; weekdays and small words fall to the caller."""
    return [word.strip(".,:;()–-") for word in label.split() if any(ch.isalpha() for ch in word)]


def _near(text: str, day: Span, time: Span) -> bool:
    """The time stands on the day's line, or on a short line next to it."""
    low, high = sorted((day, time))
    between = text[low.end : high.start]
    if "\n" not in between:
        return True
    begin = text.rfind("\n", 0, time.start) + 1
    end = text.find("\n", time.end)
    line = text[begin : end if end >= 0 else len(text)]
    return begin == 0 or (between.count("\n") <= 2 and len(line.split()) <= 8)


def _venue(
    context: Context,
    reader: SittingReader,
    span: Span,
    text: str,
    day_at: int,
    limit: int,
    sitting: Sitting,
    *,
    others: bool = False,
) -> None:
    """A labelled venue near the day, else one on the day's own line, else a place on the line after.

    `others`: other bodies' days stand before it, on the same line perhaps.
    """
    label = context.rulebook["meeting.label"]
    labels = context.rulebook.tables["meeting-labels"]
    at = 0
    while at < limit:
        found = label.match(text, at) if at == 0 or not text[at - 1].isalnum() else None
        inside = at > 0 and text[at - 1] != "\n"
        if found is not None and inside and ":" not in found.group():
            found = None  # `in the Alder Room. The meeting closed`: the end of a sentence, no label
        if found is not None and labels.get(" ".join(found.group("label").lower().split())) == "venue":
            stop = _stop(context, text, found.end(), limit)
            reader.place(text[found.end() : stop], span.start + found.end(), sitting)
            return
        at += 1
    begin = day_at if others else text.rfind("\n", 0, day_at) + 1
    end = text.find("\n", day_at)
    end = min(limit, end if end >= 0 else len(text))
    reader.venue(text[begin:end], span.start + begin, sitting, loose=True)
    if sitting.venue is None and end < limit:
        _place_below(context, reader, span, text, end, sitting)


def _place_below(
    context: Context, reader: SittingReader, span: Span, text: str, end: int, sitting: Sitting
) -> None:
    """The next line, where it is short and nothing but a place."""
    line = text[end + 1 :].partition("\n")[0]
    book = context.rulebook
    if not 0 < len(line.split()) <= PLACE_WORDS or book["items.title.prose"].match(line):
        return
    if book["meeting.venue.place"].match(line) and not find_dates(line, book, base=None):
        reader.place(line, span.start + end + 1, sitting)


def _stop(context: Context, text: str, begin: int, limit: int) -> int:
    """Where a labelled value ends: at the line's end, a stop, or the next label."""
    end = text.find("\n", begin)
    end = min(limit, end) if end >= 0 else limit
    label = context.rulebook["meeting.label"]
    for at in range(begin + 1, end):
        if text[at - 1] == " " and text[at].isupper() and label.match(text, at):
            return at
        if (
            text[at] == "."
            and (at + 1 >= end or text[at + 1] == " ")
            and text[at - 2 : at] not in ("St", "Rd")
        ):
            return at
    return end


def _at(span: Span, inner: Span) -> Span:
    return Span(span.start + inner.start, span.start + inner.end)


def read_previous(context: Context, base: date | None) -> tuple[str, Quote] | None:
    """The day of the meeting whose minutes were agreed at this one."""
    if base is None:
        return None
    for rule in (context.rulebook["meeting.previous"], context.rulebook["meeting.since-last"]):
        for block in context.document.body:
            for found in rule.matches(block.text):
                rest = block.text[found.end() : found.end() + 40]
                dates = [d for d in find_dates(rest, context.rulebook, base=base) if d.span.start <= 4]
                if not dates or not dates[0].has_day:
                    continue
                day = dates[0] if dates[0].start else dates[0].resolved(base, lean="past")
                if day.start is None or not day.start < base.isoformat():
                    continue
                begin = block.span.start + found.end()
                span = Span(begin + dates[0].span.start, begin + dates[0].span.end)
                return day.start, Quote("previous_meeting_date", span, rule.producer)
    return None
