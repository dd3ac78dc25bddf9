"""Agenda items: headings by number, style and place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from minutebook.document import Document, Span
from minutebook.layout.headings import PEOPLE_ZONES, Heading, HeadingReader
from minutebook.layout.items_contents import repeated_below
from minutebook.layout.items_plain import plain_items
from minutebook.layout.items_series import (
    CODES,
    Weigher,
    is_title,
    main_chain,
    outweighed,
    sub_items,
    under_plain,
)
from minutebook.layout.items_titles import Titles
from minutebook.layout.model import Item, Table, Zone
from minutebook.rulebook import Rulebook

# a blank inside a number (`5 a`), but not the one after a committee's letters (`QS 23/04`)
SPLIT = re.compile(r"(?<![A-Z]{2})\s|\s(?!\d)")


@dataclass(frozen=True, slots=True)
class _Chosen:
    """One heading taken for an item, with the number that it is to have."""

    heading: Heading
    number: str | None
    parent: str | None
    depth: int


def find_items(
    document: Document, tables: tuple[Table, ...], zones: tuple[Zone, ...], rulebook: Rulebook
) -> tuple[Item, ...]:
    """The agenda items in order of the document.

    Numbered headings are taken where they make a series; else headings by style; else the agenda's
    list. Numbered paragraphs without a title are none. Empty where the document has no headings.
    """
    titles = Titles(document, zones, rulebook)
    headings = HeadingReader(document, tables, zones, rulebook, titles).read()
    main = main_chain(headings, Weigher(rulebook))
    plain = plain_items(headings) if not main or main[0].form not in CODES else []
    below = repeated_below(main, headings)
    if below:
        chosen = [_Chosen(h, h.number, None, 0) for h in below]
    elif main and not outweighed(main, plain):
        chosen = _once(list(_with_subs(main, headings, rulebook)))
    else:
        chosen = list(_plain_with_subs(plain, headings))
    return tuple(_spanned(document, zones, headings, chosen, rulebook))


def _with_subs(main: list[Heading], headings: list[Heading], rulebook: Rulebook) -> Iterator[_Chosen]:
    """The main items, each followed by its sub-items."""
    carried, closing = rulebook["items.title.carried"], rulebook["items.title.closing"]
    strict = _numbers_paragraphs(headings)
    ends = [h.start for h in main[1:]] + [headings[-1].start + 1]
    for heading, end in zip(main, ends, strict=True):
        number = SPLIT.sub("", str(heading.number))
        yield _Chosen(heading, number, None, 0)
        words = heading.title.text if heading.title else ""
        if closing.match(words):
            continue
        between = [h for h in headings if heading.start < h.start < end]
        listed = heading.title is not None and heading.title.kind == "container"
        old = listed or carried.match(words) is not None
        for sub, own in sub_items(between, number, old, strict):
            yield _Chosen(sub, own, number, 1)


def _plain_with_subs(plain: list[Heading], headings: list[Heading]) -> Iterator[_Chosen]:
    """The unnumbered items, each followed by what is lettered A, B, C under it."""
    ends = [h.start for h in plain[1:]] + [headings[-1].start + 1 if headings else 0]
    for heading, end in zip(plain, ends, strict=bool(plain)):
        yield _Chosen(heading, heading.number, None, 0)
        for sub in under_plain([h for h in headings if heading.start < h.start < end]):
            yield _Chosen(sub, sub.number, heading.number, 1)


def _once(chosen: list[_Chosen]) -> list[_Chosen]:
    """Without the entries of an agenda in front whose titles the minutes print again."""
    later: set[tuple[str | None, str]] = set()
    out = []
    for pick in reversed(chosen):
        title = pick.heading.title
        words = " ".join(title.text.lower().split()) if title else ""
        keys = {(pick.parent, words), (pick.number, words[:24])}
        if not keys & later:
            out.append(pick)
        later |= keys
    return out[::-1]


def _numbers_paragraphs(headings: list[Heading]) -> bool:
    """Whether numbers such as 1.1 stand before paragraphs more often than before titles."""
    dotted = [h for h in headings if h.form == "dotted" and not h.banned]
    return 2 * sum(is_title(h) for h in dotted) < len(dotted)


def _spanned(
    document: Document,
    zones: tuple[Zone, ...],
    headings: list[Heading],
    chosen: list[_Chosen],
    rulebook: Rulebook,
) -> Iterator[Item]:
    """Items with the span of their minute: to the next item, or to where the minutes proper end."""
    body_end = document.body[-1].span.end if document.body else 0
    for position, pick in enumerate(chosen):
        heading, title = pick.heading, pick.heading.title
        assert title is not None
        following = chosen[position + 1].heading.start if position + 1 < len(chosen) else None
        end = following if following is not None else _close(document, zones, heading, body_end, rulebook)
        while end > title.span.end and document.text[end - 1].isspace():
            end -= 1
        yield Item(
            pick.number,
            title.text,
            pick.parent,
            Span(heading.start, title.span.end),
            heading.number_span,
            title.span,
            Span(heading.start, max(end, title.span.end)),
            pick.depth,
            f"rule:{heading.rule}",
            0.95 if title.known or heading.styled or heading.apart else 0.85,
        )


def _close(
    document: Document, zones: tuple[Zone, ...], heading: Heading, body_end: int, rulebook: Rulebook
) -> int:
    """Where the last item ends: before a signature, people, or the actions behind the next meeting."""
    last = (*PEOPLE_ZONES, "signature", "circulation")
    actions = rulebook["zones.closing.actions"]
    over = zones[heading.block.index] == "next_meeting"
    for block in document.body:
        if block.span.start <= heading.block.span.end:
            continue
        zone = zones[block.index]
        over = over or zone == "next_meeting"
        listed = zone == "actions" or (block.cell is None and actions.match(block.text.strip()) is not None)
        if zone in last or (over and listed):
            return block.span.start
    return body_end
