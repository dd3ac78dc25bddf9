"""A person while the lists are read: what is known so far, and the words that gave it."""

from __future__ import annotations

from dataclasses import dataclass, field

from minutebook.document import Document, Span
from minutebook.evidence import AttendeeFinding, AttendeeStatus, Capacity, Quote
from minutebook.text.names import PersonName

CAPACITY_ORDER: tuple[Capacity, ...] = (
    "chair",
    "vice_chair",
    "minute_taker",
    "guest",
    "observer",
    "in_attendance",
)


@dataclass
class Person:
    """One reading of one person; readings of the same person are merged later.

    `name` spans are offsets into the document. `others` are the words that
    name a deputy or the one deputised for, by field.
    """

    name: PersonName
    text: str
    span: Span
    producer: str
    status: AttendeeStatus = "unknown"
    sure: bool = True
    values: dict[str, str] = field(default_factory=dict)
    capacity: set[Capacity] = field(default_factory=set)
    quotes: list[Quote] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    confidence: float = 0.95
    others: dict[str, Span] = field(default_factory=dict)
    listed: bool = True

    def give(self, name: str, value: str | None, span: Span, producer: str) -> None:
        """Set a field that has no value yet, with the words that give it."""
        if value and name not in self.values:
            self.values[name] = value
            self.quotes.append(Quote(name, span, producer))

    def add(self, capacity: Capacity, span: Span, producer: str) -> None:
        """Add a capacity with the words that give it."""
        if capacity not in self.capacity:
            self.capacity.add(capacity)
            self.quotes.append(Quote("capacity", span, producer))

    def set_status(self, status: AttendeeStatus, span: Span, producer: str) -> None:
        """Set how they attended; later words replace earlier ones."""
        self.status = status
        self.quotes = [q for q in self.quotes if q.field != "status"]
        self.quotes.append(Quote("status", span, producer))

    def finding(self) -> AttendeeFinding:
        """What the stage hands on."""
        quotes = [Quote("name", self.span, self.producer)]
        if self.name.honorific_span is not None and self.name.honorific:
            quotes.append(Quote("honorific", self.name.honorific_span, self.producer))
        return AttendeeFinding(
            name=self.text,
            honorific=self.name.honorific or None,
            initials=self.values.get("initials"),
            role=self.values.get("role"),
            organisation=self.values.get("organisation"),
            status=self.status,
            capacity=tuple(c for c in CAPACITY_ORDER if c in self.capacity),
            deputising_for=self.values.get("deputising_for"),
            represented_by=self.values.get("represented_by"),
            note=self.values.get("note"),
            quotes=(*quotes, *self.quotes),
            confidence=self.confidence,
            flags=tuple(dict.fromkeys(self.flags)),
        )


def words(document: Document, span: Span) -> str:
    """The words over a span, white space mended."""
    return " ".join(document[span].split())
