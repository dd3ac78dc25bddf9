"""What an action is about: references, endings, who is in front, how alike two wordings are."""

from __future__ import annotations

import pytest
from made_meetings import action, digest, meeting

from minutebook.register.tasks import Task, TaskReader, Weights, reference, stem
from minutebook.register.threads import WORDS
from minutebook.rulebook import load_rulebook


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("SB/07", "sb 7"),
        ("sb 7", "sb 7"),
        ("2023.04", "2023 4"),
        ("000", "0"),
        ("12a", "12a"),
        ("—", ""),
        (None, ""),
    ],
)
def test_a_reference_without_its_dress(printed: str | None, plain: str) -> None:
    assert reference(printed) == plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("confirm", "confirmation"),
        ("confirmed", "confirming"),
        ("policies", "policy"),
        ("trustees", "trustee"),
    ],
)
def test_forms_of_one_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("use", "user"), ("plan", "plant")])
def test_short_words_keep_their_endings(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def tasks(*texts: str) -> list[Task]:
    record = digest(meeting("2021-03-01", actions=[action(text) for text in texts]))
    reader = TaskReader(load_rulebook())
    return [reader.read(0, record, one, {}) for one in record.actions]


@pytest.mark.parametrize(
    "text",
    [
        "Mend the pump",
        "IV to mend the pump",
        "All partners to mend the pump",
        "Idris Vane and AO will mend the pump",
    ],
)
def test_who_does_it_is_not_what_is_done(text: str) -> None:
    assert tasks(text)[0].words == tasks("Mend the pump")[0].words == ("mend", "pump")


def likeness(one: str, other: str) -> float:
    """Among other actions that speak of a pump too."""
    others = ("Order a pump", "Paint the pump", "Sell the pump", "Write to residents of the lower ward")
    first, second, *rest = tasks(one, other, *others)
    return Weights([first, second, *rest]).likeness(first, second)


def test_likeness_goes_from_nothing_to_one() -> None:
    assert likeness("Mend the pump", "Mend the pump") == 1.0
    assert likeness("Mend the pump", "Write the newsletter") == 0.0
    assert likeness("The", "Mend the pump") == 0.0


def test_seldom_words_say_more_than_common_ones() -> None:
    assert likeness("Mend the sluice", "Replace the sluice") > likeness("Mend the pump", "Replace the pump")


def test_a_slip_costs_little_and_another_word_much() -> None:
    plain = "Ask the contractor for a price for the sluice gate"
    slip = likeness(plain, "Ask the contracter for a price for the sluise gate")
    other = likeness(plain, "Ask the architect for a drawing of the sluice gate")
    assert slip > WORDS > other
