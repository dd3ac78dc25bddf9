import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutebook.export.stems import LONGEST, Stems, plain_stem

NAMES = st.text(min_size=1, max_size=120).filter(lambda name: "/" not in name)
DEVICES = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"
}


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Board minutes.pdf", "Board minutes"),
        ("Board.2024.docx", "Board.2024"),
        ("Minutes 5.6.17", "Minutes 5.6.17"),
        ("Minutes 5.6.17.pdf", "Minutes 5.6.17"),
        ("archive.tar.gz", "archive.tar"),
        ("no ending", "no ending"),
        ("Report by J. Finch", "Report by J. Finch"),
        ("a:b*c?.txt", "a_b_c_"),
        ("aux.minutes.pdf", "aux_.minutes"),
        ("LPT¹.txt", "LPT¹_"),
        ("console.txt", "console"),
        (".hidden.txt", "_hidden"),
        ("trailing. .txt", "trailing_"),
        ("right\u202eto-left.txt", "right_to-left"),
        ("Cafe\u0301.txt", "Caf\u00e9"),
        ("..", "__"),
        (" .pdf", "_"),
    ],
)
def test_a_stem_is_the_name_without_its_ending_and_safe(name: str, stem: str) -> None:
    assert plain_stem(name) == stem


@given(NAMES)
def test_every_stem_is_a_file_name_on_every_system(name: str) -> None:
    stem = plain_stem(name)
    assert stem
    assert not set(stem) & set('<>:"/\\|?*')
    assert all(unicodedata.category(character) not in ("Cc", "Cf", "Cs") for character in stem)
    assert stem[0] != "."
    assert stem[-1] not in ". "
    assert stem.partition(".")[0].rstrip().casefold() not in DEVICES
    assert len(f"{stem}~99#p100-230.json".encode()) <= 255
    assert len(stem.encode()) <= LONGEST + 1


@given(NAMES)
def test_a_stem_is_its_own_stem(name: str) -> None:
    stem = plain_stem(name)
    assert plain_stem(f"{stem}.json") == stem


def test_a_second_input_of_one_name_is_numbered_in_order() -> None:
    stems = Stems()
    sources = ["a/Board.pdf", "b/Board.docx", "c/board.txt", "c/other.txt"]
    assert [stems.take(source) for source in sources] == ["Board", "Board~2", "board~3", "other"]


def test_a_number_that_a_name_already_has_is_passed_over() -> None:
    stems = Stems()
    sources = ["x~2.pdf", "x.pdf", "y/x.pdf"]
    assert [stems.take(source) for source in sources] == ["x~2", "x", "x~3"]


@given(
    st.lists(
        st.sampled_from(["a.pdf", "A.txt", "a~2.md", "e\u0301.txt", "\u00e9.pdf", "con", "CON_"]), max_size=12
    )
)
def test_no_two_inputs_share_a_stem_even_where_case_does_not_count(sources: list[str]) -> None:
    stems = Stems()
    taken = [unicodedata.normalize("NFC", stems.take(source)).casefold() for source in sources]
    assert len(set(taken)) == len(taken)
    assert all(re.fullmatch(r".+", stem) for stem in taken)
