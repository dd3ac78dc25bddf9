"""Patterns of rules in RE2's syntax, loosened: what the rule finds, the loosened pattern finds too.

RE2 knows neither look-around nor possessive repeats nor a group's own words again. Left out or widened, they
only let more through, and that is all a sieve needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

VERBOSE = "(?x)"
STEP = re.compile(
    r"""
    (?P<class>\[\^?\]?(?:[^\]\\]|\\.)*\])
  | (?P<code>\\u[0-9A-Fa-f]{4})
  | (?P<edge>\\[bB])
  | (?P<end>\\Z)
  | (?P<around>\(\?<?[=!])
  | (?P<again>\(\?P=\w+\))
  | (?P<atomic>\(\?>)
  | (?P<most>\{,\d+\})
  | (?P<repeat>(?:[*+?]|\{\d+(?:,\d*)?\})\+)
  | (?P<other>\\.|.)
    """,
    re.VERBOSE | re.DOTALL,
)
CODE = re.compile(r"\\u([0-9A-Fa-f]{4})")


def loosened(pattern: str) -> str:
    """The pattern for RE2. RE2 may still refuse it, as it does what it does not know."""
    out: list[str] = []
    steps = _steps(pattern)
    for step in steps:
        kind, text = step.lastgroup, step.group()
        if kind == "around":
            _pass_group(steps)
        elif kind in ("class", "code"):
            out.append(CODE.sub(r"\\x{\1}", text))
        elif kind == "end":
            out.append(r"\z")
        elif kind == "again":
            out.append("(?s:.*)")
        elif kind == "atomic":
            out.append("(?:")
        elif kind == "most":
            out.append("{0" + text[1:])
        elif kind == "repeat":
            out.append(text[:-1])
        elif kind != "edge":
            out.append(text)
    return "".join(out)


def _steps(pattern: str) -> Iterator[re.Match[str]]:
    """The pieces of a pattern in order, without the blanks and comments of a verbose one."""
    verbose = pattern.startswith(VERBOSE)
    pos = len(VERBOSE) if verbose else 0
    while pos < len(pattern):
        if verbose and pattern[pos].isspace():
            pos += 1
        elif verbose and pattern[pos] == "#":
            pos = (pattern.find("\n", pos) + 1) or len(pattern)
        else:
            step = STEP.match(pattern, pos)
            assert step is not None
            yield step
            pos = step.end()


def _pass_group(steps: Iterator[re.Match[str]]) -> None:
    """Past the end of the group that has just been opened."""
    depth = 1
    for step in steps:
        text = step.group()
        if step.lastgroup in ("around", "atomic") or text == "(":
            depth += 1
        elif text == ")":
            depth -= 1
        if not depth:
            return
