"""Damage harms alike each time, keeps the words where it should, and does what its name says."""

import pytest

from minutebook.document import Cell, Document, DocumentBuilder
from minutebook.training.confidence.damage import KINDS, damaged


def sample() -> Document:
    builder = DocumentBuilder()
    builder.add("Marlby Board", kind="heading", level=1)
    for n in range(30):
        builder.add(
            f"Line {n} tells of the lamps and of the leaflets that were sent to every school in the county."
        )
    for row in range(2):
        for column, word in enumerate(("Task", "Lead", "Date")):
            builder.add(f"{word} {row}", cell=Cell(0, row, column))
    return builder.build(source="a.txt", sha256="0", format="text")


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_name_gives_the_same_damage(kind: str) -> None:
    assert damaged(sample(), kind, "a").text == damaged(sample(), kind, "a").text


def test_flat_rows_and_columns_read_downwards() -> None:
    flat = damaged(sample(), "flat", "a")
    assert not any(b.cell for b in flat.blocks)
    assert flat.blocks[-1].text.split()[0] == "Task"
    assert "Date 1" in flat.blocks[-1].text
    down = [b.text for b in damaged(sample(), "columns", "a").blocks[-6:]]
    assert down == ["Task 0", "Task 1", "Lead 0", "Lead 1", "Date 0", "Date 1"]


def test_letters_are_misread_and_lines_torn() -> None:
    whole = sample()
    assert damaged(whole, "ocr", "a").text != whole.text
    assert len(damaged(whole, "lines", "a").blocks) > len(whole.blocks)
    assert len(damaged(whole, "joined", "a").blocks) < len(whole.blocks)
    assert any(b.text.startswith("Page 1 of") for b in damaged(whole, "furniture", "a").blocks)
