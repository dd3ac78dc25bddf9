"""A right-hand column under a head of its own, in plain text."""

from __future__ import annotations

import pytest

from minutebook.loaders.margin import split_margin

TEXT = """                                                              {head}
1.  Welcome
    Ida opened the meeting.
    Bo to send the list to everybody who had asked for it.    BL
    Una will write to the school about the lamp.              UT
2.  Close                                         nothing here
"""


def test_entries_are_parted_from_their_lines() -> None:
    lines, notes = split_margin(TEXT.format(head="Action").split("\n"))
    assert notes == {0: "Action", 3: "BL", 4: "UT"}
    assert lines[0] == ""
    assert lines[3].strip() == "Bo to send the list to everybody who had asked for it."
    assert lines[5].endswith("nothing here")


@pytest.mark.parametrize("head", ["", "A line as long as this is prose that was set to the right"])
def test_without_a_short_head_there_is_none(head: str) -> None:
    text = TEXT.format(head=head).split("\n")
    assert split_margin(text) == (text, {})
