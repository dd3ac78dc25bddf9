"""Which themes an item, an action, a decision gets, and that each points at its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutebook.assemble.themes import theme_faults, weigh
from minutebook.errors import RuleError
from minutebook.extraction import extract_document
from minutebook.nlp.themes import Mention
from minutebook.rulebook import load_rulebook
from minutebook.schema import Minutes

TEXT = """Ambermoor Safeguarding Partnership
Minutes of the meeting held on 4 March 2024

Present:
Ada Verne (AV) – Head of Early Help, Ambermoor Council (Chair)
Tom Oakes (TO) – Domestic Abuse Lead, Ambermoor Council

1. Welcome and apologies
The Chair welcomed members. Training was mentioned.

2. Neglect
The graded care profile is used in two thirds of cases. The Exploitation Subgroup sent its regards.
Action: TO to bring the neglect figures by 1 April 2024.
AGREED: That the neglect strategy be adopted.

3. County lines

4. Any other business
Tom had neglected to book the room.
"""


@pytest.fixture(scope="module")
def minutes(tmp_path_factory: pytest.TempPathFactory) -> Minutes:
    path = tmp_path_factory.mktemp("themes") / "march.txt"
    path.write_text(TEXT, "utf-8")
    return extract_document(path)


def test_items_get_what_their_minute_deals_with(minutes: Minutes) -> None:
    themes = {item.title: item.themes for item in minutes.agenda_items}
    assert themes["Neglect"] == ("neglect",), "a name of a body in passing is no theme"
    assert themes["Welcome and apologies"] == (), "one word in an item about the meeting itself is too little"
    assert themes["County lines"] == (), "an item without a minute deals with nothing"
    assert themes["Any other business"] == (), "to neglect to do something is no neglect"


def test_actions_and_decisions_carry_themes(minutes: Minutes) -> None:
    assert [action.themes for action in minutes.actions] == [("neglect",)]
    assert [decision.themes for decision in minutes.decisions] == [("neglect",)]


def test_every_theme_points_at_its_words(minutes: Minutes) -> None:
    for entry in (*minutes.agenda_items, *minutes.actions, *minutes.decisions):
        quotes = [e for e in entry.evidence if e.field == "themes"]
        assert {e.producer for e in quotes} == {f"rule:themes.{theme}" for theme in entry.themes}
        for quote in quotes:
            assert minutes.document_text[quote.start : quote.end] == quote.text
    item = next(item for item in minutes.agenda_items if item.title == "Neglect")
    assert [e.text for e in item.evidence if e.field == "themes"] == [
        "Neglect",
        "graded care profile",
        "neglect",
    ]


def _hint(place: int) -> Mention:
    return Mention("finance", place, place + 3, "hint")


def test_one_doubtful_word_is_too_little_however_often_it_stands() -> None:
    book = load_rulebook()
    assert weigh("bid " * 9, (), [_hint(4 * n) for n in range(9)], book) == []
    assert weigh("bid pay sum", (), [_hint(0), _hint(4), _hint(8)], book) != []
    assert weigh("bid", [_hint(0)], (), book) != [], "in a title one is enough"


def test_the_vocabulary_holds_on_its_examples_and_rejects() -> None:
    book = load_rulebook()
    assert theme_faults(book) == []
    assert all(theme.rejects for theme in book.themes)


def test_themes_of_ones_own_stand_beside_those_that_ship(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(
        "themes:\n- {id: lamps, title: Lamps, terms: [lamp], examples: [a bulb], rejects: [two lamps]}\n"
        "- {id: neglect, title: Neglect, terms: [uncared for], examples: [uncared for], rejects: [neglect]}\n",
        "utf-8",
    )
    book = load_rulebook(tmp_path)
    assert [theme.id for theme in book.themes][-1] == "lamps"
    assert book.themes[0].terms == ("uncared for",)
    assert theme_faults(book) == [
        "themes.lamps: does not match its example 'a bulb'",
        "themes.lamps: matches its reject 'two lamps'",
    ]


def test_a_wrong_theme_is_refused_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("themes:\n- {id: Lamps!, title: Lamps}\n", "utf-8")
    with pytest.raises(RuleError, match=r"own\.yaml"):
        load_rulebook(tmp_path)
