from __future__ import annotations

from collections import Counter

import pytest

from minutebook.training.generator import Invented, invent, invent_all

MANY = 40


@pytest.fixture(scope="module")
def many() -> list[Invented]:
    return list(invent_all(MANY))


def test_the_same_seed_gives_the_same_document() -> None:
    assert invent("alder") == invent("alder")
    assert invent("alder").document.text != invent("birch").document.text


def test_every_block_has_a_label_and_every_mark_lies_on_its_words(many: list[Invented]) -> None:
    for one in many:
        assert len(one.labels) == len(one.document.blocks)
        for mark in (*one.names, *one.sentences):
            quote = one.document[mark.span]
            assert quote, (one.name, mark)
            assert "\n" not in quote, (one.name, mark)
            assert quote == quote.strip(), (one.name, mark, quote)


def test_every_zone_and_every_kind_of_sentence_is_written(many: list[Invented]) -> None:
    labels = Counter(label for one in many for label in one.labels)
    assert set(labels) >= {
        *("title", "header_field", "present", "apologies", "absent", "in_attendance", "attendance", "legend"),
        *("item_heading", "sub_heading", "minute", "action_label", "action_row", "action_cell", "tracker"),
        *("update", "decision", "next_meeting", "furniture", "signature", "circulation"),
    }
    kinds = {mark.what for one in many for mark in one.sentences}
    assert kinds >= {"commitment", "narrative", "intention", "proposal", "negation", "past", "decision"}


def test_patterns_and_cultures_vary(many: list[Invented]) -> None:
    patterns = {pattern for one in many for pattern in one.patterns}
    assert patterns >= {
        "H1",
        "H2",
        "H3",
        "A2",
        "A3",
        "A5",
        "A7",
        "N1",
        "N6",
        "X2",
        "X3",
        "X8",
        "Z1",
        "Z3",
        "Z8",
    }
    letters = "".join(one.document.text for one in many)
    assert any(letter in letters for letter in "óøšçéüÓØ")


def test_names_are_marked_where_people_are_listed(many: list[Invented]) -> None:
    for one in many:
        listed = [
            b for b, label in zip(one.document.blocks, one.labels, strict=True) if label == "in_attendance"
        ]
        people = [mark.span for mark in one.names if mark.what == "person"]
        for block in listed[1:]:
            row = (
                block.cell is not None or "A5" in one.patterns or "Z3" in one.patterns or "Z1" in one.patterns
            )
            assert row or any(block.span.overlaps(span) for span in people), block.text
