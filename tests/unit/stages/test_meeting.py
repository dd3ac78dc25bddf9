"""The meeting's head, its people and the next meeting. All boards, people and places here are invented."""

from __future__ import annotations

import pytest

from minutebook.document import Cell, DocumentBuilder
from minutebook.evidence import MeetingFinding
from minutebook.layout import segment
from minutebook.nlp import load_reader
from minutebook.rulebook import load_rulebook
from minutebook.stages.context import Context
from minutebook.stages.meeting import find_meeting

Row = tuple[str, ...]
BODY = ["Present: Ada Finch (AF), Jo Marlow (JM), Dr Lena Osgood (LO)", "1. Welcome", "AF welcomed all."]


def meeting(*lines: str | Row) -> MeetingFinding:
    """The finding for a document of one block a line; a tuple is a table's row."""
    builder = DocumentBuilder()
    rows = 0
    for line in lines:
        if isinstance(line, str):
            builder.add(line)
            continue
        for column, text in enumerate(line):
            builder.add(text, cell=Cell(0, rows, column))
        rows += 1
    document = builder.build(source="x", sha256="0", format="text")
    rulebook = load_rulebook()
    finding = find_meeting(Context(document, segment(document, rulebook), rulebook, load_reader()))
    for quote in (*finding.quotes, *finding.next_meeting.quotes):
        assert document[quote.span].strip()
    return finding


HEADS = [
    pytest.param(
        [
            "MINUTES OF THE MEETING OF THE MARLBY SAFEGUARDING ADULTS BOARD HELD ON TUESDAY 4TH FEBRUARY 2014 AT 9.30AM IN THE ALDER ROOM, MARLBY TOWN HALL"
        ],
        ("MARLBY SAFEGUARDING ADULTS BOARD", "2014-02-04", "09:30", None, "ALDER ROOM, MARLBY TOWN HALL"),
        id="H1 one sentence",
    ),
    pytest.param(
        [
            "Tarnshire Youth Justice Management Board",
            "Minutes",
            "13 May 2019",
            "2.00pm - 4.00pm",
            "Fairbeck Fire Station",
        ],
        ("Tarnshire Youth Justice Management Board", "2019-05-13", "14:00", "16:00", "Fairbeck Fire Station"),
        id="H2 stacked lines",
    ),
    pytest.param(
        [
            "Marlby Safeguarding Partnership",
            "Date: 9th March 2022",
            "Venue: Online (Zoom)",
            "Time: 10:15 until 12:30",
        ],
        ("Marlby Safeguarding Partnership", "2022-03-09", "10:15", "12:30", "Online (Zoom)"),
        id="H3 labels",
    ),
    pytest.param(
        ["Marlby Forum", "Venue: Alder Suite, Fairbeck Date: Monday 6th June 2016 Time: 13:30 – 15:30"],
        ("Marlby Forum", "2016-06-06", "13:30", "15:30", "Alder Suite, Fairbeck"),
        id="H3 labels on one line",
    ),
    pytest.param(
        [
            "Marlby Forum",
            ("Group:", "as above", "Date of meeting:", "6.6.17"),
            ("Place:", "Alder Suite", "Start of meeting:", "1.45pm"),
        ],
        ("Marlby Forum", "2017-06-06", "13:45", None, "Alder Suite"),
        id="H3 grid",
    ),
    pytest.param(
        [
            "Agenda and draft minutes",
            "Fenwick Health and Wellbeing Board - Tuesday, 8th October, 2019 2.30 pm",
            "Venue: Room 3 - Council House. View directions",
        ],
        ("Fenwick Health and Wellbeing Board", "2019-10-08", "14:30", None, "Room 3 - Council House"),
        id="H4 committee page",
    ),
    pytest.param(
        ["At a MEETING of the LORNDALE INTEGRATION JOINT BOARD held remotely on 3rd November, 2020."],
        ("LORNDALE INTEGRATION JOINT BOARD", "2020-11-03", None, None, None),
        id="H9 at a meeting",
    ),
    pytest.param(
        [
            "LORNDALE TOWN COUNCIL",
            "HEDGES COMMITTEE",
            "MINUTES of the meeting of the Committee held on Monday 3rd May, 2021 at 7.00 p.m. in the Reading Room, Lorndale",
        ],
        ("HEDGES COMMITTEE", "2021-05-03", "19:00", None, "Reading Room, Lorndale"),
        id="the committee is the one in the title",
    ),
    pytest.param(
        ["Lorndale Forum Meeting Minutes 2021-05-03", "Time: 1.30 – 3.45"],
        ("Lorndale Forum", "2021-05-03", "13:30", "15:45", None),
        id="afternoon is implied",
    ),
    pytest.param(
        [
            "Lorndale Forum",
            "Minutes ratified at the meeting held on 7 June 2021",
            "Approved 7/6/21",
            "Minutes of the meeting held on 3 May 2021",
        ],
        ("Lorndale Forum", "2021-05-03", None, None, None),
        id="an approval is not the meeting",
    ),
]


