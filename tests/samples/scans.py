"""Makes scans of PDF pages for the tests: rendered as grey pictures, turned, skewed and speckled."""

from __future__ import annotations

import io

import numpy
import pypdfium2
from PIL import Image


def scan(
    data: bytes, *, quarter: int = 0, skew: float = 0.0, specks: int = 0, only: set[int] | None = None
) -> bytes:
    """The PDF with its pages (or those of these numbers, from 1) as pictures at 150 dots an inch.

    `quarter` turns of the paper clockwise, `skew` in degrees clockwise, `specks` a page.
    """
    source = pypdfium2.PdfDocument(data)
    target = pypdfium2.PdfDocument.new()
    for number in range(1, len(source) + 1):
        if only is not None and number not in only:
            target.import_pages(source, [number - 1])
            continue
        grey = source[number - 1].render(scale=150 / 72, grayscale=True).to_pil()
        if skew:
            grey = grey.rotate(-skew, fillcolor=255, resample=Image.Resampling.BICUBIC)
        if quarter:
            grey = grey.rotate(-90 * quarter, expand=True)
        if specks:
            pixels = numpy.array(grey)
            places = numpy.random.default_rng(7).integers(0, pixels.size, specks)
            pixels.flat[places] = 60
            grey = Image.fromarray(pixels)
        held = io.BytesIO()
        grey.save(held, "PDF", resolution=150)
        target.import_pages(pypdfium2.PdfDocument(held.getvalue()))
    out = io.BytesIO()
    target.save(out)
    return out.getvalue()
