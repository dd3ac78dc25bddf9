"""Which mentions of actions are one action followed through the meetings of a body.

Meeting by meeting each mention goes to the thread of an earlier one or begins its own. A reference leads to
its thread unless the words are about something else; without one the words decide, with leads and item.
Best matches first, one to one within a meeting.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from minutebook.register.digest import Digest
from minutebook.register.organisation_joins import Pair
from minutebook.register.tasks import Task, TaskReader, Weights
from minutebook.rulebook import Rulebook

SAME_REF = 0.2
"""Likeness from which a carried action of the same reference is the same task."""
SAME_REF_NEW = 0.45
"""The same for one that is recorded as new: many boards number each meeting's actions from 1."""
OTHER_REF = 0.8
"""Likeness from which an action that was given another reference is still the same."""
WORDS = 0.66
"""Likeness from which words alone are enough."""
WORDS_AND_LEAD = 0.46
"""The same where a lead is shared."""
RESTATED = 0.6
"""Likeness from which two mentions in one meeting are the same action said twice."""
DOUBTFUL = 0.12
"""How far below its threshold a match is still offered as doubtful."""
SAME_REFERENCE = "same reference"
SAID_AGAIN = 0.75
"""Likeness from which what the minutes record as new is an earlier action, still open, said again."""
SAID_AGAIN_LEAD = 0.62
"""The same where a lead is shared."""
RECENT = 3
"""Meetings within which that may be."""
OLD = 12
"""Meetings after which a closed action is no longer thought of where no reference leads to it."""
FORGOTTEN = 24
"""The same for an open one."""
STALE = 0.02
"""What each meeting that did not mention a thread takes from its rank."""


@dataclass(slots=True)
class Strand:
    """A thread as it grows: its mentions in order."""

    tasks: list[Task] = field(default_factory=list)
    refs: set[str] = field(default_factory=set)

    @property
    def last(self) -> Task:
        """The latest mention."""
        return self.tasks[-1]

    @property
    def open(self) -> bool:
        """Whether the latest mention left it open."""
        return self.last.action.status == "open"


@dataclass(frozen=True, slots=True)
class ThreadDoubt:
    """Two mentions that may be of one action, how like they are, why, and whether they were joined."""

    a: Pair
    b: Pair
    score: float
    reason: str
    joined: bool


@dataclass(frozen=True, slots=True)
class _Match:
    score: float
    likeness: float
    task: int
    strand: int
    sure: bool
    reason: str


def follow(
    documents: Sequence[int],
    digests: Sequence[Digest],
    who: Mapping[Pair, str],
    rulebook: Rulebook,
    same: Iterable[tuple[Pair, Pair]] = (),
    apart: Iterable[tuple[Pair, Pair]] = (),
) -> tuple[list[list[Pair]], list[ThreadDoubt]]:
    """The threads of one body, each as its mentions in order, and what is doubtful.

    `documents` are the body's counted records in order of date; `who` names the people of the register by
    mention; `same` and `apart` are pairs of mentions that a person decided.
    """
    reader = TaskReader(rulebook)
    meetings = [
        [
            reader.read(number, digests[number], action, _known(number, digests[number], who))
            for action in acts
        ]
        for number in documents
        if (acts := digests[number].actions)
    ]
    weights = Weights(task for meeting in meetings for task in meeting)
    follower = _Follower(weights, _both_ways(same), _both_ways(apart))
    for place, tasks in enumerate(meetings):
        follower.meeting(place, tasks)
    follower.obey(same)
    strands = [
        [(t.document, t.action.id) for t in strand.tasks] for strand in follower.strands if strand.tasks
    ]
    return strands, follower.doubts


def _known(number: int, digest: Digest, who: Mapping[Pair, str]) -> dict[str, str]:
    return {a.id: who[number, a.id] for a in digest.attendees if (number, a.id) in who}


def _both_ways(pairs: Iterable[tuple[Pair, Pair]]) -> dict[Pair, set[Pair]]:
    out: dict[Pair, set[Pair]] = defaultdict(set)
    for a, b in pairs:
        out[a].add(b)
        out[b].add(a)
    return out


