"""Agenda items: numbers, titles, sub-items, and lines that are none. All boards here are invented."""

from __future__ import annotations

import pytest

from minutebook.document import Cell, Document, DocumentBuilder
from minutebook.layout import Item, segment
from minutebook.rulebook import load_rulebook

Line = str | dict[str, object]


def document(*lines: Line) -> Document:
    """A document of one block a line; a dict gives the block's other fields."""
    builder = DocumentBuilder()
    for line in lines:
        if isinstance(line, str):
            builder.add(line)
        else:
            builder.add(**line)  # type: ignore[arg-type]
    return builder.build(source="x", sha256="0", format="text")


def heading(text: str, level: int = 2) -> Line:
    return {"text": text, "kind": "heading", "level": level}


def bold(text: str) -> Line:
    return {"text": text, "bold": True}


def row(table: int, index: int, *cells: str) -> list[Line]:
    return [{"text": t, "cell": Cell(table, index, c)} for c, t in enumerate(cells) if t]


def items(*lines: Line) -> tuple[Item, ...]:
    return segment(document(*lines), load_rulebook()).items


def pairs(*lines: Line) -> list[tuple[str | None, str | None]]:
    return [(i.number, i.title) for i in items(*lines)]


PROSE = "The group was told that the new leaflet is with the printer and will be ready in May."


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        pytest.param(
            ["1. Welcome", PROSE, "2. Leaflet", PROSE, "3. Any other business", "None."],
            [("1", "Welcome"), ("2", "Leaflet"), ("3", "Any other business")],
            id="plain numbers",
        ),
        pytest.param(
            [
                "1. Apologies: apologies were received from A Finch",
                "2. Quorum: with nine members there, the meeting was deemed quorate.",
                "3. Leaflet: " + PROSE,
            ],
            [("1", "Apologies"), ("2", "Quorum"), ("3", "Leaflet")],
            id="the minute behind a colon",
        ),
        pytest.param(
            ["1. Welcome", PROSE, "4. Leaflet", PROSE, "4. Buses", PROSE, "9. Next meeting", PROSE],
            [("1", "Welcome"), ("4", "Leaflet"), ("4", "Buses"), ("9", "Next meeting")],
            id="numbers skip and repeat",
        ),
        pytest.param(
            [
                "ALD/2021/031: Welcome and quorum",
                PROSE,
                "ALD/2021/032: Hedges",
                PROSE,
                "ALD/2021/033: Close",
                PROSE,
            ],
            [("ALD/2021/031", "Welcome and quorum"), ("ALD/2021/032", "Hedges"), ("ALD/2021/033", "Close")],
            id="codes",
        ),
        pytest.param(
            [
                "21/40 HEDGES",
                PROSE,
                "21/41 LAMPS The clerk had written twice to the county.",
                "21/42 BENCHES",
                PROSE,
            ],
            [("21/40", "HEDGES"), ("21/41", "LAMPS"), ("21/42", "BENCHES")],
            id="codes with a title in capitals run on",
        ),
        pytest.param(
            [
                "21/7 Apologies – None",
                "21/8 Hedges – the contractor has been asked to return before the birds nest again",
                "21/9 Lamps. Three lamps were reported and two of them have been mended since.",
            ],
            [("21/7", "Apologies"), ("21/8", "Hedges"), ("21/9", "Lamps")],
            id="run-in titles",
        ),
        pytest.param(
            [
                *row(0, 0, "Item", "Discussion", "Action"),
                *row(0, 1, "1", "Welcome"),
                *row(0, 2, "", PROSE, "AF"),
                *row(0, 3, "2.", "Hedges and lamps"),
                *row(0, 4, "", PROSE, "AF/JM"),
            ],
            [("1", "Welcome"), ("2", "Hedges and lamps")],
            id="item column",
        ),
        pytest.param(
            [heading("Alder Forum minutes", 1), heading("Opening"), PROSE, heading("Reports"), PROSE],
            [(None, "Opening"), (None, "Reports")],
            id="headings without numbers",
        ),
        pytest.param(
            [
                bold("Alder Forum"),
                bold("Hedge rows"),
                PROSE,
                bold("Treasurer's report"),
                PROSE,
                bold("Close"),
                PROSE,
            ],
            [(None, "Alder Forum"), (None, "Hedge rows"), (None, "Treasurer's report"), (None, "Close")],
            id="bold lines",
        ),
        pytest.param(["Dear all", PROSE, "Yours, the clerk"], [], id="no headings"),
    ],
)
def test_finds_the_items(lines: list[Line], wanted: list[tuple[str | None, str]]) -> None:
    assert pairs(*lines) == wanted


