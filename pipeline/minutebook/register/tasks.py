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
    "ed",
    "es",
    "er",
    "e",
    "s",
    "y",
)
STEM_LEAST = 4


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
        for task in tasks:
            self._count.update(set(task.words))
            self._all += 1

    def of(self, word: str) -> float:
        """The word's weight; one mention in ten weighs about half of a word that stands once."""
        return math.log(2 + self._all / (1 + self._count[word])) + 0.3

    def likeness(self, a: tuple[str, ...], b: tuple[str, ...]) -> float:
        """Share of the weight of both texts that they have in common, 0 to 1; slips of the pen count."""
        if not a or not b:
            return 0.0
        left, right = Counter(a), Counter(b)
        common = left & right
        shared = sum(self.of(w) * n for w, n in common.items())
        lonely, others = left - common, right - common
        if lonely and others:
            shared += self._near(lonely, others)
        weight_a = sum(self.of(w) * n for w, n in left.items())
        weight_b = sum(self.of(w) * n for w, n in right.items())
        precision, recall = shared / weight_a, shared / weight_b
        if not precision or not recall:
            return 0.0
        even = 2 * precision * recall / (precision + recall)
        # A shortened wording holds nothing new; a very short one proves less.
        held = max(precision, recall) * (0.85 if min(len(left), len(right)) > 2 else 0.6)
        return min(1.0, max(even, held))

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
                    gained += 0.9 * min(self.of(word), self.of(other))
                    free.remove(other)
                    break
        return gained
