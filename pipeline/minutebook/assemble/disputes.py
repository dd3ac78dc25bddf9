"""Where the line labeller is of another mind than the rules, what was read off the line is less sure."""

from __future__ import annotations

from minutebook.layout import Layout
from minutebook.schema import Action, Attendee, Minutes

FLAG = "zone_disputed"
PEOPLE = frozenset({"present", "apologies", "absent", "in_attendance", "attendance"})


def weigh_disputes(layout: Layout, minutes: Minutes) -> Minutes:
    """The record with attendees and actions of disputed lines flagged, their confidence lowered by the doubt.

    Attendees count where the rules' zone lists people, actions where it does not; without the labeller's
    weights the record stays as it is.
    """
    if not layout.doubts:
        return minutes
    return minutes.model_copy(
        update={
            "attendees": tuple(_attendee(layout, one) for one in minutes.attendees),
            "actions": tuple(_action(layout, one) for one in minutes.actions),
        }
    )


def _attendee(layout: Layout, one: Attendee) -> Attendee:
    doubt = _doubt(layout, one, "name", people=True)
    return one.model_copy(update=_less(one, doubt)) if doubt else one


def _action(layout: Layout, one: Action) -> Action:
    doubt = _doubt(layout, one, "text", people=False)
    return one.model_copy(update=_less(one, doubt)) if doubt else one


def _doubt(layout: Layout, one: Attendee | Action, field: str, *, people: bool) -> float:
    """The largest doubt of the lines that give the field, 0 where there is none."""
    doubts = [0.0]
    for quote in one.evidence:
        block = layout.document.block_at(quote.start) if quote.field == field else None
        if block is not None and (layout.zone(block) in PEOPLE) == people:
            doubts.append(layout.doubts.get(block.index, 0.0))
    return max(doubts)


def _less(one: Attendee | Action, doubt: float) -> dict[str, object]:
    flags = one.flags if FLAG in one.flags else (*one.flags, FLAG)
    return {"confidence": round(one.confidence * (1 - doubt), 3), "flags": flags}
