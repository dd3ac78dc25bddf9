"""OpenDocument texts, written by hand as XML, and as LibreOffice writes them."""

import io
import zipfile
from pathlib import Path

import pytest

from minutebook.document import Block, Document
from minutebook.errors import CorruptInput, EmptyInput
from minutebook.loaders.odt import load_odt

FORMATS = Path(__file__).resolve().parents[3] / "data" / "formats"
NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{uri}:1.0"'
    for name, uri in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
    )
)
STYLES = """
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="P" style:family="paragraph" style:parent-style-name="Q"/>
<style:style style:name="Q" style:family="paragraph"><style:text-properties fo:font-style="italic"/></style:style>
<text:list-style style:name="L">
 <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
 <text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/>
 <text:list-level-style-number text:level="3" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>
</text:list-style>
<text:list-style style:name="D"><text:list-level-style-bullet text:level="1"/></text:list-style>
"""


def odt(body: str, *, footer: str = "") -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "content.xml",
            f"<office:document-content {NAMES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        package.writestr(
            "styles.xml",
            f"<office:document-styles {NAMES}><office:master-styles><style:master-page>"
            f"<style:footer><text:p>{footer}</text:p></style:footer></style:master-page>"
            "</office:master-styles></office:document-styles>",
        )
    return held.getvalue()


def read(body: str, **given: str) -> Document:
    return load_odt(odt(body, **given), source="a.odt", sha256="0")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<text:p>Lamp<text:s/>posts<text:tab/>and <text:span>fences</text:span></text:p>", "Lamp posts and fences"),
        ("<text:p>One<text:line-break/>Two</text:p>", "One\nTwo"),
        (
            '<text:tracked-changes><text:changed-region><text:deletion><text:p>old</text:p></text:deletion>'
            "</text:changed-region></text:tracked-changes><text:p>new</text:p>",
            "new",
        ),
        (
            "<text:p>A vote<text:note><text:note-citation>1</text:note-citation><text:note-body>"
            "<text:p>By show of hands</text:p></text:note-body></text:note> was held</text:p>",
            "A vote was held\nBy show of hands",
        ),
        ("<text:p>Before<draw:frame><draw:text-box><text:p>In a box</text:p></draw:text-box></draw:frame></text:p>",
         "Before\nIn a box"),
        ("<text:section><text:p>Within</text:p></text:section>", "Within"),
    ],
)  # fmt: skip
def test_the_words_of_paragraphs(body: str, text: str) -> None:
    assert read(body).text == text


def test_lists_are_numbered_as_printed() -> None:
    inner = (
        "<text:list><text:list-item><text:p>Gate</text:p><text:list><text:list-item><text:p>Hinge</text:p>\
</text:list-item></text:list></text:list-item></text:list>"
    )
    body = (
        f'<text:list text:style-name="L"><text:list-item><text:p>Fences</text:p>{inner}</text:list-item>'
        "<text:list-item><text:p>Lamps</text:p></text:list-item></text:list>"
        '<text:list text:style-name="D"><text:list-item><text:p>Tea</text:p></text:list-item></text:list>'
        '<text:list text:style-name="L"><text:list-item><text:p>Anew</text:p></text:list-item></text:list>'
    )
    blocks = read(body).blocks
    assert [(block.label, block.level, block.text) for block in blocks] == [
        ("1.", 0, "1. Fences"),
        ("1.1", 1, "1.1 Gate"),
        ("(a)", 2, "(a) Hinge"),
        ("2.", 0, "2. Lamps"),
        ("•", 0, "Tea"),
        ("1.", 0, "1. Anew"),
    ]


def test_a_list_that_goes_on_counts_on() -> None:
    one = (
        '<text:list text:style-name="L"{}><text:list-item><text:p>Item</text:p></text:list-item></text:list>'
    )
    body = one.format("") + "<text:p>Between</text:p>" + one.format(' text:continue-numbering="true"')
    assert [block.label for block in read(body).blocks] == ["1.", None, "2."]


def test_tables_keep_rows_columns_and_merged_cells() -> None:
    body = (
        "<table:table><table:table-header-rows><table:table-row>"
        '<table:table-cell table:number-columns-spanned="2"><text:p>Who</text:p></table:table-cell>'
        "<table:covered-table-cell/><table:table-cell><text:p>What</text:p></table:table-cell>"
        "</table:table-row></table:table-header-rows><table:table-row>"
        '<table:table-cell table:number-columns-repeated="2"/>'
        "<table:table-cell><text:p>Lamps</text:p></table:table-cell></table:table-row></table:table>"
    )
    cells = [
        (block.cell.row, block.cell.column, block.cell.columns, block.text)
        for block in read(body).blocks
        if block.cell
    ]
    assert cells == [(0, 0, 2, "Who"), (0, 2, 1, "What"), (1, 2, 1, "Lamps")]


def test_headings_weight_and_furniture() -> None:
    body = (
        '<text:h text:outline-level="2">Lamps</text:h><text:p><text:span text:style-name="B">All bold</text:span></text:p>'
        '<text:p text:style-name="P">Slanted <text:span text:style-name="B">and heavy</text:span></text:p>'
    )
    document = read(body, footer="Marlow Hall minutes")
    assert [(b.kind, b.level, b.bold, b.italic) for b in document.body] == [
        ("heading", 2, False, False),
        ("paragraph", None, True, False),
        ("paragraph", None, False, True),
    ]
    assert [block.text for block in document.blocks if block.kind == "furniture"] == ["Marlow Hall minutes"]


def test_deletions_are_flagged() -> None:
    body = "<text:tracked-changes><text:deletion/></text:tracked-changes><text:p>new</text:p>"
    assert read(body).flags == ("tracked_deletions",)


@pytest.mark.parametrize(
    ("data", "error"),
    [(odt(""), EmptyInput), (odt("<text:p>—</text:p>"), EmptyInput), (b"PK\x03\x04rubbish", CorruptInput)],
)
def test_files_without_words(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        load_odt(data, source="a", sha256="0")


def test_a_document_of_libreoffice_reads_like_its_word_file() -> None:
    from minutebook.loaders.docx import load_docx

    samples = FORMATS.parent / "samples"
    here = load_odt((FORMATS / "eskmere-sab-2024-03-12.odt").read_bytes(), source="a", sha256="0")
    word = load_docx((samples / "eskmere-sab-2024-03-12.docx").read_bytes(), source="a", sha256="0")
    assert [shape(b) for b in here.body] == [shape(b) for b in word.body]


def shape(block: Block) -> tuple[object, ...]:
    """What both must tell of a block; the numbers that tables are given differ."""
    return (block.text, block.bold, block.cell and block.cell[1:])
