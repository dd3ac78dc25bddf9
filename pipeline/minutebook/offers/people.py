"""Names in the lines that may list people whom no attendee of the record quotes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from minutebook.document import Span
from minutebook.learn.calibrated import share_at
from minutebook.learn.labeller import load_labeller
from minutebook.nlp.learnt import load_learnt
from minutebook.offers.offer import Offer, offered_from
from minutebook.offers.passages import head, page_of, quoted
from minutebook.schema import Minutes
from minutebook.text.names import fold

MODEL = "names"
PERSON = "person"


@dataclass(frozen=True)
class Known:
    """Whom a record has: the words that its attendees quote, the words of their names, the bodies' names."""

    quotes: tuple[Span, ...]
    names: tuple[frozenset[str], ...]
    bodies: frozenset[str]

    @classmethod
    def of(cls, minutes: Minutes) -> Known:
        """The attendees of a record."""
        fields = ("name", "represented_by", "deputising_for")
        people = minutes.attendees
        names = [p.name for p in people] + [p.deputising_for or "" for p in people]
        bodies = [name for body in minutes.organisations for name in (body.name, *body.aliases)]
        return cls(
            quoted(people, *fields),
            tuple(_words(name) for name in names if name),
            frozenset(fold(name) for name in bodies),
        )

    def has(self, span: Span, name: str) -> bool:
        """Whether the words are an attendee's, or name one of them or a body."""
        words = _words(name)
        if fold(name) in self.bodies or any(words <= one for one in self.names):
            return True
        return any(span.overlaps(other) for other in self.quotes)


def possible_people(minutes: Minutes, rules: Path | None = None) -> tuple[Offer, ...]:
    """Names of whom the minutes may list and the record does not, the likeliest first, each person once.

    Empty for what is not minutes, and where this installation has no weights.
    """
    labeller = load_labeller(MODEL)
    if labeller is None or minutes.document.kind != "minutes":
        return ()
    points, least = labeller.facts["calibration"], offered_from(MODEL)
    known, text = Known.of(minutes), minutes.document_text
    lines = head(minutes)
    best: dict[frozenset[str], Offer] = {}
    for line, found in zip(
        lines, load_learnt(rules).names(text[o.start : o.end] for o in lines), strict=True
    ):
        for one in found:
            span = Span(line.start + one.span.start, line.start + one.span.end)
            name = text[span.start : span.end]
            likelihood = round(share_at(points, one.probability), 2)
            if one.label != PERSON or likelihood < least or known.has(span, name):
                continue
            page, words = page_of(minutes, span), " ".join(text[line.start : line.end].split())
            offer = Offer("attendees", *span, name, page, likelihood, labeller.producer, words)
            best.setdefault(_words(name), offer)
    return tuple(sorted(best.values(), key=lambda offer: (-offer.likelihood, offer.start)))


def _words(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in name.split())
