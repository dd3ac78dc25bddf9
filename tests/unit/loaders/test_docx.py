"""What the Word loader must find; every name and sentence here is invented."""

import io
from collections.abc import Callable

import pytest
from docx import Document as WordDocument

from minutebook.document import Block, Cell, Document
from minutebook.errors import CorruptInput, EmptyInput, NeedsOcr, UnsupportedInput
from minutebook.loaders.docx import load_docx

Make = Callable[..., bytes]


def read(data: bytes) -> Document:
    return load_docx(data, source="minutes.docx", sha256="0" * 64)


def texts(data: bytes) -> list[str]:
    return [block.text for block in read(data).body]


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(content: str, properties: str = "") -> str:
    inner = content if content.startswith("<") or not content else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def cell(content: str, properties: str = "") -> str:
    inner = content if content.startswith(("<w:p>", "<w:tbl>")) else par(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl><w:tblPr/>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


LINES: dict[str, tuple[str, list[str]]] = {
    "runs are one text": (run("Osk") + run("ar Tren") + run("now"), ["Oskar Trennow"]),
    "blanks mended": (run("  The  panel\u00a0met\n again "), ["The panel met again"]),
    "insertion kept": (f'<w:ins w:id="1">{run("agreed")}</w:ins>', ["agreed"]),
    "deletion dropped": (
        run("due in ") + "<w:del><w:r><w:delText>May</w:delText></w:r></w:del>" + run("June"),
        ["due in June"],
    ),
    "move kept once": (
        f"<w:moveFrom>{run('Gone')}</w:moveFrom><w:moveTo>{run('Here')}</w:moveTo>",
        ["Here"],
    ),
    "content control": (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{run('Room 4')}</w:sdtContent></w:sdt>",
        ["Room 4"],
    ),
    "prompt of a control": (
        run("Date: ")
        + "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
        + f"<w:sdtContent>{run('Tap to enter a date')}</w:sdtContent></w:sdt>",
        ["Date:"],
    ),
    "simple field": (f'<w:fldSimple w:instr="DATE">{run("4 May 2021")}</w:fldSimple>', ["4 May 2021"]),
    "field code dropped, result kept": (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
        + run("never printed")
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("item 3")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        ["item 3"],
    ),
    "hyperlink": (f'<w:hyperlink r:id="r9">{run("the plan")}</w:hyperlink>', ["the plan"]),
    "smart tag": (f"<w:smartTag>{run('Port Averill')}</w:smartTag>", ["Port Averill"]),
    "formula": ("<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>", ["x=2"]),
    "soft hyphen": ("<w:r><w:t>safe</w:t><w:softHyphen/><w:t>guard\u00ading</w:t></w:r>", ["safeguarding"]),
    "hard hyphen": ("<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>opted</w:t></w:r>", ["co-opted"]),
    "superscript ordinal": (run("13") + run("th", '<w:vertAlign w:val="superscript"/>'), ["13th"]),
    "hidden text": (run("seen") + run(" hidden", "<w:vanish/>"), ["seen"]),
    "hidden switched off": (run("seen", '<w:vanish w:val="0"/>'), ["seen"]),
    "tick by symbol": ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', ["✓"]),
    "tick by font": (run("\u00fc", '<w:rFonts w:ascii="Wingdings"/>'), ["✓"]),
    "tick by private code": (run("\uf0fc"), ["✓"]),
    "cross by symbol": ('<w:r><w:sym w:font="Wingdings 2" w:char="F04F"/></w:r>', ["✗"]),
    "unknown symbol says nothing": (run("a") + '<w:r><w:sym w:font="Odd" w:char="F001"/></w:r>', ["a"]),
    "lines of an address": (
        "<w:r><w:t>Quay House</w:t><w:br/><w:t>2 Tide Street</w:t><w:cr/><w:t>Averill</w:t></w:r>",
        ["Quay House", "2 Tide Street", "Averill"],
    ),
    "a line that goes on": (
        "<w:r><w:t>The panel looked at the</w:t><w:br/><w:t>budget.</w:t></w:r>",
        ["The panel looked at the budget."],
    ),
    "a hyphen at the line's end": (
        "<w:r><w:t>a multi-</w:t><w:br/><w:t>agency audit</w:t></w:r>",
        ["a multi-agency audit"],
    ),
    "a bracket goes on": (
        "<w:r><w:t>Oskar Trennow</w:t><w:br/><w:t>(part meeting)</w:t></w:r>",
        ["Oskar Trennow (part meeting)"],
    ),
    "letters of a list stay apart": (
        "<w:r><w:t>It was agreed to</w:t><w:br/><w:t>a) wait</w:t><w:br/><w:t>b) ask</w:t></w:r>",
        ["It was agreed to", "a) wait", "b) ask"],
    ),
    "tab after a typed number": ("<w:r><w:t>3.1</w:t><w:tab/><w:t>Budget</w:t></w:r>", ["3.1 Budget"]),
    "tab after a label": ("<w:r><w:t>Venue:</w:t><w:tab/><w:t>Quay House</w:t></w:r>", ["Venue: Quay House"]),
    "tab between columns": (
        "<w:r><w:t>Trennow</w:t><w:tab/><w:tab/><w:t>Chair</w:t></w:r>",
        ["Trennow\tChair"],
    ),
    "one alternative": (
        f'<mc:AlternateContent><mc:Choice Requires="x">{run("new")}</mc:Choice>'
        f"<mc:Fallback>{run('old')}</mc:Fallback></mc:AlternateContent>",
        ["new"],
    ),
    "ticked box of a form": (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>'
        '</w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>' + run(" Quorate"),
        ["☒ Quorate"],
    ),
}


@pytest.mark.parametrize(("content", "expected"), LINES.values(), ids=LINES.keys())
def test_the_words_of_a_paragraph(word: Make, content: str, expected: list[str]) -> None:
    assert texts(word(par(content) + par("End."))) == [*expected, "End."]


def test_a_field_that_never_ends_swallows_nothing(word: Make) -> None:
    broken = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("REF x")
    assert texts(word(par(broken) + par("Kept."))) == ["Kept."]


def test_deleted_words_are_named_in_a_flag_and_moved_words_are_not(word: Make) -> None:
    gone = "<w:del><w:r><w:delText>May</w:delText></w:r></w:del>"
    moved = "<w:moveFrom><w:r><w:t>May</w:t></w:r></w:moveFrom>"
    assert read(word(par(run("June") + gone))).flags == ("tracked_deletions",)
    assert read(word(par(run("June") + moved))).flags == ()


def test_a_deleted_paragraph_mark_joins_two_paragraphs(word: Make) -> None:
    first = par("The plan was", "<w:rPr><w:del/></w:rPr>")
    assert texts(word(first + par(" agreed."))) == ["The plan was agreed."]


def test_content_controls_around_paragraphs_rows_and_cells(word: Make) -> None:
    def control(xml: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{xml}</w:sdtContent></w:sdt>"

    rows = f"<w:tr>{cell('Name')}{control(cell('Role'))}</w:tr>" + control(
        f"<w:tr>{cell('Oskar Trennow')}{cell('Clerk')}</w:tr>"
    )
    document = read(word(control(par("Minutes")) + f"<w:tbl>{rows}</w:tbl>"))
    assert document.text == "Minutes\nName\tRole\nOskar Trennow\tClerk"


def test_text_boxes_come_once_after_their_paragraph(word: Make) -> None:
    box = f"<w:txbxContent>{par('In the box')}</w:txbxContent>"
    drawn = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps">'
        f"<w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    old = f"<w:r><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>"
    assert texts(word(par(run("Before") + drawn) + par("After"))) == ["Before", "In the box", "After"]
    assert texts(word(par(old) + par("After"))) == ["In the box", "After"]


def test_merged_cells_come_once_with_what_they_cover(word: Make) -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    grid = table(
        cell("1", down) + cell("Budget", '<w:gridSpan w:val="2"/>'),
        cell("", on) + cell("It was noted.") + cell("OT"),
        cell("", on) + cell("It was agreed.") + cell(""),
        cell("2", down) + cell("Close") + cell(""),
    )
    assert [(b.text, b.cell) for b in read(word(grid)).body] == [
        ("1", Cell(1, 0, 0, 3, 1)),
        ("Budget", Cell(1, 0, 1, 1, 2)),
        ("It was noted.", Cell(1, 1, 1)),
        ("OT", Cell(1, 1, 2)),
        ("It was agreed.", Cell(1, 2, 1)),
        ("2", Cell(1, 3, 0)),
        ("Close", Cell(1, 3, 1)),
    ]


def test_columns_left_out_at_a_row_s_start_are_counted(word: Make) -> None:
    rows = f"<w:tr>{cell('A')}{cell('B')}</w:tr>"
    rows += f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell("C")}</w:tr>'
    assert [b.cell and b.cell[:3] for b in read(word(f"<w:tbl>{rows}</w:tbl>")).body] == [
        (1, 0, 0),
        (1, 0, 1),
        (1, 1, 1),
    ]


def test_deleted_rows_are_dropped(word: Make) -> None:
    gone = cell("Old") + cell("<w:p><w:del><w:r><w:delText>row</w:delText></w:r></w:del></w:p>")
    rows = f"<w:tr>{cell('A')}{cell('B')}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{gone}</w:tr>"
    document = read(word(f"<w:tbl>{rows}</w:tbl>"))
    assert document.text == "A\tB"
    assert document.flags == ("tracked_deletions",)


def test_a_nested_table_is_a_table_of_its_own(word: Make) -> None:
    inner = table(cell("Lead") + cell("Due"), cell("OT") + cell("May"))
    outer = table(cell("4") + cell(par("Actions") + inner + par("Then tea.")), cell("5") + cell("Close"))
    assert [(b.text, b.cell and b.cell[:3]) for b in read(word(outer)).body] == [
        ("4", (1, 0, 0)),
        ("Actions", (1, 0, 1)),
        ("Lead", (2, 0, 0)),
        ("Due", (2, 0, 1)),
        ("OT", (2, 1, 0)),
        ("May", (2, 1, 1)),
        ("Then tea.", (1, 0, 1)),
        ("5", (1, 1, 0)),
        ("Close", (1, 1, 1)),
    ]


def test_a_table_of_one_column_is_a_frame(word: Make) -> None:
    framed = table(cell(par("Present") + table(cell("OT") + cell("Clerk"))), cell("Apologies"))
    assert [(b.text, b.cell and b.cell.table) for b in read(word(framed)).body] == [
        ("Present", None),
        ("OT", 1),
        ("Clerk", 1),
        ("Apologies", None),
    ]


def test_lines_set_in_columns_by_tabs_are_a_table(word: Make) -> None:
    def columns(*fields: str) -> str:
        return par("<w:r>" + "<w:tab/>".join(f"<w:t>{field}</w:t>" for field in fields) + "</w:r>")

    body = columns("Oskar Trennow", "Clerk") + columns("Ida Quell", "Chair") + par("Next.")
    document = read(word(body + columns("Signed", "Date")))
    assert [(b.text, b.cell) for b in document.body] == [
        ("Oskar Trennow", Cell(1, 0, 0)),
        ("Clerk", Cell(1, 0, 1)),
        ("Ida Quell", Cell(1, 1, 0)),
        ("Chair", Cell(1, 1, 1)),
        ("Next.", None),
        ("Signed\tDate", None),
    ]


STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/>'
    '<w:basedOn w:val="Normal"/><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Item"><w:name w:val="Item"/><w:basedOn w:val="berschrift2"/>'
    "</w:style>"
    '<w:style w:type="paragraph" w:styleId="Plain"><w:name w:val="Plain"/><w:basedOn w:val="berschrift2"/>'
    '<w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
)


