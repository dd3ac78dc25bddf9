"""Names for records: an input's file name without its ending, safe as a file name on every system."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

LONGEST = 180  # bytes of UTF-8: leaves room for `~2`, `#p12-30` and an ending below the 255 of file systems

_ENDING = re.compile(r"(?<=.)\.(?=[A-Za-z0-9]*[A-Za-z])[A-Za-z0-9]{1,8}$", re.DOTALL)
# What the stem of a document inside a pack ends in: no file's own stem does.
_PART = re.compile(r"#(?:p\d+-\d+|part\d+)$")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
# Device names on Windows, whatever follows the first dot.
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(?=\s*(\.|$))", re.IGNORECASE)


def plain_stem(name: str) -> str:
    """A file name as a stem: without its ending, and safe on Windows, macOS and Linux.

    An ending has a letter in it, so the year of `Minutes 5.6.17` stays. Characters that a file
    system refuses become `_`, as do leading and trailing dots; long names are cut.

    >>> plain_stem("Board 12.3.2024.pdf"), plain_stem("Minutes 5.6.17"), plain_stem("what?.docx")
    ('Board 12.3.2024', 'Minutes 5.6.17', 'what_')
    >>> plain_stem("CON.txt"), plain_stem(".pdf")
    ('CON_', '_pdf')
    """
    stem = unicodedata.normalize("NFC", _ENDING.sub("", name))
    stem = "".join("_" if unicodedata.category(c) in ("Cc", "Cf", "Cs") else c for c in stem)
    stem = _FORBIDDEN.sub("_", stem).strip()
    stem = _cut(stem)
    stem = re.sub(r"^\.+|[. ]+$", lambda dots: "_" * len(dots.group()), stem) or "_"
    return _DEVICE.sub(r"\1_", stem, count=1) if _DEVICE.match(stem) else stem


def _cut(stem: str) -> str:
    return stem.encode()[:LONGEST].decode(errors="ignore")


class Stems:
    """Gives every input a stem of its own; names that differ only in case or accents' spelling clash.

    >>> stems = Stems()
    >>> [stems.take(source) for source in ("a/Board.pdf", "b/board.docx", "c/Board~2.pdf")]
    ['Board', 'board~2', 'Board~2~2']
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, source: str) -> str:
        """The stem of the next input, by its path; call it in order of path."""
        plain = plain_stem(PurePosixPath(source).name or source)
        stem, number = plain, 1
        while stem.casefold() in self._taken or _PART.search(stem):
            number += 1
            stem = f"{plain}~{number}"
        self._taken.add(stem.casefold())
        return stem
