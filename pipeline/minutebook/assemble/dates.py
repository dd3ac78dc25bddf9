"""Dates as printed to dates of the record: years filled in, each day once, its role named.

Policies: `nearest year` (a date without a year is the one nearest to the meeting; its weekday, a list
that runs forward, and the words around decide first), `first role` (the meeting itself, the next, the
previous, then what an action is due on, then a mention).
"""

from __future__ import annotations

import calendar
from datetime import date

from minutebook.assemble.evidence import evidence_of
from minutebook.evidence import DateFinding, DateRole, Findings
from minutebook.schema import Action, DateEntry, Meeting
from minutebook.stages.context import Context
from minutebook.text.dates import nearest_year


def resolve_dates(
    context: Context, findings: Findings, meeting: Meeting | None, actions: tuple[Action, ...]
) -> tuple[DateEntry, ...]:
    """One entry per distinct pair of days, in the order in which the document first states them.

    A date whose year is open is left out where neither the meeting nor any full date tells the year.
    """
    base = _base(meeting, findings.dates)
    due = {action.due.date for action in actions if action.due.date is not None}
    held: dict[tuple[str, str], list[tuple[DateFinding, bool]]] = {}
    seen: dict[int, date] = {}
    for finding in sorted(findings.dates, key=lambda one: one.start):
        before = None if finding.follows is None else seen.get(finding.follows.start)
        days = _days(finding, base, before)
        if days is None:
            continue
        start = date.fromisoformat(days[0])
        conflict = finding.weekday is not None and start.weekday() != finding.weekday
        held.setdefault(days, []).append((finding, conflict))
        if base is not None and start >= base.replace(day=1):
            seen[finding.start] = start
    out = []
    for (first, final), group in held.items():
        lead = group[0][0]
        flags = [flag for finding, _ in group for flag in finding.flags]
        flags += ["weekday_conflict"] if any(conflict for _, conflict in group) else []
        out.append(
            DateEntry(
                text=lead.text,
                start=first,
                end=final,
                precision=lead.precision,
                role=_role(first, final, meeting, due),
                evidence=tuple(
                    piece for finding, _ in group for piece in evidence_of(context.document, finding)
                ),
                confidence=lead.confidence if lead.start_day.startswith("--") else 0.97,
                flags=tuple(dict.fromkeys(flags)),
            )
        )
    return tuple(out)


def _base(meeting: Meeting | None, dates: tuple[DateFinding, ...]) -> date | None:
    """The meeting's day, else the first full day that the document prints."""
    stated = None if meeting is None else meeting.date
    if stated is not None and len(stated) == 10:
        return date.fromisoformat(stated)
    full = (one.start_day for one in dates if not one.start_day.startswith("--") and one.precision == "day")
    first = next(full, None)
    return None if first is None else date.fromisoformat(first)


def _days(finding: DateFinding, base: date | None, after: date | None) -> tuple[str, str] | None:
    """First and last ISO day, or None where the year cannot be told."""
    if not finding.start_day.startswith("--"):
        return finding.start_day, finding.end_day
    if base is None:
        return None
    month, first = int(finding.start_day[2:4]), int(finding.start_day[5:7])
    end_month, final = int(finding.end_day[2:4]), int(finding.end_day[5:7])
    stated = first if finding.precision == "day" else None
    leap_end = (month, first) == (2, 29)
    year = nearest_year(
        month, 28 if leap_end else stated, finding.weekday, base, after=after, lean=finding.lean
    )
    if year is None:
        return None
    end_year = year + (end_month < month)
    last, end_last = calendar.monthrange(year, month)[1], calendar.monthrange(end_year, end_month)[1]
    return (
        date(year, month, min(first, last)).isoformat(),
        date(end_year, end_month, min(final, end_last)).isoformat(),
    )


def _role(start: str, end: str, meeting: Meeting | None, due: set[str]) -> DateRole:
    if start == end and meeting is not None:
        if start == meeting.date:
            return "meeting"
        if start == meeting.next_meeting.date:
            return "next_meeting"
        if start == meeting.previous_meeting_date:
            return "previous_meeting"
    months = {start[:7]} if start != end and start[:7] == end[:7] else set()
    return "due" if start in due or end in due or months & due else "mention"