@pytest.mark.parametrize(
    ("properties", "kind", "level", "bold", "size"),
    [
        ("", "paragraph", None, False, 11.0),
        ('<w:pStyle w:val="berschrift2"/>', "heading", 2, True, 14.0),
        ('<w:pStyle w:val="Item"/>', "heading", 2, True, 14.0),
        ('<w:pStyle w:val="Plain"/>', "paragraph", None, True, 14.0),
        ('<w:pStyle w:val="T"/>', "heading", 1, False, 11.0),
        ('<w:pStyle w:val="Gone"/>', "paragraph", None, False, 11.0),
        ('<w:outlineLvl w:val="0"/>', "heading", 1, False, 11.0),
    ],
)
def test_headings_by_style(
    word: Make, properties: str, kind: str, level: int | None, bold: bool, size: float
) -> None:
    (block,) = read(word(par("Budget", properties), styles=STYLES)).body
    assert (block.kind, block.level, block.bold, block.size) == (kind, level, bold, size)


def test_a_whole_paragraph_in_a_heading_style_is_no_heading(word: Make) -> None:
    long = "The clerk reported at length. " * 12
    (block,) = read(word(par(long, '<w:pStyle w:val="Item"/>'), styles=STYLES)).body
    assert block.kind == "paragraph"


