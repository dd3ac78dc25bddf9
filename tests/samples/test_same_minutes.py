"""Samples of several layouts, saved by an office program in other formats, printed and scanned: one record each time."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from likeness import macro_f1  # type: ignore[import-not-found]
from make_formats import copied  # type: ignore[import-not-found]
from regenerate import SAMPLES  # type: ignore[import-not-found]

from minutebook.extraction import extract_document
from minutebook.loaders.ocr import find_engine
from minutebook.loaders.office import program
from minutebook.schema import Minutes

NEAR = 0.95
MEETINGS = (
    "coldharbour-trust-board-2024-01-25",  # minutes in a table, people set by tabs
    "st-osyth-lane-governors-2023-11-14",  # an attendance table with a column of status, actions at the end
    "ystrad-wen-safeguarding-board-2023-06-08",  # tables headed in two languages
)

pytestmark = pytest.mark.skipif(
    program() is None, reason="no LibreOffice here: apt-get install libreoffice-writer"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with each meeting as .doc, .odt, .rtf, .pdf and `-scan.pdf`."""
    folder = tmp_path_factory.mktemp("made")
    office = program()
    assert office is not None
    sources = [str(SAMPLES / f"{name}.docx") for name in MEETINGS]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for ending in ("doc", "odt", "rtf", "pdf"):
        command = [office, profile, "--headless", "--convert-to", ending, "--outdir", str(folder), *sources]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
    for name in MEETINGS:
        (folder / f"{name}-scan.pdf").write_bytes(copied((folder / f"{name}.pdf").read_bytes(), 0.4))
    return folder


@pytest.fixture(scope="module")
def wanted() -> dict[str, Minutes]:
    return {name: extract_document(SAMPLES / f"{name}.docx", source=name) for name in MEETINGS}


@pytest.mark.parametrize("name", MEETINGS)
@pytest.mark.parametrize("ending", [".doc", ".odt", ".rtf", ".pdf"])
def test_another_format_gives_nearly_the_same_record(
    name: str, ending: str, made: Path, wanted: dict[str, Minutes]
) -> None:
    assert macro_f1(extract_document(made / f"{name}{ending}", source=name), wanted[name]) >= NEAR


@pytest.mark.skipif(find_engine() is None, reason="no OCR engine here: apt-get install tesseract-ocr")
@pytest.mark.parametrize("name", MEETINGS)
def test_and_so_does_a_scan_of_it(name: str, made: Path, wanted: dict[str, Minutes]) -> None:
    minutes = extract_document(made / f"{name}-scan.pdf", source=name)
    assert minutes.document.ocr
    assert macro_f1(minutes, wanted[name]) >= NEAR


def test_the_measure_can_fail(wanted: dict[str, Minutes]) -> None:
    one, other, *_ = wanted.values()
    assert macro_f1(one, one) == 1
    assert macro_f1(one, other) < 0.2
