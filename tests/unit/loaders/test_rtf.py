"""Rich text, written by hand, and as LibreOffice writes it."""

from pathlib import Path

import pytest

from minutebook.document import Block, Document
from minutebook.errors import EmptyInput, TooLargeInput
from minutebook.loaders.rtf import load_rtf

DATA = Path(__file__).resolve().parents[3] / "data"


def read(body: str) -> Document:
    return load_rtf(("{\\rtf1\\ansi\\ansicpg1252 " + body + "}").encode("ascii"), source="a.rtf", sha256="0")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"Lamps\par Fences\par", "Lamps\nFences"),
        (r"Lamps {\b and} fences", "Lamps and fences"),
        (r"It\rquote s 5\endash 6\~pm", "It’s 5–6 pm"),
        (r"caf\'e9 \u8211- \uc0\u233 t\u233", "café – été"),
        (r"{\fonttbl{\f0 Arial;}}{\colortbl;\red0;}{\*\generator Some Program;}Words", "Words"),
        (r"{\info{\author A Clerk}}Words{\pict 0102030405}", "Words"),
        (r"Seen {\v not seen}", "Seen"),
        (r"One\line Two", "One\nTwo"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt a link}} here", "a link here"),
        ("Broken\r\nline ends", "Brokenline ends"),
        (r"\{braces\} \\ here", "{braces} \\ here"),
        (r"Vote{\footnote By show of hands} held", "By show of hands\nVote held"),
    ],
)
def test_the_words(body: str, text: str) -> None:
    assert read(body).text == text


def test_printed_list_labels_stand_before_their_words() -> None:
    blocks = read(
        r"{\listtext 1.\tab}Fences\par{\listtext 2.\tab}Lamps\par{\listtext \u8226 ?\tab}Tea\par\pard Plain\par"
    ).blocks
    assert [(block.label, block.kind, block.text) for block in blocks] == [
        ("1.", "list_item", "1. Fences"),
        ("2.", "list_item", "2. Lamps"),
        ("•", "list_item", "Tea"),
        (None, "paragraph", "Plain"),
    ]


def test_tables_keep_rows_and_columns() -> None:
    row = r"\trowd\cellx1000\cellx2000\intbl {} \cell {}\par {}\cell\row "
    body = row.replace("{}", "A", 1).replace("{}", "B", 1).replace("{}", "C", 1)
    body += row.replace("{}", "D", 1).replace("{}", "E", 1).replace("{}", "F", 1)
    body += r"\pard After\par" + row.replace("{}", "G", 1).replace("{}", "H", 1).replace("{}", "I", 1)
    cells = [(b.cell and b.cell[:3], b.text) for b in read(body).blocks]
    assert cells == [
        ((0, 0, 0), "A"), ((0, 0, 1), "B"), ((0, 0, 1), "C"),
        ((0, 1, 0), "D"), ((0, 1, 1), "E"), ((0, 1, 1), "F"),
        (None, "After"),
        ((1, 0, 0), "G"), ((1, 0, 1), "H"), ((1, 0, 1), "I"),
    ]  # fmt: skip


def test_headings_come_from_outline_levels_and_styles() -> None:
    sheet = r"{\stylesheet{\s1 Normal;}{\s2\outlinelevel1 Own;}{\s3 heading 3;}}"
    blocks = read(
        sheet + r"\pard\s2 Lamps\par\pard\s1 Words\par\pard\s3 Gate\par\pard\outlinelevel0 Top\par"
    ).blocks
    assert [(block.kind, block.level) for block in blocks] == [
        ("heading", 2), ("paragraph", None), ("heading", 3), ("heading", 1),
    ]  # fmt: skip


def test_furniture_title_and_weight() -> None:
    document = read(
        r"{\info{\title Lamp minutes}}{\footer\pard Page of lamps\par}{\b Present}\par Ada Verne\par"
    )
    assert document.title == "Lamp minutes"
    assert [(block.kind, block.bold, block.text) for block in document.blocks] == [
        ("paragraph", True, "Present"), ("paragraph", False, "Ada Verne"), ("furniture", False, "Page of lamps"),
    ]  # fmt: skip


def test_deletions_are_left_out_and_flagged() -> None:
    document = read(r"Kept {\deleted gone}")
    assert (document.text, document.flags) == ("Kept", ("tracked_deletions",))


@pytest.mark.parametrize(
    ("data", "error"),
    [(b"{\\rtf1 }", EmptyInput), (b"{\\rtf1" + b"{" * 2000 + b"words", TooLargeInput)],
)
def test_files_that_are_refused(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        load_rtf(data, source="a", sha256="0")


def test_cut_off_files_give_what_is_there() -> None:
    assert load_rtf(rb"{\rtf1 Lamps\par Fen", source="a", sha256="0").text == "Lamps\nFen"


def test_a_document_of_libreoffice_reads_like_its_word_file() -> None:
    from minutebook.loaders.docx import load_docx

    name = "eskmere-sab-2024-03-12"
    here = load_rtf((DATA / "formats" / f"{name}.rtf").read_bytes(), source="a", sha256="0")
    word = load_docx((DATA / "samples" / f"{name}.docx").read_bytes(), source="a", sha256="0")
    assert [shape(b) for b in here.body] == [shape(b) for b in word.body]


def shape(block: Block) -> tuple[object, ...]:
    """What both must tell of a block; the numbers that tables are given differ."""
    return (block.text, block.bold, block.cell and block.cell[1:])


@pytest.mark.parametrize(
    ("body", "text"), [(r"Cup \u-10179?\u-8704? won", "Cup 😀 won"), (r"Cup \u-10179? won", "Cup \ufffd won")]
)
def test_halves_of_a_character_become_whole_or_a_mark(body: str, text: str) -> None:
    assert read(body).text == text
