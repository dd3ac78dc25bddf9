"""A part is a document of its own, with the pages of the whole."""

from hypothesis import given
from hypothesis import strategies as st

from minutebook.document import GAP, Box, Cell, Document, DocumentBuilder, Line, Span
from minutebook.packs import cut


def build(words: list[tuple[str, int]], flags: tuple[str, ...] = ()) -> Document:
    builder = DocumentBuilder()
    for number, (text, page) in enumerate(words):
        box = Box(72, 10.0 * number, 300, 10.0 * number + 9)
        builder.add(
            text,
            page=page,
            box=box,
            lines=(Line(Span(0, len(text)), page, box),),
            cell=Cell(1, number, 0) if number % 3 == 1 else None,
        )
        builder.add(f"foot {page}", kind="furniture", page=page, box=box)
    return builder.build(
        source="a.pdf", sha256="0" * 64, format="pdf", pages=max(page for _, page in words), flags=flags
    )


def whole(text: str) -> bool:
    """Words that are laid as one block: wide gaps part them."""
    return bool(text.strip()) and GAP.search(text) is None


@given(
    st.lists(st.text("abc \n", min_size=1).filter(whole), min_size=2, max_size=12),
    st.data(),
)
def test_a_cut_keeps_words_places_and_order(texts: list[str], data: st.DataObject) -> None:
    document = build([(text, number // 2 + 1) for number, text in enumerate(texts)])
    first = data.draw(st.integers(0, len(texts) - 1))
    after = data.draw(st.integers(first + 1, len(texts)))
    pages = (document.body[first].page or 1, document.body[after - 1].page or 1)
    part = cut(document, first, after, pages)
    assert [block.text for block in part.body] == texts[first:after]
    assert [block.index for block in part.blocks] == list(range(len(part.blocks)))
    assert all(part[block.span] == block.text for block in part.blocks)
    assert all(part[line.span] == block.text for block in part.body for line in block.lines)
    assert [(b.page, b.box, b.cell) for b in part.body] == [
        (b.page, b.box, b.cell) for b in document.body[first:after]
    ]
    assert {b.page for b in part.blocks if b.kind == "furniture"} == set(range(pages[0], pages[1] + 1))
    assert part.pages == pages[1] - pages[0] + 1


def test_a_page_that_was_not_read_is_told_where_it_lies() -> None:
    document = build([("one", 1), ("two", 2), ("four", 4)], flags=("unread_pages", "tracked_deletions"))
    assert cut(document, 0, 2, (1, 2)).flags == ("tracked_deletions",)
    assert cut(document, 2, 3, (3, 4)).flags == ("unread_pages", "tracked_deletions")


def test_what_ocr_read_stays_with_its_words() -> None:
    whole = build([("one", 1), ("two", 2), ("three", 3)])
    sure = (whole.body[1].span, 0.7)
    document = Document(
        whole.text, whole.blocks, whole.source, whole.sha256, "pdf", pages=3, ocr=True, readings=(sure,)
    )
    part = cut(document, 1, 2, (2, 2))
    assert part.ocr
    assert [(part[span], value) for span, value in part.readings] == [("two", 0.7)]
    assert not cut(document, 0, 1, (1, 1)).ocr
