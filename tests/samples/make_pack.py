"""Makes `data/packs`: a board's papers in one PDF, and two bodies' minutes in one text file (run by hand).

    python tests/samples/make_pack.py

All bodies and people are invented. The files are committed: the tests read them and do not run this.
"""

from __future__ import annotations

import copy
import io
import json
import sys
from pathlib import Path
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

PACKS = Path(__file__).resolve().parents[2] / "data" / "packs"
PLAIN = ParagraphStyle("plain", fontName="Helvetica", fontSize=10.5, leading=14, spaceAfter=7)
BOLD = ParagraphStyle("bold", parent=PLAIN, fontName="Helvetica-Bold", spaceBefore=6)
TITLE = ParagraphStyle("title", parent=BOLD, fontSize=15, leading=19, spaceAfter=8)
GRID = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")])

Story = list[Any]


def main() -> int:
    """Write every pack."""
    PACKS.mkdir(exist_ok=True)
    (PACKS / "wrensmoor-board-pack-2024-05-16.pdf").write_bytes(pack(board_pack()))
    (PACKS / "wrensmoor-minutes-2024.txt").write_text(text_pack(), encoding="utf-8")
    write_expected()
    return 0


def write_expected() -> None:
    """The records of every pack as they are now: read the difference before it is committed."""
    from regenerate import strip  # type: ignore[import-not-found]

    from minutebook.extraction import extract_records

    (PACKS / "expected").mkdir(exist_ok=True)
    for path in sorted(path for path in PACKS.iterdir() if path.is_file()):
        whole, *parts = extract_records(path, source=path.name)
        for stem, minutes in zip((path.stem, *whole.document.parts), (whole, *parts), strict=True):
            told = strip(minutes.model_dump(mode="json", by_alias=True))
            text = json.dumps(told, indent=1, ensure_ascii=False) + "\n"
            (PACKS / "expected" / f"{stem}.json").write_text(text, encoding="utf-8")


def pack(documents: list[tuple[str, str | None, Story]]) -> bytes:
    """One PDF of documents that each count their own pages; the mark of an enclosure stands in the corner."""
    lengths = [_laid(story, lambda canvas, page: None) for _, _, story in documents]
    places = [
        (footer, mark, page, length)
        for (footer, mark, _), length in zip(documents, lengths, strict=True)
        for page in range(1, length + 1)
    ]

    def decorate(canvas: Canvas, number: int) -> None:
        footer, mark, page, length = places[number - 1]
        canvas.setFont("Helvetica", 9)
        canvas.drawString(72, 40, f"{footer}   Page {page} of {length}")
        if mark and page == 1:
            canvas.setFont("Helvetica-Bold", 11)
            canvas.drawRightString(A4[0] - 50, A4[1] - 40, mark)

    out = io.BytesIO()
    whole: Story = []
    for _, _, story in documents:
        whole += [*story, PageBreak()]
    _laid(whole[:-1], decorate, out)
    return out.getvalue()


def _laid(story: Story, decorate: Any, out: io.BytesIO | None = None) -> int:
    """Lay a story on pages; how many there are."""
    template = SimpleDocTemplate(out or io.BytesIO(), pagesize=A4, topMargin=64, bottomMargin=64, invariant=1)

    def each(canvas: Canvas, _: Any) -> None:
        decorate(canvas, canvas.getPageNumber())

    template.build(copy.deepcopy(story), onFirstPage=each, onLaterPages=each)
    return int(template.page)


def lines(style: ParagraphStyle, *texts: str) -> Story:
    """A paragraph a text."""
    return [Paragraph(text, style) for text in texts]


def grid(rows: list[list[str]], widths: list[float]) -> Table:
    """A ruled table."""
    cells = [[Paragraph(text, BOLD if r == 0 else PLAIN) for text in row] for r, row in enumerate(rows)]
    return Table(cells, colWidths=widths, style=GRID)


