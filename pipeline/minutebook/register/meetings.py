"""Which records are of one meeting, and in which order meetings stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from minutebook.register.digest import Digest

SAME_TABLE = 0.5
"""Share of the smaller circle of people that speaks for one meeting, or for one body with names alike."""
MEETING_KINDS = ("minutes", "action_log")


def order(digest: Digest) -> tuple[bool, str, str, str]:
    """Documents in order of meeting date; those without a date come last."""
    date = digest.meeting.date
    return (date is None, date or "", digest.meeting.start_time or "", digest.stem)


def find_twins(
    bodies: Iterable[Sequence[int]], digests: Sequence[Digest], people: Sequence[frozenset[str]]
) -> dict[int, int]:
    """Second records of one meeting, each with the record that counts.

    `bodies` are the documents of each body, `people` the names that each document lists.
    """
    number_of = {digest.stem: number for number, digest in enumerate(digests)}
    twins: dict[int, int] = {}
    for number, digest in enumerate(digests):
        told = digest.document.duplicate_of
        if told is not None and told in number_of and number_of[told] != number:
            twins[number] = number_of[told]
    by_bytes: dict[str, int] = {}
    for number, digest in enumerate(digests):
        if digest.document.sha256:
            # Parts of one pack share its bytes; only a record of the same meeting is a copy.
            mark = (
                f"{digest.document.sha256} {digest.meeting.body} {digest.meeting.date} {len(digest.actions)}"
            )
            standing = by_bytes.setdefault(mark, number)
            if standing != number:
                twins.setdefault(number, standing)
    for documents in bodies:
        same_day: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number in documents:
            digest = digests[number]
            if digest.meeting.date and digest.document.kind in MEETING_KINDS and number not in twins:
                same_day[digest.document.kind, digest.meeting.date].append(number)
        for records in same_day.values():
            _pair_off(records, digests, people, number_of, twins)
    return {number: _last(number, twins) for number in twins}


def _pair_off(
    records: list[int],
    digests: Sequence[Digest],
    people: Sequence[frozenset[str]],
    number_of: Mapping[str, int],
    twins: dict[int, int],
) -> None:
    replaced = {number_of.get(digests[n].document.supersedes or "") for n in records}
    ranked = sorted(
        records,
        key=lambda n: (
            n in replaced,
            digests[n].document.standing != "approved",
            -len(digests[n].attendees) - len(digests[n].actions),
            digests[n].stem,
        ),
    )
    for place, number in enumerate(ranked):
        for better in ranked[:place]:
            if better not in twins and _one_meeting(
                digests[better], digests[number], people[better], people[number]
            ):
                twins[number] = better
                break


def _one_meeting(a: Digest, b: Digest, people: frozenset[str], others: frozenset[str]) -> bool:
    """Two records of a body and day are one meeting's unless time or people say that it met twice."""
    times = {a.meeting.start_time, b.meeting.start_time} - {None}
    if len(times) > 1:
        return False
    least = min(len(people), len(others))
    return least == 0 or len(people & others) >= SAME_TABLE * least


def _last(number: int, twins: Mapping[int, int]) -> int:
    seen = {number}
    while number in twins and twins[number] not in seen:
        number = twins[number]
        seen.add(number)
    return number
