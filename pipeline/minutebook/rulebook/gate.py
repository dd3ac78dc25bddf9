"""One pattern for a whole group of rules that must match at the start of a text: no rule is asked in vain."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutebook.rulebook.loosened import VERBOSE
from minutebook.rulebook.rule import Rule

NAMED = re.compile(r"\(\?P<\w+>")
NUMBERED = re.compile(r"\\[1-9]")


def gate(rules: Sequence[Rule]) -> re.Pattern[str] | None:
    """A pattern whose `match` is None exactly where no rule of the group matches; None where there is none.

    There is none for a group of which a rule searches, or uses the words of one of its own groups again.
    """
    if not rules or any(rule.mode == "search" or NUMBERED.search(rule.pattern) for rule in rules):
        return None
    try:
        return re.compile("|".join(map(_scoped, rules)), re.MULTILINE)
    except re.error:
        return None


def _scoped(rule: Rule) -> str:
    """The rule's pattern with its flags on itself alone, and no names that another's may bear too."""
    pattern = NAMED.sub("(?:", rule.pattern)
    if pattern.startswith(VERBOSE):
        pattern = f"(?x:{pattern.removeprefix(VERBOSE)}\n)"
    pattern = f"(?:{pattern})" if rule.caps == "exact" else f"(?i:{pattern})"
    return pattern + (r"\Z" if rule.mode == "fullmatch" else "")
