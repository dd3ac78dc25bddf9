"""Tidy tables of themes: a row an item and theme, a row a meeting and theme; keyed to the book's records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from minutebook.export.columns import Column, ForeignKey, Row, Shape
from minutebook.themes.boards import Boards, Over, period
from minutebook.themes.sittings import Passage, Sitting


def _text(name: str, description: str, *, required: bool = False) -> Column:
    return Column(name=name, description=description, required=required)


def _count(name: str, description: str) -> Column:
    return Column(name=name, type="integer", description=description, required=True)


def _share(name: str, description: str) -> Column:
    return Column(name=name, type="number", description=description)


DOCUMENT = _text("document", "The document's stem: its record is documents/<stem>.json", required=True)
EVIDENCE = _text("evidence", "start-end of each place in document_text with its words, parted by semicolons")
THEME = _text("theme", "Id of the theme in the vocabulary", required=True)

ITEM_THEMES = Shape(
    name="item_themes",
    title="Themes of agenda items",
    description="One row an agenda item and theme that it deals with",
    primary_key=("document", "item_id", "theme"),
    foreign_keys=(ForeignKey(("document", "item_id"), "agenda_items", ("document", "id")),),
    columns=(
        DOCUMENT,
        _text("agenda_item", "Number of the item as printed"),
        _text("parent", "Number of the item that it stands under"),
        _text("title", "Heading of the item"),
        THEME,
        _count("mentions", "Places in the title or the minute that speak of it"),
        _share("share", "Words of those places as a share of the item's words"),
        EVIDENCE,
        _count("words", "Words of the item's minute"),
        _count("actions", "Actions that stand under the item"),
        _text("item_id", "The item's id in agenda_items", required=True),
        _text("page", "Page of the first place, where the format has pages"),
    ),
)
OUTCOME_THEMES = Shape(
    name="outcome_themes",
    title="Themes of decisions and actions",
    description="One row a decision or action and theme that its own words deal with",
    primary_key=("document", "kind", "id", "theme"),
    columns=(
        DOCUMENT,
        _text("kind", "decision or action", required=True),
        _text("id", "Its id in decisions or actions", required=True),
        _text("item_id", "Id of the item that it stands under"),
        THEME,
        _count("mentions", "Places in its words that speak of it"),
        EVIDENCE,
    ),
)
MEETING_THEMES = Shape(
    name="meeting_themes",
    title="Themes of meetings",
    description="One row a meeting and theme, also those that it did not deal with",
    primary_key=("document", "theme"),
    foreign_keys=(ForeignKey(("document",), "documents", ("document",)),),
    columns=(
        DOCUMENT,
        _text("body", "The board that met", required=True),
        _text("kind", "What kind of board it is", required=True),
        _text("region", "Its region, where listed", required=True),
        _text("date", "Day of the meeting"),
        _text("period", "Period that the day lies in"),
        THEME,
        _count("mentions", "Places that speak of it"),
        _share("word_share", "Words of those places as a share of the minuted words"),
        _count("items", "Items with a minute that deal with it"),
        _count("all_items", "Items with a minute"),
        _share("item_share", "Share of the items with a minute that deal with it"),
        _count("actions", "Actions whose own words deal with it"),
        _count("all_actions", "Actions of the meeting"),
    ),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """One meeting's figures for every theme, in the vocabulary's order."""

    mentions: tuple[int, ...]
    theme_words: tuple[int, ...]
    items: tuple[int, ...]
    actions: tuple[int, ...]
    all_items: int
    words: int
    all_actions: int


def measure(sitting: Sitting, themes: Sequence[str]) -> Measured:
    """The figures of a meeting."""
    minuted = sitting.minuted
    raised = Counter(outcome.theme for outcome in sitting.outcomes if outcome.kind == "action")
    return Measured(
        mentions=tuple(sum(len(item.themes.get(t, ())) for item in minuted) for t in themes),
        theme_words=tuple(sum(item.theme_words.get(t, 0) for item in minuted) for t in themes),
        items=tuple(sum(t in item.themes for item in minuted) for t in themes),
        actions=tuple(raised[t] for t in themes),
        all_items=len(minuted),
        words=sitting.words,
        all_actions=sitting.actions,
    )


def item_rows(sitting: Sitting) -> Iterator[Row]:
    """Rows of `item_themes`, in the order of the minutes."""
    for item in sitting.items:
        for theme, passages in item.themes.items():
            yield (
                sitting.stem,
                item.number,
                item.parent,
                item.title,
                theme,
                len(passages),
                round(item.theme_words[theme] / item.words, 6) if item.words else None,
                "; ".join(_shown(passage) for passage in passages),
                item.words,
                item.actions,
                item.id,
                None if passages[0].page is None else str(passages[0].page),
            )


def outcome_rows(sitting: Sitting) -> Iterator[Row]:
    """Rows of `outcome_themes`, decisions before actions."""
    for outcome in sitting.outcomes:
        evidence = "; ".join(_shown(passage) for passage in outcome.passages)
        what = (outcome.kind, outcome.id, outcome.item_id, outcome.theme)
        yield (sitting.stem, *what, len(outcome.passages), evidence)


def _shown(passage: Passage) -> str:
    return f"{passage.start}-{passage.end} {' '.join(passage.text.split())}"


def meeting_rows(
    sitting: Sitting, measured: Measured, themes: Sequence[str], boards: Boards, over: Over
) -> Iterator[Row]:
    """Rows of `meeting_themes`, one a theme."""
    body = boards.body(sitting)
    head = (
        sitting.stem,
        body,
        boards.kind(body),
        boards.region(body),
        sitting.date,
        period(sitting.date, over),
    )
    for n, theme in enumerate(themes):
        yield (
            *head,
            theme,
            measured.mentions[n],
            round(measured.theme_words[n] / measured.words, 6) if measured.words else None,
            measured.items[n],
            measured.all_items,
            round(measured.items[n] / measured.all_items, 6) if measured.all_items else None,
            measured.actions[n],
            measured.all_actions,
        )
