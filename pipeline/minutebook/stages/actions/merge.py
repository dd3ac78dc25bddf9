"""One entry for each place that records an action: summaries and repeats go into it."""

from __future__ import annotations

from minutebook.document import Document
from minutebook.stages.actions.draft import Draft

SAME = 0.6
SAME_PLAIN = 0.75
"""A commitment in prose must be nearer to a table's row to be the same action."""
CONTAINED = 0.75
"""The share of a summary's words that stand in the action of the same leads that it sums up."""
STEM = 5
"""Letters in which forms of one word are alike."""
SUMMARIES = ("actions.column.action", "actions.section.new", "actions.label.todo")


def merge(document: Document, drafts: list[Draft]) -> list[Draft]:
    """The drafts in order of the document without those that only sum up another of this meeting."""
    ordered = sorted(drafts, key=lambda draft: (draft.span.start, not draft.marked))
    out: list[Draft] = []
    summed: set[int] = set()
    reach = 0  # where the drafts so far end: what begins after that overlaps none of them
    for draft in ordered:
        twin = next((d for d in out if _overlaps(d, draft)), None) if draft.span.start < reach else None
        reach = max(reach, draft.span.end)
        if twin is not None:
            if draft.marked and not twin.marked:
                out[out.index(twin)] = draft
            continue
        if draft.rule in SUMMARIES:
            # What one line of a summary has summed up no other line sums up again.
            free = (d for d in out if d.origin == "new" and id(d) not in summed)
            same = next((d for d in free if _same(document, d, draft)), None)
            if same is not None and (same.rule != draft.rule or _equal(document, same, draft)):
                _take(same, draft)
                summed.add(id(same))
                continue
        out.append(draft)
    return out


def _overlaps(a: Draft, b: Draft) -> bool:
    return a.span.overlaps(b.span)


def _words(document: Document, draft: Draft) -> set[str]:
    return {w.strip(".,;:()").lower() for w in document[draft.span].split() if len(w) > 3}


def _leads(draft: Draft) -> frozenset[str]:
    return frozenset(who.text.lower() for who in draft.leads)


def _within(left: set[str], right: set[str]) -> bool:
    """Nearly all the words of the shorter stand in the longer, whatever their endings."""
    short, long = sorted(({word[:STEM] for word in words} for words in (left, right)), key=len)
    return len(short) >= 2 and len(short & long) >= CONTAINED * len(short)


def _same(document: Document, a: Draft, b: Draft) -> bool:
    """The same task in other words: most of the longer words shared."""
    if a.ref and b.ref:
        return a.ref == b.ref
    left, right = _words(document, a), _words(document, b)
    if not left or not right:
        return False
    if _leads(a) and _leads(a) == _leads(b) and _within(left, right):
        return True  # the summary leaves out a date or a reason
    bar = SAME if a.marked and b.marked else SAME_PLAIN
    return 2 * len(left & right) / (len(left) + len(right)) >= bar


def _equal(document: Document, a: Draft, b: Draft) -> bool:
    """Printed twice: the same words for the same leads."""
    words = document[a.span].split() == document[b.span].split()
    return words and [w.text for w in a.leads] == [w.text for w in b.leads]


def _take(kept: Draft, other: Draft) -> None:
    """What the summary adds."""
    if kept.ref is None:
        kept.ref, kept.ref_span = other.ref, other.ref_span
    if not kept.leads:
        kept.leads = other.leads
    if kept.due is None:
        kept.due, kept.due_rule = other.due, other.due_rule
