"""A name is mended only where the document itself gives one better reading."""

import pytest

from minutebook.loaders.ocr.engine import ReadWord
from minutebook.loaders.ocr.names import mend_names


def word(text: str, sure: float) -> ReadWord:
    return ReadWord(text, 0, 0, 10, 10, 8, 10, sure)


@pytest.mark.parametrize(
    ("doubtful", "others", "known", "mended"),
    [
        ("Tredgo1d", [("Tredgold", 0.96)], [], "Tredgold"),
        ("(Tredgo1d,", [("Tredgold", 0.96)], [], "(Tredgold,"),
        ("Tredgo1d", [], ["Tredgold"], "Tredgold"),
        ("Brackenbvrgh", [("Brackenburgh", 0.95)], [], "Brackenburgh"),
        # two better readings fit: which one it was cannot be told
        ("Marlo", [("Marla", 0.95), ("Marle", 0.95)], [], "Marlo"),
        # the other reading is no surer
        ("Tredgo1d", [("Tredgold", 0.6)], [], "Tredgo1d"),
        # too far, too short, no capital
        ("Tredxxld", [("Tredgold", 0.95)], [], "Tredxxld"),
        ("Bcb", [("Bob", 0.95)], [], "Bcb"),
        ("meetlng", [("meeting", 0.95)], [], "meetlng"),
        # what was read surely elsewhere is a name of its own
        ("Marsh", [("Marsh", 0.95), ("March", 0.95)], [], "Marsh"),
    ],
)
def test_one_better_reading_mends(
    doubtful: str, others: list[tuple[str, float]], known: list[str], mended: str
) -> None:
    words = [word(doubtful, 0.5), *(word(text, sure) for text, sure in others)]
    assert mend_names(words, known)[0].text == mended


def test_a_sure_reading_is_left_alone() -> None:
    words = [word("Tredgeld", 0.93), word("Tredgold", 0.96)]
    assert [w.text for w in mend_names(words, [])] == ["Tredgeld", "Tredgold"]
