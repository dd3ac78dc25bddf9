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


OWN = "Marlby Forum"


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (
            ["Next meeting", "Tuesday 4 June 2024 4.15 Alder Room, Town Hall"],
            ("2024-06-04", "16:15", "Alder Room, Town Hall"),
        ),
        (
            ["Next meeting", "4 June 2024 (10.00), Kirk Hall. Dates for the year: 3 July, 4 August."],
            ("2024-06-04", "10:00", "Kirk Hall"),
        ),
        (
            ["Next meeting", "4 June 2024, 11.30, Neuadd Fawr / Great Hall, Fairbeck"],
            ("2024-06-04", "11:30", "Neuadd Fawr / Great Hall, Fairbeck"),
        ),
        (["Next call", "June 4, 2024, 15:00 UTC"], ("2024-06-04", "15:00", None)),
        (
            ["9. Dates", "Members: Tuesday 4 June, 5.30pm. AGM: 24 September 2024."],
            ("2024-06-04", "17:30", None),
        ),
        (
            ["Next time", "Tuesday 4 June, 5.30. If the hall is free we meet there."],
            ("2024-06-04", "17:30", None),
        ),
        (
            ["DATES OF NEXT MEETINGS", "4 June 2024, 3 July 2024 – all at 10am, places to be confirmed"],
            ("2024-06-04", "10:00", None),
        ),
        (
            ["Next meetings", "Finance Committee 21st May 5.30pm. Forum Tuesday 4th June 2024, 6pm."],
            ("2024-06-04", "18:00", None),
        ),
        (
            [
                "Next meetings",
                "Hedge Panel: 21 May, 9am; Marlby Forum: 4 June, 7.30pm; Budget Group: 9 July.",
            ],
            ("2024-06-04", "19:30", None),
        ),
        (
            ["Next meetings", "Audit Panel 21st May", "Full Forum 4 June 2024 at 14:00"],
            ("2024-06-04", "14:00", None),
        ),
        (
            ["Next meeting", "Tuesday 4th June 2024 2pm 4pm", "Drake Room, Seaview Centre"],
            ("2024-06-04", "14:00", "Drake Room, Seaview Centre"),
        ),
        (
            ["Next meeting", "4 June 2024 at 7pm. The Annual Town Meeting will be on Thursday 18th July."],
            ("2024-06-04", "19:00", None),
        ),
        (
            ["20.20 Date of next meeting", "Tuesday 4 June 2024, 2.15 p.m., Alder Room"],
            ("2024-06-04", "14:15", "Alder Room"),
        ),
    ],
)
def test_next_meeting_of_this_body(lines: list[str], wanted: tuple[str | None, ...]) -> None:
    found = meeting(OWN, "Minutes of the meeting held on 7 May 2024 at 2pm", *BODY, *lines).next_meeting
    assert (found.date, found.start_time, found.venue) == wanted


@pytest.mark.parametrize(
    ("line", "end"),
    [
        ("Meeting finished 8.40", "20:40"),
        ("The meeting closed at 9.05.", "21:05"),
        ("Adjourned 9.20", "21:20"),
        ("Motion by Finch, seconded by Marlow, to adjourn at 8:12 p.m.", "20:12"),
    ],
)
def test_closing_time_without_half(line: str, end: str) -> None:
    assert meeting(OWN, "Minutes of the meeting held on 7 May 2024 at 7pm", *BODY, line).end_time == end


def test_opening_time_told_at_length() -> None:
    told = "President Ada Finch called the regular meeting of the Library Forum to order at 7:02 p.m."
    found = meeting(OWN, "Minutes", "7 May 2024", "1. Call to order", told, "2. Reports", "None.")
    assert found.start_time == "19:02"


@pytest.mark.parametrize(
    ("first", "second", "body", "parent"),
    [
        (
            "Marl Lane Primary School",
            "Full Governing Body",
            "Full Governing Body",
            "Marl Lane Primary School",
        ),
        ("MARLBY PUBLIC LIBRARY", "BOARD OF TRUSTEES", "BOARD OF TRUSTEES", "MARLBY PUBLIC LIBRARY"),
        ("Marl Lane Primary School", "Marlby Schools Forum", "Marlby Schools Forum", None),
        ("Primary School", "Full Governing Body", "Full Governing Body", None),
    ],
)
def test_a_kind_of_body_is_of_the_institution_above(
    first: str, second: str, body: str, parent: str | None
) -> None:
    found = meeting(first, "Minutes of the meeting of the", second, "13 May 2019", *BODY)
    assert (found.body, found.parent_body) == (body, parent)


