"""The stage itself: tables first, then the paragraphs around them."""

from __future__ import annotations

from minutebook.document import Span
from minutebook.evidence import ActionFinding
from minutebook.stages.actions.commitments import Commitments
from minutebook.stages.actions.draft import Draft
from minutebook.stages.actions.labels import Labels
from minutebook.stages.actions.margin import find_margin
from minutebook.stages.actions.merge import merge
from minutebook.stages.actions.passages import Passages
from minutebook.stages.actions.sections import find_sections
from minutebook.stages.actions.tables import Tables
from minutebook.stages.actions.tasks import Tasks
from minutebook.stages.actions.trackers import Trackers
from minutebook.stages.actions.who import LeadReader
from minutebook.stages.actions.wording import Wording
from minutebook.stages.context import Context

ZONES = frozenset({"item", "actions", "next_meeting"})


def find_actions(context: Context) -> tuple[ActionFinding, ...]:
    """Every action that the document records, in order, leads and due dates as printed.

    Old actions reviewed in a log, tracker or matters arising have origin `carried_forward`; a table that
    only sums up this meeting's actions adds none.
    """
    document, layout, rulebook = context.document, context.layout, context.rulebook
    sections = find_sections(document, layout, rulebook)
    reader = LeadReader(document, layout, rulebook, context.reader)
    wording = Wording(document, rulebook)
    commitments = Commitments(document, rulebook, reader, wording)
    tasks = Tasks(document, rulebook, layout, reader, wording, commitments)
    trackers = Trackers(document, rulebook, wording, commitments, reader, tasks, sections)
    margin = find_margin(document, layout, rulebook, reader)
    labels = Labels(document, rulebook, reader, wording, commitments, tasks, margin)
    passages = Passages(document, rulebook, wording, commitments, tasks, labels, trackers, sections)
    tables = Tables(document, layout, rulebook, reader, wording, tasks, passages, sections)
    drafts: list[Draft] = []
    done: set[int] = set()
    for table in layout.tables:
        if not any(layout.zone(b) in ZONES for row in table.rows for c in row.cells for b in c.blocks):
            continue
        plan = tables.plan(table)
        if plan is None:
            continue
        drafts += tables.beside(plan) if plan.beside else tables.listed(table, plan)
        done.add(table.number)
    headings = tuple(item.heading for item in layout.items)
    contents = _contents(context)
    drafts += passages.read(
        [
            b
            for b in document.body
            if layout.zone(b) in ZONES and not (b.cell and b.cell.table in done) and b.index not in contents
        ]
    )
    # A label with nothing behind it but dots or the next label records nothing.
    told = [draft for draft in drafts if any(char.isalnum() for char in document[draft.span])]
    kept = [d for d in merge(document, told) if not any(_inside(d, heading) for heading in headings)]
    return tuple(_placed(context, draft).finding(document) for draft in kept)


def _contents(context: Context) -> frozenset[int]:
    """The lines of a list of contents: they number the items whose minutes stand elsewhere."""
    apart = [
        item.number_span.start
        for item in context.layout.items
        if item.number_span is not None and item.number_span.end <= item.heading.start - 1
    ]
    blocks = [b.index for start in apart for b in context.document.body if b.span.start <= start < b.span.end]
    return frozenset(blocks)


def _placed(context: Context, draft: Draft) -> Draft:
    """With the number of the item that the action stands under, where its row does not give one."""
    if draft.item is None:
        item = context.layout.item_at(draft.span.start)
        draft.item = item.number if item is not None else None
    return draft


def _inside(draft: Draft, heading: Span) -> bool:
    return heading.start <= draft.span.start and draft.span.end <= heading.end
