"""Conversion by LibreOffice: one process a batch, a time limit, and what happens without it."""

import os
import time
from pathlib import Path

import pytest

from minutebook.document import Document
from minutebook.errors import CorruptInput, NeedsOffice
from minutebook.loaders import load, office

DATA = Path(__file__).resolve().parents[3] / "data"
NAME = "eskmere-sab-2024-03-12"
needs_office = pytest.mark.skipif(
    office.program() is None, reason="no LibreOffice here: apt-get install libreoffice-writer"
)


def words(document: Document) -> list[str]:
    """The words of the body; the number that a page field shows in the footer is the program's own."""
    return [block.text for block in document.body]


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A program in LibreOffice's place that notes each call and does what `behave` says."""
    log = tmp_path / "calls"
    script = tmp_path / "soffice"
    script.write_text(
        f'#!/bin/sh\necho "$@" >> {log}\nif [ -f {tmp_path}/behave ]; then . {tmp_path}/behave; fi\n'
    )
    script.chmod(0o755)
    monkeypatch.setattr(office, "program", lambda: str(script))
    return tmp_path


def test_without_it_word_files_need_it_and_the_others_are_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "program", lambda: None)
    with pytest.raises(NeedsOffice, match="libreoffice-writer"):
        load(DATA / "formats" / f"{NAME}.doc")
    word = load(DATA / "samples" / f"{NAME}.docx")
    for ending in ("odt", "rtf"):
        document = load(DATA / "formats" / f"{NAME}.{ending}")
        assert document.format == ending
        assert words(document) == words(word)


@needs_office
@pytest.mark.parametrize("ending", ["doc", "odt", "rtf"])
def test_the_same_minutes_in_each_format_are_the_same_document(ending: str) -> None:
    document = load(DATA / "formats" / f"{NAME}.{ending}")
    assert document.format == ending
    assert words(document) == words(load(DATA / "samples" / f"{NAME}.docx"))


@needs_office
def test_a_batch_takes_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[list[Path]] = []
    real = office._convert
    monkeypatch.setattr(
        office, "_convert", lambda sources, out, s: (calls.append(sources), real(sources, out, s))
    )
    paths = sorted(path for path in (DATA / "formats").iterdir() if path.is_file())
    with office.converted(paths) as made:
        assert made == 3
        assert [document.format for document in (load(p) for p in paths if p.suffix in (".doc", ".rtf"))] == [
            "doc",
            "rtf",
        ]
    assert [len(sources) for sources in calls] == [3]
    assert office.VARIABLE not in os.environ


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs a shell and /proc")
def test_a_converter_that_hangs_is_ended(stand_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (stand_in / "behave").write_text(f"sleep 60 &\necho $! > {stand_in}/child\nsleep 60\n")
    monkeypatch.setattr(office, "SECONDS", 1)
    began = time.monotonic()
    with pytest.raises(CorruptInput, match="cannot convert"):
        load(DATA / "formats" / f"{NAME}.doc")
    assert time.monotonic() - began < 20
    child = int((stand_in / "child").read_text())
    for _ in range(50):  # its parent is gone; the system takes a moment to bury it
        if not alive(child):
            break
        time.sleep(0.1)
    assert not alive(child)


def alive(process: int) -> bool:
    """True while the process is there and is no ghost waiting for its parent."""
    try:
        return Path(f"/proc/{process}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_a_converter_that_fails_leaves_rich_text_to_its_own_reader(stand_in: Path) -> None:
    (stand_in / "behave").write_text("exit 1\n")
    assert words(load(DATA / "formats" / f"{NAME}.rtf")) == words(load(DATA / "samples" / f"{NAME}.docx"))
