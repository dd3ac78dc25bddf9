"""The passages behind each number of a page, kept on disk while the book is read."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable
from tempfile import TemporaryFile
from typing import NamedTuple
from weakref import finalize

from minutebook.themes.sittings import Words

MOST_KEPT = 20
"""Passages of one number that are kept to be shown; item_themes.csv has all."""

Key = tuple[str, ...]
"""What a number counts: its kind first, as in `("body", name, theme)`."""


class Shown(NamedTuple):
    """One passage as a page shows it: where it stands, and its words, in as many places as it speaks."""

    stem: str
    number: str | None
    title: str | None
    page: int | None
    words: tuple[Words, ...]


class Passages:
    """The first passages of each number. In memory are only the places of the file at which they stand."""

    def __init__(self) -> None:
        self._file = TemporaryFile(prefix="minutebook-")  # noqa: SIM115 - it lives as long as this
        finalize(self, self._file.close)
        self._places: dict[Key, array[int]] = {}
        self._end = 0

    def keep(self, shown: Shown, keys: Iterable[Key]) -> None:
        """Keep a passage for those numbers that have not enough of them."""
        wanting = [held for key in keys if len(held := self._places.setdefault(key, array("Q"))) < MOST_KEPT]
        if wanting:
            for held in wanting:
                held.append(self._end)
            self._end += self._file.write(json.dumps(shown).encode() + b"\n")

    def of(self, key: Key) -> list[Shown]:
        """The passages of a number, at most MOST_KEPT, in the order in which they were read."""
        out = []
        for place in self._places.get(key, ()):
            self._file.seek(place)
            stem, number, title, page, words = json.loads(self._file.readline())
            out.append(Shown(stem, number, title, page, tuple(Words(*part) for part in words)))
        self._file.seek(self._end)
        return out
