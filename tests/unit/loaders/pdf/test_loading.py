"""What a PDF becomes: paragraphs, headings, lists, furniture, and errors for what cannot be read."""

import io

import pytest
from reportlab.lib import pdfencrypt
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.lib.utils import ImageReader
from reportlab.platypus import BalancedColumns, PageBreak, Paragraph, Spacer

from minutebook.document import Document
from minutebook.errors import CorruptInput, EmptyInput, EncryptedInput, NeedsOcr, TooLargeInput
from minutebook.loaders.pdf import load_pdf
from minutebook.loaders.pdf import pages as pdf_pages

LONG = (
    "Members looked at the draft leaflet and felt that it was too long for most readers, so it was agreed "
    "that a shorter one should be drawn up by the reading group and sent round before the summer break."
)
OTHER = (
    "The treasurer went through the accounts for the quarter and said that the grant had come in later "
    "than had been promised, which is why the balance looked lower than it did at this time last year."
)


def texts(document: Document) -> list[str]:
    return [block.text for block in document.body]


def test_wrapped_lines_make_one_paragraph_and_each_knows_its_lines(typeset, read):
    document = read(typeset(LONG, OTHER))
    assert texts(document) == [LONG, OTHER]
    block = document.body[0]
    assert len(block.lines) >= 2
    assert " ".join(document[line.span] for line in block.lines) == LONG
    assert all(line.page == 1 and line.box is not None for line in block.lines)
    tops = [line.box.top for line in block.lines]
    assert tops == sorted(tops)
    assert 60 < block.box.x0 < 90


def test_short_lines_stay_apart(draw, read):
    names = ["Asha Pennock (Chair)", "Colm Tredgold", "Idris Fallow, Marlby Town Trust", "Moira Quayle"]

    def page(canvas):
        canvas.setFont("Helvetica", 11)
        for row, name in enumerate(names):
            canvas.drawString(72, 780 - 14 * row, name)
        for row, line in enumerate(
            [
                "The secretary said that the hall had been booked for the whole of the coming year,",
                "and that the cost would be shared with the reading group and with the choir.",
            ]
        ):
            canvas.drawString(72, 690 - 14 * row, line)

    assert texts(read(draw(page)))[:4] == names
    assert len(texts(read(draw(page)))) == 5


def test_numbers_bullets_and_headings(typeset, read):
    styles = getSampleStyleSheet()
    bullet = ParagraphStyle("b", parent=styles["BodyText"], leftIndent=18, bulletIndent=6)
    document = read(
        typeset(
            Paragraph("Marlby Reading Group", styles["Heading1"]),
            Paragraph("4.1 Leaflets", styles["Heading3"]),
            LONG,
            Paragraph("A first point to be kept in mind", bullet, bulletText="•"),
            Paragraph("A second point", bullet, bulletText="•"),
        )
    )
    found = [(b.kind, b.label, b.text) for b in document.body]
    assert found == [
        ("heading", None, "Marlby Reading Group"),
        ("heading", "4.1", "4.1 Leaflets"),
        ("paragraph", None, LONG),
        ("list_item", "•", "A first point to be kept in mind"),
        ("list_item", "•", "A second point"),
    ]
    assert document.body[0].level < document.body[1].level


def test_raised_ordinals_join_their_number(draw, read):
    def page(canvas):
        text = canvas.beginText(72, 760)
        text.setFont("Times-Roman", 12)
        text.textOut("The next meeting is on 10")
        text.setFont("Times-Roman", 7)
        text.setRise(5)
        text.textOut("th")
        text.setFont("Times-Roman", 12)
        text.setRise(0)
        text.textOut(" March in the Alder Suite, Marlby.")
        canvas.drawText(text)

    assert texts(read(draw(page))) == ["The next meeting is on 10th March in the Alder Suite, Marlby."]


def test_a_paragraph_goes_on_over_the_page(typeset, read):
    document = read(typeset(*[f"{LONG} {OTHER} Number {n}." for n in range(30)]))
    assert document.pages > 1
    assert all(block.text.startswith("Members looked") for block in document.body)
    crossing = [b for b in document.body if len({line.page for line in b.lines}) == 2]
    assert crossing
    assert crossing[0].page == crossing[0].lines[0].page


