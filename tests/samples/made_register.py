"""Registers of invented boards, made by hand: what the tests of the register's outputs read."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from minutebook.register.schema import (
    Attendance,
    Body,
    CheckFinding,
    Person,
    Reference,
    Register,
    RegisterMeeting,
    RegisterOrganisation,
    Thread,
    ThreadLead,
    ThreadMention,
)
from minutebook.schema import Due

FORMULA = '=HYPERLINK("http://example.invalid","Budget")'
MARKUP = '<script>alert("x")</script> & \u202eodd\x1b[2J'
FLOOD, SCHOOL = "Harrowmere Flood Board", "Quillgate Schools Forum"
TOM = ThreadLead(text="TA", name="Tom Ashby", person="person-1", organisation="org-1")
EDITH = ThreadLead(text="Edith Marlowe", name="Edith Marlowe", person="person-2")
COUNCIL = ThreadLead(text="the Council", organisation_name="Harrow Council", organisation="org-2")
NOBODY = ThreadLead(text="XY")


def due(iso: str | None, text: str | None = None) -> Due:
    """A due date; its precision is what the date shows."""
    precision = None if iso is None else {4: "year", 7: "month", 10: "day"}[len(iso)]
    return Due.model_validate({"text": text or iso, "date": iso, "precision": precision})


def mention(document: str, id_: str, day: str, text: str, **given: Any) -> ThreadMention:
    """One meeting's word on an action; open and without progress where nothing else is given."""
    given = {"status": "open", "update": None, "evidence_page": 2} | given
    return ThreadMention(document=document, id=id_, date=day, text=text, **given)


def thread(number: int, text: str, *mentions: ThreadMention, **given: Any) -> Thread:
    """An action of the flood board, as its latest mention has it where nothing else is given."""
    first, latest = mentions[0], mentions[-1]
    facts: dict[str, Any] = {
        "body": FLOOD,
        "body_id": "body-1",
        "ref": latest.ref,
        "leads": latest.leads,
        "opened_on": first.date,
        "first_seen_on": first.date,
        "last_seen_on": latest.date,
        "due": latest.due,
        "status": latest.status,
        "completed": latest.completed,
        "accepted": latest.accepted,
        "closed_on": latest.date if latest.status != "open" else None,
        "times_carried": len(mentions) - 1,
        "overdue_days": None,
        "dropped": False,
        "note": latest.update,
        "mentions": mentions,
    }
    return Thread(id=f"thread-{number}", key=f"key-{number}", text=text, **(facts | given))


def threads() -> tuple[Thread, ...]:
    """One action of each kind that an output tells apart."""
    march, june, september = "flood-march", "flood-june", "flood-september"
    return (
        thread(
            1,
            "Write to the drainage trust about the pump",
            mention(
                march,
                "a1",
                "2025-03-04",
                "TA to write to the trust",
                ref="F1",
                leads=(TOM,),
                due=due("2025-03-31"),
            ),
            mention(
                june,
                "a1",
                "2025-06-03",
                "Write to the drainage trust about the pump",
                ref="F1",
                leads=(TOM, EDITH),
                due=due("2025-07-31", "by the end of July"),
                update="A reply is awaited.",
                changed=("text", "leads", "due"),
            ),
            overdue_days=33,
        ),
        thread(
            2,
            FORMULA,
            mention(
                june, "a2", "2025-06-03", FORMULA, leads=(COUNCIL,), due=due("2025-10", "in October 2025")
            ),
            note=MARKUP,
        ),
        thread(
            3,
            "Photograph the sluice at low water",
            mention(
                march,
                "a3",
                "2025-03-04",
                "Photograph the sluice at low water",
                leads=(NOBODY,),
                due=due("2025-05-01"),
            ),
            dropped=True,
            overdue_days=124,
        ),
        thread(
            4,
            "Send the survey to members",
            mention(march, "a4", "2025-03-04", "Send the survey to members", leads=(EDITH,)),
            mention(
                september,
                "a1",
                "2025-09-02",
                "Send the survey to members",
                leads=(EDITH,),
                status="closed",
                completed=True,
                update="Sent on 1 August.",
                changed=("status",),
            ),
        ),
        thread(
            5,
            "Order sandbags",
            mention(
                march, "a5", "2025-03-04", "Order sandbags", status="closed", completed=True, accepted=True
            ),
            mention(june, "a5", "2025-06-03", "Order sandbags", reopened=True, changed=("status",)),
            mention(
                september,
                "a2",
                "2025-09-02",
                "Order sandbags",
                status="closed",
                completed=True,
                accepted=True,
                update="Delivered; the Board was content to close this.",
                changed=("status",),
            ),
            reopened=1,
        ),
        thread(
            6,
            "Map the ditches",
            mention(june, "a6", "2025-06-03", "Map the ditches", status="superseded"),
            superseded_by="thread-1",
        ),
        thread(
            7,
            "Visit the new classroom",
            mention(
                "forum#p1-2", "a1", "2025-05-06", "Visit the new classroom", leads=(TOM,), due=due("2026")
            ),
            body=SCHOOL,
            body_id="body-2",
        ),
    )


