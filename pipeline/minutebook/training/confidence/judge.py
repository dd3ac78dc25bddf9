"""Which extracted values are right, one by one, by the rules of the gold's scorer."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any

Verdict = tuple[str, int, int, bool]
"""Kind (`attendees`, `actions`, `leads`, `due`), index of the entry, of its lead or -1, right or not."""
FIELDS = ("status", "deputising_for", "represented_by")
ACTION_FIELDS = ("status", "origin")


def judge(scorer: ModuleType, gold: dict[str, Any], found: dict[str, Any]) -> Iterator[Verdict]:
    """A verdict on each value that the gold speaks of; optional entries get none.

    An attendee is right where the gold has the person with that status and those deputies; an action where
    the gold has it with that status and origin; a lead where its action and who it stands for are right; a
    due date where its action and its day are.
    """
    if "attendees" in gold:
        yield from _attendees(scorer, gold["attendees"], found.get("attendees") or [])
    if "actions" in gold:
        yield from _actions(scorer, gold["actions"], found.get("actions") or [])


def _attendees(scorer: ModuleType, gold: list[Any], found: list[Any]) -> Iterator[Verdict]:
    pairs, _, extra = scorer.pair_up(gold, found, scorer.name_weight, 0.85)
    same = {field: how for field, how in scorer.ATTENDEE_FIELDS if field in FIELDS}
    for i, j in pairs:
        if not gold[i].get("optional"):
            yield "attendees", j, -1, all(_agrees(scorer, gold[i], found[j], f, same[f]) for f in FIELDS)
    for j in extra:
        yield "attendees", j, -1, False


def _agrees(scorer: ModuleType, gold: dict[str, Any], found: dict[str, Any], field: str, same: Any) -> bool:
    """No wrong value: one that was left empty is missed, and not wrong."""
    value = found.get(field)
    if field not in gold or value is None:
        return True
    return any(same(option, value) for option in scorer.options(gold[field]))


def _actions(scorer: ModuleType, gold: list[Any], found: list[Any]) -> Iterator[Verdict]:
    pairs, _, extra = scorer.pair_up(gold, found, scorer.action_weight, 0.6)
    for i, j in pairs:
        if gold[i].get("optional"):
            continue
        fields = (_agrees(scorer, gold[i], found[j], f, scorer.same_exact) for f in ACTION_FIELDS)
        yield "actions", j, -1, all(fields)
        yield from _leads(scorer, gold[i].get("leads") or [], found[j].get("leads") or [], j)
        due = (found[j].get("due") or {}).get("date")
        if due:
            wanted = scorer.options((gold[i].get("due") or {}).get("date"))
            yield "due", j, -1, any(scorer.same_date(day, due) for day in wanted)
    for j in extra:
        yield "actions", j, -1, False
        for n in range(len(found[j].get("leads") or [])):
            yield "leads", j, n, False
        if (found[j].get("due") or {}).get("date"):
            yield "due", j, -1, False


def _leads(scorer: ModuleType, gold: list[Any], found: list[Any], action: int) -> Iterator[Verdict]:
    left = list(range(len(found)))
    for one in sorted(gold, key=lambda lead: bool(lead.get("optional"))):
        forms = [v for key in ("text", "name", "organisation") for v in scorer.options(one.get(key))]
        hit = next((n for n in left if _fits(scorer, forms, found[n])), None)
        if hit is None:
            continue
        left.remove(hit)
        if not one.get("optional"):
            yield "leads", action, hit, not scorer.misread(one, found[hit])
    for n in left:
        yield "leads", action, n, False


def _fits(scorer: ModuleType, forms: list[str], lead: dict[str, Any]) -> bool:
    mine = [v for v in (lead.get("text"), lead.get("name"), lead.get("organisation")) if v]
    return any(
        scorer.norm_name(f) == scorer.norm_name(m) or scorer.same_name(f, m) for f in forms for m in mine
    )
