"""Words and marks of a text with their places, as the names of bodies are read from them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from minutebook.document import Span
from minutebook.evidence import OrganisationKind

TOKEN = re.compile(
    r"(?:[A-Z]\.){1,3}(?=\s+[A-Zo])|[^\W_](?:[\w’'.&-]*[\w])?(?:(?<=s)[’'](?=\s+[A-Z]))?|&|\n|\t|[^\w\s]"
)
SMALL = frozenset(("of", "and", "for", "the", "in", "at", "on", "with"))
MISREAD = re.compile(r"(?<=[^\W\d])[01](?=[^\W\d])|(?<=[A-Z])l(?=[A-Z]|$)|^l(?=[A-Z]{2})")
MEANT = {"0": "o", "1": "i", "l": "i"}


class Token(NamedTuple):
    """One word or mark with its place."""

    text: str
    span: Span

    @property
    def low(self) -> str:
        """The word in small letters, without a possessive ending and with the usual OCR slips mended."""
        return _low(self.text)

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital, and is not a small word set in capitals."""
        return _capital(self.text)

    @property
    def possessive(self) -> bool:
        """Whether it ends in an apostrophe and s."""
        return printed_low(self.text).endswith("'s")


# The same few thousand words come again and again, in a document and from one to the next.
@lru_cache(maxsize=1 << 14)
def printed_low(word: str) -> str:
    """The word in small letters, with one kind of apostrophe."""
    return word.lower().replace("’", "'")


@lru_cache(maxsize=1 << 14)
def _low(word: str) -> str:
    low = printed_low(MISREAD.sub(lambda slip: MEANT[slip.group()], word))
    return low[:-2] if low.endswith("'s") else low.removesuffix("'")


@lru_cache(maxsize=1 << 14)
def _capital(word: str) -> bool:
    return word[0].isupper() and not (word.isupper() and _low(word) in SMALL)


@dataclass(frozen=True, slots=True)
class Mention:
    """One body where the text names it; `head` is the word that says its kind."""

    span: Span
    text: str
    kind: OrganisationKind
    head: str
    rule: str
    confidence: float = 0.85


def tokens_of(text: str) -> list[Token]:
    """Every word, mark, line break and tab of the text in order."""
    return [Token(match.group(), Span(*match.span())) for match in TOKEN.finditer(text)]


def spanning(tokens: list[Token], first: int, last: int) -> Span:
    """From the first token to the last, without the last one's possessive ending."""
    end = tokens[last].span.end
    return Span(tokens[first].span.start, end - 2 if tokens[last].possessive else end)
