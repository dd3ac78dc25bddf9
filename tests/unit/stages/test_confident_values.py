"""Values that were given with confidence and were wrong, in wordings that many boards use: each stays right."""

from __future__ import annotations

import pytest

from minutebook.extraction import read_document
from minutebook.loaders.load import load_bytes
from minutebook.nlp import load_reader
from minutebook.rulebook import load_rulebook
from minutebook.schema import Meeting, Minutes

SCHOOL = """St Wilfa's Primary School
Minutes of the Governing Body meeting held on Monday 5 February 2018 at 6.00 pm

Governors present: Revd Clare Tapp (CT), Miss Ellie Rowe (ER) (Chair), Dr Tom Ashe (TA)
School officers in attendance: Mrs Jean Tilley (Clerk), Mr Peter Snow (Business Manager)

1. Welcome
CT opened the meeting in prayer.
"""
PATIENTS = """Larkham Surgery Patient Group
Notes of the meeting held on 18 October 2023

Those attending: Barbara Quill (Chair), Ted Nesbit, Dr Shaw (GP partner), Lisa (Practice Manager), Wendy Tubb – secretary.

1. Welcome
Barbara welcomed all.
"""
COMERS = """Coldbrook Youth Justice Management Board
Minutes of the meeting held on 11 March 2020 at 2.00 pm

Present: Ann Orme (Chair), Cllr Ben Dace, Cara Tull
Apologies were received from Dev Shah.
Officers: M Lavery (Democratic Services Officer), P Nairn (Head of Legal)

1. Staffing
Ann Orme introduced her successor Joe Pell, who will attend from November. Kay Lorne would join the Board from July.
Cara Tull will send the rota to the schools.
"""


def read(text: str) -> Minutes:
    return read_document(load_bytes(text.encode(), source="x"), load_rulebook(), load_reader())


def meeting(minutes: Minutes) -> Meeting:
    assert minutes.meeting is not None
    return minutes.meeting


def test_who_opens_with_a_prayer_is_not_in_the_chair() -> None:
    assert meeting(read(SCHOOL)).chair == "Ellie Rowe"


def test_officers_of_a_body_who_are_in_attendance_are_no_members_of_it() -> None:
    people = {one.name: one for one in read(SCHOOL).attendees}
    assert {name for name, one in people.items() if "in_attendance" in one.capacity} == {
        "Jean Tilley",
        "Peter Snow",
    }
    assert {one.organisation for one in people.values()} == {None}


def test_a_first_name_with_a_post_is_nobodys_organisation() -> None:
    people = {one.name: one.organisation for one in read(PATIENTS).attendees}
    assert people.keys() >= {"Barbara Quill", "Ted Nesbit", "Shaw", "Wendy Tubb"}
    assert set(people.values()) == {None}


def test_who_will_join_or_attend_has_no_task_and_officers_after_apologies_came() -> None:
    minutes = read(COMERS)
    assert [action.text for action in minutes.actions] == ["Cara Tull will send the rota to the schools."]
    came = [one.name for one in minutes.attendees if "in_attendance" in one.capacity]
    assert came == ["M Lavery", "P Nairn"]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (
            "DUNSMERE PARISH COUNCIL\n\nMinutes of the Annual Parish Council Meeting held on 14 May 2024",
            "DUNSMERE PARISH COUNCIL",
        ),
        (
            "NOTE OF MEETING – GLEN TARRON COMMUNITY PLANNING PARTNERSHIP\nHeld by Teams on 3 March 2022",
            "GLEN TARRON COMMUNITY PLANNING PARTNERSHIP",
        ),
        (
            "Bridgeholm Health Board\nMinutes of the Quality, Safety and Performance Committee\n"
            "Held on Tuesday 6 June 2023",
            "Quality, Safety and Performance Committee",
        ),
        (
            "Minutes of the meeting of the Children, Young People and Families Board held on 6 June 2023",
            "Children, Young People and Families Board",
        ),
    ],
)
def test_the_body_that_met(head: str, body: str) -> None:
    text = f"{head}\n\nPresent: Ann Orme (Chair), Ben Dace\n\n1. Lamps\nThe lamps were discussed.\n"
    assert meeting(read(text)).body == body


