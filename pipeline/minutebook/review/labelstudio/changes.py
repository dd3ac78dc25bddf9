"""What an annotator changed in a task, as changes of fields and rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from minutebook.review.fields import field_of
from minutebook.review.labelstudio.answers import Answer, Given, Shown
from minutebook.review.labelstudio.labels import BY_NAME, SAYS, VALUE, Label

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Change:
    """One correction to make. `row` is a row's handle as shown, or the id of the region that made it.

    `words` are (field, start, end) in the task's text. For an added row `value` holds its fields and `row`
    the action of a lead; `made` is the id of the region that it is made of.
    """

    op: Literal["change", "add", "delete"]
    section: str
    row: str
    field: str | None = None
    value: Any = None
    words: tuple[tuple[str, int, int], ...] = ()
    made: str | None = None


@dataclass(slots=True)
class Changes:
    """The changes of a task in the order to be made, and what they leave for a person, in words."""

    made: list[Change] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def changes_of(answer: Answer) -> Changes:
    """What the annotator did: values whose words or reading she changed, rows added and taken away.

    A new part of a row must be linked to the row's own words, and a lead to its action: nothing is guessed.
    """
    out = Changes()
    fresh, extra = _sort(answer, out)
    groups: dict[tuple[str, str], list[tuple[str, Shown]]] = {}
    for name, region in answer.seen.regions.items():
        groups.setdefault((region.row, region.label), []).append((name, region))
    for row, label in extra:
        groups.setdefault((row, label), [])
    gone = {
        row
        for (row, label), shown in groups.items()
        if BY_NAME[label].is_key and shown and not _kept(answer, label, shown) and (row, label) not in extra
    }
    for (row, label), shown in groups.items():
        of = answer.seen.target(row).of
        if row not in gone and (of is None or of.handle not in gone):
            out.made += _changed(
                answer, BY_NAME[label], row, shown, _kept(answer, label, shown), extra.get((row, label), [])
            )
    out.made += fresh
    for row in sorted(gone, key=list(answer.seen.rows).index):
        out.made.append(Change("delete", answer.seen.target(row).section, row))
    return out


def _kept(answer: Answer, label: str, shown: list[tuple[str, Shown]]) -> list[Given]:
    """The regions of a field that still stand, with the words that they have now."""
    found = (answer.regions.get(name) for name, _ in shown)
    return [one for one in found if one is not None and one.label.name == label]


def _sort(answer: Answer, out: Changes) -> tuple[list[Change], dict[tuple[str, str], list[Given]]]:
    """New regions: rows that they make, and the rows and labels that they are further words of."""
    known = answer.seen.regions
    new = [
        one
        for name, one in answer.regions.items()
        if name not in known or known[name].label != one.label.name
    ]
    # Rows first, so that their parts find them; each in the order of the text.
    new.sort(key=lambda one: (not one.label.is_key, one.label.section == "leads", one.start, one.end))
    extra: dict[tuple[str, str], list[Given]] = {}
    rows: dict[str, list[Given]] = {}
    pieces: dict[str, str] = {}
    for one in new:
        words = f"{one.label.name} {answer.text[one.start : one.end]!r}"
        if one.label.section == "meeting":
            extra.setdefault(("meeting", one.label.name), []).append(one)
            continue
        to = _linked(answer, one, "actions" if one.label.section == "leads" else one.label.section)
        owners = {known[name].row if name in known else pieces.get(name, name) for name in to}
        if len(owners) > 1:
            out.left.append(f"{words} is linked to more than one row")
        elif one.label.section == "leads" and not owners:
            out.left.append(f"{words} is linked to no action")
        elif one.label.is_key and (one.label.section == "leads" or not owners):
            rows[one.id] = [one]
        elif not owners:
            out.left.append(f"{words} is linked to no row")
        else:
            (owner,) = owners
            pieces[one.id] = owner
            if owner in rows:
                rows[owner].append(one)
            else:
                extra.setdefault((owner, one.label.name), []).append(one)
    return [_added(answer, name, parts, pieces) for name, parts in rows.items()], extra


def _linked(answer: Answer, one: Given, section: str) -> list[str]:
    """The ids of the rows' own words that a region is linked to."""
    out = []
    for other in sorted(answer.links.get(one.id, ())):
        given = answer.regions.get(other)
        if given is not None and given.label.section == section and given.label.is_key:
            out.append(other)
    # Of two new pieces of one text that are linked to each other, the first is the row.
    if one.label.is_key and one.label.section == section:
        out = [
            name
            for name in out
            if name in answer.seen.regions or (answer.regions[name].start, name) < (one.start, one.id)
        ]
    return out


