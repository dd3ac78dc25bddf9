"""The register as a workbook for Excel and LibreOffice: sheets that filter, sort and print."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

from minutebook.export.guard import guard
from minutebook.register.histories import last_day
from minutebook.register.outputs.counts import tally
from minutebook.register.outputs.files import MADE, in_xml, write_whole
from minutebook.register.outputs.sheets import SHEETS, Cell, Head, Link, Sheet
from minutebook.register.outputs.view import View
from minutebook.register.outputs.words import STATE_MEANING, STATE_WORDS, STATES, in_words

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST = 32_000  # Excel keeps 32,767 characters a cell
MOST_LINKS = 65_000  # Excel opens a sheet with 65,530 links at most
MOST_ROWS = 1_048_000
A4 = 9
LINE, TALLEST = 13.5, 409  # points
DATE_FORMATS = ("d mmm yyyy", "mmm yyyy", "yyyy")

_TOP = {"valign": "top", "font_name": "Calibri", "font_size": 10, "bottom": 4, "bottom_color": "#B5BCC6"}
_STYLES: dict[str, dict[str, object]] = {
    "text": {**_TOP, "text_wrap": True},
    "quoted": {**_TOP, "text_wrap": True, "quote_prefix": True},
    "number": {**_TOP, "num_format": "#,##0", "align": "center"},
    "percent": {**_TOP, "num_format": "0%", "align": "center"},
    "link": {**_TOP, "text_wrap": True, "font_color": "#0B57A4", "underline": 1},
    "head": {
        **_TOP,
        "text_wrap": True,
        "bold": True,
        "bg_color": "#1F3A5F",
        "font_color": "#FFFFFF",
        "bottom": 1,
    },
    "late": {"font_color": "#9C0006", "bg_color": "#FFC7CE"},
    "title": {"bold": True, "font_size": 14, "font_name": "Calibri"},
    "label": {**_TOP, "bold": True, "text_wrap": True},
    **{shown: {**_TOP, "num_format": shown, "align": "left"} for shown in DATE_FORMATS},
}


def write_workbook(view: View, path: Path) -> None:
    """Write the workbook. The same view gives the same bytes. Raises OSError where it cannot be written."""
    write_whole(path, workbook_bytes(view))


def workbook_bytes(view: View) -> bytes:
    """The workbook: the sheets of `SHEETS` and About."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    # Nothing in a cell is taken for a formula, a link or a number: text stays the text that it is.
    book = Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    # The clock would make the same register other bytes each time.
    book.set_properties(
        {"title": "Action register", "author": "minutebook", "created": MADE.replace(tzinfo=None)}
    )
    styles = {name: book.add_format(style) for name, style in _STYLES.items()}
    cut: list[str] = []
    for sheet in SHEETS:
        cut += _Writer(book, sheet, styles).write(view)
    _about(book.add_worksheet("About"), view, styles, cut)
    book.close()
    return out.getvalue()


class _Writer:
    """Writes one sheet."""

    def __init__(self, book: Workbook, sheet: Sheet, styles: dict[str, Format]) -> None:
        self._sheet = sheet
        self._styles = styles
        self._page: Worksheet = book.add_worksheet(sheet.name)
        self._links = 0

    def write(self, view: View) -> list[str]:
        """Write the rows and the print set-up; what had to be left out, a line each."""
        page, heads = self._page, self._sheet.heads
        for place, head in enumerate(heads):
            page.set_column(place, place, head.width)
            page.write_string(0, place, head.title, self._styles["head"])
        page.set_row(0, _height(tuple(Head("", head.width) for head in heads), _titles(heads)))
        rows = total = 0
        for row in self._sheet.rows(view):
            total += 1
            if rows < MOST_ROWS:
                rows += 1
                page.set_row(rows, _height(heads, row))
                for place, (head, cell) in enumerate(zip(heads, row, strict=True)):
                    self._cell(rows, place, head, cell)
        self._redden(rows)
        # An autofilter needs one row below the heads, even an empty one.
        page.autofilter(0, 0, max(rows, 1), len(heads) - 1)
        page.freeze_panes(1, self._sheet.frozen)
        # A reference such as 7 is text; Excel need not mark each as doubtful.
        page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        _print_setup(page, self._sheet.name)
        page.repeat_rows(0)
        page.print_area(0, 0, max(rows, 1), sum(head.printed for head in heads) - 1)
        left_out = []
        if total > rows:
            left_out.append(
                f"{self._sheet.name}: {total - rows} rows more than a sheet holds; the CSV files have all"
            )
        if self._links > MOST_LINKS:
            left_out.append(f"{self._sheet.name}: only the first {MOST_LINKS} rows link to their evidence")
        return left_out

    def _cell(self, row: int, place: int, head: Head, cell: Cell) -> None:
        match cell:
            case None | "":
                # A blank with the style of its row keeps the line below the row whole.
                self._page.write_blank(row, place, None, self._styles["text"])
            case Link():
                self._link(row, place, cell)
            case str() if head.kind in ("date", "late date"):
                day, shown = cell_date(cell)
                self._page.write_datetime(row, place, day, self._styles[shown])
            case str():
                self._text(row, place, cell)
            case _:
                style = "percent" if head.kind == "percent" else "number"
                self._page.write_number(row, place, cell, self._styles[style])

    def _text(self, row: int, place: int, words: str) -> None:
        shown = _fit(words)
        # Excel would run such text once someone edits the cell: its own mark for text keeps it text.
        style = "text" if guard(shown) == shown else "quoted"
        self._page.write_string(row, place, shown, self._styles[style])

    def _link(self, row: int, place: int, link: Link) -> None:
        if link.target is not None:
            self._links += 1
        if link.target is None or self._links > MOST_LINKS:
            self._text(row, place, link.words)
            return
        self._page.write_url(
            row,
            place,
            f"external:{link.target}",
            self._styles["link"],
            _fit(link.words),
            "The words that say so",
        )

    def _redden(self, rows: int) -> None:
        """Overdue in red by the number of days beside it, so that it stays when rows are sorted."""
        late = next((n for n, head in enumerate(self._sheet.heads) if head.kind == "late"), None)
        if late is None or not rows:
            return
        column = chr(ord("A") + late)
        rule = {
            "type": "formula",
            "criteria": f"=AND(ISNUMBER(${column}2),${column}2>0)",
            "format": self._styles["late"],
        }
        for place, head in enumerate(self._sheet.heads):
            if head.kind in ("late", "late date"):
                self._page.conditional_format(1, place, rows, place, rule)


