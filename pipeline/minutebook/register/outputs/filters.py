"""What of the register a person asked for: by board, organisation, lead, status, due date and words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from minutebook.errors import UsageError
from minutebook.register.histories import last_day
from minutebook.register.outputs.view import View
from minutebook.register.outputs.words import STATE_WORDS, State, in_words, state_of
from minutebook.register.schema import Body, Person, Register, RegisterOrganisation, Thread

Status = Literal[State, "overdue"]
STATUSES: tuple[str, ...] = (*get_args(State), "overdue")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """All that is given must hold; of several values of one kind, one. Case does not count.

    `bodies`, `organisations` and `leads` are names, other forms of them or parts of either; `due_before`
    and `due_after` count the day itself; `text` is words that must all stand in the action or its history.
    """

    bodies: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    due_before: date | None = None
    due_after: date | None = None
    text: str | None = None

    def in_words(self) -> tuple[str, ...]:
        """What is asked for, a line each, for a reader; empty where everything is."""
        lines = [
            (f"{label} {' or '.join(values)}")
            for label, values in (
                ("board", self.bodies),
                ("organisation", self.organisations),
                ("lead", self.leads),
                ("status", tuple(_status_words(status) for status in self.statuses)),
            )
            if values
        ]
        if self.due_after is not None:
            lines.append(f"due on or after {in_words(self.due_after.isoformat())}")
        if self.due_before is not None:
            lines.append(f"due on or before {in_words(self.due_before.isoformat())}")
        if self.text:
            lines.append(f"words {self.text}")
        return tuple(lines)


def _status_words(status: str) -> str:
    return "overdue" if status == "overdue" else STATE_WORDS[_state(status)].lower()


def _state(status: str) -> State:
    for state in get_args(State):
        if state == status:
            found: State = state
            return found
    raise UsageError(f"no status is called {status!r}: take one of {', '.join(STATUSES)}")


def select(register: Register, filters: Filters) -> View:
    """The register seen through the filters; people and organisations are kept whole.

    Raises UsageError for a board, organisation or lead that the register does not hold, and names those
    that are near, and for a status that does not exist.
    """
    for status in filters.statuses:
        if status != "overdue":
            _state(status)
    bodies = _named(filters.bodies, "board", ((b.id, b.name, _body_forms(b)) for b in register.bodies))
    organisations = _named(
        filters.organisations, "organisation", ((o.id, o.name, _forms(o)) for o in register.organisations)
    )
    whole = View(register)
    leads = _leads(filters.leads, whole)
    threads = tuple(
        thread
        for thread in register.threads
        if (bodies is None or thread.body_id in bodies)
        and (organisations is None or organisations.intersection(_organisations(whole, thread)))
        and (leads is None or leads.intersection(lead_keys(thread)))
        and (not filters.statuses or _has_status(thread, filters.statuses))
        and _due_within(thread, filters)
        and (not filters.text or _has_words(whole, thread, filters.text))
    )
    return View(
        register,
        threads=threads,
        meetings=tuple(m for m in register.meetings if bodies is None or m.body in bodies),
        attendance=tuple(
            a
            for a in register.attendance
            if (bodies is None or a.body in bodies)
            and (organisations is None or a.organisation in organisations)
        ),
        findings=tuple(f for f in register.findings if bodies is None or f.body in bodies),
        bodies=tuple(b for b in register.bodies if bodies is None or b.id in bodies),
        asked=filters.in_words(),
    )


def _body_forms(body: Body) -> tuple[str, ...]:
    return (body.name, *body.aliases)


def _forms(organisation: RegisterOrganisation) -> tuple[str, ...]:
    return (organisation.name, *organisation.aliases)


def _person_forms(person: Person) -> tuple[str, ...]:
    return (person.name, *person.aliases, *((person.initials,) if person.initials else ()))


def _named(
    asked: tuple[str, ...], noun: str, known: Iterable[tuple[str, str, tuple[str, ...]]]
) -> frozenset[str] | None:
    """The ids that the asked names stand for: those of that very form, else those that hold it."""
    if not asked:
        return None
    entries = list(known)
    found: set[str] = set()
    for words in asked:
        wanted = words.casefold()
        exact = {id_ for id_, _, forms in entries if wanted in map(str.casefold, (id_, *forms))}
        part = {id_ for id_, _, forms in entries if any(wanted in form.casefold() for form in forms)}
        if not (exact or part):
            raise UsageError(_nothing(words, noun, [name for _, name, _ in entries]))
        found |= exact or part
    return frozenset(found)


def _nothing(words: str, noun: str, names: list[str]) -> str:
    from rapidfuzz import process

    near = [name for name, _, _ in process.extract(words, sorted(set(names)), limit=3, score_cutoff=50)]
    told = f"; near it: {', '.join(near)}" if near else ""
    return f"the register holds no {noun} {words!r}{told}"


def _leads(asked: tuple[str, ...], whole: View) -> frozenset[str] | None:
    """Keys (`lead_keys`) of the leads that are called so, as people, organisations or as printed."""
    known = [(p.id, p.name, _person_forms(p)) for p in whole.register.people]
    known += [(o.id, o.name, _forms(o)) for o in whole.register.organisations]
    ids = {id_ for id_, _, _ in known}
    printed = {lead.text for thread in whole.register.threads for lead in thread.leads}
    known += [(f"text:{text}", text, (text,)) for text in sorted(printed) if text not in ids]
    return _named(asked, "lead", known)


def lead_keys(thread: Thread) -> set[str]:
    """What a thread's leads are: ids of people and organisations, and the leads as printed."""
    keys: set[str] = set()
    for lead in thread.leads:
        keys.add(f"text:{lead.text}")
        keys.update(id_ for id_ in (lead.person, lead.organisation) if id_ is not None)
    return keys


def _organisations(whole: View, thread: Thread) -> set[str]:
    ids = (whole.lead_organisation(lead) for lead in thread.leads)
    return {id_ for id_ in ids if id_ is not None}


def _has_status(thread: Thread, statuses: tuple[str, ...]) -> bool:
    return state_of(thread) in statuses or ("overdue" in statuses and thread.overdue_days is not None)


def _due_within(thread: Thread, filters: Filters) -> bool:
    if filters.due_before is None and filters.due_after is None:
        return True
    if thread.due.date is None:
        return False
    due = last_day(thread.due.date)
    return (filters.due_before is None or due <= filters.due_before) and (
        filters.due_after is None or due >= filters.due_after
    )


def _has_words(whole: View, thread: Thread, text: str) -> bool:
    said = [thread.ref, thread.text, thread.note, thread.body, *(whole.lead_name(x) for x in thread.leads)]
    for mention in thread.mentions:
        said += [mention.text, mention.update, mention.ref, *(lead.text for lead in mention.leads)]
    heap = " ".join(words for words in said if words).casefold()
    return all(word in heap for word in text.casefold().split())
