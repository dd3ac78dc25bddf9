"""Forms of actions that boards of many kinds use; all people, bodies and tasks here are invented."""

from __future__ import annotations

from typing import Any

import pytest

from minutebook.evidence import ActionFinding
from minutebook.layout import segment
from minutebook.loaders.text import load_text
from minutebook.nlp import load_reader
from minutebook.rulebook import load_rulebook
from minutebook.stages.actions import find_actions
from minutebook.stages.context import Context

HEAD = """# Marlby Town Council

Minutes of the meeting held on 4 February 2021

Present: Asha Pennock (AP), Idris Fallow (IF), Ms Moira Quayle (MQ), Colm Tredgold (CT), Dr Tam Rushby

"""


def cases(text: str) -> list[dict[str, Any]]:
    """What is found in minutes with these words under the head."""
    document = load_text((HEAD + text).encode(), source="m.md", sha256="0")
    rulebook = load_rulebook()
    context = Context(document, segment(document, rulebook), rulebook, load_reader())
    return [seen(found) for found in find_actions(context)]


def seen(found: ActionFinding) -> dict[str, Any]:
    return {
        "text": found.text,
        "leads": [lead.text for lead in found.leads],
        "due": None if found.due is None else found.due.text,
        "ref": found.ref,
        "status": found.status,
        "origin": found.origin,
    }


def action(text: str, *leads: str, **fields: Any) -> dict[str, Any]:
    wanted = {"due": None, "ref": None, "status": "open", "origin": "new"}
    return {"text": text, "leads": list(leads), **wanted, **fields}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("ACTION-12: Idris to price a lamp", [action("Idris to price a lamp", "Idris", ref="12")]),
        (
            "Action-7: CT to book a room by 3 May",
            [action("CT to book a room by 3 May", "CT", ref="7", due="by 3 May")],
        ),
        ("1. ACTION-31: MQ to find the keys", [action("MQ to find the keys", "MQ", ref="31")]),
        ("ACTION CT: price a lamp by Easter", [action("price a lamp by Easter", "CT", due="by Easter")]),
        ("Action for Ms Quayle: ring the depot", [action("ring the depot", "Ms Quayle")]),
        ("ACTION AP/CT – list the benches", [action("list the benches", "AP", "CT")]),
        ("ACTION LOG – previous meetings", []),
        ("ACTION POINTS: none", []),
    ],
)
def test_labels(text: str, wanted: list[dict[str, Any]]) -> None:
    assert cases(text) == wanted


def test_old_actions_with_their_state_behind_a_stop() -> None:
    found = cases(
        "### Open actions\n\n"
        "- ACTION-8 — Idris to ask about the lamp. *pending review* — Idris: they agree. → closed\n"
        "- ACTION-9 — Colm Tredgold to write the leaflet. *open, due 19 April* — half done\n"
        "- ACTION-10 — CT to mend the gate. *ongoing*\n"
    )
    assert [(f["ref"], f["text"], f["status"], f["origin"], f["due"]) for f in found] == [
        ("8", "Idris to ask about the lamp.", "closed", "carried_forward", None),
        ("9", "Colm Tredgold to write the leaflet.", "open", "carried_forward", "19 April"),
        ("10", "CT to mend the gate.", "open", "carried_forward", None),
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "RESOLVED by five votes to one:\n\n(i) that the Club be offered a lease;\n\n"
            "(ii) that the Town Clerk instruct a surveyor to look at the roof before 1st March; and\n\n"
            "(iii) that the Business Manager consult the residents.",
            ["the Town Clerk", "the Business Manager"],
        ),
        ("RESOLVED unanimously:\n\n(a) that the Clerk write to the depot.", ["the Clerk"]),
        (
            "### 1. Welcome\n\nThere were no apologies from Terry Finch and the clerk will write to him.",
            ["the clerk"],
        ),
        ("CT will rework the plan and display it in the hall.", ["CT"]),
        ("CT said he'd ask the depot for a price.", ["CT"]),
        ("The lamp stands in Mill Rd. Colm Tredgold will price a new one.", ["Colm Tredgold"]),
        ("The commissioners will look at the bridge on 3 May.", ["The commissioners"]),
        ("CT will check with Bo Gannet, the trustees will look at the gate.", ["CT", "the trustees"]),
    ],
)
def test_who_is_bound(text: str, wanted: list[str]) -> None:
    assert [lead for found in cases(text) for lead in found["leads"]] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "It was agreed that Alderbus Ltd be asked to the next meeting.",
        "Friends of St Wulfric's have offered to pay for the bench.",
        "They asked that officers explain themselves better.",
        "CT has been a member for years and offered to bring his skills to the post.",
    ],
)
def test_no_commitment(text: str) -> None:
    assert cases(text) == []


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("CT to write to the depot by end October.", "by end October"),
        ("CT to write to the depot by end of September", "by end of September"),
        ("CT will report to the Hedge and Lamp Committee on 20 October.", "20 October"),
        ("IF to bring a price back to the Board on 3 June", "3 June"),
        ("MQ will seek the members' approval at Cabinet on 15th September.", "15th September"),
        ("CT to check why reports fell in December.", None),
        ("CT to find out who met the surveyor in June.", None),
    ],
)
def test_due(text: str, due: str | None) -> None:
    assert [found["due"] for found in cases(text)] == [due]


