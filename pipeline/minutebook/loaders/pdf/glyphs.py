"""Characters that PDF fonts give other codes than their looks: ticks, bullets, ligatures, arrows."""

from __future__ import annotations

import re
from unicodedata import normalize

from minutebook.loaders.docx_symbols import mend_symbols
from minutebook.loaders.pdf.shapes import Word

_SYMBOL_FONT = re.compile(r"(wingdings|webdings|opensymbol|symbol)[ -]?(2|3)?", re.IGNORECASE)
# TeX fonts without a character map keep their ligatures at these control codes.
_LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st",
    "\ufb06": "st", "\x1b": "ff", "\x1c": "fi", "\x1d": "fl", "\x1e": "ffi", "\x1f": "ffl",
}  # fmt: skip
# One tick and one cross, so that rules need not know every drawing of them.
_MARKS = {
    "\u2714": "✓", "\u221a": "✓", "\u2705": "✓", "\U0001f5f8": "✓", "\u2718": "✗", "\u2717": "✗",
    "\u2715": "✗",
    "\uf0b7": "•", "\uf0a7": "•", "\uf0d8": "•", "\uf076": "•", "\uf02d": "-", "\uf0d6": "✓",
    "\ufffe": "\x02",  # PDFium: a hyphen at a line end
}  # fmt: skip
_DROPPED = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\uffff\xad"))
_TABLE = str.maketrans({**_LIGATURES, **_MARKS}) | _DROPPED
_CONTROL = {code: None for code in range(32) if code != 2}
# Accents that TeX draws as glyphs of their own, and the mark that Unicode joins to a letter.
ACCENTS = {
    "¨": "\u0308",
    "´": "\u0301",
    "`": "\u0300",
    "ˆ": "\u0302",
    "˜": "\u0303",
    "¸": "\u0327",
    "ˇ": "\u030c",
}
_BEFORE = re.compile("([¨´ˆ˜¸ˇ])([A-Za-z])")


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
    if len(text) == 1 and "\x80" <= text <= "\x9f":
        return "•"  # a code without a map that stands alone is a bullet
    text = _BEFORE.sub(lambda found: normalize("NFC", found[2] + ACCENTS[found[1]]), text)
    return mend_symbols(text.translate(_TABLE).translate(_CONTROL), None)


def put_accent(parts: list[str], before: Word, word: Word) -> None:
    """Join a word and an accent that stands over one of its letters; `parts` ends with the first."""
    accent, host = (word, before) if word.text in ACCENTS else (before, word)
    width = (host.x1 - host.x0) / max(len(host.text), 1)
    middle = ((accent.x0 + accent.x1) / 2 - host.x0) / max(width, 0.1) - 0.5
    places = sorted(range(len(host.text)), key=lambda index: abs(index - middle))
    for index in places[:3]:
        letter = normalize("NFC", host.text[index] + ACCENTS[accent.text])
        if len(letter) == 1 and host.text[index].isalpha():
            mended = host.text[:index] + letter + host.text[index + 1 :]
            if accent is word and parts[-1].endswith(host.text):
                parts[-1] = parts[-1][: -len(host.text)] + mended
            elif accent is before:
                parts[-1] = mended
            return
    parts.append(word.text)
