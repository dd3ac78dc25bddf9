"""Pictures of pages (PNG, JPEG, TIFF, GIF, BMP, WebP): put into a PDF and read like any other scan."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from minutebook.document import Document
from minutebook.errors import CorruptInput, NeedsOcr, TooLargeInput
from minutebook.loaders.pdf import load_pdf

if TYPE_CHECKING:
    from PIL import Image

FORMATS = ("PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP")
MOST_FRAMES = 500  # pages of one TIFF
MOST_PIXELS = 120_000_000  # of one page: A3 at 600 dots an inch, and some
_A4 = (8.27, 11.69)  # inches
_LEAST_DPI, _MOST_DPI = 100, 1200  # what a scanner writes; other figures are a camera's or a screen's
_LEAST_SIDE = 200  # pixels: a smaller picture is a logo or an icon
_QUALITY = 92
# What Pillow's readers raise at harmed files, each by its own format; UnidentifiedImageError is an OSError.
_DAMAGE = (
    *(ArithmeticError, AttributeError, EOFError, LookupError, OSError, SyntaxError, TypeError, ValueError),
    *(struct.error, zlib.error),
)


def load_picture(data: bytes, *, source: str, sha256: str) -> Document:
    """The document on the picture or pictures; `format` is `pdf`, boxes in points of a page of that size.

    A picture without a scanner's resolution is taken for a page of A4. Raises NeedsOcr where no engine is
    installed, CorruptInput for a damaged file, TooLargeInput for more than 500 pages or a page of more than
    120 million pixels, and what `load_pdf` raises for pages without a word.
    """
    from minutebook.loaders.ocr import find_engine

    pages = as_pdf(data)
    if find_engine() is None:
        raise NeedsOcr("the file is a picture of a page")
    return load_pdf(pages, source=source, sha256=sha256)


def as_pdf(data: bytes) -> bytes:
    """A PDF with one page for each picture, set upright as the camera says. Raises as `load_picture` does."""
    from PIL import Image

    out = io.BytesIO()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # of its size, for which there is a limit here, and of its metadata
            with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
                count = getattr(picture, "n_frames", 1)
                if count > MOST_FRAMES:
                    raise TooLargeInput(f"the file holds {count:,} pictures")
                pages = list(_pages(picture, count))
        _save(pages, out)
    except Image.DecompressionBombError as error:
        raise TooLargeInput("the picture is larger than any page") from error
    except _DAMAGE as error:
        raise CorruptInput("the picture is damaged or cut off") from error
    return _sized(out.getvalue(), [_points(page) for page in pages])


def _save(pages: list[Image.Image], out: io.BytesIO) -> None:
    """Pages in black and white without loss, others as fine JPEG, at a point a pixel."""
    if all(page.mode == "1" for page in pages):
        pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=72)
        return
    first, *rest = [page.convert("L") for page in pages]
    first.save(out, "PDF", save_all=True, append_images=rest, resolution=72, quality=_QUALITY)


def _pages(picture: Image.Image, count: int) -> Iterator[Image.Image]:
    """Each frame in grey or black and white, upright, with its resolution in `info`."""
    from PIL import ImageOps

    for number in range(count):
        picture.seek(number)
        width, height = picture.size
        if width * height > MOST_PIXELS:
            raise TooLargeInput(f"the picture has {width:,} by {height:,} pixels")
        if min(width, height) < _LEAST_SIDE:
            raise CorruptInput(
                "the picture is too small to be a page", "scan the page at 300 dots an inch and run again"
            )
        upright = ImageOps.exif_transpose(picture)
        grey = _on_white(upright) if upright.mode != "1" else upright.copy()
        grey.info["dpi"] = picture.info.get("dpi")
        yield grey


def _on_white(picture: Image.Image) -> Image.Image:
    """The picture in grey; what is transparent is paper."""
    from PIL import Image

    if "A" in picture.getbands() or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(paper, layer).convert("L")
    return picture.convert("L")


def _points(page: Image.Image) -> tuple[float, float]:
    """Width and height in points, by the resolution that a scanner wrote, else those of A4."""
    width, height = page.size
    dpi = page.info.get("dpi")
    across = float(dpi[0]) if dpi else 0.0
    if not _LEAST_DPI <= across <= _MOST_DPI:
        short, long = _A4
        across = max(min(width, height) / short, max(width, height) / long)
    return width * 72 / across, height * 72 / across


def _sized(pdf: bytes, sizes: list[tuple[float, float]]) -> bytes:
    """The PDF, made at a point a pixel, with pages of these sizes: the pictures are scaled on them."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        for page, (width, height) in zip(document, sizes, strict=True):
            own_width, own_height = page.get_size()
            matrix = pypdfium2.PdfMatrix().scale(width / own_width, height / own_height)
            for thing in page.get_objects():
                thing.transform(matrix)
            page.set_mediabox(0, 0, width, height)
            page.set_cropbox(0, 0, width, height)
            page.gen_content()
            page.close()
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()
    finally:
        document.close()