def register(**given: Any) -> Register:
    """Two boards, three people, three organisations, seven actions."""
    facts: dict[str, Any] = {
        "people": (
            Person(
                id="person-1",
                key="person:tom",
                name="Tom Ashby",
                aliases=("T. Ashby",),
                initials="TA",
                organisations=("org-1",),
                roles=("Engineer",),
                bodies=("body-1", "body-2"),
                mentions=(Reference(document="flood-march", id="p1"),),
            ),
            Person(
                id="person-2",
                key="person:edith",
                name="Edith Marlowe",
                initials="EM",
                organisations=("org-2",),
                bodies=("body-1",),
                mentions=(Reference(document="flood-march", id="p2"),),
            ),
            Person(
                id="person-3",
                key="person:priya",
                name="Priya Nandakumar",
                organisations=("org-1",),
                bodies=("body-1",),
                mentions=(Reference(document="flood-march", id="p3"),),
            ),
        ),
        "organisations": (
            RegisterOrganisation(
                id="org-1",
                key="org:trust",
                name="Harrowmere Drainage Trust",
                aliases=("HDT",),
                kind="voluntary",
                mentions=(Reference(document="flood-march", id="o1"),),
            ),
            RegisterOrganisation(
                id="org-2", key="org:council", name="Harrow Council", kind="council", mentions=()
            ),
            RegisterOrganisation(
                id="org-3",
                key="org:old",
                name="Old Water Board",
                kind="other",
                succeeded_by="org-1",
                mentions=(),
            ),
        ),
        "bodies": (
            Body(
                id="body-1",
                key="body:flood",
                name=FLOOD,
                first_meeting="2025-03-04",
                latest_meeting="2025-09-02",
                next_meeting="2025-12-02",
                as_at="2025-09-02",
                meetings=("flood-march", "flood-june", "flood-september"),
            ),
            Body(
                id="body-2",
                key="body:school",
                name=SCHOOL,
                aliases=("QSF",),
                first_meeting="2025-05-06",
                latest_meeting="2025-05-06",
                next_meeting=None,
                as_at="2025-05-06",
                meetings=("forum#p1-2",),
            ),
        ),
        "threads": threads(),
        "meetings": (
            *(
                RegisterMeeting(
                    document=document,
                    source=f"{document}.pdf",
                    kind="minutes",
                    body="body-1",
                    date=day,
                    chair="Edith Marlowe",
                    standing="approved",
                    reviewed_actions=document != "flood-march",
                    present=2,
                    apologies=1,
                    new_actions=3,
                    carried_actions=1,
                )
                for document, day in (
                    ("flood-march", "2025-03-04"),
                    ("flood-june", "2025-06-03"),
                    ("flood-september", "2025-09-02"),
                )
            ),
            RegisterMeeting(
                document="flood-june~2",
                source="copy.pdf",
                kind="minutes",
                body="body-1",
                date="2025-06-03",
                counted=False,
                duplicate_of="flood-june",
            ),
            RegisterMeeting(
                document="forum#p1-2", source="forum.pdf", kind="minutes", body="body-2", date="2025-05-06"
            ),
        ),
        "attendance": tuple(
            Attendance(
                document=document,
                body="body-1",
                date=day,
                person=person,
                organisation=organisation,
                status=status,
                **more,
            )
            for document, day, person, organisation, status, more in _who()
        ),
        "findings": (
            CheckFinding(
                code="unresolved_lead",
                body="body-1",
                date="2025-03-04",
                message="The lead 'XY' fits nobody whom the minutes list",
                references=(Reference(document="flood-march", id="a3"),),
            ),
            CheckFinding(code="stale_decision", body=None, date=None, message="Line 3 names nobody"),
        ),
    }
    return Register(**(facts | given))