def _titles(heads: tuple[Head, ...]) -> tuple[Cell, ...]:
    """The headings, with room for the button of the filter."""
    return tuple(f"{head.title} +++" for head in heads)


def _height(heads: tuple[Head, ...], row: tuple[Cell, ...]) -> float:
    """The row's height in points, so that wrapped text is whole: LibreOffice does not work it out itself."""
    lines = 1
    for head, cell in zip(heads, row, strict=True):
        words = cell.words if isinstance(cell, Link) else cell
        if isinstance(words, str) and head.kind in ("text", "link"):
            # A width counts digits of a larger size than the text: a tenth more letters fit at least.
            across = max(4, int(head.width * 1.1))
            lines = max(lines, sum(_lines(line, across) for line in words[:LONGEST].splitlines()))
    return min(LINE * lines + 2, TALLEST)


@lru_cache(maxsize=50_000)
def _lines(line: str, across: int) -> int:
    # Most cells fit, and the same action stands on several sheets: wrapping is dear.
    return 1 if len(line) <= across and "\t" not in line else len(wrap(line, across)) or 1


def _fit(words: str) -> str:
    """The words as a cell can hold them: no characters that drive a screen, and not too long."""
    shown = in_xml(words)
    return shown if len(shown) <= LONGEST else shown[:LONGEST] + "…"


def _print_setup(page: Worksheet, name: str) -> None:
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    page.set_header(f"&L&10{name}")
    page.set_footer("&L&9minutebook&R&9Page &P of &N")


def _about(page: Worksheet, view: View, styles: dict[str, Format], cut: list[str]) -> None:
    page.set_column(0, 0, 26)
    page.set_column(1, 1, 90)
    counted = tally(view.threads)
    lines: list[tuple[str, str]] = [
        ("What this is", "The actions, people and meetings of many sets of minutes, joined by minutebook."),
        ("Shown", "; ".join(view.asked) or "everything"),
        ("Actions", f"{len(view.threads)}: {counted.in_words()}"),
        *(("Left out", line) for line in cut),
    ]
    for body in view.bodies:
        latest = (
            f"latest meeting {in_words(body.latest_meeting)}" if body.latest_meeting else "no dated meeting"
        )
        as_at = f"; overdue counted at {in_words(body.as_at)}" if body.as_at else ""
        lines.append((body.name, f"{latest}{as_at}"))
    lines += [(STATE_WORDS[state], STATE_MEANING[state]) for state in STATES]
    lines += [
        (
            "Print",
            "A4 landscape; columns right of Latest progress, the links among them, are left off the paper.",
        ),
        ("Due", "A date known to the month or year only stands as its last day and shows as month or year."),
        (
            "Evidence",
            "Each link opens the page in the folder evidence, beside this file, at the words that say so.",
        ),
        *((f"Sheet {sheet.name}", sheet.told) for sheet in SHEETS),
    ]
    page.write_string(0, 0, "About this register", styles["title"])
    for row, (label, words) in enumerate(lines, start=2):
        page.set_row(row, _height((Head("", 26), Head("", 90)), (label, words)))
        for place, (text, style) in enumerate(((label, "label"), (words, "text"))):
            page.write_string(row, place, _fit(text), styles[style])
    _print_setup(page, "About")


def cell_date(iso: str) -> tuple[object, str]:
    """An ISO date as a real day (the last that it covers) and the number format that shows its precision."""
    return last_day(iso), {4: "yyyy", 7: "mmm yyyy"}.get(len(iso), "d mmm yyyy")
