from __future__ import annotations

import io

import pytest
from rich.console import Console

from minutebook.export.terminal import render_record
from minutebook.schema import Minutes


def printed(record: Minutes, width: int = 110) -> str:
    console = Console(file=io.StringIO(), width=width, highlight=False, markup=False, emoji=False)
    console.print(render_record(record))
    assert isinstance(console.file, io.StringIO)
    return "\n".join(" ".join(line.split()) for line in console.file.getvalue().splitlines())


@pytest.mark.parametrize(
    "line",
    [
        "Harrowmere Flood Board",
        "in/harrowmere.pdf · minutes · draft · pdf · 2 pages",
        "date 2025-03-04 10:00",
        "Attendees (2)",
        "p1 Cllr Edith Marlowe chair present",
        "p2 Tom Ashby (TA) [ambiguous initials] for Priya Nandakumar present",
        "2 Pumping station",
        "d1 agreed item 2: replace the pump at Low Fen (5 for, 0 against)",
        "o1 Harrowmere Drainage Trust (HDT) voluntary",
        "2025-03-04 meeting Tuesday 4 March 2025",
        "3 flags ask for a human look",
    ],
)
def test_what_the_record_says_is_printed(shown: Minutes, line: str) -> None:
    assert line in printed(shown).splitlines()


def test_an_action_tells_who_and_by_when(shown: Minutes) -> None:
    assert (
        "a1 write to the Harrowmere Drainage Trust (HDT) Tom Ashby (TA) by the end of March = 2025-03-31 open"
        in printed(shown, 200)
    )


def test_sub_items_stand_under_their_item(shown: Minutes) -> None:
    item = shown.agenda_items[1]
    sub = item.model_copy(update={"id": "i3", "number": "2.1", "parent": "2", "title": "Screens"})
    record = shown.model_copy(update={"agenda_items": (item, sub)})
    console = Console(file=io.StringIO(), width=80)
    console.print(render_record(record))
    assert isinstance(console.file, io.StringIO)
    lines = console.file.getvalue().splitlines()
    assert "  2 Pumping station" in lines
    assert "    2.1 Screens" in lines


def test_no_control_character_and_no_markup_reaches_the_terminal(shown: Minutes) -> None:
    person = shown.attendees[0].model_copy(update={"name": "[bold]Eve[/bold] \x1b]0;owned\x07:smile:"})
    text = printed(shown.model_copy(update={"attendees": (person,)}), 200)
    assert "[bold]Eve[/bold] \ufffd]0;owned\ufffd:smile:" in text
    assert "\x1b" not in text


def test_a_narrow_terminal_cuts_no_words(shown: Minutes) -> None:
    words = printed(shown, 72).split()
    for wanted in ("Nandakumar", "2025-03-31", "(HDT)"):
        assert wanted in words
