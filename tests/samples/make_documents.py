"""Makes the Word and PDF samples in `data/samples` (run by hand; needs LibreOffice for the PDFs).

    python tests/samples/make_documents.py

All bodies and people are invented. The documents are committed: the tests read them and do not run this.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table, _Cell

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"


def main() -> int:
    """Write every sample; PDFs only where LibreOffice is installed."""
    made = {
        "eskmere-sab-2024-03-12.docx": eskmere(),
        "quarrow-school-governors-2022-10-04.docx": quarrow(),
        "wyreholt-csp-2023-11-23.docx": wyreholt(),
        "penholm-icb-quality-2024-05-21.pdf": penholm(),
        "saltmarsh-scp-2022-06-14.pdf": saltmarsh(),
    }
    office = shutil.which("soffice")
    for name, document in made.items():
        if name.endswith(".docx"):
            document.save(str(SAMPLES / name))
        elif office:
            to_pdf(office, document, SAMPLES / name)
    if office:
        to_pdf(office, eskmere(), SAMPLES / "eskmere-sab-2024-03-12.pdf")
    (SAMPLES / "eskmere-sab-2024-03-12.txt").write_text(eskmere_text(), encoding="utf-8")
    return 0


def to_pdf(office: str, document: Docx, target: Path) -> None:
    """Print the document to PDF, as its secretary would."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{target.stem}.docx"
        document.save(str(source))
        command = [office, "--headless", "--convert-to", "pdf", "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        shutil.copy(source.with_suffix(".pdf"), target)


def blank(size: int = 11) -> Docx:
    """An empty document in one plain font."""
    document = Document()
    document.styles["Normal"].font.name = "Liberation Sans"
    document.styles["Normal"].font.size = Pt(size)
    return document


def bold(document: Docx | _Cell, text: str) -> None:
    """A paragraph in bold."""
    document.add_paragraph().add_run(text).bold = True


def grid(document: Docx, rows: list[list[str]], widths: list[int] | None = None) -> Table:
    """A ruled table; a line break in a cell makes a paragraph."""
    table = document.add_table(len(rows), len(rows[0]))
    table.style = "Table Grid"
    table.autofit = widths is None
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            cell = table.cell(r, c)
            first, *rest = text.split("\n")
            run = cell.paragraphs[0].add_run(first)
            run.bold = r == 0
            for line in rest:
                cell.add_paragraph(line)
            if widths is not None:
                cell.width = Pt(widths[c])
    if widths is not None:
        for c, width in enumerate(widths):
            table.columns[c].width = Pt(width)
    return table


def footer(document: Docx, text: str) -> None:
    """A page footer with the page's number."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.add_run(f"{text}  Page ")
    for kind, words in (("begin", None), (None, "PAGE"), ("end", None)):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = words
        run._r.append(mark)


ESKMERE_PEOPLE = [
    ("Thandiwe Marsh (TM) (Chair)", "Independent Chair, Eskmere Safeguarding Adults Board"),
    ("Ruben Castell (RC)", "Head of Adult Safeguarding, Eskmere Council"),
    ("Orla Dunmore (OD)", "Designated Nurse, NHS Esk and Wold Integrated Care Board"),
    ("Kwesi Appiah (KA)", "Detective Inspector, Wold Constabulary"),
    ("Lucy Farran (LF) (minutes)", "Board Support Officer, Eskmere Safeguarding Adults Board"),
]
ESKMERE_APOLOGIES = [("Gordon Tay", "Station Manager, Wold Fire and Rescue Service")]
ESKMERE_ITEMS = [
    ("1. Welcome and apologies", ["TM welcomed everyone to the meeting."]),
    ("2. Minutes of the last meeting", ["The minutes of 12 December 2023 were approved."]),
    (
        "3. Self-neglect",
        [
            "RC reported that 42 cases were open. Two hoarding cases had taken most of the winter.",
            "Action: RC to circulate the self-neglect guide to all members by 26 April 2024.",
            "KA will ask the neighbourhood teams for their figures before the next meeting.",
        ],
    ),
    (
        "4. Training",
        ["Places are left on the spring course.", "Action: OD/LF to send the course dates to GP practices."],
    ),
    ("5. Date of next meeting", ["Tuesday 11 June 2024 at 10.00am in the Esk Room, Eskmere Town Hall."]),
]


def eskmere() -> Docx:
    """Attendance tables, numbered headings, labels: the minutes that stand here in three formats."""
    document = blank()
    bold(document, "Eskmere Safeguarding Adults Board")
    document.add_paragraph(
        "Minutes of the meeting held on Tuesday 12 March 2024 at 10.00am in the Esk Room, Eskmere Town Hall"
    )
    bold(document, "Present")
    grid(document, [["Name", "Role and agency"], *map(list, ESKMERE_PEOPLE)], [190, 260])
    bold(document, "Apologies")
    grid(document, [["Name", "Role and agency"], *map(list, ESKMERE_APOLOGIES)], [190, 260])
    for heading, paragraphs in ESKMERE_ITEMS:
        bold(document, heading)
        for text in paragraphs:
            document.add_paragraph(text)
    footer(document, "Eskmere Safeguarding Adults Board 12.03.24")
    return document


def eskmere_text() -> str:
    """The same minutes as a text file, tables as pipes."""
    lines = ["Eskmere Safeguarding Adults Board", ""]
    lines += [
        "Minutes of the meeting held on Tuesday 12 March 2024 at 10.00am in the Esk Room, Eskmere Town Hall",
        "",
    ]
    for title, people in (("Present", ESKMERE_PEOPLE), ("Apologies", ESKMERE_APOLOGIES)):
        lines += [title, "", "| Name | Role and agency |", "|---|---|"]
        lines += [f"| {name} | {role} |" for name, role in people]
        lines.append("")
    for heading, paragraphs in ESKMERE_ITEMS:
        lines += [heading, ""]
        for text in paragraphs:
            lines += [text, ""]
    return "\n".join(lines)


def quarrow() -> Docx:
    """Governors: codes in square brackets, a key, letters as minutes."""
    document = blank()
    document.add_heading("Quarrow Primary School", 1)
    document.add_heading("Minutes of the Full Governing Body, Tuesday 4 October 2022 at 5.30pm", 2)
    document.add_paragraph("Held in the school library")
    document.add_paragraph(
        "Present: Mrs Adaeze Worth [AW] Chair (FG); Mr Callum Lorimer [CL] Head Teacher; Ms Sana Tariq [ST] (PG); "
        "Mr Jonas Bexley [JB] (SG); Rev Miriam Cole [MC] (FG)"
    )
    document.add_paragraph("In attendance: Mrs Pauline Usher (Clerk)")
    document.add_paragraph("Apologies: Dr Femi Ojo [FO] (CG)")
    document.add_paragraph(
        "(FG) Foundation Governor, (PG) Parent Governor, (SG) Staff Governor, (CG) Co-opted Governor"
    )
    for heading, paragraphs in [
        ("1. Apologies and declarations", ["Apologies were accepted. There were no declarations."]),
        ("2. Minutes of 5 July 2022", ["The minutes were agreed and signed."]),
        (
            "3. Head Teacher's report",
            [
                "CL presented his report. Attendance stands at 94 per cent. Governors asked about pupils who arrive late.",
                "ACTION: CL to bring a list of late arrivals by class to the November meeting.",
            ],
        ),
        (
            "4. Safeguarding",
            [
                "ST has visited the school and checked the single central record.",
                "ACTION - ST/MC to complete the safeguarding audit by 9th December 2022.",
            ],
        ),
        ("5. Any other business", ["None."]),
        ("6. Date of next meeting", ["Tuesday 15 November 2022 at 5.30pm"]),
    ]:
        document.add_heading(heading, 3)
        for text in paragraphs:
            document.add_paragraph(text)
    return document


def wyreholt() -> Docx:
    """Automatic numbers, a right-hand action column, a two-up attendance cell."""
    document = blank()
    bold(document, "Wyreholt Community Safety Partnership Board")
    document.add_paragraph("Minutes")
    document.add_paragraph("Thursday 23 November 2023")
    document.add_paragraph("2.00pm to 3.40pm")
    document.add_paragraph("Committee Room A, Wyreholt Town Hall")
    table = grid(document, [["Present", "Apologies"]])
    left, right = table.rows[0].cells
    for text in (
        "Councillor Harriet Boyce (HB) – Cabinet Member for Communities, Wyreholt Council (Chair)",
        "Darius Kent (DK) – Chief Inspector, Wyre Constabulary",
        "Mei Tan (MT) – Head of Probation Delivery Unit, Probation Service",
        "Declan Rourke (DR) – Community Safety Manager, Wyreholt Council (minutes)",
    ):
        left.add_paragraph(text)
    right.add_paragraph("Saffron Bell (SB) – Area Manager, Wyre Fire and Rescue Service")
    document.add_paragraph()
    rows = [
        ["Item", "Minute", "Action"],
        ["1", "Welcome and apologies", ""],
        ["", "HB welcomed members. The Board was quorate.", ""],
        ["2", "Minutes of the last meeting", ""],
        ["", "The minutes of 7 September 2023 were approved.", ""],
        ["3", "Off-road motor cycles", ""],
        [
            "",
            "DK described the operation on the old railway line. Six machines were seized.\n"
            "A leaflet for landowners will be brought to the next meeting.",
            "DK",
        ],
        [
            "",
            "MT asked whether young people had been consulted. Members were reminded of the webinar.",
            "ALL TO NOTE",
        ],
        ["4", "Town centre cameras", ""],
        ["", "Two cameras are broken. The repair contract to be reviewed by the end of January.", "DR/HB"],
        ["5", "Date of next meeting", ""],
        ["", "Thursday 8 February 2024, 2.00pm, Committee Room A, Wyreholt Town Hall.", ""],
    ]
    grid(document, rows, [35, 340, 75])
    return document


def penholm() -> Docx:
    """An NHS board: landscape-wide footer, grid header, enclosures, an action table at the end."""
    document = blank(10)
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    bold(document, "NHS Penholm Integrated Care Board")
    bold(document, "Quality Committee")
    bold(document, "Minutes of the meeting held on Tuesday 21 May 2024, 9.30am – 11.45am, by Microsoft Teams")
    bold(document, "Members present")
    for text in (
        "Professor Iris Calloway, Non-Executive Director (Chair)",
        "Dr Tomasz Wilk, Chief Medical Officer",
        "Bernadette Shore, Chief Nurse",
        "Ajay Menon, Director of Finance",
    ):
        document.add_paragraph(text)
    bold(document, "In attendance")
    for text in ("Sophie Lund, Head of Quality (item 4)", "Rory Teague, Committee Secretary (minutes)"):
        document.add_paragraph(text)
    bold(document, "Apologies")
    document.add_paragraph("Dame Vera Holt, Non-Executive Director")
    for heading, paragraphs in [
        ("24/31 Welcome and apologies", ["The Chair opened the meeting. Apologies were noted."]),
        ("24/32 Declarations of interest", ["None were declared."]),
        ("24/33 Minutes of the meeting of 19 March 2024 (Enclosure 1)", ["The minutes were approved."]),
        (
            "24/34 Maternity safety (Enclosure 2)",
            [
                "Sophie Lund presented the quarterly report. Still birth rates are below the regional mean. "
                "Dr Wilk asked that the next report show waiting times for scans.",
                "The Committee noted the report.",
            ],
        ),
        (
            "24/35 Care home visits",
            [
                "Bernadette Shore reported on twelve visits made since the new year. One home has since closed."
            ],
        ),
        ("24/36 Date of next meeting", ["Tuesday 16 July 2024, 9.30am, by Microsoft Teams"]),
    ]:
        bold(document, heading)
        for text in paragraphs:
            document.add_paragraph(text)
    bold(document, "Actions")
    grid(
        document,
        [
            ["Minute", "Action", "Lead", "Due"],
            ["24/34", "Add waiting times for scans to the maternity report", "Sophie Lund", "16.7.24"],
            [
                "24/35",
                "Send the themes from care home visits to the local authorities",
                "Bernadette Shore",
                "14 June 2024",
            ],
        ],
        [60, 250, 90, 70],
    )
    footer(document, "NHS Penholm ICB Quality Committee 21.05.24")
    return document


def saltmarsh() -> Docx:
    """A tracker with updates before the minutes, boxes of action, lead and date, status in words."""
    document = blank(10)
    bold(document, "SALTMARSH SAFEGUARDING CHILDREN PARTNERSHIP")
    bold(document, "MINUTES OF THE EXECUTIVE")
    document.add_paragraph("Date: Tuesday 14 June 2022    Time: 10.00am – 12.05pm")
    document.add_paragraph("Venue: The Net Loft, Saltmarsh Quay")
    document.add_paragraph("Chair: Dr Hilde Farrow")
    grid(
        document,
        [
            ["Name", "Role and agency", "Present", "Apologies"],
            [
                "Dr Hilde Farrow (HF)",
                "Independent Chair, Saltmarsh Safeguarding Children Partnership",
                "✓",
                "",
            ],
            ["Emeka Udo (EU)", "Director of Children's Services, Saltmarsh Council", "✓", ""],
            ["Josie Penrose (JP)", "Detective Superintendent, Saltmarsh Police", "", "✓"],
            ["Bart Okell (BO)", "Designated Nurse, NHS Saltmarsh and Fen Integrated Care Board", "✓", ""],
            [
                "Wanda Riley (WR)",
                "Business Manager, Saltmarsh Safeguarding Children Partnership (minutes)",
                "✓",
                "",
            ],
        ],
        [120, 220, 60, 60],
    )
    bold(document, "Action log")
    grid(
        document,
        [
            ["Ref", "Action", "Owner", "Due", "Update"],
            [
                "31",
                "Write a one-page guide on private fostering",
                "WR",
                "31.5.22",
                "Published on the website. Complete.",
            ],
            [
                "32",
                "Review the backlog of strategy meetings",
                "EU/JP",
                "14 June",
                "Backlog down to nine. Ongoing.",
            ],
            [
                "33",
                "Confirm the name of each agency's audit lead",
                "All",
                "",
                "Five replies so far. Carried forward.",
            ],
        ],
        [30, 170, 60, 60, 140],
    )
    for heading, paragraphs in [
        ("1. Welcome and apologies", ["HF welcomed members. Apologies are recorded above."]),
        (
            "2. Minutes and action log",
            ["The minutes of 15 March 2022 were agreed. The log was reviewed as shown above."],
        ),
        (
            "3. Neglect audit",
            [
                "BO presented the audit of 18 files. Chronologies were missing in seven of them.",
                "Action 34: Bring a plan for better chronologies to the Executive",
                "Lead: BO Date: next meeting",
                "EU undertook to speak to the team managers before the end of July.",
            ],
        ),
        ("4. Any other business", ["There was none."]),
        ("5. Next meeting", ["Tuesday 13 September 2022, 10.00am, The Net Loft, Saltmarsh Quay."]),
    ]:
        bold(document, heading)
        for text in paragraphs:
            document.add_paragraph(text)
    footer(document, "Saltmarsh SCP Executive 14.06.22 minutes")
    return document


if __name__ == "__main__":
    sys.exit(main())
