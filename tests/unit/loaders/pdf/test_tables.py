"""Tables in PDF files: ruled, aligned, beside prose, and over page breaks."""

import io

import pdfplumber
import pytest
from reportlab.lib import colors
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.utils import simpleSplit
from reportlab.platypus import Paragraph, Table

from minutebook.document import Document

BODY = getSampleStyleSheet()["BodyText"]
GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
PEOPLE = [
    ["Name", "Role", "Present", "Apologies"],
    ["Asha Pennock (AP)", "Head of Safeguarding and Quality Assurance, Marlby Council", "Yes", ""],
    ["Colm Tredgold", "Director of Quality", "", "Yes"],
    ["Idris Fallow", "Designated Nurse, Tarnshire", "Yes", ""],
]


def rows(document: Document) -> dict[tuple[int, int], dict[int, str]]:
    """The text of every cell by table and row, then by column."""
    found: dict[tuple[int, int], dict[int, str]] = {}
    for block in document.body:
        if block.cell is not None:
            row = found.setdefault((block.cell.table, block.cell.row), {})
            text = row.get(block.cell.column)
            row[block.cell.column] = block.text if text is None else f"{text}\n{block.text}"
    return found


def words(text: object) -> object:
    return [Paragraph(str(text), BODY)] if text else ""


def table(data, widths, style=GRID, **options) -> Table:
    return Table([[words(cell) for cell in row] for row in data], colWidths=widths, style=style, **options)


def test_ruled_cells_keep_row_and_column(typeset, read):
    document = read(typeset("Attendance", table(PEOPLE, [110, 160, 70, 70])))
    assert list(rows(document).values()) == [
        {column: text for column, text in enumerate(row) if text} for row in PEOPLE
    ]


@pytest.mark.parametrize("count", [3, 17, 60])
def test_rows_are_those_that_pdfplumber_finds(typeset, read, count):
    data = [["Ref", "Action", "Lead", "Due"]] + [
        [
            str(n),
            f"Send the revised leaflet number {n} to every member of the reading group",
            "AP/CT",
            f"{n % 28 + 1}.3.19",
        ]
        for n in range(count)
    ]
    made = typeset(table(data, [40, 220, 60, 70], repeatRows=1))
    expected: list[list[str]] = []
    with pdfplumber.open(io.BytesIO(made)) as pdf:
        for page in pdf.pages:
            for found in page.extract_tables():
                expected.extend([(cell or "").replace("\n", " ") for cell in row] for row in found)
    head = expected[0]
    expected = [head] + [row for row in expected if row != head]
    got = [[row.get(column, "") for column in range(4)] for row in rows(read(made)).values()]
    assert got == expected


def test_merged_cells_say_how_much_they_cover(typeset, read):
    style = [*GRID, ("SPAN", (0, 0), (1, 0)), ("SPAN", (2, 0), (3, 0)), ("SPAN", (0, 2), (0, 3))]
    data = [
        ["Present", "", "Apologies", ""],
        ["Name", "Role", "Name", "Role"],
        ["Asha Pennock", "Chair", "Tam Rushby", "Treasurer"],
        ["", "Trustee", "Bryony Vale", "Clerk"],
    ]
    document = read(typeset(table(data, [100] * 4, style)))
    cells = {b.text: b.cell for b in document.body}
    assert (cells["Present"].column, cells["Present"].columns) == (0, 2)
    assert (cells["Apologies"].column, cells["Apologies"].columns) == (2, 2)
    assert (cells["Asha Pennock"].row, cells["Asha Pennock"].rows) == (2, 2)
    assert cells["Bryony Vale"].row == 3


