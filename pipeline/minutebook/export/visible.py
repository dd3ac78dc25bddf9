"""Document text made safe to look at: characters that a screen obeys are shown, never obeyed."""

from __future__ import annotations

import re

# Escape sequences drive a terminal; bidirectional controls show words in another order than they
# stand in; lone surrogates cannot be written as UTF-8. Line breaks and tabs are layout.
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """The text with each obeyed character replaced by U+FFFD; its length stays the same.

    >>> visible("a\\x1b[2Jb")
    'a\ufffd[2Jb'
    """
    if text.isprintable():
        return text
    return _OBEYED.sub("\ufffd", text)


def in_one_line(text: str) -> str:
    """The text made visible, each run of white space one space.

    >>> in_one_line("two\\nlines")
    'two lines'
    """
    return " ".join(visible(text).split())
