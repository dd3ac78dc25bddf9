"""What the steps of joining found, before it is written out as a register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from minutebook.register.bodies import Bodies
from minutebook.register.decisions import Decided, key_of, words_of
from minutebook.register.digest import Action, Attendee, Digest, Organisation
from minutebook.register.organisation_joins import Pair
from minutebook.register.organisations import Organisations
from minutebook.register.people import People
from minutebook.register.schema import Reference
from minutebook.register.threads import ThreadDoubt


@dataclass(frozen=True)
class Joined:
    """Records and what was found over them; threads by body, each as its mentions."""

    digests: Sequence[Digest]
    bodies: Bodies
    organisations: Organisations
    people: People
    threads: list[list[list[Pair]]]
    thread_doubts: list[list[ThreadDoubt]]
    decided: Decided
    attendees: dict[Pair, Attendee]
    named: dict[Pair, Organisation]
    actions: dict[Pair, Action]

    def reference(self, mention: Pair) -> Reference:
        """The mention as the register writes it."""
        return Reference(document=self.digests[mention[0]].stem, id=mention[1])

    def date(self, mention: Pair) -> str | None:
        """The date of the meeting of a mention."""
        return self.digests[mention[0]].meeting.date

    def person_key(self, mention: Pair) -> str:
        """The key of an attendee in `merges.csv`."""
        return self._key(mention, words_of("person", self.attendees[mention]))

    def organisation_key(self, mention: Pair) -> str:
        """The key of an organisation in `merges.csv`."""
        return self._key(mention, words_of("organisation", self.named[mention]))

    def thread_key(self, mention: Pair) -> str:
        """The key of an action in `merges.csv`."""
        return self._key(mention, words_of("thread", self.actions[mention]))

    def body_key(self, document: int) -> str:
        """The key of a document's body in `merges.csv`."""
        meeting = self.digests[document].meeting
        return self._key((document, "meeting"), meeting.body or meeting.parent_body or "")

    def _key(self, mention: Pair, words: str) -> str:
        return key_of(self.digests[mention[0]].stem, mention[1], words)