def test_numbered_paragraphs_are_no_items() -> None:
    found = pairs(
        "1. Welcome", f"1.1 {PROSE}", "2. Hedges", f"2.1 {PROSE}", f"2.2 {PROSE}", "3. Next meeting"
    )
    assert found == [("1", "Welcome"), ("2", "Hedges"), ("3", "Next meeting")]


def test_sub_items_name_their_parent() -> None:
    found = items(
        "1. Welcome",
        PROSE,
        "2. Sub-group updates",
        "a. Training (3 June)",
        PROSE,
        "b. Data and audit",
        PROSE,
        "3. Any other business",
    )
    assert [(i.number, i.parent, i.depth) for i in found] == [
        ("1", None, 0),
        ("2", None, 0),
        ("2a", "2", 1),
        ("2b", "2", 1),
        ("3", None, 0),
    ]


def test_letters_under_matters_arising_report_on_old_actions() -> None:
    found = pairs(
        "1. Welcome",
        "2. Matters arising",
        "(a) Minute 14 (Lamps): the clerk reported that two are mended",
        "(b) Minute 15 (Hedges): the contractor was late",
        "3. Close of meeting",
    )
    assert [number for number, _ in found] == ["1", "2", "3"]


def test_a_list_inside_an_item_is_not_the_agenda() -> None:
    found = pairs(
        heading("Apologies for absence"),
        PROSE,
        heading("Treasurer's report"),
        "Members may",
        "1. buy their own cup",
        "2. give the money to the club",
        heading("General business"),
        PROSE,
    )
    assert [title for _, title in found] == ["Treasurer's report", "General business"]


def test_rows_of_an_action_table_are_no_items() -> None:
    table = [*row(0, 0, "Ref", "Action", "Owner", "Due"), *row(0, 1, "1", "Buy lamps", "AF", "May")]
    table += row(0, 2, "2", "Cut the hedge", "JM", "June")
    found = pairs("1. Welcome", PROSE, "2. Hedges", PROSE, *table, "3. Next meeting", PROSE)
    assert found == [("1", "Welcome"), ("2", "Hedges"), ("3", "Next meeting")]


def test_the_agenda_in_front_gives_no_second_entry() -> None:
    found = pairs(
        "1. Welcome", "2. Hedges", "3. Lamps", "1. Welcome", PROSE, "2. Hedges", PROSE, "3. Lamps", PROSE
    )
    assert [number for number, _ in found] == ["1", "2", "3"]


def test_an_item_ends_where_the_next_begins() -> None:
    doc = document("1. Welcome", PROSE, "2. Hedges", "Nothing to report.")
    first, second = segment(doc, load_rulebook()).items
    assert doc[first.span] == f"1. Welcome\n{PROSE}"
    assert doc[second.span] == "2. Hedges\nNothing to report."
    assert first.number_span is not None
    assert doc[first.number_span] == "1"
    assert second.title_span is not None
    assert doc[second.title_span] == "Hedges"


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("2. Budget (verbal update)", "Budget"),
        ("2. Budget (Ada Finch)", "Budget"),
        ("2. Budget – Ada Finch", "Budget"),
        ("2. Budget (AF/JM)", "Budget"),
        ("2. Budget:", "Budget"),
        ("2. Budget and reserves (general fund)", "Budget and reserves (general fund)"),
        ("2. Youth plan 2020 – 24", "Youth plan 2020 – 24"),
    ],
)
def test_titles_lose_presenters_asides_and_stops(line: str, title: str) -> None:
    found = pairs(
        "Present: Ada Finch (AF), Jo Marlow (JM)", "1. Welcome", PROSE, line, PROSE, "3. Next meeting", PROSE
    )
    assert found[1] == ("2", title)
