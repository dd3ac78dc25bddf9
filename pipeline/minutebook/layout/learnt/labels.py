"""The labels of the line labeller, and which zone each of them stands for."""

from __future__ import annotations

from minutebook.layout.model import Zone

MODEL = "zones"
"""The folder in `models/` that holds the weights."""

ZONE_OF: dict[str, Zone] = {
    "title": "header",
    "header_field": "header",
    "present": "present",
    "in_attendance": "in_attendance",
    "apologies": "apologies",
    "absent": "absent",
    "attendance": "attendance",
    "legend": "legend",
    "item_heading": "item",
    "sub_heading": "item",
    "minute": "item",
    "decision": "item",
    "action_label": "item",
    "action_cell": "item",
    "update": "item",
    "tracker": "item",
    "action_row": "actions",
    "next_meeting": "next_meeting",
    "furniture": "furniture",
    "signature": "signature",
    "circulation": "circulation",
}
"""Zone by label; what the rules read within the minutes (actions, decisions, headings) stands in `item`."""

PEOPLE_LABELS = frozenset({"present", "in_attendance", "apologies", "absent", "attendance"})
"""Labels of lists of people."""

PEOPLE_ZONES: frozenset[Zone] = frozenset(ZONE_OF[label] for label in PEOPLE_LABELS)

LEARNT_HEADING = "zones.learnt.heading"
LEARNT_LABEL = "zones.learnt.label"
LEARNT_LINE = "zones.learnt.line"
"""In the place of a rule's id: the labeller says that the block is a heading of people, begins with a label
of theirs, or belongs to its zone."""

CASES: dict[Zone, Zone] = {"actions": "item", "chrome": "furniture", "legend": "header"}
"""Zones that mean the same where rules and labeller are compared."""

UNSAID: tuple[Zone, ...] = ("header", "item")
"""Zones of blocks that no rule said anything of, where none gave them."""