def minutes(body: str, held: str, people: list[list[str]], apologies: str, items: Story) -> Story:
    """The minutes of one body: title block, attendance table, items."""
    return [
        *lines(TITLE, body),
        *lines(BOLD, f"Minutes of the meeting held on {held}"),
        *lines(BOLD, "Present"),
        grid([["Name", "Role and organisation"], *people], [180, 270]),
        Spacer(1, 8),
        *lines(PLAIN, f"Apologies: {apologies}"),
        *items,
    ]


BOARD = "Wrensmoor Wellbeing Partnership Board"
FILLER = (
    "Members spoke about the winter, the pressure on the wards and what the voluntary sector had carried. "
    "The figures were compared with those of the year before and with the plan that the board had set. "
)


def board_pack() -> list[tuple[str, str | None, Story]]:
    """Agenda, last minutes with their action log, a cover sheet, two committees' minutes and a report."""
    return [
        (BOARD, None, agenda()),
        (BOARD, "Enclosure A", board_minutes()),
        ("Cover sheet", "Enclosure B", cover("Minutes of the Audit and Risk Committee", "Ottilie Brandreth")),
        ("Audit and Risk Committee", None, audit_minutes()),
        ("Hoarding report", "Enclosure C", hoarding_report()),
        ("Quality Committee", "Enclosure D", quality_minutes()),
    ]


def agenda() -> Story:
    """The agenda of the meeting that the pack is for."""
    rows = [
        ["1", "Welcome and apologies", "Chair", "Verbal"],
        ["2", "To approve the minutes of 14 March 2024", "Chair", "Enclosure A"],
        ["3", "To receive the minutes of the Audit and Risk Committee", "O Brandreth", "Enclosure B"],
        ["4", "To consider the report on hoarding", "L Thackeray", "Enclosure C"],
        ["5", "To note the minutes of the Quality Committee", "D Amankwah", "Enclosure D"],
        ["6", "Any other business", "All", "Verbal"],
    ]
    return [
        *lines(TITLE, BOARD, "AGENDA"),
        *lines(
            PLAIN, "A meeting of the board will be held on Thursday 16 May 2024 at 2.00pm in the Linnet Room."
        ),
        grid([["Item", "Subject", "Lead", "Paper"], *rows], [40, 240, 85, 85]),
        Spacer(1, 10),
        *lines(PLAIN, "Items of any other business should be notified to the secretary two days before."),
    ]


def board_minutes() -> Story:
    """Three pages: the last one is the action log that the minutes append."""
    items = [
        *lines(BOLD, "1. Welcome and apologies"),
        *lines(PLAIN, "MP welcomed everyone to the meeting."),
        *lines(BOLD, "2. Minutes of the last meeting"),
        *lines(PLAIN, "The minutes of 11 January 2024 were approved."),
        *lines(BOLD, "3. Winter plan"),
        *lines(PLAIN, "SO reported that the warm rooms had opened in November. " + FILLER * 3),
        *lines(PLAIN, "Action: SO to send the winter figures to all members by 30 April 2024."),
        *lines(BOLD, "4. Carers"),
        *lines(PLAIN, "GH presented the carers survey. " + FILLER * 2),
        *lines(PLAIN, "Action: GH to bring the carers plan to the next meeting."),
        *lines(BOLD, "5. Date of next meeting"),
        *lines(PLAIN, "Thursday 16 May 2024 at 2.00pm in the Linnet Room."),
        PageBreak(),
        *lines(BOLD, "Appendix: action log"),
        grid(
            [
                ["Ref", "Action", "Lead", "Update"],
                ["7", "Ask the surgeries for their recall lists", "GH", "Complete"],
                ["9", "Draft a note on transport for the parish councils", "SO", "Ongoing"],
            ],
            [40, 250, 60, 100],
        ),
    ]
    people = [
        ["Mirabel Pask (MP) (Chair)", f"Independent Chair, {BOARD}"],
        ["Solomon Oduya (SO)", "Head of Adult Care, Wrensmoor Council"],
        ["Greta Hollins (GH)", "Chief Officer, Wrensmoor Carers"],
    ]
    return minutes(
        BOARD, "Thursday 14 March 2024 at 2.00pm in the Linnet Room", people, "Piers Langrick", items
    )


