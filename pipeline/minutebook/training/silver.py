"""Labels of the lines of real minutes: the rules' zones, put right by where the gold's values stand.

They are silver, not gold: nobody has labelled the lines one by one. What the gold names (attendees with their
status, item titles, actions, updates, decisions) is found in the text and labels its block; the rest is as
the rules have it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from minutebook.document import Block, Document
from minutebook.layout.learnt.labels import PEOPLE_LABELS
from minutebook.layout.model import Layout
from minutebook.rulebook import Rulebook
from minutebook.training.gold import first

LETTERS = re.compile(r"[^\W_]+")
STATUS = {"present": "present", "apologies": "apologies", "absent": "absent", "unknown": "attendance"}
BASE = {"header": "header_field", "item": "minute", "actions": "action_row", "chrome": "furniture"}
MOST = 0.6
"""The share of a block that a value must fill to label it."""


def silver_labels(layout: Layout, record: dict[str, Any], rulebook: Rulebook) -> tuple[str, ...]:
    """One label for each block of `document.body`."""
    document = layout.document
    labels = {b.index: BASE.get(layout.zone(b), layout.zone(b)) for b in document.body}
    folded = {b.index: fold(b.text) for b in document.body}
    for block in document.body:
        if labels[block.index] == "header_field" and _is_title(folded[block.index], record):
            labels[block.index] = "title"
    labels.update(_headings(layout))
    labels.update(_people(document, folded, labels, record))
    labels.update(_outcomes(layout, folded, labels, record, rulebook))
    return tuple(labels[b.index] for b in document.body)


def fold(text: str) -> str:
    """The letters and digits of a text in small letters, words parted by one space."""
    return " ".join(LETTERS.findall(text.lower()))


def _is_title(text: str, record: dict[str, Any]) -> bool:
    meeting = record.get("meeting") or {}
    named = [fold(str(name)) for name in (first(meeting.get("body")), first(meeting.get("title"))) if name]
    return any(name and (name in text or (text and text in name)) for name in named)


def _headings(layout: Layout) -> Iterator[tuple[int, str]]:
    for item in layout.items:
        for block in layout.document.body:
            if block.span.overlaps(item.heading) and layout.zone(block) == "item":
                inside = min(block.span.end, item.heading.end) - max(block.span.start, item.heading.start)
                if inside >= MOST * len(block.text):
                    yield block.index, "sub_heading" if item.depth else "item_heading"


def _people(
    document: Document, folded: dict[int, str], labels: dict[int, str], record: dict[str, Any]
) -> Iterator[tuple[int, str]]:
    """Lines of lists that name attendees of one status; a line of several is left as the rules have it."""
    people = [
        (fold(str(name)), STATUS.get(str(first(one.get("status"))), "attendance"))
        for one in record.get("attendees") or ()
        if (name := first(one.get("name"))) and len(str(name)) > 3
    ]
    for block in document.body:
        if labels[block.index] not in PEOPLE_LABELS or labels[block.index] == "attendance":
            continue
        named = {status for name, status in people if name in folded[block.index]}
        if len(named) == 1:
            status = named.pop()
            if status != "attendance" and not (
                labels[block.index] == "in_attendance" and status == "present"
            ):
                yield block.index, status


def _outcomes(
    layout: Layout,
    folded: dict[int, str],
    labels: dict[int, str],
    record: dict[str, Any],
    rulebook: Rulebook,
) -> Iterator[tuple[int, str]]:
    """Blocks that an action, its update or a decision fills for the most part."""
    free = [b for b in layout.document.body if labels[b.index] in ("minute", "action_row")]
    for one in record.get("decisions") or ():
        for block in _filled(free, folded, one.get("text")):
            yield block.index, "decision"
    for one in record.get("actions") or ():
        for block in _filled(free, folded, one.get("update")):
            yield block.index, "update"
        old = first(one.get("origin")) == "carried_forward"
        for block in _filled(free, folded, one.get("text")):
            labelled = rulebook.first("actions.label", block.text) is not None
            yield block.index, "tracker" if old else "action_label" if labelled else "action_row"


def _filled(blocks: list[Block], folded: dict[int, str], value: Any) -> Iterator[Block]:
    words = [fold(str(one)) for one in (value if isinstance(value, list) else [value]) if one]
    for block in blocks:
        text = folded[block.index]
        if any(len(one) > 3 and one in text and len(one) >= MOST * len(text) for one in words):
            yield block
