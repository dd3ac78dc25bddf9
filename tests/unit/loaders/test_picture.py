"""Pictures of pages: sizes, resolutions, what is refused; what they say is read by OCR where there is an engine."""

from __future__ import annotations

import io
import struct

import pypdfium2
import pytest
from PIL import Image

from minutebook.errors import CorruptInput, InputError, NeedsOcr, TooLargeInput, UnsupportedInput
from minutebook.loaders import picture
from minutebook.loaders.load import load_bytes
from minutebook.loaders.picture import as_pdf


def saved(form: str, size: tuple[int, int] = (1240, 1754), *, more: int = 0, **options: object) -> bytes:
    page = Image.new("L", size, 255)
    held = io.BytesIO()
    if more:
        options |= {"save_all": True, "append_images": [page] * more}
    page.save(held, form, **options)
    return held.getvalue()


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    document = pypdfium2.PdfDocument(pdf)
    return [tuple(round(side) for side in document.get_page_size(n)) for n in range(len(document))]  # type: ignore[misc]


A4 = (595, 842)


@pytest.mark.parametrize(
    ("data", "pages"),
    [
        pytest.param(saved("PNG"), [A4], id="no resolution: a page of A4"),
        pytest.param(saved("PNG", dpi=(150, 150)), [A4], id="the scanner's resolution"),
        pytest.param(saved("PNG", dpi=(300, 300)), [(298, 421)], id="a page of A6"),
        pytest.param(saved("JPEG", dpi=(72, 72)), [A4], id="a screen's resolution says nothing"),
        pytest.param(saved("PNG", (1754, 1240)), [(842, 595)], id="landscape"),
        pytest.param(saved("TIFF", more=2, dpi=(150, 150)), [A4] * 3, id="a TIFF of three pages"),
        pytest.param(saved("GIF"), [A4], id="gif"),
        pytest.param(saved("BMP"), [A4], id="bmp"),
        pytest.param(saved("WEBP"), [A4], id="webp"),
    ],
)
def test_a_picture_becomes_pages_of_its_size(data: bytes, pages: list[tuple[int, int]]) -> None:
    assert sizes(as_pdf(data)) == pages


def test_a_photograph_is_turned_as_the_camera_says() -> None:
    camera = Image.Exif()
    camera[0x0112] = 6
    assert sizes(as_pdf(saved("JPEG", (1754, 1240), exif=camera))) == [A4]


def test_what_is_transparent_is_paper() -> None:
    held = io.BytesIO()
    Image.new("RGBA", (1240, 1754), (0, 0, 0, 0)).save(held, "PNG")
    page = pypdfium2.PdfDocument(as_pdf(held.getvalue()))[0].render(grayscale=True).to_pil()
    assert page.getextrema()[0] > 250


@pytest.mark.parametrize(
    ("data", "error"),
    [
        pytest.param(saved("PNG")[:400], CorruptInput, id="cut off"),
        pytest.param(saved("PNG", (90, 90)), CorruptInput, id="an icon"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(100), CorruptInput, id="damaged"),
        pytest.param(b"\x00\x00\x00\x18ftypheic" + bytes(50), UnsupportedInput, id="heic"),
    ],
)
def test_what_is_refused_by_name(data: bytes, error: type[InputError]) -> None:
    with pytest.raises(error) as raised:
        load_bytes(data, source="x")
    assert raised.value.advice


def test_a_picture_larger_than_any_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "MOST_PIXELS", 1_000_000)
    with pytest.raises(TooLargeInput):
        as_pdf(saved("PNG"))


def test_more_pictures_than_a_file_may_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "MOST_FRAMES", 2)
    with pytest.raises(TooLargeInput):
        as_pdf(saved("TIFF", more=2))


def test_without_an_engine_it_says_what_helps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINUTEBOOK_OCR", "none")
    with pytest.raises(NeedsOcr, match="install an OCR engine"):
        load_bytes(saved("PNG"), source="x")


def test_a_later_page_without_a_size_is_damage() -> None:
    """Pillow tells of it by a TypeError."""
    data = bytearray(saved("TIFF", more=1))
    width = max(data.rfind(struct.pack("<HHI", 256, kind, 1)) for kind in (3, 4))
    data[width : width + 2] = struct.pack("<H", 65000)
    with pytest.raises(CorruptInput, match="damaged"):
        as_pdf(bytes(data))
