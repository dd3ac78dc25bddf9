"""Bytes to text: byte order marks, UTF-8, UTF-16 without a mark, declared charsets, Windows-1252."""

from __future__ import annotations

import codecs
import contextlib
import re

from minutebook.errors import UnsupportedInput

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
# What old programs leave behind: zero-width marks, soft hyphens, byte order marks within the text.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
# Codecs that are no charset of documents: they give lone surrogates, take time by the square, or only raise.
_NO_CHARSET = frozenset(
    {"idna", "mbcs", "oem", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}
)


def decode(data: bytes) -> str:
    """The text in the bytes, line ends as `\\n`, form feeds kept, invisible marks dropped.

    Raises UnsupportedInput where the bytes are no text in any encoding that minutes come in.
    """
    text = _decode(data)
    if len(CONTROL.findall(text[:20000])) > max(3, len(text[:20000]) // 100):
        raise UnsupportedInput("the content is not text in any known encoding")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return CONTROL.sub("", INVISIBLE.sub("", text)).replace("\u00a0", " ")


def _decode(data: bytes) -> str:
    for mark, name in BOMS:
        if data.startswith(mark):
            return data.decode(name, errors="replace")
    wide = _utf16_without_mark(data)
    if wide is not None:
        return data.decode(wide, errors="replace")
    if not data.isascii():
        # Pages that were converted still declare what they were in; what is no UTF-8 hardly passes for it.
        with contextlib.suppress(UnicodeDecodeError):
            return data.decode("utf-8")
    declared = CHARSET.search(data[:4096])
    codec = _codec(declared.group(1).decode("ascii")) if declared else None
    if codec is not None and not codec.startswith(("utf-16", "utf-32")):
        with contextlib.suppress(LookupError, UnicodeError):
            return data.decode(codec)
    # Of the one-byte encodings minutes come in, Windows-1252 is the only one in use.
    return data.decode("cp1252", errors="replace")


def decode_as(data: bytes, charset: str) -> str:
    """The text in the bytes by the charset that they are declared in, else as Windows-1252."""
    name = _codec(charset)
    if name is not None:
        with contextlib.suppress(LookupError, UnicodeError):
            return data.decode(name)
    return data.decode("cp1252", errors="replace")


def _codec(charset: str) -> str | None:
    """Python's name for a declared charset, None where no document is written in it or it knows none such."""
    with contextlib.suppress(LookupError, ValueError):
        name = codecs.lookup(_python_name(charset)).name
        if name not in _NO_CHARSET:
            return name
    return None


def _python_name(charset: str) -> str:
    return {"macintosh": "mac_roman", "x-mac-roman": "mac_roman", "iso-8859-1": "cp1252"}.get(
        charset.lower(), charset
    )


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 text in a Latin script has a zero byte at every other place."""
    head = data[:2000]
    if len(head) < 4 or b"\x00" not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None
