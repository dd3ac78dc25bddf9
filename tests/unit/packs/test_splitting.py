"""What is a pack, where its documents begin, and what stays one document."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minutebook.document import Box, Document, DocumentBuilder
from minutebook.nlp import load_reader
from minutebook.packs import split
from minutebook.rulebook import load_rulebook

ALDER = """Aldermoor Safeguarding Board
Minutes of the meeting held on Tuesday 4 June 2024 at 10.00am in the Elm Room
Present: Ada Finch (AF) (Chair), Bo Lund (BL)
Apologies: Cy Marr
1. Welcome
AF welcomed everyone.
2. Training
BL reported that the course was full.
Action: BL to add a second day by 1 July 2024."""
BRIAR = """Briarwell Quality Committee
Minutes of the meeting held on Thursday 20 June 2024 at 2.00pm in Briar House
Present: Di Orme (DO) (Chair), Ed Pask (EP)
Apologies: None
1. Complaints
DO said that nine had come in.
2. Next meeting
Thursday 19 September 2024."""
AGENDA = """Aldermoor Safeguarding Board
AGENDA
A meeting will be held on Tuesday 3 September 2024 at 10.00am in the Elm Room
1. Welcome and apologies
2. To approve the minutes of 4 June 2024
3. To receive the report on training
4. To note the risk register"""
SHEET = """Cover sheet
Report to: Aldermoor Safeguarding Board
Date of meeting: 3 September 2024
Report title: Training
Report author: Flo Quill
Purpose: For information
Recommendation: The board is asked to note the report."""
REPORT = """1. Background
Flo Quill and Gus Rae looked at six courses in the year.
2. Findings
Most of the places were taken in the first week."""
LOG = """Appendix 1: Action log
Ref 1 BL to count the chairs. Complete.
Ref 2 AF to ask the police for a name. Ongoing."""
EXCERPT = """Extract from the minutes of the Aldermoor Safeguarding Board
Minutes of the meeting held on Tuesday 5 March 2024
Present: Ada Finch, Bo Lund
4. Housing
It was agreed that the strategy be sent to the council."""
NEXT_AGENDA = """Agenda for the next meeting of the Aldermoor Safeguarding Board
To be held on Tuesday 3 September 2024
1. To approve the minutes
2. To receive the report on training
3. To note the risk register"""
PLAIN = "The figures of the year before were laid beside those of this year and with the plan."


def paged(
    *pages: str, corners: dict[int, str] | None = None, footers: dict[int, str] | None = None
) -> Document:
    """A document of these pages: a block a line, a mark in the corner, a footer as furniture."""
    builder = DocumentBuilder()
    for number, page in enumerate(pages, start=1):
        if corners and number in corners:
            builder.add(corners[number], page=number, box=Box(450, 30, 550, 42))
        for place, line in enumerate(page.splitlines()):
            top = 60.0 + 14 * place
            builder.add(line, page=number, box=Box(72, top, 500, top + 12), bold=place < 2)
        if footers and number in footers:
            builder.add(footers[number], kind="furniture", page=number, box=Box(72, 800, 500, 812))
    return builder.build(source="pack.pdf", sha256="0" * 64, format="pdf", pages=len(pages))


def flowing(*texts: str) -> Document:
    """The same without pages."""
    builder = DocumentBuilder()
    for text in texts:
        for line in text.splitlines():
            builder.add(line)
    return builder.build(source="pack.docx", sha256="0" * 64, format="docx")


def ranges(document: Document) -> list[tuple[int, int] | None]:
    return [section.pages for section in split(document, load_rulebook(), load_reader())]


ONE_DOCUMENT = {
    "minutes": (ALDER,),
    "minutes with papers behind them": (ALDER, REPORT, PLAIN),
    "minutes with a cover sheet and its report behind them": (ALDER, SHEET, REPORT),
    "minutes with their action log": (ALDER, LOG),
    "minutes with an excerpt of earlier ones": (ALDER, EXCERPT),
    "minutes with the agenda of the next meeting": (ALDER, NEXT_AGENDA),
    "minutes behind a title page of their own": (
        "Aldermoor Safeguarding Board\nMinutes of the meeting held on Tuesday 4 June 2024",
        ALDER,
    ),
    "minutes that come again on the next page": (ALDER, ALDER),
    "minutes behind a cover sheet": (SHEET, ALDER),
    "an agenda": (AGENDA, PLAIN),
    "an agenda and the minutes of that very meeting": (
        AGENDA,
        ALDER.replace("4 June", "3 September"),
    ),
    "an agenda and one paper": (AGENDA, SHEET, REPORT),
    "a report of several papers": (SHEET, REPORT, SHEET.replace("Training", "Housing"), REPORT),
    "minutes whose second page names another meeting": (
        ALDER,
        "3. Minutes of the Briarwell Quality Committee\nThe minutes of 20 June 2024 were received.\n" + PLAIN,
    ),
    "minutes without people behind minutes": (
        ALDER,
        "Briarwell Quality Committee\nMinutes of the meeting held on 20 June 2024\n1. Complaints\nNine had come in.",
    ),
}

PACKS = {
    "two bodies' minutes": ((ALDER, BRIAR), [(1, 1), (2, 2)]),
    "two sittings of one body": (
        (ALDER, ALDER.replace("4 June", "9 July")),
        [(1, 1), (2, 2)],
    ),
    "minutes of several pages": ((ALDER, PLAIN, LOG, BRIAR, PLAIN), [(1, 3), (4, 5)]),
    "an agenda and the last minutes": ((AGENDA, ALDER), [(1, 1), (2, 2)]),
    "an agenda behind a title page": (
        ("Public Document Pack\nTo all members", AGENDA, ALDER),
        [(1, 2), (3, 3)],
    ),
    "an agenda and cover sheets": (
        (AGENDA, SHEET, REPORT, SHEET.replace("Training", "Housing"), REPORT),
        [(1, 1), (2, 3), (4, 5)],
    ),
    "all of it": ((AGENDA, ALDER, LOG, SHEET, REPORT, BRIAR), [(1, 1), (2, 3), (4, 5), (6, 6)]),
    "something long before the first minutes": (
        ("\n".join([PLAIN] * 8), ALDER, BRIAR),
        [(1, 1), (2, 2), (3, 3)],
    ),
}


@pytest.mark.parametrize("pages", ONE_DOCUMENT.values(), ids=ONE_DOCUMENT)
def test_one_document_stays_one(pages: tuple[str, ...]) -> None:
    assert ranges(paged(*pages)) == []
    assert ranges(flowing(*pages)) == []


@pytest.mark.parametrize(("pages", "expected"), PACKS.values(), ids=PACKS)
def test_a_pack_is_split_by_pages(pages: tuple[str, ...], expected: list[tuple[int, int]]) -> None:
    assert ranges(paged(*pages)) == expected


def test_every_word_of_a_pack_is_in_one_part() -> None:
    document = paged(AGENDA, ALDER, LOG, SHEET, REPORT, BRIAR, footers={2: "Page 1 of 2", 3: "Page 2 of 2"})
    sections = split(document, load_rulebook(), load_reader())
    held = [block.text for section in sections for block in section.document.body]
    assert held == [block.text for block in document.body]
    furniture = [[b.text for b in s.document.blocks if b.kind == "furniture"] for s in sections]
    assert furniture == [[], ["Page 1 of 2", "Page 2 of 2"], [], []]


def test_a_part_says_where_it_begins_with_a_cover_sheet() -> None:
    sections = split(paged(AGENDA, ALDER, SHEET, REPORT), load_rulebook(), load_reader())
    assert [section.sheet for section in sections] == [False, False, True]


def test_in_a_pack_the_mark_of_an_enclosure_begins_a_document() -> None:
    pages = (AGENDA, ALDER, REPORT, PLAIN, BRIAR)
    assert ranges(paged(*pages)) == [(1, 1), (2, 4), (5, 5)]
    assert ranges(paged(*pages, corners={3: "Enclosure C"})) == [(1, 1), (2, 2), (3, 4), (5, 5)]
    # a mark that runs on over the pages of one document is one mark
    assert ranges(paged(*pages, corners={3: "Enclosure C", 4: "Enclosure C"})) == [
        (1, 1),
        (2, 2),
        (3, 4),
        (5, 5),
    ]
    # and none makes a pack
    assert ranges(paged(ALDER, REPORT, corners={1: "Enclosure A", 2: "Enclosure B"})) == []


def test_in_a_pack_page_numbers_that_begin_anew_begin_a_document() -> None:
    pages = (AGENDA, ALDER, PLAIN, REPORT, BRIAR)
    footers = {1: "Page 1 of 1", 2: "Page 1 of 2", 3: "Page 2 of 2", 4: "Page 1 of 1", 5: "Page 1 of 1"}
    assert ranges(paged(*pages, footers=footers)) == [(1, 1), (2, 3), (4, 4), (5, 5)]
    assert ranges(paged(ALDER, REPORT, footers={1: "Page 1 of 1", 2: "Page 1 of 1"})) == []


def test_without_pages_only_whole_title_blocks_begin_a_document() -> None:
    sections = split(flowing(ALDER, BRIAR), load_rulebook(), load_reader())
    assert [section.document.text for section in sections] == [ALDER, BRIAR]
    assert [section.pages for section in sections] == [None, None]
    agenda, minutes = split(flowing(AGENDA, ALDER), load_rulebook(), load_reader())
    assert (agenda.document.text, minutes.document.text) == (AGENDA, ALDER)


def test_a_saved_page_of_a_committee_system_is_no_pack() -> None:
    document = flowing(ALDER, BRIAR)
    page = Document(document.text, document.blocks, "page.html", "0" * 64, "html")
    assert ranges(page) == []


def test_bodies_that_meet_in_common_on_one_day_stay_together_where_no_page_parts_them() -> None:
    assert ranges(flowing(ALDER, BRIAR.replace("Thursday 20", "Tuesday 4"))) == []


def test_a_date_may_run_over_two_lines() -> None:
    cut_off = BRIAR.replace("20 June 2024 at", "20 June\n2024 at")
    assert ranges(paged(ALDER, cut_off)) == [(1, 1), (2, 2)]


def test_a_title_page_that_names_no_body_begins_a_document_only_in_a_pack() -> None:
    unnamed = BRIAR.replace("Briarwell Quality Committee\n", "").replace("Briar House", "the hall")
    assert ranges(paged(ALDER, unnamed)) == []
    assert ranges(paged(AGENDA, ALDER, unnamed)) == [(1, 1), (2, 2), (3, 3)]


PIECES = (ALDER, BRIAR, AGENDA, SHEET, REPORT, LOG, EXCERPT, NEXT_AGENDA, PLAIN)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8))
def test_whatever_follows_whatever_all_pages_are_in_one_part_each(pages: list[str]) -> None:
    document = paged(*pages)
    sections = split(document, load_rulebook(), load_reader())
    if not sections:
        # never one document where two bodies' minutes stand whole, one after the other
        assert not {ALDER, BRIAR} <= set(pages)
        return
    assert len(sections) > 1
    held = [block.text for section in sections for block in section.document.body]
    assert held == [block.text for block in document.body]
    assert [page for one in sections for page in range(one.pages[0], one.pages[1] + 1)] == list(  # type: ignore[index]
        range(1, len(pages) + 1)
    )
    # what is no document's beginning begins none, but for the first page
    begins = {one.pages[0] for one in sections[1:] if one.pages is not None}
    assert not [page for page in begins if pages[page - 1] in (REPORT, LOG, EXCERPT, NEXT_AGENDA, PLAIN)]


def test_the_mark_of_an_enclosure_is_none_of_its_words() -> None:
    marked = paged(AGENDA, ALDER, BRIAR, corners={2: "Agenda Item 2", 3: "Agenda Item 3"})
    first, *others = [section.document for section in split(marked, load_rulebook(), load_reader())]
    assert [block.text for block in first.body] == AGENDA.splitlines()
    assert [[block.text for block in other.body] for other in others] == [
        ALDER.splitlines(),
        BRIAR.splitlines(),
    ]
    assert [other.text.splitlines()[0] for other in others] == ["Agenda Item 2", "Agenda Item 3"]
