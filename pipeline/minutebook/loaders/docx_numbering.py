"""numbering.xml: the automatic numbers and bullets that Word prints and no text run holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from minutebook.loaders.docx_names import VAL, W, is_on, number, value
from minutebook.loaders.docx_styles import Styles
from minutebook.loaders.docx_symbols import BULLET, mend_symbols

MAX_DEPTH = 9
_PLACE = re.compile(r"%([1-9])")
_WORDY = re.compile(r"\w{2}")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_UNITS = (
    "Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven",
    "Twelve", "Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen",
)  # fmt: skip
_TENS = ("Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety")
_ORDINALS = (
    "Zeroth", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth",
    "Eleventh", "Twelfth", "Thirteenth", "Fourteenth", "Fifteenth", "Sixteenth", "Seventeenth",
    "Eighteenth", "Nineteenth", "Twentieth",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One depth of a list: its number format, the pattern that it prints and where it begins."""

    format: str = "decimal"
    pattern: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    hidden: bool = False
    style: str | None = None


@dataclass(slots=True)
class ListDefinition:
    """A `w:num`: the abstract list that it counts in, its levels and the starts that it overrides."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the numbered paragraphs of one document in reading order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._lists: dict[str, ListDefinition] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._depths: dict[tuple[str, str], int] = {}
        if root is not None:
            self._read(root, styles)

    def _read(self, root: etree._Element, styles: Styles) -> None:
        abstracts = {a.get(f"{W}abstractNumId", ""): a for a in root.iterchildren(f"{W}abstractNum")}
        numbers = {n.get(f"{W}numId", ""): n for n in root.iterchildren(f"{W}num")}
        parsed: dict[str, dict[int, Level]] = {}
        for list_id, element in numbers.items():
            abstract = _linked(value(element, "abstractNumId") or "", abstracts, numbers, styles)
            if abstract not in abstracts:
                continue
            if abstract not in parsed:
                parsed[abstract] = _levels(abstracts[abstract])
            definition = ListDefinition(abstract, dict(parsed[abstract]))
            for override in element.iterchildren(f"{W}lvlOverride"):
                depth = number(override.get(f"{W}ilvl"), 0)
                definition.levels.update(_levels(override))
                start = value(override, "startOverride")
                if start is not None:
                    definition.starts[depth] = number(start, 1)
            self._lists[list_id] = definition

    def depth_of_style(self, list_id: str, style: str | None) -> int | None:
        """The depth that a list ties to a paragraph style, or None."""
        definition = self._lists.get(list_id)
        if definition is None or style is None:
            return None
        return next((depth for depth, level in definition.levels.items() if level.style == style), None)

    def next_label(self, list_id: str, depth: int) -> str:
        """Counts one paragraph and gives the number or bullet it prints; empty where it prints none."""
        definition = self._lists.get(list_id)
        if definition is None:
            return ""
        depth = min(max(depth, 0), MAX_DEPTH - 1)
        level = definition.levels.get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(definition.abstract, {})
        first = (list_id, depth) not in self._begun
        self._begun.add((list_id, depth))
        if first and depth in definition.starts:
            counts[depth] = definition.starts[depth]
        elif depth in counts:
            counts[depth] += 1
        else:
            counts[depth] = definition.starts.get(depth, level.start)
        for deeper in [d for d in counts if d > depth]:
            restart = definition.levels.get(deeper, Level()).restart
            # Without a word on it a level begins again after every higher one; 0 means never.
            if restart is None or depth < restart:
                del counts[deeper]
        return _printed(level, definition, counts)


def _linked(
    abstract: str,
    abstracts: dict[str, etree._Element],
    numbers: dict[str, etree._Element],
    styles: Styles,
) -> str:
    """The abstract list itself, or the one that its numbering style stands for."""
    seen = set()
    while abstract in abstracts and abstract not in seen:
        seen.add(abstract)
        link = value(abstracts[abstract], "numStyleLink")
        if link is None:
            break
        target = styles.style(link).list_id
        if target is None or target not in numbers:
            break
        abstract = value(numbers[target], "abstractNumId") or ""
    return abstract


def _levels(parent: etree._Element) -> dict[int, Level]:
    found = {}
    for element in parent.iterchildren(f"{W}lvl"):
        depth = number(element.get(f"{W}ilvl"), 0)
        restart = value(element, "lvlRestart")
        legal = element.find(f"{W}isLgl")
        vanish = element.find(f"{W}rPr/{W}vanish")
        fonts = element.find(f"{W}rPr/{W}rFonts")
        formats = next(element.iter(f"{W}numFmt"), None)
        kind = "decimal" if formats is None else formats.get(VAL, "decimal")
        found[depth] = Level(
            format=kind,
            pattern=mend_symbols(
                value(element, "lvlText") or "", None if fonts is None else fonts.get(f"{W}ascii")
            )
            if kind != "bullet"
            else value(element, "lvlText") or "",
            start=number(value(element, "start"), 1),
            restart=None if restart is None else number(restart, 0),
            legal=legal is not None and is_on(legal),
            hidden=vanish is not None and is_on(vanish),
            style=value(element, "pStyle"),
        )
    return found


def _printed(level: Level, definition: ListDefinition, counts: dict[int, int]) -> str:
    if level.hidden:
        return ""
    if level.format == "bullet":
        text = level.pattern.strip()
        # A "bullet" of whole words, such as Action:, is a label that is printed; glyphs are bullets.
        return text if _WORDY.search(text) else BULLET if text else ""

    def place(match: re.Match[str]) -> str:
        depth = int(match[1]) - 1
        at = definition.levels.get(depth, Level())
        count = counts.get(depth, definition.starts.get(depth, at.start))
        return format_count(count, "decimal" if level.legal and at.format != "none" else at.format)

    return " ".join(_PLACE.sub(place, level.pattern).split())


def format_count(count: int, format: str) -> str:
    """A count as Word prints it in a number format; an unknown format prints as a plain number.

    >>> format_count(4, "lowerRoman"), format_count(28, "upperLetter"), format_count(2, "ordinal")
    ('iv', 'BB', '2nd')
    """
    if format == "none":
        return ""
    if format in ("upperRoman", "lowerRoman") and 0 < count < 4000:
        return _roman(count) if format == "upperRoman" else _roman(count).lower()
    if format in ("upperLetter", "lowerLetter") and 0 < count <= 26 * 9:
        letter = chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if format == "upperLetter" else letter.lower()
    if format == "decimalZero":
        return f"{count:02d}"
    if format == "ordinal":
        ending = "th" if 10 <= count % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
        return f"{count}{ending}"
    if format == "ordinalText" and 0 <= count < len(_ORDINALS):
        return _ORDINALS[count]
    if format == "cardinalText" and 0 <= count < 100:
        if count < 20:
            return _UNITS[count]
        unit = f"-{_UNITS[count % 10].lower()}" if count % 10 else ""
        return _TENS[count // 10 - 2] + unit
    return str(count)


def _roman(count: int) -> str:
    out = ""
    for size, letters in _ROMAN:
        out += letters * (count // size)
        count %= size
    return out
