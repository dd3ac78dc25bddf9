"""The bodies of the record: those that the text names, and those that people are listed for.

Policies: `lists know bodies` (what the attendance list gives as a person's organisation is one, even where
no rule knows the name), `the body that met` (so is the meeting's), `one body, many forms`, `the text mends
the heading`.
"""

from __future__ import annotations

import re

from minutebook.document import Document, Span
from minutebook.evidence import (
    AttendeeFinding,
    Finding,
    MeetingFinding,
    OrganisationFinding,
    OrganisationKind,
    Quote,
)
from minutebook.rulebook import Rulebook
from minutebook.stages.organisations_forms import Bodies
from minutebook.stages.organisations_generic import add_generic_forms
from minutebook.stages.organisations_names import named_bodies
from minutebook.stages.organisations_words import Words

WORD = re.compile(r"[^\W_]+")
PART = re.compile(r"\s[–—-]\s")
MOST_WORDS = 9
"""Words of the longest name that a list is trusted to give."""


def join_organisations(
    document: Document,
    organisations: tuple[OrganisationFinding, ...],
    attendees: tuple[AttendeeFinding, ...],
    meeting: MeetingFinding | None,
    rulebook: Rulebook,
) -> tuple[OrganisationFinding, ...]:
    """Every body once, in the order in which the document first names it.

    An organisation of an attendee that is another form of a known body becomes that body's alias. One that
    the document does not quote is left out, as is one that only says what kind of body it is.
    """
    bodies = Bodies(rulebook)
    for finding in organisations:
        bodies.take(finding)
    words = Words.of(rulebook)
    initials = {attendee.initials for attendee in attendees}
    stated: list[tuple[str, Quote]] = []
    if meeting is not None:
        stated += _stated(meeting, meeting.body, "body") + _stated(
            meeting, meeting.parent_body, "parent_body"
        )
    for attendee in attendees:
        stated += _stated(attendee, attendee.organisation, "organisation")
    for name, quote in stated:
        printed = _key(document[quote.span])
        if name in initials or not all(word in printed for word in _key(name)):
            continue
        met = meeting is not None and name in (meeting.body, meeting.parent_body)
        if not _names_a_body(name, words, rulebook, met=met):
            continue
        parts = PART.split(name) if not met and bodies.meant(name) is None else []
        if len(parts) > 1 and any(bodies.meant(part) is not None for part in parts):
            continue  # "Marlby Council – Public Health": a service of a body that is known
        body = bodies.meant(name) or bodies.cut_short(name)
        if body is None:
            bodies.add(name, quote.span, _kind(name, words, rulebook), quote.producer, 0.8)
        else:
            body.add(name, quote.span, quote.producer)
    bodies.join()
    _without_people(bodies, frozenset(one for one in initials if one))
    if meeting is not None and meeting.body is not None:
        _mend_heading(document.text, meeting.body, bodies)
    add_generic_forms(document, document.body, bodies, named_before=True)
    return tuple(body.finding() for body in sorted(bodies.bodies, key=lambda one: one.start))


def _without_people(bodies: Bodies, initials: frozenset[str]) -> None:
    """Without short forms that are an attendee's initials: "Owen Tarr – Marlby Police (OT)"."""
    for body in bodies.bodies:
        letters = {"".join(word[0] for word in form.split() if word[0].isupper()) for form in body.forms}
        for form in [one for one in body.forms if one in initials and one not in letters]:
            if len(body.forms) > 1:
                del body.forms[form]


def _mend_heading(text: str, name: str, bodies: Bodies) -> None:
    """A slip in the heading's acronym: "Lamp PMC" above minutes that only tell of the "Lamp PMB"."""
    *words, short = name.split()
    own = bodies.find(name)
    if (
        own is None
        or not words
        or not short.isupper()
        or len(re.findall(rf"\b{re.escape(short)}\b", text)) > 1
    ):
        return
    for body in [one for one in bodies.bodies if one is not own]:
        for form in list(body.forms):
            if form.isupper() and len(form) == len(short) > 2 and form[:-1] == short[:-1]:
                whole = " ".join((*words, form))
                at = text.find(whole)
                if at >= 0:
                    own.add(whole, Span(at, at + len(whole)), body.forms[form].producer)
                    bodies.merge(body, own)
                    break


def _key(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def _stated(finding: Finding, name: str | None, field: str) -> list[tuple[str, Quote]]:
    if name is None:
        return []
    return [(name, quote) for quote in finding.quotes if quote.field == field][:1]


def _names_a_body(name: str, words: Words, rulebook: Rulebook, *, met: bool) -> bool:
    """Whether the words can be a name: a capital, no role or bracket, and more than a kind of body.

    What `met` may have words of roles and brackets in its name.
    """
    parts = [part.strip(".,").lower() for part in name.split()]
    if not parts or not any(char.isupper() for char in name) or len(parts) > MOST_WORDS:
        return False
    if met and "of" not in parts and parts[-1] in words.heads and len(parts) > 2:
        return True
    if "(" in name:
        return False
    small = [part for part in name.split() if part[0].islower() and part not in words.joiners]
    if any(part in words.stop for part in parts) or len(small) > 1 or small[:1] == parts[:1]:
        return False
    common = {word.lower() for word in rulebook.terms["not_name_words"]} | words.heads.keys() | words.bare
    return not all(part in common or part in words.joiners for part in parts)


def _kind(name: str, words: Words, rulebook: Rulebook) -> OrganisationKind:
    """The kind by the gazetteer, else by the name's head, else `other`."""
    known = rulebook.tables["organisations.known"].get(name)
    if known is not None:
        kind: OrganisationKind = known
        return kind
    heads = named_bodies(name, words)
    return heads[-1].kind if heads else "other"
