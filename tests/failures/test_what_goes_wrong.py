"""What most often goes wrong in reading minutes, by the numbers of the field guide's list of failures.

Each case is a short document of invented people and the one thing about its record that must hold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from minutebook.extraction import extract_document
from minutebook.schema import Minutes

HEAD = "Marlby Safeguarding Adults Board\n\nMinutes of the meeting held on Tuesday 4 March 2025\n\n"
PRESENT = "Present:\nAnn Orme (AO)\nBen Dace (BD)\nCara Tull (CT)\n\n"
ITEM = "1. Leaflets\nThe leaflets were discussed.\n\n"


def people(minutes: Minutes) -> dict[str, str]:
    return {person.name: person.status for person in minutes.attendees}


def leads(minutes: Minutes) -> list[list[str | None]]:
    return [[lead.text for lead in action.leads] for action in minutes.actions]


def day(minutes: Minutes) -> str | None:
    assert minutes.meeting is not None
    return minutes.meeting.date


Check = Callable[[Minutes], bool]

CASES: list[tuple[str, str, Check]] = [
    # 1. The date of the meeting is not that of a pack, an approval or an earlier meeting.
    (
        "1 an approval stamp above the title",
        "Approved on 13 May 2025\n\n" + HEAD + PRESENT + ITEM,
        lambda m: day(m) == "2025-03-04",
    ),
    (
        "1 the minutes that were confirmed",
        HEAD + PRESENT + "1. Minutes of the meeting held on 3 December 2024\nThese were agreed.\n",
        lambda m: day(m) == "2025-03-04",
    ),
    (
        "1 a date of issue",
        "Issue date: 11/03/2025\n" + HEAD + PRESENT + ITEM,
        lambda m: day(m) == "2025-03-04",
    ),
    # 2. Apologies are not presence; a deputy is not the member.
    (
        "2 apologies after those present",
        HEAD + "Present: Ann Orme (AO), Ben Dace (BD)\nApologies: Cara Tull (CT), Dev Shah (DS)\n\n" + ITEM,
        lambda m: (
            people(m)
            == {
                "Ann Orme": "present",
                "Ben Dace": "present",
                "Cara Tull": "apologies",
                "Dev Shah": "apologies",
            }
        ),
    ),
    (
        "2 a deputy comes and the member does not",
        HEAD + PRESENT + "Apologies:\nDev Shah (DS) – represented by Ben Dace\n\n" + ITEM,
        lambda m: people(m)["Dev Shah"] == "apologies" and people(m)["Ben Dace"] == "present",
    ),
    (
        "2 a table of its own for those who sent apologies",
        HEAD
        + "## Present\n\n| Name | Role |\n|---|---|\n| Ann Orme | Treasurer |\n| Ben Dace | Named Nurse |\n\n"
        + "## Apologies\n\n| Name | Role |\n|---|---|\n| Cara Tull | Head of Housing |\n\n## 1. Leaflets\nNoted.\n",
        lambda m: people(m) == {"Ann Orme": "present", "Ben Dace": "present", "Cara Tull": "apologies"},
    ),
    (
        "2 two bodies that meet in common",
        HEAD
        + "Alder Vale Governing Body members present:\nAnn Orme – Chair\nBen Dace – Lay Member\n\n"
        + "Tarn Vale Governing Body members present:\nBen Dace – Lay Member\nCara Tull – GP Member\n\n"
        + "Apologies:\nDev Shah – GP Member\n\n"
        + ITEM,
        lambda m: (
            people(m)
            == {
                "Ann Orme": "present",
                "Ben Dace": "present",
                "Cara Tull": "present",
                "Dev Shah": "apologies",
            }
        ),
    ),
    (
        "2 a deputy named beside himself",
        HEAD + "Present: Ann Orme, Eve Lunt (deputising for Dev Shah)\n\n" + ITEM,
        lambda m: (
            people(m)["Eve Lunt"] == "present"
            and next(p for p in m.attendees if p.name == "Eve Lunt").deputising_for == "Dev Shah"
        ),
    ),
    # 3. Names and roles that came out column by column are not paired by line.
    (
        "3 a column of names, then a column of roles",
        HEAD + "Present:\nAnn Orme\nBen Dace\nCara Tull\nChair\nTreasurer\nBusiness Manager\n\n" + ITEM,
        lambda m: {"Ann Orme", "Ben Dace", "Cara Tull"} >= set(people(m)),
    ),
    # 4. Two people with one set of initials stay two, and neither is chosen.
    (
        "4 initials that fit two people",
        HEAD
        + "Present: Ann Orme (AO), Alan Oates (AO), Ben Dace (BD)\n\n"
        + ITEM
        + "Action: AO to send the leaflet to schools.\n",
        lambda m: (
            len(people(m)) == 3
            and [lead.name for action in m.actions for lead in action.leads] == [None]
            and m.actions[0].leads[0].flags == ("ambiguous_initials",)
        ),
    ),
    # 5. Old actions in a tracker are not new ones.
    (
        "5 a log of earlier actions",
        HEAD
        + PRESENT
        + "1. Action log\n\n| Ref | Action | Lead | Status |\n|---|---|---|---|\n"
        + "| 12 | Price a new lamp | BD | Complete |\n| 13 | Write to the depot | CT | Ongoing |\n",
        lambda m: [a.origin for a in m.actions] == ["carried_forward", "carried_forward"],
    ),
    (
        "5 a matter arising that was done",
        HEAD
        + PRESENT
        + "1. Matters arising\nAction 4: BD to price a lamp. Completed.\n\n2. Leaflets\nNoted.\n",
        lambda m: all(a.origin == "carried_forward" for a in m.actions),
    ),
    # 6. Initials of an action column are leads, and no words of the minute.
    (
        "6 initials at the end of a line of the action column",
        HEAD
        + PRESENT
        + "| Item | Discussion | Action |\n|---|---|---|\n"
        + "| 1. Leaflets | The leaflets came. BD to send them to schools. | BD |\n",
        lambda m: leads(m) == [["BD"]],
    ),
    # 7. A label without a task is no action.
    (
        "7 a label and initials, and no verb",
        HEAD + PRESENT + "1. Leaflets\nThe leaflets were noted.\nAction: AO\n",
        lambda m: all(a.text.strip(" .:") not in ("AO", "Action: AO", "") for a in m.actions),
    ),
    (
        "7 a lead alone in its cell",
        HEAD + PRESENT + "1. Leaflets\n\n| Action | Lead |\n|---|---|\n| | BD |\n| Price a lamp | CT |\n",
        lambda m: leads(m) == [["CT"]],
    ),
    # 8. To note, to present and the like are no actions.
    (
        "8 all to note",
        HEAD + PRESENT + "1. Leaflets\nAll to note.\nThe Board is asked to note the report.\n",
        lambda m: not m.actions,
    ),
    (
        "8 who presents an item",
        HEAD + PRESENT + "1. Leaflets (BD to present)\nThe leaflets were discussed.\n",
        lambda m: not m.actions,
    ),
    # 9. The date of the next meeting is not that of this one.
    (
        "9 the next meeting at the end",
        HEAD + PRESENT + ITEM + "2. Date of next meeting\nTuesday 3 June 2025 at 10am, Alder Room\n",
        lambda m: (
            day(m) == "2025-03-04"
            and m.meeting is not None
            and m.meeting.next_meeting is not None
            and m.meeting.next_meeting.date == "2025-06-03"
        ),
    ),
    (
        "9 a date of meeting at the foot, and none at the head",
        "Marlby Safeguarding Adults Board\nMinutes\n\n"
        + PRESENT
        + ITEM
        + "Date of next meeting: 3 June 2025\n",
        lambda m: day(m) is None,
    ),
    # 10. Numbers of items may leap; a planning reference or a time is no item.
    (
        "10 numbers that leap",
        HEAD
        + PRESENT
        + "1. Welcome\nAnn Orme opened.\n\n2. Leaflets\nNoted.\n\n5. Any other business\nNone.\n",
        lambda m: [i.number for i in m.agenda_items] == ["1", "2", "5"],
    ),
    (
        "10 a planning reference and a time",
        HEAD
        + PRESENT
        + "1. Planning\n24/00171/FUL Two barns at Tarn Lane\nNo objection.\n\n2. Close\n10.30 The Chair closed the meeting.\n",
        lambda m: [i.number for i in m.agenda_items] == ["1", "2"],
    ),
    # 11. What is no minutes is not read as minutes.
    (
        "11 an agenda",
        "Marlby Safeguarding Adults Board\nAGENDA\nTuesday 4 March 2025 at 10am, Alder Room\n\n"
        "1. Welcome and apologies\n2. Minutes of the last meeting\n3. Leaflets\n4. Any other business\n",
        lambda m: m.document.kind == "agenda" and not m.attendees,
    ),
    (
        "11 terms of reference",
        "Marlby Safeguarding Adults Board\nTerms of Reference\n\n1. Purpose\nThe Board shall oversee leaflets.\n\n"
        "2. Membership\nThe Chair, the Treasurer and two members.\n\n3. Quorum\nThree members.\n",
        lambda m: m.document.kind not in ("minutes", "agenda") and not m.attendees,
    ),
    # 12. Venues, buildings and vacant seats are no people.
    (
        "12 a vacant seat",
        HEAD + "Present:\nAnn Orme – Chair\nVacant – Housing\nBen Dace – Treasurer\n\n" + ITEM,
        lambda m: set(people(m)) == {"Ann Orme", "Ben Dace"},
    ),
    (
        "12 the venue beside the list",
        HEAD + "Venue: Alder House, Tarn Lane\nPresent: Ann Orme, Ben Dace\n\n" + ITEM,
        lambda m: set(people(m)) == {"Ann Orme", "Ben Dace"},
    ),
    # 13. Scottish, Welsh and Irish words.
    (
        "13 sederunt",
        "Strathlorn Licensing Board\n\nMinute of meeting held on 4 March 2025\n\n"
        "Sederunt: Councillor Ann Orme (Convener), Councillor Ben Dace\n\n" + ITEM,
        lambda m: (
            set(people(m)) == {"Ann Orme", "Ben Dace"}
            and m.meeting is not None
            and m.meeting.chair == "Ann Orme"
        ),
    ),
    (
        "13 letters after a name",
        HEAD + "Present: Ann Orme MLA, Alderman Ben Dace MBE, Cara Tull TD\n\n" + ITEM,
        lambda m: set(people(m)) == {"Ann Orme", "Ben Dace", "Cara Tull"},
    ),
    (
        "13 headings in two languages, the names on the same line",
        HEAD
        + "Yn bresennol / Present: Cyng / Cllr Ann Orme (Cadeirydd / Chair), Cyng / Cllr Ben Dace\n"
        + "Ymddiheuriadau / Apologies: Cyng / Cllr Cara Tull\n\n"
        + ITEM,
        lambda m: (
            people(m) == {"Ann Orme": "present", "Ben Dace": "present", "Cara Tull": "apologies"}
            and m.meeting is not None
            and m.meeting.chair == "Ann Orme"
        ),
    ),
    (
        "13 the same in Irish",
        HEAD
        + "In attendance/ I láthair: Cllr. Ann Orme (Cathaoirleach), Cllr. Ben Dace\nLeithscéalta: Cara Tull\n\n"
        + ITEM,
        lambda m: (
            people(m) == {"Ann Orme": "present", "Ben Dace": "present", "Cara Tull": "apologies"}
            and m.meeting is not None
            and m.meeting.chair == "Ann Orme"
        ),
    ),
    (
        "13 columns headed in two languages",
        HEAD
        + "## Ymddiheuriadau / Apologies\n\n| Enw / Name | Rôl / Role |\n|---|---|\n| Cara Tull | Named Nurse |\n"
        + "| Dev Shah | Business Manager |\n\n## 1. Leaflets\nNoted.\n",
        lambda m: people(m) == {"Cara Tull": "apologies", "Dev Shah": "apologies"},
    ),
    # 14. Why somebody is away is nobody's business: it enters no field of the person.
    (
        "14 a reason of health",
        HEAD + PRESENT + "Apologies: Dev Shah (unwell), Eve Lunt (maternity leave)\n\n" + ITEM,
        lambda m: (
            not any(
                word in f"{p.role} {p.organisation}" for p in m.attendees for word in ("unwell", "maternity")
            )
        ),
    ),
]

MORE: list[tuple[str, str, Check]] = [
    (
        "1 the next meeting of a pack's front page",
        "Marlby Safeguarding Adults Board\nAgenda item 3, meeting of 10 June 2025\n\n"
        + HEAD
        + PRESENT
        + ITEM,
        lambda m: day(m) == "2025-03-04",
    ),
    (
        "1 a date of ratification in the first item",
        HEAD
        + PRESENT
        + "1. Minutes\nThe minutes of 3 December 2024, ratified on 14 January 2025, were noted.\n",
        lambda m: day(m) == "2025-03-04",
    ),
    (
        "2 apologies in one sentence",
        HEAD
        + PRESENT
        + "1. Apologies\nApologies were received from Dev Shah and Eve Lunt.\n\n2. Leaflets\nNoted.\n",
        lambda m: (
            people(m).get("Dev Shah") in ("apologies", None)
            and people(m).get("Eve Lunt") in ("apologies", None)
        ),
    ),
    (
        "2 who did not attend and sent nobody",
        HEAD + PRESENT + "Did not attend:\nDev Shah (DS)\n\n" + ITEM,
        lambda m: people(m)["Dev Shah"] == "absent" and people(m)["Ann Orme"] == "present",
    ),
    (
        "3 names, initials and roles each in a stretch of their own",
        HEAD + "Present:\nAnn Orme\nBen Dace\nAO\nBD\nHead of Nursing\nTreasurer\n\n" + ITEM,
        lambda m: {"Ann Orme", "Ben Dace"} >= set(people(m)),
    ),
    (
        "3 a role is nobody's where the counts differ",
        HEAD + "Present:\nAnn Orme\nBen Dace\nCara Tull\nHead of Nursing\nTreasurer\n\n" + ITEM,
        lambda m: not any(p.role == "Head of Nursing" and p.name != "Ann Orme" for p in m.attendees),
    ),
    (
        "4 letters added to tell two people apart",
        HEAD
        + "Present: Ann Orme (AOr), Alan Oates (AOa), Ben Dace (BD)\n\n"
        + ITEM
        + "Action: AOa to send the leaflet to schools.\n",
        lambda m: [lead.name for action in m.actions for lead in action.leads] == ["Alan Oates"],
    ),
    (
        "4 one first name that two people bear",
        HEAD + "Present: Ann Orme, Ann Lunt, Ben Dace\n\n" + ITEM + "Action: Ann to send the leaflet.\n",
        lambda m: len(people(m)) == 3 and [lead.name for a in m.actions for lead in a.leads] in ([None], []),
    ),
    (
        "5 updates of an action table carried over",
        HEAD
        + PRESENT
        + "1. Actions from the last meeting\n\n| No | Action | By | Update |\n|---|---|---|---|\n"
        + "| 4 | Ask the depot for a key | AO | Key received. |\n\n2. Leaflets\nAction: BD to post the leaflets.\n",
        lambda m: [a.origin for a in m.actions] == ["carried_forward", "new"],
    ),
    (
        "5 a carried action that is still open stays open",
        HEAD
        + PRESENT
        + "1. Matters arising\nAction 7: CT to write to the depot. Ongoing.\n\n2. Leaflets\nNoted.\n",
        lambda m: [(a.origin, a.status) for a in m.actions] == [("carried_forward", "open")],
    ),
    (
        "6 two initials in the action column of one row",
        HEAD
        + PRESENT
        + "| Item | Discussion | Action |\n|---|---|---|\n"
        + "| 1. Lamps | AO and BD will price new lamps by May. | AO / BD |\n",
        lambda m: sorted(x or "" for one in leads(m) for x in one) == ["AO", "BD"],
    ),
    (
        "6 initials of the column run into the minute's sentence",
        HEAD
        + PRESENT
        + "1. Leaflets\nMembers felt that the draft leaflet was too long AO/BD The group then looked at lamps.\n",
        lambda m: (
            set(people(m)) == {"Ann Orme", "Ben Dace", "Cara Tull"}
            and not any(a.text.startswith("The group then") for a in m.actions)
        ),
    ),
    (
        "7 the sentence before a bare label is the action",
        HEAD + PRESENT + "1. Lamps\nThe broken lamps should be counted before winter. ACTION: BD\n",
        lambda m: len(m.actions) == 1 and "lamps" in m.actions[0].text and leads(m) == [["BD"]],
    ),
    (
        "7 a heading of actions with nothing below it",
        HEAD + PRESENT + "1. Leaflets\nNoted.\nActions:\n\n2. Lamps\nNoted.\n",
        lambda m: not m.actions,
    ),
    (
        "8 for information and noted in an action column",
        HEAD
        + PRESENT
        + "| Item | Discussion | Action |\n|---|---|---|\n"
        + "| 1. Leaflets | The leaflets came. | All to note |\n| 2. Lamps | Two are out. | Noted |\n",
        lambda m: not m.actions,
    ),
    (
        "8 what the agenda says is to be received",
        HEAD
        + PRESENT
        + "1. Budget\nTo receive the budget report (Ben Dace to present)\nThe report was received.\n",
        lambda m: not m.actions,
    ),
    (
        "8 a hope, a wish and a narrative of the future",
        HEAD
        + PRESENT
        + "1. Lamps\nIt was hoped that somebody could paint the lamps. The county will mend the road in May.\n",
        lambda m: not m.actions,
    ),
    (
        "9 the labelled block of the next meeting below its own heading",
        HEAD + PRESENT + ITEM + "2. Next meeting\nDate of meeting: Tuesday 3 June 2025\nTime: 2.00pm\n",
        lambda m: (
            day(m) == "2025-03-04" and m.meeting is not None and m.meeting.next_meeting.start_time == "14:00"
        ),
    ),
    (
        "10 items that begin at nought and repeat a number",
        HEAD + PRESENT + "0. Welcome\nAnn Orme opened.\n\n3. Lamps\nNoted.\n\n3. Leaflets\nNoted.\n",
        lambda m: [i.title for i in m.agenda_items][-2:] == ["Lamps", "Leaflets"],
    ),
    (
        "10 a running number over the year with its year",
        HEAD + PRESENT + "41/25 Lamps\nTwo are out.\n\n42/25 Leaflets\nNoted.\n\n43/25 Trees\nNone.\n",
        lambda m: [i.number for i in m.agenda_items] == ["41/25", "42/25", "43/25"],
    ),
    (
        "11 a covering report with recommendations",
        "Marlby Council\nReport to: Cabinet\nDate: 4 March 2025\nReport of: Director of Places\n\n1. Summary\n"
        "1.1 The report sets out the plan for lamps.\n\n2. Recommendations\n2.1 That Cabinet approves the plan.\n\n"
        "3. Background\n3.1 Lamps were last counted in 2019.\n\n4. Financial implications\n4.1 None.\n",
        lambda m: m.document.kind == "report" and not m.attendees and not m.actions,
    ),
    (
        "12 a pseudonym and the author of a report",
        HEAD
        + PRESENT
        + "1. Review of Child Q\nThe report by Professor Ivo Marsh on Child Q was discussed.\n",
        lambda m: set(people(m)) == {"Ann Orme", "Ben Dace", "Cara Tull"},
    ),
    (
        "12 a seat that nobody holds and a team that came",
        HEAD + "Present:\nAnn Orme – Chair\nTo be confirmed – Health\nYouth Project – two members\n\n" + ITEM,
        lambda m: set(people(m)) == {"Ann Orme"},
    ),
    (
        "13 both languages above the list",
        "Cyngor Tref Bryncoed / Bryncoed Town Council\n\nMinutes of the meeting held on 4 March 2025\n\n"
        "Yn bresennol / Present:\nAnn Orme\nBen Dace\n\nYmddiheuriadau / Apologies:\nCara Tull\n\n" + ITEM,
        lambda m: people(m) == {"Ann Orme": "present", "Ben Dace": "present", "Cara Tull": "apologies"},
    ),
    (
        "13 a depute at a Scottish board",
        "Strathlorn Licensing Board\n\nMinute of meeting held on 4 March 2025\n\n"
        "Sederunt:\nCouncillor Ann Orme (Convener)\nMr Ben Dace (depute for Ms Cara Tull)\n\n" + ITEM,
        lambda m: people(m).get("Ben Dace") == "present" and people(m).get("Cara Tull") != "present",
    ),
    (
        "14 a reason in a sentence",
        HEAD + PRESENT + "Apologies: Dev Shah, who is in hospital\n\n" + ITEM,
        lambda m: not any("hospital" in f"{p.name} {p.role} {p.organisation} {p.note}" for p in m.attendees),
    ),
    (
        "14 a reason beside a deputy",
        HEAD + PRESENT + "Apologies: Dev Shah (sick leave), represented by Eve Lunt\n\n" + ITEM,
        lambda m: not any("sick" in f"{p.name} {p.role} {p.organisation} {p.note}" for p in m.attendees),
    ),
]


@pytest.mark.parametrize(
    ("text", "holds"), [case[1:] for case in (*CASES, *MORE)], ids=[case[0] for case in (*CASES, *MORE)]
)
def test_what_goes_wrong_goes_right(tmp_path: Path, text: str, holds: Check) -> None:
    path = tmp_path / "minutes.txt"
    path.write_text(text, "utf-8")
    minutes = extract_document(path)
    assert holds(minutes), minutes.model_dump_json(indent=1, exclude={"document_text"})


def test_every_failure_of_the_list_has_several_cases() -> None:
    counts = Counter(int(case[0].split()[0]) for case in (*CASES, *MORE))
    assert set(counts) == set(range(1, 15))
    assert min(counts.values()) >= 3
