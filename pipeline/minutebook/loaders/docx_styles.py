"""styles.xml: what a style says once the styles that it builds on are followed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree

from minutebook.loaders.docx_names import VAL, W, is_on, number, value

DEFAULT_SIZE = 10.0
_HEADING = re.compile(r"heading\s*([1-9])$", re.IGNORECASE)
_TITLES = {"title": 1, "subtitle": 2}
_BODY_TEXT = 9


@dataclass(frozen=True, slots=True)
class Look:
    """How characters look; None where nothing is said."""

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    size: float | None = None
    font: str | None = None

    def under(self, properties: etree._Element | None) -> Look:
        """This look with a `w:rPr` laid over it."""
        if properties is None:
            return self
        bold, italic, hidden, size, font = self.bold, self.italic, self.hidden, self.size, self.font
        for child in properties:
            tag = child.tag
            if tag == _B:
                bold = is_on(child)
            elif tag == _I:
                italic = is_on(child)
            elif tag == _VANISH:
                hidden = is_on(child)
            elif tag == _SZ:
                half = number(child.get(VAL), 0)
                size = half / 2 if half > 0 else size
            elif tag == _FONTS:
                font = child.get(_ASCII) or child.get(_HANSI) or font
        return Look(bold, italic, hidden, size, font)

    def over(self, below: Look) -> Look:
        """This look where it says something, else the one below."""
        return Look(
            below.bold if self.bold is None else self.bold,
            below.italic if self.italic is None else self.italic,
            below.hidden if self.hidden is None else self.hidden,
            below.size if self.size is None else self.size,
            below.font if self.font is None else self.font,
        )


PLAIN = Look()
_B, _I, _VANISH, _SZ, _FONTS = f"{W}b", f"{W}i", f"{W}vanish", f"{W}sz", f"{W}rFonts"
_ASCII, _HANSI = f"{W}ascii", f"{W}hAnsi"


@dataclass(frozen=True, slots=True)
class Style:
    """One style resolved: its look, heading level (1 is the highest), list and depth in the list."""

    look: Look = Look()
    heading: int | None = None
    list_id: str | None = None
    depth: int | None = None


class Styles:
    """The styles of one document by id."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._resolved: dict[str, Style] = {}
        self._looks: dict[tuple[str | None, Look], Look] = {}
        self._parts: dict[tuple[str, str], Look] = {}
        self._default: str | None = None
        self._base = Look(size=DEFAULT_SIZE)
        if root is None:
            return
        for element in root.iterchildren(f"{W}style"):
            name = element.get(f"{W}styleId")
            if name is None:
                continue
            self._elements[name] = element
            if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in ("1", "true", "on"):
                self._default = name
        self._base = self._base.under(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))

    def style(self, name: str | None) -> Style:
        """The style of that id with all that it builds on; the empty style where there is none."""
        if name is None or name not in self._elements:
            return Style()
        if name not in self._resolved:
            self._resolved[name] = self._resolve(name)
        return self._resolved[name]

    def paragraph(self, name: str | None) -> Style:
        """The style of a paragraph: the one it names, else the document's default."""
        return self.style(name if name in self._elements else self._default)

    def look(self, name: str | None, table: Look = PLAIN) -> Look:
        """How the characters of a paragraph in that style look, in a table of that look; all said."""
        key = (name, table)
        if key not in self._looks:
            self._looks[key] = self.paragraph(name).look.over(table).over(self._base)
        return self._looks[key]

    def table_look(self, name: str | None, part: str) -> Look:
        """What a table style says of one part of the table: `firstRow`, `firstCol`, or `wholeTable`."""
        if name is None or name not in self._elements:
            return Look()
        key = (name, part)
        if key not in self._parts:
            look = self.style(name).look if part == "wholeTable" else Look()
            for step in reversed(self._chain(name)):
                for said in self._elements[step].iterchildren(f"{W}tblStylePr"):
                    if said.get(f"{W}type") == part:
                        look = look.under(said.find(f"{W}rPr"))
            self._parts[key] = look
        return self._parts[key]

    def _chain(self, name: str) -> list[str]:
        """The style and those that it builds on, itself first."""
        chain: list[str] = []
        step: str | None = name
        while step is not None and step in self._elements and step not in chain:
            chain.append(step)
            step = value(self._elements[step], "basedOn")
        return chain

    def _resolve(self, name: str) -> Style:
        style = Style()
        for step in reversed(self._chain(name)):
            style = self._overlay(style, self._elements[step])
        return style

    @staticmethod
    def _overlay(style: Style, element: etree._Element) -> Style:
        paragraph = element.find(f"{W}pPr")
        heading = style.heading
        title = (value(element, "name") or "").strip()
        named = _HEADING.match(title)
        if named:
            heading = int(named[1])
        elif title.lower() in _TITLES:
            heading = _TITLES[title.lower()]
        outline = value(paragraph, "outlineLvl")
        if outline is not None:
            heading = heading_level(outline)
        style = replace(style, look=style.look.under(element.find(f"{W}rPr")), heading=heading)
        numbers = None if paragraph is None else paragraph.find(f"{W}numPr")
        if numbers is not None:
            depth = value(numbers, "ilvl")
            list_id = value(numbers, "numId")
            style = replace(
                style,
                list_id=style.list_id if list_id is None else list_id,
                depth=style.depth if depth is None else number(depth, 0),
            )
        return style


def heading_level(outline: str) -> int | None:
    """The heading level that an outline level (0 to 8) means; None for body text."""
    level = number(outline, _BODY_TEXT)
    return level + 1 if 0 <= level < _BODY_TEXT else None
