"""Sets a picture of a page right before it is read: skew, specks, ruled lines; and tells bold type."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy

from minutebook.loaders.ocr.engine import Picture, ReadWord

DPI = 300
DARK = 128
_MOST_SKEW = 5.0  # degrees
_LEAST_SKEW = 0.12
_LEAST_INK = 200  # dark pixels of a page with words, at 75 dots an inch
_GREY = 160  # a speck of a bad copy is lighter than type
_SPECKLED = 0.003  # share of such pixels that stand alone, at 150 dots an inch
_LONG = 0.5  # inches: a longer unbroken dark run along a line is ruled, not type
_TALL = 0.35
_BOLD = 1.28  # times the page's usual stroke


class Ruled(NamedTuple):
    """A ruled line in pixels: at `at`, from `low` to `high`; x and y swapped for upright ones."""

    at: float
    low: float
    high: float
    thick: int


def shrink(picture: Picture, times: int) -> Picture:
    """The picture so many times smaller, each pixel the mean of those that it stands for."""
    rows, columns = (n // times * times for n in picture.shape)
    folded = picture[:rows, :columns].reshape(rows // times, times, columns // times, times)
    small: Picture = folded.mean(axis=(1, 3)).astype(numpy.uint8)
    return small


def skew(picture: Picture) -> float:
    """The angle in degrees by which the lines of type fall to the right; 0 where the page has no lines.

    Lines stand right when the page's rows are either full or empty: the angle at which the profile of dark
    pixels a row is the most uneven (Postl's method).
    """
    small = shrink(picture, 4)
    ys, xs = numpy.nonzero(small < DARK)
    if len(ys) < _LEAST_INK or len(ys) > 0.4 * small.size:
        return 0.0
    coarse = max((_unevenness(ys, xs, a / 4), -abs(a), a / 4) for a in range(-20, 21))[2]
    fine = max(
        (_unevenness(ys, xs, coarse + a / 20), -abs(a), coarse + a / 20)
        for a in range(-6, 7)
        if abs(coarse + a / 20) <= _MOST_SKEW
    )[2]
    flat = _unevenness(ys, xs, 0.0)
    sure = _unevenness(ys, xs, fine) > 1.05 * flat
    return fine if abs(fine) >= _LEAST_SKEW and sure else 0.0


def _unevenness(
    ys: numpy.ndarray[tuple[int], numpy.dtype[numpy.int64]],
    xs: numpy.ndarray[tuple[int], numpy.dtype[numpy.int64]],
    angle: float,
) -> float:
    rows = numpy.rint(ys - xs * math.tan(math.radians(angle))).astype(numpy.int64)
    profile = numpy.bincount(rows - rows.min())
    return float((numpy.diff(profile.astype(numpy.float64)) ** 2).sum())


def straighten(picture: Picture, angle: float) -> Picture:
    """The picture turned by the angle against its skew about its middle, white in the corners."""
    from PIL import Image

    turned = Image.fromarray(picture).rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    return numpy.asarray(turned)


def clean(picture: Picture) -> Picture:
    """The picture without the specks of a bad copy; the same picture where there are few.

    The median of each pixel and its neighbours at half the resolution: strokes of type are wider than that,
    specks are not.
    """
    small = shrink(picture, 2)
    dark = small < _GREY
    near = numpy.zeros(dark.shape, dtype=numpy.uint8)
    for dy in (-1, 0, 1):
        for dx in (-1, 0, 1):
            if dy or dx:
                near += numpy.roll(dark, (dy, dx), axis=(0, 1))
    total = int(dark.sum())
    if not total or int((dark & (near == 0)).sum()) < _SPECKLED * total:
        return picture
    from PIL import Image, ImageFilter

    smooth = Image.fromarray(small).filter(ImageFilter.MedianFilter(3))
    size = (picture.shape[1], picture.shape[0])
    return numpy.asarray(smooth.resize(size, Image.Resampling.BICUBIC))


def take_ruled_lines(picture: Picture) -> tuple[Picture, list[Ruled], list[Ruled]]:
    """The picture without its ruled lines, the level ones and the upright ones."""
    dark = picture < DARK
    level = _runs(dark, int(_LONG * DPI))
    upright = _runs(dark.T, int(_TALL * DPI))
    if not (level or upright):
        return picture, [], []
    blank = picture.copy()
    for rule in level:
        top = max(int(rule.at) - rule.thick // 2 - 2, 0)
        blank[top : int(rule.at) + rule.thick // 2 + 3, int(rule.low) : int(rule.high) + 1] = 255
    for rule in upright:
        left = max(int(rule.at) - rule.thick // 2 - 2, 0)
        blank[int(rule.low) : int(rule.high) + 1, left : int(rule.at) + rule.thick // 2 + 3] = 255
    return blank, level, upright


def _runs(dark: numpy.ndarray[tuple[int, int], numpy.dtype[numpy.bool_]], length: int) -> list[Ruled]:
    """Unbroken dark runs of at least this length along rows; runs in neighbouring rows are one thick line."""
    rows, columns = dark.shape
    if columns <= length:
        return []
    sums = numpy.zeros((rows, columns + 1), dtype=numpy.int32)
    numpy.cumsum(dark, axis=1, out=sums[:, 1:])
    # a scan leaves a gap here and there: three pixels in a hundred may be missing
    full = (sums[:, length:] - sums[:, :-length]) >= 0.97 * length
    open_runs: list[list[float]] = []
    found: list[list[float]] = []
    for row in numpy.nonzero(full.any(axis=1))[0]:
        edges = numpy.diff(numpy.concatenate(([0], full[row].astype(numpy.int8), [0])))
        starts, ends = numpy.nonzero(edges == 1)[0], numpy.nonzero(edges == -1)[0] + length - 1
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            for run in open_runs:
                if row - run[1] <= 3 and start <= run[3] and run[2] <= end:
                    run[1], run[2], run[3] = float(row), min(run[2], start), max(run[3], end)
                    break
            else:
                open_runs.append([float(row), float(row), float(start), float(end)])
        found += [run for run in open_runs if row - run[1] > 3]
        open_runs = [run for run in open_runs if row - run[1] <= 3]
    found += open_runs
    thickest = DPI // 15  # a thicker dark bar is a picture or a filled cell
    return [
        Ruled((first + last) / 2, low, high, int(last - first) + 1)
        for first, last, low, high in found
        if last - first < thickest
    ]


def strokes(picture: Picture, words: list[ReadWord]) -> list[float]:
    """How thick each word's strokes are, in parts of its line's size; 0 where it has too little ink.

    Ink over half of its outline: a stroke is a long thin bar, whose area is its length by its width.
    """
    dark = picture < DARK
    widths: list[float] = []
    for word in words:
        cut = dark[int(word.top) : int(word.bottom) + 1, int(word.x0) : int(word.x1) + 1]
        ink = int(cut.sum())
        outline = int((cut[:, 1:] != cut[:, :-1]).sum()) + int((cut[1:] != cut[:-1]).sum())
        letters = sum(char.isalpha() for char in word.text)
        enough = ink >= 40 and outline and letters >= 2
        widths.append(2 * ink / outline / max(word.size, 1) if enough else 0.0)
    return widths


def bold_words(picture: Picture, words: list[ReadWord]) -> list[bool]:
    """Which words are set in bold: their strokes are thicker than the page's usual one."""
    widths = strokes(picture, words)
    known = sorted(
        width for width, word in zip(widths, words, strict=True) if width for _ in range(len(word.text))
    )
    if len(known) < 60:
        return [False] * len(words)
    usual = known[len(known) * 2 // 5]
    return [width > _BOLD * usual for width in widths]
