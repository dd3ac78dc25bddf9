import time

import pytest

from minutebook.document import LONGEST_BLOCK, Document
from minutebook.errors import EmptyInput, TooLargeInput
from minutebook.loaders.text import load_text


def read(text: str) -> Document:
    return load_text(text.encode(), source="x", sha256="0" * 64)


def texts(text: str) -> list[str]:
    return [block.text for block in read(text).blocks]


def cells(text: str) -> list[tuple[int, int, str]]:
    return [(b.cell.row, b.cell.column, b.text) for b in read(text).blocks if b.cell is not None]


def test_headings_lists_and_emphasis_of_markdown() -> None:
    document = read(
        "# **Marlby Board**\n\n- *one*\n  - two\n\n1. First\n\n**All bold**\n\nSome **bold** here\n"
    )
    found = [(b.kind, b.text, b.level, b.label, b.bold) for b in document.blocks]
    assert found == [
        ("heading", "Marlby Board", 1, None, True),
        ("list_item", "one", 0, "•", False),
        ("list_item", "two", 1, "•", False),
        ("paragraph", "1. First", None, "1.", False),
        ("paragraph", "All bold", None, None, True),
        ("paragraph", "Some bold here", None, None, False),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "| Name | Role |\n|---|---|\n| A Pennock | Head |\n",
        "Name | Role\n--- | ---\nA Pennock | Head\n",
        "Name\tRole\nA Pennock\tHead\n",
        "Name              Role\nA Pennock         Head\n",
        "<table><tr><th>Name</th><th>Role</th></tr><tr><td>A Pennock</td><td>Head</td></tr></table>\n",
    ],
    ids=["pipes", "bare-pipes", "tabs", "spaces", "html"],
)
def test_a_table_is_the_same_however_it_is_drawn(table: str) -> None:
    assert cells(f"Before\n\n{table}\nAfter\n") == [
        (0, 0, "Name"),
        (0, 1, "Role"),
        (1, 0, "A Pennock"),
        (1, 1, "Head"),
    ]


def test_paragraphs_and_breaks_inside_a_cell_are_blocks_of_that_cell() -> None:
    found = cells(
        "2.\t<b>Log</b>\t\n\t<p>First.</p> <p><b>Action:</b>  <b>Write to all.</b></p>\t<p>CT</p>\n"
    )
    assert found == [
        (0, 0, "2."),
        (0, 1, "Log"),
        (1, 1, "First."),
        (1, 1, "Action:"),
        (1, 1, "Write to all."),
        (1, 2, "CT"),
    ]


def test_a_table_inside_a_cell_is_a_table_of_its_own() -> None:
    document = read("9.\tRisk\n\t<p>Words.</p> <table><tr><td>Action</td><td>Lead</td></tr></table>\n")
    assert [(b.cell.table, b.text) for b in document.blocks if b.cell] == [
        (0, "9."),
        (0, "Risk"),
        (0, "Words."),
        (1, "Action"),
        (1, "Lead"),
    ]


def test_a_person_over_several_lines_of_a_table_is_one_row() -> None:
    found = cells(
        "Name\tOrganisation\tJob title\nIdris Fallow (IF)\tTarnshire Integrated\tDesignated Nurse for\n"
        "\tCare Board\tSafeguarding\nAsha Pennock (for\tMarlby Council\tHead of\nMoira Quayle)\t\tSafety\n"
    )
    assert [row for row in found if row[0] > 0] == [
        (1, 0, "Idris Fallow (IF)"),
        (1, 1, "Tarnshire Integrated Care Board"),
        (1, 2, "Designated Nurse for Safeguarding"),
        (2, 0, "Asha Pennock (for Moira Quayle)"),
        (2, 1, "Marlby Council"),
        (2, 2, "Head of Safety"),
    ]


WRAPPED = """\
The Board discussed the new policy at some length and felt that it ought to be
brought back to the next meeting with figures, since the com-
mittee had not seen them. The committee thanked the authors for a well written
paper and asked that the summary be made shorter and plainer than it is at the
moment.

ACTION: MQ to bring figures to the next meeting of the group in the autumn term
ACTION: CT to shorten the summary
PRESENT: A Pennock
"""


def test_lines_wrapped_at_a_width_are_joined_and_broken_words_mended() -> None:
    found = texts(WRAPPED)
    assert found[0].startswith("The Board discussed")
    assert found[0].endswith("at the moment.")
    assert "the committee had not seen them" in found[0]
    assert found[1:] == [
        "ACTION: MQ to bring figures to the next meeting of the group in the autumn term",
        "ACTION: CT to shorten the summary",
        "PRESENT: A Pennock",
    ]


def test_a_paragraph_cut_by_a_page_is_joined() -> None:
    found = texts(
        "The panel heard that the figures for the second quarter had been checked and that\n\n"
        "they were lower than those for the same quarter of the year before.\n"
    )
    assert len(found) == 1


def test_a_page_of_html_loses_its_scripts_and_menus_and_keeps_its_lists() -> None:
    document = read(
        "<!DOCTYPE html><html><head><title>Minutes</title><script>x()</script></head><body><nav>Home</nav>"
        "<h2>5<sup>th</sup> June</h2><p>One<br>Two</p><ol type='i'>"
        "<li>noted</li><li>approved</li></ol></body></html>"
    )
    assert (document.format, document.title) == ("html", "Minutes")
    assert [b.text for b in document.blocks] == ["5th June", "One", "Two", "(i) noted", "(ii) approved"]


def test_front_matter_is_furniture() -> None:
    document = read("---\ntitle: Old page\ndate: 2014-09-08\n---\n\nMinutes\n")
    assert [b.text for b in document.body] == ["Minutes"]


