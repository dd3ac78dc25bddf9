"""Agenda findings: the minute's span, presenters, and quotes that are really there."""

from __future__ import annotations

import pytest

from minutebook.document import Document, DocumentBuilder
from minutebook.evidence import ItemFinding
from minutebook.layout import segment
from minutebook.nlp import load_reader
from minutebook.rulebook import load_rulebook
from minutebook.stages.agenda import find_agenda_items
from minutebook.stages.context import Context

PEOPLE = "Present: Ada Finch (AF), Jo Marlow (JM), Dr Lena Osgood"


def found(*lines: str) -> tuple[Document, tuple[ItemFinding, ...]]:
    builder = DocumentBuilder()
    for line in lines:
        builder.add(line)
    document = builder.build(source="x", sha256="0", format="text")
    rulebook = load_rulebook()
    return document, find_agenda_items(
        Context(document, segment(document, rulebook), rulebook, load_reader())
    )


@pytest.mark.parametrize(
    ("title", "minute", "presenters"),
    [
        ("2. Hedges", "AF presented the survey of hedges.", ("AF",)),
        ("2. Hedges", "Dr Osgood and JM introduced the plan.", ("Dr Osgood", "JM")),
        ("2. Hedges (Ada Finch)", "The survey was noted.", ("Ada Finch",)),
        ("2. Hedges", "The report was presented.", ()),
        ("2. Hedges", "Finance Officer presented the figures.", ()),
    ],
)
def test_presenters(title: str, minute: str, presenters: tuple[str, ...]) -> None:
    _, items = found(PEOPLE, "1. Welcome", "AF welcomed all.", title, minute, "3. Next meeting", "4 May")
    assert items[1].presenters == presenters


def test_quotes_and_text_are_the_documents_own_words() -> None:
    document, items = found(
        PEOPLE, "1. Welcome", "AF welcomed all.", "2. Hedges", "All noted.", "3. Close of meeting"
    )
    assert [(i.number, i.title) for i in items] == [
        ("1", "Welcome"),
        ("2", "Hedges"),
        ("3", "Close of meeting"),
    ]
    for item in items:
        for quote in item.quotes:
            assert document[quote.span] == getattr(item, quote.field)
    assert items[1].text_span is not None
    assert document[items[1].text_span] == "All noted."
    assert items[2].text_span is None
