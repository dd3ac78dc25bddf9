"""What the register needs of one record: a small, frozen extract that a cache can keep.

Evidence, minutes of items and the document's text stay in the record. Of the text only the sentences are
kept that say something about who a person is: who moved where, and who is not the other of that name.
"""

from __future__ import annotations

from pydantic import TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from minutebook.evidence import (
    ActionStatus,
    AttendeeStatus,
    Capacity,
    DocumentKind,
    OrganisationKind,
    Origin,
    Precision,
)
from minutebook.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Attendee:
    """One attendee as the record has it."""

    id: str
    name: str
    status: AttendeeStatus
    honorific: str | None = None
    initials: str | None = None
    role: str | None = None
    organisation: str | None = None
    capacity: tuple[Capacity, ...] = ()
    deputising_for: str | None = None
    represented_by: str | None = None


@dataclass(frozen=True, slots=True)
class Organisation:
    """One organisation as the record has it."""

    id: str
    name: str
    kind: OrganisationKind
    aliases: tuple[str, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """The name and its other forms."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Lead:
    """One lead as the record has it."""

    text: str
    name: str | None = None
    person_id: str | None = None
    organisation: str | None = None
    organisation_id: str | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """A due date as the record has it."""

    text: str | None = None
    date: str | None = None
    precision: Precision | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where evidence stands."""

    page: int | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """One action as the record has it."""

    id: str
    text: str
    status: ActionStatus
    origin: Origin
    ref: str | None = None
    leads: tuple[Lead, ...] = ()
    due: Due = Due()
    completed: bool = False
    accepted: bool = False
    update: str | None = None
    agenda_item: str | None = None
    themes: tuple[str, ...] = ()
    evidence: tuple[Place, ...] = ()

    @property
    def page(self) -> int | None:
        """The page of its first words, None where there are no pages."""
        return self.evidence[0].page if self.evidence else None


@dataclass(frozen=True, slots=True)
class Sitting:
    """When the body meets next."""

    date: str | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """The header of the meeting."""

    body: str | None = None
    parent_body: str | None = None
    title: str | None = None
    date: str | None = None
    start_time: str | None = None
    chair: str | None = None
    next_meeting: Sitting = Sitting()


@dataclass(frozen=True, slots=True)
class Source:
    """The input itself."""

    source: str
    sha256: str
    kind: DocumentKind
    standing: str | None = None
    duplicate_of: str | None = None
    supersedes: str | None = None
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cue:
    """A sentence that says something about a person: `code` is the rule's value, `name` whom it names."""

    code: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Digest:
    """One record, as much of it as the register joins on; `stem` names it, `sha` is of its bytes."""

    stem: str
    sha: str
    document: Source
    meeting: Meeting
    attendees: tuple[Attendee, ...]
    organisations: tuple[Organisation, ...]
    actions: tuple[Action, ...]
    cues: tuple[Cue, ...] = ()

    @property
    def reviewed(self) -> bool:
        """Whether the meeting went through earlier actions."""
        return any(action.origin == "carried_forward" for action in self.actions)


@dataclass(frozen=True, slots=True)
class _Record:
    document: Source
    meeting: Meeting | None = None
    attendees: tuple[Attendee, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    actions: tuple[Action, ...] = ()
    document_text: str = ""


_RECORD = TypeAdapter(_Record)
_DIGEST = TypeAdapter(Digest)


def read_digest(stem: str, sha: str, content: bytes, rulebook: Rulebook) -> Digest:
    """The digest of a record's bytes. Raises ValueError where they are no record."""
    record = _RECORD.validate_json(content)
    return Digest(
        stem,
        sha,
        record.document,
        record.meeting or Meeting(),
        record.attendees,
        record.organisations,
        record.actions,
        find_cues(record.document_text, rulebook),
    )


def find_cues(text: str, rulebook: Rulebook) -> tuple[Cue, ...]:
    """The sentences of a text that the rules `register.person.*` know, in their order."""
    found: list[tuple[int, Cue]] = []
    for rule in rulebook.group("register.person"):
        for match in rule.matches(text):
            cue = Cue(rule.value or "", " ".join(match["name"].split()), " ".join(match.group().split()))
            found.append((match.start(), cue))
    return tuple(cue for _, cue in sorted(found, key=lambda pair: (pair[0], pair[1].code)))


def to_bytes(digest: Digest) -> bytes:
    """The digest as the cache keeps it."""
    return _DIGEST.dump_json(digest, exclude_defaults=True)


def from_bytes(content: bytes) -> Digest | None:
    """The digest in the bytes, None where an older version wrote them."""
    try:
        return _DIGEST.validate_json(content)
    except ValidationError:
        return None