def test_links_keep_their_words_only() -> None:
    assert texts("See [the plan](https://example.org/a_(b).pdf) and <https://example.org/x_y>.\n") == [
        "See the plan and https://example.org/x_y."
    ]


def test_no_words_is_empty() -> None:
    with pytest.raises(EmptyInput):
        read("---\n\n***\n")


def test_a_list_of_people_as_wide_as_the_prose_keeps_its_lines() -> None:
    people = [
        "Asha Pennock, Head of Safeguarding, Marlby Metropolitan Council (Chair)",
        "Colm Tredgold (CT), Director of Quality, Marlby Care Trust and Partners",
        "Idris Fallow (IF), Designated Nurse, Tarnshire Integrated Care Board xx",
    ]
    found = texts(WRAPPED + "\n" + "\n".join(people) + "\n")
    assert found[-3:] == people


def test_a_menu_of_links_above_the_first_heading_is_dropped() -> None:
    document = read(
        "<!DOCTYPE html><html><body><ul><li><a href='/'>Home</a></li><li><a href='/c'>Your Council</a></li></ul>"
        "<h1>Minutes</h1><ul><li><a href='/m'>Report</a></li><li><a href='/n'>Plan</a></li></ul></body></html>"
    )
    assert [b.text for b in document.blocks] == ["Minutes", "Report", "Plan"]


def test_quoted_lines_are_read_without_their_marks() -> None:
    assert texts("> **AI-7** Asha to write.\n>\n> Second.\n") == ["AI-7 Asha to write.", "Second."]


def test_a_paragraph_of_thousands_of_wrapped_lines_takes_no_minutes() -> None:
    line = "the weir was discussed at length and the members of the board agreed on it\n"
    began = time.perf_counter()
    document = load_text((line * 8000).encode(), source="long.txt", sha256="0")
    assert " ".join(block.text for block in document.body) == (line * 8000).replace("\n", " ").strip()
    assert max(len(block.text) for block in document.body) <= LONGEST_BLOCK
    assert document.flags == ("long_line",)
    assert time.perf_counter() - began < 20


def test_cells_that_span_rows_push_those_below_aside() -> None:
    rows = (
        "<tr><td rowspan=3>A</td><td>B</td><td rowspan=2 colspan=2>C</td></tr>"
        "<tr><td>D</td><td>E</td></tr><tr><td>F</td><td>G</td></tr>"
    )
    assert cells(f"<html><body><table>{rows}</table></body></html>") == [
        (0, 0, "A"), (0, 1, "B"), (0, 2, "C"), (1, 1, "D"), (1, 4, "E"), (2, 1, "F"), (2, 2, "G"),
    ]  # fmt: skip


def test_absurd_spans_take_no_minutes() -> None:
    row = "<tr>" + "<td colspan=100 rowspan=100>a</td>" * 50 + "</tr>"
    began = time.perf_counter()
    assert len(read(f"<html><body><table>{row * 100}</table></body></html>").blocks) == 5000
    assert time.perf_counter() - began < 20


def test_words_in_elements_nested_without_end_are_kept() -> None:
    page = (
        "<html><body>"
        + "<div>" * 1000
        + "Present: Ann Orme<script>no()</script><p>Weir</p>after"
        + "</div>" * 1000
    )
    assert texts(page) == ["Present: Ann Orme", "Weir", "after"]


def test_a_page_that_the_parser_gives_up_is_refused_not_cut() -> None:
    with pytest.raises(TooLargeInput, match="too deep"):
        read("<html><body><p>Present: Ann Orme</p>" + "<div>" * 5000 + "Weir</body></html>")


@pytest.mark.parametrize("sign", ["**a ", "__a ", "~~a ", "*a ", "[a](", "<!-- ", "`a "])
def test_signs_that_open_and_never_close_cost_their_length(sign: str) -> None:
    def seconds(count: int) -> float:
        began = time.process_time()
        load_text(("word " + sign * count).encode(), source="x", sha256="0")
        return time.process_time() - began

    seconds(100)
    assert seconds(16_000) < 10 * seconds(4_000) + 0.5  # by its square it would be 16 times and minutes


def test_a_title_in_bold_before_its_minute_in_a_cell_is_a_paragraph_of_its_own() -> None:
    table = (
        "| Item | Discussion | Action |\n|---|---|---|\n"
        "| 1 | **Welcome and introductions** The chair welcomed members. | **IF** To write it down soon |\n"
        "| 2 | **Minutes** Agreed as accurate. | **Note:** The list is long |\n"
    )
    document = load_text(table.encode(), source="t.md", sha256="0")
    assert [(b.text, b.bold) for b in document.body if b.cell and b.cell.row and b.cell.column] == [
        ("Welcome and introductions", True),
        ("The chair welcomed members.", False),
        ("IF To write it down soon", False),
        ("Minutes", True),
        ("Agreed as accurate.", False),
        ("Note: The list is long", False),
    ]


def test_a_heading_with_a_wall_of_blanks_costs_its_length() -> None:
    began = time.process_time()
    (block,) = read("# Weir" + " #" * 20_000 + " " * 20_000 + "x ##").body[:1]
    assert (block.kind, block.text[:8]) == ("heading", "Weir # #")
    assert time.process_time() - began < 5  # by the cube of its length it took hours


@pytest.mark.parametrize(
    ("line", "words"), [("## Weir ##", "Weir"), ("# Weir #1", "Weir #1"), ("#  Weir  # ", "Weir")]
)
def test_signs_that_close_a_heading_are_no_part_of_it(line: str, words: str) -> None:
    assert texts(f"{line}\n") == [words]