@pytest.mark.parametrize(("lines", "wanted"), HEADS)
def test_head(lines: list[str | Row], wanted: tuple[str | None, ...]) -> None:
    found = meeting(*lines, *BODY)
    assert (found.body, found.date, found.start_time, found.end_time, found.venue) == wanted


def test_a_part_stands_under_its_whole() -> None:
    found = meeting(
        "Lorndale Safeguarding Partnership", "Executive", "Draft Minutes", "Tuesday 4 May 2021", *BODY
    )
    assert found.body == "Lorndale Safeguarding Partnership Executive"
    assert found.parent_body == "Lorndale Safeguarding Partnership"


@pytest.mark.parametrize(
    ("line", "chair", "taker"),
    [
        ("Chair: Dr Lena Osgood, Director of Lamps", "Lena Osgood", None),
        ("In the absence of the Chair, JM presided.", "Jo Marlow", None),
        ("Jo Marlow took the chair.", "Jo Marlow", None),
        ("Notes were taken by Ada Finch, Executive Support Officer", None, "Ada Finch"),
        ("Note Taker – A Finch, Manager", None, "Ada Finch"),
        ("CLERK: Ada Finch", None, None),
        ("The chair thanked the minute taker.", None, None),
    ],
)
def test_chair_and_minute_taker(line: str, chair: str | None, taker: str | None) -> None:
    found = meeting("Lorndale Forum", "Minutes, 4 May 2021", line, *BODY)
    assert (found.chair, found.minute_taker) == (chair, taker)


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["9. Next meeting", "Date: Wednesday 6th October 2021", "Time: 1.30 – 3.30", "Venue: Alder Suite"], ("2021-10-06", "13:30", "Alder Suite")),
        (["9. Dates of future meetings", "Wednesday 6th October 2021 at 1.30pm – Alder Room, Fairbeck Hall"], ("2021-10-06", "13:30", "Alder Room, Fairbeck Hall")),
        (["9. Close", "The next meeting will be held on 6 October at 10am at Fairbeck Hall."], ("2021-10-06", "10:00", "Fairbeck Hall")),
        (["9. Next meeting", "12th January, 2.00pm, on Teams. Then 9 March and 4 May."], ("2022-01-12", "14:00", "Teams")),
        (["9. Date of next meeting", "To be confirmed."], (None, None, None)),
        (["9. Any other business", "A paper will come to the next meeting."], (None, None, None)),
    ],
)  # fmt: skip
def test_next_meeting(lines: list[str], wanted: tuple[str | None, ...]) -> None:
    found = meeting(
        "Lorndale Forum",
        "Minutes of the meeting held on 8 September 2021",
        *BODY,
        "2. Lamps",
        "Noted.",
        *lines,
    )
    assert found.date == "2021-09-08"
    assert (found.next_meeting.date, found.next_meeting.start_time, found.next_meeting.venue) == wanted


def test_previous_meeting_quorum_and_closing_time() -> None:
    found = meeting(
        "Lorndale Forum",
        "Minutes of the meeting held on 8 September 2021 at 2pm",
        *BODY,
        "The meeting was quorate.",
        "2. Minutes of the last meeting",
        "The minutes of the meeting held on 9 June were agreed.",
        "3. Close",
        "The Chair closed the meeting at 4.05 pm.",
    )
    assert (found.previous_meeting_date, found.quorate, found.end_time) == ("2021-06-09", True, "16:05")


def test_nothing_is_guessed() -> None:
    found = meeting("Dear all", "The hall is shut.")
    assert (found.body, found.date, found.venue, found.chair, found.next_meeting.date) == (None,) * 5
