"""Two runs compared field by field: what was added, what was removed, what is another value.

Records are compared as JSON, so that books of different versions of the schema can be. Entries of a list
are the same where they say the same thing of the same subject (a name, a number, a text); a text that was
reworded is paired with the one most like it. Ids are not compared: they are positions.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from minutebook.book.folder import is_name, manifest_lines, record_path
from minutebook.errors import UsageError
from minutebook.packs import part_suffix

Kind = Literal["added", "removed", "changed"]
Json = Any

# What an entry of each list is about: two with the same are the same entry.
SUBJECTS: Mapping[str, tuple[str, ...]] = {
    "attendees": ("name",),
    "organisations": ("name",),
    "agenda_items": ("number", "title"),
    "actions": ("ref", "text"),
    "decisions": ("text",),
    "dates": ("start", "end", "text"),
    "leads": ("text",),
}
IGNORED = frozenset({"id", "person_id", "organisation_id", "agenda_item_id"})
ALIKE = 75.0  # rapidfuzz, 0 to 100: a text as like as this was reworded


@dataclass(frozen=True, slots=True)
class Change:
    """One value that differs. `field` is its path (`attendees.role`), `entry` what the entry is about."""

    document: str
    field: str
    kind: Kind
    entry: str | None
    before: Json
    after: Json


def compare_books(before: Path, after: Path) -> Iterator[Change]:
    """Every difference, by document in order of path.

    A document that only one book has is one change of the field `document`; its values are not listed.
    Raises UsageError where a folder is no book or a record cannot be read.
    """
    old, new = _listed(before), _listed(after)
    for source in sorted(old.keys() | new.keys(), key=lambda source: source.split("/")):
        was, now = old.get(source), new.get(source)
        if was is None or now is None:
            given = was or now or {}
            kind: Kind = "added" if was is None else "removed"
            status = given.get("status")
            yield Change(
                source,
                "document",
                kind,
                None,
                status if now is None else None,
                status if was is None else None,
            )
            continue
        for name in ("status", "reason"):
            if was.get(name) != now.get(name):
                yield Change(source, name, "changed", None, was.get(name), now.get(name))
        if was.get("record") is not None and was.get("record") == now.get("record"):
            continue
        yield from _of_records(source, _record(before, was), _record(after, now))


def _listed(book: Path) -> dict[str, dict[str, Json]]:
    """What the manifest says of each input by source, and of each part of a pack by its pages behind it."""
    if not (book / "manifest.jsonl").is_file():
        raise UsageError(f"{book} is no book: it has no manifest.jsonl; make one with minutebook extract")
    wanted = ("status", "reason", "stem", "record")
    listed: dict[str, dict[str, Json]] = {}
    for line in map(json.loads, manifest_lines(book)):
        listed[line["source"]] = {name: line.get(name) for name in wanted}
        for part in line.get("parts", ()):
            place = f"{line['source']}{part_suffix(part['stem'])}"
            listed[place] = {name: part.get(name) for name in wanted}
    return listed


def _record(book: Path, line: dict[str, Json]) -> dict[str, Json]:
    """The record that the line names, {} where it names none."""
    stem = line.get("stem")
    if stem is None or not is_name(stem):
        return {}
    path = book / record_path(stem)
    try:
        record = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error
    if not isinstance(record, dict):
        raise UsageError(f"{path} is no record of minutebook")
    return record


def _of_records(source: str, was: dict[str, Json], now: dict[str, Json]) -> Iterator[Change]:
    if not was or not now:
        if was or now:
            kind: Kind = "added" if now else "removed"
            yield Change(source, "record", kind, None, None, None)
        return
    yield from _of_parts(source, "", None, was, now)


def _of_parts(
    source: str, path: str, entry: str | None, was: dict[str, Json], now: dict[str, Json]
) -> Iterator[Change]:
    for name in dict.fromkeys([*was, *now]):
        if name in IGNORED:
            continue
        field = f"{path}.{name}" if path else name
        one, other = was.get(name), now.get(name)
        if name == "evidence":
            one, other = _words_of(one), _words_of(other)
        if one == other:
            continue
        if name in SUBJECTS and isinstance(one or [], list) and isinstance(other or [], list):
            yield from _of_lists(source, field, entry, SUBJECTS[name], one or [], other or [])
        elif isinstance(one, dict) and isinstance(other, dict):
            yield from _of_parts(source, field, entry, one, other)
        else:
            yield Change(source, field, _kind(one, other), entry, one, other)


def _words_of(evidence: Json) -> Json:
    """Each quote as what it says: which field, by which rule, in which words. Places move with the text."""
    if not isinstance(evidence, list):
        return evidence
    return [f"{quote.get('field')} by {quote.get('producer')}: {quote.get('text')}" for quote in evidence]


def _kind(one: Json, other: Json) -> Kind:
    if one in (None, [], ""):
        return "added"
    return "removed" if other in (None, [], "") else "changed"


def _of_lists(
    source: str, field: str, within: str | None, subject: tuple[str, ...], was: list[Json], now: list[Json]
) -> Iterator[Change]:
    for one, other in _paired(subject, was, now):
        told = " ".join(str((one or other)[name]) for name in subject if (one or other).get(name))
        entry = f"{within}: {told}" if within else told
        if one is None:
            yield Change(source, field, "added", entry, None, other)
        elif other is None:
            yield Change(source, field, "removed", entry, one, None)
        else:
            yield from _of_parts(source, field, entry, one, other)


def _paired(subject: tuple[str, ...], was: list[Json], now: list[Json]) -> list[tuple[Json, Json]]:
    """The entries of both lists in pairs, in order; None where the other list has no such entry."""
    left, right = dict(enumerate(was)), dict(enumerate(now))
    pairs: list[tuple[int, Json, Json]] = []
    for names in (subject, subject[:1]):
        standing: dict[tuple[Json, ...], list[int]] = {}
        for place, entry in right.items():
            key = tuple(entry.get(name) for name in names)
            if any(value is not None for value in key):
                standing.setdefault(key, []).append(place)
        for place, entry in list(left.items()):
            places = standing.get(tuple(entry.get(name) for name in names))
            if places:
                pairs.append((place, left.pop(place), right.pop(places.pop(0))))
    pairs += _reworded(subject[-1], left, right)
    pairs += [(place, entry, None) for place, entry in left.items()]
    pairs += [(len(was) + place, None, entry) for place, entry in right.items()]
    return [(one, other) for _, one, other in sorted(pairs, key=lambda pair: pair[0])]


def _reworded(name: str, left: dict[int, Json], right: dict[int, Json]) -> list[tuple[int, Json, Json]]:
    """Takes the pairs that are most alike in their words out of both."""
    from rapidfuzz import fuzz

    likely = sorted(
        (
            (-score, place, other)
            for place, entry in left.items()
            for other, entered in right.items()
            if (score := fuzz.ratio(str(entry.get(name) or ""), str(entered.get(name) or ""))) >= ALIKE
        ),
    )
    pairs = []
    for _, place, other in likely:
        if place in left and other in right:
            pairs.append((place, left.pop(place), right.pop(other)))
    return pairs
