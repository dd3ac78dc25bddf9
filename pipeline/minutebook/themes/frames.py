"""The themes of a book as pandas data frames."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from minutebook.export.columns import Row, Shape
from minutebook.themes.boards import Over, load_boards
from minutebook.themes.measures import (
    ITEM_THEMES,
    MEETING_THEMES,
    OUTCOME_THEMES,
    item_rows,
    measure,
    meeting_rows,
    outcome_rows,
)
from minutebook.themes.reading import Asked, Source, sittings

if TYPE_CHECKING:
    import pandas

TYPES = {"string": "string", "integer": "Int64", "number": "float64"}


def theme_frames(
    source: Source, asked: Asked, *, over: Over, listing: Path | None
) -> dict[str, pandas.DataFrame]:
    """`items`, `outcomes` and `meetings`, as the CSV files `*_themes` have them. Raises as `sittings`."""
    rulebook = source.rulebook
    themes = [theme.id for theme in rulebook.themes]
    boards = load_boards(source.book, rulebook, listing)
    items: list[Row] = []
    outcomes: list[Row] = []
    meetings: list[Row] = []
    for sitting in sittings(source, boards, asked):
        items += item_rows(sitting)
        outcomes += outcome_rows(sitting)
        meetings += meeting_rows(sitting, measure(sitting, themes), themes, boards, over)
    return {
        "items": frame(ITEM_THEMES, items),
        "outcomes": frame(OUTCOME_THEMES, outcomes),
        "meetings": frame(MEETING_THEMES, meetings),
    }


def frame(shape: Shape, rows: list[Row]) -> pandas.DataFrame:
    """Rows as a data frame with the shape's columns and types."""
    import pandas

    return pandas.DataFrame(
        {
            column.name: pandas.Series([row[place] for row in rows], dtype=TYPES[column.type])
            for place, column in enumerate(shape.columns)
        }
    )
