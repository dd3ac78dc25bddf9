"""A right-hand column of initials that plain text has let fall into the lines; all people are invented."""

from __future__ import annotations

from minutebook.layout import segment
from minutebook.loaders.text import load_text
from minutebook.nlp import load_reader
from minutebook.rulebook import load_rulebook
from minutebook.stages.actions import find_actions
from minutebook.stages.context import Context

MINUTES = """Marlby Trust Board

Minutes of the meeting held on 28 November 2019

Present:  Ms S Brill, Chief Executive
          Mrs T Lowe, Chief Nurse
          Mr D Crane, Director of Finance

                                                             {head}

147/19  Winter plan
        Ms Brill would circulate the winter plan.            SB

148/19  Falls
        Mrs Lowe highlighted a further increase in falls on the wards. A plan
        would be brought to the next meeting.                TL

149/19  Close
        None.
"""


def leads(text: str) -> list[tuple[str, list[str]]]:
    document = load_text(text.encode(), source="m.txt", sha256="0")
    rulebook = load_rulebook()
    found = find_actions(Context(document, segment(document, rulebook), rulebook, load_reader()))
    return [(one.text, [lead.text for lead in one.leads]) for one in found]


def test_initials_in_the_margin_lead_what_stands_beside_them() -> None:
    assert leads(MINUTES.format(head="ACTION")) == [
        ("Ms Brill would circulate the winter plan.", ["SB"]),
        ("A plan would be brought to the next meeting.", ["TL"]),
    ]


def test_without_its_head_a_margin_is_none() -> None:
    assert leads(MINUTES.format(head="")) == [("Ms Brill would circulate the winter plan.", ["Ms Brill"])]
