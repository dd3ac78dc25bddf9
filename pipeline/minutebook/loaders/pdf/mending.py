"""Words that a line end broke: whether the hyphen belongs to the word, told by the document itself."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST = re.compile(r"(?<![^\W\d_])([^\W\d_]++)[-\x02\u2010]$")
_FIRST = re.compile(r"[^\W\d_]+")
# A token without blanks that fills a line is cut anywhere: addresses of pages and post, long references.
_CODE = re.compile(r"(?:https?://|www\.|[\w.+-]+@)\S*$|(?<!\S)(?=\S*\d)[A-Z0-9]+(?:[/_-][A-Z0-9]*)+$")
_LONGEST_CODE = 1000
_ADDRESS_REST = re.compile(r"(?=[\w./%?&=#~+-]*?[./_%=-])[\w./%?&=#~+-]++(?=\s|$)|\S+/")
_FIRST_PARTS = frozenset(
    [
        "non",
        "co",
        "pre",
        "post",
        "multi",
        "self",
        "mid",
        "off",
        "on",
        "re",
        "anti",
        "sub",
        "inter",
        "e",
        "cross",
        "ex",
        "long",
        "short",
        "well",
        "high",
        "low",
        "one",
        "two",
        "three",
        "four",
        "five",
        "part",
        "full",
        "follow",
        "sign",
        "catch",
        "drop",
        "face",
        "semi",
        "under",
        "over",
        "up",
        "out",
        "wide",
        "de",
        "vice",
        "all",
        "half",
        "so",
        "year",
        "safe",
        "single",
        "joint",
        "third",
        "fourth",
        "first",
        "second",
        "lead",
        "bi",
        "by",
        "in",
        "out",
        "ill",
        "day",
        "user",
        "city",
        "county",
        "region",
        "trauma",
        "evidence",
    ]
)
_SMALL_WORDS = frozenset(
    (
        *("of", "and", "the", "for", "to", "in", "on", "at", "by", "or", "an", "a", "as", "is", "it", "no"),
        *("not", "all", "via", "cc", "per", "mr", "mrs", "ms", "dr"),
    )
)


class Mender:
    """Knows the document's words and puts printed lines together."""

    def __init__(self, paragraphs: Iterable[list[str]]) -> None:
        self.whole: set[str] = set()
        self.hyphened: set[str] = set()
        ends = count = 0
        for lines in paragraphs:
            count += len(lines) - 1
            ends += sum(1 for line in lines[:-1] if _LAST.search(line))
            for line in lines:
                for word in _WORD.findall(line):
                    (self.hyphened if "-" in word else self.whole).add(word.lower())
        # TeX and some layout programs break words; Word and its kin only at hyphens that are there anyway.
        self.breaks_words = count > 10 and ends >= 3 and ends > 0.04 * count

    def glue(self, before: str, after: str, brim: bool = False, ahead: str = "") -> tuple[str, str]:
        """The line as it should end, and what stands between it and the next.

        `brim` says that the line is one word that fills a narrow cell, so that the cell may have cut it;
        `ahead` is what stands before the line in its paragraph.
        """
        found = _LAST.search(before)
        rest = _FIRST.match(after)
        if found and rest:
            first, second = found[1].lower(), rest[0].lower()
            body = before[:-1]
            if f"{first}-{second}" in self.hyphened:
                return body + "-", ""
            if first + second in self.whole:
                return body, ""
            if not rest[0][0].islower() or first in _FIRST_PARTS or not self.breaks_words:
                return body + "-", ""
            return body, ""
        before = before.replace("\x02", "-")
        if brim and self._cut(before, after):
            return before, ""
        code = _CODE.search((ahead + before)[-_LONGEST_CODE:])
        if code and not after[0].isspace():
            if "://" in code[0] or "@" in code[0] or code[0].startswith("www"):
                goes_on = _ADDRESS_REST.match(after) and not after.startswith(("http", "www."))
                return before, "" if goes_on else " "
            if code[0] == before or before[-1] in "/_-":
                return before, "" if before[-1] in "/_-" or re.match(r"[A-Z0-9/]+(?!\S)", after) else " "
        if before[-1] in "/" and len(before) > 1 and not before[-2].isspace():
            return before, ""
        return before, " "

    def _cut(self, before: str, after: str) -> bool:
        """True where a cell too narrow for the word cut it without a hyphen."""
        rest = after.split()[0]
        if rest[0] in ".,;:)%":
            return True
        if rest.lower().strip(".,;:") in _SMALL_WORDS:
            return False
        if (before + rest).lower().strip(".,;:") in self.whole:
            return True
        if before[-1].isdigit() or before[-1] in ".+/":
            return rest[0].isdigit() or (before[-1] in "+/" and " " not in after)
        if re.search(r"[+/_\d]", before) and rest.islower():
            return True
        return len(rest) <= 3 and " " not in after and before[-1].isalpha() and rest[0].isalpha()
