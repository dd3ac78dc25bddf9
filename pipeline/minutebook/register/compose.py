"""Writes out what was joined: people, organisations, bodies, meetings and attendance of the register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from minutebook.evidence import AttendeeStatus, OrganisationKind
from minutebook.register.digest import Attendee
from minutebook.register.joined import Joined
from minutebook.register.likeness import Name
from minutebook.register.meetings import MEETING_KINDS
from minutebook.register.organisation_joins import Pair
from minutebook.register.organisations import best_name
from minutebook.register.schema import Attendance, Body, Person, RegisterMeeting, RegisterOrganisation
from minutebook.text.names import fold

STRONGEST: tuple[AttendeeStatus, ...] = ("present", "apologies", "absent", "unknown")
"""Of two statuses of one person the first of these holds."""


def person_id(group: int) -> str:
    """The id of a group of people."""
    return f"person-{group + 1}"


def organisation_id(group: int) -> str:
    """The id of a group of organisations."""
    return f"org-{group + 1}"


def body_id(number: int) -> str:
    """The id of a body."""
    return f"body-{number + 1}"


def people(joined: Joined) -> tuple[Person, ...]:
    """Everyone, in order of their first mention."""
    return tuple(_person(joined, number, group) for number, group in enumerate(joined.people.groups))


def _person(joined: Joined, number: int, group: list[int]) -> Person:
    listed = joined.people.listed
    mentions = sorted(mention for one in group for mention in listed[one].mentions)
    entries = [joined.attendees[mention] for mention in mentions]
    names = Counter(" ".join(entry.name.split()) for entry in entries)
    parts = {fold(listed[one].name): listed[one].parts for one in group}
    written = {n: not (n.isupper() or n.islower()) for n in names}
    name = max(names, key=lambda n: (*_fullness(parts[fold(n)]), written[n], names[n], len(n), n))
    organisation_of = {m: listed[one].organisation for one in group for m in listed[one].mentions}
    latest = mentions[::-1]
    groups = _distinct(organisation_of[m] for m in latest)
    latest_entries = [joined.attendees[m] for m in latest]
    return Person(
        id=person_id(number),
        key=joined.person_key(mentions[0]),
        name=name,
        aliases=tuple(sorted(n for n in names if n != name)),
        honorific=next((e.honorific for e in latest_entries if e.honorific), None),
        initials=next((e.initials for e in latest_entries if e.initials), None),
        organisations=tuple(organisation_id(g) for g in groups if isinstance(g, int)),
        roles=tuple(_distinct_words(e.role for e in latest_entries)),
        bodies=tuple(body_id(b) for b in sorted({listed[one].body for one in group})),
        mentions=tuple(map(joined.reference, mentions)),
    )


def _fullness(name: Name) -> tuple[bool, bool, int]:
    """How much of itself a name tells: a forename, and one that is not shortened."""
    return (not name.lone, not name.initial_only, len(name.first))


def _distinct(values: Iterable[int | str | None]) -> list[int | str]:
    return list(dict.fromkeys(value for value in values if value is not None))


def _distinct_words(values: Iterable[str | None]) -> list[str]:
    seen: dict[str, str] = {}
    for value in values:
        if value is not None:
            seen.setdefault(" ".join(value.casefold().split()), value)
    return list(seen.values())


def organisations(joined: Joined) -> tuple[RegisterOrganisation, ...]:
    """Every organisation, in order of its first mention."""
    found = joined.organisations
    of_name = {
        known.name: number
        for number in range(len(found.groups))
        if (known := found.known(number)) is not None
    }
    return tuple(_organisation(joined, number, group, of_name) for number, group in enumerate(found.groups))


def _organisation(
    joined: Joined, number: int, group: list[int], of_name: dict[str, int]
) -> RegisterOrganisation:
    variants = [joined.organisations.variants[one] for one in group]
    known = joined.organisations.known(number)
    names: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    kinds: Counter[OrganisationKind] = Counter()
    for variant in variants:
        names[variant.name] += len(variant.mentions)
        forms.update(dict.fromkeys(variant.forms, len(variant.mentions)))
        kinds[variant.kind] += len(variant.mentions)
    name = best_name(names)
    # "the Trust", "the Council": whom a general word means hangs on the document
    own = sorted(form for form in forms if form != name and form[:4].casefold() != "the ")
    kind = known.kind if known is not None else min(kinds, key=lambda k: (k == "other", -kinds[k], k))
    successor = None if known is None or known.succeeded_by is None else of_name.get(known.succeeded_by)
    mentions = sorted(mention for variant in variants for mention in variant.mentions)
    return RegisterOrganisation(
        id=organisation_id(number),
        key=joined.organisation_key(mentions[0]),
        name=name,
        aliases=tuple(own),
        kind=kind,
        succeeded_by=None if successor is None else organisation_id(successor),
        mentions=tuple(map(joined.reference, mentions)),
    )


def bodies(joined: Joined, as_at: date | None) -> tuple[Body, ...]:
    """Every body that has a record, with the days that its actions are counted against."""
    return tuple(_body(joined, number, as_at) for number in range(len(joined.bodies.groups)))


def _body(joined: Joined, number: int, as_at: date | None) -> Body:
    group = joined.bodies.groups[number]
    held = [n for n in group.documents if joined.digests[n].document.kind in MEETING_KINDS]
    dates = sorted(d for n in held if (d := joined.digests[n].meeting.date) is not None)
    latest = dates[-1] if dates else None
    name = group.names[0] if group.names else group.parents[0] if group.parents else ""
    organisation = Counter(
        found
        for n in group.documents
        if (found := joined.organisations.meant(number, joined.digests[n], n, joined.digests[n].meeting.body))
        is not None
    )
    following = [
        d
        for n in held
        if joined.digests[n].meeting.date == latest and (d := joined.digests[n].meeting.next_meeting.date)
    ]
    return Body(
        id=body_id(number),
        key=joined.body_key(group.documents[0]),
        name=name,
        aliases=tuple(group.names[1:]),
        parent=group.parents[0] if group.parents else None,
        organisation=organisation_id(min(organisation, key=lambda g: (-organisation[g], g)))
        if organisation
        else None,
        first_meeting=dates[0] if dates else None,
        latest_meeting=latest,
        next_meeting=following[0] if following else None,
        as_at=as_at.isoformat() if as_at is not None else latest if latest and len(latest) == 10 else None,
        meetings=tuple(joined.digests[n].stem for n in group.documents),
    )


def meetings(joined: Joined) -> tuple[RegisterMeeting, ...]:
    """Every record, in order of date."""
    return tuple(_meeting(joined, number) for number in range(len(joined.digests)))


def _meeting(joined: Joined, number: int) -> RegisterMeeting:
    digest = joined.digests[number]
    twin = joined.bodies.twin_of.get(number)
    came = Counter(attendee.status for attendee in digest.attendees)
    origins = Counter(action.origin for action in digest.actions)
    return RegisterMeeting(
        document=digest.stem,
        source=digest.document.source,
        kind=digest.document.kind,
        body=body_id(joined.bodies.of[number]),
        date=digest.meeting.date,
        title=digest.meeting.title,
        chair=digest.meeting.chair,
        standing=digest.document.standing,
        counted=twin is None,
        duplicate_of=None if twin is None else joined.digests[twin].stem,
        reviewed_actions=digest.reviewed,
        present=came["present"],
        apologies=came["apologies"],
        absent=came["absent"],
        new_actions=origins["new"],
        carried_actions=origins["carried_forward"],
    )


def attendance(joined: Joined) -> tuple[Attendance, ...]:
    """Who came to what: a line a person and counted meeting.

    Where a record lists somebody as present and as not, she came: the check tells of it.
    """
    listed_of: dict[Pair, int] = {m: n for n, one in enumerate(joined.people.listed) for m in one.mentions}
    out: list[Attendance] = []
    for number in range(len(joined.digests)):
        if joined.bodies.counted(number):
            lines: dict[int, Attendance] = {}
            for attendee in joined.digests[number].attendees:
                person = joined.people.of[number, attendee.id]
                organisation = joined.people.listed[listed_of[number, attendee.id]].organisation
                line = _line(joined, number, attendee, organisation)
                before = lines.get(person)
                lines[person] = line if before is None else _as_one(before, line)
            out += lines.values()
    return tuple(out)


def _line(joined: Joined, number: int, attendee: Attendee, organisation: int | str | None) -> Attendance:
    return Attendance(
        document=joined.digests[number].stem,
        body=body_id(joined.bodies.of[number]),
        date=joined.digests[number].meeting.date,
        person=person_id(joined.people.of[number, attendee.id]),
        organisation=organisation_id(organisation) if isinstance(organisation, int) else None,
        status=attendee.status,
        capacity=attendee.capacity,
        deputising_for=attendee.deputising_for,
        represented_by=attendee.represented_by,
    )


def _as_one(first: Attendance, second: Attendance) -> Attendance:
    """One line for somebody whom a record lists twice."""
    told = min(first, second, key=lambda line: STRONGEST.index(line.status))
    other = second if told is first else first
    return told.model_copy(
        update={
            "organisation": told.organisation or other.organisation,
            "capacity": tuple(dict.fromkeys((*told.capacity, *other.capacity))),
            "deputising_for": told.deputising_for or other.deputising_for,
            "represented_by": told.represented_by or other.represented_by,
        }
    )
