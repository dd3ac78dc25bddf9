"""The workbook, read back with openpyxl: what stands on its sheets and how it prints."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime

import pytest
from made_register import FORMULA, large, register
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from minutebook.register.outputs.sheets import SHEETS
from minutebook.register.outputs.view import View
from minutebook.register.outputs.workbook import workbook_bytes
from minutebook.register.schema import Register

NAMES = [
    "Open",
    "Closed",
    "Overdue",
    "Dropped",
    "By lead",
    "By organisation",
    "Leads",
    "Counts",
    "Attendance",
    "Representation",
    "Meetings",
    "Look at first",
    "About",
]


@pytest.fixture(scope="module")
def book() -> Workbook:
    return load_workbook(io.BytesIO(workbook_bytes(View(register()))))


def rows(sheet: Worksheet) -> list[dict[str, object]]:
    """Each row as heading and value."""
    head, *lines = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, head), line, strict=True)) for line in lines]


def column(sheet: Worksheet, title: str) -> Iterator[object]:
    return (row[title] for row in rows(sheet))


def place(sheet: Worksheet, title: str) -> int:
    return 1 + [cell.value for cell in sheet[1]].index(title)


def test_the_sheets_that_people_asked_for(book: Workbook) -> None:
    assert book.sheetnames == NAMES == [*(sheet.name for sheet in SHEETS), "About"]


@pytest.mark.parametrize(
    ("name", "actions"),
    [
        ("Open", {"Write to the drainage trust about the pump", FORMULA, "Visit the new classroom"}),
        ("Closed", {"Send the survey to members", "Order sandbags", "Map the ditches"}),
        ("Overdue", {"Write to the drainage trust about the pump", "Photograph the sluice at low water"}),
        ("Dropped", {"Photograph the sluice at low water"}),
    ],
)
def test_each_action_stands_where_it_belongs(book: Workbook, name: str, actions: set[str]) -> None:
    assert set(column(book[name], "Action")) == actions


def test_reported_complete_and_closed_are_told_apart(book: Workbook) -> None:
    states = {row["Action"]: row["State"] for row in rows(book["Closed"])}
    assert states == {
        "Send the survey to members": "Reported complete",
        "Order sandbags": "Closed",
        "Map the ditches": "Superseded",
    }


def test_leads_stand_one_a_row_for_a_pivot(book: Workbook) -> None:
    found = [
        (row["Lead"], row["Kind of lead"], row["Organisation"], row["Action id"])
        for row in rows(book["Leads"])
        if row["Action id"] in ("thread-1", "thread-2", "thread-3", "thread-6")
    ]
    assert sorted(map(str, found)) == sorted(
        map(
            str,
            [
                ("Tom Ashby", "Person", "Harrowmere Drainage Trust", "thread-1"),
                ("Edith Marlowe", "Person", "Harrow Council", "thread-1"),
                ("Harrow Council", "Organisation", "Harrow Council", "thread-2"),
                ("XY", "As printed", None, "thread-3"),
                ("No lead", "Nobody", None, "thread-6"),
            ],
        )
    )


def test_by_lead_and_by_organisation_hold_open_actions_once_a_lead(book: Workbook) -> None:
    assert sorted(map(str, column(book["By lead"], "Lead"))) == [
        "Edith Marlowe",
        "Harrow Council",
        "Tom Ashby",
        "Tom Ashby",
        "XY",
    ]
    assert list(column(book["By organisation"], "Organisation")) == [
        "Harrow Council",
        "Harrow Council",
        "Harrowmere Drainage Trust",
        "Harrowmere Drainage Trust",
        "Not known",
    ]


def test_who_came_to_what_and_how_often_each_organisation_was_represented(book: Workbook) -> None:
    came = {(row["Person"], row["Meeting"]): row for row in rows(book["Attendance"])}
    deputy = came["Priya Nandakumar", datetime(2025, 3, 4)]
    assert (deputy["Attendance"], deputy["Deputy for"]) == ("Present", "Tom Ashby")
    assert came["Tom Ashby", datetime(2025, 9, 2)]["Attendance"] == "Not stated"
    shares = {
        row["Organisation"]: (row["Meetings"], row["Represented"], row["Of these by a deputy"], row["Share"])
        for row in rows(book["Representation"])
    }
    assert shares["Harrow Council"] == (3, 2, 0, pytest.approx(2 / 3))
    assert shares["Harrowmere Drainage Trust"] == (3, 2, 2, pytest.approx(2 / 3))


def test_a_second_record_of_a_meeting_says_so(book: Workbook) -> None:
    assert "not counted: repeats flood-june" in set(column(book["Meetings"], "Note"))


@pytest.mark.parametrize("name", NAMES[:-1])
def test_sheets_filter_freeze_wrap_and_print(book: Workbook, name: str) -> None:
    sheet = book[name]
    assert sheet.auto_filter.ref == sheet.dimensions
    assert sheet.freeze_panes is not None
    assert sheet.freeze_panes.endswith("2")
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert (int(sheet.page_setup.fitToWidth or 1), int(sheet.page_setup.fitToHeight)) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert all(
        dimension.width and 8 <= dimension.width <= 75 for dimension in sheet.column_dimensions.values()
    )
    for row in sheet.iter_rows(min_row=1):
        for cell in row:
            if isinstance(cell.value, str):
                assert cell.alignment.wrap_text, cell.coordinate


def test_dates_are_dates_that_show_what_is_known(book: Workbook) -> None:
    sheet = book["Open"]
    shown = {
        sheet.cell(row, place(sheet, "Action")).value: sheet.cell(row, place(sheet, "Due"))
        for row in range(2, sheet.max_row + 1)
    }
    assert {words: (cell.value, cell.number_format) for words, cell in shown.items()} == {
        "Write to the drainage trust about the pump": (datetime(2025, 7, 31), "d mmm yyyy"),
        FORMULA: (datetime(2025, 10, 31), "mmm yyyy"),
        "Visit the new classroom": (datetime(2026, 12, 31), "yyyy"),
    }


@pytest.mark.parametrize("name", ["Open", "Overdue", "Dropped", "By lead", "By organisation", "Leads"])
def test_overdue_turns_red_by_the_number_in_its_own_row(book: Workbook, name: str) -> None:
    sheet = book[name]
    late = sheet.cell(1, place(sheet, "Days overdue")).column_letter
    due = sheet.cell(1, place(sheet, "Due")).column_letter
    ranges = {
        str(area.sqref): (rule.formula, rule.dxf.font.color.rgb)
        for area, rules in sheet.conditional_formatting._cf_rules.items()
        for rule in rules
    }
    rule = ([f"AND(ISNUMBER(${late}2),${late}2>0)"], "FF9C0006")
    last = sheet.max_row
    assert ranges == {f"{letter}2:{letter}{last}": rule for letter in (due, late)} or last == 2


def test_each_row_links_to_its_words(book: Workbook) -> None:
    targets = {
        name: [
            # Excel itself writes the paths of files this way; it and LibreOffice read both.
            (cell.hyperlink.target.replace("\\", "/"), cell.hyperlink.location)
            for (cell,) in book[name].iter_rows(
                min_row=2, min_col=place(book[name], "Evidence"), max_col=place(book[name], "Evidence")
            )
            if cell.hyperlink
        ]
        for name in NAMES
        if name not in ("Leads", "Counts", "Representation", "About")
    }
    assert ("evidence/flood-june.html", "a1") in targets["Open"]
    assert ("evidence/forum-p1-2.html", "a1") in targets["Open"]
    for name in (
        "Open",
        "Closed",
        "Overdue",
        "Dropped",
        "By lead",
        "By organisation",
        "Attendance",
        "Meetings",
    ):
        assert len(targets[name]) == len(rows(book[name])), name


def test_without_pages_of_evidence_nothing_links() -> None:
    data = workbook_bytes(View(register(), evidence=False))
    names = [name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if "rels" in name]
    assert not [name for name in names if "worksheets" in name]


def test_formulas_in_text_stay_text(book: Workbook) -> None:
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    dangerous = [cell for cell in cells if isinstance(cell.value, str) and cell.value.startswith("=")]
    assert dangerous
    # Excel's own mark for text: it stays text when someone edits the cell.
    assert all(cell.quotePrefix for cell in dangerous)


def test_what_drives_a_screen_is_made_visible(book: Workbook) -> None:
    (note,) = [row["Latest progress"] for row in rows(book["Open"]) if row["Action"] == FORMULA]
    assert "<script>" in str(note)
    assert "\x1b" not in str(note)
    assert "\u202e" not in str(note)


def test_about_says_what_was_asked_and_when_overdue_was_counted() -> None:
    view = View(register(), asked=("board Harrowmere Flood Board", "status overdue"))
    sheet = load_workbook(io.BytesIO(workbook_bytes(view)))["About"]
    told = {row[0]: row[1] for row in sheet.iter_rows(min_row=3, max_col=2, values_only=True)}
    assert told["Shown"] == "board Harrowmere Flood Board; status overdue"
    assert (
        told["Harrowmere Flood Board"]
        == "latest meeting 2 September 2025; overdue counted at 2 September 2025"
    )
    assert str(told["Actions"]).startswith("7: 3 open and 1 dropped, 2 of them overdue")


def test_the_same_register_gives_the_same_bytes() -> None:
    assert workbook_bytes(View(register())) == workbook_bytes(View(register()))


def test_an_empty_register_has_its_sheets_all_the_same() -> None:
    book = load_workbook(io.BytesIO(workbook_bytes(View(Register()))))
    assert book.sheetnames == NAMES
    assert all(book[name].auto_filter.ref for name in NAMES[:-1])


def test_a_long_action_gets_a_row_that_shows_it_whole() -> None:
    words = "Bring the plan to the Board. " * 20
    first = large(1).threads[0].model_copy(update={"text": words})
    book = load_workbook(io.BytesIO(workbook_bytes(View(Register(threads=(first,))))))
    assert book["Open"].row_dimensions[2].height >= len(words) / 44 * 13


def test_words_longer_than_a_cell_are_cut_with_a_mark() -> None:
    first = large(1).threads[0].model_copy(update={"text": "x" * 40_000})
    book = load_workbook(io.BytesIO(workbook_bytes(View(Register(threads=(first,))))))
    (words,) = column(book["Open"], "Action")
    assert len(str(words)) <= 32_767
    assert str(words).endswith("…")
