"""Corrections on disk: nothing that was acknowledged is lost, nothing torn is taken for whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from minutebook.corrections.log import LOCK, Log, append, log_path, read_log
from minutebook.corrections.schema import Correction, Target
from minutebook.errors import UsageError

WRITER = """
import os, sys
if len(sys.argv) > 4: os.O_APPEND = 0
from pathlib import Path
from minutebook.corrections.log import append
from minutebook.corrections.schema import Correction, Target, new_id
book, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for number in range(count):
    one = Correction(id=new_id(), at="2025-03-04T10:00:00Z", by=name, sha256="0" * 64, record="0" * 16,
                     op="change", target=Target(section="meeting"), field="venue", value="v" * 3000 + str(number))
    append(book, "doc", [one])
    print(one.id, flush=True)
"""


def one(number: int, **more: Any) -> Correction:
    base = {"id": f"{number:012x}", "at": "2025-03-04T10:00:00Z", "by": "ann", "sha256": "0" * 64}
    return Correction(**base, record="0" * 16, op="accept", target=Target(section="meeting"), **more)


def test_what_was_written_is_read_in_order_one_line_each(tmp_path: Path) -> None:
    append(tmp_path, "Board 4.3", [one(1), one(2)])
    append(tmp_path, "Board 4.3", [one(3)])
    assert read_log(tmp_path, "Board 4.3").corrections == (one(1), one(2), one(3))
    lines = log_path(tmp_path, "Board 4.3").read_text("utf-8").splitlines()
    assert len(lines) == 3
    assert lines[0].startswith('{"id":"000000000001","at":"2025-03-04T10:00:00Z","by":"ann"')


def test_a_torn_line_is_told_and_costs_no_other(tmp_path: Path) -> None:
    append(tmp_path, "doc", [one(1)])
    with log_path(tmp_path, "doc").open("ab") as file:
        file.write(one(2).line().encode()[:40])
    append(tmp_path, "doc", [one(3)])
    log = read_log(tmp_path, "doc")
    assert log.corrections == (one(1), one(3))
    assert [(bad.line, bad.words[:5]) for bad in log.unreadable] == [(2, '{"id"')]


@pytest.mark.parametrize("alike", [[], ["windows"]])
def test_two_processes_at_once_lose_nothing(tmp_path: Path, alike: list[str]) -> None:
    """Also where the system, as Windows does, finds the end of a file first and writes there afterwards."""
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    writers = [
        subprocess.Popen([*command, name, "60", *alike], stdout=subprocess.PIPE, text=True)
        for name in ("ann", "bo", "cy")
    ]
    said = [set(writer.communicate()[0].split()) for writer in writers]
    log = read_log(tmp_path, "doc")
    assert log.unreadable == ()
    assert {made.id for made in log.corrections} == set().union(*said)
    assert len(log.corrections) == 180


def test_what_a_full_disk_cut_off_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    append(tmp_path, "doc", [one(1)])
    before = log_path(tmp_path, "doc").read_bytes()
    whole = os.write
    monkeypatch.setattr(os, "write", lambda file, data: whole(file, data[:50]))
    with pytest.raises(UsageError, match="no room"):
        append(tmp_path, "doc", [one(2), one(3)])
    monkeypatch.undo()
    assert log_path(tmp_path, "doc").read_bytes() == before
    append(tmp_path, "doc", [one(4)])
    assert read_log(tmp_path, "doc").corrections == (one(1), one(4))


def test_a_line_that_is_being_written_is_waited_for(tmp_path: Path) -> None:
    append(tmp_path, "doc", [one(1)])
    line = f"{one(2).line()}\n".encode()
    with FileLock(tmp_path / LOCK) as lock, ThreadPoolExecutor() as pool:
        with log_path(tmp_path, "doc").open("ab") as file:
            file.write(line[:40])
        reading = pool.submit(read_log, tmp_path, "doc")
        time.sleep(0.2)
        assert not reading.done()
        with log_path(tmp_path, "doc").open("ab") as file:
            file.write(line[40:])
        lock.release()
        assert reading.result() == Log("doc", (one(1), one(2)))


def test_who_waits_too_long_for_another_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minutebook.corrections.log.PATIENCE", 0.1)
    with FileLock(tmp_path / LOCK), pytest.raises(UsageError, match="another process"):
        append(tmp_path, "doc", [one(1)])
    append(tmp_path, "doc", [one(1)])
    assert read_log(tmp_path, "doc").corrections == (one(1),)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_killed_writer_loses_nothing_that_it_acknowledged(tmp_path: Path) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path), "ann", "100000"], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    said = [writer.stdout.readline().strip() for _ in range(5)]
    time.sleep(0.05)
    writer.send_signal(signal.SIGKILL)
    said += writer.stdout.read().split("\n")[:-1]
    writer.wait()
    assert set(said) <= {made.id for made in read_log(tmp_path, "doc").corrections}


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "corrections").write_text("a file in the way")
    with pytest.raises(UsageError, match="cannot be written"):
        append(tmp_path, "doc", [one(1)])
