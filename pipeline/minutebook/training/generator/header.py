"""The header block: H1 in a sentence, H2 stacked lines, H3 labelled fields, H4 a committee system's page."""

from __future__ import annotations

from minutebook.document import BlockKind
from minutebook.training.generator.draft import Draft, Part, Words
from minutebook.training.generator.wordings import Wordings, words


def write_header(draft: Draft, w: Wordings, body: str, *, styled: bool) -> None:
    """Title and fields in one of the guide's shapes."""
    shape = w.pick(["H1", "H1", "H2", "H2", "H3", "H3", "H4", "H9"])
    draft.patterns.append(shape)
    caps = w.chance(0.2)
    name = body.upper() if caps else body
    day, venue = w.date(w.day), _venue(w)
    level = 1 if styled and w.chance(0.6) else None
    kind: BlockKind = "heading" if level else "paragraph"
    bold = styled and w.chance(0.7)
    notes = w.pick(["Minutes", "Minutes", "Notes", "MINUTES", "Record", "Minute", "Action notes"])
    if shape in ("H1", "H9"):
        opening = (
            "At a MEETING of the " if shape == "H9" else f"{notes} of {w.pick(['the', 'a'])} meeting of the "
        )
        line: list[Part | str] = [opening, Part(name, "organisation"), " held on ", Part(day, "date")]
        line += [f" at {w.hour()}" if w.chance(0.5) else "", f" in the {venue}"]
        draft.add("title", *line, kind=kind, bold=bold, level=level)
    elif shape in ("H2", "H4"):
        draft.add("title", Part(name, "organisation"), kind=kind, bold=bold, level=level)
        if w.chance(0.8):
            draft.add("title", notes, bold=bold)
        lines: list[Words] = [[Part(day, "date")], [f"{w.hour()} - {w.hour()}"], [venue]]
        if shape == "H4":
            lines = [
                [Part(day, "date"), f" {w.hour()}"],
                [f"Venue: {venue}"],
                [f"Contact: {w.someone().name}"],
            ]
        for parts in lines if w.chance(0.5) else lines[:1] + lines[2:]:
            draft.add("header_field", *parts)
    else:
        draft.add("title", Part(name, "organisation"), kind=kind, bold=bold, level=level)
        fields: list[list[Part | str]] = [
            ["Date: ", Part(day, "date")],
            [f"Time: {w.hour()}"],
            [f"Venue: {venue}"],
        ]
        if w.chance(0.5) and w.people:
            fields.append(["Chair: ", Part(w.people[0].name, "person")])
        if w.chance(0.4) and len(w.people) > 1:
            fields.append(["Minutes: ", Part(w.people[1].name, "person")])
        w.rng.shuffle(fields)
        if w.chance(0.25):
            table = draft.table()
            for row, parts in enumerate(fields):
                head, *rest = parts
                label, _, value = str(head).partition(": ")
                draft.row(table, row, [("header_field", [label]), ("header_field", [value, *rest])])
        else:
            for parts in fields:
                draft.add("header_field", *parts)


def _venue(w: Wordings) -> str:
    known = words("bodies")
    if w.chance(0.3):
        return str(w.pick(known["online"]))
    return f"{w.pick(known['rooms'])}, {w.place}"
