"""Glyphs of symbol fonts as Unicode: a tick in Wingdings is stored as the letter ü."""

from __future__ import annotations

import re

BULLET = "•"

_WINGDINGS = {
    0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒",
    0x73: BULLET, 0x74: "◆", 0x75: "◆", 0x76: "❖", 0x77: BULLET, 0x9E: BULLET, 0x9F: BULLET, 0xA7: "▪",
    0xA8: "☐", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x95: BULLET, 0x96: BULLET,
    0x97: BULLET, 0x98: BULLET, 0xA2: "■", 0xA3: "☐",
}  # fmt: skip
_WEBDINGS = {0x61: "✓", 0x63: "☐", 0x67: "■", 0x72: "✗", 0x3D: BULLET}
_SYMBOL = {
    0xA3: "≤", 0xA5: "∞", 0xA8: "♦", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°",
    0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: BULLET, 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…",
    0xD6: "✓", 0xDE: "⇒", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xE2: "®", 0xE3: "©", 0xE4: "™",
    0x61: "α", 0x62: "β", 0x63: "χ", 0x64: "δ", 0x65: "ε", 0x67: "γ", 0x6C: "λ", 0x6D: "μ", 0x70: "π",
    0x71: "θ", 0x73: "σ", 0x77: "ω", 0x44: "Δ", 0x53: "Σ", 0x57: "Ω",
}  # fmt: skip
_FONTS = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
    "opensymbol": _WINGDINGS,
}
_PRIVATE = re.compile("[\uf000-\uf0ff]")


def glyph(font: str | None, code: int) -> str:
    """The character that a symbol font shows for a code; an empty string where it is not known.

    >>> glyph("Wingdings", 0xF0FC)
    '✓'
    """
    table = _FONTS.get((font or "").lower(), _WINGDINGS)
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    found = table.get(low)
    if found is not None:
        return found
    # Digits, letters and marks of the Symbol font are those of ASCII where the table says nothing else.
    return chr(low) if table is _SYMBOL and 0x20 <= low < 0x7F else ""


def mend_symbols(text: str, font: str | None) -> str:
    """Text with the glyphs of symbol fonts as Unicode, whether told by font or by private-use code."""
    if font is not None and font.lower() in _FONTS and font.lower() != "opensymbol":
        return "".join(c if c.isspace() else glyph(font, ord(c)) for c in text)
    if text.isascii():
        return text
    return _PRIVATE.sub(lambda match: glyph(font, ord(match[0])), text)
