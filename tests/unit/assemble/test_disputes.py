from __future__ import annotations

from dataclasses import replace

import pytest

from minutebook.assemble import assemble
from minutebook.assemble.disputes import FLAG, weigh_disputes
from minutebook.document import DocumentBuilder
from minutebook.extraction import find_all
from minutebook.layout import segment
from minutebook.nlp import load_reader
from minutebook.rulebook import load_rulebook
from minutebook.stages.context import Context

LINES = (
    "Alder Trust, 4 May 2021",
    "Present: Ida Fenn (IF), Bo Lund (BL)",
    "Apologies: Kit Marsh",
    "1. Rents",
    "ACTION: IF to write to the tenants.",
)


@pytest.mark.parametrize(
    ("doubts", "flagged"),
    [
        ({}, set()),
        ({1: 0.6}, {"Ida Fenn", "Bo Lund"}),
        ({2: 0.6}, {"Kit Marsh"}),
        ({4: 0.6}, {"IF to write to the tenants."}),
        ({0: 0.9, 3: 0.9}, set()),
    ],
)
def test_values_of_disputed_lines_are_less_sure(doubts: dict[int, float], flagged: set[str]) -> None:
    builder = DocumentBuilder()
    for line in LINES:
        builder.add(line)
    document = builder.build(source="x.txt", sha256="0", format="text")
    rulebook = load_rulebook()
    layout = replace(segment(document, rulebook), doubts=doubts)
    context = Context(document, layout, rulebook, load_reader())
    plain = assemble(context, find_all(context))
    weighed = weigh_disputes(layout, plain)
    assert {one.name for one in weighed.attendees if FLAG in one.flags} | {
        one.text for one in weighed.actions if FLAG in one.flags
    } == flagged
    for before, after in zip(plain.attendees, weighed.attendees, strict=True):
        share = 0.4 if after.name in flagged else 1.0
        assert after.confidence == pytest.approx(before.confidence * share, abs=0.001)
