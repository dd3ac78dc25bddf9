"""Actions in small invented minutes: what is found, who leads, when, and what is left alone."""

from __future__ import annotations

from typing import Any

import pytest

from minutebook.document import Document
from minutebook.evidence import ActionFinding
from minutebook.layout import segment
from minutebook.loaders.text import load_text
from minutebook.nlp import load_reader
from minutebook.rulebook import load_rulebook
from minutebook.stages.actions import find_actions
from minutebook.stages.actions.wording import LONGEST_TAIL
from minutebook.stages.context import Context

HEAD = """# Marlby Safeguarding Board

Minutes of the meeting held on 4 February 2021

Present: Asha Pennock (AP), Idris Fallow (IF), Ms Moira Quayle (MQ), Colm Tredgold (CT), Dr Tam Rushby

"""


def read(text: str, head: str = HEAD) -> tuple[Document, tuple[ActionFinding, ...]]:
    document = load_text((head + text).encode(), source="m.md", sha256="0")
    rulebook = load_rulebook()
    context = Context(document, segment(document, rulebook), rulebook, load_reader())
    return document, find_actions(context)


def seen(found: ActionFinding) -> dict[str, Any]:
    return {
        "text": found.text,
        "leads": [lead.text for lead in found.leads],
        "due": None if found.due is None else found.due.text,
        "ref": found.ref,
        "status": found.status,
        "origin": found.origin,
        "update": found.update,
    }


def action(text: str, *leads: str, **fields: Any) -> dict[str, Any]:
    wanted = {"due": None, "ref": None, "status": "open", "origin": "new", "update": None}
    return {"text": text, "leads": list(leads), **wanted, **fields}


LABELLED = [
    (
        "Action: Ms Quayle to send the revised leaflet to partners.",
        [action("Ms Quayle to send the revised leaflet to partners.", "Ms Quayle")],
    ),
    (
        "ACTION - Idris to pass the list to Housing by 3 May.",
        [action("Idris to pass the list to Housing by 3 May.", "Idris", due="by 3 May")],
    ),
    (
        "The figures are being checked and will be ready next time. ACTION: CT",
        [action("The figures are being checked and will be ready next time.", "CT")],
    ),
    (
        "A copy of the rota will go to the depot (Action: A Pennock/C Tredgold)",
        [action("A copy of the rota will go to the depot", "A Pennock", "C Tredgold")],
    ),
    (
        "Action: MQ (Glen Lorne) to ask the surveyor.",
        [action("MQ (Glen Lorne) to ask the surveyor.", "MQ")],
    ),
    (
        "ACTION [Idris]: Price a new lamp",
        [action("Price a new lamp", "Idris")],
    ),
    (
        "Action: Circulate the map (AP/IF)",
        [action("Circulate the map", "AP", "IF")],
    ),
    (
        "The lamp is out and must be mended. ACTION (CT)",
        [action("The lamp is out and must be mended.", "CT")],
    ),
    (
        "ACTION (ongoing) Idris: price the lamp",
        [action("price the lamp", "Idris", origin="carried_forward")],
    ),
    (
        "Treas TODO: Close the old account",
        [action("Close the old account", "Treas")],
    ),
    ("The leaflet was read. Members are asked to note this. (Action 3)", []),
    ("Action plans of two depots were read out.", []),
]


@pytest.mark.parametrize(("text", "wanted"), LABELLED)
def test_labels(text: str, wanted: list[dict[str, Any]]) -> None:
    _, found = read(f"## 3. Leaflets\n\n{text}\n")
    assert [seen(one) for one in found] == wanted


