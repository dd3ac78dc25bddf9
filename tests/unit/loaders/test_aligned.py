"""Tables that plain text draws with blanks."""

from __future__ import annotations

from minutebook.loaders.aligned import aligned_rows

TABLE = """No   Action                              Lead     Deadline
1    Circulate the report to members     GF       27/09/19
2    Check the figures with the          TW       Before next meeting
     business team
3    Review the indicators                        -

4    Send the template                   FP       w/c 16/09/19
Chair ........"""


def test_rows_stand_under_their_headings() -> None:
    found = aligned_rows(TABLE.split("\n"), 0)
    assert found is not None
    rows, end = found
    assert rows == [
        ["No", "Action", "Lead", "Deadline"],
        ["1", "Circulate the report to members", "GF", "27/09/19"],
        ["2", "Check the figures with the business team", "TW", "Before next meeting"],
        ["3", "Review the indicators", "", "-"],
        ["4", "Send the template", "FP", "w/c 16/09/19"],
    ]
    assert end == 7


def test_lines_that_begin_elsewhere_are_no_table() -> None:
    assert (
        aligned_rows(["No   Action    Lead", "1  Circulate  the report now  GF", "2  Check it all"], 0)
        is None
    )
    assert aligned_rows(["1    Circulate    GF", "2    Check        TW", "3    Send         FP"], 0) is None
    assert aligned_rows(["Venue   Date   Time", "", "The meeting began."], 0) is None
    assert aligned_rows([""], 0) is None
