"""One self-contained page: the document's words, the values they gave, who found them, the flags."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from minutebook.export.entries import SECTIONS, Card, cards, flags_of
from minutebook.export.visible import visible
from minutebook.schema import Evidence, Minutes

if TYPE_CHECKING:
    from jinja2 import Template

# Words that give a whole paragraph are not coloured, or a page would be one colour: only their fields
# lead to them.
WIDE = 240


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that gave a value: evidence of number `number`, of the entry `card` in `section`."""

    number: int
    section: str
    card: str
    evidence: Evidence

    @property
    def wide(self) -> bool:
        """True where the words are too many to colour."""
        minute = self.section == "agenda_items" and self.evidence.field == "text"
        return minute or self.evidence.end - self.evidence.start > WIDE

    @property
    def label(self) -> str:
        """What the words gave and who found it, for a tool tip and a screen reader."""
        return f"{self.card} {self.evidence.field.replace('_', ' ')}, {self.evidence.producer}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the text between two places where marks begin or end.

    `marks` cover it, the shortest first; `opens` begin with it.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    opens: tuple[Mark, ...] = ()

    @property
    def narrow(self) -> tuple[Mark, ...]:
        """The marks that colour it."""
        return tuple(mark for mark in self.marks if not mark.wide)

    @property
    def numbers(self) -> str:
        """The numbers of the marks that cover it, as the page's script reads them."""
        return " ".join(str(mark.number) for mark in self.marks)


def collect_marks(record: Minutes) -> tuple[Mark, ...]:
    """Every evidence of the record as a numbered mark, in the record's order."""
    return _marks([(name, cards(record, name)) for name in SECTIONS])


def _marks(sections: list[tuple[str, tuple[Card, ...]]]) -> tuple[Mark, ...]:
    found: dict[int, tuple[str, str, Evidence]] = {}

    def walk(section: str, card: Card) -> None:
        for row in card.rows:
            for evidence in row.evidence:
                found.setdefault(id(evidence), (section, card.id, evidence))
        for inner in card.inner:
            walk(section, inner)

    for section, shown in sections:
        for card in shown:
            walk(section, card)
    return tuple(Mark(number, *rest) for number, rest in enumerate(found.values(), start=1))


def cut(text: str, marks: tuple[Mark, ...]) -> tuple[Piece, ...]:
    """The text in pieces that, joined, are the whole of it; marks may overlap in any way."""
    begins: dict[int, list[Mark]] = {}
    ends: dict[int, list[Mark]] = {}
    for mark in marks:
        begins.setdefault(mark.evidence.start, []).append(mark)
        ends.setdefault(mark.evidence.end, []).append(mark)
    places = sorted({0, len(text), *begins, *ends})
    open_marks: dict[int, Mark] = {}
    pieces = []
    for place, following in zip(places, [*places[1:], len(text)], strict=True):
        for mark in ends.get(place, ()):
            open_marks.pop(mark.number, None)
        opens = tuple(begins.get(place, ()))
        open_marks |= {mark.number: mark for mark in opens if mark.evidence.end > place}
        if following > place or opens:
            covering = sorted(
                open_marks.values(), key=lambda m: (m.evidence.end - m.evidence.start, m.number)
            )
            pieces.append(Piece(visible(text[place:following]), tuple(covering), opens))
    return tuple(pieces)


def render_page(record: Minutes) -> str:
    """The page as HTML. It loads nothing, and its content policy allows it to load nothing.

    All words of the document pass through jinja2's escaping: markup in them is shown as text.
    """
    from markupsafe import Markup

    style, script = _part("explain.css"), _part("explain.js")
    sections = [(name, cards(record, name)) for name in SECTIONS]
    marks = _marks(sections)
    numbers = {id(mark.evidence): mark.number for mark in marks}
    shown: set[int] = set()

    def first(number: int) -> bool:
        """True when the evidence is shown for the first time: a page has each anchor once."""
        new = number not in shown
        shown.add(number)
        return new

    return _template().render(
        record=record,
        title=_title(record),
        sections=sections,
        flagged=flags_of(card for _, shown in sections for card in shown),
        pieces=cut(record.document_text, marks),
        number_of=lambda evidence: numbers[id(evidence)],
        first=first,
        title_of=lambda marks: visible("\n".join(mark.label for mark in marks)),
        style=Markup(style),
        script=Markup(script),
        style_hash=_digest(style),
        script_hash=_digest(script),
    )


@cache
def _template() -> Template:
    """The page's template, compiled once: a book has thousands of pages."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "visible": visible,
        "words": lambda name: name.replace("_", " ").replace(".", " "),
    }
    return environment.from_string(_part("explain.html.j2"))


def _title(record: Minutes) -> str:
    meeting = record.meeting
    parts = () if meeting is None else (meeting.body or meeting.title, meeting.date)
    return visible(", ".join(part for part in parts if part) or record.document.source)


@cache
def _part(name: str) -> str:
    return files("minutebook.export").joinpath(name).read_text("utf-8")


def _digest(text: str) -> str:
    """The content policy's name for an inline style or script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