PLAIN = [
    ("CT will send the list to the depot.", ["CT will send the list to the depot."], ["CT"]),
    (
        "The Clerk was asked to mend the gate.",
        ["The Clerk was asked to mend the gate."],
        ["The Clerk"],
    ),
    (
        "It was agreed that Dr Rushby should ask for a price and tell the Clerk.",
        ["Dr Rushby should ask for a price and tell the Clerk."],
        ["Dr Rushby"],
    ),
    (
        "Idris offered to arrange two walks before the end of November.",
        ["Idris offered to arrange two walks before the end of November."],
        ["Idris"],
    ),
    (
        "Ms Quayle said that she would write to the depot.",
        ["she would write to the depot."],
        ["Ms Quayle"],
    ),
    ("The lamp is out; IF & CT to mend it.", ["IF & CT to mend it."], ["IF", "CT"]),
    (
        "AP has spoken to Ms Quayle, who will liaise with the depot.",
        ["Ms Quayle, who will liaise with the depot."],
        ["Ms Quayle"],
    ),
    (
        "These fees will be checked by the Events Group.",
        ["These fees will be checked by the Events Group."],
        ["the Events Group"],
    ),
    (
        "All partners to send their rotas to CT.",
        ["All partners to send their rotas to CT."],
        ["All partners"],
    ),
]


@pytest.mark.parametrize(("text", "wanted", "leads"), PLAIN)
def test_plain_commitments(text: str, wanted: list[str], leads: list[str]) -> None:
    _, found = read(f"## 3. Leaflets\n\nMembers heard a report. {text}\n")
    assert [one.text for one in found] == wanted
    assert [lead.text for one in found for lead in one.leads] == leads


NO_ACTIONS = [
    "The next meeting will be held in May.",
    "The service will open again in the autumn.",
    "It was suggested that CT could write to the depot.",
    "CT asked whether Housing would send a list.",
    "Ms Quayle would like to see the leaflet.",
    "AP will think about it.",
    "The Clerk to reply? No.",
    "Surveyors will give a week's warning. They will visit two depots.",
    "The report recommends that the ICB provide more beds.",
    "CT wrote to the depot last week and had a reply.",
    "All to note.",
    "Dr Rushby said that the Crown Court would send the papers.",
]


@pytest.mark.parametrize("text", NO_ACTIONS)
def test_no_commitment(text: str) -> None:
    _, found = read(f"## 3. Leaflets\n\nMembers heard a report. {text}\n")
    assert [one.text for one in found] == []


def test_per_item_table_with_run_on_leads() -> None:
    _, found = read(
        "## 3. Leaflets\n\n| Action | Lead | Date |\n|---|---|---|\n"
        "| Book a hall for the spring fair | I Fallow C Tredgold | 14.2.22 |\n"
    )
    wanted = action("Book a hall for the spring fair", "I Fallow", "C Tredgold", due="14.2.22")
    assert [seen(one) for one in found] == [wanted]


def test_tracker_table_gives_status_update_and_origin() -> None:
    _, found = read(
        "## 2. Action log\n\n| Ref | Action | Owner | Due | Update |\n|---|---|---|---|---|\n"
        "| 7 | Price a new post | IF | 3.5.21 | Two quotes in. Complete. |\n"
        "| 8 | Merge two rotas | CT/MQ | | Superseded by Action 9 |\n"
        "| 9 | Write to the depot | Clerk | ASAP | Letter drafted. Keep open. |\n"
    )
    carried = {"origin": "carried_forward"}
    assert [seen(one) for one in found] == [
        action(
            "Price a new post",
            "IF",
            due="3.5.21",
            ref="7",
            status="closed",
            update="Two quotes in.",
            **carried,
        ),
        action(
            "Merge two rotas",
            "CT",
            "MQ",
            ref="8",
            status="superseded",
            update="Superseded by Action 9",
            **carried,
        ),
        action("Write to the depot", "Clerk", due="ASAP", ref="9", update="Letter drafted.", **carried),
    ]
    assert [one.completed for one in found] == [True, False, False]


def test_tracker_in_prose() -> None:
    _, found = read(
        "## 2. Action tracker\n\n"
        "Action 5. AP to find out who owns the leaflet. Nothing new to report. Action ongoing.\n\n"
        "Action 6. CT to draw a map.\n\nThe map went out in May. Action closed.\n\n"
        "## 3. Leaflets\n\nMembers heard a report.\n"
    )
    carried = {"origin": "carried_forward"}
    assert [seen(one) for one in found] == [
        action(
            "AP to find out who owns the leaflet.", "AP", ref="5", update="Nothing new to report.", **carried
        ),
        action(
            "CT to draw a map.", "CT", ref="6", status="closed", update="The map went out in May.", **carried
        ),
    ]
    assert [one.accepted for one in found] == [False, True]


