"""Whatever is thrown at the text loader: offsets hold, nothing is lost, the same input gives the same document."""

from hypothesis import given, settings
from hypothesis import strategies as st

from minutebook.document import Document
from minutebook.errors import InputError
from minutebook.loaders.text import load_text

SCRAPS = st.sampled_from(
    [
        "Present: A Pennock", "| a | b |", "|---|---|", "1. Welcome", "\tcell\tcell", "<p>x</p>", "<table><tr><td>y",
        "ACTION: CT", "**bold**", "", "   ", "a  wide    gap   here", "# Head", "---", "===", "<br>", "\ttab", "co-",
        "opted", "- item", "\u200b", "é’–", "&amp;", "<b>", "</b>", "{{x}}", "=1+1",
    ]
)  # fmt: skip
LINES = st.lists(st.one_of(SCRAPS, st.text(max_size=40)), max_size=25).map("\n".join)


def read(text: str) -> Document | None:
    try:
        return load_text(text.encode("utf-8", "surrogatepass"), source="x", sha256="0" * 64)
    except InputError:
        return None


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_blocks_quote_the_text_and_stand_in_order(text: str) -> None:
    document = read(text)
    if document is None:
        return
    end = 0
    for block in document.blocks:
        assert document[block.span] == block.text
        assert block.text.strip()
        assert block.span.start >= end
        end = block.span.end
    assert document == read(text)
