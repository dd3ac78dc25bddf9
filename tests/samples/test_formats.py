"""One meeting in many formats gives one record: `data/formats` beside `data/samples`."""

import json
from pathlib import Path

import pytest
from regenerate import SAMPLES, strip  # type: ignore[import-not-found]

from minutebook.assemble import ungrounded
from minutebook.extraction import extract_document
from minutebook.loaders.ocr import find_engine
from minutebook.loaders.office import program
from minutebook.schema import Minutes

FORMATS = SAMPLES.parent / "formats"
ESKMERE = "eskmere-sab-2024-03-12"
needs_office = pytest.mark.skipif(
    program() is None, reason="no LibreOffice here: apt-get install libreoffice-writer"
)
needs_ocr = pytest.mark.skipif(
    find_engine() is None, reason="no OCR engine here: apt-get install tesseract-ocr"
)


def read(path: Path) -> Minutes:
    minutes = extract_document(path, source=path.name)
    assert ungrounded(minutes) == []
    return minutes


def told(minutes: Minutes) -> str:
    """What the record says of the meeting, whatever file it came from."""
    whole = strip(minutes.model_dump(mode="json", by_alias=True))
    assert isinstance(whole, dict)
    del whole["document"]
    return json.dumps(whole, indent=1, ensure_ascii=False)


@pytest.fixture(scope="module")
def word() -> str:
    return told(read(SAMPLES / f"{ESKMERE}.docx"))


@pytest.mark.parametrize(
    ("name", "format"),
    [
        pytest.param(f"{ESKMERE}.doc", "doc", marks=needs_office),
        (f"{ESKMERE}.odt", "odt"),
        (f"{ESKMERE}.rtf", "rtf"),
        (f"{ESKMERE}.eml", "eml"),
        pytest.param(f"{ESKMERE}-scan.pdf", "pdf", marks=needs_ocr),
        pytest.param(f"{ESKMERE}-scan.tif", "pdf", marks=needs_ocr),
        pytest.param(f"{ESKMERE}-photo.jpg", "pdf", marks=needs_ocr),
    ],
)
def test_the_same_minutes_in_another_format_give_the_same_record(name: str, format: str, word: str) -> None:
    minutes = read(FORMATS / name)
    assert minutes.document.format == format
    assert minutes.document.ocr is ("-scan." in name or "-photo." in name)
    assert told(minutes) == word


@pytest.mark.parametrize("ending", ["odt", "rtf"])
def test_and_without_libreoffice(ending: str, word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minutebook.loaders.office.program", lambda: None)
    assert told(read(FORMATS / f"{ESKMERE}.{ending}")) == word


def test_a_page_saved_with_all_of_the_site_around_it() -> None:
    name = "tarnby-health-and-wellbeing-2024-11-20"
    assert told(read(FORMATS / f"{name}-saved.html")) == told(read(SAMPLES / f"{name}.html"))


@needs_ocr
def test_a_scanned_table_keeps_its_rows() -> None:
    """Ticks may be lost on paper; who came, the actions, their leads and dates are all there."""
    printed = read(SAMPLES / "saltmarsh-scp-2022-06-14.pdf")
    scanned = read(FORMATS / "saltmarsh-scp-2022-06-14-scan.pdf")
    assert [person.name for person in scanned.attendees] == [person.name for person in printed.attendees]
    assert [(a.ref, [lead.name for lead in a.leads], a.due.date, a.status) for a in scanned.actions] == [
        (a.ref, [lead.name for lead in a.leads], a.due.date, a.status) for a in printed.actions
    ]
    assert [(i.number, i.title) for i in scanned.agenda_items] == [
        (i.number, i.title) for i in printed.agenda_items
    ]
    least = min(person.confidence for person in scanned.attendees)
    assert least < min(person.confidence for person in printed.attendees)
