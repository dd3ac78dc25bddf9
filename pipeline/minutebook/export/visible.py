"""Document text made safe to look at: characters that a screen obeys are shown, never obeyed."""

from __future__ import annotations

import unicodedata

# Escape sequences drive a terminal; bidirectional controls show words in another order than they
# stand in; lone surrogates cannot be written as UTF-8. Line breaks and tabs are layout.
_OBEYED = {"Cc", "Cs"}
_BIDIRECTIONAL = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LAYOUT = frozenset("\n\t")


def visible(text: str) -> str:
    """The text with each obeyed character replaced by U+FFFD; its length stays the same.

    >>> visible("a\\x1b[2Jb")
    'a\ufffd[2Jb'
    """
    if text.isprintable():
        return text
    return "".join(c if c in _LAYOUT or not _is_obeyed(c) else "\ufffd" for c in text)


def in_one_line(text: str) -> str:
    """The text made visible, each run of white space one space.

    >>> in_one_line("two\\nlines")
    'two lines'
    """
    return " ".join(visible(text).split())


def _is_obeyed(character: str) -> bool:
    return character in _BIDIRECTIONAL or unicodedata.category(character) in _OBEYED
