"""Agenda items without numbers: headings by style, and the list under the word Agenda."""

from __future__ import annotations

from minutebook.layout.headings import PEOPLE_ZONES, Heading

MOST_WORDS = 14


def plain_items(headings: list[Heading]) -> list[Heading]:
    """The unnumbered headings that stand for items, of the style that gives most; empty where none do."""
    usable = _outside_lists([h for h in headings if h.number is None and h.title is not None])
    groups = (
        [h for h in usable if h.block.kind == "heading"],
        [h for h in usable if h.block.bold and h.block.kind != "heading"],
        [h for h in usable if h.title and h.title.caps and not h.styled],
        [h for h in usable if h.title and h.title.known and not h.styled],
    )
    for group in groups[:3]:
        if len(group) >= 2:
            loose = [h for h in groups[3] if h.start > group[0].start] if len(group) < 3 else []
            return sorted({*group, *loose}, key=lambda h: h.start) if loose else group
    return groups[3] if len(groups[3]) >= 2 else agenda_list(headings)


def _outside_lists(headings: list[Heading]) -> list[Heading]:
    """Headings that are no title of the document, no attendance list and nothing below one."""
    out = []
    closed: int | None = None  # the level of an attendance heading that is open
    listed = [h.start for h in headings[:40] if h.zone in PEOPLE_ZONES]
    opened = listed[0] if listed else 0
    first_title = next((h for h in headings if h.block.kind == "heading"), None)
    for heading in headings:
        title = heading.title
        assert title is not None
        level = heading.block.level if heading.block.kind == "heading" else None
        if level is not None:
            if closed is not None and level <= closed:
                closed = None
            if title.kind == "attendance" and closed is None:
                closed = level
        if closed is not None and level is not None:
            continue
        if heading.start < opened or (heading is first_title and heading.block.index < 3):
            continue
        if title.kind is not None or heading.banned or title.words > MOST_WORDS:
            continue
        if heading.zone in (*PEOPLE_ZONES, "header", "actions", "signature", "next_meeting") and not (
            title.known and heading.zone in ("next_meeting", "actions")
        ):
            continue
        if heading.block.kind != "heading" and ((title.prose and not title.known) or title.stopped):
            continue
        if title.run_in and not heading.styled:
            continue
        out.append(heading)
    return out


def agenda_list(headings: list[Heading]) -> list[Heading]:
    """The list items right under a line that says Agenda, where the minutes have no headings."""
    out: list[Heading] = []
    begun = False
    for heading in headings:
        if heading.title is None:
            continue
        if not begun:
            begun = heading.title.kind == "container" and heading.title.text.lower().endswith("agenda")
        elif heading.block.kind == "list_item" and heading.title.words <= MOST_WORDS:
            out.append(heading)
        elif out:
            break
    return out if len(out) >= 2 else []
