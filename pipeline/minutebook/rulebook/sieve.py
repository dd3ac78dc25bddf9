"""Spares rules the texts in which they cannot match: all are asked at once for the words that they need.

A document asks its rules some fifteen thousand times, and one time in fifty one matches. RE2's filter
(`FilteredRE2`, https://swtch.com/~rsc/regexp/) knows for each pattern which literal words any match must
hold, and looks for all of them in one pass over the text. What it lets through is still asked of the rule
itself, so a sieve changes the time and nothing else; without RE2 (no wheel for a machine) rules are asked as
ever.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from minutebook.rulebook.loosened import loosened

PAYS_FROM = 10_000
"""Questions after which the sieve is made: a run over one or two documents ends sooner without it."""
KEPT_TEXTS = 1 << 13
MEMORY = 1 << 28
"""Bytes that RE2 may take for a pattern: a gazetteer is a long one. All together take some ten megabytes."""
SHORT_TEXT = 12
"""Characters of a text that the rules answer for themselves faster than the sieve."""
ALL = -1
"""Every bit."""
# Letters that Python takes for i, k and s where case does not count, and RE2 does not.
ODD_CASE = str.maketrans({"ı": "i", "İ": "i", "\u017f": "s", "\u212a": "k"})


class Sieve:
    """Which of the rules that search a text may match somewhere in it; shared by the rules of one book.

    `possible(text)` gives the bits (see `add`) of those that may; of all until the sieve is made.
    """

    def __init__(self, pays_from: int = PAYS_FROM) -> None:
        self._patterns: dict[str, str] = {}
        self._left = pays_from
        self.possible: Callable[[str], int] = self._not_yet

    def add(self, rule_id: str, pattern: str) -> int:
        """Lets the sieve know a rule, each id once; gives the bit that stands for it."""
        self._patterns[rule_id] = pattern
        return 1 << (len(self._patterns) - 1)

    def _not_yet(self, text: str) -> int:
        self._left -= 1
        if self._left < 0:
            self.possible = self._made()
        return ALL

    def _made(self) -> Callable[[str], int]:
        try:
            import re2
        except ImportError:
            return _everything
        options = re2.Options()
        options.case_sensitive = False
        options.log_errors = False
        options.never_capture = True
        options.max_mem = MEMORY
        chosen = re2.Filter()
        bits, unknown = [], 0
        for at, pattern in enumerate(self._patterns.values()):
            try:
                chosen.Add(loosened(pattern.translate(ODD_CASE)), options)
                bits.append(1 << at)
            except re2.error:
                unknown |= 1 << at
        chosen.Compile()

        @lru_cache(maxsize=KEPT_TEXTS)
        def possible(text: str) -> int:
            if len(text) < SHORT_TEXT:
                return ALL
            plain = text if text.isascii() else text.translate(ODD_CASE)
            out = unknown
            for at in chosen.Match(plain.encode("utf-8", "replace"), True) or ():
                out |= bits[at]
            return out

        return possible


def _everything(text: str) -> int:
    return ALL
