"""The register: what `contract/register.md` says, and what its outputs need besides; validated and frozen.

Field names are fixed, because other programs read them; fields may be added, never renamed. Ids
(`person-1`, `org-1`, `body-1`, `thread-1`) hold within one register; `key` holds over re-extraction.
"""

from __future__ import annotations

from typing import Literal

from minutebook.evidence import ActionStatus, AttendeeStatus, Capacity, DocumentKind, OrganisationKind
from minutebook.schema import Due, IsoDate, IsoDay, Part

REGISTER_VERSION = "1.0"

EntryKind = Literal["person", "organisation", "thread", "body"]
"""What a pair in `merges.csv` and `doubtful.csv` is about."""

CheckCode = Literal[
    "unresolved_lead",
    "due_before_meeting",
    "same_initials",
    "no_lead",
    "reference_used_twice",
    "present_and_absent",
    "stale_decision",
]
"""What `minutebook register --check` can find.

`stale_decision`: a line of `merges.csv` names an entry that no record holds any more, or contradicts another.
"""


class Reference(Part):
    """One entry of one record: `documents/<document>.json`, the entry of that id."""

    document: str
    id: str


class Person(Part):
    """One human being over bodies and years; `organisations` (ids) and `roles` latest first.

    `initials` is the form printed last, None where none is printed. `aliases` are the other spellings
    of the name, `bodies` (ids) where the person is listed, `key` names the entry in `merges.csv`.
    """

    id: str
    key: str
    name: str
    aliases: tuple[str, ...] = ()
    honorific: str | None = None
    initials: str | None = None
    organisations: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    mentions: tuple[Reference, ...]


class RegisterOrganisation(Part):
    """One organisation; `succeeded_by` is the id of its successor, where the register has that too."""

    id: str
    key: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: OrganisationKind
    succeeded_by: str | None = None
    mentions: tuple[Reference, ...]


class ThreadLead(Part):
    """Who is to do it: as printed, and the entries of the register that it resolves to."""

    text: str
    name: str | None = None
    person: str | None = None
    organisation_name: str | None = None
    organisation: str | None = None


class ThreadMention(Reference):
    """One meeting's word on an action: the step of its history.

    `date` is the meeting's. `changed` says what differs from the mention before it. `evidence_page` is
    the page that the action stands on, None where the format has no pages.
    """

    date: IsoDate | None
    status: ActionStatus
    update: str | None
    ref: str | None = None
    text: str
    leads: tuple[ThreadLead, ...] = ()
    due: Due = Due()
    completed: bool = False
    accepted: bool = False
    agenda_item: str | None = None
    changed: tuple[Literal["text", "leads", "due", "status", "ref"], ...] = ()
    reopened: bool = False
    evidence_page: int | None = None


class Thread(Part):
    """One action followed through the meetings that record it.

    `body` is the body's name, `body_id` its id. `status` is that of the latest mention; `completed` is
    true where it is only reported done, `accepted` where the board closed it. `opened_on` is the date of the
    meeting that recorded it as new, None where the first record that there is carries it forward already;
    `first_seen_on`, `last_seen_on` and `closed_on` are meeting dates too. `times_carried` counts the meetings
    that carried it: all that mention it, but for the one that opened it.
    `superseded_by` is the id of the thread that its update names. `note` is the latest progress text.
    """

    id: str
    key: str
    body: str | None
    body_id: str | None
    ref: str | None
    text: str
    leads: tuple[ThreadLead, ...]
    opened_on: IsoDate | None
    first_seen_on: IsoDate | None
    due: Due
    status: ActionStatus
    completed: bool = False
    accepted: bool = False
    closed_on: IsoDate | None
    last_seen_on: IsoDate | None
    times_carried: int
    reopened: int = 0
    overdue_days: int | None
    dropped: bool
    superseded_by: str | None = None
    themes: tuple[str, ...] = ()
    note: str | None = None
    mentions: tuple[ThreadMention, ...]


class Body(Part):
    """One body that meets: `organisation` is its entry among the organisations, where it has one.

    `as_at` is the day that overdue actions are counted against: the latest meeting, or the day asked for.
    """

    id: str
    key: str
    name: str
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    organisation: str | None = None
    first_meeting: IsoDate | None
    latest_meeting: IsoDate | None
    next_meeting: IsoDate | None
    as_at: IsoDay | None
    meetings: tuple[str, ...]


class RegisterMeeting(Part):
    """One record of one sitting. `counted` is false for a second record of the same meeting."""

    document: str
    source: str
    kind: DocumentKind
    body: str | None
    date: IsoDate | None
    title: str | None = None
    chair: str | None = None
    standing: str | None = None
    counted: bool = True
    duplicate_of: str | None = None
    reviewed_actions: bool = False
    present: int = 0
    apologies: int = 0
    absent: int = 0
    new_actions: int = 0
    carried_actions: int = 0


class Attendance(Part):
    """Who came to what: one line a person and counted meeting; ids of the register's entries."""

    document: str
    body: str | None
    date: IsoDate | None
    person: str
    organisation: str | None
    status: AttendeeStatus
    capacity: tuple[Capacity, ...] = ()
    deputising_for: str | None = None
    represented_by: str | None = None


class Doubt(Part):
    """Two entries that may be one, or a join that may be wrong; a person decides in `merges.csv`.

    `a` and `b` are keys, `decision` what the register did without being told, `score` 0 to 1.
    """

    kind: EntryKind
    a: str
    b: str
    decision: Literal["same", "not_same"]
    score: float
    reason: str
    a_shown: str
    b_shown: str


class CheckFinding(Part):
    """Something that a person should look at first; `references` lead to the entries in question."""

    code: CheckCode
    body: str | None
    date: IsoDate | None
    message: str
    references: tuple[Reference, ...] = ()


class Register(Part):
    """Everything that many documents say together; people, organisations and threads in stable order."""

    register_version: Literal["1.0"] = "1.0"
    as_at: IsoDay | None = None
    people: tuple[Person, ...] = ()
    organisations: tuple[RegisterOrganisation, ...] = ()
    bodies: tuple[Body, ...] = ()
    threads: tuple[Thread, ...] = ()
    meetings: tuple[RegisterMeeting, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    findings: tuple[CheckFinding, ...] = ()
