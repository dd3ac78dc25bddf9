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
