"""Ruled lines of a page, from PDFium's path objects: thin rectangles and straight strokes."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from minutebook.loaders.pdf.words import Frame

THICK = 3.5  # points: a filled rectangle thinner than this is a line
SNAP = 3.0  # points: lines nearer than this are one (the tolerance that pdfplumber uses)
MOST_SEGMENTS = 400
MOST_RULES = 4000
_DEEPEST_FORM = 4

Matrix = tuple[float, float, float, float, float, float]
_UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Rule:
    """A line: at `at`, from `low` to `high` (x and y swapped for the upright ones)."""

    at: float
    low: float
    high: float


def read_rules(page: Any, frame: Frame) -> tuple[list[Rule], list[Rule], int]:
    """Level lines, upright lines and the number of pictures on the page."""
    level: list[Rule] = []
    upright: list[Rule] = []
    pictures = 0
    for made, matrix in _objects(page):
        kind = pdfium.FPDFPageObj_GetType(made)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures += 1
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and len(level) + len(upright) < MOST_RULES:
            _add_path(made, matrix, frame, level, upright)
    return _merged(level), _merged(upright), pictures


def _objects(page: Any) -> Iterator[tuple[Any, Matrix]]:
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _unfolded(pdfium.FPDFPage_GetObject(page, index), _UNIT, 0)


def _unfolded(made: Any, matrix: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
    if pdfium.FPDFPageObj_GetType(made) != pdfium.FPDF_PAGEOBJ_FORM:
        yield made, matrix
    elif depth < _DEEPEST_FORM:
        inner = _times(_matrix(made), matrix)
        for index in range(pdfium.FPDFFormObj_CountObjects(made)):
            yield from _unfolded(pdfium.FPDFFormObj_GetObject(made, index), inner, depth + 1)


def _matrix(made: Any) -> Matrix:
    held = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(made, held):
        return _UNIT
    return held.a, held.b, held.c, held.d, held.e, held.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _add_path(made: Any, outer: Matrix, frame: Frame, level: list[Rule], upright: list[Rule]) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(made, fill, stroke)
    count = pdfium.FPDFPath_CountSegments(made)
    if not (fill.value or stroke.value) or count < 2 or count > MOST_SEGMENTS:
        return
    matrix = _times(_matrix(made), outer)
    for points in _strands(made, count, matrix, frame):
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
        width, height = x1 - x0, y1 - y0
        if height <= THICK and width > height:
            level.append(Rule((y0 + y1) / 2, x0, x1))
        elif width <= THICK and height > width:
            upright.append(Rule((x0 + x1) / 2, y0, y1))
        elif width <= THICK and height <= THICK:
            # the little square at which two borders meet
            level.append(Rule((y0 + y1) / 2, x0, x1))
            upright.append(Rule((x0 + x1) / 2, y0, y1))
        elif stroke.value:
            for (ax, ay), (bx, by) in itertools.pairwise(points):
                if abs(ay - by) <= 1 < abs(ax - bx):
                    level.append(Rule((ay + by) / 2, min(ax, bx), max(ax, bx)))
                elif abs(ax - bx) <= 1 < abs(ay - by):
                    upright.append(Rule((ax + bx) / 2, min(ay, by), max(ay, by)))


def _strands(made: Any, count: int, matrix: Matrix, frame: Frame) -> Iterator[list[tuple[float, float]]]:
    """The path's pieces between moves, as seen on the page; nothing of a path with curves."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    made_strands: list[list[tuple[float, float]]] = []
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(made, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = frame.place(a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                made_strands.append(points)
            points = [point]
        else:
            points.append(point)
        if pdfium.FPDFPathSegment_GetClose(segment) and points:
            points.append(points[0])
    if len(points) > 1:
        made_strands.append(points)
    yield from made_strands


def _merged(rules: list[Rule]) -> list[Rule]:
    """Lines that lie on each other, or follow each other closely, as one."""
    merged: list[Rule] = []
    rules.sort(key=lambda rule: rule.at)
    start = 0
    for end in range(1, len(rules) + 1):
        if (
            end < len(rules)
            and rules[end].at - rules[end - 1].at <= SNAP
            and rules[end].at - rules[start].at <= 2 * SNAP
        ):
            continue
        band = sorted(rules[start:end], key=lambda rule: rule.low)
        weight = sum(rule.high - rule.low for rule in band)
        # long lines say where the border is, not the little squares at the corners
        at = sum(rule.at * (rule.high - rule.low) for rule in band) / weight if weight else band[0].at
        current = Rule(at, band[0].low, band[0].high)
        for rule in band[1:]:
            if rule.low - current.high <= SNAP:
                current.high = max(current.high, rule.high)
            else:
                merged.append(current)
                current = Rule(at, rule.low, rule.high)
        merged.append(current)
        start = end
    return [rule for rule in merged if rule.high - rule.low >= SNAP]
