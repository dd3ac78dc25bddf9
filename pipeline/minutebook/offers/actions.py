"""Sentences that the trained model takes for commitments and that no action of the record quotes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from minutebook.document import Span
from minutebook.learn.calibrated import share_at
from minutebook.learn.labeller import load_labeller
from minutebook.nlp.learnt import load_learnt
from minutebook.offers.offer import Offer, offered_from
from minutebook.offers.passages import page_of, prose, quoted
from minutebook.schema import Minutes

MODEL = "commitments"


class Heard(NamedTuple):
    """One sentence of a record's text: the model's raw probability, and whether an action quotes it."""

    span: Span
    probability: float
    taken: bool


def possible_actions(minutes: Minutes, rules: Path | None = None) -> tuple[Offer, ...]:
    """The sentences of minutes that may hold an action which the record lacks, the likeliest first.

    Empty for what is not minutes, and where this installation has no weights.
    """
    labeller = load_labeller(MODEL)
    if labeller is None or minutes.document.kind != "minutes":
        return ()
    points, least = labeller.facts["calibration"], offered_from(MODEL)
    out = []
    for one in heard(minutes, rules):
        likelihood = share_at(points, one.probability)
        if not one.taken and likelihood >= least:
            text = minutes.document_text[one.span.start : one.span.end]
            page = page_of(minutes, one.span)
            out.append(Offer("actions", *one.span, text, page, round(likelihood, 2), labeller.producer))
    return tuple(sorted(out, key=lambda offer: (-offer.likelihood, offer.start)))


def heard(minutes: Minutes, rules: Path | None = None) -> Iterator[Heard]:
    """Each sentence of the minutes proper as the model hears it, in order."""
    text = minutes.document_text
    taken = taken_by_actions(minutes)
    paragraphs = prose(minutes)
    told = load_learnt(rules).commitments((text[p.start : p.end] for p in paragraphs), listed_words(minutes))
    for paragraph, found in zip(paragraphs, told, strict=True):
        for one in found:
            span = Span(paragraph.start + one.span.start, paragraph.start + one.span.end)
            yield Heard(span, one.probability, any(span.overlaps(other) for other in taken))


def taken_by_actions(minutes: Minutes) -> tuple[Span, ...]:
    """The words that the record's actions quote for what is to be done and how far it is."""
    return quoted(minutes.actions, "text", "update")


def listed_words(minutes: Minutes) -> frozenset[str]:
    """Initials and the parts of the names of the attendees, as far as they have two letters."""
    words = {word for person in minutes.attendees for word in person.name.split() if len(word) > 1}
    return frozenset(words | {person.initials for person in minutes.attendees if person.initials})
