"""Plain text, Markdown, LaTeX, Org, HTML pages and mixtures of them."""

from __future__ import annotations

import re

from minutebook.document import Document, DocumentBuilder, Format
from minutebook.errors import EmptyInput, TooLargeInput
from minutebook.loaders.decode import decode
from minutebook.loaders.html import read_html
from minutebook.loaders.lines import read_lines
from minutebook.loaders.pieces import lay
from minutebook.loaders.typeset import as_markdown

PAGE = re.compile(
    r"^\s*+(?:<\?xml[^>]*+>\s*+|(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body|pre)\b",
    re.IGNORECASE | re.DOTALL,
)
MAX_CHARACTERS = 20_000_000


def load_text(data: bytes, *, source: str, sha256: str) -> Document:
    """The document in the bytes: `html` where they are a page, else `text`. No pages, no boxes.

    Raises EmptyInput where no word is in them, TooLargeInput over 20 million characters,
    UnsupportedInput where they are no text.
    """
    text = decode(data)
    if len(text) > MAX_CHARACTERS:
        raise TooLargeInput(f"the text has {len(text):,} characters")
    builder = DocumentBuilder()
    title = None
    format: Format = "text"
    if PAGE.match(text):
        format = "html"
        pieces, title = read_html(text)
    else:
        pieces = read_lines(as_markdown(text))
    lay(pieces, builder)
    document = builder.build(source=source, sha256=sha256, format=format, title=title)
    if not any(c.isalnum() for c in document.text):
        raise EmptyInput("there are no words in the file")
    return document