def cover(title: str, author: str) -> Story:
    """A cover sheet of one page."""
    rows = [
        ["Report to:", BOARD],
        ["Date of meeting:", "16 May 2024"],
        ["Report title:", title],
        ["Report author:", author],
        ["Purpose:", "For information"],
        ["Recommendation:", "The board is asked to note the paper."],
    ]
    return [*lines(TITLE, "Cover sheet"), grid(rows, [130, 320])]


def audit_minutes() -> Story:
    """Two pages of another body."""
    items = [
        *lines(BOLD, "1. Apologies"),
        *lines(PLAIN, "Apologies were noted."),
        *lines(BOLD, "2. Internal audit"),
        *lines(PLAIN, "TV said that four audits were finished. " + FILLER * 5),
        *lines(PLAIN, "Action: TV to close the payroll audit by 31 May 2024."),
        *lines(BOLD, "3. Risk register"),
        *lines(
            PLAIN, "OB went through the register. It was agreed that the flood risk be raised. " + FILLER * 6
        ),
        *lines(BOLD, "4. Next meeting"),
        *lines(PLAIN, "Tuesday 2 July 2024 at 10.00am."),
    ]
    people = [
        ["Ottilie Brandreth (OB) (Chair)", "Lay Member"],
        ["Tobias Venn (TV)", "Head of Internal Audit, Wrensmoor Council"],
    ]
    return minutes(
        "Wrensmoor Audit and Risk Committee",
        "Tuesday 2 April 2024 at 10.00am in Fallow House",
        people,
        "Ines Marchbank",
        items,
    )


def hoarding_report() -> Story:
    """A report that names people who attend nothing, and runs over three pages."""
    return [
        *cover("Hoarding and self-neglect", "Lorna Thackeray"),
        PageBreak(),
        *lines(BOLD, "1. Background"),
        *lines(PLAIN, "Lorna Thackeray and Edmund Carrow visited six services. " + FILLER * 8),
        *lines(BOLD, "2. Findings"),
        *lines(PLAIN, FILLER * 14),
        *lines(BOLD, "3. Financial implications"),
        *lines(PLAIN, "Edmund Carrow will cost the options. " + FILLER * 4),
    ]


def quality_minutes() -> Story:
    """One page of a third body."""
    items = [
        *lines(BOLD, "1. Complaints"),
        *lines(PLAIN, "DA reported eleven complaints. It was agreed that the letters be rewritten."),
        *lines(PLAIN, "Action: RF to rewrite the letters by 14 May 2024."),
        *lines(BOLD, "2. Date of next meeting"),
        *lines(PLAIN, "Tuesday 11 June 2024."),
    ]
    people = [
        ["Delphine Amankwah (DA) (Chair)", "Director of Nursing, Wrensmoor Hospitals"],
        ["Rufus Fenwright (RF)", "Complaints Manager, Wrensmoor Hospitals"],
    ]
    return minutes(
        "Wrensmoor Quality Committee",
        "Tuesday 9 April 2024 at 1.00pm in Fallow House",
        people,
        "None",
        items,
    )


def text_pack() -> str:
    """Two sittings of two bodies in one text file, as a secretary pastes them together."""
    return """Tern Valley Parish Forum
Minutes of the meeting held on Monday 5 February 2024 at 7.00pm in the Reading Room, Ternbridge

Present: Hester Vance (HV) (Chair), Jude Okell (JO), Marian Stott (MS)
Apologies: Basil Quill

1. Footpaths
JO reported that two stiles were broken.
Action: JO to write to the landowner by 1 March 2024.

2. Next meeting
Monday 4 March 2024 at 7.00pm.

Ternbridge Flood Action Group
Minutes of the meeting held on Wednesday 21 February 2024 at 6.30pm in the Mill, Ternbridge

Present: Nils Harker (NH) (Chair), Priya Sandal (PS)
Apologies: Hester Vance

1. Pumps
PS said that the pump had been tested twice.
Action: PS to order a new hose by 15 March 2024.

2. Wardens
It was agreed that four wardens be trained.
"""


if __name__ == "__main__":
    sys.exit(main())
