"""Writes out the threads of the register: each action's history, where it stands and how late it is."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Literal

from minutebook.register import digest as held
from minutebook.register.compose import body_id, organisation_id, person_id
from minutebook.register.joined import Joined
from minutebook.register.organisation_joins import Pair
from minutebook.register.schema import Body, Thread, ThreadLead, ThreadMention
from minutebook.register.tasks import reference
from minutebook.rulebook import Rulebook
from minutebook.schema import Due
from minutebook.text.names import fold

Change = Literal["text", "leads", "due", "status", "ref"]


def threads(joined: Joined, bodies: tuple[Body, ...], rulebook: Rulebook) -> tuple[Thread, ...]:
    """Every thread, by body and first mention."""
    out: list[Thread] = []
    for number, strands in enumerate(joined.threads):
        begins = len(out)
        names = _names_of_body(joined, number)
        for strand in strands:
            out.append(_thread(joined, bodies[number], number, strand, f"thread-{len(out) + 1}", names))
        out[begins:] = _superseded(out[begins:], rulebook)
    return tuple(out)


def _names_of_body(joined: Joined, number: int) -> dict[str, int | None]:
    """The people that a body's records list, by name; None where two share it."""
    names: dict[str, int | None] = {}
    for document in joined.bodies.groups[number].documents:
        for attendee in joined.digests[document].attendees:
            group = joined.people.of.get((document, attendee.id))
            name = fold(attendee.name)
            if group is not None:
                names[name] = group if names.get(name, group) == group else None
    return names


def _thread(
    joined: Joined, body: Body, number: int, strand: list[Pair], name: str, names: Mapping[str, int | None]
) -> Thread:
    mentions: list[ThreadMention] = []
    for mention in strand:
        mentions.append(_mention(joined, mention, mentions[-1] if mentions else None, names))
    last = mentions[-1]
    first = joined.actions[strand[0]]
    due = next((m.due for m in reversed(mentions) if m.due.date or m.due.text), Due())
    documents = list(dict.fromkeys(document for document, _ in strand))
    ref = next((m.ref for m in reversed(mentions) if m.ref), None)
    leads = next((m.leads for m in reversed(mentions) if m.leads), ())
    return Thread(
        id=name,
        key=joined.thread_key(strand[0]),
        body=body.name or None,
        body_id=body_id(number),
        ref=ref,
        text=last.text,
        leads=leads,
        opened_on=joined.date(strand[0]) if first.origin == "new" else None,
        first_seen_on=joined.date(strand[0]),
        due=due,
        status=last.status,
        completed=last.completed,
        accepted=last.accepted,
        closed_on=_closed_on(mentions),
        last_seen_on=last.date,
        times_carried=len(documents) - (first.origin == "new"),
        reopened=sum(m.reopened for m in mentions),
        overdue_days=_overdue(due, body.as_at) if last.status == "open" else None,
        dropped=last.status == "open" and _dropped(joined, number, documents[-1]),
        themes=tuple(dict.fromkeys(t for m in strand for t in joined.actions[m].themes)),
        note=next((m.update for m in reversed(mentions) if m.update), None),
        mentions=tuple(mentions),
    )


def _mention(
    joined: Joined, mention: Pair, before: ThreadMention | None, names: Mapping[str, int | None]
) -> ThreadMention:
    action = joined.actions[mention]
    leads = tuple(_lead(joined, mention[0], lead, names) for lead in action.leads)
    due = Due(text=action.due.text, date=action.due.date, precision=action.due.precision)
    changed: list[Change] = []
    if before is not None:
        who, those = [_who(lead) for lead in leads], [_who(lead) for lead in before.leads]
        tests: tuple[tuple[Change, bool], ...] = (
            ("text", _plain(action.text) != _plain(before.text)),
            ("leads", bool(leads and before.leads) and sorted(who) != sorted(those)),
            ("due", due.date is not None and due.date != before.due.date),
            ("status", action.status != before.status),
            ("ref", action.ref is not None and reference(action.ref) != reference(before.ref)),
        )
        changed = [name for name, differs in tests if differs]
    return ThreadMention(
        document=joined.digests[mention[0]].stem,
        id=action.id,
        date=joined.date(mention),
        status=action.status,
        update=action.update,
        ref=action.ref,
        text=action.text,
        leads=leads,
        due=due,
        completed=action.completed,
        accepted=action.accepted,
        agenda_item=action.agenda_item,
        changed=tuple(changed),
        reopened=before is not None and before.status == "closed" and action.status == "open",
        evidence_page=action.page,
    )


def _plain(text: str) -> str:
    return fold(text).strip(" .;")


def _who(lead: ThreadLead) -> str:
    return lead.person or lead.organisation or lead.text.casefold()


def _lead(joined: Joined, document: int, lead: held.Lead, names: Mapping[str, int | None]) -> ThreadLead:
    person = joined.people.of.get((document, lead.person_id or ""))
    if person is None and lead.name is not None:
        person = names.get(fold(lead.name))
    organisation = joined.organisations.of.get((document, lead.organisation_id or ""))
    return ThreadLead(
        text=lead.text,
        name=lead.name,
        person=None if person is None else person_id(person),
        organisation_name=lead.organisation,
        organisation=None if organisation is None else organisation_id(organisation),
    )


def _closed_on(mentions: list[ThreadMention]) -> str | None:
    """The meeting that closed it for good: the first of the closed mentions that nothing follows."""
    found = None
    for mention in reversed(mentions):
        if mention.status != "closed":
            break
        found = mention.date
    return found


def _dropped(joined: Joined, number: int, last: int) -> bool:
    """Whether a later meeting of the body went through earlier actions and did not come to this one."""
    documents = joined.bodies.groups[number].documents
    day = joined.digests[last].meeting.date
    later = documents[documents.index(last) + 1 :]
    return any(
        joined.bodies.counted(n)
        and joined.digests[n].reviewed
        and day is not None
        and (joined.digests[n].meeting.date or "") > day
        for n in later
    )


def last_day(printed: str) -> date:
    """The last day of a day, month or year as ISO keeps it.

    >>> last_day("2023-02").isoformat(), last_day("2023").isoformat()
    ('2023-02-28', '2023-12-31')
    """
    parts = [int(part) for part in printed.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1])


def _overdue(due: Due, as_at: str | None) -> int | None:
    """Days since the due date, None where it is not past or not known."""
    if due.date is None or as_at is None:
        return None
    days = (date.fromisoformat(as_at) - last_day(due.date)).days
    return days if days > 0 else None


def _superseded(own: list[Thread], rulebook: Rulebook) -> list[Thread]:
    """The threads of a body with `superseded_by` where an update names the action that takes their place."""
    rule = rulebook["register.thread.superseded-by"]
    by_ref: dict[str, list[Thread]] = defaultdict(list)
    for thread in own:
        for ref in dict.fromkeys(reference(m.ref) for m in thread.mentions if m.ref):
            by_ref[ref].append(thread)
    out = []
    for thread in own:
        told = rule.match(thread.note or "") if thread.status == "superseded" else None
        after = [t for t in by_ref[reference(told["ref"])] if t.id != thread.id] if told is not None else []
        out.append(thread.model_copy(update={"superseded_by": after[-1].id}) if after else thread)
    return out