@pytest.mark.parametrize(
    ("lines", "body"),
    [
        (["Alder Interchange WG Teleconference", "7 May 2024"], "Alder Interchange WG"),
        (
            ["ALDER SOCIETY OF BINDERS", "Board of Directors - Spring Meeting", "7 May 2024"],
            "Board of Directors",
        ),
        (["Alder Homes Ltd", "Executive Committee Meeting – Part B", "7 May 2024"], "Executive Committee"),
        (
            ["Alder School", "Full Governing Body – Meeting 2 of 6, 2023-24", "7 May 2024"],
            "Full Governing Body",
        ),
        (
            ["ALDER SAFEGUARDING PANEL", "(a Panel of the Tarnshire Safeguarding Board)", "7 May 2024"],
            "ALDER SAFEGUARDING PANEL",
        ),
        (
            [
                "Your Council",
                "Committees",
                "Agenda and draft minutes",
                "Alder Wellbeing Board",
                "Tuesday, 7th May, 2024 2.00 pm",
            ],
            "Alder Wellbeing Board",
        ),
        (
            [
                "ALDER TOWN COUNCIL",
                "MINUTES of the Annual Meeting and the Ordinary Meeting held on 7 May 2024",
            ],
            "ALDER TOWN COUNCIL",
        ),
        (
            ["CONFIRMED MINUTES OF THE ALDER QUALITY COMMITTEE HELD ON TUESDAY 7 MAY 2024"],
            "ALDER QUALITY COMMITTEE",
        ),
    ],
)
def test_body_between_other_words(lines: list[str], body: str) -> None:
    found = meeting(*lines, *BODY)
    assert found.body == body
    assert found.date == "2024-05-07"


@pytest.mark.parametrize(
    ("line", "venue"),
    [
        (
            "Tuesday 7th May 2024, 1.30 to 3.45pm, hybrid: Kestrel Suite, Alder House and MS Teams",
            "Kestrel Suite, Alder House and MS Teams",
        ),
        (
            "Tuesday 7 May 2024 | 9.30am – 11am | Moor Room, Alder House (join by Teams if you cannot travel)",
            "Moor Room, Alder House (join by Teams if you cannot travel)",
        ),
        ("Tuesday 7 May 2024, 2pm, MS Teams", "MS Teams"),
    ],
)
def test_a_room_comes_before_a_platform(line: str, venue: str) -> None:
    assert meeting(OWN, "Minutes", line, *BODY).venue == venue


def test_a_place_behind_the_times() -> None:
    found = meeting(
        OWN,
        "Minutes of meeting: Tuesday 7 May 2024",
        "2.00 – 4.30 p.m., Civic Suite, Marlby Town Hall",
        *BODY,
    )
    assert (found.venue, found.start_time, found.end_time) == (
        "Civic Suite, Marlby Town Hall",
        "14:00",
        "16:30",
    )


def test_labelled_times_need_no_half() -> None:
    found = meeting(
        "GROUP: Marlby Forum", "DATE OF MEETING: 7 May 2024", "START: 4.15", "FINISH: 6.00", *BODY
    )
    assert (found.start_time, found.end_time) == ("16:15", "18:00")


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Tarn NHS Trust\n\nTrust Board Meeting in Public", "Trust Board"),
        ("Minutes of the Public Session of the Tarn Board of Directors", "Tarn Board of Directors"),
        ("Tarn Integrated Care Board – Minutes of the Meeting in Public", "Tarn Integrated Care Board"),
        ("Report to the Tarn Board", "Tarn Board"),
    ],
)
def test_words_about_the_sitting_are_no_part_of_the_body(title: str, body: str) -> None:
    assert meeting(*title.split("\n\n"), "1 February 2024", *BODY).body == body
