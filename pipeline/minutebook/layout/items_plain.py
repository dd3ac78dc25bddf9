"""Agenda items without numbers: headings by style, and the list under the word Agenda."""

from __future__ import annotations

from minutebook.layout.headings import PEOPLE_ZONES, Heading

MOST_WORDS = 14


def plain_items(headings: list[Heading]) -> list[Heading]:
    """The unnumbered headings that stand for items, of the style that gives most; empty where none do.

    A number on a line that is set as a heading does not keep it out.
    """
    usable = _outside_lists(
        [h for h in headings if h.title is not None and (h.number is None or (h.styled and not h.apart))]
    )
    known = [h for h in usable if h.title and h.title.known and not h.styled]
    groups = [
        [h for h in usable if h.block.kind == "heading"],
        [h for h in usable if h.block.bold and h.block.kind != "heading"],
        _capitals(usable),
    ]
    groups = [group for group in groups if len(group) >= 2]
    if groups:
        best = max(groups, key=lambda group: min(3, _count_known(group)))
        if _count_known(best) >= 2 or len(best) >= 3 or best is groups[0]:
            return _with_known(best, known)
    bullets = bulleted(headings)
    if len(known) >= 2 and len(known) > len(bullets):
        return known
    return bullets or agenda_list(headings)


def _capitals(usable: list[Heading]) -> list[Heading]:
    """Lines in capitals; one word alone counts where enough others head their minutes so."""
    caps = [h for h in usable if h.title and h.title.caps and not h.styled]
    sure = [h for h in caps if h.words > 1 or (h.title and h.title.known)]
    return [h for h in caps if h in sure or (h.title and not h.title.outcome)] if len(sure) >= 3 else sure


def _count_known(group: list[Heading]) -> int:
    return sum(h.title is not None and h.title.known for h in group)


def _with_known(group: list[Heading], known: list[Heading]) -> list[Heading]:
    """The few headings of a style, and the known titles that stand after the first of them unstyled."""
    loose = [h for h in known if h.start > group[0].start and h not in group] if len(group) < 3 else []
    return sorted([*group, *loose], key=lambda h: h.start)


def bulleted(headings: list[Heading]) -> list[Heading]:
    """Bullets of the first level that begin with a title, where enough are titles of every agenda."""
    out = []
    for heading in headings:
        title = heading.title
        if title is None or heading.number is not None or heading.block.kind != "list_item":
            continue
        if heading.block.level or heading.banned or title.words > 8 or title.prose or title.stopped:
            continue
        if title.run_in or title.words <= 5:
            out.append(heading)
    return out if _count_known(out) >= 3 else []


def _outside_lists(headings: list[Heading]) -> list[Heading]:
    """Headings that are no title of the document, no attendance list and nothing below one."""
    out = []
    closed: int | None = None  # the level of an attendance heading that is open
    opened = max((h.start for h in headings[:12] if h.zone in PEOPLE_ZONES), default=0)
    head = any(h.zone != "header" for h in headings)  # else the whole document was taken for a head
    first_title = next((h for h in headings if h.block.kind == "heading"), None)
    before: str | None = None  # the kind of the heading before
    for heading in headings:
        title = heading.title
        assert title is not None
        # "Completed" parts a list of actions that a heading opens; elsewhere it is a title like others.
        part = title.kind == "part" and before in ("container", "part")
        level = heading.block.level if heading.block.kind == "heading" else None
        if level is not None or title.kind is not None:
            before = title.kind if title.kind != "part" or part else None
        if level is not None:
            if closed is not None and level <= closed:
                closed = None
            if title.kind == "attendance" and closed is None:
                closed = level
        if closed is not None and level is not None:
            continue
        opening = title.opening and (heading.styled or title.caps)
        if (heading.start < opened and not opening) or (heading is first_title and heading.block.index < 3):
            continue
        kept = title.kind == "container" and level is None and title.text.lower() == "minutes"
        own = title.kind is None or (title.kind == "part" and not part) or kept
        if not own or heading.banned or title.words > MOST_WORDS:
            continue
        apart = (*PEOPLE_ZONES, "signature", *(("header",) if head else ()))
        if heading.zone in apart and not opening:
            continue
        if heading.zone in ("actions", "next_meeting") and not title.known:
            continue
        short = (heading.styled and title.words <= 8 and not title.prose) or title.run_in
        if level is None and not short and (title.stopped or (title.prose and not title.known)):
            continue
        if heading.block.label == "•" and heading.number is None:
            continue
        if title.run_in and not heading.styled and not (title.known and title.words <= 5):
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
    return out if len(out) >= 2 or (out and out[0].number is not None) else []
