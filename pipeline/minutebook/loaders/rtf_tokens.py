"""Rich text cut into groups, control words and text."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

_TOKEN = re.compile(
    rb"(?P<open>\{)|(?P<close>\})|\\(?P<name>[A-Za-z]{1,32})(?P<value>-?\d{1,10})? ?"
    rb"|\\'(?P<byte>[0-9A-Fa-f]{2})|\\(?P<sign>[^A-Za-z0-9])|(?P<text>[^\\{}\r\n]+)|(?P<break>[\r\n]+)"
)
_MOST_BINARY = 1 << 30


class Token(NamedTuple):
    """One piece of the file; `name` and `value` of a control word, `data` of text."""

    kind: Literal["open", "close", "word", "text", "byte"]
    name: str = ""
    value: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """The file's tokens in order; what is not rich text between them is passed over.

    >>> [token.name or token.data for token in tokens(b"{\\\\b Mend\\\\'92s\\\\par}")][1:-1]
    ['b', b'Mend', b'\\x92', b's', 'par']
    """
    place = 0
    while True:
        found = _TOKEN.search(data, place)
        if found is None:
            return
        place = found.end()
        kind = found.lastgroup
        if kind == "open":
            yield Token("open")
        elif kind == "close":
            yield Token("close")
        elif found["name"] is not None:
            name = found["name"].decode("ascii")
            value = int(found["value"]) if found["value"] else None
            if name == "bin":
                place += min(max(value or 0, 0), _MOST_BINARY)
                continue
            yield Token("word", name, value)
        elif kind == "byte":
            yield Token("byte", data=bytes.fromhex(found["byte"].decode("ascii")))
        elif kind == "sign":
            sign = found["sign"]
            if sign in b"\\{}":
                yield Token("text", data=sign)
            elif sign in b"\r\n":
                yield Token("word", "par")
            elif sign in b"*~_":
                yield Token("word", sign.decode("ascii"))
        elif kind == "text":
            yield Token("text", data=found["text"])


def codec_of(page: int | None) -> str:
    """Python's codec for a Windows code page; Windows-1252 where there is none."""
    name = {65001: "utf-8", 10000: "mac_roman", 0: "cp1252"}.get(page or 0, f"cp{page}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"
