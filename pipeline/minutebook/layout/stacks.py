"""Columns of an attendance table that a converter wrote one after the other: names, roles, initials."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from minutebook.document import Block
from minutebook.layout.people import BRACKET, PeopleReader
from minutebook.text.initials import initials_fit, looks_like_initials
from minutebook.text.names import PersonName

Column = Literal["initials", "about"]
FEWEST = 3  # names, below which lines under lines may be anything
MOST_COLUMNS = 3
ABOUT_LENGTH = 110
FITTING = 0.7
TELLING = 0.6


@dataclass(frozen=True, slots=True)
class Stack:
    """The names of one list, each a line, and the columns below them with as many lines."""

    names: tuple[Block, ...]
    columns: tuple[tuple[Column, tuple[Block, ...]], ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Every block of the stack in order."""
        return (*self.names, *(block for _, column in self.columns for block in column))


@dataclass(frozen=True)
class Stacks:
    """Finds stacks among blocks."""

    people: PeopleReader
    words: frozenset[str]

    @classmethod
    def of(cls, people: PeopleReader) -> Stacks:
        """The finder over the rules of a reader of people."""
        terms = people.rulebook.terms
        return cls(people, frozenset((*terms["attendance-role-nouns"], *terms["attendance-body-words"])))

    def find(self, blocks: Sequence[Block]) -> Iterator[Stack]:
        """The stacks, in order; names without columns below them make none."""
        at = 0
        while at < len(blocks):
            names = self._names(blocks, at)
            if len(names) < FEWEST:
                at += max(1, len(names))
                continue
            parsed = [name for name, _ in names]
            lines = tuple(block for _, block in names)
            at += len(names)
            columns: list[tuple[Column, tuple[Block, ...]]] = []
            while len(columns) < MOST_COLUMNS:
                below = tuple(blocks[at : at + len(lines)])
                kind = self._kind(below, parsed)
                if kind is None or kind in [known for known, _ in columns]:
                    break
                columns.append((kind, below))
                at += len(lines)
            if columns:
                yield Stack(lines, tuple(columns))

    def _names(self, blocks: Sequence[Block], at: int) -> list[tuple[PersonName, Block]]:
        out: list[tuple[PersonName, Block]] = []
        for block in blocks[at:]:
            if block.cell is not None or len(block.text) > ABOUT_LENGTH:
                break
            name = self.people.grammar.parse(BRACKET.sub("", block.text).strip())
            if name is None or name.lone:
                break
            out.append((name, block))
        return out

    def _kind(self, below: tuple[Block, ...], names: list[PersonName]) -> Column | None:
        """What lines of the same number hold, the first for the first name; None where nothing sure."""
        if len(below) != len(names) or any(block.cell is not None for block in below):
            return None
        texts = [block.text.strip() for block in below]
        letters = [looks_like_initials(text) for text in texts]
        if all(letters):
            fitting = sum(initials_fit(t, n) for t, n in zip(texts, names, strict=True))
            return "initials" if fitting >= FITTING * len(names) else None
        if any(letters) or any(len(text) > ABOUT_LENGTH or text.endswith((".", ":")) for text in texts):
            return None
        cues = self.people.rulebook
        if any(cues["zones.end.numbered"].match(text) or cues.first("zones.heading", text) for text in texts):
            return None
        if sum(map(self.people.begins_with_person, texts)) > 0.2 * len(texts):
            return None
        telling = sum(any(w.strip("(),").lower() in self.words for w in text.split()) for text in texts)
        return "about" if telling >= TELLING * len(texts) else None
