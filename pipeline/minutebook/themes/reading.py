"""A book as sittings, one at a time, read in as many processes as asked for; nothing is held of one read."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from minutebook.book.folder import manifest_stems, read_record, record_path
from minutebook.errors import UsageError
from minutebook.rulebook import Rulebook, load_rulebook
from minutebook.themes.boards import Boards
from minutebook.themes.sittings import Sitting, read_sitting
from minutebook.themes.vocabulary import rulebook_with

CHUNK = 16
"""Records that a process reads at a time; so many chunks a process wait at most."""

FEW = 64
"""Up to so many records are read here: a process takes a second to start."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which meetings: of these bodies (part of a name will do), kinds, from and to these ISO dates."""

    bodies: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None

    def takes(self, sitting: Sitting, boards: Boards) -> bool:
        """Whether the meeting is asked for; one without a date is in no span of time."""
        body = boards.body(sitting)
        if self.bodies and not any(name.casefold() in body.casefold() for name in self.bodies):
            return False
        if self.kinds and boards.kind(body) not in self.kinds:
            return False
        date = sitting.date
        if self.since is not None and (date is None or date[: len(self.since)] < self.since[: len(date)]):
            return False
        return self.until is None or (date is not None and date[: len(self.until)] <= self.until)


EVERY = Asked()
"""All meetings."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where to read, by which rules, in how many processes."""

    book: Path
    rules: Path | None = None
    themes: Path | None = None
    jobs: int | None = None
    terms: bool = True

    @property
    def rulebook(self) -> Rulebook:
        """The rules with the vocabulary asked for."""
        return rulebook_with(load_rulebook(self.rules), self.themes)


def sittings(source: Source, boards: Boards, asked: Asked = EVERY) -> Iterator[Sitting]:
    """The meetings asked for, in the manifest's order; second records of one meeting are left out.

    Raises UsageError where the folder is no book or a record is none, RuleError for wrong rules.
    """
    stems = manifest_stems(source.book)
    if stems is None:
        raise UsageError(
            f"{source.book} is no book: it has no manifest.jsonl; make one with minutebook extract"
        )
    wanted = [stem for stem in stems if stem not in boards.repeated]
    for sitting in _read(source, wanted):
        if asked.takes(sitting, boards):
            yield sitting


def _read(source: Source, stems: list[str]) -> Iterator[Sitting]:
    jobs = source.jobs or os.cpu_count() or 1
    if jobs == 1 or len(stems) <= FEW:
        yield from _chunk(source, stems)
        return
    chunks = [stems[n : n + CHUNK] for n in range(0, len(stems), CHUNK)]
    with ProcessPoolExecutor(max_workers=jobs) as pool:
        waiting: deque[Future[list[Sitting]]] = deque()
        for chunk in chunks:
            waiting.append(pool.submit(_listed, source, chunk))
            if len(waiting) > 2 * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _listed(source: Source, stems: list[str]) -> list[Sitting]:
    return list(_chunk(source, stems))


def _chunk(source: Source, stems: Iterable[str]) -> Iterator[Sitting]:
    rulebook = _rulebook(source.rules, source.themes)
    for stem in stems:
        minutes = read_record(source.book / record_path(stem))
        if minutes.document.kind == "minutes" and minutes.document.duplicate_of is None:
            yield read_sitting(stem, minutes, rulebook, terms=source.terms)


@cache
def _rulebook(rules: Path | None, themes: Path | None) -> Rulebook:
    return Source(Path(), rules, themes).rulebook
