"""What an archive holds besides minutes, and minutes that look like it: whole short documents, all invented."""

from __future__ import annotations

import pytest

from minutebook.extraction import read_document
from minutebook.loaders.load import load_bytes
from minutebook.nlp import load_reader
from minutebook.rulebook import load_rulebook
from minutebook.schema import Minutes
from minutebook.stages.kind import case_signs

DOCUMENTS = [
    pytest.param(
        """\
ALDER TOWN COUNCIL
To all members of the Council: you are summoned to attend a meeting of the Council on Monday 4 May 2020 at 7pm in the Town Hall.
Members: Cllrs I Fenn (Mayor), B Lund, C Tarr, D Shah
In attendance: Town Clerk
1. Apologies
To receive apologies.
2. Minutes
To approve the minutes of the meeting held on 6 April 2020.
3. Lamps
The working party met on 14 April and agreed a list of lamps. To consider its report.
4. Next meeting
1 June 2020
""",
        "agenda",
        id="a summons with members named",
    ),
    pytest.param(
        """\
Alder Partnership Board
Monday 4 May 2020, 10am – 12 noon, Alder Hall

10.00 Welcome and introductions – Chair
10.05 Minutes of the last meeting and matters arising – Chair (attached)
10.20 Winter plan – Ida Fenn (presentation)
10.50 Budget – Bo Lund (paper 2)
11.30 Any other business
11.50 Date of next meeting: 6 July 2020
""",
        "agenda",
        id="an agenda of times, without the word",
    ),
    pytest.param(
        """\
Alder Safeguarding Partnership – meeting summary
AI-generated summary of the recording. It may contain mistakes.

Overview
The meeting focuses on the winter plan and the shortage of foster homes. Participants talk about money and agree that the plan goes ahead.

Key takeaways
The plan starts in November.
Foster homes remain short.

Next steps
Ann sends the plan to partners.
Ben looks at the budget.
""",
        "other",
        id="a summary that a program made",
    ),
    pytest.param(
        """\
Alder Partnership – meeting dates 2020/21
Executive: 4 May 2020, 6 July 2020, 7 September 2020
Quality group: 11 May 2020, 13 July 2020
All meetings are at 10am in Alder Hall. Papers are due a week before.
""",
        "other",
        id="dates of meetings",
    ),
    pytest.param(
        """\
ALDER COUNCIL
RECORD OF DECISION TAKEN BY CABINET MEMBER
Decision taken by: Councillor Ida Fenn, Cabinet Member for Housing
Date: 4 May 2020
Subject: Lamps in Mill Row
Is it a key decision? No
Decision: That six lamps be replaced.
Reason: They are old.
Options considered: None.
Officer present: Bo Lund
Call-in expires: 11 May 2020
""",
        "other",
        id="a decision record",
    ),
    pytest.param(
        """\
Guidance note: how to write minutes
Write down who was present and who sent apologies. Say what was agreed, who is to do it and by when. Use the past tense.
Example: "It was agreed that the clerk would write to the depot."
""",
        "other",
        id="guidance on minutes",
    ),
    pytest.param(
        """\
Alder Parish Council
Minutes of meetings
Approved minutes are published here within a month of the meeting. Draft minutes are marked.
Minutes 4 May 2020 (PDF, 120 KB)
Minutes 6 April 2020 (PDF, 98 KB)
Minutes 2 March 2020 (PDF, 101 KB)
Draft minutes 1 June 2020 (PDF, 88 KB)
Minutes 3 February 2020 (PDF, 97 KB)
Annual meeting 11 May 2020 (PDF)
""",
        "other",
        id="an index page of minutes",
    ),
    pytest.param(
        """\
# Board papers and minutes

- [Minutes 14 January 2022](a.pdf)
- [Minutes 11 March 2022](b.pdf)
- [Agenda 13 May 2022](c.pdf)
- [Minutes 13 May 2022](d.pdf)
- [Minutes 8 July 2022](e.pdf)
""",
        "other",
        id="links to papers",
    ),
    pytest.param(
        """\
Alder Safeguarding Adults Board

Action tracker – as at 4 May 2020

| No | Date raised | Action | Owner | Deadline | Update | RAG |
|---|---|---|---|---|---|---|
| 1 | 3 Feb 2020 | Write to the ICB about beds | Ida Fenn | 31 March 2020 | Letter was sent and discussed with the ICB | Complete |
| 2 | 3 Feb 2020 | Plan the audit | Bo Lund | 30 June 2020 | A meeting was held and it was agreed to start in June | Open |
| 3 | 2 Mar 2020 | Draft the leaflet | Cy Tarr | 30 April 2020 | Draft was presented; comments have been received | Overdue |
""",
        "action_log",
        id="a tracker whose updates tell",
    ),
    pytest.param(
        """\
Alder Council – Cabinet
Minutes and decisions of the meeting held on 4 May 2020 at 6pm
Present: Councillor Ida Fenn (Leader), Councillor Bo Lund
Apologies: Councillor Cy Tarr

1. Lamps
Decision: That six lamps be replaced.
Reason for decision: They are old.

2. Hall
Decision: Deferred.
""",
        "minutes",
        id="minutes and decisions",
    ),
    pytest.param(
        """\
Tarn Valley Fire Authority

Minutes of the meeting held on 12 October 2021

Present: Cllr Ida Ward (Chair), Cllr Bo Dunne, Mr Tom Pell

1. Plan
Mr Pell presented the plan.
Q: Why did we not do this last year?
A: Mr Pell said that there were not the people.
Q: Will you send the costs?
A: Yes, Mr Pell will send the spreadsheet to members by 1 November 2021.
The plan was agreed.

2. Transcript of the inquiry
The transcript was noted.
""",
        "minutes",
        id="minutes with questions, a transcript noted",
    ),
    pytest.param(
        """\
Alder Safeguarding Partnership Executive
Minutes – summary of decisions
4 May 2020, 2pm, Alder Hall

Attendees: Ann Orme (Chair), Ben Dace, Cara Tull
Apologies: Dev Shah

1. Budget
The budget was approved.
2. Any other business
None.
""",
        "minutes",
        id="minutes that are a summary of decisions",
    ),
    pytest.param(
        """\
Alder Safer Streets Group
4 May 2020
Present: Ann Orme (Chair), Ben Dace, Cara Tull

Terms of reference
The terms of reference were agreed with one change. BD to send them to the Council.

Annual report
The annual report was discussed. It was agreed that CT would add the figures for lamps.

Next meeting
6 July 2020
""",
        "minutes",
        id="minutes without the word, of terms of reference and an annual report",
    ),
    pytest.param(
        """\
Alder Safeguarding Adults Board

Minutes and action tracker, 4 May 2020

Present: Ida Fenn (Chair), Bo Lund, Cy Tarr

1. Audit
BL presented the audit. It was agreed to start in June.

| No | Action | Owner | Deadline |
|---|---|---|---|
| 1 | Plan the audit | Bo Lund | 30 June 2020 |
""",
        "minutes",
        id="minutes with a tracker",
    ),
    pytest.param(
        """\
ALDER SAFEGUARDING NEWS
Newsletter of the Alder Safeguarding Adults Board, Summer 2021

Welcome
Welcome to our summer newsletter. In June the Board met and was told about scams.

Training
Places are left on the courses in September. Book by 1 August 2021.

Who attended our conference?
Ninety people attended. Thank you to Ida Fenn for her talk.
""",
        "other",
        id="a newsletter",
    ),
    pytest.param(
        """\
Agenda Item 7
Alder Health and Wellbeing Board
Date: 4 May 2020
Title of report: Winter deaths
Presented by: Dr Ida Fenn, Director of Public Health
Purpose: For decision
Executive summary
More people died of flu than in the winter before. The Board was told in January that jabs were late.
Recommendations
The Board is asked to note the report and to agree the plan.
Main report
Flu came early. Bo Lund reported that care homes were slow.
Conclusion
The plan should be agreed.
""",
        "report",
        id="an officer's report to a board",
    ),
    pytest.param(
        """\
Alder Safeguarding Children Partnership
Neglect Strategy 2020-2023

Foreword
Neglect harms children. Partners have agreed to act together.

Our priorities
1. See it early. 2. Act together.

How we will know
The Executive will receive a report each quarter. Last year 40 audits were reviewed and the toolkit was agreed.
""",
        "report",
        id="a strategy",
    ),
    pytest.param(
        """\
Alder Adults Board: Constitution and standing orders
1. Name
The body shall be called the Alder Adults Board.
2. Members present at a meeting
At least four members shall be present.
3. Minutes
The minutes of each meeting shall be approved at the next.
4. Chair
The Chair shall be elected each year. In her absence the Vice Chair shall preside.
""",
        "other",
        id="a constitution that speaks of those present",
    ),
    pytest.param(
        """\
Tarn Valley Fire Authority
12 October 2021

CHAIR: Good morning. Shall we make a start? I have apologies from Councillor Dunne.
MR PELL: Good morning, Chair. Yes, I'm happy to go first. What you have in front of you is the plan as it was in June.
COUNCILLOR WARD: Can I come in there, Chair? I don't see the costs.
MR PELL: They're on page nine. I can send you the spreadsheet.
CHAIR: Thank you. Anybody else? No? Then I'll take it that we agree.
COUNCILLOR WARD: I do have one more question. Why did we not do this last year?
MR PELL: We didn't have the people. I asked twice.
CHAIR: I think we should leave it there. Thank you, everybody. We'll see you in December.
""",
        "other",
        id="a transcript without the word",
    ),
]