def test_running_lines_page_numbers_and_watermarks_are_furniture(typeset, read):
    def on_page(canvas, template):
        canvas.setFont("Helvetica", 9)
        canvas.drawString(72, 815, "Marlby Reading Group 4.2.19")
        canvas.drawRightString(520, 30, f"Page {template.page} of 3")
        canvas.saveState()
        canvas.setFont("Helvetica-Bold", 80)
        canvas.translate(150, 300)
        canvas.rotate(45)
        canvas.drawString(0, 0, "DRAFT")
        canvas.restoreState()

    third = "On the last page stands only this line."
    document = read(typeset(LONG, PageBreak(), OTHER, PageBreak(), third, on_page=on_page))
    assert texts(document) == [LONG, OTHER, third]
    furniture = [block.text for block in document.blocks if block.kind == "furniture"]
    assert furniture.count("DRAFT") == 3
    assert furniture.count("Marlby Reading Group 4.2.19") == 3
    assert "Page 2 of 3" in furniture


def test_two_columns_are_read_one_after_the_other(typeset, read):
    style = ParagraphStyle("c", fontName="Helvetica", fontSize=9, leading=11)
    story = [Paragraph(f"{LONG} {OTHER} Left or right {n}.", style) for n in range(6)]
    document = read(typeset(BalancedColumns(story, nCols=2, innerPadding=24)))
    ends = [block.text[-2] for block in document.body if block.text.endswith(".")]
    assert ends == list("012345")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("The group will meet again in the self-", "contained flat."), "self-contained flat"),
        (
            ("The minutes are at https://example.org/papers/", "2019/minutes.pdf for all."),
            "papers/2019/minutes.pdf",
        ),
    ],
)
def test_broken_words_are_mended(draw, read, lines, expected):
    def page(canvas):
        canvas.setFont("Helvetica", 11)
        widest = max(canvas.stringWidth(line) for line in lines)
        for row, line in enumerate((*lines, *["x" * 20] * 0)):
            canvas.drawString(72, 700 - 13 * row, line)
        for row in range(4):
            text = "All of the members who were in the room took part in this vote"
            canvas.drawString(72, 640 - 13 * row, text[: int(len(text) * min(1, widest / 300))])

    assert expected in read(draw(page)).text


def test_encrypted_asks_for_a_password(draw):
    data = draw(lambda c: c.drawString(72, 700, LONG), encrypt=pdfencrypt.StandardEncryption("secret"))
    with pytest.raises(EncryptedInput, match="password"):
        load_pdf(data, source="x", sha256="y")


@pytest.mark.parametrize("keep", [0.05, 0.3])
def test_truncated_is_corrupt_or_still_read(typeset, keep):
    data = typeset(*[LONG] * 5)
    with pytest.raises((CorruptInput, EmptyInput)):
        load_pdf(data[: int(len(data) * keep)], source="x", sha256="y")


def test_garbage_behind_the_mark_is_corrupt():
    with pytest.raises(CorruptInput):
        load_pdf(b"%PDF-1.7\n" + bytes(range(256)) * 20, source="x", sha256="y")


def test_blank_pages_are_empty(draw):
    with pytest.raises(EmptyInput):
        load_pdf(draw(lambda c: None, lambda c: None), source="x", sha256="y")


def test_pictures_with_page_marks_need_ocr(draw, monkeypatch):
    monkeypatch.setenv("MINUTEBOOK_OCR", "none")
    from PIL import Image

    held = io.BytesIO()
    Image.new("RGB", (40, 60), "grey").save(held, "PNG")

    def page(canvas):
        canvas.drawImage(ImageReader(io.BytesIO(held.getvalue())), 0, 0, 595, 842)
        canvas.drawString(300, 20, "Page 1")

    with pytest.raises(NeedsOcr, match=r"install an OCR engine .*tesseract"):
        load_pdf(draw(page, page), source="x", sha256="y")


def test_too_many_pages(draw, monkeypatch):
    monkeypatch.setattr(pdf_pages, "MOST_PAGES", 2)
    with pytest.raises(TooLargeInput, match="3 pages"):
        load_pdf(draw(*[lambda c: c.drawString(72, 700, LONG)] * 3), source="x", sha256="y")


def test_sideways_pages_read_upright(draw, read):
    def page(canvas):
        canvas.translate(500, 100)
        canvas.rotate(90)
        canvas.setFont("Helvetica", 11)
        for row, line in enumerate(
            ["Asha Pennock opened the meeting and welcomed", "Colm Tredgold to his first one."]
        ):
            canvas.drawString(0, -14 * row, line)

    expected = "Asha Pennock opened the meeting and welcomed Colm Tredgold to his first one."
    assert " ".join(texts(read(draw(page)))) == expected


def test_the_same_bytes_give_the_same_document(typeset, read):
    data = typeset(LONG, Spacer(1, 40), OTHER)
    assert read(data) == read(data)
