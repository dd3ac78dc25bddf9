"""How many actions stand where, and how often each organisation was represented."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from minutebook.register.outputs.view import NOBODY, View
from minutebook.register.outputs.words import state_of
from minutebook.register.schema import Thread


@dataclass(slots=True)
class Tally:
    """Actions by state; overdue ones are open or dropped too. `next_due` is the first due date to come."""

    open: int = 0
    overdue: int = 0
    dropped: int = 0
    completed: int = 0
    closed: int = 0
    superseded: int = 0
    next_due: str | None = None
    longest_overdue: int | None = None

    def in_words(self) -> str:
        """The counts for a reader."""
        return (
            f"{self.open} open and {self.dropped} dropped, {self.overdue} of them overdue; "
            f"{self.completed} reported complete, {self.closed} closed, {self.superseded} superseded"
        )

    def add(self, thread: Thread) -> None:
        """Count one action."""
        state = state_of(thread)
        setattr(self, state, getattr(self, state) + 1)
        late = thread.overdue_days
        if late is not None:
            self.overdue += 1
            self.longest_overdue = max(late, self.longest_overdue or 0)
        elif thread.status == "open" and thread.due.date is not None:
            self.next_due = min(thread.due.date, self.next_due or thread.due.date)


Tallies = list[tuple[str, Tally]]


def tally(threads: Iterable[Thread]) -> Tally:
    """All of them counted."""
    whole = Tally()
    for thread in threads:
        whole.add(thread)
    return whole


def by_board(view: View) -> Tallies:
    """A tally a board, by name."""
    return _tallied((view.board(thread) or "Not known", thread) for thread in view.threads)


def by_lead(view: View) -> Tallies:
    """A tally a lead, by name; an action of two leads counts for both."""
    return _tallied(
        (name, thread)
        for thread in view.threads
        for name in dict.fromkeys(view.lead_name(lead) for lead in thread.leads) or (NOBODY,)
    )


def by_organisation(view: View) -> Tallies:
    """A tally an organisation of leads, by name; an action of two of them counts for both."""
    return _tallied(
        (name, thread)
        for thread in view.threads
        for name in dict.fromkeys(
            view.organisation_name(view.lead_organisation(lead)) or lead.organisation_name or "Not known"
            for lead in thread.leads
        )
    )


def _tallied(pairs: Iterable[tuple[str, Thread]]) -> Tallies:
    found: dict[str, Tally] = {}
    for name, thread in pairs:
        found.setdefault(name, Tally()).add(thread)
    return sorted(found.items(), key=lambda pair: pair[0].casefold())


@dataclass(slots=True)
class Representation:
    """How one organisation was represented at one board.

    `meetings` are the board's meetings since the organisation is first listed there, `attended` those
    where someone of it was present, `by_deputy` those of them where only deputies were.
    """

    board: str
    organisation: str
    meetings: int
    attended: int
    by_deputy: int
    people: int
    last: str | None


@dataclass(slots=True)
class _Listed:
    first: str
    people: set[str] = field(default_factory=set)
    present: dict[str, bool] = field(default_factory=dict)
    dates: dict[str, str] = field(default_factory=dict)


def representation(view: View) -> list[Representation]:
    """One line a board and organisation, by their names; meetings without attendance do not count."""
    held: dict[str | None, dict[str, str]] = {}
    listed: dict[tuple[str | None, str | None], _Listed] = {}
    for line in view.register.attendance:
        held.setdefault(line.body, {})[line.document] = line.date or ""
    for line in view.attendance:
        day = line.date or ""
        entry = listed.setdefault((line.body, line.organisation), _Listed(day))
        entry.first = min(entry.first, day)
        entry.people.add(line.person)
        if line.status == "present":
            deputy = line.deputising_for is not None
            entry.present[line.document] = entry.present.get(line.document, True) and deputy
            entry.dates[line.document] = day
    lines = [
        Representation(
            board=view.body_name(body),
            organisation=view.organisation_name(organisation),
            meetings=sum(day >= entry.first for day in held[body].values()),
            attended=len(entry.present),
            by_deputy=sum(entry.present.values()),
            people=len(entry.people),
            last=max(entry.dates.values(), default=None) or None,
        )
        for (body, organisation), entry in listed.items()
    ]
    return sorted(lines, key=lambda line: (line.board.casefold(), line.organisation.casefold()))
