"""What boards of other kinds and countries write: short invented minutes, and what their records must hold."""

from __future__ import annotations

import pytest

from minutebook.extraction import read_document
from minutebook.loaders.load import load_bytes
from minutebook.nlp import load_reader
from minutebook.rulebook import load_rulebook
from minutebook.schema import Meeting, Minutes

HEAD = """Marlby Board
Minutes of the meeting held on Tuesday 4 March 2025 at 10am

Present: Ida Fenn (IF, Chair), Bo Lund (BL), DI Una Tarr (UT), Cy Orme (CO, Superintendent of Schools)

"""


def read(body: str, *, head: str = HEAD) -> Minutes:
    return read_document(load_bytes((head + body).encode(), source="x"), load_rulebook(), load_reader())


def meeting(body: str, *, head: str = HEAD) -> Meeting:
    found = read(body, head=head).meeting
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("body", "text", "leads", "due"),
    [
        ("1. Lamps\nThe lamp is out.\n--> BL to order a lamp by 14 March.\n", "BL to order a lamp by 14 March.",
         ["Bo Lund"], "2025-03-14"),
        ("1. Actions outstanding\n2025/07  Price a lamp. Owner: DI Tarr. Update - none so far. ONGOING\n",
         "Price a lamp.", ["Una Tarr"], None),
        ("1. Lamps\nAction: Price a new lamp. Lead: BL. Due: 3 May 2025\n", "Price a new lamp.", ["Bo Lund"],
         "2025-05-03"),
        ("1. Lamps\nAction: BL to price a lamp. By next meeting.\n\nNext Forum: Tuesday 6 May 2025\n",
         "BL to price a lamp.", ["Bo Lund"], "2025-05-06"),
        ("1. Lamps\nAction: BL to price a lamp. This will be done by 31 May 2025.\n", "BL to price a lamp.",
         ["Bo Lund"], "2025-05-31"),
        ("1. Lamps\nBL will return with costs at the May 6, 2025 meeting.\n",
         "BL will return with costs at the May 6, 2025 meeting.", ["Bo Lund"], "2025-05-06"),
        ("1. Lamps\nACTION: Superintendent to share the price with trustees.\n",
         "Superintendent to share the price with trustees.", ["Cy Orme"], None),
    ],
)  # fmt: skip
def test_an_action(body: str, text: str, leads: list[str], due: str | None) -> None:
    (action,) = read(body).actions
    assert (action.text, [lead.name for lead in action.leads]) == (text, leads)
    assert action.due.date == due


def test_a_table_of_who_and_status_is_no_list_of_people() -> None:
    head = HEAD.replace("\n", "\n\n")
    table = "| Action | Who | Status |\n|---|---|---|\n| Price a lamp | Bo Lund | Done |\n| Ask the depot | Ida Fenn | Not yet |\n"
    minutes = read(f"## 1. Actions from 4 February\n\n{table}\n## 2. Close\n\nNone.\n", head=head)
    assert [(a.text, a.leads[0].name, a.status) for a in minutes.actions] == [
        ("Price a lamp", "Bo Lund", "closed"),
        ("Ask the depot", "Ida Fenn", "open"),
    ]
    assert len(minutes.attendees) == 4


def test_the_heading_of_a_log_names_nobody() -> None:
    body = "1. Close\nNone.\n\nDate of next meeting: 6 May 2025\n\nACTION LOG\n\n| Ref | Action | Lead |\n|---|---|---|\n| 7 | Price a lamp | BL |\n"
    assert [action.text for action in read(body).actions] == ["Price a lamp"]


def test_the_next_forum() -> None:
    following = meeting("1. Lamps\nNoted.\n\nNext forum: Tuesday 6 May 2025 at 10:00\n").next_meeting
    assert (following.date, following.start_time) == ("2025-05-06", "10:00")


@pytest.mark.parametrize(
    "last", ["This concluded the business of the meeting at 11.40am.", "Meeting closed at 11.40am."]
)
def test_the_end(last: str) -> None:
    assert meeting(f"1. Lamps\nNoted.\n\n{last}\n").end_time == "11:40"


def test_called_to_order() -> None:
    head = (
        "MARLBY CITY COUNCIL\nREGULAR MEETING MINUTES\nMarch 4, 2025\n\nThe regular meeting of the Marlby City Council was "
        "called to order at 6:32 p.m. in the Council Chamber, 40 Hill Street, by Mayor Ida Fenn.\n\n"
        "Members Present: Mayor Ida Fenn, Mayor Pro Tem Bo Lund\n\n"
    )
    found = meeting("1. LAMPS\nNoted.\n", head=head)
    assert (found.date, found.start_time) == ("2025-03-04", "18:32")
    assert (found.venue, found.chair) == ("Council Chamber, 40 Hill Street", "Ida Fenn")


def test_the_year_of_a_title_on_the_line_below() -> None:
    head = "# Minutes of the Marlby Board, Tuesday 4 March\n2025\n\nPresent: Ida Fenn, Bo Lund\n\n"
    assert meeting("1. Lamps\nNoted.\n", head=head).date == "2025-03-04"


