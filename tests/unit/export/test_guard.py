import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutebook.export.guard import guard, unguard

RISKY = "=+-@\t\r\n＝＋－＠"
CELLS = st.one_of(st.text(max_size=30), st.text(alphabet="'=+-@\t\r\n ax1＝", max_size=8))


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+44 20", "-", "- carried", "@all", "\tx", "\rx", "\n=x", "  =1", "＝1", "'=1", "''-x"],
)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert guard(text) == "'" + text


@pytest.mark.parametrize("text", ["", "Agreed", "a=b", "3.10", "'tis so", "(-1)", "\u2013 dash", "12/21"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert guard(text) == text


@given(CELLS)
def test_no_guarded_cell_begins_like_a_formula(text: str) -> None:
    assert not guard(text).lstrip(" ").startswith(tuple(RISKY))


@given(CELLS)
def test_the_very_text_comes_back(text: str) -> None:
    assert unguard(guard(text)) == text
