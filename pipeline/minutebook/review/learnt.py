"""Names and aliases put right in one document, offered where the same stands in another of the same body.

Nothing is applied by itself: what is offered is shown beside the value, and a person takes it with a key.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from minutebook.book.outcome import Outcome
from minutebook.corrections.lay import Laid, undone
from minutebook.corrections.log import Log
from minutebook.corrections.rows import Row, Rows
from minutebook.corrections.schema import Correction

NAMED = {
    "attendees": ("name", "organisation", "role"),
    "organisations": ("name",),
    "meeting": ("body", "parent_body", "venue"),
}
"""Values that are the same wherever a body's minutes print them."""
RESOLVED = ("name", "organisation")
"""What a lead's printed words stand for: told by those words."""
_BODY = ("meeting", "body")

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A value that was put right: `key` tells where else it applies, `stem`, `by` and `at` whence it is."""

    key: Key
    value: str
    stem: str
    by: str
    at: str
    id: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a field of a row may be instead; `words` where an alias stands in the text."""

    handle: str
    field: str
    value: Any
    shown: str
    stem: str
    by: str
    at: str
    words: tuple[int, int] | None = None

    def as_json(self) -> dict[str, Any]:
        """The suggestion for the page."""
        return asdict(self)


class Learnt:
    """What the corrections of a book teach about its bodies; kept up as corrections come in."""

    def __init__(self, logs: Iterable[Log], outcomes: Mapping[str, Outcome]) -> None:
        self._outcomes = outcomes
        self._of: dict[str, list[Lesson]] = {}
        self._by_key: dict[Key, dict[str, Lesson]] = {}
        for log in logs:
            self.take(log)

    def take(self, log: Log) -> None:
        """Go by this log of a document from now on."""
        for lesson in self._of.pop(log.stem, ()):
            self._by_key[lesson.key].pop(lesson.id, None)
        outcome = self._outcomes.get(log.stem)
        if outcome is None or not log.corrections:
            return
        lessons = list(_lessons(log, outcome.body or ""))
        self._of[log.stem] = lessons
        for lesson in lessons:
            self._by_key.setdefault(lesson.key, {})[lesson.id] = lesson

    def suggest(self, stem: str, rows: Rows, laid: Iterable[Laid]) -> list[Suggestion]:
        """What other rows of the body teach about these, the newest lesson of each first.

        Fields that a person has put right here, and rows that she has accepted, get none.
        """
        outcome = self._outcomes.get(stem)
        if not self._of or outcome is None:
            return []
        settled = {
            (one.correction.target.handle, one.correction.field)
            for one in laid
            if one.state in ("applied", "agreed") and one.correction.op == "change"
        }
        out: list[Suggestion] = []
        for section in ("meeting", "attendees", "organisations", "leads"):
            for row in rows.of(section):
                if not row.accepted:
                    out += self._of_row(row, rows, outcome.body or "", settled)
        return out

    def _of_row(
        self, row: Row, rows: Rows, body: str, settled: set[tuple[str, str | None]]
    ) -> Iterator[Suggestion]:
        for field in _fields(row.section):
            if (row.handle, field) in settled:
                continue
            for lesson in self._lessons(_key(body, row.section, field, row.data[field], row.data)):
                if lesson.value != row.data[field]:
                    told = (lesson.value, lesson.value, lesson.stem, lesson.by, lesson.at)
                    yield Suggestion(row.handle, field, *told)
        if row.section == "organisations":
            yield from self._aliases(row, rows, body)

    def _aliases(self, row: Row, rows: Rows, body: str) -> Iterator[Suggestion]:
        """Aliases that stand in this document's text as well, and that no row of it has for its own."""
        for lesson in self._lessons((body, "organisations", "aliases", row.data["name"])):
            alias = lesson.value
            taken = any(
                alias == other.data["name"] or alias in other.data["aliases"]
                for other in rows.of("organisations")
            )
            place = None if taken else re.search(rf"(?<!\w){re.escape(alias)}(?!\w)", rows.text)
            if place is not None:
                value = [*row.data["aliases"], alias]
                told = (lesson.stem, lesson.by, lesson.at)
                yield Suggestion(row.handle, "aliases", value, alias, *told, words=place.span())

    def _lessons(self, key: Key) -> list[Lesson]:
        """One lesson a value, the newest first."""
        values: dict[str, Lesson] = {}
        for lesson in self._by_key.get(key, {}).values():
            if lesson.value not in values or values[lesson.value].at < lesson.at:
                values[lesson.value] = lesson
        return sorted(values.values(), key=lambda one: (one.at, one.id), reverse=True)


def _lessons(log: Log, body: str) -> Iterator[Lesson]:
    gone = undone(log.corrections)
    for one in log.corrections:
        section, field = one.target.section, one.field or ""
        if one.op != "change" or one.id in gone:
            continue
        told = (log.stem, one.by, one.at, one.id)
        if (
            (section, field) == ("organisations", "aliases")
            and isinstance(one.value, list)
            and one.target.key
        ):
            key = (body, section, field, one.target.key)
            before = one.before if isinstance(one.before, list) else []
            for number, alias in enumerate(one.value):
                if isinstance(alias, str) and alias not in before:
                    yield Lesson(key, alias, *told[:3], f"{one.id}.{number}")
        elif field in _fields(section) and isinstance(one.value, str) and one.value:
            found = lesson_key(one, body)
            if found is not None:
                yield Lesson(found, one.value, *told)


def lesson_key(one: Correction, body: str) -> Key | None:
    """What tells where a change of a value applies as well; None where it is of that one document."""
    section, field = one.target.section, one.field or ""
    if one.op != "change" or field not in _fields(section):
        return None
    if one.before is None and section != "leads":
        return None
    return _key(body, section, field, one.before, {"text": one.target.key})


def _fields(section: str) -> tuple[str, ...]:
    return RESOLVED if section == "leads" else NAMED.get(section, ())


def _key(body: str, section: str, field: str, now: object, data: Mapping[str, Any]) -> Key:
    # A body that was misread is told by its misread name.
    group = str(now) if (section, field) == _BODY else body
    printed = str(data["text"]) if section == "leads" else ""
    return (group, section, field, "" if now is None else str(now), printed)
