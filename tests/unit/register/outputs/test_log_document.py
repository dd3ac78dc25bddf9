"""The action log as boards put it in their papers: open with history, then what was closed since last time."""

from __future__ import annotations

import io

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from made_register import FLOOD, MARKUP, mention, register, thread

from minutebook.register.outputs.log_document import log_bytes
from minutebook.register.outputs.view import View

VIEW = View(register())
BODY = VIEW.bodies[0]


@pytest.fixture(scope="module")
def log() -> Document:
    return docx.Document(io.BytesIO(log_bytes(VIEW, BODY)))


def sections(log: Document) -> dict[str, list[list[str]]]:
    """Each heading with the rows of the table below it, its head left off."""
    out: dict[str, list[list[str]]] = {}
    for part in log.iter_inner_content():
        if isinstance(part, docx.text.paragraph.Paragraph):
            if part.style is not None and str(part.style.name).startswith("Heading"):
                out[part.text] = []
        else:
            out[next(reversed(out))] = [[cell.text for cell in row.cells] for row in part.rows[1:]]
    return out


def test_it_says_what_it_is_and_which_meeting_it_is_for(log: Document) -> None:
    words = [paragraph.text for paragraph in log.paragraphs[:2]]
    assert words == [
        FLOOD,
        "Action log, for the meeting on 2 December 2025, as it stood after the meeting of 2 September 2025",
    ]


def test_its_sections_in_the_order_of_a_meeting(log: Document) -> None:
    found = {heading: [row[1] for row in rows] for heading, rows in sections(log).items()}
    assert list(found) == [
        "Open actions",
        "Closed at the meeting of 2 September 2025",
        "Reported complete at the meeting of 2 September 2025, for the board to accept",
        "Not mentioned when earlier actions were last reviewed",
    ]
    assert found["Closed at the meeting of 2 September 2025"] == ["Order sandbags"]
    assert (
        "Photograph the sluice at low water" in found["Not mentioned when earlier actions were last reviewed"]
    )


def test_an_action_stands_with_its_history(log: Document) -> None:
    rows = sections(log)
    ref, words, lead, due, history = rows["Open actions"][0]
    assert (ref, words, lead) == (
        "F1",
        "Write to the drainage trust about the pump",
        "Tom Ashby, Edith Marlowe",
    )
    assert due == "31 July 2025\nOverdue by 33 days"
    assert (
        history
        == "4 March 2025: Set\n3 June 2025: A reply is awaited; now due 31 July 2025; lead now TA, Edith Marlowe"
    )
    (closed,) = rows["Closed at the meeting of 2 September 2025"]
    assert closed[-1] == (
        "4 March 2025: Closed\n3 June 2025: Reopened\n"
        "2 September 2025: Closed: Delivered; the Board was content to close this."
    )


def test_the_page_is_a4_landscape_and_heads_repeat(log: Document) -> None:
    section = log.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (29.7, 21.0)
    for table in log.tables:
        assert "w:tblHeader" in table.rows[0]._tr.xml
        assert all("w:cantSplit" in row._tr.xml for row in table.rows[1:])


def test_what_drives_a_screen_is_made_visible_and_bytes_stay() -> None:
    odd = thread(1, MARKUP, mention("flood-june", "a1", "2025-06-03", MARKUP))
    view = View(register(threads=(odd,)))
    content = log_bytes(view, BODY)
    assert content == log_bytes(view, BODY)
    words = sections(docx.Document(io.BytesIO(content)))["Open actions"][0][1]
    assert "<script>" in words
    assert "\x1b" not in words


def test_a_board_without_actions_has_a_log_that_says_so() -> None:
    log = docx.Document(io.BytesIO(log_bytes(View(register(threads=())), BODY)))
    assert "No action is open." in [paragraph.text for paragraph in log.paragraphs]
