"""Footnotes and endnotes: blocks of kind `note` that begin with the number they print."""

from __future__ import annotations

from lxml import etree

from minutebook.document import DocumentBuilder
from minutebook.loaders.docx_inline import InlineReader, NoteMark
from minutebook.loaders.docx_lines import split_lines
from minutebook.loaders.docx_names import W, value
from minutebook.loaders.docx_numbering import format_count
from minutebook.loaders.docx_styles import Styles

_FORMATS = {"footnote": "decimal", "endnote": "lowerRoman"}


class Notes:
    """The notes of one document; each is laid once, where its mark is due.

    The mark itself is not part of the text that it stands in: after a name it would read as a part of it.
    """

    def __init__(
        self,
        footnotes: etree._Element | None,
        endnotes: etree._Element | None,
        builder: DocumentBuilder,
        styles: Styles,
    ) -> None:
        self._builder = builder
        self._inline = InlineReader(styles)
        self._held: dict[NoteMark, etree._Element] = {}
        for kind, root in (("footnote", footnotes), ("endnote", endnotes)):
            for note in () if root is None else root.iterchildren(f"{W}{kind}"):
                self._held[NoteMark(kind, note.get(f"{W}id", ""))] = note
        self._counts = dict.fromkeys(_FORMATS, 0)

    @property
    def deletions(self) -> bool:
        """Whether words of a note were deleted with changes tracked."""
        return self._inline.deletions

    def lay(self, marks: list[NoteMark]) -> None:
        """Adds the notes of these marks, in order."""
        for mark in marks:
            self._counts[mark.kind] += 1
            note = self._held.pop(mark, None)
            if note is None:
                continue
            label = format_count(self._counts[mark.kind], _FORMATS[mark.kind])
            for paragraph in note.iter(f"{W}p"):
                style = value(paragraph.find(f"{W}pPr"), "pStyle")
                for line in split_lines(self._inline.read(paragraph, style).pieces):
                    text = f"{label} {line.text}" if label else line.text
                    self._builder.add(
                        text,
                        kind="note",
                        label=label or None,
                        bold=line.bold,
                        italic=line.italic,
                        size=line.size,
                    )
                    label = ""
