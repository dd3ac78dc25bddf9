"""One rule: an id, a pattern, examples that it must match and rejects that it must not."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from minutebook.errors import RuleError
from minutebook.rulebook.sieve import Sieve

Match = re.Match[str]
RULE_ID = r"^[a-z0-9_-]+(\.[a-z0-9_-]+)+$"


class Example(BaseModel):
    """A text that a rule must match, and what its named groups must then give."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    gives: dict[str, str | None] = {}


class Reading(BaseModel):
    """A step that evidence names as its producer though no pattern of its own finds the words.

    `does` says in a sentence how it comes to its value.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, Field(pattern=RULE_ID)]
    does: str


class Rule(BaseModel):
    """A compiled rule.

    `pattern` is a Python regular expression; `{{name}}` in it stands for any term of that list.
    `mode` says whether it may match anywhere (`search`), at the start (`match`) or the whole text
    (`fullmatch`). `value` is what a match stands for. `caps: exact` makes letter case count.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    id: Annotated[str, Field(pattern=RULE_ID)]
    pattern: str
    mode: Literal["search", "match", "fullmatch"] = "search"
    caps: Literal["any", "exact"] = "any"
    value: str | None = None
    confidence: Annotated[float, Field(ge=0, le=1)] = 0.9
    note: str | None = None
    source: str | None = None
    examples: tuple[str | Example, ...]
    rejects: tuple[str, ...]

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern, compiled when it is first needed. Raises RuleError where it is none."""
        try:
            return re.compile(self.pattern, re.MULTILINE | (0 if self.caps == "exact" else re.IGNORECASE))
        except re.error as error:
            raise RuleError(f"{self.id}: the pattern does not compile: {error}") from error

    @cached_property
    def _find(self) -> Callable[[str, int], Match | None]:
        """The pattern's own method of the rule's mode: a document asks its rules thousands of times."""
        find: Callable[[str, int], Match | None] = getattr(self.compiled, self.mode)
        return find

    @cached_property
    def _sieve(self) -> Sieve:
        """What the rules of a book share (see `sifted`); a rule on its own is never sifted."""
        return Sieve()

    @cached_property
    def _bit(self) -> int:
        """The rule's own in what its sieve tells; 0 where it is not sifted."""
        return 0

    def sifted(self, sieve: Sieve, plain: str) -> Rule:
        """The rule, asked only where the sieve lets a text through; the same where it searches no text.

        `plain` is the pattern with its word lists written out, in which RE2 sees more words.
        """
        if self.mode != "search":
            return self
        return self.model_copy(update={"_sieve": sieve, "_bit": sieve.add(self.id, plain)})

    @property
    def producer(self) -> str:
        """The word by which evidence names this rule."""
        return f"rule:{self.id}"

    def match(self, text: str, pos: int = 0) -> Match | None:
        """The first match in the rule's own mode, or None."""
        if self._bit and not self._sieve.possible(text) & self._bit:
            return None
        return self._find(text, pos)

    def matches(self, text: str, pos: int = 0, end: int = sys.maxsize) -> Iterator[Match]:
        """Every match between the two places; at most one for rules that are not of mode `search`."""
        if self.mode == "search":
            if self._bit and not self._sieve.possible(text) & self._bit:
                return iter(())
            return self.compiled.finditer(text, pos, end)
        found = getattr(self.compiled, self.mode)(text, pos, end)
        return iter(() if found is None else (found,))

    def faults(self) -> list[str]:
        """What is wrong with the rule by its own examples and rejects; empty when all hold."""
        out = []
        for example in self.examples:
            case = Example(text=example) if isinstance(example, str) else example
            found = self.match(case.text)
            if found is None:
                out.append(f"{self.id}: does not match its example {case.text!r}")
                continue
            for group, wanted in case.gives.items():
                given = found.groupdict().get(group)
                if given != wanted:
                    out.append(f"{self.id}: {case.text!r} gives {group}={given!r}, not {wanted!r}")
        out += [f"{self.id}: matches its reject {text!r}" for text in self.rejects if self.match(text)]
        return out
