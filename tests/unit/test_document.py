from minutebook.document import (
    LONGEST_BLOCK,
    LONGEST_GAP,
    LONGEST_WORD,
    Box,
    Cell,
    DocumentBuilder,
    Line,
    Span,
)


def test_cells_of_a_row_are_parted_by_tabs_and_all_else_by_line_breaks() -> None:
    builder = DocumentBuilder()
    builder.add("Before")
    builder.add("a", cell=Cell(0, 0, 0))
    builder.add("b", cell=Cell(0, 0, 1))
    builder.add("b again", cell=Cell(0, 0, 1))
    builder.add("c", cell=Cell(0, 1, 0))
    assert builder.build(source="x", sha256="0", format="text").text == "Before\na\tb\nb again\nc"


def test_furniture_stands_last_and_wordless_blocks_are_left_out() -> None:
    builder = DocumentBuilder()
    builder.add("Page 1 of 2", kind="furniture", page=1)
    builder.add("   ")
    builder.add("Body", page=1)
    document = builder.build(source="x", sha256="0", format="pdf", pages=2)
    assert [b.text for b in document.blocks] == ["Body", "Page 1 of 2"]
    assert [b.text for b in document.body] == ["Body"]


def test_the_place_of_a_span_is_that_of_its_lines() -> None:
    first, second = Box(10, 10, 90, 20), Box(10, 22, 60, 32)
    builder = DocumentBuilder()
    builder.add("Heading", page=1, box=Box(0, 0, 5, 5))
    builder.add(
        "one two three",
        page=1,
        box=Box(10, 10, 90, 32),
        lines=(Line(Span(0, 7), 1, first), Line(Span(8, 13), 1, second)),
    )
    document = builder.build(source="x", sha256="0", format="pdf", pages=1)
    at = document.text.index("three")
    assert document.place(Span(at, at + 5)) == (1, second)
    assert document.place(Span(at - 4, at + 5)) == (1, Box(10, 10, 90, 32))
    assert document.place(Span(0, 3)) == (1, Box(0, 0, 5, 5))
    assert document.block_at(7) is None


def test_a_wall_of_words_is_laid_in_pieces_and_flagged() -> None:
    words = "abcd " * (LONGEST_BLOCK // 5) + "end"
    builder = DocumentBuilder()
    builder.add("short", page=1)
    assert builder.build(source="x", sha256="0", format="text").flags == ()
    box = Box(1, 2, 3, 4)
    lines = (Line(Span(0, LONGEST_BLOCK), 1, box), Line(Span(LONGEST_BLOCK, len(words)), 2, box))
    builder.add(words, label="1", lines=lines)
    document = builder.build(source="x", sha256="0", format="text", flags=("other",))
    assert document.flags == ("other", "long_line")
    assert [(len(block.text), block.label) for block in document.blocks] == [
        (5, None),
        (LONGEST_BLOCK - 1, "1"),
        (3, None),
    ]
    assert [document[line.span] for line in document.blocks[2].lines] == ["end"]
    assert document.blocks[2].lines[0].page == 2


def test_a_run_without_a_space_is_cut_where_it_must_be() -> None:
    builder = DocumentBuilder()
    builder.add("before " + "x" * (2 * LONGEST_WORD + 1) + " after")
    builder.add("y" * (LONGEST_WORD + 1), kind="furniture")
    document = builder.build(source="x", sha256="0", format="text")
    assert [block.text[-9:] for block in document.blocks] == ["x" * 9, "x" * 9, "x after", "y" * 9, "y"]
    assert max(map(len, document.text.split())) == LONGEST_WORD


def test_a_wide_gap_parts_blocks() -> None:
    builder = DocumentBuilder()
    gap = " " * (LONGEST_GAP + 1)
    builder.add(f"{gap}one{' ' * LONGEST_GAP}two{gap}three{gap}")
    document = builder.build(source="x", sha256="0", format="text")
    assert [block.text for block in document.blocks] == [f"one{' ' * LONGEST_GAP}two", "three"]
    assert document.flags == ("long_line",)


def test_half_a_character_becomes_a_mark() -> None:
    builder = DocumentBuilder()
    builder.add("Cup \ud83d won")
    document = builder.build(source="x", sha256="0", format="text", title="\udc00")
    assert (document.text, document.title) == ("Cup \ufffd won", "\ufffd")