def _added(answer: Answer, name: str, parts: list[Given], pieces: Mapping[str, str]) -> Change:
    own = answer.regions[name]
    value: dict[str, Any] = {}
    words = []
    for part in parts:
        text = _plain(answer.text[part.start : part.end])
        if part.label.is_list:
            value.setdefault(part.label.field, []).append(text)
        elif part.label.field in value:
            value[part.label.field] += f" {text}"
        else:
            value[part.label.field] = text
        words.append((part.label.field.split(".")[0], part.start, part.end))
        value |= _beside(part.label, part.said)
    row = ""
    if own.label.section == "leads":
        action = _linked(answer, own, "actions")[0]
        known = answer.seen.regions
        row = known[action].row if action in known else pieces.get(action, action)
    return Change("add", own.label.section, row, value=value, words=tuple(words), made=name)


def _changed(
    answer: Answer,
    label: Label,
    row: str,
    shown: list[tuple[str, Shown]],
    kept: list[Given],
    extra: list[Given],
) -> Iterator[Change]:
    """What was changed of one field of a row, and of what is said beside its words."""
    standing = sorted([*kept, *extra], key=lambda one: one.start)
    before = sorted((one.start, one.end) for _, one in shown)
    after = [(one.start, one.end) for one in standing]
    said, said_before = _beside(label, _together(standing)), _beside(label, _together([o for _, o in shown]))
    words: tuple[tuple[str, int, int], ...] = ()
    text = " ".join(_plain(answer.text[start:end]) for start, end in after)
    read = _read_of(label)
    if after != before:
        words = tuple((label.field.split(".")[0], *span) for span in after)
        value: Any = text
        if label.is_list:
            # Only what was taken away and what was added: values without words of their own stay.
            old, new = ([_plain(answer.text[start:end]) for start, end in some] for some in (before, after))
            value = {"without": [o for o in old if o not in new], "with": [n for n in new if n not in old]}
        if label.field not in read:
            yield Change("change", label.section, row, label.field, value, words)
    for name in read:
        own = () if label.section == "dates" else words
        if standing and said.get(name) != said_before.get(name):
            yield Change("change", label.section, row, name, said.get(name) or "", own)
        elif after != before:
            yield Change("change", label.section, row, name, text, own)
    for name in sorted((said.keys() | said_before.keys()) - set(read)) if standing else ():
        if said.get(name) != said_before.get(name):
            yield Change("change", label.section, row, name, said.get(name) or "")


def _read_of(label: Label) -> tuple[str, ...]:
    """The fields whose value is what the label's words are read as."""
    if label.section == "dates":
        return ("start", "end")
    if label.name == "actions.due.text":
        return ("due.date",)
    return (label.field,) if field_of(label.section, label.field).kind in ("date", "clock") else ()


def _together(regions: list[Given] | list[Shown]) -> dict[str, str]:
    out: dict[str, str] = {}
    for one in regions:
        for name, value in one.said.items():
            out.setdefault(name, value)
    return out


def _beside(label: Label, said: Mapping[str, str]) -> dict[str, str]:
    """What is said beside words, by the field that it gives."""
    out = {}
    for one in SAYS:
        if one.name not in said or label.name not in one.labels:
            continue
        if one.name != VALUE:
            out[one.field] = said[one.name]
        elif label.section == "dates":
            start, _, end = said[VALUE].partition("/")
            out |= {"start": start, "end": end or start}
        else:
            out["due.date" if label.section == "actions" else label.field] = said[VALUE]
    return out


def _plain(text: str) -> str:
    return " ".join(text.split())
