"""Names that lost the gap to what follows them: `Bo LundHead of Housing`, `Ida Fenn OBETarn Council`."""

from __future__ import annotations

import re

from minutebook.text.names import NameGrammar, fold

INSIDE = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
LETTERS_AFTER = re.compile(r"(?<![^\W\d_])(?P<letters>[A-Z]{2,5})(?=[A-Z][a-z])")
BRACKET_AFTER = re.compile(r"\)(?=[A-Z][a-z])")
WORD_START = re.compile(r"[^\W\d_]+$")
# what a capital may follow inside one surname
JOINTS = ("mc", "mac", "de", "di", "du", "la", "le", "fitz", "van", "st", "ní", "ó")
REACH = 60


def glue_end(text: str, start: int, end: int, grammar: NameGrammar) -> int | None:
    """Where the first word that runs into the next one ends, near the start; None where none does."""
    stops = []
    limit = min(end, start + REACH)
    for found in INSIDE.finditer(text, start, limit):
        word = WORD_START.search(text[start : found.start()])
        if word is not None and word.group().lower() not in JOINTS:
            stops.append(found.start())
            break
    for found in LETTERS_AFTER.finditer(text, start, limit):
        if fold(found["letters"]) in grammar.post_nominals:
            stops.append(found.end())
            break
    return min(stops) if stops else None


def is_glued(text: str, grammar: NameGrammar) -> bool:
    """A word near the start of the line runs into the next one."""
    return BRACKET_AFTER.search(text[:REACH]) is not None or glue_end(text, 0, len(text), grammar) is not None
