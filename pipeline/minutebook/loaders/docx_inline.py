"""Reads one paragraph: its runs as pieces of text, its notes and text boxes.

The accepted view of tracked changes is read: what was inserted or moved here is kept, what was
deleted or moved away is not. Hidden text, prompts of content controls and field codes are no words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from minutebook.loaders.docx_names import (
    ALTERNATE,
    BOX,
    DELETIONS,
    MC,
    VAL,
    WRAPPERS,
    M,
    W,
    alternative,
    is_on,
    is_placeholder,
    number,
    value,
)
from minutebook.loaders.docx_styles import PLAIN, Look, Styles
from minutebook.loaders.docx_symbols import glyph, mend_symbols


class Piece(NamedTuple):
    """Characters that look alike."""

    text: str
    bold: bool
    italic: bool
    size: float | None


BREAK = Piece("\n", False, False, None)


class NoteMark(NamedTuple):
    """A reference to a footnote or endnote."""

    kind: str
    id: str


@dataclass(slots=True)
class Content:
    """What a paragraph holds: pieces with `BREAK` between lines, notes and text boxes in order."""

    pieces: list[Piece] = field(default_factory=list)
    notes: list[NoteMark] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)


_RUN, _TEXT, _PROPERTIES = f"{W}r", f"{W}t", f"{W}rPr"
_FIELD, _FORM = f"{W}fldChar", f"{W}ffData"
_SIMPLE = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}noBreakHyphen": "-",
}
_BREAKS = frozenset((f"{W}br", f"{W}cr"))
_SYM, _SDT, _DEL_TEXT = f"{W}sym", f"{W}sdt", f"{W}delText"
_DRAWN = frozenset((f"{W}drawing", f"{W}pict", f"{W}object"))
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}


class InlineReader:
    """Reads paragraphs in order; fields that run over several paragraphs are followed."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        # One entry a field that is open: True while its code is read, False while its result is.
        self._fields: list[bool] = []
        self._content = Content()
        self._look = Look()
        self.deletions = False
        self.pictures = False

    def read(self, paragraph: etree._Element, style: str | None, table: Look = PLAIN) -> Content:
        """The content of a `w:p` in a paragraph style, in a part of a table that looks so."""
        self._content = Content()
        self._look = self._styles.look(style, table)
        self._children(paragraph)
        # A code that never ends would swallow the rest of the document.
        while self._fields and self._fields[-1]:
            self._fields.pop()
        return self._content

    def note_deletion(self, element: etree._Element) -> None:
        """Remembers that words were deleted here; moved words were not."""
        if not self.deletions:
            self.deletions = any((t.text or "").strip() for t in element.iter(_DEL_TEXT))

    def _children(self, parent: etree._Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == _RUN:
                self._run(child)
            elif tag in WRAPPERS:
                self._children(child)
            elif tag in DELETIONS:
                self.note_deletion(child)
            elif tag == _SDT:
                content = child.find(f"{W}sdtContent")
                if content is not None and not is_placeholder(child):
                    self._children(content)
            elif tag == ALTERNATE:
                branch = alternative(child)
                if branch is not None:
                    self._children(branch)
            elif isinstance(tag, str) and tag.startswith(M):
                self._formula(child)

    def _run(self, run: etree._Element) -> None:
        properties = run.find(_PROPERTIES)
        look = self._look
        if properties is not None:
            name = value(properties, "rStyle")
            if name is not None:
                look = self._styles.style(name).look.over(look)
            look = look.under(properties)
        self._run_children(run, look)

    def _run_children(self, run: etree._Element, look: Look) -> None:
        for child in run:
            tag = child.tag
            if tag == _TEXT:
                if child.text:
                    self._add(mend_symbols(child.text, look.font), look)
            elif tag in _SIMPLE:
                self._add(_SIMPLE[tag], look)
            elif tag in _BREAKS:
                if not (self._in_code() or look.hidden):
                    self._content.pieces.append(BREAK)
            elif tag == _FIELD:
                self._field(child, look)
            elif tag == _SYM:
                code = child.get(f"{W}char", "")
                if 0 < len(code) <= 6:
                    self._add(glyph(child.get(f"{W}font"), _hexadecimal(code)), look)
            elif tag in _NOTES:
                if not look.hidden:
                    self._content.notes.append(NoteMark(_NOTES[tag], child.get(f"{W}id", "")))
            elif tag in _DRAWN:
                self.pictures = True
                self._boxes(child)
            elif tag == ALTERNATE:
                branch = alternative(child)
                if branch is not None:
                    self._run_children(branch, look)
            elif tag in WRAPPERS:
                self._children(child)

    def _add(self, text: str, look: Look) -> None:
        if text and not look.hidden and not self._in_code():
            self._content.pieces.append(Piece(text, bool(look.bold), bool(look.italic), look.size))

    def _in_code(self) -> bool:
        return True in self._fields

    def _field(self, mark: etree._Element, look: Look) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            form = mark.find(_FORM)
            if form is not None:
                self._add(_form_value(form), look)
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _boxes(self, parent: etree._Element) -> None:
        """Finds the text boxes in a drawing, of each alternative only one branch."""
        for child in parent:
            if child.tag == BOX:
                self._content.boxes.append(child)
            elif child.tag == ALTERNATE:
                branch = alternative(child)
                if branch is not None:
                    self._boxes(branch)
            elif isinstance(child.tag, str) and not child.tag.startswith(MC):
                self._boxes(child)

    def _formula(self, element: etree._Element) -> None:
        text = "".join(t.text or "" for t in element.iter(f"{M}t"))
        self._add(text, self._look)


def _hexadecimal(code: str) -> int:
    try:
        return int(code, 16)
    except ValueError:
        return 0


def _form_value(form: etree._Element) -> str:
    """What a legacy form field shows that is not in its result: a ticked box or a chosen entry."""
    box = form.find(f"{W}checkBox")
    if box is not None:
        state = box.find(f"{W}checked")
        if state is None:
            state = box.find(f"{W}default")
        return "☒" if state is not None and is_on(state) else "☐"
    choices = form.find(f"{W}ddList")
    if choices is not None:
        entries = [entry.get(VAL, "") for entry in choices.iterchildren(f"{W}listEntry")]
        chosen = number(value(choices, "result") or value(choices, "default"), 0)
        return entries[chosen] if 0 <= chosen < len(entries) else ""
    return ""
