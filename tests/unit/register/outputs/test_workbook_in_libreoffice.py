"""The workbook and the action log as LibreOffice opens them: a reader that is not the library that wrote them."""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from made_register import FLOOD, FORMULA, large, register
from openpyxl import load_workbook

from minutebook.register.outputs.log_document import write_log
from minutebook.register.outputs.sheets import SHEETS
from minutebook.register.outputs.view import View
from minutebook.register.outputs.workbook import write_workbook

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed: no soffice on the path")
# Every sheet (-1), as it is shown (the second true): comma, quote, UTF-8, from line 1.
ALL_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
A4_LANDSCAPE = (842, 595)


def convert(path: Path, kind: str, out: Path) -> None:
    """Open the file and save it as another kind, with a profile of its own: tests run side by side."""
    subprocess.run(
        [
            str(OFFICE),
            f"-env:UserInstallation={(out / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(out),
            str(path),
        ],
        capture_output=True,
        timeout=180,
        check=True,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook as it was written, and as LibreOffice saved it again."""
    folder = tmp_path_factory.mktemp("office")
    write_workbook(View(register()), folder / "register.xlsx")
    convert(folder / "register.xlsx", ALL_SHEETS, folder)
    (folder / "again").mkdir()
    convert(folder / "register.xlsx", "xlsx:Calc MS Excel 2007 XML", folder / "again")
    return folder


def shown(folder: Path, sheet: str) -> list[dict[str, str]]:
    with (folder / f"register-{sheet}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_every_sheet_is_opened(folder: Path) -> None:
    assert sorted(path.stem for path in folder.glob("*.csv")) == sorted(
        f"register-{name}" for name in (*(sheet.name for sheet in SHEETS), "About")
    )


def test_the_rows_read_as_they_were_meant(folder: Path) -> None:
    rows = {row["Action"]: row for row in shown(folder, "Open")}
    assert rows["Write to the drainage trust about the pump"]["Due"] == "31 Jul 2025"
    assert rows["Write to the drainage trust about the pump"]["Days overdue"] == "33"
    assert rows["Write to the drainage trust about the pump"]["Lead"] == "Tom Ashby, Edith Marlowe"
    assert rows[FORMULA]["Due"] == "Oct 2025"
    assert rows["Visit the new classroom"]["Due"] == "2026"
    shares = {row["Organisation"]: row["Share"] for row in shown(folder, "Representation")}
    assert shares["Harrow Council"] == "67%"


def test_no_cell_is_a_formula_or_an_error(folder: Path) -> None:
    book = load_workbook(folder / "again" / "register.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type in "fe"]


def test_dates_links_filters_and_colours_are_understood(folder: Path) -> None:
    book = load_workbook(folder / "again" / "register.xlsx")
    sheet = book["Overdue"]
    titles = [cell.value for cell in sheet[1]]
    assert sheet.cell(2, titles.index("Due") + 1).is_date
    link = sheet.cell(2, titles.index("Evidence") + 1).hyperlink
    assert (link.target or "").endswith("evidence/flood-march.html#a3") or link.location == "a3"
    assert sheet.auto_filter.ref
    assert sheet.print_title_rows == "$1:$1"
    assert len(sheet.conditional_formatting) == 2


def test_a_long_sheet_prints_on_a4_landscape_with_its_heads_repeated(tmp_path: Path) -> None:
    write_workbook(View(large(90)), tmp_path / "long.xlsx")
    convert(tmp_path / "long.xlsx", "pdf", tmp_path)
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(tmp_path / "long.pdf")]
    opened = [text for text in pages if text.startswith("Open")]
    assert len(opened) > 1
    assert all("Latest progress" in text and "Days" in text for text in opened)
    sizes = {tuple(map(round, page.get_size())) for page in pypdfium2.PdfDocument(tmp_path / "long.pdf")}
    assert sizes == {A4_LANDSCAPE}


def test_the_action_log_opens_and_prints_on_a4_landscape(tmp_path: Path) -> None:
    view = View(register())
    path = write_log(view, view.bodies[0], tmp_path)
    convert(path, "pdf", tmp_path)
    document = pypdfium2.PdfDocument(path.with_suffix(".pdf"))
    words = "\n".join(page.get_textpage().get_text_range() for page in document)
    assert FLOOD in words
    assert "Open actions" in words
    assert "page 1 of" in words
    assert {tuple(map(round, page.get_size())) for page in document} == {A4_LANDSCAPE}
