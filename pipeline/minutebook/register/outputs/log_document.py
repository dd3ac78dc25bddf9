"""A board's action log as a Word document, ready for the papers of its next meeting."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from minutebook.export.stems import plain_stem
from minutebook.register.outputs.files import MADE, in_xml, timeless, write_whole
from minutebook.register.outputs.view import NOBODY, View
from minutebook.register.outputs.words import count, in_words, mention_state, state_of
from minutebook.register.schema import Body, Thread

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell, _Row

LANGUAGE = "en-GB"
DARK, PALE, RED = "1F3A5F", "F2F4F7", "9C0006"
Columns = Sequence[tuple[str, float, Callable[[Thread], str]]]


def write_log(view: View, body: Body, out: Path) -> Path:
    """Write `action-log-<board>.docx`; its path. Raises OSError where it cannot be written."""
    path = out / f"{plain_stem('action-log-' + body.name.replace('/', '-') + '.docx')}.docx"
    write_whole(path, log_bytes(view, body))
    return path


def log_bytes(view: View, body: Body) -> bytes:
    """The Word document; the same view gives the same bytes.

    Open actions with their history, then what the latest meeting closed (reported complete apart from
    accepted), then what was open before and is no longer mentioned.
    """
    import docx

    document = docx.Document()
    _set_up(document, f"{body.name}: action log")
    threads = [thread for thread in view.threads if thread.body_id == body.id]
    document.add_heading(in_xml(body.name), 0)
    document.add_paragraph(_subtitle(body), style="Subtitle")
    _section(
        document,
        "Open actions",
        "No action is open.",
        sorted((t for t in threads if state_of(t) == "open"), key=_by_due),
        (*_what(view), ("Due", 3.5, _due), ("History", 8.9, _history)),
    )
    fresh = [t for t in threads if t.closed_on is not None and t.closed_on == body.latest_meeting]
    when = f"at the meeting of {in_words(body.latest_meeting)}"
    done: Columns = (
        *_what(view),
        ("Opened", 3.5, lambda t: in_words(t.opened_on)),
        ("Outcome", 8.9, _history),
    )
    for heading, state in (
        (f"Closed {when}", "closed"),
        (f"Reported complete {when}, for the board to accept", "completed"),
        (f"Superseded {when}", "superseded"),
    ):
        chosen = [thread for thread in fresh if state_of(thread) == state]
        if chosen or state == "closed":
            _section(document, heading, "None.", chosen, done)
    dropped = sorted((t for t in threads if state_of(t) == "dropped"), key=_by_due)
    if dropped:
        last: Columns = (*_what(view), ("Due", 3.5, _due), ("History", 8.9, _history))
        _section(document, "Not mentioned when earlier actions were last reviewed", "", dropped, last)
    out = io.BytesIO()
    document.save(out)
    return timeless(out.getvalue())


def _what(view: View) -> Columns:
    return (
        ("Ref", 1.8, lambda t: t.ref or ""),
        ("Action", 8.2, lambda t: t.text),
        ("Lead", 3.7, lambda t: view.leads_in_words(t.leads) or NOBODY),
    )


def _subtitle(body: Body) -> str:
    parts = ["Action log"]
    if body.next_meeting and body.next_meeting > (body.latest_meeting or ""):
        parts.append(f"for the meeting on {in_words(body.next_meeting)}")
    if body.latest_meeting:
        parts.append(f"as it stood after the meeting of {in_words(body.latest_meeting)}")
    return ", ".join(parts)


def _by_due(thread: Thread) -> tuple[bool, str, str]:
    return thread.due.date is None, thread.due.date or "", thread.ref or thread.id


def _due(thread: Thread) -> str:
    lines = [in_words(thread.due.date) or thread.due.text or "No date"]
    if thread.overdue_days is not None:
        lines.append(f"Overdue by {count(thread.overdue_days, 'day')}")
    return "\n".join(lines)


def _history(thread: Thread) -> str:
    """A line a meeting: when, what it said, and what it changed."""
    lines = []
    for position, mention in enumerate(thread.mentions):
        state = "Set" if position == 0 and mention.status == "open" else mention_state(mention)
        carried = position > 0 and mention.status == "open" and not mention.reopened
        said = [] if carried and mention.update else ["Carried forward" if carried else state]
        if mention.update:
            said = [": ".join([*said, mention.update])]
        if position and "due" in mention.changed and (mention.due.date or mention.due.text):
            said.append(f"now due {in_words(mention.due.date) or mention.due.text}")
        if position and "leads" in mention.changed:
            said.append("lead now " + (", ".join(lead.text for lead in mention.leads) or "nobody"))
        # A full stop in the middle of a line would end it.
        said[:-1] = [words.rstrip(". ") for words in said[:-1]]
        lines.append(f"{in_words(mention.date) or 'Undated'}: {'; '.join(said)}")
    return "\n".join(lines)


def _set_up(document: Document, title: str) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt

    made = MADE.replace(tzinfo=None)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = in_xml(title), "minutebook", ""
    properties.created = properties.modified = made
    properties.language, properties.last_modified_by = LANGUAGE, "minutebook"
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(1.8)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10)
    footer = section.footer.paragraphs[0]
    footer.add_run(f"{in_xml(title)}    page ")
    _field(footer.add_run()._r, "PAGE")
    footer.add_run(" of ")
    _field(footer.add_run()._r, "NUMPAGES")


def _field(run: object, code: str) -> None:
    """A field that Word fills in, as python-docx has no call for."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind in ("begin", None, "end"):
        element = OxmlElement("w:instrText" if kind is None else "w:fldChar")
        if kind is None:
            element.text = code
        else:
            element.set(qn("w:fldCharType"), kind)
        run.append(element)  # type: ignore[attr-defined]


def _section(
    document: Document, heading: str, empty: str, threads: Iterable[Thread], columns: Columns
) -> None:
    chosen = list(threads)
    document.add_heading(heading, 1)
    if not chosen:
        document.add_paragraph(empty)
        return
    from docx.shared import Cm

    table = document.add_table(rows=1, cols=len(columns), style="Table Grid")
    table.autofit = False
    _repeat(table.rows[0])
    for cell, (name, _, _) in zip(table.rows[0].cells, columns, strict=True):
        _write(cell, name, bold=True, colour="FFFFFF", shade=DARK)
    for thread in chosen:
        row = table.add_row()
        _whole(row)
        for cell, (name, _, words) in zip(row.cells, columns, strict=True):
            late = name == "Due" and thread.overdue_days is not None
            _write(cell, words(thread), bold=late, colour=RED if late else None)
    # Word goes by the cells' widths, LibreOffice by the columns'.
    for column, (_, width, _) in zip(table.columns, columns, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def _write(
    cell: _Cell, words: str, *, bold: bool = False, colour: str | None = None, shade: str = ""
) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    first = cell.paragraphs[0]
    for position, line in enumerate(in_xml(words).split("\n")):
        paragraph = first if position == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        run = paragraph.add_run(line)
        run.bold = bold
        if colour is not None:
            run.font.color.rgb = RGBColor.from_string(colour)
    if shade:
        fill = OxmlElement("w:shd")
        fill.set(qn("w:val"), "clear")
        fill.set(qn("w:fill"), shade)
        cell._tc.get_or_add_tcPr().append(fill)


def _repeat(row: _Row) -> None:
    """Repeat the row at the top of every page."""
    _mark_row(row, "w:tblHeader")


def _whole(row: _Row) -> None:
    """Do not break the row over two pages."""
    _mark_row(row, "w:cantSplit")


def _mark_row(row: _Row, name: str) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))