def test_a_log_by_old_minutes() -> None:
    found = cases(
        "### Clerk's report on outstanding matters\n\n"
        "| Minute | Matter | Officer | Position |\n|---|---|---|---|\n"
        "| A.31 | Replace the bench at the steps | CT | Installed 8 December. COMPLETED |\n"
        "| A.36 | Obtain a valuation of the depot | MQ | Valuer appointed, report due in February |\n"
    )
    assert [(f["ref"], f["text"], f["leads"], f["status"], f["origin"]) for f in found] == [
        ("A.31", "Replace the bench at the steps", ["CT"], "closed", "carried_forward"),
        ("A.36", "Obtain a valuation of the depot", ["MQ"], "open", "carried_forward"),
    ]


def test_a_log_without_heads() -> None:
    found = cases(
        "### 2 Record of 15 March and actions\n\n"
        "The record was agreed.\n\n"
        "| 15/03 – 1 | CT | Dip sample of 20 benches | Completed, see item 5 |\n|---|---|---|---|\n"
        "| 15/03 – 2 | MQ | Confirm the price of lamps | Letter awaited. Carry forward to July |\n"
        "| 15/03 – 4 | IF / CT | Move the notice board | Superseded by the new hall |\n"
    )
    assert [(f["ref"], f["text"], f["leads"], f["origin"]) for f in found] == [
        ("15/03 – 1", "Dip sample of 20 benches", ["CT"], "carried_forward"),
        ("15/03 – 2", "Confirm the price of lamps", ["MQ"], "carried_forward"),
        ("15/03 – 4", "Move the notice board", ["IF", "CT"], "carried_forward"),
    ]


TABLE = (
    "| No | Action | Owner | Deadline | Status |\n|---|---|---|---|---|\n"
    "| 1 | Count the lamps | CT | 17/06/21 | {0} |\n| 2 | Send the list to Housing | MQ | ASAP | {1} |\n"
)


@pytest.mark.parametrize(
    ("above", "states", "origin"),
    [
        ("NEW ACTIONS", ("Open", "Open"), "new"),
        ("Actions", ("Open", "Closed"), "new"),
        ("### Action log", ("Open", "Open"), "carried_forward"),
        ("Outstanding actions", ("Open", "Closed"), "carried_forward"),
    ],
)
def test_new_and_old_in_a_table_at_the_end(above: str, states: tuple[str, str], origin: str) -> None:
    items = "1. Welcome\n\nAll were welcomed.\n\n2. Next meeting\n\nWednesday 20 July 2021\n\n"
    found = cases(f"{items}{above}\n\n{TABLE.format(*states)}")
    assert [f["origin"] for f in found] == [origin, origin]


def test_days_under_the_leads_of_a_column() -> None:
    found = cases(
        "| Item | Discussion | Action |\n|---|---|---|\n"
        "| 1 | **Lamps** CT to share the survey with the depot. MQ and IF to hold two events in the hall. "
        "| CT<br>April 2021<br>MQ / IF<br>31 May 2021 |\n"
        "| 2 | **Hedges** AP to name a contractor. | AP<br>15/03/21 |\n"
        "| 3 | **Close** Nothing was raised. | |\n"
    )
    assert [(f["leads"], f["due"]) for f in found] == [
        (["CT"], "April 2021"),
        (["MQ", "IF"], "31 May 2021"),
        (["AP"], "15/03/21"),
    ]


