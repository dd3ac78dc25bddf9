"""What is being written: lines of parts, each line with its zone, each part with what it names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Literal, NamedTuple

from minutebook.document import BlockKind, Cell, Document, DocumentBuilder, Span

Tag = Literal["person", "role", "organisation", "lead", "task", "due", "date"]


class Part(NamedTuple):
    """Some words; `tag` is what they name, `sentence` the number and kind of the sentence around them."""

    text: str
    tag: Tag | None = None
    sentence: tuple[int, str] | None = None


Words = Sequence[Part | str]
"""The words of one line or cell."""


@dataclass(frozen=True, slots=True)
class Line:
    """One block to be: a paragraph, a heading, a line of a list or a cell."""

    label: str
    parts: tuple[Part, ...]
    kind: BlockKind = "paragraph"
    bold: bool = False
    level: int | None = None
    cell: Cell | None = None

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(part.text for part in self.parts)


class Marked(NamedTuple):
    """A stretch of the document and what it is."""

    span: Span
    what: str


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented document: `labels` by block, `names` (people, roles, bodies, leads, tasks, due dates) and
    `sentences` (commitment, narrative, intention, …) by span; `patterns` are ids of the field guide."""

    name: str
    body: str
    document: Document
    labels: tuple[str, ...]
    names: tuple[Marked, ...]
    sentences: tuple[Marked, ...]
    patterns: tuple[str, ...]


@dataclass
class Draft:
    """The lines so far, and which patterns they follow."""

    lines: list[Line] = field(default_factory=list)
    patterns: list[str] = field(default_factory=list)
    tables: int = 0

    def add(
        self,
        label: str,
        *parts: Part | str,
        kind: BlockKind = "paragraph",
        bold: bool = False,
        level: int | None = None,
    ) -> None:
        """One line outside a table."""
        self.lines.append(Line(label, as_parts(parts), kind, bold, level))

    def row(self, table: int, row: int, cells: Iterable[tuple[str, Words]]) -> None:
        """The cells of one row, each with its label; an empty cell leaves its column free."""
        for column, (label, parts) in enumerate(cells):
            words = as_parts(parts)
            if any(part.text.strip() for part in words):
                self.lines.append(Line(label, words, cell=Cell(table, row, column)))

    def table(self) -> int:
        """The number of a new table."""
        self.tables += 1
        return self.tables - 1


def as_parts(parts: Words) -> tuple[Part, ...]:
    """Plain words as parts without a tag."""
    return tuple(Part(part) if isinstance(part, str) else part for part in parts)


def lay(name: str, body: str, draft: Draft) -> Invented:
    """The document of the lines, with every mark where the words came to lie."""
    builder = DocumentBuilder()
    kept: list[Line] = []
    for line in draft.lines:
        line = stripped(line)
        if not line.text:
            continue
        builder.add(line.text, kind=line.kind, bold=line.bold, level=line.level, cell=line.cell)
        kept.append(line)
    text = "".join(builder.parts)
    document = builder.build(source=name, sha256=sha256(text.encode()).hexdigest(), format="text")
    names: list[Marked] = []
    told: dict[int, tuple[int, int, str]] = {}
    for block, line in zip(document.blocks, kept, strict=True):
        at = block.span.start
        for part in line.parts:
            end = at + len(part.text)
            if part.tag is not None:
                names.append(Marked(Span(at, end), part.tag))
            if part.sentence is not None:
                number, kind = part.sentence
                told[number] = (told.get(number, (at,))[0], end, kind)
            at = end
    sentences = tuple(Marked(Span(start, end), kind) for start, end, kind in told.values())
    labels = tuple(line.label for line in kept)
    return Invented(name, body, document, labels, tuple(names), sentences, tuple(draft.patterns))


def stripped(line: Line) -> Line:
    """The line without white space at its ends, and without empty parts."""
    parts = [part for part in line.parts if part.text]
    while parts and not parts[0].text.lstrip():
        parts.pop(0)
    while parts and not parts[-1].text.rstrip():
        parts.pop()
    if parts:
        parts[0] = parts[0]._replace(text=parts[0].text.lstrip())
        parts[-1] = parts[-1]._replace(text=parts[-1].text.rstrip())
    return replace(line, parts=tuple(parts))
