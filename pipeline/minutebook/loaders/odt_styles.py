"""What an OpenDocument text's styles say: bold, italic, and how lists are numbered."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

NS = {
    name: f"{{urn:oasis:names:tc:opendocument:xmlns:{uri}:1.0}}"
    for name, uri in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
    )
}
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_DEEPEST = 30


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is labelled; `shown` levels stand in the label, the inner one last."""

    bullet: bool
    format: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1

    def sign(self, number: int) -> str:
        """The number as it is printed."""
        return sign(number, self.format)


def sign(number: int, format: str) -> str:
    """A number as `1`, `a`, `A`, `i` or `I` would begin to count; empty where nothing is printed.

    >>> sign(4, "i"), sign(28, "a"), sign(3, "1"), sign(2, "")
    ('iv', 'ab', '3', '')
    """
    if format in ("a", "A") and number > 0:
        letters = ""
        while number > 0:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord(format) + rest) + letters
        return letters
    if format in ("i", "I") and 0 < number < 4000:
        made = ""
        for value, letters in _ROMAN:
            while number >= value:
                made += letters
                number -= value
        return made if format == "i" else made.upper()
    return str(number) if format == "1" else ""


class Styles:
    """The styles of a document's content and its common ones, looked up by name."""

    def __init__(self, content: etree._Element, common: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._lists: dict[str, dict[int, Level]] = {}
        self._known: dict[str, tuple[bool | None, bool | None]] = {}
        for root in (common, content):
            if root is None:
                continue
            for style in root.iter(f"{NS['style']}style"):
                self._styles[style.get(f"{NS['style']}name") or ""] = style
            for shape in root.iter(f"{NS['text']}list-style", f"{NS['text']}outline-style"):
                name = "" if shape.tag.endswith("outline-style") else shape.get(f"{NS['style']}name") or ""
                self._lists[name] = {
                    level - 1: made for level, made in map(_level, shape) if level and made is not None
                }

    def weight(self, name: str | None, bold: bool = False, italic: bool = False) -> tuple[bool, bool]:
        """Bold and italic in this style, within text that is so already."""
        own = self._own(name or "", 0)
        return (bold if own[0] is None else own[0], italic if own[1] is None else own[1])

    def _own(self, name: str, depth: int) -> tuple[bool | None, bool | None]:
        style = self._styles.get(name)
        if style is None or depth > _DEEPEST:
            return None, None
        if name not in self._known:
            bold, italic = self._own(style.get(f"{NS['style']}parent-style-name") or "", depth + 1)
            for properties in style.findall(f"{NS['style']}text-properties"):
                weight = properties.get(f"{NS['fo']}font-weight")
                slant = properties.get(f"{NS['fo']}font-style")
                bold = bold if weight is None else weight == "bold" or weight in ("600", "700", "800", "900")
                italic = italic if slant is None else slant in ("italic", "oblique")
            self._known[name] = bold, italic
        return self._known[name]

    def level(self, style: str | None, level: int) -> Level | None:
        """How a level (from 0) of a list style is labelled; of the headings where no style is named."""
        return self._lists.get(style or "", {}).get(level)


def _level(node: etree._Element) -> tuple[int, Level | None]:
    value = node.get(f"{NS['text']}level") or ""
    number = int(value) if value.isdigit() else 0
    tag = etree.QName(node).localname
    if tag == "list-level-style-bullet":
        return number, Level(bullet=True)
    if tag not in ("list-level-style-number", "outline-level-style"):
        return number, None
    shown = node.get(f"{NS['text']}display-levels") or "1"
    start = node.get(f"{NS['text']}start-value") or "1"
    return number, Level(
        False,
        node.get(f"{NS['style']}num-format") or "",
        node.get(f"{NS['style']}num-prefix") or "",
        node.get(f"{NS['style']}num-suffix") or "",
        int(start) if start.isdigit() else 1,
        int(shown) if shown.isdigit() else 1,
    )
