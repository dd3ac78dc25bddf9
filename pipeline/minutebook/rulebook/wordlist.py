"""A list of words or phrases as one pattern, written so that the regular expression engine fails early."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

END = ""


def alternation(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest that fits first; a space stands for any run of white space.

    What words share at the front is written once (`co(?:uncil|mmittee)`), and the first letter is looked at
    before any of them: Python's engine tries the words of a plain list one after the other at every place of
    a text. Two words can only match at one place where one begins the other, so the order is the list's.
    """
    tree: dict[str, Any] = {}
    for word in _in_order(words):
        node = tree
        for char in word:
            node = node.setdefault(_piece(char), {})
        node[END] = {}
    firsts = sorted(piece for piece in tree if piece not in (END, r"\s+"))
    guard = f"(?=[{''.join(firsts)}])" if len(firsts) == len(tree) > 1 else ""
    return f"(?:{guard}{_written(tree)})"


def written_out(words: Iterable[str]) -> str:
    """The same pattern with each word in full."""
    return f"(?:{'|'.join(''.join(map(_piece, word)) for word in _in_order(words))})"


def _in_order(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))


def _piece(char: str) -> str:
    return r"\s+" if char == " " else re.escape(char)


def _written(node: dict[str, Any]) -> str:
    branches = [piece + _written(below) for piece, below in node.items() if piece != END]
    if not branches:
        return ""
    if len(branches) == 1 and END not in node:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if END in node else ''}"
