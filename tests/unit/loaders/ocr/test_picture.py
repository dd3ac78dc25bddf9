"""Pages drawn as pictures: their skew, specks, ruled lines and bold type are found."""

import numpy
import pytest
from PIL import Image, ImageDraw

from minutebook.loaders.ocr import picture as setting
from minutebook.loaders.ocr.engine import Picture, ReadWord


def lines_of_type(width: int = 1200, height: int = 900) -> Picture:
    """Rows of small upright strokes, as type looks from afar."""
    page = numpy.full((height, width), 255, dtype=numpy.uint8)
    for top in range(100, height - 100, 60):
        for left in range(100, width - 100, 14):
            page[top : top + 28, left : left + 6] = 20
    return page


def turned(page: Picture, degrees: float) -> Picture:
    return numpy.asarray(
        Image.fromarray(page).rotate(degrees, fillcolor=255, resample=Image.Resampling.BICUBIC)
    )


@pytest.mark.parametrize("degrees", [-3.0, -0.8, 0.0, 0.6, 2.5])
def test_skew_is_measured(degrees: float) -> None:
    # turned against the clock by so many degrees, lines fall by as many less
    assert setting.skew(turned(lines_of_type(), degrees)) == pytest.approx(-degrees, abs=0.2)


def test_a_blank_page_has_no_skew() -> None:
    assert setting.skew(numpy.full((600, 400), 255, dtype=numpy.uint8)) == 0.0


def test_straightening_undoes_the_skew() -> None:
    page = turned(lines_of_type(), 2.0)
    assert setting.skew(setting.straighten(page, setting.skew(page))) == pytest.approx(0.0, abs=0.2)


def test_specks_go_and_clean_pages_stay_as_they_are() -> None:
    page = lines_of_type()
    assert setting.clean(page) is page
    speckled = page.copy()
    for dy, dx in ((6, 8), (6, 9), (7, 8)):
        speckled[dy::40, dx::40] = 0
    cleaned = setting.clean(speckled)
    assert (speckled[:90] < 128).sum() > 200
    assert (cleaned[:90] < 128).sum() == 0


def test_ruled_lines_are_found_and_taken_out() -> None:
    page = lines_of_type()
    page[80:83, 90:1110] = 0
    page[80:800, 90:93] = 0
    bare, level, upright = setting.take_ruled_lines(page)
    assert [tuple(rule)[:3] for rule in level] == [pytest.approx((81, 90, 1109), abs=6)]
    assert [tuple(rule)[:3] for rule in upright] == [pytest.approx((91, 80, 799), abs=6)]
    assert bare[81, 600] == 255
    assert bare[400, 91] == 255
    assert page[81, 600] == 0, "the picture itself stays"


def test_type_alone_has_no_ruled_lines() -> None:
    page = lines_of_type()
    bare, level, upright = setting.take_ruled_lines(page)
    assert (level, upright) == ([], [])
    assert bare is page


def test_thick_strokes_are_bold() -> None:
    page = Image.new("L", (1500, 600), 255)
    draw = ImageDraw.Draw(page)
    words = []
    for row in range(6):
        for column in range(6):
            thick = 8 if row == 2 else 4
            left, top = 100 + column * 220, 60 + row * 80
            for stroke in range(6):
                draw.rectangle((left + stroke * 22, top, left + stroke * 22 + thick - 1, top + 35), fill=0)
            words.append(ReadWord("letter", left, top, left + 130, top + 36, top + 36, 40, 0.9))
    bold = setting.bold_words(numpy.asarray(page), words)
    assert [all(bold[row * 6 : row * 6 + 6]) for row in range(6)] == [False, False, True, False, False, False]
    assert not any(bold[index] for index in range(36) if index // 6 != 2)