def test_a_table_without_outer_lines(typeset, read):
    style = [("INNERGRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    document = read(typeset(table(PEOPLE, [110, 160, 70, 70], style)))
    assert len(rows(document)) == 4
    assert rows(document)[1, 1][0] == "Asha Pennock (AP)"


def test_a_box_around_text_is_no_table(typeset, read):
    boxed = table(
        [["Action 4: Asha Pennock to book the hall"]], [300], [("BOX", (0, 0), (-1, -1), 1, colors.black)]
    )
    document = read(typeset("Before the box", boxed, "After the box"))
    assert [b.cell for b in document.body] == [None] * 3


def test_ticks_keep_their_column(draw, read):
    def page(canvas):
        left = (72, 200, 270, 340)
        for row in range(4):
            canvas.line(72, 700 - 20 * row, 340, 700 - 20 * row)
        for x in left:
            canvas.line(x, 700, x, 640)
        for row, (name, column) in enumerate([("Name", None), ("Asha Pennock", 1), ("Colm Tredgold", 2)]):
            canvas.setFont("Helvetica", 10)
            canvas.drawString(76, 686 - 20 * row, name)
            if column is not None:
                canvas.setFont("ZapfDingbats", 10)
                canvas.drawString(left[column] + 20, 686 - 20 * row, "\u2714")

    assert list(rows(read(draw(page))).values()) == [
        {0: "Name"},
        {0: "Asha Pennock", 1: "✓"},
        {0: "Colm Tredgold", 2: "✓"},
    ]


def test_a_row_that_the_page_cuts_is_put_together(draw, read):
    def ruled(canvas, top, lines):
        xs, height = (72, 110, 400, 500), 30
        for row in range(len(lines) + 1):
            canvas.line(xs[0], top - height * row, xs[-1], top - height * row)
        for x in xs:
            canvas.line(x, top, x, top - height * len(lines))
        canvas.setFont("Helvetica", 10)
        for row, line in enumerate(lines):
            for column, text in enumerate(line):
                canvas.drawString(xs[column] + 4, top - height * row - 14, text)

    head = ("Ref", "Action", "Lead")
    first = [head, ("1", "Book the hall", "AP"), ("2", "Ask every member of the reading group for the", "CT")]
    second = [head, ("", "names of new members", ""), ("3", "Print the leaflet", "IF")]
    document = read(draw(lambda c: ruled(c, 150, first), lambda c: ruled(c, 780, second)))
    assert list(rows(document).values()) == [
        {0: "Ref", 1: "Action", 2: "Lead"},
        {0: "1", 1: "Book the hall", 2: "AP"},
        {0: "2", 1: "Ask every member of the reading group for the names of new members", 2: "CT"},
        {0: "3", 1: "Print the leaflet", 2: "IF"},
    ]


@pytest.mark.parametrize("valign", ["TOP", "BOTTOM"])
def test_aligned_attendance_without_lines(typeset, read, valign):
    data = [[name, words(role)] for name, role, *_ in PEOPLE]
    plain = Table(data, colWidths=[150, 180], style=[("VALIGN", (0, 0), (-1, -1), valign)])
    document = read(
        typeset("Those who came are named here, with the office that each of them holds today.", plain)
    )
    assert list(rows(document).values()) == [{0: name, 1: role} for name, role, *_ in PEOPLE]


def test_two_lists_side_by_side_without_lines(typeset, read):
    data = [
        ["Present", "", "Apologies", ""],
        ["Name", "Role", "Name", "Role"],
        ["Asha Pennock", "Head of Quality", "Tam Rushby", "Treasurer"],
        ["Colm Tredgold", "Director", "Bryony Vale", "Head Teacher"],
        ["Idris Fallow", "Nurse", "", ""],
    ]
    document = read(typeset(Table(data, colWidths=[100, 110, 100, 110])))
    assert list(rows(document).values()) == [
        {column: text for column, text in enumerate(row) if text} for row in data
    ]


def test_names_in_columns_under_a_label(draw, read):
    def page(canvas):
        canvas.setFont("Helvetica", 11)
        for row, line in enumerate(
            [
                ("Present:", "Cllrs.", "Asha Pennock (Chair)", "Tam Rushby", "Idris Fallow"),
                ("", "", "Colm Tredgold", "Bryony Vale", "Moira Quayle"),
            ]
        ):
            for x, text in zip((72, 140, 190, 330, 430), line, strict=True):
                canvas.drawString(x, 760 - 13 * row, text)

    assert list(rows(read(draw(page))).values()) == [
        {0: "Present:", 1: "Cllrs.", 2: "Asha Pennock (Chair)", 3: "Tam Rushby", 4: "Idris Fallow"},
        {2: "Colm Tredgold", 3: "Bryony Vale", 4: "Moira Quayle"},
    ]


LEAFLET = (
    "Members looked at the draft leaflet and felt that it was too long for most readers, so it was agreed that "
    "a shorter one should be drawn up by the reading group and sent round before the summer."
)
HALL = "The hall is cold in winter and the heating is old; the clerk will look for another one close to the school."


def side_page(canvas, header: bool) -> None:
    y = 780

    def put(text, lead="", font="Helvetica", label=""):
        nonlocal y
        canvas.setFont(font, 10)
        lines = simpleSplit(text, font, 10, 340)
        canvas.drawString(60, y, label)
        for row, line in enumerate(lines):
            canvas.drawString(90, y - 12 * row, line)
        canvas.drawString(480, y - 12 * (len(lines) - 1), lead)
        y -= 12 * len(lines) + 8

    if header:
        put("Item", "Action", "Helvetica-Bold")
    put("Leaflet", "", "Helvetica-Bold", "2.")
    put(LEAFLET, "CT/MQ", label="2.1")
    put(HALL, "AP", label="2.2")
    put("Next meeting", "", "Helvetica-Bold", "3.")
    put("It was said that the next meeting might have to be moved because of the spring holiday.")


def test_a_headed_column_of_leads_is_a_table(draw, read):
    found = list(rows(read(draw(lambda c: side_page(c, header=True)))).values())
    assert found == [
        {0: "Item", 1: "Action"},
        {0: "2. Leaflet"},
        {0: f"2.1 {LEAFLET}", 1: "CT/MQ"},
        {0: f"2.2 {HALL}", 1: "AP"},
    ]


def test_leads_without_a_heading_stand_beside_their_paragraph(draw, read):
    document = read(draw(lambda c: side_page(c, header=False)))
    assert list(rows(document).values()) == [
        {0: f"2.1 {LEAFLET}", 1: "CT/MQ"},
        {0: f"2.2 {HALL}", 1: "AP"},
    ]
    assert [b.text for b in document.body if b.kind == "heading"] == ["2. Leaflet", "3. Next meeting"]
