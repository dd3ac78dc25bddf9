"""What kind of document it is, by the order of tests. All boards here are invented."""

from __future__ import annotations

import pytest

from minutebook.document import DocumentBuilder
from minutebook.evidence import KindFinding
from minutebook.layout import segment
from minutebook.nlp import load_reader
from minutebook.rulebook import load_rulebook
from minutebook.stages.context import Context
from minutebook.stages.kind import case_signs, find_kind

TOLD = ["AF reported on the hedges.", "It was agreed that the lamps be mended.", "JM thanked the clerk."]


def kind_of(*lines: str) -> KindFinding:
    builder = DocumentBuilder()
    for line in lines:
        builder.add(line)
    document = builder.build(source="x", sha256="0", format="text")
    rulebook = load_rulebook()
    return find_kind(Context(document, segment(document, rulebook), rulebook, load_reader()))


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        pytest.param(
            ["Alder Board", "Minutes", "Present: A Finch, J Marlow", "1. Welcome", *TOLD],
            "minutes",
            id="minutes",
        ),
        pytest.param(
            ["Notes of the meeting of the Alder Forum held on 4 May 2020", "1. Lamps", "Nothing was said."],
            "minutes",
            id="notes without people",
        ),
        pytest.param(["Alder Forum", "4 May 2020", "Present: A Finch", *TOLD], "minutes", id="no title"),
        pytest.param(
            [
                "ALDER PUBLIC LIBRARY",
                "BOARD OF TRUSTEES MEETING",
                "CALL TO ORDER: President Walt Tarn called the meeting to order at 6:32 p.m.",
                "TRUSTEES PRESENT: W. Tarn, Maria Lund, Joan Fenn",
                "DIRECTOR'S REPORT: Circulation is up.",
                "ADJOURNMENT: Motion by Fenn, second by Lund to adjourn at 7:48 p.m. Motion carried.",
            ],
            "minutes",
            id="an american board that never says minutes",
        ),
        pytest.param(
            [
                "WP4 telco",
                "Participants: Anna Lund, Bo Fenn (Tarn Institute)",
                "Agenda",
                "1. Status",
                "2. Plenary",
                "1. Status",
                "AI 4.1: Bo to send the draft",
                "2. Plenary",
                "Decision: meet in Tarn.",
            ],
            "minutes",
            id="an agenda and what came of it",
        ),
        pytest.param(
            [
                "Agenda and draft minutes",
                "Alder Board - Monday, 4th May, 2020",
                "1. Lamps",
                "To consider lamps.",
                *TOLD,
            ],
            "minutes",
            id="committee page",
        ),
        pytest.param(
            [
                "Alder Board",
                "AGENDA",
                "The meeting will be held on 4 May 2020 at the Alder Rooms",
                "1. Apologies",
                "To receive any apologies.",
                "2. Minutes of the last meeting",
                "To approve as a correct record. (Pages 3 - 9)",
                "3. Lamps",
                "To note.",
            ],
            "agenda",
            id="agenda",
        ),
        pytest.param(
            [
                "Report of the Director of Housing",
                "Alder Committee",
                "1. Summary",
                "The stock was surveyed in May.",
                "2. Recommendations",
                "That the committee note the report.",
                "3. Financial implications",
            ],
            "report",
            id="officer's report",
        ),
        pytest.param(
            [
                "ALDER PARTNERSHIP",
                "TERMS OF REFERENCE",
                "1. Purpose",
                "2. Membership",
                "The group shall meet quarterly.",
            ],
            "other",
            id="terms of reference",
        ),
        pytest.param(
            ["Alder Board", "Action log", "1 Mend the lamps AF May", "2 Cut the hedge JM"],
            "action_log",
            id="log",
        ),
        pytest.param(["Dear all", "The hall is shut on Friday.", "The clerk"], "other", id="letter"),
    ],
)
def test_kind(lines: list[str], kind: str) -> None:
    assert kind_of(*lines).kind == kind


@pytest.mark.parametrize(
    ("line", "standing", "approved_on", "version"),
    [
        ("DRAFT", "draft", None, None),
        ("Draft minutes, subject to approval", "draft", None, None),
        ("Status: approved (2020-06-01)", "approved", "2020-06-01", None),
        ("Approved on 1 June 2020", "approved", "2020-06-01", None),
        ("Version 0.3", None, None, "0.3"),
        ("Quorum: three members", None, None, None),
    ],
)
def test_standing_and_version(
    line: str, standing: str | None, approved_on: str | None, version: str | None
) -> None:
    found = kind_of(
        "Alder Board", "Minutes of the meeting of the Alder Board held on 4 May 2020", line, "1. Lamps", *TOLD
    )
    assert (found.standing, found.approved_on, found.version) == (standing, approved_on, version)


def test_a_draft_that_names_the_approval_of_the_last_minutes_is_a_draft() -> None:
    found = kind_of("Alder Board minutes", "Draft", "Approved 4/5/20", "1. Lamps", *TOLD)
    assert (found.standing, found.approved_on) == ("draft", None)


CASE_FORM = [
    "Strategy meeting record",
    "Name of child: Pip Averill",
    "Date of birth: 3/4/2015",
    "Home address: 4 Alder Row",
    "Ethnicity:",
    "Allocated social worker: J Marlow",
]


@pytest.mark.parametrize(
    ("lines", "case"),
    [
        pytest.param(CASE_FORM, True, id="filled"),
        pytest.param(
            ["Safeguarding adult concern form", "Adult at risk:", "D.O.B.", "Next of kin"], True, id="blank"
        ),
        pytest.param(["Adult at risk", "NHS number", "Type of abuse"], True, id="no title"),
        pytest.param(
            ["Core group meeting minutes", "Present: A Finch", "Child's name: P A", "DOB"], True, id="title"
        ),
        # a form that asks everybody for such things is none
        pytest.param(
            ["Grant application", "Home address:", "Ethnicity:", "GP surgery"], False, id="other form"
        ),
        pytest.param(
            [
                "Alder Safeguarding Board",
                "Minutes",
                "Present: A Finch",
                "1. Data",
                "Date of birth and NHS number are missing in a fifth of strategy meeting records.",
                "2. Mental capacity",
                "3. Parental responsibility",
                "Type of abuse was added to the report.",
            ],
            False,
            id="a board that speaks of it",
        ),
    ],
)
def test_case_files_are_told(lines: list[str], case: bool) -> None:
    builder = DocumentBuilder()
    for line in lines:
        builder.add(line)
    document = builder.build(source="x", sha256="0", format="text")
    assert bool(case_signs(document, load_rulebook())) is case
