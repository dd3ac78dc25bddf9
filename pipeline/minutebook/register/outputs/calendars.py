"""Due dates of open actions as calendar files (RFC 5545) for Outlook, Google and Apple calendars."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Literal

from minutebook.export.stems import Stems
from minutebook.export.visible import visible
from minutebook.register.histories import last_day
from minutebook.register.outputs.files import write_whole
from minutebook.register.outputs.view import NOBODY, View
from minutebook.register.outputs.words import in_words
from minutebook.register.schema import Thread

FOLDER = "calendar"
LONGEST_TITLE = 120
By = Literal["body", "lead"]


def write_calendars(view: View, out: Path, by: By = "body") -> list[Path]:
    """Write `calendar/<board or lead>.ics`, one file each that has open actions with a due date.

    Raises OSError where they cannot be written.
    """
    folder = out / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    names, paths = Stems(), []
    for name, threads in calendars(view, by):
        paths.append(folder / f"{names.take(name.replace('/', '-') + '.ics')}.ics")
        write_whole(paths[-1], calendar_bytes(view, name, threads))
    return paths


def calendars(view: View, by: By) -> Iterator[tuple[str, list[Thread]]]:
    """(board or lead, its open actions that have a due date), by name; an action of two leads is in both."""
    found: dict[str, list[Thread]] = {}
    for thread in view.threads:
        if thread.status != "open" or thread.due.date is None:
            continue
        boards = (view.board(thread) or "Board not known",)
        leads = dict.fromkeys(view.lead_name(lead) for lead in thread.leads) or (NOBODY,)
        for name in boards if by == "body" else leads:
            found.setdefault(name, []).append(thread)
    yield from sorted(found.items(), key=lambda pair: pair[0].casefold())


def calendar_bytes(view: View, name: str, threads: list[Thread]) -> bytes:
    """One calendar: an all-day entry an action, on the last day that its due date covers.

    An entry keeps its UID over re-extraction, so that a calendar that reads the file again moves it.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//minutebook//register//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"Actions due: {visible(name)}")
    for thread in sorted(threads, key=lambda thread: (last_day(thread.due.date or ""), thread.key)):
        due = last_day(thread.due.date or "")
        event = Event()
        event.add("uid", f"{hashlib.sha256(thread.key.encode()).hexdigest()[:32]}@minutebook")
        event.add("dtstamp", _stamp(thread))
        event.add("dtstart", due)
        event.add("dtend", due + timedelta(days=1))
        event.add("summary", _title(view, thread))
        event.add("description", visible("\n".join(_told(view, thread))))
        event.add("categories", [visible(view.board(thread) or "Board not known")])
        # A due date keeps nobody's day busy.
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _stamp(thread: Thread) -> datetime:
    """RFC 5545 asks when the entry was made: the meeting that last spoke of it, never the clock."""
    said = thread.last_seen_on or thread.due.date or ""
    return datetime.combine(last_day(said), time(), UTC)


def _title(view: View, thread: Thread) -> str:
    late = "Overdue: " if thread.overdue_days is not None else ""
    words = " ".join(visible(thread.text).split())
    shown = words if len(words) <= LONGEST_TITLE else words[: LONGEST_TITLE - 1].rstrip() + "…"
    leads = view.leads_in_words(thread.leads)
    return f"{late}{shown}" + (f" ({visible(leads)})" if leads else "")


def _told(view: View, thread: Thread) -> Iterator[str]:
    yield thread.text
    yield f"Lead: {view.leads_in_words(thread.leads) or NOBODY}"
    yield f"Board: {view.board(thread) or 'not known'}"
    if thread.ref:
        yield f"Reference: {thread.ref}"
    if thread.due.text:
        yield f"Due as written: {thread.due.text}"
    if thread.last_seen_on:
        yield f"Last seen: meeting of {in_words(thread.last_seen_on)}"
    if thread.note:
        yield f"Latest progress: {thread.note}"
