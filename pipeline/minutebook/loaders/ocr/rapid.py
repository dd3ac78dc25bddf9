"""RapidOCR, a Python package that brings its weights along (the extra `ocr`)."""

from __future__ import annotations

from functools import cached_property
from importlib.util import find_spec
from typing import Any

from minutebook.loaders.ocr.engine import Picture, ReadWord

# Its boxes are wider than the type: a line's box is about this many times as high as the type in it.
_LOOSE = 1.15


class RapidOcr:
    """Loads the weights with the first page and keeps them."""

    name = "rapidocr"

    def available(self) -> bool:
        """True where the package and a runtime for its weights are installed."""
        return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None

    @cached_property
    def _reader(self) -> Any:
        from rapidocr import RapidOCR

        one_thread = {"EngineConfig.onnxruntime.intra_op_num_threads": 1}
        return RapidOCR(params={"Global.log_level": "error", "Global.return_word_box": True, **one_thread})

    def read(self, picture: Picture) -> list[ReadWord]:
        """The words of the page. Lines are level boxes: the base line is reckoned from their height."""
        import numpy

        # It takes colours; the grey page is the same in each of the three.
        # Its own test of each line's direction is off: it would read a page upside down, from end to start.
        found = self._reader(numpy.repeat(picture[:, :, None], 3, axis=2), use_cls=False)
        words: list[ReadWord] = []
        for line in found.word_results or ():
            tops = [min(point[1] for point in box) for _, _, box in line if box]
            lows = [max(point[1] for point in box) for _, _, box in line if box]
            if not tops:
                continue
            top, bottom = min(tops), max(lows)
            size = (bottom - top) / _LOOSE
            base = (top + bottom) / 2 + 0.30 * size
            for text, sure, box in line:
                if text.strip() and box:
                    xs = [float(point[0]) for point in box]
                    words.append(
                        ReadWord(
                            text.strip(), min(xs), top, max(xs), bottom, base, size, float(sure)
                        )
                    )  # fmt: skip
        return words

    def turn(self, picture: Picture) -> int:
        """It has no test for pages: the way in which it is surest of its words."""
        import numpy

        best, sure = 0, 0.0
        for quarter in range(4):
            small = numpy.ascontiguousarray(numpy.rot90(picture, -quarter)[::2, ::2])
            words = self.read(small)
            wide = sum(len(w.text) * w.confidence for w in words if w.x1 - w.x0 > 0.5 * (w.bottom - w.top))
            if wide > 1.1 * sure:
                best, sure = quarter, wide
        return best


ENGINE = RapidOcr()
