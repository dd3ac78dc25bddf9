"""Corrections of the record about the invented flood board that the tests of what shows records use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from minutebook.corrections.lay import Overlay, lay
from minutebook.corrections.make import Picked, Wish, make
from minutebook.corrections.schema import Correction
from minutebook.schema import Minutes


@dataclass
class Desk:
    """A person who corrects one record, one wish after another."""

    minutes: Minutes
    by: str = "ann"
    made: list[Correction] = field(default_factory=list)

    def seen(self) -> Overlay:
        return lay(self.minutes, self.made)

    def wish(self, op: Any, handle: str = "", **more: Any) -> Correction:
        one = make(Wish(op=op, handle=handle, **more), self.minutes, self.seen(), self.by)
        self.made.append(one)
        return one

    def pick(self, field: str, words: str) -> tuple[Picked, ...]:
        start = self.minutes.document_text.index(words)
        return (Picked(field, start, start + len(words)),)

    def over(self, later: Minutes) -> Overlay:
        return lay(later, self.made)


@pytest.fixture
def desk(shown: Minutes) -> Desk:
    return Desk(shown)


@pytest.fixture
def later(shown: Minutes) -> Callable[..., Minutes]:
    """The same document extracted again, with lines put before its text, other values, or other bytes."""

    def make_later(*, before: str = "", sha256: str | None = None, **update: Any) -> Minutes:
        whole = shown.model_dump(mode="json", by_alias=True)
        for section in ("attendees", "organisations", "agenda_items", "actions", "decisions", "dates"):
            for entry in whole[section]:
                for piece in [
                    *entry["evidence"],
                    *(e for lead in entry.get("leads", ()) for e in lead["evidence"]),
                ]:
                    piece["start"] += len(before)
                    piece["end"] += len(before)
        for piece in whole["meeting"]["evidence"]:
            piece["start"] += len(before)
            piece["end"] += len(before)
        whole["document_text"] = before + whole["document_text"]
        whole["document"]["sha256"] = sha256 or whole["document"]["sha256"]
        for path, value in update.items():
            section, _, rest = path.partition("__")
            if not rest:
                whole[section] = value
                continue
            number, name = rest.split("__")
            entry = whole[section] if section == "meeting" else whole[section][int(number)]
            entry[name] = value
        return Minutes.model_validate(whole)

    return make_later
