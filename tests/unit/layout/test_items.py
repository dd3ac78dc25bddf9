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


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        pytest.param(
            ["F.21 APOLOGIES", PROSE, "F.22 HEDGES", PROSE, "F.23 DATE OF NEXT MEETING", PROSE],
            [("F.21", "APOLOGIES"), ("F.22", "HEDGES"), ("F.23", "DATE OF NEXT MEETING")],
            id="a committee's letter and a dot",
        ),
        pytest.param(
            [bold("PL-7 Apologies"), PROSE, bold("PL-8 Sign boards"), PROSE, bold("PL-9 Close"), PROSE],
            [("PL-7", "Apologies"), ("PL-8", "Sign boards"), ("PL-9", "Close")],
            id="letters and a dash",
        ),
        pytest.param(
            ["E09 APOLOGIES", PROSE, "E10 BENCHES", PROSE, "E11 LAMPS AND SIGNS", PROSE],
            [("E09", "APOLOGIES"), ("E10", "BENCHES"), ("E11", "LAMPS AND SIGNS")],
            id="a letter glued on",
        ),
        pytest.param(
            [
                bold("H/41 Apologies"),
                PROSE,
                bold("H/42 Outstanding matters"),
                *row(0, 0, "Minute", "Matter", "Officer"),
                *row(0, 1, "H/12", "Paint the gate", "AF"),
                *row(0, 2, "H/17", "Price a bench", "JM"),
                bold("H/43 Hedges"),
                PROSE,
                bold("H/44 Close"),
                PROSE,
            ],
            [("H/41", "Apologies"), ("H/42", "Outstanding matters"), ("H/43", "Hedges"), ("H/44", "Close")],
            id="old minutes in a table are no items",
        ),
        pytest.param(
            [
                "1. Welcome",
                PROSE,
                "2. Actions",
                "A.1 AF to paint the gate",
                "A.2 JM to price a bench",
                "A.3 AF to write to the county",
                "3. Next meeting",
                PROSE,
            ],
            [("1", "Welcome"), ("2", "Actions"), ("3", "Next meeting")],
            id="references of actions are no items",
        ),
        pytest.param(
            [
                "MATTERS ARISING",
                PROSE,
                "POLICE",
                PROSE,
                "SUMMER FAIR",
                PROSE,
                "NOTED",
                PROSE,
                "LAST MEETING'S MINUTES (Tues 4 May)",
                PROSE,
                "ANY OTHER BUSINESS",
                PROSE,
            ],
            [
                (None, "MATTERS ARISING"),
                (None, "POLICE"),
                (None, "SUMMER FAIR"),
                (None, "LAST MEETING'S MINUTES (Tues 4 May)"),
                (None, "ANY OTHER BUSINESS"),
            ],
            id="capitals: one word, a bracket, and a word that states an outcome",
        ),
        pytest.param(
            [
                "Alder Library Board",
                "CALL TO ORDER: President Finch called the meeting to order.",
                "ROLL CALL",
                "Present: Ada Finch, Joel Marlow",
                "OLD BUSINESS",
                PROSE,
                "COMMITTEE REPORTS",
                "A. Book Committee. Ms Finch reported that the sale went well.",
                "B. Grounds. No report was given.",
                "ADJOURNMENT",
                PROSE,
            ],
            [
                (None, "CALL TO ORDER"),
                (None, "ROLL CALL"),
                (None, "OLD BUSINESS"),
                (None, "COMMITTEE REPORTS"),
                ("A", "Book Committee"),
                ("B", "Grounds"),
                (None, "ADJOURNMENT"),
            ],
            id="items over the list of people, letters under one without a number",
        ),
        pytest.param(
            [
                "I. CALL TO ORDER",
                PROSE,
                "II. FINANCE",
                PROSE,
                "III. REPORTS",
                "A. Grounds. The hedge was cut.",
                "B. Books. Nothing was bought.",
                "IV. BUDGET",
                PROSE,
                "V. ADJOURNMENT",
                PROSE,
            ],
            [
                ("I", "CALL TO ORDER"),
                ("II", "FINANCE"),
                ("III", "REPORTS"),
                ("A", "Grounds"),
                ("B", "Books"),
                ("IV", "BUDGET"),
                ("V", "ADJOURNMENT"),
            ],
            id="Roman numbers",
        ),
        pytest.param(
            [
                heading("Contents"),
                "1. Minutes",
                "2. Hedges",
                "3. Lamps",
                heading("Minutes", 3),
                PROSE,
                heading("Hedges", 3),
                PROSE,
                heading("Lamps", 3),
                PROSE,
                heading("Next call", 3),
                PROSE,
            ],
            [("1", "Minutes"), ("2", "Hedges"), ("3", "Lamps"), (None, "Next call")],
            id="a list of contents numbers the headings below",
        ),
        pytest.param(
            [
                "41 Apologies PDF 12 KB",
                PROSE,
                "42 Minutes PDF 204 KB",
                PROSE,
                "43 Lamps PDF 1.2 MB View as HTML (43) 9 KB",
                PROSE,
            ],
            [("41", "Apologies"), ("42", "Minutes"), ("43", "Lamps")],
            id="attachments of a committee system",
        ),
        pytest.param(
            [
                "21/1 APOLOGIES",
                PROSE,
                "21/2 MINUTES of the meeting of 4 May, having been sent round, were signed as a record.",
                "21/3 HEDGES",
                PROSE,
            ],
            [("21/1", "APOLOGIES"), ("21/2", "MINUTES"), ("21/3", "HEDGES")],
            id="the title is the sentence's subject",
        ),
        pytest.param(
            [
                "21/1 APOLOGIES",
                PROSE,
                "21/2 PLANNING",
                "(a) 21/00931/FUL",
                "(b) 21/01187/HH",
                "21/3 HEDGES",
                PROSE,
            ],
            [("21/1", "APOLOGIES"), ("21/2", "PLANNING"), ("21/3", "HEDGES")],
            id="planning applications are no sub-items",
        ),
    ],
)
def test_forms_of_headings(lines: list[Line], wanted: list[tuple[str | None, str]]) -> None:
    assert pairs(*lines) == wanted


def test_a_listed_number_stands_apart_from_its_heading() -> None:
    found = items(
        "1. Minutes",
        "2. Hedges",
        "3. Lamps",
        heading("Minutes", 3),
        PROSE,
        heading("Hedges", 3),
        PROSE,
        heading("Lamps", 3),
        PROSE,
    )
    assert [i.number for i in found] == ["1", "2", "3"]
    assert all(i.number_span is not None and i.number_span.end < i.heading.start for i in found)
    assert found[1].heading.start > found[0].span.start + len(PROSE)