def test_the_board_meeting_of_a_company_names_no_body_of_its_own() -> None:
    head = "Marlby Homes Limited\nMinutes of the Board meeting held at 6pm on Tuesday 4 March 2025 by Zoom\n\nPresent: Ida Fenn\n\n"
    assert meeting("1. Lamps\nNoted.\n", head=head).body == "Board"


def test_actions_behind_the_next_meeting_belong_to_no_item() -> None:
    body = "1. Lamps\nNoted.\n\n2. Date of next meeting\n6 May 2025\n\nACTION LOG\n\n| Ref | Action | Lead |\n|---|---|---|\n| 7 | Price a lamp | BL |\n"
    minutes = read(body)
    assert [(action.ref, action.agenda_item) for action in minutes.actions] == [("7", None)]
    assert "Price a lamp" not in (minutes.agenda_items[-1].text or "")


def test_the_lead_of_an_action_in_two_languages() -> None:
    body = "1. Lampau / Lamps\nAction: Clerc i brynu lamp newydd. / Cy Orme to buy a new lamp.\n\n2. Close\nNone.\n"
    (action,) = read(body).actions
    assert [lead.name for lead in action.leads] == ["Cy Orme"]


def test_what_was_told_of_an_old_action_is_its_progress() -> None:
    body = "1. Action log\nMSB 1819_06: BL reported that the lamp is on order. Action to remain open.\n\n2. Close\nNone.\n"
    (action,) = read(body).actions
    assert (action.ref, action.update) == ("MSB 1819_06", "BL reported that the lamp is on order.")


def test_letters_of_a_title_keep_their_last_stop() -> None:
    assert [item.title for item in read("1. Lamps.\nNoted.\n\n2. A.O.C.B.\nNone.\n").agenda_items] == [
        "Lamps",
        "A.O.C.B.",
    ]


def test_the_body_of_a_title_is_quoted() -> None:
    found = meeting(
        "1. Lamps\nNoted.\n",
        head="Marlby Safeguarding Children Board\nBoard Meeting\n4 March 2025\n\nPresent: Ida Fenn\n\n",
    )
    assert found.body == "Marlby Safeguarding Children Board"
    assert [piece.text for piece in found.evidence if piece.field == "body"] == [found.body]


def test_the_part_of_a_board_behind_a_dash() -> None:
    head = "NOTES OF THE MARLBY ADULT SAFEGUARDING BOARD – QUALITY GROUP\nHeld on 4 March 2025 in Room 2\n\nPresent: Ida Fenn\n\n"
    found = meeting("1. Lamps\nNoted.\n", head=head)
    assert (found.body, found.parent_body) == ("QUALITY GROUP", "MARLBY ADULT SAFEGUARDING BOARD")


@pytest.mark.parametrize(
    ("body", "lead", "due"),
    [
        (
            "1. Lamps\nACTION: BL – a leaflet to be drawn up and sent to all (end of July)\n",
            "Bo Lund",
            "2025-07-31",
        ),
        ("1. Lamps\nThe lamp is out; Action BL to buy a new one by 14 March.\n", "Bo Lund", "2025-03-14"),
    ],
)
def test_a_due_month_in_brackets_and_a_label_without_a_mark(body: str, lead: str, due: str) -> None:
    (action,) = read(body + "\n2. Close\nNone.\n").actions
    assert ([one.name for one in action.leads], action.due.date) == ([lead], due)


def test_a_place_stands_before_a_semicolon() -> None:
    body = "1. Lamps\nNoted.\n\n2. Dates\nBoard 6 May 2025 6pm; Resources 3 June 2025 4.30pm.\n"
    assert meeting(body).next_meeting.venue is None


def test_a_log_with_the_day_set_beside_the_deadline() -> None:
    table = (
        "| Ref | Date | Action | Owner | Deadline | Status/Update |\n|---|---|---|---|---|---|\n"
        "| 24/17 | 04/02/2025 | Price a lamp | BL | 31/03/2025 | In progress: two prices so far |\n"
        "| 24/19 | 04/02/2025 | Write to the depot | IF | 28/02/2025 | Letter sent 26 February. |\n"
    )
    minutes = read(f"## 1. Action log\n\n{table}\n## 2. Close\n\nNone.\n", head=HEAD.replace("\n", "\n\n"))
    assert [(one.ref, one.due.date, one.update) for one in minutes.actions] == [
        ("24/17", "2025-03-31", "In progress: two prices so far"),
        ("24/19", "2025-02-28", "Letter sent 26 February."),
    ]


def test_a_label_behind_an_old_action_is_no_progress() -> None:
    body = "1. Matters arising\n(a) Item 3 - BL still to price the lamp. Action: BL\n\n2. Close\nNone.\n"
    (action,) = read(body).actions
    assert ([lead.name for lead in action.leads], action.update) == (["Bo Lund"], None)


def test_the_heads_of_two_columns_are_no_action() -> None:
    assert (
        read(
            "ITEM                                        ACTION BY / DATE\n\n1. Lamps\nNoted.\n\n2. Close\nNone.\n"
        ).actions
        == ()
    )
