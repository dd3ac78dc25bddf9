"""What conversion does to minutes: misread letters, page furniture in the text, cells torn apart."""

from __future__ import annotations

from dataclasses import replace

from minutebook.training.generator.draft import Draft, Line, Part
from minutebook.training.generator.wordings import Wordings, words

MISREAD = (("rn", "m"), ("l", "1"), ("O", "0"), ("e", "c"), ("h", "b"), ("li", "h"), ("S", "5"), (". ", "."))
PAGE = 22


def damage(draft: Draft, w: Wordings, body: str) -> None:
    """Harm the lines in place; every label and mark keeps its words."""
    if w.chance(0.12):
        draft.patterns.append("Z8")
        draft.lines = [_misread(line, w) for line in draft.lines]
    if w.chance(0.1):
        draft.patterns.append("Z1")
        draft.lines = [replace(line, cell=None) for line in draft.lines]
    if w.chance(0.25):
        draft.patterns.append("Z3")
        draft.lines = _paged(draft.lines, w, body)
    if w.chance(0.1):
        draft.patterns.append("Z4")
        draft.lines.insert(
            w.pick([0, 1]), Line("furniture", (Part(w.pick(["DRAFT", "Unapproved", "FINAL"])),))
        )


def _misread(line: Line, w: Wordings) -> Line:
    parts = []
    for part in line.parts:
        text = part.text
        for wrong, right in MISREAD:
            if wrong in text and w.chance(0.04):
                text = text.replace(wrong, right, 1)
        parts.append(part._replace(text=text))
    return replace(line, parts=tuple(parts))


def _paged(lines: list[Line], w: Wordings, body: str) -> list[Line]:
    """Headers and footers between the lines; a row that a page ends in goes on below them."""
    template = w.pick(words("headings")["furniture"])
    out: list[Line] = []
    pages = len(lines) // PAGE + 1
    for number, line in enumerate(lines):
        if number and number % PAGE == 0:
            printed = template.format(n=number // PAGE, m=pages, body=body, date=w.date(w.day))
            foot = Line("furniture", (Part(printed),))
            text = line.text
            if len(line.parts) == 1 and line.parts[0].sentence is None and text.count(" ") > 3:
                at = text.index(" ", len(text) // 2) if " " in text[len(text) // 2 :] else text.index(" ")
                part = line.parts[0]
                out.append(replace(line, parts=(part._replace(text=text[:at]),)))
                out.append(foot)
                out.append(replace(line, parts=(part._replace(text=text[at + 1 :]),)))
                continue
            out.append(foot)
        out.append(line)
    return out
