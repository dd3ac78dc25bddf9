"""Words of themes in a text: inflections, abbreviations, other senses, names, overlaps, offsets."""

from __future__ import annotations

import pytest

from minutebook.nlp.lemmas import load_lemmas
from minutebook.nlp.themes import ThemeMatcher
from minutebook.rulebook import Theme

LAMPS = Theme(
    id="lamps",
    title="Lamps",
    terms=("street lamp", "gas-lit square", "neglect"),
    exact=("SL", "LED"),
    hints=("bulb", "Prevent"),
    excluded=("neglected to", "tulip bulbs"),
    examples=("A street lamp.",),
    rejects=("A tulip.",),
)
LIGHT = Theme(id="light", title="Light", terms=("lamp",), examples=("A lamp.",), rejects=("Dark.",))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two Street Lamps failed", [("lamps", "Street Lamps", "term")]),
        ("the gas lit squares", [("lamps", "gas lit squares", "term")]),
        ("a gas–lit square", [("lamps", "gas–lit square", "term")]),
        ("the neglected yard", [("lamps", "neglected", "term")]),
        ("harm/neglect; the lamp's (LED)", [("lamps", "neglect", "term"), ("lamps", "LED", "term")]),
        ("he neglected to come", []),
        ("LEDs and an SL", [("lamps", "LEDs", "term"), ("lamps", "SL", "term")]),
        ("she led the way", []),
        ("new bulbs", [("lamps", "bulbs", "hint")]),
        ("tulip bulbs", []),
        ("Prevent it", [("lamps", "Prevent", "hint")]),
        ("to prevent it", []),
        ("the Street Lamp Board met", [("lamps", "Street Lamp", "name")]),
        ("the street lamp board met", [("lamps", "street lamp", "term")]),
    ],
)
def test_a_mention_is_where_the_words_stand(text: str, found: list[tuple[str, str, str]]) -> None:
    mentions = ThemeMatcher([LAMPS], ["board"]).find(text)
    assert [(m.theme, text[m.start : m.end], m.strength) for m in mentions] == found


def test_of_two_that_overlap_the_longer_stands_in_its_theme_and_each_theme_has_its_own() -> None:
    both = LAMPS.model_copy(update={"terms": ("street lamp", "lamp", "street")})
    text = "Street lamps"
    assert [(m.theme, text[m.start : m.end]) for m in ThemeMatcher([both, LIGHT]).find(text)] == [
        ("lamps", "Street lamps"),
        ("light", "lamps"),
    ]


def test_words_do_not_join_over_a_line_break() -> None:
    assert ThemeMatcher([LAMPS]).find("the street\nlamps") == []


def test_an_empty_vocabulary_finds_nothing() -> None:
    assert ThemeMatcher([]).find("A street lamp.") == []


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("Children", "child"),
        ("services", "service"),
        ("policies", "policy"),
        ("exploited", "exploit"),
        ("stabbings", "stab"),
        ("housing", "housing"),
        ("was", "was"),
        ("Qxv", "qxv"),
        ("women’s", "women's"),
    ],
)
def test_lemmas_of_single_words(word: str, lemma: str) -> None:
    assert load_lemmas().of(word) == lemma


def test_a_text_of_more_than_a_million_characters_is_matched() -> None:
    text = "The weir held. " * 80_000 + "A street lamp failed."
    (mention,) = ThemeMatcher([LAMPS]).find(text)
    assert text[mention.start : mention.end] == "street lamp"