def test_an_entry_that_tells_only_its_state() -> None:
    _, found = read(
        "## 2. Action tracker\n\nLB 2021_04 action closed.\n\nLB 2021_05 action ongoing.\n\n"
        "Action 6. CT to draw a map.\n\n## 3. Leaflets\n\nMembers heard a report.\n"
    )
    assert [(one.ref, one.status) for one in found] == [
        ("LB 2021_04", "closed"),
        ("LB 2021_05", "open"),
        ("6", "open"),
    ]


def test_matters_arising_with_minute_numbers() -> None:
    _, found = read(
        "## 2. Matters arising\n\n"
        "(a) Minute 2020/112 (Benches): Clerk to report three broken benches. Two mended. Ongoing.\n\n"
        "(b) Minute 2020/101: the Finance Committee had met in March.\n"
    )
    assert [seen(one) for one in found] == [
        action(
            "Clerk to report three broken benches.",
            "Clerk",
            ref="2020/112",
            origin="carried_forward",
            update="Two mended.",
        )
    ]


def test_old_actions_without_numbers() -> None:
    _, found = read(
        "## 2. Matters arising\n\n- CT to write to the depot – completed.\n- AP to price a lamp. Carried forward.\n"
    )
    assert [(one.text, one.status, one.origin) for one in found] == [
        ("CT to write to the depot", "closed", "carried_forward"),
        ("AP to price a lamp.", "open", "carried_forward"),
    ]


def test_a_date_beside_the_leads_is_the_due_date() -> None:
    _, found = read(
        "| Item | Discussion | Lead / date |\n|---|---|---|\n"
        "| 3 | The draft was read. CT will send it to the depot. | CT 14.2.22 |\n"
    )
    assert [seen(one) for one in found] == [action("CT will send it to the depot.", "CT", due="14.2.22")]


def test_headless_table_under_a_heading() -> None:
    _, found = read(
        "## 7. Completed actions\n\n| 3.1 | Draw a map of the depot | CT+MQ |\n|---|---|---|\n| 3.2 | Ask for a plan | AP |\n"
    )
    assert [(one.ref, one.text, [lead.text for lead in one.leads], one.status) for one in found] == [
        ("3.1", "Draw a map of the depot", ["CT", "MQ"], "closed"),
        ("3.2", "Ask for a plan", ["AP"], "closed"),
    ]


def test_column_beside_the_minutes() -> None:
    _, found = read(
        "| Item | Discussion | Action |\n|---|---|---|\n"
        "| 3 | Asha had seen the draft. A shorter leaflet will be brought to the June meeting. | IF |\n"
        "| 4 | The lamps were discussed. | ALL TO NOTE |\n"
        "| 5 | Members were content with the rota. | |\n"
    )
    assert [seen(one) for one in found] == [
        action("A shorter leaflet will be brought to the June meeting.", "IF", due="June meeting")
    ]


def test_stacked_leads_go_to_stacked_actions() -> None:
    _, found = read(
        "Item\tDiscussion\tAction\n"
        "3\t<p>The draft was read.</p> <p><b>Actions:</b> <b>Send the draft to the depot.</b> "
        "<b>Ask the surveyor for a plan.</b></p> <p>Colm thanked them.</p>\t<p>AP</p> <p>CT/IF</p>\n"
    )
    assert [(one.text, [lead.text for lead in one.leads]) for one in found] == [
        ("Send the draft to the depot.", ["AP"]),
        ("Ask the surveyor for a plan.", ["CT", "IF"]),
    ]