def _who() -> list[tuple[str, str, str, str, Any, dict[str, Any]]]:
    deputy = {"deputising_for": "Priya Nandakumar"}
    return [
        (
            "flood-march",
            "2025-03-04",
            "person-1",
            "org-1",
            "apologies",
            {"represented_by": "Priya Nandakumar"},
        ),
        ("flood-march", "2025-03-04", "person-2", "org-2", "present", {"capacity": ("chair",)}),
        ("flood-march", "2025-03-04", "person-3", "org-1", "present", {"deputising_for": "Tom Ashby"}),
        ("flood-june", "2025-06-03", "person-1", "org-1", "present", deputy),
        ("flood-june", "2025-06-03", "person-2", "org-2", "apologies", {}),
        ("flood-september", "2025-09-02", "person-1", "org-1", "unknown", {}),
        ("flood-september", "2025-09-02", "person-2", "org-2", "present", {}),
    ]


def large(number: int) -> Register:
    """As many actions, three mentions each, over twenty boards and two hundred leads."""
    bodies = tuple(
        Body(
            id=f"body-{n}",
            key=f"body:{n}",
            name=f"Invented Board {n:02}",
            first_meeting="2024-01-09",
            latest_meeting="2024-07-09",
            next_meeting=None,
            as_at="2024-07-09",
            meetings=(),
        )
        for n in range(1, 21)
    )
    jobs = ("Review", "Write", "Circulate", "Visit", "Count", "Repair", "Publish")
    things = (
        "the guidance",
        "to the trust",
        "the survey",
        "the depot",
        "the lamps",
        "the bridge",
        "the plan",
    )
    made = []
    for n in range(1, number + 1):
        board = bodies[n % len(bodies)]
        day = date(2024, 2, 1) + timedelta(days=n % 300)
        lead = ThreadLead(text=f"L{n % 200}", name=f"Lead Number {n % 200}")
        words = f"{jobs[n % 7]} {things[n // 7 % 7]} for ward {n}, with what the members asked for at the last meeting"
        told = [
            mention(
                f"board-{n % 20}-{month}",
                f"a{n}",
                f"2024-{month:02}-09",
                words,
                ref=str(n),
                leads=(lead,),
                due=due(day.isoformat()),
                update=f"Progress number {n} was noted by the members of the board." if month > 1 else None,
                status="closed" if n % 4 == 0 and month == 7 else "open",
            )
            for month in (1, 4, 7)
        ]
        late = (date(2024, 7, 9) - day).days
        made.append(
            thread(
                n,
                words,
                *told,
                body=board.name,
                body_id=board.id,
                overdue_days=late if late > 0 and n % 4 else None,
            )
        )
    return Register(bodies=bodies, threads=tuple(made))
