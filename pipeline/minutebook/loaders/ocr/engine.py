"""What an OCR engine is, and which one reads on this machine."""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import NamedTuple, Protocol, cast

import numpy

from minutebook.errors import UsageError

# Other packages offer engines under this entry point; see docs/extending.md.
GROUP = "minutebook.ocr"
# Names an engine to use instead of the first that is there; `none` reads no pictures.
VARIABLE = "MINUTEBOOK_OCR"
_OWN = {
    "tesseract": "minutebook.loaders.ocr.tesseract",
    "rapidocr": "minutebook.loaders.ocr.rapid",
}

Picture = numpy.ndarray[tuple[int, int], numpy.dtype[numpy.uint8]]


class ReadWord(NamedTuple):
    """One word in the picture: its box and base line in pixels from the top left corner.

    `size` is the height of its line's type from ascender to descender in pixels, `confidence` how sure the
    engine is, 0 to 1.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    confidence: float


class Engine(Protocol):
    """Reads printed words off a picture of a page."""

    name: str

    def available(self) -> bool:
        """True where everything that it needs is on this machine."""

    def read(self, picture: Picture) -> list[ReadWord]:
        """The words of an upright grey picture (0 is black) at 300 dots an inch, in any order.

        Raises OSError or ValueError where the engine fails on this picture.
        """

    def turn(self, picture: Picture) -> int:
        """How many quarter turns clockwise set the picture upright; 0 where that cannot be told."""


def find_engine() -> Engine | None:
    """The engine that reads here: of another package, else Tesseract, else RapidOCR; None without any.

    The environment variable MINUTEBOOK_OCR names one, or `none`. Raises UsageError where it names none that
    there is.
    """
    wanted = os.environ.get(VARIABLE, "").strip().casefold()
    return None if wanted == "none" else _find(wanted)


@cache
def _find(wanted: str) -> Engine | None:
    engines = _engines()
    if wanted:
        found = next((engine for engine in engines if engine.name.casefold() == wanted), None)
        if found is None or not found.available():
            raise UsageError(f"{VARIABLE} names {wanted!r}, which is no OCR engine on this machine")
        return found
    return next((engine for engine in engines if engine.available()), None)


def _engines() -> list[Engine]:
    others = [point.load() for point in sorted(entry_points(group=GROUP), key=lambda point: point.name)]
    return [*others, *(cast(Engine, import_module(module).ENGINE) for module in _OWN.values())]
