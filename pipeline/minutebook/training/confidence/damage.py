"""Minutes as conversion and scanning leave them: what a document becomes by each kind of damage.

The gold of a document stays the gold of its damaged forms, so that there are errors to learn doubt from.
Every harm is drawn from a generator seeded with the document's and the damage's names.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from minutebook.document import Block, Document, DocumentBuilder

KINDS = ("text", "flat", "columns", "headless", "joined", "lines", "ocr", "furniture")
LOOKALIKES = (
    ("rn", "m"),
    ("m", "rn"),
    ("l", "1"),
    ("I", "l"),
    ("e", "c"),
    ("o", "0"),
    ("h", "b"),
    ("S", "5"),
)
NARROW = 70
"""Characters after which a line is broken where every printed line came out as a paragraph."""


def damaged(document: Document, kind: str, name: str) -> Document:
    """The document with that damage (one of `KINDS`), and `source` saying so.

    `text`: all blocks as plain lines, tables as rows of words. `flat`: rows of tables run into one line.
    `columns`: tables read column by column. `headless`: a third of the short lines lost, headings plain.
    `joined`: neighbours run together. `lines`: printed lines for paragraphs. `ocr`: letters and gaps
    misread. `furniture`: page numbers and running heads between the lines.
    """
    return laid(document, harmed(document, kind, name), kind)


def laid(document: Document, blocks: list[Block], kind: str) -> Document:
    """The document with these blocks in place of its own; as plain text where `kind` says so."""
    builder = DocumentBuilder()
    plain = kind == "text"
    for block in blocks:
        builder.add(
            block.text,
            kind="paragraph" if plain else block.kind,
            page=block.page,
            level=None if plain else block.level,
            label=block.label if block.label and block.text.startswith(block.label) and not plain else None,
            bold=block.bold and not plain,
            italic=block.italic and not plain,
            cell=block.cell,
        )
    return builder.build(
        source=f"{document.source}#{kind}",
        sha256=document.sha256,
        format="text" if kind == "text" else document.format,
        pages=document.pages,
        title=document.title,
        ocr=document.ocr,
        flags=document.flags,
    )


def harmed(document: Document, kind: str, name: str) -> list[Block]:
    """The blocks of the damaged document; each keeps the index of the block that it comes from."""
    draw = random.Random(f"{name}:{kind}")
    blocks = list(document.body)
    harm = {
        "text": _flat,
        "flat": _flat,
        "columns": _columns,
        "headless": _headless,
        "joined": _joined,
        "lines": _lines,
        "ocr": _misread,
        "furniture": _furniture,
    }[kind]
    return list(harm(blocks, draw))


def _plain(block: Block, text: str) -> Block:
    return replace(block, text=text, cell=None, lines=())


def _flat(blocks: list[Block], draw: random.Random) -> Iterator[Block]:
    def row(block: Block) -> tuple[int, ...]:
        return (-1, block.index) if block.cell is None else (block.cell.table, block.cell.row)

    joint = draw.choice((" ", " / ", "  "))
    for _, group in groupby(blocks, row):
        cells = list(group)
        yield _plain(cells[0], joint.join(cell.text for cell in cells)) if cells[0].cell else cells[0]


def _columns(blocks: list[Block], draw: random.Random) -> Iterator[Block]:
    def table(block: Block) -> int:
        return -1 if block.cell is None else block.cell.table

    for number, group in groupby(blocks, table):
        cells = list(group)
        if number >= 0:
            cells.sort(key=lambda b: (b.cell.column if b.cell else 0, b.index))
            cells = [_plain(cell, cell.text) for cell in cells]
        yield from cells


def _headless(blocks: list[Block], draw: random.Random) -> Iterator[Block]:
    for block in blocks:
        if len(block.text.split()) <= 3 and block.cell is None and draw.random() < 1 / 3:
            continue
        yield replace(block, kind="paragraph", level=None, bold=False) if block.kind == "heading" else block


def _joined(blocks: list[Block], draw: random.Random) -> Iterator[Block]:
    held: Block | None = None
    for block in blocks:
        if held is not None and held.cell is None and block.cell is None and draw.random() < 0.25:
            held = _plain(held, f"{held.text} {block.text}")
            continue
        if held is not None:
            yield held
        held = block
    if held is not None:
        yield held


def _lines(blocks: list[Block], draw: random.Random) -> Iterator[Block]:
    for block in blocks:
        line = ""
        for word in block.text.split():
            if line and len(line) + len(word) >= NARROW:
                yield replace(block, text=line, lines=())
                line = ""
            line = f"{line} {word}".strip()
        if line:
            yield replace(block, text=line, lines=())


def _misread(blocks: list[Block], draw: random.Random) -> Iterator[Block]:
    share = draw.choice((0.01, 0.03))
    for block in blocks:
        words = [_word(word, draw) if draw.random() < share else word for word in block.text.split(" ")]
        text = "".join(w if draw.random() < share / 2 else f"{w} " for w in words[:-1]) + words[-1]
        if draw.random() < share:
            text = re.sub(r"[.,:;–-]", "", text, count=1)
        if text.strip():
            yield replace(block, text=text, lines=())


def _word(word: str, draw: random.Random) -> str:
    fitting = [(a, b) for a, b in LOOKALIKES if a in word]
    if fitting and draw.random() < 0.7:
        a, b = draw.choice(fitting)
        return word.replace(a, b, 1)
    if len(word) > 3:
        at = draw.randrange(1, len(word) - 1)
        return word[:at] + draw.choice((" ", "")) + word[at + draw.choice((0, 1)) :]
    return word


def _furniture(blocks: list[Block], draw: random.Random) -> Iterator[Block]:
    page = 1
    head = blocks[0].text if blocks else ""
    for n, block in enumerate(blocks):
        yield block
        if n and n % 12 == 0 and block.cell is None:
            for text in (f"Page {page} of {len(blocks) // 12 + 1}", head):
                yield _plain(replace(block, kind="paragraph", bold=False, level=None, label=None), text)
            page += 1
