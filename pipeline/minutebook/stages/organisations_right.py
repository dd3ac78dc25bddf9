"""Names that grow to the right: "Healthwatch North Tarn", "Clwb Rygbi Penmaen", "Trust for Young Carers"."""

from __future__ import annotations

from minutebook.stages.organisations_tokens import Mention, Token, spanning
from minutebook.stages.organisations_words import Words

MOST = 4
"""Capitalised words that may follow the first."""


def named_first(tokens: list[Token], index: int, words: Words, text: str) -> tuple[Mention, int] | None:
    """The body whose kind its first words say and whose place or name follows, with its last token.

    None where nothing follows, or where what follows is a role, a document or a longer run of capitals
    than a place's name.
    """
    if not tokens[index].capital:
        return None
    for count in (2, 1):
        run = tokens[index : index + count]
        phrase = " ".join(one.text for one in run)
        if len(run) == count and phrase in words.firsts and not run[-1].possessive:
            last = _over(tokens, index + count, words)
            if last is None:
                return None
            span = spanning(tokens, index, last)
            return Mention(
                span, text[span.start : span.end], words.firsts[phrase], phrase, "organisations.firsts"
            ), last
    return None


def for_whom(tokens: list[Token], last: int, head: str, words: Words) -> int:
    """The last token of the name, over "for" or "of" and the people, place or cause that follow."""
    if last + 2 >= len(tokens) or tokens[last].possessive:
        return last
    governors = tokens[last + 2].capital and tokens[last + 2].low in words.governors
    if governors and head in words.governing and tokens[last + 1].low == "of":
        return last + 2  # "Alder Township Board of Supervisors"
    heads = {"for": words.for_heads, "of": words.of_heads}.get(tokens[last + 1].text.lower(), frozenset())
    if head not in heads:
        return last
    end = _over(tokens, last + 2, words)
    return last if end is None else end


def _over(tokens: list[Token], at: int, words: Words) -> int | None:
    """The last token of the run of capitalised words that begins there."""
    last = None
    count = 0
    while at < len(tokens):
        token = tokens[at]
        if token.capital:
            if token.low in words.after_first_not or token.low in words.stop:
                return None if last is None or tokens[at - 1].capital else last
            last, count = at, count + 1
            if count > MOST or _head_near(token, words):
                return None
            if token.possessive:
                return last
        elif last is None or token.low not in words.over or not _goes_on(tokens, at + 1, words):
            break
        at += 1
    return last


def _goes_on(tokens: list[Token], at: int, words: Words) -> bool:
    """Whether the name goes on after a small word: no other body begins there."""
    if at < len(tokens) and tokens[at].low in words.over and not tokens[at].capital:
        at += 1
    if at >= len(tokens) or not tokens[at].capital or tokens[at].text.isupper():
        return False
    if any(" ".join(t.text for t in tokens[at : at + n]) in words.firsts for n in (1, 2)):
        return False
    while at < len(tokens) and tokens[at].capital:
        if _head_near(tokens[at], words) or tokens[at].low in words.stop | words.after_first_not:
            return False
        at += 1
    return True


def _head_near(token: Token, words: Words) -> bool:
    return token.low in words.heads
