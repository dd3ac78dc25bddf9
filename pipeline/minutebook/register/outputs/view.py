"""The register as one output sees it: what was asked for, with ids looked up and leads named."""

from __future__ import annotations

from collections.abc import Iterable

from minutebook.export.stems import Stems
from minutebook.register.schema import (
    Attendance,
    Body,
    CheckFinding,
    Person,
    Register,
    RegisterMeeting,
    RegisterOrganisation,
    Thread,
    ThreadLead,
)

EVIDENCE = "evidence"
NOBODY = "No lead"
# A browser and a spreadsheet take these for parts of an address, whatever is done to escape them.
_ADDRESS = str.maketrans({"#": "-", "%": "-", "?": "-", "&": "-"})


class View:
    """A register and the part of it that was asked for; what is not given is the whole of it.

    `asked` tells the filters in words. `evidence` is false where no pages of evidence are written: then
    nothing links to them.
    """

    def __init__(
        self,
        register: Register,
        *,
        threads: tuple[Thread, ...] | None = None,
        meetings: tuple[RegisterMeeting, ...] | None = None,
        attendance: tuple[Attendance, ...] | None = None,
        findings: tuple[CheckFinding, ...] | None = None,
        bodies: tuple[Body, ...] | None = None,
        asked: tuple[str, ...] = (),
        evidence: bool = True,
    ) -> None:
        self.register = register
        self.threads = register.threads if threads is None else threads
        self.meetings = register.meetings if meetings is None else meetings
        self.attendance = register.attendance if attendance is None else attendance
        self.findings = register.findings if findings is None else findings
        self.bodies = register.bodies if bodies is None else bodies
        self.asked = asked
        self.evidence = evidence
        self._people = {person.id: person for person in register.people}
        self._organisations = {one.id: one for one in register.organisations}
        self._bodies = {body.id: body for body in register.bodies}
        self._pages = page_names(meeting.document for meeting in register.meetings)

    @property
    def held(self) -> int:
        """How many meetings there are minutes of; a second record of one does not count."""
        return sum(meeting.counted and meeting.kind == "minutes" for meeting in self.meetings)

    def person(self, id_: str | None) -> Person | None:
        """The person of that id."""
        return None if id_ is None else self._people.get(id_)

    def organisation(self, id_: str | None) -> RegisterOrganisation | None:
        """The organisation of that id."""
        return None if id_ is None else self._organisations.get(id_)

    def body(self, id_: str | None) -> Body | None:
        """The body of that id."""
        return None if id_ is None else self._bodies.get(id_)

    def body_name(self, id_: str | None) -> str:
        """The body's name, empty where it is not known."""
        body = self.body(id_)
        return "" if body is None else body.name

    def organisation_name(self, id_: str | None) -> str:
        """The organisation's name, empty where it is not known."""
        organisation = self.organisation(id_)
        return "" if organisation is None else organisation.name

    def board(self, thread: Thread) -> str:
        """The name of the body that an action belongs to, empty where none is known."""
        return self.body_name(thread.body_id) or thread.body or ""

    def lead_name(self, lead: ThreadLead) -> str:
        """Who the lead is: the person's or organisation's fullest name, else the lead as printed."""
        person = self.person(lead.person)
        if person is not None:
            return person.name
        organisation = self.organisation(lead.organisation)
        if lead.name is None and organisation is not None:
            return organisation.name
        return lead.name or lead.organisation_name or lead.text

    def lead_organisation(self, lead: ThreadLead) -> str | None:
        """Id of the lead's organisation: the lead itself, the one told with it, else the person's latest."""
        if lead.organisation is not None:
            return lead.organisation
        person = self.person(lead.person)
        return person.organisations[0] if person is not None and person.organisations else None

    def leads_in_words(self, leads: Iterable[ThreadLead]) -> str:
        """The leads' names, parted by commas."""
        return ", ".join(dict.fromkeys(self.lead_name(lead) for lead in leads))

    def evidence_page(self, document: str, entry: str | None = None) -> str | None:
        """The page of evidence, beside the outputs, at that entry; None where there is none."""
        name = self._pages.get(document)
        if not self.evidence or name is None:
            return None
        return f"{EVIDENCE}/{name}.html" + ("" if entry is None else f"#{entry}")

    def source(self, thread: Thread) -> str | None:
        """The page of evidence of an action's latest mention."""
        if not thread.mentions:
            return None
        latest = thread.mentions[-1]
        return self.evidence_page(latest.document, latest.id)


def page_names(stems: Iterable[str]) -> dict[str, str]:
    """The name, without `.html`, of each document's page of evidence: its stem, fit for an address.

    >>> page_names(["march", "pack#p1-3", "pack-p1-3"])
    {'march': 'march', 'pack#p1-3': 'pack-p1-3', 'pack-p1-3': 'pack-p1-3~2'}
    """
    names = Stems()
    return {stem: names.take(f"{stem.translate(_ADDRESS)}.html") for stem in dict.fromkeys(stems)}