@pytest.mark.parametrize(
    ("content", "bold"),
    [
        (run("All", "<w:b/>") + run(" of it", "<w:b/>"), True),
        (run("All", "<w:b/>") + run(" "), True),
        (run("Some", "<w:b/>") + run(" of it"), False),
        (run("By style", '<w:rStyle w:val="Strong"/>'), True),
        (run("Switched off", '<w:rStyle w:val="Strong"/><w:b w:val="false"/>'), False),
    ],
)
def test_bold_is_what_every_word_is(word: Make, content: str, bold: bool) -> None:
    assert read(word(par(content), styles=STYLES)).body[0].bold is bold


@pytest.mark.parametrize(
    ("look", "bold"),
    [
        ('<w:tblLook w:val="0020"/>', [True, True, False, False]),
        ('<w:tblLook w:val="04A0"/>', [True, True, True, False]),
        ('<w:tblLook w:firstRow="0" w:firstColumn="1"/>', [True, False, True, False]),
        ("", [False] * 4),
    ],
)
def test_a_table_style_makes_its_header_row_bold(word: Make, look: str, bold: list[bool]) -> None:
    styles = (
        '<w:style w:type="table" w:styleId="Grid"><w:name w:val="Grid"/>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>'
        '<w:tblStylePr w:type="firstCol"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>'
    )
    grid = table(cell("Name") + cell("Role"), cell("Ida Quell") + cell("Chair"))
    grid = grid.replace("<w:tblPr/>", f'<w:tblPr><w:tblStyle w:val="Grid"/>{look}</w:tblPr>')
    assert [b.bold for b in read(word(grid + par("After"), styles=styles)).body] == [*bold, False]


