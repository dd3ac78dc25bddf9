"""What most often goes wrong in reading minutes, by the numbers of the field guide's list of failures.

Each case is a short document of invented people and the one thing about its record that must hold.
"""

from __future__ import annotations

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


@pytest.mark.parametrize(("text", "holds"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_goes_wrong_goes_right(tmp_path: Path, text: str, holds: Check) -> None:
    path = tmp_path / "minutes.txt"
    path.write_text(text, "utf-8")
    minutes = extract_document(path)
    assert holds(minutes), minutes.model_dump_json(indent=1, exclude={"document_text"})


def test_every_failure_of_the_list_has_a_case() -> None:
    assert {int(case[0].split()[0]) for case in CASES} == set(range(1, 15))
