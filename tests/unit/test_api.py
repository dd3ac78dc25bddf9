import subprocess
import sys
from pathlib import Path

import pytest

import minutebook
from minutebook.errors import EmptyInput, UsageError

TEXT = """Minutes of the Alder Mere Safety Board held on 4 March 2024

Present: Ada Verne (Chair), Tom Oakes

1. Welcome
Ada Verne welcomed everyone.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.txt").write_text("", encoding="utf-8")
    (tmp_path / "c.txt").write_text(TEXT.replace("March", "June"), encoding="utf-8")
    return tmp_path


def test_one_document_gives_one_record(folder: Path) -> None:
    minutes = minutebook.extract(str(folder / "b.txt"))
    assert isinstance(minutes, minutebook.Minutes)
    assert minutes.meeting is not None
    assert minutes.meeting.date == "2024-03-04"


def test_a_file_that_cannot_be_read_says_why(folder: Path) -> None:
    with pytest.raises(minutebook.InputError, match="the file is empty") as caught:
        minutebook.extract(folder / "a.txt")
    assert caught.value.status == "empty"


def test_many_come_in_order_and_bad_ones_are_handed_over(folder: Path) -> None:
    bad: list[tuple[str, str]] = []
    records = minutebook.extract_many(
        [folder], on_error=lambda path, error: bad.append((path.name, error.status))
    )
    assert [minutes.document.source for minutes in records] == ["b.txt", "c.txt"]
    assert bad == [("a.txt", "empty")]


def test_without_a_handler_a_bad_file_raises(folder: Path) -> None:
    with pytest.raises(EmptyInput):
        list(minutebook.extract_many([folder]))


def test_a_missing_path_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        minutebook.extract_many([tmp_path / "gone"])


def test_records_become_frames_that_join_on_document(folder: Path) -> None:
    frames = minutebook.to_frames(minutebook.extract_many([folder / "b.txt", folder / "c.txt"]))
    joined = frames["meetings"].merge(frames["documents"], on="document")
    assert list(joined["source"]) == ["b.txt", "c.txt"]
    assert list(joined["date"]) == ["2024-03-04", "2024-06-04"]


def test_every_name_that_is_promised_is_there() -> None:
    for name in minutebook.__all__:
        assert getattr(minutebook, name) is not None
    assert set(minutebook.__all__) <= set(dir(minutebook))
    assert minutebook.__version__[0].isdigit()
    with pytest.raises(AttributeError, match="no attribute 'extrcat'"):
        minutebook.extrcat  # noqa: B018 - the look-up itself is the test


def test_importing_it_loads_nothing_heavy() -> None:
    code = (
        "import sys, minutebook; print(sorted({'pandas', 'spacy', 'pydantic', 'pebble'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
