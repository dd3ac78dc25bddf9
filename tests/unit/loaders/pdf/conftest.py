"""PDF files made for the tests: drawn line by line, or set by a small page layout program."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate

from minutebook.document import Document
from minutebook.loaders.pdf import load_pdf

Draw = Callable[[Canvas], None]
Drawer = Callable[..., bytes]
Setter = Callable[..., bytes]
Loader = Callable[[bytes], Document]


@pytest.fixture
def draw() -> Drawer:
    """Makes a PDF from one drawing function a page; `y` counts upwards as PDF does."""

    def make(*pages: Draw, **options: Any) -> bytes:
        held = io.BytesIO()
        canvas = Canvas(held, pagesize=A4, invariant=True, **options)
        for page in pages:
            page(canvas)
            canvas.showPage()
        canvas.save()
        return held.getvalue()

    return make


@pytest.fixture
def typeset() -> Setter:
    """Makes a PDF from flowables; plain strings become paragraphs."""

    def make(*story: Flowable | str, on_page: Callable[..., None] | None = None, **options: Any) -> bytes:
        held = io.BytesIO()
        body = getSampleStyleSheet()["BodyText"]
        flow = [Paragraph(piece, body) if isinstance(piece, str) else piece for piece in story]
        template = SimpleDocTemplate(held, pagesize=A4, invariant=True, **options)
        if on_page is None:
            template.build(flow)
        else:
            template.build(flow, onFirstPage=on_page, onLaterPages=on_page)
        return held.getvalue()

    return make


@pytest.fixture
def read() -> Loader:
    """Loads a PDF."""
    return lambda data: load_pdf(data, source="made.pdf", sha256="0" * 64)
