"""What a person should look at first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from minutebook.register.compose import body_id
from minutebook.register.histories import last_day
from minutebook.register.joined import Joined
from minutebook.register.organisation_joins import Pair
from minutebook.register.schema import CheckCode, CheckFinding, Reference, Thread
from minutebook.register.tasks import reference
from minutebook.text.names import fold

UNKNOWN = "unresolved_lead"
SEVERAL = "ambiguous_lead"
SAME_LETTERS = "ambiguous_initials"
SHORT = 80
FEW = 4
"""References from which on one can tell a log from numbers that each meeting begins anew."""


def findings(joined: Joined, threads: Iterable[Thread]) -> tuple[CheckFinding, ...]:
    """All findings: decisions that no longer hold, then body by body in order of date."""
    found = [*_stale(joined)]
    in_order = [
        *_leads(joined, threads),
        *_refs(threads),
        *_initials(joined),
        *(f for n in range(len(joined.digests)) if joined.bodies.counted(n) for f in _document(joined, n)),
    ]
    in_order.sort(
        key=lambda f: (_number(f.body), f.date or "", f.code, [(r.document, r.id) for r in f.references])
    )
    return (*found, *in_order)


def _number(body: str | None) -> int:
    return -1 if body is None else int(body.rpartition("-")[2])


def _stale(joined: Joined) -> Iterator[CheckFinding]:
    for decision, key in joined.decided.lost:
        message = f"merges.csv, line {decision.line}: no record holds {key!r} any more"
        yield CheckFinding(code="stale_decision", body=None, date=None, message=message)
    lists = (("person", joined.people.of), ("organisation", joined.organisations.of))
    for kind, of in lists:
        for a, b in joined.decided.apart["person" if kind == "person" else "organisation"]:
            if of.get(a) is not None and of.get(a) == of.get(b):
                yield CheckFinding(
                    code="stale_decision",
                    body=None,
                    date=None,
                    message="merges.csv keeps apart what other lines of it join",
                    references=(joined.reference(a), joined.reference(b)),
                )


def _leads(joined: Joined, threads: Iterable[Thread]) -> Iterator[CheckFinding]:
    """Leads that nobody is or that are missing, and due dates before the meeting."""
    number_of = {digest.stem: number for number, digest in enumerate(joined.digests)}
    for thread in threads:
        last = thread.mentions[-1]
        at = (Reference(document=last.document, id=last.id),)
        if thread.status == "open":
            if not thread.leads:
                yield _of(thread, "no_lead", f"Nobody is named to do it: {_short(last.text)}", at, last.date)
            action = joined.actions[number_of[last.document], last.id]
            for lead in action.leads:
                if {UNKNOWN, SEVERAL, SAME_LETTERS} & set(lead.flags):
                    fits = "nobody" if UNKNOWN in lead.flags else "more than one"
                    message = f"The lead {lead.text!r} fits {fits} whom the minutes list: {_short(last.text)}"
                    code: CheckCode = "same_initials" if SAME_LETTERS in lead.flags else "unresolved_lead"
                    yield _of(thread, code, message, at, last.date)
        for place, mention in enumerate(thread.mentions):
            given = "due" in mention.changed if place else thread.opened_on is not None
            due, day = mention.due.date, mention.date
            if given and due is not None and day is not None and last_day(due) < last_day(day):
                message = f"Due {due}, before the meeting of {day}: {_short(mention.text)}"
                where = (Reference(document=mention.document, id=mention.id),)
                yield _of(thread, "due_before_meeting", message, where, day)


def _of(
    thread: Thread, code: CheckCode, message: str, references: tuple[Reference, ...], day: str | None
) -> CheckFinding:
    return CheckFinding(code=code, body=thread.body_id, date=day, message=message, references=references)


def _refs(threads: Iterable[Thread]) -> Iterator[CheckFinding]:
    """References of a log that lead to two tasks; numbers that each meeting begins anew are none."""
    by_body: dict[str | None, dict[str, list[Thread]]] = defaultdict(lambda: defaultdict(list))
    for thread in threads:
        for ref in dict.fromkeys(reference(m.ref) for m in thread.mentions if m.ref):
            by_body[thread.body_id][ref].append(thread)
    for by_ref in by_body.values():
        reused = {ref for ref, several in by_ref.items() if len(several) > 1}
        log = len(by_ref) >= FEW and 2 * len(reused) < len(by_ref)
        for ref in sorted(reused):
            carried = [t for t in by_ref[ref] if t.times_carried]
            if len(carried) > 1 or (log and carried):
                yield _twice(ref, by_ref[ref] if log else carried)


def _twice(ref: str, several: list[Thread]) -> CheckFinding:
    firsts = [next(m for m in t.mentions if reference(m.ref) == ref) for t in several]
    shown = "; ".join(_short(m.text) for m in firsts[:3])
    return _of(
        several[0],
        "reference_used_twice",
        f"The reference {firsts[0].ref} stands for {len(several)} actions: {shown}",
        tuple(Reference(document=m.document, id=m.id) for m in firsts),
        firsts[-1].date,
    )


def _initials(joined: Joined) -> Iterator[CheckFinding]:
    """Initials that lead an action and are two people's; once for each two, at their latest meeting."""
    latest: dict[tuple[int, str, frozenset[int]], tuple[int, list[Pair]]] = {}
    for number, digest in enumerate(joined.digests):
        if not joined.bodies.counted(number):
            continue
        printed: dict[str, list[Pair]] = defaultdict(list)
        for attendee in digest.attendees:
            if attendee.initials:
                printed[_letters(attendee.initials)].append((number, attendee.id))
        leads = {_letters(lead.text) for action in digest.actions for lead in action.leads}
        for letters in sorted(leads & printed.keys()):
            people = frozenset(joined.people.of[m] for m in printed[letters])
            if len(people) > 1:
                latest[joined.bodies.of[number], letters, people] = number, printed[letters]
    for (body, letters, _), (number, mentions) in latest.items():
        names = " and ".join(joined.attendees[m].name for m in mentions)
        yield CheckFinding(
            code="same_initials",
            body=body_id(body),
            date=joined.digests[number].meeting.date,
            message=f"{letters} is a lead, and the initials of {names}",
            references=tuple(map(joined.reference, mentions)),
        )


def _document(joined: Joined, number: int) -> Iterator[CheckFinding]:
    """People whom one record lists as present and as not."""
    digest = joined.digests[number]
    body, day = body_id(joined.bodies.of[number]), digest.meeting.date
    listed: dict[str, list[Pair]] = defaultdict(list)
    for attendee in digest.attendees:
        listed[fold(attendee.name)].append((number, attendee.id))
    for mentions in listed.values():
        came = {joined.attendees[m].status for m in mentions}
        if "present" in came and came & {"apologies", "absent"}:
            name = joined.attendees[mentions[0]].name
            yield CheckFinding(
                code="present_and_absent",
                body=body,
                date=day,
                message=f"{name} is listed as present and as not",
                references=tuple(map(joined.reference, mentions)),
            )


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHORT else line[: SHORT - 1] + "…"