FORMS = [
    pytest.param(
        """\
Alder Safeguarding Children Partnership
Minutes of the Case Review Panel held on 4 May 2020
Present: Ida Fenn (Chair), Bo Lund, Dr Cy Tarr
Apologies: Dev Shah
1. Child P
The panel discussed the rapid review of Child P, aged 5. Dates of birth and addresses are not to be sent by e-mail.
It was agreed that a local review be held. Action: BL to tell the national panel by 11 May 2020.
2. Strategy meetings
The number of strategy meetings fell. Legal status is missing in a tenth of records.
3. Mental capacity
Training was noted.
""",
        False,
        id="a panel that reviews cases",
    ),
    pytest.param(
        """\
Alder Board
Membership form
Name:
Organisation:
Home address:
Telephone:
Gender:
Ethnicity:
Disability:
""",
        False,
        id="a membership form",
    ),
    pytest.param(
        """\
Alder MARAC Steering Group
Minutes of the meeting of 4 May 2020
Present: Ida Fenn (Chair), Bo Lund
1. Referral form
The form asks for victim name, date of birth, address and perpetrator name. It was agreed to add: legal status.
2. Data
60 referrals.
""",
        False,
        id="a steering group that speaks of a form",
    ),
    pytest.param(
        """\
Alder Corporate Parenting Board
Minutes, 4 May 2020
Present: Cllr Ida Fenn (Chair), Cllr Bo Lund, Jo (care leaver), Tess (care leaver)
1. Looked after children review
The review timeliness was 96 per cent.
2. Placements
Noted.
""",
        False,
        id="a board of corporate parents",
    ),
    pytest.param(
        """\
Alder Safeguarding Adults Board
Performance report
| Indicator | Q1 | Q2 |
|---|---|---|
| Gender | 40 F | 38 F |
| Ethnicity | | |
| Type of abuse | neglect 30 | neglect 28 |
| Mental capacity | | |
| Location of abuse | home | home |
""",
        False,
        id="a table of indicators",
    ),
    pytest.param(
        """\
CONFIDENTIAL
Minutes of Review Child Protection Conference
Held on 4 May 2020 at Alder House

Child's name\tDate of birth\tLegal status
Pip Averill\t3/4/2015\tNone
Mother: Jan Averill
Father: not known
Present: Ida Fenn (Chair), Bo Lund (social worker), Jan Averill (mother)
Apologies: Dr Cy Tarr (GP)
1. Reason for conference
Pip was seen at hospital in March.
2. Views of the parents
""",
        True,
        id="a conference's minutes",
    ),
    pytest.param(
        """\
MARAC REFERRAL FORM
Referring agency:
Contact name:
Victim name:\t\tDOB:
Address:
Perpetrator name:\t\tDOB:
Perpetrator address:
Relationship to victim:
Children (names, dates of birth, school):
DASH score:
Reason for referral:
""",
        True,
        id="a blank referral, several labels on a line",
    ),
    pytest.param(
        """\
Safeguarding Adults Strategy Meeting Minutes
Adult at risk: Mr D. Holt     DOB: 12/09/1941     NHS No: 000 000 0000
Date of meeting: 4 May 2020
Attendees: Ida Fenn, Bo Lund
Concern: Mr Holt was found without food.
Actions
1. BL to visit Mr Holt by 6 May 2020.
""",
        True,
        id="a strategy meeting",
    ),
    pytest.param(
        """\
# Child in Need Review Meeting

| Name of child | DOB | Gender | Ethnicity |
|---|---|---|---|
| | | | |

| Family members | Relationship | Address |
|---|---|---|
| | | |

Allocated social worker:
Attendees:
What is working well?
What are we worried about?
""",
        True,
        id="a blank review of a child in need",
    ),
    pytest.param(
        """\
Team Around the Family meeting – record
Family name: Averill
Child(ren): Pip (5), Tess (7)
Date of birth: 3/4/2015; 1/2/2013
School: Alder Primary
Lead professional: Bo Lund
Present: Jan (mum), Bo Lund, Ida Fenn (school nurse)
What's gone well: Pip has been at school every day.
Actions: Bo to ask housing about the damp by 1 June.
""",
        True,
        id="a team around a family",
    ),
    pytest.param(
        """\
LOOKED AFTER CHILD REVIEW
Child: P.A.   Date of Birth: 03.04.2015   Carefirst No: 00000
Legal Status: S20
Placement: foster carers
IRO: Ida Fenn
Present: P.A., Bo Lund (social worker), foster carer
Care plan
P remains with her carers.
""",
        True,
        id="a review of a child in care",
    ),
]


def read(text: str) -> Minutes:
    document = load_bytes(text.encode(), source="x")
    return read_document(document, load_rulebook(), load_reader())


@pytest.mark.parametrize(("text", "kind"), DOCUMENTS)
def test_kind_of_a_document(text: str, kind: str) -> None:
    minutes = read(text)
    assert minutes.document.kind == kind
    if kind != "minutes":
        assert minutes.attendees == ()
        assert minutes.decisions == ()
        assert minutes.actions == () or kind == "action_log"
    else:
        assert len(minutes.attendees) >= 3
    if kind == "other":
        assert minutes.document.standing is None  # a link to draft minutes is no stamp
        assert minutes.dates == minutes.agenda_items == ()


@pytest.mark.parametrize(("text", "case"), FORMS)
def test_one_persons_case_file_is_told_from_what_boards_write(text: str, case: bool) -> None:
    assert bool(case_signs(load_bytes(text.encode(), source="x"), load_rulebook())) is case
