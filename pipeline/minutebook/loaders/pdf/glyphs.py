"""Characters that PDF fonts give other codes than their looks: ticks, bullets, ligatures, arrows."""

from __future__ import annotations

import re

from minutebook.loaders.docx_symbols import mend_symbols

_SYMBOL_FONT = re.compile(r"(wingdings|webdings|opensymbol|symbol)[ -]?(2|3)?", re.IGNORECASE)
# TeX fonts without a character map keep their ligatures at these control codes.
_LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st",
    "\ufb06": "st", "\x1b": "ff", "\x1c": "fi", "\x1d": "fl", "\x1e": "ffi", "\x1f": "ffl",
}  # fmt: skip
# One tick and one cross, so that rules need not know every drawing of them.
_MARKS = {
    "\u2714": "✓", "\u221a": "✓", "\u2705": "✓", "\U0001f5f8": "✓", "\u2718": "✗", "\u2717": "✗", "\u2715": "✗",
    "\uf0b7": "•", "\uf0a7": "•", "\uf0d8": "•", "\uf076": "•", "\uf02d": "-", "\uf0d6": "✓",
    "\ufffe": "\x02",  # PDFium: a hyphen at a line end
}  # fmt: skip
_DROPPED = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\uffff\xad"))
_TABLE = str.maketrans({**_LIGATURES, **_MARKS}) | _DROPPED
_CONTROL = {code: None for code in range(32) if code != 2}


def symbol_font(name: str) -> str | None:
    """The symbol font that a font name stands for, or None for a font of letters.

    >>> symbol_font("ABCDEF+Wingdings-Regular")
    'wingdings'
    """
    found = _SYMBOL_FONT.search(name)
    if found is None or "segoe" in name.lower():
        return None
    base = found[1].lower()
    return f"{base} {found[2]}" if found[2] else base


def mend(text: str, symbols: str | None) -> str:
    """The word with ticks, bullets and ligatures as plain Unicode, and without invisible characters."""
    if symbols is not None:
        # PDFium gives what the font's own map says, which may be the right character already
        text = "".join(
            mend_symbols(c, symbols) if ord(c) < 0x100 or "\uf000" <= c <= "\uf0ff" else c for c in text
        )
    if text.isascii() and text.isprintable():
        return text
    return mend_symbols(text.translate(_TABLE).translate(_CONTROL), None)
