"""The doubtful pairs, written so that a person can decide them."""

from __future__ import annotations

from collections.abc import Iterator

from minutebook.register.decisions import Pair
from minutebook.register.joined import Joined
from minutebook.register.schema import Doubt

LONGEST = 160


def doubts(joined: Joined) -> tuple[Doubt, ...]:
    """People, organisations and threads that may be joined or parted wrongly; the likeliest first.

    A pair that a person has decided is not offered again.
    """
    settled = {
        frozenset(pair)
        for decided in (joined.decided.same, joined.decided.apart)
        for pairs in decided.values()
        for pair in pairs
    }
    found = [
        doubt
        for pair, doubt in (*_people(joined), *_organisations(joined), *_threads(joined))
        if frozenset(pair) not in settled
    ]
    found.sort(key=lambda d: (d.kind, -d.score, d.a, d.b))
    return tuple(found)


def _people(joined: Joined) -> Iterator[tuple[tuple[Pair, Pair], Doubt]]:
    listed = joined.people.listed
    for doubt in joined.people.doubts:
        a, b = listed[doubt.a].mentions[0], listed[doubt.b].mentions[0]
        together = joined.people.of[a] == joined.people.of[b]
        if together != doubt.joined:
            continue
        yield (
            (a, b),
            Doubt(
                kind="person",
                a=joined.person_key(a),
                b=joined.person_key(b),
                decision="same" if together else "not_same",
                score=doubt.score,
                reason=doubt.reason,
                a_shown=_person(joined, a),
                b_shown=_person(joined, b),
            ),
        )


def _person(joined: Joined, mention: Pair) -> str:
    attendee = joined.attendees[mention]
    meeting = joined.digests[mention[0]].meeting
    parts = (attendee.name, attendee.role, attendee.organisation, meeting.body, meeting.date)
    return _cut(", ".join(part for part in parts if part))


def _organisations(joined: Joined) -> Iterator[tuple[tuple[Pair, Pair], Doubt]]:
    found = joined.organisations
    seen: set[tuple[int, int]] = set()
    for doubt in found.doubts:
        a, b = found.variants[doubt.a].mentions[0], found.variants[doubt.b].mentions[0]
        groups = found.of[a], found.of[b]
        together = groups[0] == groups[1]
        if together != doubt.joined or (not together and (min(groups), max(groups)) in seen):
            continue
        seen.add((min(groups), max(groups)))
        yield (
            (a, b),
            Doubt(
                kind="organisation",
                a=joined.organisation_key(a),
                b=joined.organisation_key(b),
                decision="same" if together else "not_same",
                score=doubt.score,
                reason=doubt.reason,
                a_shown=_organisation(joined, a),
                b_shown=_organisation(joined, b),
            ),
        )


def _organisation(joined: Joined, mention: Pair) -> str:
    organisation = joined.named[mention]
    meeting = joined.digests[mention[0]].meeting
    return _cut(f"{' / '.join(organisation.forms)} ({meeting.body or '?'}, {meeting.date or '?'})")


def _threads(joined: Joined) -> Iterator[tuple[tuple[Pair, Pair], Doubt]]:
    for strands, several in zip(joined.threads, joined.thread_doubts, strict=True):
        of = {mention: n for n, strand in enumerate(strands) for mention in strand} if several else {}
        for doubt in several:
            if (of.get(doubt.a) == of.get(doubt.b)) != doubt.joined:
                continue
            yield (
                (doubt.a, doubt.b),
                Doubt(
                    kind="thread",
                    a=joined.thread_key(doubt.a),
                    b=joined.thread_key(doubt.b),
                    decision="same" if doubt.joined else "not_same",
                    score=doubt.score,
                    reason=doubt.reason,
                    a_shown=_thread(joined, doubt.a),
                    b_shown=_thread(joined, doubt.b),
                ),
            )


def _thread(joined: Joined, mention: Pair) -> str:
    action = joined.actions[mention]
    leads = "/".join(lead.text for lead in action.leads)
    parts = (action.ref, leads or None, joined.date(mention), " ".join(action.text.split()))
    return _cut(" · ".join(part for part in parts if part))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
