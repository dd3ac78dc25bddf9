"""A book as Python sees it: its records one at a time, its themes as data frames."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from minutebook.book.folder import read_book
from minutebook.schema import Minutes
from minutebook.themes.boards import Over
from minutebook.themes.reading import Asked, Source

if TYPE_CHECKING:
    import pandas


class Book:
    """The folder that `minutebook extract` wrote.

    Iterating gives (stem, record) pairs in the manifest's order. Raises UsageError, when read, where the
    folder is no book.
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.folder = Path(folder)

    def __iter__(self) -> Iterator[tuple[str, Minutes]]:
        return read_book(self.folder)

    def themes(
        self,
        *,
        over: Over = "year",
        body: Sequence[str] = (),
        since: str | None = None,
        until: str | None = None,
        themes: str | os.PathLike[str] | None = None,
        boards: str | os.PathLike[str] | None = None,
        rules: str | os.PathLike[str] | None = None,
    ) -> dict[str, pandas.DataFrame]:
        """Three frames, a row for an entry and theme: `items`, `outcomes` (decisions, actions), `meetings`.

        `over` names the period column's width, `body` keeps boards whose name holds one of these words,
        `since` and `until` ISO dates of any precision; `themes` is another vocabulary, `boards` a table
        of body, kind and region, `rules` a folder laid over the rules that ship. Shares are 0 to 1 and
        missing for a meeting without minuted items. Raises UsageError and RuleError.
        """
        from minutebook.themes.frames import theme_frames

        source = Source(
            self.folder,
            None if rules is None else Path(rules),
            None if themes is None else Path(themes),
            jobs=1,
            terms=False,
        )
        asked = Asked(tuple(body), (), since, until)
        return theme_frames(source, asked, over=over, listing=None if boards is None else Path(boards))