def note_mark(kind: str, number: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def test_notes_follow_their_paragraph_or_table(word: Make) -> None:
    def note(kind: str, number: int, text: str) -> str:
        return f'<w:{kind} w:id="{number}">{par(text)}</w:{kind}>'

    body = (
        par(run("Ida Quell") + note_mark("footnote", 2) + run(" spoke."))
        + table(cell(par(run("OT") + note_mark("footnote", 3))) + cell("Clerk"))
        + par(run("End.") + note_mark("endnote", 2))
    )
    document = read(
        word(
            body,
            footnotes=note("footnote", 2, "Left at 10.") + note("footnote", 3, "By phone."),
            endnotes=note("endnote", 2, "Paper B."),
        )
    )
    assert [(b.text, b.kind, b.label) for b in document.body] == [
        ("Ida Quell spoke.", "paragraph", None),
        ("1 Left at 10.", "note", "1"),
        ("OT", "paragraph", None),
        ("Clerk", "paragraph", None),
        ("2 By phone.", "note", "2"),
        ("End.", "paragraph", None),
        ("i Paper B.", "note", "i"),
    ]


def test_headers_and_footers_are_furniture_each_text_once(word: Make) -> None:
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="r_header1"/>'
        '<w:headerReference w:type="first" r:id="r_header2"/>'
        '<w:footerReference w:type="default" r:id="r_footer1"/></w:sectPr>'
    )
    stories = {"header1": par("Averill Board"), "header2": par("Unused"), "footer1": par("Page 1")}
    document = read(word(par("Minutes", section) + section, **stories))
    assert [(b.text, b.kind) for b in document.blocks] == [
        ("Minutes", "paragraph"),
        ("Averill Board", "furniture"),
        ("Page 1", "furniture"),
    ]
    shown = read(word(par("Minutes") + section.replace("<w:sectPr>", "<w:sectPr><w:titlePg/>"), **stories))
    assert "Unused" in [b.text for b in shown.blocks]