HOUSING = """Kelsby Housing Board
Minutes of the meeting held on 25 January 2022 at 5.30 pm

Board Members: Margaret Iles (Chair), Sanjay Rao, Phil Buxton
Officers: Nicola Stamp (Finance Director), Amy Court (Company Secretary)
Observers: Harriet Penn (prospective Board Member)

1. Budget
1.1 Nicola Stamp to send the budget round again. Action NS
1.2 RESOLVED to approve the rents.

2. AOB
2.1 The Chair thanked everybody.

3. DONM
29 March 2022. The meeting closed at 7.20 pm.

Signed: __________ Chair
Date: 29/3/22
"""
BESIDE = """Larkham Youth Board
Minutes of the meeting held on 25 January 2022

Present: Margaret Iles (Chair), Sanjay Rao

1. Visits
Action: Sanjay Rao to plan the visits.
Lead: SR
Date: 29 March 2022
"""
CELLS = """Larkham Committee
Minutes of the meeting held on 7 December 2023

Present: Helen Moss (HM), Linda Bright (LB), Carol Finney (CF, Clerk)

| Item | Minute | Action |
|---|---|---|
| 1 | **Minutes** Approved subject to one correction. | Clerk |
| 2 | **Finance** The report was tabled. Governors asked whether lettings are secure. | LB to report back by 8 February 2024 |
| 3 | **Policies** Attendance policy approved. Charging policy deferred. | Add to the February agenda - CF |
| 4 | **Dates** 8 February 2024, 21 March 2024 | All |
"""


def test_the_day_of_a_signature_is_no_actions_due_date() -> None:
    (action,) = read(HOUSING).actions
    assert (action.leads[0].name, action.due.text) == ("Nicola Stamp", None)


def test_the_date_right_below_an_action_is_its_due_date() -> None:
    (action,) = read(BESIDE).actions
    assert (action.due.text, action.due.date) == ("29 March 2022", "2022-03-29")


def test_donm_is_the_next_meeting_and_a_prospective_member_belongs_to_no_body() -> None:
    minutes = read(HOUSING)
    assert meeting(minutes).next_meeting.date == "2022-03-29"
    (observer,) = [one for one in minutes.attendees if "observer" in one.capacity]
    assert (observer.role, observer.organisation) == ("prospective Board Member", None)


def test_a_cell_that_only_says_who_acts_is_no_action() -> None:
    assert [one.text for one in read(CELLS).actions] == [
        "LB to report back by 8 February 2024",
        "Add to the February agenda - CF",
    ]


FRIENDS = """Minutes of the Annual General Meeting of the Friends of Larkham Library
held on Saturday 20 April 2024 at 11 am

Present: Lesley Dobbs, Ron Eade, Gill Foss

The Chair, Lesley Dobbs, welcomed everyone.

1. Accounts
Proposed: Ron Eade; seconded: Gill Foss. Carried.
"""


def test_the_chair_by_name_welcomes_and_what_is_carried_is_one_decision() -> None:
    minutes = read(FRIENDS)
    assert meeting(minutes).chair == "Lesley Dobbs"
    assert [one.text for one in minutes.decisions] == ["Proposed: Ron Eade; seconded: Gill Foss. Carried."]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Next meeting: 14 January 2025 – moved to Tuesday 21 January 2025, 10.00 am", "2025-01-21"),
        ("Next meeting: 14 January 2025 and 21 January 2025", "2025-01-14"),
    ],
)
def test_a_next_meeting_that_was_moved(words: str, day: str) -> None:
    head = "Larkham Board\nMinutes of the meeting held on 5 November 2024\n\nPresent: Ann Orme (Chair), Ben Dace\n"
    next_meeting = meeting(read(f"{head}\n1. Lamps\nThe lamps were discussed.\n\n{words}\n")).next_meeting
    assert next_meeting.date == day
