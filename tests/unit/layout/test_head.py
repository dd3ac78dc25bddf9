"""A document without lists or numbers: where its head ends and the minutes begin."""

from __future__ import annotations

from minutebook.layout import segment
from minutebook.loaders.text import load_text
from minutebook.rulebook import load_rulebook

HEAD = (
    "# Marl Hill Township Board of Trustees — Meeting Minutes, May 14, 2025\n\n"
    "The board held its regular monthly meeting in the fire hall with the following present: Ada Strand, "
    "Robert Fell, Sharon Lake.\n\n"
)


def zones(text: str) -> list[str]:
    document = load_text(text.encode(), source="test.md", sha256="0" * 64)
    layout = segment(document, load_rulebook())
    return [layout.zone(block) for block in document.body]


def test_a_head_ends_at_the_first_item() -> None:
    found = zones(
        HEAD + "Old Business: None.\n\nNew Business: Two bids were opened.\n\nThe clerk will reply.\n"
    )
    assert found == ["header", "header", "item", "item", "item"]


def test_a_head_without_items_ends_after_its_first_prose() -> None:
    assert zones(HEAD + "The clerk will reply.\n\nAda Strand will call.\n") == [
        "header",
        "header",
        "item",
        "item",
    ]


def test_a_head_that_people_end_is_left_alone() -> None:
    text = "Tarn Board\n\nDate: 4 May 2020\n\nPresent: Ada Strand, Bo Lund\n\n1. Welcome\n\nThe clerk will reply.\n"
    found = zones(text)
    assert found[0] == found[1] == "header"
    assert found[2] == "present"
