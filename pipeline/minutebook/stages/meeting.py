"""Stage: which body met, when, where, who was in the chair, and when it meets next."""

from __future__ import annotations

from datetime import date

from minutebook.document import Span
from minutebook.evidence import MeetingFinding, Quote
from minutebook.rulebook import Rulebook
from minutebook.stages.context import Context
from minutebook.stages.meeting_body import read_body
from minutebook.stages.meeting_head import Head, read_head
from minutebook.stages.meeting_next import read_next, read_previous
from minutebook.stages.meeting_people import PeopleReader
from minutebook.stages.meeting_sitting import SittingReader
from minutebook.stages.meeting_when import read_when


def find_meeting(context: Context) -> MeetingFinding:
    """The meeting as the head and the prose state it; every field that they do not state is None.

    Chair and minute taker are those of the head and the prose; marks in the list of people are read
    with that list. Times are `HH:MM`, dates ISO days; a next meeting that is not fixed stays empty.
    """
    head = read_head(context)
    reader = SittingReader(context.rulebook)
    sitting = read_when(context, head, reader)
    base = date.fromisoformat(sitting.day) if sitting.day else None
    body = read_body(context, head)
    people = PeopleReader(context)
    chair, taker = people.chair(head), people.taker(head)
    previous = read_previous(context, base)
    quorate = _quorate(context)
    title = _title(head, context.rulebook)
    quotes = [sitting.quotes[name] for name in sorted(sitting.quotes)]
    quotes += body.quotes if body else ()
    quotes += [found[1] for found in (chair, taker, previous, title) if found is not None]
    quotes += [quorate[1]] if quorate else []
    return MeetingFinding(
        body=body.name if body else None,
        parent_body=body.parent if body else None,
        title=title[0] if title else None,
        date=sitting.day,
        start_time=sitting.start_time,
        end_time=sitting.end_time,
        venue=sitting.venue,
        chair=chair[0] if chair else None,
        minute_taker=taker[0] if taker else None,
        quorate=quorate[0] if quorate else None,
        previous_meeting_date=previous[0] if previous else None,
        next_meeting=read_next(context, reader, base, body.name if body else None),
        quotes=tuple(quotes),
        confidence=0.9 if sitting.day and body else 0.6,
    )


def _quorate(context: Context) -> tuple[bool, Quote] | None:
    """Whether the minutes say that there was a quorum; the denial is looked for first."""
    for rule_id, value in (("meeting.quorum.no", False), ("meeting.quorum.yes", True)):
        rule = context.rulebook[rule_id]
        for block in context.document.body:
            found = rule.match(block.text)
            if found is not None:
                span = Span(block.span.start + found.start(), block.span.start + found.end())
                return value, Quote("quorate", span, rule.producer)
    return None


def _title(head: Head, rulebook: Rulebook) -> tuple[str, Quote] | None:
    """The first line that is set as a heading, by style or in bold; where text has no style, on its own."""
    for line in head.lines[:6]:
        if line.block.kind == "heading" or line.block.bold:
            return line.text, Quote("title", line.span, "rule:meeting.title.body")
    for line in head.lines[:1]:
        rule = rulebook["meeting.title.alone"]
        if line.block.text.strip() == line.text and rule.match(line.text):
            return line.text, Quote("title", line.span, rule.producer)
    return None
