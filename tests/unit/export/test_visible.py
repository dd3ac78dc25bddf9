from __future__ import annotations

import pytest

from minutebook.export.visible import visible


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("plain – “words”, £5", "plain – “words”, £5"),
        ("rows\tand\nlines", "rows\tand\nlines"),
        ("\x1b[31mred", "\ufffd[31mred"),
        ("bell\x07 and \x9b1m", "bell\ufffd and \ufffd1m"),
        ("gpj\u202e.exe", "gpj\ufffd.exe"),
        ("half a pair \ud83d", "half a pair \ufffd"),
        ("soft\u00adhyphen", "soft\u00adhyphen"),
    ],
)
def test_what_a_screen_would_obey_is_shown(given: str, shown: str) -> None:
    assert visible(given) == shown
    assert len(visible(given)) == len(given)
