"""What assembly decides, on small minutes from text to record."""

import pytest

from minutebook.extraction import read_document
from minutebook.loaders.text import load_text
from minutebook.nlp import load_reader
from minutebook.rulebook import load_rulebook
from minutebook.schema import Minutes

HEAD = """\
Marlby Safeguarding Adults Board

Minutes of the meeting held on Tuesday 14 May 2024 at 10.00am in the Alder Room, Marlby Town Hall

Present:
Asha Pennock (AP) – Head of Safeguarding, Marlby Council (Chair)
Colm Tredgold (CT) – Director of Quality, NHS Marlby Integrated Care Board (ICB)
Moira Quayle (MQ) – Business Manager, Marlby Council (minutes)
"""


def read(text: str) -> Minutes:
    document = load_text((HEAD + text).encode(), source="x.txt", sha256="0" * 64)
    return read_document(document, load_rulebook(), load_reader())


def test_chair_and_minute_taker_come_from_the_list_where_the_header_is_silent() -> None:
    minutes = read("\n1. Welcome\nAP welcomed everyone.\n")
    assert minutes.meeting is not None
    assert (minutes.meeting.chair, minutes.meeting.minute_taker) == ("Asha Pennock", "Moira Quayle")
    assert {e.text for e in minutes.meeting.evidence if e.field == "chair"} >= {"Asha Pennock"}


def test_an_action_names_its_item_its_person_and_its_day() -> None:
    minutes = read(
        "\n1. Welcome\nAll present.\n\n2. Audit\nAction: CT to send the audit to partners by 31 May 2024.\n"
    )
    (action,) = minutes.actions
    assert (action.agenda_item, action.origin, action.status) == ("2", "new", "open")
    assert [(lead.text, lead.name) for lead in action.leads] == [("CT", "Colm Tredgold")]
    assert action.leads[0].person_id == minutes.attendees[1].id
    assert (action.due.date, action.due.precision) == ("2024-05-31", "day")


@pytest.mark.parametrize(
    ("words", "flag"),
    [
        ("ZZ to send the audit to partners.", "unresolved_lead"),
        ("CT to send the audit by 3 May 2024.", "date_in_past"),
    ],
)
def test_doubt_is_a_flag(words: str, flag: str) -> None:
    minutes = read(f"\n1. Audit\nAction: {words}\n")
    (action,) = minutes.actions
    assert flag in {*action.flags, *(f for lead in action.leads for f in lead.flags)}


def test_two_people_with_one_set_of_initials_give_no_name() -> None:
    text = "Cara Tull (CT) – Nurse, Marlby Hospital Trust\n\n1. Audit\nAction: CT to send the audit to partners.\n"
    (action,) = read(text).actions
    assert [(lead.name, lead.person_id) for lead in action.leads] == [(None, None)]
    assert "ambiguous_initials" in action.leads[0].flags


def test_minutes_without_attendance_say_so() -> None:
    document = load_text(
        b"Minutes of the Marlby Board held on 14 May 2024\n\n1. Audit\nThe report was noted.\n\n2. Any other business\nThere was none.\n",
        source="x",
        sha256="0",
    )
    minutes = read_document(document, load_rulebook(), load_reader())
    assert minutes.document.kind == "minutes"
    assert "no_attendees_found" in minutes.flags