class _Follower:
    """The threads of one body so far, found by reference and by word."""

    def __init__(self, weights: Weights, same: dict[Pair, set[Pair]], apart: dict[Pair, set[Pair]]) -> None:
        self.weights, self.same, self.apart = weights, same, apart
        self.strands: list[Strand] = []
        self.doubts: list[ThreadDoubt] = []
        self._by_ref: dict[str, list[int]] = defaultdict(list)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._seen_at: list[int] = []

    def meeting(self, place: int, tasks: list[Task]) -> None:
        """Give each mention of one meeting to a thread."""
        matches = [match for n, task in enumerate(tasks) for match in self._matches(place, n, task)]
        matches.sort(key=lambda m: (-m.score, m.task, m.strand))
        given: dict[int, int] = {}
        taken: dict[int, int] = {}
        for match in matches:
            if match.sure and match.task not in given and match.strand not in taken:
                given[match.task] = match.strand
                taken[match.strand] = match.task
        self._note_doubts(tasks, matches, given)
        fresh: list[int] = []
        for n, task in enumerate(tasks):
            strand = given.get(n)
            if strand is None:
                strand = self._restated(task, [*taken, *fresh], place)
            if strand is None:
                strand = len(self.strands)
                self.strands.append(Strand())
                self._seen_at.append(place)
                fresh.append(strand)
            self._add(strand, task, place)

    def _add(self, number: int, task: Task, place: int) -> None:
        strand = self.strands[number]
        strand.tasks.append(task)
        self._seen_at[number] = place
        if task.ref and task.ref not in strand.refs:
            strand.refs.add(task.ref)
            self._by_ref[task.ref].append(number)
        for word in dict.fromkeys(task.words):
            held = self._by_word[word]
            if number not in held[-50:]:
                held.append(number)

    def _matches(self, place: int, n: int, task: Task) -> Iterable[_Match]:
        for number in self._candidates(place, task):
            match = self._compare(place, n, task, number)
            if match is not None:
                yield match

    def _candidates(self, place: int, task: Task) -> list[int]:
        """Threads of the same reference, and those that share the words that say most."""
        found = dict.fromkeys(self._by_ref.get(task.ref, ()) if task.ref else ())
        telling = sorted(set(task.words), key=lambda word: (-self.weights.of(word), word))
        for word in telling[:8]:
            for number in self._by_word.get(word, ())[-60:]:
                strand = self.strands[number]
                if place - self._seen_at[number] <= (FORGOTTEN if strand.open else OLD):
                    found.setdefault(number)
        for decided in self.same.get((task.document, task.action.id), ()):
            for number, strand in enumerate(self.strands):
                if any((t.document, t.action.id) == decided for t in strand.tasks):
                    found.setdefault(number)
        return sorted(found)

    def _compare(self, place: int, n: int, task: Task, number: int) -> _Match | None:
        strand = self.strands[number]
        own = (task.document, task.action.id)
        held = {(t.document, t.action.id) for t in strand.tasks}
        if self.apart.get(own, set()) & held:
            return None
        if self.same.get(own, set()) & held:
            return _Match(9.0, 1.0, n, number, True, "decided by a person")
        like = max(self.weights.likeness(task, other) for other in _recent(strand))
        lead = bool(task.leads & strand.last.leads)
        item = (
            task.action.agenda_item is not None and task.action.agenda_item == strand.last.action.agenda_item
        )
        if task.ref and task.ref in strand.refs:
            needed = SAME_REF if task.carried else SAME_REF_NEW
            if not task.words and task.carried:
                needed = 0.0
            reason, bonus = SAME_REFERENCE, 1.0
        elif task.ref and strand.refs:
            # A meeting's own number gives way to the log's; two numbers of one log are two actions.
            if not (task.carried and not any(t.carried for t in strand.tasks)):
                return None
            needed, reason, bonus = OTHER_REF, "another reference, the same words", 0.0
        else:
            needed = WORDS_AND_LEAD if lead or item else WORDS
            if not task.carried:
                needed = SAID_AGAIN_LEAD if lead else SAID_AGAIN
            reason, bonus = "the same lead and words" if lead else "the same words", 0.0
        gap = place - self._seen_at[number]
        if not task.carried and (not strand.open or (gap > RECENT and not bonus)):
            return None
        if not strand.open and bonus == 0.0:
            needed = max(needed, WORDS)
        score = like + bonus + 0.1 * lead + 0.02 * item + 0.05 * strand.open - STALE * min(gap, OLD)
        if like >= needed:
            return _Match(score, like, n, number, True, reason)
        if like >= max(needed - DOUBTFUL, 0.1):
            return _Match(score - 5, like, n, number, False, reason)
        return None

    def _restated(self, task: Task, numbers: list[int], place: int) -> int | None:
        """A thread that this very meeting has named already in like words."""
        best, found = RESTATED, None
        for number in numbers:
            other = self.strands[number].last
            if other.document != task.document or (task.ref and other.ref and task.ref != other.ref):
                continue
            if (other.document, other.action.id) in self.apart.get((task.document, task.action.id), set()):
                continue
            like = self.weights.likeness(task, other)
            if like >= best and (task.carried != other.carried or (task.ref and task.ref == other.ref)):
                best, found = like, number
        return found

    def _note_doubts(self, tasks: list[Task], matches: list[_Match], given: Mapping[int, int]) -> None:
        noted: set[int] = set()
        for match in matches:
            task, last = tasks[match.task], self.strands[match.strand].last
            a, b = (last.document, last.action.id), (task.document, task.action.id)
            joined = given.get(match.task) == match.strand
            told = WORDS_AND_LEAD if match.reason == SAME_REFERENCE else WORDS
            weak = joined and match.score < 9 and match.likeness < told
            if match.task not in noted and (weak or (not joined and match.task not in given)):
                noted.add(match.task)
                self.doubts.append(ThreadDoubt(a, b, round(match.likeness, 2), match.reason, joined))

    def obey(self, same: Iterable[tuple[Pair, Pair]]) -> None:
        """Join the threads that a person joined and the meetings' own order did not."""
        for a, b in same:
            left, right = self._holding(a), self._holding(b)
            if left is not None and right is not None and left != right:
                one, other = sorted((left, right))
                self.strands[one].tasks += self.strands[other].tasks
                self.strands[other].tasks = []

    def _holding(self, mention: Pair) -> int | None:
        for number, strand in enumerate(self.strands):
            if any((t.document, t.action.id) == mention for t in strand.tasks):
                return number
        return None


def _recent(strand: Strand) -> list[Task]:
    """The first wording and the latest two."""
    return [strand.tasks[0], *strand.tasks[1:][-2:]]
