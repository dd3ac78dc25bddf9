"""What stands on each sheet of the workbook: its columns and rows, without a word about files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from minutebook.register.outputs.counts import Tally, by_board, by_lead, by_organisation, representation
from minutebook.register.outputs.view import NOBODY, View
from minutebook.register.outputs.words import CHECK_WORDS, STATE_WORDS, state_of
from minutebook.register.schema import Attendance, RegisterMeeting, Thread, ThreadLead

Kind = Literal["text", "date", "number", "percent", "late", "late date", "link"]


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads to a page beside the workbook."""

    words: str
    target: str | None


Cell = str | int | float | Link | None


@dataclass(frozen=True, slots=True)
class Head:
    """A column's heading, its width in characters, and what its cells hold.

    `date` cells are ISO dates; `late` and `late date` turn red where an action is overdue. Columns that
    are not `printed` stand right of those that are: paper has no room for all.
    """

    title: str
    width: float
    kind: Kind = "text"
    printed: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `frozen` columns stay in sight. `told` is its line on the sheet About."""

    name: str
    told: str
    heads: tuple[Head, ...]
    rows: Callable[[View], Iterator[tuple[Cell, ...]]]
    frozen: int = 0


BOARD = Head("Board", 23)
LEAD = Head("Lead", 18)
ORGANISATION = Head("Organisation", 22)
WHAT = (BOARD, Head("Ref", 9), Head("Action", 44))
WHEN = (Head("Due", 12, "late date"), Head("Days overdue", 9, "late"))
STATE = Head("State", 10)
SEEN = Head("Last seen", 12, "date")
PROGRESS = Head("Latest progress", 34)
EVIDENCE = Head("Evidence", 24, "link", printed=False)
OPENED = Head("Opened", 12, "date", printed=False)
CARRIED = Head("Times carried", 9, "number", printed=False)


def _order(view: View, thread: Thread) -> tuple[str, bool, str, str]:
    """By board, then by due date, those without one last."""
    due = thread.due.date
    return view.board(thread).casefold(), due is None, due or "", thread.id


def _threads(view: View, wanted: Callable[[Thread], bool]) -> Iterable[Thread]:
    return sorted((t for t in view.threads if wanted(t)), key=lambda thread: _order(view, thread))


def _what(view: View, thread: Thread) -> tuple[Cell, ...]:
    return view.board(thread), thread.ref, thread.text


def _when(thread: Thread) -> tuple[Cell, ...]:
    return thread.due.date, thread.overdue_days


def _evidence(view: View, thread: Thread) -> Link | None:
    if not thread.mentions:
        return None
    latest = thread.mentions[-1]
    page = "" if latest.evidence_page is None else f", page {latest.evidence_page}"
    return Link(f"{latest.document}{page}", view.source(thread))


def _open_rows(wanted: Callable[[Thread], bool]) -> Callable[[View], Iterator[tuple[Cell, ...]]]:
    def rows(view: View) -> Iterator[tuple[Cell, ...]]:
        for thread in _threads(view, wanted):
            yield (
                *_what(view, thread),
                view.leads_in_words(thread.leads) or NOBODY,
                *_when(thread),
                STATE_WORDS[state_of(thread)],
                thread.last_seen_on,
                thread.note,
                _evidence(view, thread),
                thread.due.text,
                thread.opened_on,
                thread.times_carried,
            )

    return rows


def _closed_rows(view: View) -> Iterator[tuple[Cell, ...]]:
    for thread in _threads(view, lambda t: t.status != "open"):
        yield (
            *_what(view, thread),
            view.leads_in_words(thread.leads) or NOBODY,
            STATE_WORDS[state_of(thread)],
            thread.closed_on,
            thread.due.date,
            thread.note,
            _evidence(view, thread),
            thread.opened_on,
            thread.times_carried,
        )


def _with_leads(
    view: View, threads: Iterable[Thread]
) -> Iterator[tuple[str, str, str, Thread, ThreadLead | None]]:
    """(lead, organisation, lead as printed, thread, lead) for each lead of each thread; NOBODY where none."""
    for thread in threads:
        if not thread.leads:
            yield NOBODY, "", "", thread, None
        for lead in thread.leads:
            organisation = view.organisation_name(view.lead_organisation(lead))
            yield view.lead_name(lead), organisation or lead.organisation_name or "", lead.text, thread, lead


def _is_open(thread: Thread) -> bool:
    return thread.status == "open"


def _lead_rows(view: View) -> Iterator[tuple[Cell, ...]]:
    lines = _with_leads(view, _threads(view, _is_open))
    for name, organisation, _, thread, _ in sorted(lines, key=lambda line: line[0].casefold()):
        yield name, organisation, *_short(view, thread)


def _organisation_rows(view: View) -> Iterator[tuple[Cell, ...]]:
    lines = (
        (org or "Not known", name, t) for name, org, _, t, _ in _with_leads(view, _threads(view, _is_open))
    )
    for organisation, name, thread in sorted(
        lines, key=lambda line: (line[0].casefold(), line[1].casefold())
    ):
        yield organisation, name, *_short(view, thread)


def _short(view: View, thread: Thread) -> tuple[Cell, ...]:
    return (
        *_what(view, thread),
        *_when(thread),
        STATE_WORDS[state_of(thread)],
        thread.last_seen_on,
        thread.note,
        _evidence(view, thread),
    )


def _pivot_rows(view: View) -> Iterator[tuple[Cell, ...]]:
    for name, organisation, printed, thread, lead in _with_leads(view, _threads(view, lambda t: True)):
        kind = "Nobody"
        if lead is not None:
            kind = "Person" if lead.person else "Organisation" if lead.organisation else "As printed"
        yield (
            name,
            kind,
            organisation,
            printed,
            *_what(view, thread),
            *_when(thread),
            STATE_WORDS[state_of(thread)],
            thread.opened_on,
            thread.closed_on,
            thread.id,
        )


def _attendance_order(view: View, line: Attendance) -> tuple[str, ...]:
    person = view.person(line.person)
    return (
        view.body_name(line.body).casefold(),
        view.organisation_name(line.organisation).casefold(),
        "" if person is None else person.name.casefold(),
        line.date or "",
        line.document,
    )


def _attendance_rows(view: View) -> Iterator[tuple[Cell, ...]]:
    for line in sorted(view.attendance, key=lambda line: _attendance_order(view, line)):
        person = view.person(line.person)
        yield (
            view.body_name(line.body),
            view.organisation_name(line.organisation) or None,
            line.person if person is None else person.name,
            line.date,
            {"unknown": "Not stated"}.get(line.status, line.status.capitalize()),
            ", ".join(line.capacity).replace("_", " ") or None,
            line.deputising_for,
            line.represented_by,
            Link(line.document, view.evidence_page(line.document)),
        )


def _representation_rows(view: View) -> Iterator[tuple[Cell, ...]]:
    for line in representation(view):
        yield (
            line.board,
            line.organisation or "Not known",
            line.meetings,
            line.attended,
            line.by_deputy,
            line.attended / line.meetings if line.meetings else None,
            line.people,
            line.last,
        )


def _meeting_rows(view: View) -> Iterator[tuple[Cell, ...]]:
    def order(meeting: RegisterMeeting) -> tuple[str, str, str]:
        return view.body_name(meeting.body).casefold(), meeting.date or "", meeting.document

    for meeting in sorted(view.meetings, key=order):
        yield (
            view.body_name(meeting.body) or None,
            meeting.date,
            meeting.kind.replace("_", " "),
            meeting.standing,
            meeting.chair,
            meeting.present,
            meeting.apologies,
            meeting.absent,
            meeting.new_actions,
            meeting.carried_actions,
            "yes" if meeting.reviewed_actions else "no",
            None if meeting.counted else f"not counted: repeats {meeting.duplicate_of or 'another record'}",
            Link(meeting.document, view.evidence_page(meeting.document)),
        )


def _count_rows(view: View) -> Iterator[tuple[Cell, ...]]:
    for what, tallies in (
        ("Board", by_board(view)),
        ("Lead", by_lead(view)),
        ("Organisation", by_organisation(view)),
    ):
        for name, tally in tallies:
            yield what, name, *_tally(tally)


def _tally(tally: Tally) -> tuple[Cell, ...]:
    return (
        tally.open,
        tally.overdue,
        tally.dropped,
        tally.completed,
        tally.closed,
        tally.superseded,
        tally.next_due,
        tally.longest_overdue,
    )


def _check_rows(view: View) -> Iterator[tuple[Cell, ...]]:
    for finding in view.findings:
        places = finding.references[:1]
        yield (
            CHECK_WORDS[finding.code],
            view.body_name(finding.body) or None,
            finding.date,
            finding.message,
            *(Link(p.document, view.evidence_page(p.document, p.id)) for p in places),
            *([None] if not places else []),
        )


OPEN_HEADS = (
    *WHAT,
    LEAD,
    *WHEN,
    STATE,
    SEEN,
    PROGRESS,
    EVIDENCE,
    Head("Due as written", 18, printed=False),
    OPENED,
    CARRIED,
)
SHORT_HEADS = (*WHAT, *WHEN, STATE, SEEN, PROGRESS, EVIDENCE)
COUNTED = tuple(
    Head(title, 11, "number")
    for title in ("Open", "Overdue", "Dropped", "Reported complete", "Closed", "Superseded")
)

SHEETS: tuple[Sheet, ...] = (
    Sheet(
        "Open",
        "Actions still to be done; dropped ones stand on their own sheet",
        OPEN_HEADS,
        _open_rows(lambda t: state_of(t) == "open"),
        3,
    ),
    Sheet(
        "Closed",
        "Actions that are closed, reported complete (not yet accepted by the board) or superseded: see State",
        (
            *WHAT,
            LEAD,
            Head("State", 12),
            Head("Closed on", 12, "date"),
            Head("Due", 12, "date"),
            PROGRESS,
            EVIDENCE,
            OPENED,
            CARRIED,
        ),
        _closed_rows,
        3,
    ),
    Sheet(
        "Overdue",
        "Actions past their due date, dropped ones too",
        OPEN_HEADS,
        _open_rows(lambda t: t.overdue_days is not None),
        3,
    ),
    Sheet(
        "Dropped",
        "Actions never closed that a later review of earlier actions did not mention",
        OPEN_HEADS,
        _open_rows(lambda t: state_of(t) == "dropped"),
        3,
    ),
    Sheet(
        "By lead",
        "Open and dropped actions, once for each lead",
        (LEAD, ORGANISATION, *SHORT_HEADS),
        _lead_rows,
        1,
    ),
    Sheet(
        "By organisation",
        "Open and dropped actions, once for each lead, by the lead's organisation",
        (ORGANISATION, LEAD, *SHORT_HEADS),
        _organisation_rows,
        1,
    ),
    Sheet(
        "Leads",
        "Every action once for each lead, whatever its state: for pivot tables",
        (
            LEAD,
            Head("Kind of lead", 12),
            ORGANISATION,
            Head("Lead as printed", 14),
            *WHAT,
            *WHEN,
            STATE,
            Head("Opened", 12, "date"),
            Head("Closed on", 12, "date"),
            Head("Action id", 11),
        ),
        _pivot_rows,
        1,
    ),
    Sheet(
        "Counts",
        "How many actions stand where, by board, lead and organisation",
        (
            Head("Counted by", 13),
            Head("Name", 36),
            *COUNTED,
            Head("Next due", 12, "date"),
            Head("Longest overdue (days)", 11, "number"),
        ),
        _count_rows,
        2,
    ),
    Sheet(
        "Attendance",
        "Who came to what: one row a person and meeting",
        (
            BOARD,
            Head("Organisation", 28),
            Head("Person", 22),
            Head("Meeting", 12, "date"),
            Head("Attendance", 11),
            Head("Capacity", 14),
            Head("Deputy for", 18),
            Head("Deputy sent", 18),
            EVIDENCE,
        ),
        _attendance_rows,
        3,
    ),
    Sheet(
        "Representation",
        "Meetings at which each organisation was represented, of those since it is first listed",
        (
            BOARD,
            Head("Organisation", 34),
            Head("Meetings", 10, "number"),
            Head("Represented", 12, "number"),
            Head("Of these by a deputy", 12, "number"),
            Head("Share", 9, "percent"),
            Head("People", 9, "number"),
            Head("Last represented", 13, "date"),
        ),
        _representation_rows,
        2,
    ),
    Sheet(
        "Meetings",
        "One row a record; a second record of the same meeting is not counted",
        (
            BOARD,
            Head("Meeting", 12, "date"),
            Head("Kind", 11),
            Head("Standing", 10),
            Head("Chair", 20),
            *(
                Head(title, 9, "number")
                for title in ("Present", "Apologies", "Absent", "New actions", "Carried actions")
            ),
            Head("Reviewed actions", 10),
            Head("Note", 24),
            EVIDENCE,
        ),
        _meeting_rows,
        2,
    ),
    Sheet(
        "Look at first",
        "What a person should look at first",
        (Head("What", 24), BOARD, Head("Meeting", 12, "date"), Head("About", 70), EVIDENCE),
        _check_rows,
        1,
    ),
)
"""The sheets in the workbook's order; About comes last."""
