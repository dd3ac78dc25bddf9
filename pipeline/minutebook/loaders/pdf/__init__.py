"""Reads PDF files: words by PDFium, tables from ruled lines and alignment, paragraphs by geometry."""

from minutebook.loaders.pdf.loading import load_pdf, load_range

__all__ = ["load_pdf", "load_range"]
