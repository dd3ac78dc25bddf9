"""The names of a pack's parts, and the links between the pack's record and theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutebook.schema import Minutes


def part_stem(stem: str, number: int, pages: tuple[int, int] | None) -> str:
    """A part's stem: its pages in the pack, or its place among the parts (from 1) where there are no pages.

    >>> part_stem("may-pack", 2, (12, 30)), part_stem("may-pack", 2, None)
    ('may-pack#p12-30', 'may-pack#part2')
    """
    return f"{stem}#part{number}" if pages is None else f"{stem}#p{pages[0]}-{pages[1]}"


_SUFFIX = re.compile(r"#(?:p\d+-\d+|part\d+)$")


def part_suffix(stem: str) -> str:
    """What a part's stem adds to that of its pack; empty for a stem of no part."""
    found = _SUFFIX.search(stem)
    return "" if found is None else found[0]


def named(records: Sequence[Minutes], stem: str) -> tuple[Minutes, ...]:
    """The records of a file, its own first, linked by the stems that follow from the file's."""
    whole, *parts = records
    if not parts:
        return (whole,)
    stems = tuple(
        part_stem(stem, number, part.document.part_pages) for number, part in enumerate(parts, start=1)
    )
    return (
        _with(whole, {"parts": stems}),
        *(_with(part, {"part_of": stem}) for part in parts),
    )


def _with(minutes: Minutes, told: dict[str, object]) -> Minutes:
    return minutes.model_copy(update={"document": minutes.document.model_copy(update=told)})
