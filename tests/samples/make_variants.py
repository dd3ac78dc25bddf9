"""Makes the Word samples of school governors, an NHS board and a Welsh board (run by hand).

    python tests/samples/make_variants.py

All bodies and people are invented. The documents are committed: the tests read them and do not run this.
"""

from __future__ import annotations

import sys

from docx.document import Document as Docx
from docx.shared import Pt
from make_documents import SAMPLES, blank, bold, footer, grid  # type: ignore[import-not-found]


def main() -> int:
    """Write every sample."""
    made = {
        "st-osyth-lane-governors-2023-11-14.docx": governors(),
        "coldharbour-trust-board-2024-01-25.docx": trust(),
        "ystrad-wen-safeguarding-board-2023-06-08.docx": welsh(),
    }
    for name, document in made.items():
        document.save(str(SAMPLES / name))
    return 0


def governors() -> Docx:
    """A full governing body: categories of governors, part attendance, challenges, actions at the end."""
    document: Docx = blank()
    bold(document, "St Osyth Lane Primary School")
    bold(document, "Full Governing Body")
    bold(document, "Minutes of the meeting held on Tuesday 14 November 2023 at 6.00pm at the school")
    bold(document, "PART ONE")
    grid(
        document,
        [
            ["Name", "Category of governor", "Attendance"],
            ["Rev Judith Ampleforth (JA)", "Foundation governor (Chair)", "Present"],
            ["Imran Siddique (IS)", "Headteacher", "Present"],
            ["Dawn Latchford (DL)", "Parent governor", "Present from 6.20pm"],
            ["Peter Nkemelu (PN)", "Co-opted governor (Vice Chair)", "Present"],
            ["Helga Brandt (HB)", "Staff governor", "Apologies accepted"],
            ["Vacancy", "Local authority governor", ""],
            ["Roy Tansley (RT)", "Parent governor", "Absent"],
            ["Fay Collis (FC)", "School Business Manager", "In attendance"],
            ["Noreen Pask (NP)", "Clerk", "In attendance"],
        ],
    )
    for heading, paragraphs in (
        ("1. Opening prayer, welcome and apologies", ["The Chair opened the meeting with a prayer."]),
        ("2. Declarations of interest", ["None were made."]),
        (
            "3. Minutes of the meeting held on 19 September 2023",
            ["The minutes were agreed and signed by the Chair."],
        ),
        (
            "4. Headteacher's report",
            [
                "The report had been sent out beforehand. DL joined the meeting at 6.20pm.",
                "Q: Why has attendance fallen in Year 4?",
                "A: The head said that two families had taken long holidays.",
                "PN asked what was done for pupils who come late. The head explained the breakfast club.",
            ],
        ),
        (
            "5. Budget monitoring",
            ["FC presented the monthly figures. Governors agreed the virement of £3,400."],
        ),
        ("6. Safeguarding", ["The single central record was checked by PN on 2 November 2023."]),
        ("7. Date of next meeting", ["Tuesday 23 January 2024 at 6.00pm"]),
    ):
        bold(document, heading)
        for text in paragraphs:
            document.add_paragraph(text)
    document.add_paragraph("The meeting closed at 7.45pm.")
    bold(document, "Actions from this meeting")
    grid(
        document,
        [
            ["Minute", "Action", "Who", "By when"],
            ["4", "Send governors the attendance plan for Year 4", "IS", "1 December 2023"],
            ["5", "Obtain three quotes for the boiler", "FC", "Next meeting"],
            ["6", "Arrange safeguarding training for new governors", "NP/PN", "31 January 2024"],
        ],
    )
    document.add_paragraph("Signed: ________________________ (Chair)     Date: ______________")
    return document


def beside(document: Docx, line: str) -> None:
    """A name and, at a tab stop, the role."""
    document.add_paragraph(line).paragraph_format.tab_stops.add_tab_stop(Pt(160))


