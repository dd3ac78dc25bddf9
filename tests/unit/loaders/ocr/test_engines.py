"""Each engine that is here reads a drawn page: its words, where they stand, and which way up it lies."""

import numpy
import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from minutebook.loaders.ocr.engine import Engine, Picture
from minutebook.loaders.ocr.rapid import ENGINE as RAPID
from minutebook.loaders.ocr.tesseract import ENGINE as TESSERACT

LINES = [
    "Harrowmere Flood Board",
    "Present: Asha Pennock and Colm Tredgold",
    "The pump at Low Fen needs a valve.",
]


@pytest.fixture(params=[TESSERACT, RAPID], ids=lambda engine: engine.name)
def engine(request: pytest.FixtureRequest) -> Engine:
    found: Engine = request.param
    if not found.available():
        pytest.skip(f"{found.name} is not here: apt-get install tesseract-ocr, pip install 'minutebook[ocr]'")
    return found


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Picture:
    path = tmp_path_factory.mktemp("page") / "page.pdf"
    canvas = Canvas(str(path), pagesize=A4, invariant=True)
    canvas.setFont("Helvetica", 14)
    for row in range(12):
        canvas.drawString(72, 740 - 40 * row, LINES[row % 3])
    canvas.save()
    grey = pypdfium2.PdfDocument(path)[0].render(scale=300 / 72, grayscale=True).to_numpy()
    return numpy.ascontiguousarray(grey.reshape(grey.shape[:2]))


def test_words_and_where_they_stand(engine: Engine, page: Picture) -> None:
    words = engine.read(page)
    lines: dict[int, list[tuple[float, str]]] = {}
    for word in words:
        assert 0.5 < word.confidence <= 1
        # lines stand 40 points apart; the first one's base line is 102 points from the top
        row = round((word.base * 72 / 300 - 101.9) / 40)
        assert word.base * 72 / 300 == pytest.approx(101.9 + 40 * row, abs=3)
        assert word.size * 72 / 300 == pytest.approx(14, rel=0.3)
        lines.setdefault(row, []).append((word.x0, word.text))
    read = [" ".join(text for _, text in sorted(lines[row])) for row in sorted(lines)]
    assert read == LINES * 4
    assert min(word.x0 for word in words) * 72 / 300 == pytest.approx(72, abs=4)


@pytest.mark.parametrize("quarter", [1, 2, 3])
def test_which_way_up(engine: Engine, page: Picture, quarter: int) -> None:
    turned = numpy.ascontiguousarray(numpy.rot90(page, quarter))  # against the clock
    assert engine.turn(turned) == quarter