def test_python_docx_files_are_read_in_order() -> None:
    made = WordDocument()
    made.core_properties.title = "Averill Board"
    made.add_heading("Minutes", 1)
    made.add_paragraph("Present", style="List Bullet")
    grid = made.add_table(2, 2)
    grid.cell(0, 0).merge(grid.cell(0, 1)).text = "Across"
    grid.cell(1, 0).text, grid.cell(1, 1).text = "OT", "Clerk"
    made.add_paragraph("Close")
    buffer = io.BytesIO()
    made.save(buffer)
    document = read(buffer.getvalue())
    blocks: tuple[Block, ...] = document.body
    assert [(b.text, b.kind, b.label) for b in blocks] == [
        ("Minutes", "heading", None),
        ("Present", "list_item", "•"),
        ("Across", "paragraph", None),
        ("OT", "paragraph", None),
        ("Clerk", "paragraph", None),
        ("Close", "paragraph", None),
    ]
    assert blocks[2].cell == Cell(1, 0, 0, 1, 2)
    assert (document.title, document.format, document.pages) == ("Averill Board", "docx", None)


def test_strict_files_are_read_like_usual_ones(word: Make) -> None:
    usual = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = f'<w:document xmlns:w="{usual}"><w:body>{par("Strict")}</w:body></w:document>'
    strict = xml.replace(usual, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert texts(word("", files={"word/document.xml": strict})) == ["Strict"]


def test_entities_are_not_expanded(word: Make) -> None:
    usual = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = (
        '<!DOCTYPE d [<!ENTITY a "leak"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
        f'<w:document xmlns:w="{usual}"><w:body>{par("Kept")}<w:p><w:r><w:t>&a;&b;</w:t></w:r></w:p>'
        "</w:body></w:document>"
    )
    assert texts(word("", files={"word/document.xml": xml})) == ["Kept"]


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("", EmptyInput),
        (par("") + par(" – "), EmptyInput),
        (par("<w:r><w:drawing/></w:r>"), NeedsOcr),
        ("<w:altChunk/>", UnsupportedInput),
    ],
)
def test_files_without_words_are_told_apart(word: Make, body: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        read(word(body))


def test_a_damaged_part_beside_the_text_is_a_flag(word: Make) -> None:
    data = word(par("Budget"), numbering="", files={"word/numbering.xml": "<broken"})
    assert read(data).flags == ("unread_part",)


def test_a_lost_way_to_the_text_is_found_again(word: Make) -> None:
    assert texts(word(par("Budget"), files={"_rels/.rels": "<Relationships/>"})) == ["Budget"]


def test_a_damaged_text_is_corrupt(word: Make) -> None:
    with pytest.raises(CorruptInput, match=r"word/document\.xml"):
        read(word("", files={"word/document.xml": "<w:document"}))


def test_the_same_bytes_give_the_same_document(word: Make) -> None:
    data = word(par("One") + table(cell("Two") + cell("Three")))
    assert read(data) == read(data)
