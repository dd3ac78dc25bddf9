"""Ways of writing minutes that samples do not show: short documents, and what their records must hold."""

from __future__ import annotations

from minutebook.extraction import read_document
from minutebook.loaders.load import load_bytes
from minutebook.nlp import load_reader
from minutebook.rulebook import load_rulebook
from minutebook.schema import Minutes

HEALTH = """BWRDD IECHYD PRIFYSGOL CWM ELAN
CWM ELAN UNIVERSITY HEALTH BOARD

COFNODION HEB EU CADARNHAU / UNCONFIRMED MINUTES
of the Quality and Patient Safety Committee
held on Tuesday 7 February 2023 at 9.30 a.m. via Microsoft Teams

Yn Bresennol / Present:
Mrs Glenda Maddock        Independent Member (Chair)
Dr Iolo Vaughan           Independent Member

Yn y Cyfarfod / In Attendance:
Prof Carys Mathias        Executive Director of Nursing

QPS 23/01  Welcome, Introductions and Apologies
The Chair welcomed everybody.

QPS 23/02  Minutes of the previous meeting held on 6 December 2022 (Enc 1.2)
The minutes were CONFIRMED as a true record.

QPS 23/03  Falls report (Enc 2.1)
ACTION: Director of Nursing to bring an update to the April meeting

QPS 23/04  Date of Next Meeting
Tuesday 4 April 2023 at 9.30 a.m.
"""
SCOTTISH = """Marlby Joint Board

Minute of meeting held on Tuesday 4 March 2025

In the Chair: Cllr Ann Orme
Members in attendance: Cllr Ben Dace, Ms Cara Tull
Apologies were intimated on behalf of Mr Dev Shah, Barnardo's, and Councillor Eve Lunt.

1. Lamps
The Board:-
(a) noted the terms of the report; and
(b) agreed to remit to the Chief Officer to ask the depot for lamps by 1 May 2025.

2. Fees
The Board resolved:-
(i) to approve the fees.

3. Close
The meeting ended at noon.
"""


def read(text: str) -> Minutes:
    return read_document(load_bytes(text.encode(), source="x"), load_rulebook(), load_reader())


def test_a_health_board_with_minute_references_and_enclosures() -> None:
    minutes = read(HEALTH)
    assert minutes.meeting is not None
    assert minutes.meeting.body == "Quality and Patient Safety Committee"
    assert minutes.meeting.parent_body == "CWM ELAN UNIVERSITY HEALTH BOARD"
    assert minutes.document.standing == "draft"
    assert [item.number for item in minutes.agenda_items] == [f"QPS 23/0{n}" for n in range(1, 5)]
    assert [action.agenda_item for action in minutes.actions] == ["QPS 23/03"]
    assert minutes.meeting.next_meeting.date == "2023-04-04"


def test_a_scottish_board_and_what_it_remits() -> None:
    minutes = read(SCOTTISH)
    assert {person.name: person.status for person in minutes.attendees} == {
        "Ann Orme": "present",
        "Ben Dace": "present",
        "Cara Tull": "present",
        "Dev Shah": "apologies",
        "Eve Lunt": "apologies",
    }
    assert all(person.role is None for person in minutes.attendees)
    assert [decision.kind for decision in minutes.decisions] == ["noted", "agreed", "resolved"]
    assert [action.due.date for action in minutes.actions] == ["2025-05-01"]
