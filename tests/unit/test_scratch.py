"""Folders of killed runs are cleared by the next, and nobody else's."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from minutebook import scratch

HOLD = """
import sys, time
from minutebook.scratch import scratch
with scratch() as folder:
    (folder / "copy.docx").write_text("words")
    print(folder, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(scratch, "YOUNG", -1)
    return tmp_path


def test_a_folder_goes_with_its_end(temporary: Path) -> None:
    with scratch.scratch() as folder:
        (folder / "a").write_text("words")
        assert scratch.clear_stale() == 0
    assert list(temporary.iterdir()) == []


def test_what_a_killed_run_left_is_cleared_and_what_a_living_one_holds_is_not(temporary: Path) -> None:
    settings = {**os.environ, "TMPDIR": str(temporary), "TEMP": str(temporary), "TMP": str(temporary)}
    process = subprocess.Popen([sys.executable, "-c", HOLD], stdout=subprocess.PIPE, text=True, env=settings)
    assert process.stdout is not None
    try:
        folder = Path(process.stdout.readline().strip())
        assert folder.parent == temporary
        assert scratch.clear_stale() == 0
        assert (folder / "copy.docx").exists()
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
    assert scratch.clear_stale() == 1
    assert not folder.exists()


def test_young_ones_links_and_other_names_stay(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = temporary / "kept"
    kept.mkdir()
    (temporary / f"{scratch.PREFIX}file").write_text("words")
    (temporary / "minutebook-other").mkdir()
    try:
        (temporary / f"{scratch.PREFIX}link").symlink_to(kept, target_is_directory=True)
    except OSError:
        pytest.skip("no links may be made here")
    assert scratch.clear_stale() == 0
    monkeypatch.setattr(scratch, "YOUNG", 60)
    (temporary / f"{scratch.PREFIX}young").mkdir()
    assert scratch.clear_stale() == 0
    assert kept.is_dir()


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no owners by number here")
def test_those_of_another_user_stay(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (temporary / f"{scratch.PREFIX}other").mkdir()
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000)
    assert scratch.clear_stale() == 0
