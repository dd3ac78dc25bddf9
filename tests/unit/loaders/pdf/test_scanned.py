"""Pages that are pictures: read by whichever engine is there, set right, and placed on the page as it is seen."""

from collections.abc import Callable

import pytest
from reportlab.lib import colors
from reportlab.platypus import Table, TableStyle
from scans import scan  # type: ignore[import-not-found]

from minutebook.document import Document
from minutebook.errors import EmptyInput
from minutebook.loaders.ocr import ReadWord, find_engine
from minutebook.loaders.ocr.engine import Picture
from minutebook.loaders.pdf import load_pdf

# Held to the letter with Tesseract; RapidOCR glues a word here and there (test_engines.py tries both).
ENGINE = find_engine()
needs_engine = pytest.mark.skipif(
    ENGINE is None or ENGINE.name != "tesseract", reason="no Tesseract here: apt-get install tesseract-ocr"
)
LINES = [
    "Harrowmere Flood Board",
    "Minutes of the meeting held on Tuesday 4 March 2025",
    "Present: Asha Pennock (Chair), Colm Tredgold, Idris Fallow",
    "The pump at Low Fen was looked at in February and needs a new valve.",
    "Colm Tredgold will write to the makers before the next meeting.",
]
ROWS = [
    ["Action", "Lead", "Due"],
    ["Mend the fence", "Bryony Vale", "1 May"],
    ["Count lamps", "Tom Oakes", "June"],
]


def load(data: bytes) -> Document:
    return load_pdf(data, source="scan.pdf", sha256="0" * 64)


@pytest.fixture
def board(typeset: Callable[..., bytes]) -> bytes:
    """One page of print."""
    return typeset(*LINES)


def words(document: Document) -> str:
    return " ".join(block.text for block in document.blocks)


@needs_engine
@pytest.mark.parametrize(
    "damage",
    [
        {},
        {"skew": 1.5},
        {"skew": -2.2},
        {"specks": 12000},
        {"quarter": 1},
        {"quarter": 2},
        {"quarter": 3, "skew": 1.0},
    ],
    ids=str,
)
def test_a_scan_reads_like_print(board: bytes, damage: dict[str, float]) -> None:
    document = load(scan(board, **damage))
    assert document.ocr
    assert [block.text for block in document.body] == [block.text for block in load(board).body]


@needs_engine
@pytest.mark.parametrize("damage", [{}, {"skew": 2.0}, {"quarter": 1}, {"quarter": 2, "skew": -1.0}], ids=str)
def test_boxes_lie_on_the_page_as_it_is_seen(board: bytes, damage: dict[str, float]) -> None:
    import math

    printed, read = load(board).body[0], load(scan(board, **damage)).body[0]
    assert printed.box is not None
    assert read.box is not None
    x, y = (printed.box.x0 + printed.box.x1) / 2, (printed.box.top + printed.box.bottom) / 2
    angle = math.radians(damage.get("skew", 0.0))
    dx, dy = x - 595 / 2, y - 842 / 2
    x, y = (
        595 / 2 + dx * math.cos(angle) - dy * math.sin(angle),
        842 / 2 + dx * math.sin(angle) + dy * math.cos(angle),
    )
    for _ in range(int(damage.get("quarter", 0))):
        x, y = (842 - y, x) if (_ % 2 == 0) else (595 - y, x)
    assert read.box.x0 - 3 <= x <= read.box.x1 + 3
    assert read.box.top - 3 <= y <= read.box.bottom + 3


@needs_engine
def test_ruled_tables_keep_their_rows_and_columns(typeset: Callable[..., bytes]) -> None:
    table = Table(
        ROWS, colWidths=[220, 120, 90], style=TableStyle([("GRID", (0, 0), (-1, -1), 0.8, colors.black)])
    )
    document = load(scan(typeset(*LINES, table), skew=0.8))
    cells = {(b.cell.row, b.cell.column): b.text for b in document.body if b.cell is not None}
    assert cells == {(r, c): text for r, row in enumerate(ROWS) for c, text in enumerate(row)}


