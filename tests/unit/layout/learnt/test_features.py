from __future__ import annotations

from minutebook.document import Cell, DocumentBuilder
from minutebook.layout import segment
from minutebook.layout.learnt.features import BlockFeatures
from minutebook.rulebook import load_rulebook


def features(*lines: str) -> list[list[str]]:
    builder = DocumentBuilder()
    for line in lines:
        builder.add(line)
    layout = segment(builder.build(source="x.txt", sha256="0", format="text"), load_rulebook())
    return BlockFeatures(load_rulebook()).of(layout.document, layout.zones, layout.zone_rules)


def test_shape_words_place_and_neighbours_are_seen() -> None:
    head, name, item = features("Present:", "Ida Fenn (IF), Treasurer", "3.1 Rents were paid on 4/5/2021.")
    assert {"end::", "length:1", "heading:present", "first:w=present", "at:0", "ahead:1"} <= set(head)
    assert {"people", "mark:initials", "-1|heading:present", "-1|opens:w=present", "behind:0"} <= set(name)
    assert {"number:dotted", "mark:day", "end:.", "-1|people", "1|none", "left:0"} <= set(item)


def test_the_rules_zone_is_seen() -> None:
    assert any(one.startswith("rule:present") for one in features("Present:", "Ida Fenn", "Bo Lund")[1])


def test_cells_know_their_place() -> None:
    builder = DocumentBuilder()
    for row in range(2):
        for column in range(2):
            builder.add(f"word {row} {column}", cell=Cell(0, row, column))
    layout = segment(builder.build(source="x.txt", sha256="0", format="text"), load_rulebook())
    found = BlockFeatures(load_rulebook()).of(layout.document, layout.zones, layout.zone_rules)
    assert [next(one for one in f if one.startswith("rows:")) for f in found] == [
        "rows:opens",
        "rows:same",
        "rows:next",
        "rows:same",
    ]
    assert {"column:1", "row:1"} <= set(found[3])


def test_features_of_a_line_do_not_grow_with_the_document() -> None:
    lines = ["Ida Fenn", "It was agreed to paint the fence.", "2. Rents"]
    short, long = features(*lines * 3), features(*lines * 60)
    assert max(map(len, long)) <= max(map(len, short)) + 4
