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
SEVERAL = ("ambiguous_initials", "ambiguous_lead")
SHORT = 80


def findings(joined: Joined, threads: Iterable[Thread]) -> tuple[CheckFinding, ...]:
    """All findings: decisions that no longer hold, then body by body in order of date."""
    found = [*_stale(joined)]
    in_order = [
        *_leads(joined, threads),
        *_refs(threads),
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
                if set(lead.flags) & {UNKNOWN, *SEVERAL}:
                    fits = "nobody" if UNKNOWN in lead.flags else "more than one"
                    message = f"The lead {lead.text!r} fits {fits} whom the minutes list: {_short(last.text)}"
                    yield _of(thread, "unresolved_lead", message, at, last.date)
        first = thread.mentions[0]
        early = first.due.date is not None and first.date is not None and thread.opened_on is not None
        if early and last_day(first.due.date or "") < last_day(first.date or ""):
            message = f"Due {first.due.date}, before the meeting of {first.date}: {_short(first.text)}"
            where = (Reference(document=first.document, id=first.id),)
            yield _of(thread, "due_before_meeting", message, where, first.date)


def _of(
    thread: Thread, code: CheckCode, message: str, references: tuple[Reference, ...], day: str | None
) -> CheckFinding:
    return CheckFinding(code=code, body=thread.body_id, date=day, message=message, references=references)


def _refs(threads: Iterable[Thread]) -> Iterator[CheckFinding]:
    """References of a log that lead to two tasks; numbers that each meeting begins anew are none."""
    by_ref: dict[tuple[str | None, str], list[Thread]] = defaultdict(list)
    for thread in threads:
        for ref in dict.fromkeys(reference(m.ref) for m in thread.mentions if m.ref):
            by_ref[thread.body_id, ref].append(thread)
    for several in by_ref.values():
        logged = [t for t in several if t.times_carried]
        if len(logged) < 2:
            continue
        firsts = [t.mentions[0] for t in logged]
        shown = "; ".join(_short(m.text) for m in firsts[:3])
        yield _of(
            logged[0],
            "reference_used_twice",
            f"The reference {logged[0].ref or firsts[0].ref} stands for {len(logged)} actions: {shown}",
            tuple(Reference(document=m.document, id=m.id) for m in firsts),
            firsts[-1].date,
        )


def _document(joined: Joined, number: int) -> Iterator[CheckFinding]:
    digest = joined.digests[number]
    body, day = body_id(joined.bodies.of[number]), digest.meeting.date
    printed: dict[str, list[Pair]] = defaultdict(list)
    listed: dict[str, list[Pair]] = defaultdict(list)
    for attendee in digest.attendees:
        mention = (number, attendee.id)
        if attendee.initials:
            printed[_letters(attendee.initials)].append(mention)
        listed[fold(attendee.name)].append(mention)
    leads = {_letters(lead.text) for action in digest.actions for lead in action.leads}
    for letters, mentions in printed.items():
        people = {joined.people.of[m] for m in mentions}
        if len(people) > 1 and letters in leads:
            names = " and ".join(joined.attendees[m].name for m in mentions)
            yield CheckFinding(
                code="same_initials",
                body=body,
                date=day,
                message=f"{letters} is a lead, and the initials of {names}",
                references=tuple(map(joined.reference, mentions)),
            )
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