def test_headings_inside_a_list_of_actions_part_it_by_state() -> None:
    found = cases(
        "## 1. Welcome\n\nAP spoke.\n\n## 2. Lamps\n\nIF will price a lamp by 1 March.\n\n## 3. Close\n\nNone.\n\n"
        "## Action log\n\n### New\n\n- AP to write to the depot\n- IF to price a lamp\n\n"
        "### Ongoing\n\n- AP to draft a strategy\n\n### Completed\n\n- IF to book the hall\n"
    )
    # The lamp stands in the list once more, without its date: one action.
    assert [(one["text"], one["origin"], one["status"]) for one in found] == [
        ("IF will price a lamp by 1 March.", "new", "open"),
        ("AP to write to the depot", "new", "open"),
        ("AP to draft a strategy", "carried_forward", "open"),
        ("IF to book the hall", "carried_forward", "closed"),
    ]


def test_headings_inside_a_list_of_actions_are_no_agenda_items() -> None:
    text = HEAD + (
        "## Lamps\n\nThey are out.\n\n## Benches\n\nThey are old.\n\n## Completed\n\nThe hall is built.\n\n"
        "## Actions\n\n### Short term\n\n- IF to price a lamp\n\n### Long term\n\n- AP to draft a strategy\n"
    )
    document = load_text(text.encode(), source="m.md", sha256="0")
    titles = [item.title for item in segment(document, load_rulebook()).items]
    assert titles == ["Lamps", "Benches", "Completed"]


def test_a_summary_table_drawn_with_blanks_adds_no_second_action() -> None:
    found = cases(
        "1.   Figures\n     CT will check the figures with the business team and report back before the next meeting.\n\n"
        "2.   Health\n     It was agreed that the health measures would be reviewed.\n     Action: MQ/IF\n\n"
        "3.   Close\n     None.\n\nSUMMARY OF ACTIONS\n"
        "No   Action                                 Lead     Deadline\n"
        "1    Check the figures with business team   CT       Before next meeting\n"
        "2    Review health measures                 MQ/IF    -\n"
        "3    Book the hall                          AP       3 March 2021\n"
    )
    assert [(one["ref"], one["leads"], one["due"]) for one in found] == [
        ("1", ["CT"], "before the next meeting"),
        ("2", ["MQ", "IF"], None),
        ("3", ["AP"], "3 March 2021"),
    ]


def test_two_lines_of_a_summary_stay_two_actions() -> None:
    found = cases(
        "1. Lamps\n\nACTION: CT to price the lamp and the post for the lane by 3 May.\n\n2. Close\n\nNone.\n\n"
        "Summary of actions\n\n- CT to price the lamp\n- CT to price the post\n"
    )
    assert len(found) == 2


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("AP and IF to agree the scope – 16/12/22", [(["AP", "IF"], "16/12/22")]),
        (
            "AP/IF to arrange a visit – ASAP. CT to add it to the plan",
            [(["AP", "IF"], "ASAP."), (["CT"], None)],
        ),
        ("CT to send the list (3 May)", [(["CT"], "3 May")]),
    ],
)
def test_a_column_of_actions_beside_the_minutes(
    cell: str, wanted: list[tuple[list[str], str | None]]
) -> None:
    found = cases(
        f"| Item | Discussion | Action |\n|---|---|---|\n| 1. Lamps | They are out. | {cell} |\n| 2. Close | None | |\n"
    )
    assert [(one["leads"], one["due"]) for one in found] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "**RESOLVED** –\n(1) That the return be endorsed.\n(2) That the Clerk bring a report in June 2024.",
            ["the Clerk"],
        ),
        ("RESOLVED: That the Clerk write to the depot.", ["the Clerk"]),
    ],
)
def test_that_with_a_capital_opens_a_resolution(text: str, wanted: list[str]) -> None:
    assert [lead for found in cases(text) for lead in found["leads"]] == wanted


def test_a_label_behind_an_old_action_says_who_goes_on() -> None:
    found = cases(
        "Matters arising:\n\n3.2 Item 9 – The visit has not been done. To be carried forward. ACTION: IF\n"
    )
    assert [(one["leads"], one["origin"]) for one in found] == [(["IF"], "carried_forward")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("- AI 4.1: CT to send a reminder (ASAP)", [("4.1", ["CT"], "ASAP")]),
        ("- AI 4.2: Asha writes the summary, deadline 14 March", [("4.2", ["Asha"], "deadline 14 March")]),
        ("- **AI 4.3:** Asha + Idris: update the map on the wiki", [("4.3", ["Asha", "Idris"], None)]),
        ("CT to complete the form. Due March 15, 2021.", [(None, ["CT"], "March 15, 2021")]),
        ("Asha writes the summary every year.", []),
    ],
)
def test_labels_and_deadlines_of_projects(
    text: str, wanted: list[tuple[str | None, list[str], str | None]]
) -> None:
    assert [(one["ref"], one["leads"], one["due"]) for one in cases(text)] == wanted
