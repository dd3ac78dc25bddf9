"""A numbered list of contents in front, whose titles stand again, without numbers, over the minutes."""

from __future__ import annotations

from dataclasses import replace

from minutebook.layout.headings import PEOPLE_ZONES, Heading

SHARE = 0.6
"""So many of the list's titles must stand again for it to be a list of contents."""
LEAST = 3


def repeated_below(chain: list[Heading], headings: list[Heading]) -> list[Heading]:
    """The headings over the minutes, each with its number in the list; empty where the chain is no such list.

    Headings of the same style after the first of them that the list does not name stay without a number.
    """
    if len(chain) < LEAST:
        return []
    numbers = {_words(h): h for h in chain}
    last = chain[-1].start
    found = [h for h in headings if h.start > last and _is_plain(h)]
    named = [h for h in found if _words(h) in numbers]
    if len({_words(h) for h in named}) < max(LEAST, SHARE * len(chain)):
        return []
    style = {_style(h) for h in named}
    out = []
    for heading in found:
        own = numbers.get(_words(heading))
        later = heading.start > named[0].start and _style(heading) in style
        if own is not None:
            out.append(replace(heading, number=own.number, number_span=own.number_span, form=own.form))
        elif later and heading.title is not None and heading.title.kind is None:
            out.append(heading)
    return out


def _style(heading: Heading) -> tuple[str, int | None, bool]:
    return heading.block.kind, heading.block.level, heading.block.bold


def _is_plain(heading: Heading) -> bool:
    """A line set as a heading, without a number, outside lists of people."""
    title = heading.title
    if title is None or heading.number is not None or heading.banned or heading.zone in PEOPLE_ZONES:
        return False
    return heading.styled


def _words(heading: Heading) -> str:
    return " ".join(heading.title.text.lower().split()) if heading.title else ""