@needs_engine
def test_only_the_pages_that_need_it_are_read(
    typeset: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    from reportlab.platypus import PageBreak

    engine = find_engine()
    assert engine is not None
    calls: list[Picture] = []
    real = engine.read

    def counted(picture: Picture) -> list[ReadWord]:
        calls.append(picture)
        return real(picture)

    monkeypatch.setattr(engine, "read", counted)
    data = typeset(*LINES, PageBreak(), "The second page was signed by hand and scanned afterwards.")
    document = load(scan(data, only={2}))
    assert document.ocr
    assert len(calls) == 1
    assert {block.page for block in document.body} == {1, 2}
    assert "signed by hand and scanned afterwards" in words(document)
    read = [span for span, _ in document.readings]
    assert all(document.block_at(span.start).page == 2 for span in read)  # type: ignore[union-attr]


def test_without_an_engine_the_other_pages_are_read(
    typeset: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    from reportlab.platypus import PageBreak

    monkeypatch.setenv("MINUTEBOOK_OCR", "none")
    data = scan(typeset(*LINES, PageBreak(), *LINES), only={2})
    document = load(data)
    assert not document.ocr
    assert document.flags == ("unread_pages",)
    assert {block.page for block in document.body} == {1}


class Dictated:
    """An engine that says what it is told, and how often it was asked."""

    name = "dictated"

    def __init__(self, words: list[ReadWord], turns: int = 0) -> None:
        self.words = words
        self.turns = turns

    def available(self) -> bool:
        return True

    def read(self, picture: Picture) -> list[ReadWord]:
        return self.words

    def turn(self, picture: Picture) -> int:
        return self.turns


def dictate(monkeypatch: pytest.MonkeyPatch, *lines: tuple[str, float]) -> None:
    said = []
    for row, (text, sure) in enumerate(lines):
        x = 300.0
        for word in text.split():
            wide = 22.0 * len(word)
            said.append(ReadWord(word, x, 300 + 60 * row, x + wide, 345 + 60 * row, 335 + 60 * row, 45, sure))
            x += wide + 22
    import minutebook.loaders.ocr as ocr

    monkeypatch.setattr(ocr, "find_engine", lambda: Dictated(said))


def test_readings_say_how_surely_each_line_was_read(board: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    dictate(monkeypatch, ("Harrowmere Flood Board meeting", 0.97), ("Present were Asha and Colm:", 0.61))
    document = load(scan(board))
    assert [(document[span], sure) for span, sure in document.readings] == [
        ("Harrowmere Flood Board meeting", 0.97),
        ("Present were Asha and Colm:", 0.61),
    ]


def test_signs_read_for_bullets_are_bullets(board: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    dictate(monkeypatch, ("¢ Mend the fence at Low Fen.", 0.8), ("e Count the lamps in the square.", 0.6))
    document = load(scan(board))
    assert [(block.kind, block.text) for block in document.body] == [
        ("list_item", "Mend the fence at Low Fen."),
        ("list_item", "Count the lamps in the square."),
    ]


def test_pictures_without_words_are_empty(board: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    dictate(monkeypatch)
    with pytest.raises(EmptyInput, match="pictures"):
        load(scan(board))


@pytest.mark.parametrize(
    ("text", "spoilt"),
    [
        ("The board met in the Alder Room and agreed the plan for the coming winter. " * 3, False),
        ("Cyfarfu'r bwrdd yn ystafell y gwernydd a chytunwyd ar y cynllun ar gyfer y gaeaf. " * 3, False),
        ("Wkh erdug phw lq wkh Doghu Urrp dqg djuhhg wkh sodq iru wkh frplqj zlqwhu. " * 3, True),
        ("\ue001\ue002\ue003 \ue004\ue005 \ue006\ue007\ue008 " * 30, True),
        ("4.1 £2,300 5.6 £1,200 12/3 78% 22.4 £9,100 " * 6, False),
    ],
)
def test_text_layers_that_say_nothing_are_told(text: str, spoilt: bool) -> None:
    from minutebook.loaders.pdf.shapes import PageContent, Segment
    from minutebook.loaders.pdf.textlayer import is_spoilt

    segment = Segment(text, 72, 500, 100, 11, False, False, 20, False)
    assert is_spoilt(PageContent(1, 595, 842, [segment], [])) is spoilt


def test_a_spoilt_page_is_read_as_a_picture(
    draw: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    dictate(monkeypatch, ("The board met in the Alder Room.", 0.95))

    def page(canvas: object) -> None:
        for row in range(8):
            canvas.drawString(72, 700 - 14 * row, "Wkh erdug phw lq wkh Doghu Urrp dqg djuhhg")  # type: ignore[attr-defined]

    document = load(draw(page))
    assert document.ocr
    assert document.text == "The board met in the Alder Room."
