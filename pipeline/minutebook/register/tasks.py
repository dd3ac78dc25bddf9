"""What an action is about, so that the same task in other words is known again."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from minutebook.register.digest import Action, Digest
from minutebook.rulebook import Rulebook

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_REF = re.compile(r"[^\W_]+")
_ENDINGS = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ies",
    "ied",
    "ees",
    "ers",
    "ee",
    "ed",
    "es",
    "er",
    "e",
    "s",
    "y",
)
STEM_LEAST = 4
NOTHING = 0.1
"""Share of the weight below which two texts have nothing in common."""


def stem(word: str) -> str:
    """The word without its ending, so that `confirm`, `confirmed` and `confirmation` are alike."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= STEM_LEAST:
            return stem(word[: -len(ending)]) if ending in ("s", "es") else word[: -len(ending)]
    return word


def reference(ref: str | None) -> str:
    """A reference without its punctuation and leading zeros: `SB/07` and `sb 7` are one; empty for none."""
    parts = _REF.findall((ref or "").casefold())
    return " ".join(part.lstrip("0") or "0" for part in parts)


@dataclass(frozen=True, slots=True)
class Task:
    """One mention of an action, ready to be compared."""

    document: int
    action: Action
    ref: str
    words: tuple[str, ...]
    leads: frozenset[str]

    @property
    def carried(self) -> bool:
        """Whether the minutes give it as an earlier action."""
        return self.action.origin == "carried_forward"


class TaskReader:
    """Takes actions apart by the rules of one rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._who = rulebook["register.thread.who"]
        self._dull = frozenset(rulebook.terms["register.dull"])

    def read(self, document: int, digest: Digest, action: Action, who: Mapping[str, str]) -> Task:
        """The task of an action; `who` gives the register's name for an attendee's id, where there is one."""
        text = action.text
        front = self._who.match(text)
        if front is not None and front.end() < len(text):
            text = text[front.end() :]
        words = [stem(w) for w in self._plain(text)]
        leads = set()
        for lead in action.leads:
            known = who.get(lead.person_id or "")
            leads.add(
                known if known is not None else (lead.organisation or lead.name or lead.text).casefold()
            )
        return Task(document, action, reference(action.ref), tuple(words), frozenset(leads))

    def _plain(self, text: str) -> Iterable[str]:
        for word in _WORD.findall(text.casefold()):
            word = re.sub(r"['’]s?$|['’]", "", word)
            if word and word not in self._dull:
                yield word


class Weights:
    """How much a word says: seldom words more (inverse document frequency over one body's actions)."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        self._count: Counter[str] = Counter()
        self._all = 0
        self._of: dict[str, float] = {}
        self._tasks: dict[tuple[int, str], tuple[dict[str, int], float]] = {}
        for task in tasks:
            self._count.update(set(task.words))
            self._all += 1

    def of(self, word: str) -> float:
        """The word's weight; one mention in ten weighs about half of a word that stands once."""
        return math.log(2 + self._all / (1 + self._count[word])) + 0.3

    def likeness(self, one: Task, other: Task) -> float:
        """Share of the weight of both texts that they have in common, 0 to 1; slips of the pen count."""
        if not one.words or not other.words:
            return 0.0
        left, whole_left = self._weighed(one)
        right, whole_right = self._weighed(other)
        small, large = (left, right) if len(left) <= len(right) else (right, left)
        shared = sum(self._of[word] * min(n, large[word]) for word, n in small.items() if word in large)
        least = min(whole_left, whole_right)
        if shared < NOTHING * least:
            return 0.0
        if shared < least:
            shared += self._near(Counter(left) - Counter(right), Counter(right) - Counter(left))
        precision, recall = shared / whole_left, shared / whole_right
        even = 2 * precision * recall / (precision + recall)
        # A shortened wording holds nothing new; a very short one proves less.
        held = max(precision, recall) * (0.85 if min(len(one.words), len(other.words)) > 2 else 0.6)
        return min(1.0, max(even, held))

    def _weighed(self, task: Task) -> tuple[dict[str, int], float]:
        """The words of a task with how often they stand, and their weight; counted once a task."""
        mark = (task.document, task.action.id)
        found = self._tasks.get(mark)
        if found is None:
            counts = dict(Counter(task.words))
            for word in counts:
                if word not in self._of:
                    self._of[word] = self.of(word)
            found = counts, sum(self._of[word] * n for word, n in counts.items())
            self._tasks[mark] = found
        return found

    def _near(self, left: Counter[str], right: Counter[str]) -> float:
        """Weight of words that are one another's beginning or a letter apart: `share`, `sharing`."""
        from rapidfuzz.distance import OSA

        gained, free = 0.0, sorted(right)
        for word in sorted(left):
            for other in free:
                alike = len(word) > 3 and len(other) > 3 and word[0] == other[0]
                if alike and (
                    word.startswith(other)
                    or other.startswith(word)
                    or (min(len(word), len(other)) > 5 and OSA.distance(word, other, score_cutoff=1) <= 1)
                ):
                    gained += 0.9 * min(self._of[word], self._of[other])
                    free.remove(other)
                    break
        return gained
