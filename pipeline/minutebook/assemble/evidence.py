"""Quotes to evidence: the words, where they stand on the page, and who found them."""

from __future__ import annotations

from minutebook.document import Document
from minutebook.evidence import Finding, Quote
from minutebook.schema import Evidence


def evidence_of(document: Document, finding: Finding) -> tuple[Evidence, ...]:
    """The finding's quotes as evidence, in the order given, each quote once."""
    return tuple(evidence_for(document, quote) for quote in dict.fromkeys(finding.quotes))


def evidence_for(document: Document, quote: Quote) -> Evidence:
    """One quote as evidence. The slice is the document's own, so it cannot differ from the text."""
    page, box = document.place(quote.span)
    rounded = (
        None if box is None else (round(box.x0, 1), round(box.top, 1), round(box.x1, 1), round(box.bottom, 1))
    )
    return Evidence(
        field=quote.field,
        page=page,
        start=quote.span.start,
        end=quote.span.end,
        text=document[quote.span],
        box=rounded,
        producer=quote.producer,
    )