def trust() -> Docx:
    """An NHS trust's board: numbered minutes, enclosures, an action column, voting members."""
    document: Docx = blank(10)
    bold(document, "COLDHARBOUR COMMUNITY NHS FOUNDATION TRUST")
    bold(document, "Minutes of the Public Meeting of the Board of Directors")
    document.add_paragraph(
        "Thursday 25 January 2024, 9.30am to 12.15pm, Lecture Theatre, Coldharbour Infirmary"
    )
    bold(document, "Present (voting)")
    for line in (
        "Professor Ingrid Halloway\tChair",
        "Desmond Achebe\tChief Executive",
        "Dr Saira Mirza\tMedical Director",
        "Colleen Rafferty\tChief Nurse",
        "Tobias Wren\tNon-Executive Director",
    ):
        beside(document, line)
    bold(document, "In attendance (non-voting)")
    for line in (
        "Gwenda Sparrow\tDirector of Strategy",
        "Lionel Abbot\tTrust Secretary (minutes)",
        "Maeve Tolland\tPatient speaker (item 004/24 only)",
    ):
        beside(document, line)
    bold(document, "Apologies")
    beside(document, "Rupert Oakden\tNon-Executive Director")
    grid(
        document,
        [
            ["Minute ref", "Item", "Action"],
            ["001/24", "Welcome and apologies\nThe Chair welcomed governors and members of the public.", ""],
            ["002/24", "Declarations of interest\nThere were no new declarations.", ""],
            [
                "003/24",
                "Minutes of the meeting held on 30 November 2023 (Enclosure A)\nThe minutes were approved.",
                "",
            ],
            ["004/24", "Patient story\nMaeve Tolland told the Board of her care at home.", ""],
            [
                "005/24",
                "Integrated performance report (Enclosure B)\nMr Achebe presented the report. Falls had risen "
                "in two wards.\nMs Rafferty to bring a paper on falls to the March 2024 meeting.\n"
                "The Board NOTED the report.",
                "CR",
            ],
            [
                "006/24",
                "Board assurance framework (Enclosure C)\nMr Abbot to add the cyber risk to the framework by "
                "16 February 2024.\nThe Board APPROVED the framework.",
                "LA",
            ],
            ["007/24", "Any other business\nThere was none.", ""],
            [
                "008/24",
                "Date and time of next meeting\nThursday 28 March 2024 at 9.30am, Lecture Theatre",
                "",
            ],
        ],
        [60, 330, 60],
    )
    footer(document, "Board of Directors – 28 March 2024 – Enclosure A")
    return document


def welsh() -> Docx:
    """A Welsh regional board: tables with double headings, bilingual item titles."""
    document: Docx = blank()
    bold(document, "Bwrdd Diogelu Ystrad Wen")
    bold(document, "Ystrad Wen Safeguarding Board")
    bold(document, "Cofnodion / Minutes")
    grid(
        document,
        [
            ["Dyddiad / Date", "8 Mehefin 2023 / 8 June 2023"],
            ["Amser / Time", "10:00 – 12:00"],
            ["Lleoliad / Venue", "Canolfan Rheidwen"],
            ["Cadeirydd / Chair", "Heulwen Tomos"],
        ],
    )
    bold(document, "Yn bresennol / In attendance")
    grid(
        document,
        [
            ["Enw / Name", "Rôl / Role", "Sefydliad / Organisation"],
            ["Heulwen Tomos (HT)", "Independent Chair", "Ystrad Wen Safeguarding Board"],
            ["Emyr Gethin (EG)", "Head of Children's Services", "Ystrad Wen County Council"],
            ["Sioned Parry-Wyn (SPW)", "Named Nurse", "Hafren Isaf University Health Board"],
            ["Alun Cerith (AC)", "Chief Inspector", "Gwaun Police"],
            ["Mali Ogwen (MO)", "Business Co-ordinator (minutes)", "Ystrad Wen Safeguarding Board"],
        ],
    )
    bold(document, "Ymddiheuriadau / Apologies")
    grid(
        document,
        [
            ["Enw / Name", "Rôl / Role", "Sefydliad / Organisation"],
            ["Gethin Morlais", "Senior Probation Officer", "National Probation Service"],
        ],
    )
    for heading, paragraphs in (
        ("1. Croeso ac ymddiheuriadau / Welcome and apologies", ["HT welcomed members."]),
        (
            "2. Cofnodion y cyfarfod diwethaf / Minutes of the last meeting",
            ["The minutes of 9 March 2023 were agreed."],
        ),
        (
            "3. Adolygiadau Ymarfer Plant / Child Practice Reviews",
            [
                "SPW reported that one review was at draft stage.",
                "Cam Gweithredu / Action: SPW to share the learning with schools by 14 July 2023.",
            ],
        ),
        (
            "4. Hyfforddiant / Training",
            [
                "EG said that the calendar was nearly full.",
                "Cam Gweithredu / Action: MO/AC to plan a day on exploitation.",
                "Penderfyniad / Decision: The Board agreed the calendar.",
            ],
        ),
        ("5. Unrhyw fater arall / Any other business", ["Dim / None."]),
        ("6. Cyfarfod nesaf / Next meeting", ["7 Medi 2023 / 7 September 2023, 10:00, Canolfan Rheidwen"]),
    ):
        bold(document, heading)
        for text in paragraphs:
            document.add_paragraph(text)
    return document


if __name__ == "__main__":
    sys.exit(main())
