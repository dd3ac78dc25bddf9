"""Draft and approved, versions and days of approval, and that none of them is the meeting's day."""

from __future__ import annotations

import pytest

from minutebook.extraction import read_document
from minutebook.loaders.load import load_bytes
from minutebook.nlp import load_reader
from minutebook.rulebook import load_rulebook

PAGE = """Alder Safeguarding Board
{above}
Minutes of the meeting held on 4 May 2020
{below}
Present: Ann Orme (Chair), Ben Dace, Cara Tull

1. Minutes of the last meeting
The minutes of 2 March 2020 were approved.

2. Lamps
It was agreed to buy lamps.

3. Next meeting
6 July 2020

{end}
"""
APPROVED = ("approved", "2020-07-06", None)


@pytest.mark.parametrize(
    ("place", "stamp", "standing"),
    [
        ("above", "UNAPPROVED DRAFT", ("draft", None, None)),
        ("above", "Revised draft 7.5.20", ("draft", None, None)),
        ("above", "Drafft / Draft", ("draft", None, None)),
        ("above", "Draft v0.3 – to be approved on 6 July 2020", ("draft", None, "0.3")),
        ("above", "DRAFT MINUTES (to be ratified at the next meeting)", ("draft", None, None)),
        ("below", "These minutes are subject to confirmation", ("draft", None, None)),
        ("above", "Approved at the meeting held on 6 July 2020", APPROVED),
        ("above", "Approved: 06/07/20", APPROVED),
        ("above", "Confirmed on 6 July 2020 (minute 12/20)", APPROVED),
        ("above", "Status: FINAL\nVersion: 3\nDate approved: 6/7/20", ("approved", "2020-07-06", "3")),
        ("above", "Version 2.1 (approved)", ("approved", None, "2.1")),
        ("above", "CONFIRMED MINUTES", ("approved", None, None)),
        ("above", "CONFIRMED MINUTES OF THE BOARD HELD ON 4 MAY 2020", ("approved", None, None)),
        ("above", "Minutes accepted 6 July 2020", APPROVED),
        ("above", "(Agreed by the Board 6th July 2020)", APPROVED),
        ("below", "Minutes ratified at the meeting of 6 July 2020", APPROVED),
        ("end", "Cadarnhawyd / Confirmed: 6 July 2020", APPROVED),
        ("end", "Signed as a correct record: ____________ Chair   Date: 6 July 2020", APPROVED),
        ("end", "Minutes agreed as a true record.\nChair: Ann Orme\nDate: 6 July 2020", APPROVED),
        ("end", "These minutes were approved as an accurate record on 6 July 2020.", APPROVED),
        # none: an issue, a blank signature, a final version, what was agreed to do, another meeting's approval
        ("above", "ISSUED 8 MAY 2020", (None, None, None)),
        ("above", "Minutes – Final", (None, None, None)),
        ("end", "Approved: ........................ Date: ....................", (None, None, None)),
        ("end", "Signed as a correct record: ______________ Date: __________", (None, None, None)),
        ("end", "Agreed to meet again on 6 July 2020", (None, None, None)),
        ("above", "Approved 2 March 2020", (None, None, None)),
    ],
)
def test_standing(place: str, stamp: str, standing: tuple[str | None, ...]) -> None:
    page = PAGE.format(**{name: stamp if name == place else "" for name in ("above", "below", "end")})
    document = load_bytes(page.encode(), source="x")
    minutes = read_document(document, load_rulebook(), load_reader())
    told = minutes.document
    assert (told.standing, told.approved_on, told.version) == standing
    assert minutes.meeting is not None
    assert (minutes.meeting.date, minutes.meeting.next_meeting.date) == ("2020-05-04", "2020-07-06")
    assert minutes.meeting.body == "Alder Safeguarding Board"
