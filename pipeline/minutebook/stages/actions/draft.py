"""An action while it is being put together, and the finding that it becomes."""

from __future__ import annotations

from dataclasses import dataclass, field

from minutebook.document import Document, Span
from minutebook.evidence import ActionFinding, ActionStatus, DueFinding, LeadFinding, Origin, Quote
from minutebook.stages.actions.who import Who


@dataclass
class Draft:
    """What is known of one action so far. `marked` where a label, table or log says so."""

    span: Span
    rule: str
    origin: Origin = "new"
    leads: list[Who] = field(default_factory=list)
    ref: str | None = None
    ref_span: Span | None = None
    due: Span | None = None
    due_rule: str = "actions.column.due"
    update: Span | None = None
    status: ActionStatus = "open"
    status_span: Span | None = None
    completed: bool = False
    accepted: bool = False
    item: str | None = None
    marked: bool = False
    confidence: float = 0.9
    flags: list[str] = field(default_factory=list)

    def finding(self, document: Document) -> ActionFinding:
        """The finding, every field with the words that give it."""
        producer = f"rule:{self.rule}"
        quotes = [Quote("text", self.span, producer)]
        for name, span in (("ref", self.ref_span), ("update", self.update), ("status", self.status_span)):
            if span is not None and document[span].strip():
                quotes.append(Quote(name, span, producer))
        due = None
        if self.due is not None:
            words = " ".join(document[self.due].split())
            due = DueFinding(
                text=words, span=self.due, quotes=(Quote("due", self.due, f"rule:{self.due_rule}"),)
            )
        return ActionFinding(
            text=" ".join(document[self.span].split()),
            ref=self.ref,
            leads=tuple(_lead(who) for who in self.leads),
            due=due,
            status=self.status,
            completed=self.completed,
            accepted=self.accepted,
            origin=self.origin,
            update=None if self.update is None else " ".join(document[self.update].split()) or None,
            agenda_item=self.item,
            quotes=tuple(quotes),
            confidence=self.confidence,
            flags=tuple(dict.fromkeys(self.flags)),
        )


def _lead(who: Who) -> LeadFinding:
    return LeadFinding(
        text=" ".join(who.text.split()),
        span=who.span,
        quotes=(Quote("text", who.span, who.producer),),
    )
