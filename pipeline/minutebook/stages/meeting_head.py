"""The head of the minutes as lines and labelled fields."""

from __future__ import annotations

from dataclasses import dataclass

from minutebook.document import Block, Span
from minutebook.stages.context import Context
from minutebook.text.dates import find_dates

MOST_BLOCKS = 60
FALLBACK_BLOCKS = 14  # where nothing ends the head
PEOPLE = ("present", "apologies", "absent", "in_attendance", "attendance", "legend", "circulation")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the head: its words and where they stand."""

    text: str
    span: Span
    block: Block


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled value of the head: `Venue: Alder Room` gives name `venue`."""

    name: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Head:
    """`lines` are those before the items that no list of people holds, `fields` all before the items.

    `early` are all lines before the items, the lists of people too.
    """

    lines: tuple[Line, ...]
    early: tuple[Line, ...]
    fields: tuple[Field, ...]

    def field(self, name: str) -> tuple[Field, ...]:
        """The fields of that name, in order."""
        return tuple(f for f in self.fields if f.name == name)


def read_head(context: Context) -> Head:
    """The head's lines, cut at line breaks, and its labelled fields."""
    layout, book = context.layout, context.rulebook
    listed = book["items.title.attendance"]
    own = (i for i in layout.items if not book["meeting.head-item"].match((i.title or "").rstrip(" :.")))
    first = next(own, None)
    first_item = first.heading.start if first else None
    lines: list[Line] = []
    early: list[Line] = []
    blocks: list[Block] = []
    zoned = any(layout.zones[b.index] in PEOPLE for b in context.document.body)
    people = False
    body = context.document.body
    for position, block in enumerate(body):
        if first_item is not None and block.span.start >= first_item:
            break
        if position >= (MOST_BLOCKS if first_item is not None else FALLBACK_BLOCKS):
            break
        zone = layout.zone(block)
        if zone in ("chrome", "furniture"):
            continue
        # Without zones of people the first heading of a list ends the head.
        people = people or (not zoned and listed.match(block.text.split("\n")[0].strip()) is not None)
        blocks.append(block)
        for line in _lines(block):
            early.append(line)
            if not people and (zone not in PEOPLE or _of_head(context, line, early)):
                lines.append(line)
    return Head(tuple(lines), tuple(early), tuple(_fields(context, blocks)))


def _of_head(context: Context, line: Line, early: list[Line]) -> bool:
    """A line of the title or a date that stands before the people were named, whatever its zone."""
    book = context.rulebook
    if any(book["kind.attendance"].match(other.text) for other in early):
        return False
    if book["meeting.title.part"].match(line.text):
        return True
    dates = find_dates(line.text, book, base=None)
    return bool(dates) and dates[0].span.start <= 12 and len(line.text.split()) <= 16


def _lines(block: Block) -> list[Line]:
    out = []
    at = block.span.start
    for text in block.text.split("\n"):
        words = text.strip()
        if words:
            start = at + text.index(words)
            out.append(Line(words, Span(start, start + len(words)), block))
        at += len(text) + 1
    return out


def _fields(context: Context, blocks: list[Block]) -> list[Field]:
    out: list[Field] = []
    for position, block in enumerate(blocks):
        cell = _cell_field(context, blocks, position)
        if cell is not None:
            out += cell
            continue
        for line in _lines(block):
            out += _line_fields(context, line)
    return out


def _cell_field(context: Context, blocks: list[Block], position: int) -> list[Field] | None:
    """A label alone in its cell or line: its value is the next cell of the row, or the next line."""
    block = blocks[position]
    label = context.rulebook["meeting.label-cell"].match(block.text.strip())
    if label is None:
        return None
    name = _name(context, label.group("label"))
    values: list[Block] = []
    for after in blocks[position + 1 :]:
        if block.cell is not None:
            if after.cell is None or after.cell[:2] != block.cell[:2]:
                break
            if after.cell.column == block.cell.column:
                continue
            if values and after.cell.column != values[0].cell.column:  # type: ignore[union-attr]
                break
        elif values or not block.text.rstrip().endswith((":", ";")) or after.cell is not None:
            break
        if context.rulebook["meeting.label-cell"].match(after.text.strip()):
            break
        values.append(after)
    return [Field(name, v.text, v.span) for v in values]


def _line_fields(context: Context, line: Line) -> list[Field]:
    """Every labelled value of a line; several may follow one another on it."""
    marks: list[tuple[int, int, str]] = []
    text, at = line.text, 0
    rules = (context.rulebook["meeting.label"], context.rulebook["meeting.label-by"])
    first_only = context.rulebook.terms["meeting-labels-first"]
    while at < len(text):
        fresh = at == 0 or not text[at - 1].isalnum()
        if fresh and (at == 0 or text[at].isupper()):
            found = next((m for rule in rules if (m := rule.match(text, at)) is not None), None)
            # Inside a line only a colon makes a label: a dash is part of the value there.
            inside = ":" in found.group() or found.re is rules[1].compiled if found else False
            if found is not None and at > 0 and found.group("label").lower() in first_only:
                inside = False
            if found is not None and (at == 0 or inside):
                marks.append((at, found.end(), _name(context, found.group("label"))))
                at = found.end()
                continue
        at += 1
    out = []
    for index, (_, begin, name) in enumerate(marks):
        end = marks[index + 1][0] if index + 1 < len(marks) else len(text)
        value = text[begin:end].rstrip(" \t|;,")
        if value.strip():
            start = line.span.start + begin
            out.append(Field(name, value, Span(start, start + len(value))))
    return out


def _name(context: Context, label: str) -> str:
    """The field that the label stands for."""
    labels = context.rulebook.tables["meeting-labels"]
    words = " ".join(label.lower().split())
    if words in labels:
        return str(labels[words])
    return "chair" if words.startswith(("meeting c", "chair", "presid", "call")) else "taker"
