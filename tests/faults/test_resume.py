"""A run may be stopped anywhere, by anything; made again, it gives the book of a run that nobody disturbed."""

import errno
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest

from minutebook.book.batch import extract_book
from minutebook.book.outcome import Summary
from minutebook.errors import UsageError

sys.path.insert(0, str(Path(__file__).parent))

import hostile

FILES = {
    "a.txt": "Weir Board",
    "b.txt": "Ferry Trust",
    "b-copy.txt": "Ferry Trust",
    "c.txt": "scan",
    "d.txt": "raise",
    "p.txt": "pack Weir Board | Fell Trust | Dene Group",
    "sub/a.txt": "Mill Group",
}


class Killed(BaseException):
    """Stands for the end of the process: no handler may catch it."""


def write(folder: Path, files: dict[str, str]) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def contents(book: Path) -> dict[str, bytes]:
    """Every file of a book by its path, the seconds of the manifest aside."""
    found = {
        path.relative_to(book).as_posix(): path.read_bytes() for path in book.rglob("*") if path.is_file()
    }
    lines = [json.loads(line) for line in found["manifest.jsonl"].splitlines()]
    found["manifest.jsonl"] = json.dumps([{**line, "seconds": 0} for line in lines]).encode()
    return found


def extract(folder: Path, out: Path, **more: Any) -> Summary:
    return extract_book([folder], out, **{"jobs": 0, "extractor": hostile.extract, **more})


STEPS: tuple[tuple[Any, str], ...] = (
    (os, "replace"),
    (os, "fsync"),
    (shutil, "rmtree"),
    (Path, "unlink"),
    (Path, "write_bytes"),
    (Path, "write_text"),
    (Path, "mkdir"),
)


@contextmanager
def stopped_at(step: int, stop: Callable[[], None]) -> Iterator[list[int]]:
    """Calls `stop` in place of the step-th change to the disk; gives the count of those made."""
    count = [0]
    with pytest.MonkeyPatch.context() as patch:
        for owner, name in STEPS:
            patch.setattr(owner, name, _counting(getattr(owner, name), count, step, stop))
        yield count


def _counting(
    original: Callable[..., Any], count: list[int], step: int, stop: Callable[[], None]
) -> Callable[..., Any]:
    def call(*given: Any, **named: Any) -> Any:
        count[0] += 1
        if count[0] == step:
            stop()
        return original(*given, **named)

    return call


def kill() -> None:
    raise Killed


def fill_disk() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("stop", [kill, fill_disk])
@pytest.mark.parametrize("earlier", [False, True])
def test_wherever_a_run_is_stopped_the_next_gives_the_same_book(
    tmp_path: Path, stop: Callable[[], None], earlier: bool
) -> None:
    """`earlier`: the book held other documents before, some of which changed, moved or went."""
    before = {"a.txt": "Old Board", "b.txt": "Ferry Trust", "gone.txt": "Gone Group", "z/a.txt": "Mill Group"}
    before |= {
        "p.txt": "pack Weir Board | Old Trust | Dene Group | Gone Panel",
        "q.txt": "pack A Board | B Board",
    }
    old = write(tmp_path / "old", before)
    extract(old, tmp_path / "first")
    folder = write(tmp_path / "in", FILES)

    def fresh(name: str) -> Path:
        out = tmp_path / name
        shutil.rmtree(out, ignore_errors=True)
        if earlier:
            shutil.copytree(tmp_path / "first", out)
        return out

    with stopped_at(0, stop) as counted:
        extract(folder, fresh("whole"))
    expected = contents(tmp_path / "whole")
    assert counted[0] > 30
    assert not [name for name in expected if name.startswith(".minutebook-run")]
    for step in range(1, counted[0] + 1):
        out = fresh("out")
        try:
            with stopped_at(step, stop):
                extract(folder, out)
        except (Killed, UsageError, OSError):
            pass
        extract(folder, out)
        assert contents(out) == expected, f"stopped at change {step}"


def test_what_was_read_before_the_end_is_not_read_again(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", FILES)
    read: list[str] = []

    def remember(path: Path, source: str, rules: Path | None, model: str | None) -> Any:
        if len(read) == 4:
            raise Killed
        read.append(source)
        return hostile.record(path.read_bytes(), source)

    with pytest.raises(Killed):
        extract(folder, tmp_path / "out", extractor=remember)
    first, read[:] = list(read), []
    extract(folder, tmp_path / "out", extractor=remember)
    assert sorted(first + read) == sorted(FILES)


@pytest.mark.parametrize("tear", [b'{"source": "a.t', b"\xff\xfe\n", b"", b'{"stem": 3}\n'])
def test_a_torn_journal_and_torn_records_are_read_again(tmp_path: Path, tear: bytes) -> None:
    folder = write(tmp_path / "in", FILES)
    extract(folder, tmp_path / "whole")
    out = tmp_path / "out"
    with pytest.raises(Killed), stopped_at(12, kill):
        extract(folder, out)
    run = out / ".minutebook-run"
    with (run / "journal.jsonl").open("ab") as file:
        file.write(tear)
    for record in (run / "records").iterdir():
        record.write_bytes(b"\0" * record.stat().st_size)
    extract(folder, out)
    assert contents(out) == contents(tmp_path / "whole")


RUN = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import hostile
from minutebook.book.batch import extract_book
if __name__ == "__main__":
    extract_book([Path(sys.argv[2])], sys.argv[3], jobs=2, extractor=hostile.slow)
"""


def start(tmp_path: Path, folder: Path, out: Path) -> subprocess.Popen[bytes]:
    script = tmp_path / "run.py"
    script.write_text(RUN, encoding="utf-8")
    given = [str(Path(hostile.__file__).parent), str(folder), str(out)]
    return subprocess.Popen([sys.executable, str(script), *given], stderr=subprocess.DEVNULL)


def test_a_run_that_is_killed_leaves_no_process_and_goes_on(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {f"{number:02}.txt": f"board {number}" for number in range(40)})
    extract(folder, tmp_path / "whole", extractor=hostile.slow)
    out = tmp_path / "out"
    journal = out / ".minutebook-run/journal.jsonl"
    for most in (8, 24):
        process = start(tmp_path, folder, out)
        until = time.monotonic() + 60
        while time.monotonic() < until:
            if journal.exists() and len(journal.read_bytes().splitlines()) >= most:
                break
            time.sleep(0.02)
        workers = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        process.wait()
        assert workers
        _, alive = psutil.wait_procs(workers, timeout=10)
        assert alive == []
    assert not (out / "manifest.jsonl").exists()
    summary = extract(folder, out, extractor=hostile.slow)
    assert summary.reused >= 20
    assert contents(out) == contents(tmp_path / "whole")


def test_a_second_run_on_a_book_says_that_there_is_one(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {f"{number:02}.txt": f"board {number}" for number in range(60)})
    out = tmp_path / "out"
    process = start(tmp_path, folder, out)
    try:
        until = time.monotonic() + 60
        while not (out / ".minutebook-run/journal.jsonl").exists() and time.monotonic() < until:
            time.sleep(0.02)
        with pytest.raises(UsageError, match="another run is writing"):
            extract(folder, out, extractor=hostile.slow)
        assert process.wait(timeout=60) == 0
    finally:
        process.kill()
        process.wait()
    extract(folder, tmp_path / "whole", extractor=hostile.slow)
    assert contents(out) == contents(tmp_path / "whole")
