"""A right-hand column in plain text that begins under a head of its own: who acts, beside the minutes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

SPLIT = re.compile(r"^(?P<left>\s*+\S.*?)(?<!\s)\s{3,}+(?P<note>\S(?:.*\S)?)$")
FAR = 40
"""The least column, in characters, at which such a column begins."""
SLACK = 3
"""Characters that an entry may begin beside its head."""
LONGEST = 32
"""Characters of the longest head or entry."""
FEWEST = 2
"""Lines with words on both sides that make a column."""


class Margin(NamedTuple):
    """The lines without the column, and its entries by the number of the line that they stood on."""

    lines: list[str]
    notes: dict[int, str]


def split_margin(lines: Sequence[str]) -> Margin:
    """The lines of a text parted from the column at their right; all lines as they are where there is none.

    The column begins with a head that stands alone on its line, far to the right.
    """
    for at, line in enumerate(lines):
        head = line.expandtabs()
        column = len(head) - len(head.lstrip())
        if column < FAR or not 0 < len(head.strip()) <= LONGEST:
            continue
        notes = _notes(lines, at + 1, column)
        both = [n for n in notes if lines[n].expandtabs()[: column - SLACK].strip()]
        if len(both) >= FEWEST:
            notes[at] = head.strip()
            return Margin([_left(line, n in notes, column) for n, line in enumerate(lines)], notes)
    return Margin(list(lines), {})


def _notes(lines: Sequence[str], start: int, column: int) -> dict[int, str]:
    """The entries under the head, by line; empty where a line runs through the column's edge in words."""
    notes: dict[int, str] = {}
    for at in range(start, len(lines)):
        line = lines[at].expandtabs().rstrip()
        if not line.strip():
            continue
        found = SPLIT.match(line) if line[: column - SLACK].strip() else None
        begins = found.start("note") if found is not None else len(line) - len(line.lstrip())
        if begins > 0 and abs(begins - column) <= SLACK and len(line[begins:]) <= LONGEST:
            notes[at] = line[begins:]
    return notes


def _left(line: str, noted: bool, column: int) -> str:
    return line.expandtabs()[: column - SLACK].rstrip() if noted else line