def test_summary_of_the_same_actions_adds_none() -> None:
    _, found = read(
        "## 3. Leaflets\n\nAction: CT to print the revised leaflet in two colours.\n\n"
        "## Summary of new actions\n\n| No. | Action | By whom | By when |\n|---|---|---|---|\n"
        "| 1 | Print the revised leaflet in two colours | CT | 3 May |\n"
        "| 2 | Hire the large hall for the autumn fair | MQ | June |\n"
    )
    assert [(one.ref, one.text, one.due and one.due.text) for one in found] == [
        ("1", "CT to print the revised leaflet in two colours.", "3 May"),
        ("2", "Hire the large hall for the autumn fair", "June"),
    ]


def test_resolution_lists_and_action_by() -> None:
    _, found = read(
        "## 3. Leaflets\n\nRESOLVED: That\n\n- the report be noted;\n"
        "- the ICB be requested to send figures by the next meeting;\n"
        "- a leaflet be prepared for schools by 30 November 2021.\n\n"
        "Action by: DIRECTOR OF HOUSING (M. QUAYLE)\n"
    )
    assert [(one.text, [lead.text for lead in one.leads]) for one in found] == [
        ("the ICB be requested to send figures by the next meeting", ["the ICB"]),
        ("a leaflet be prepared for schools by 30 November 2021.", ["DIRECTOR OF HOUSING (M. QUAYLE)"]),
    ]


def test_lines_for_the_next_agenda_are_no_actions() -> None:
    _, found = read(
        "## 9. Next meeting\n\nAgenda items:\n\n- CT to present the map\n- AP to bring a report\n"
    )
    assert found == ()


def test_every_quote_is_the_documents_own_words() -> None:
    document, found = read(
        "## 3. Leaflets\n\nAction 12: MQ and CT to write to the depot by w/c 3 June. "
        "Idris will check the map before the next meeting.\n"
    )
    assert len(found) == 2
    for one in found:
        text = next(quote for quote in one.quotes if quote.field == "text")
        assert " ".join(document[text.span].split()) == one.text
        assert all(document[lead.span] == lead.text for lead in one.leads)
        assert one.due is not None
        assert document[one.due.span] == one.due.text


def test_a_person_in_no_list_is_a_lead_where_the_model_knows_a_name() -> None:
    _, found = read(
        "## 3. Leaflets\n\nEmma Hartwell will circulate the leaflet. The Plan will review housing.\n"
    )
    assert [seen(one) for one in found] == [
        action("Emma Hartwell will circulate the leaflet.", "Emma Hartwell")
    ]
    assert found[0].leads[0].quotes[0].producer.startswith(("model:", "rule:"))


def test_a_paragraph_of_nothing_but_labels_is_read_to_its_end() -> None:
    _, found = read("Action: " * 3000 + "CT to clear the weir.")
    assert [(action.text, [lead.text for lead in action.leads]) for action in found] == [
        ("CT to clear the weir.", ["CT"])
    ]


@pytest.mark.parametrize(
    "nothing", ["Action: Action: Action: ......", "The meeting on: Action: Action: ...", "Action: –"]
)
def test_a_label_with_nothing_behind_it_records_nothing(nothing: str) -> None:
    text = f"1. Gate\n\n{nothing}\n\nAction: AP to write to the landowner.\n"
    _, found = read(text)
    assert [action.text for action in found] == ["AP to write to the landowner."]


def test_an_update_of_dashes_is_none() -> None:
    table = "## 2. Action tracker\n\n| Ref | Action | Lead | Update | Status |\n|---|---|---|---|---|\n"
    rows = (
        "| 3 | Map the paths | AP | Six of nine done | Open |\n| 4 | Write to the depot | AP | --- | --- |\n"
    )
    _, found = read(table + rows)
    assert [action.update for action in found] == ["Six of nine done", None]
    assert [quote.field for action in found for quote in action.quotes].count("update") == 1


def test_a_tail_longer_than_is_looked_at_in_one_go_is_taken_off_whole() -> None:
    _, found = read(f"1. Gate\n\nAction: AP to write to the landowner{' - ;' * LONGEST_TAIL}\n")
    assert [action.text for action in found] == ["AP to write to the landowner"]
