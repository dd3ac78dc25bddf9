"""A cluster of worker processes on this machine gives the book that this machine gives alone."""

import json
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from minutebook.book.batch import extract_book
from minutebook.book.limits import Limits
from minutebook.book.outcome import Outcome
from minutebook.errors import ModelError, UsageError

sys.path.insert(0, str(Path(__file__).parent))

import hostile

distributed = pytest.importorskip("distributed")

LIMITS = Limits(4, 400)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    # Workers import the stand-ins by name, as every worker process does.
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = str(Path(__file__).parent)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, memory_limit=None
    ) as found:
        yield found
    if before is None:
        del os.environ["PYTHONPATH"]
    else:
        os.environ["PYTHONPATH"] = before


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    words = {f"{number:02}.txt": f"board {number}" for number in range(24)}
    words |= {
        "x-hang.txt": "hang",
        "x-die.txt": "die",
        "x-eat.txt": "eat",
        "x-raise.txt": "raise",
        "x-scan.txt": "scan",
    }
    words |= {"y-copy.txt": "board 3", "y-pack.txt": "pack board 5 | board 77"}
    folder = tmp_path_factory.mktemp("inputs")
    for name, word in words.items():
        (folder / name).write_text(word, encoding="utf-8")
    return folder


def contents(book: Path) -> dict[str, bytes]:
    found = {
        path.relative_to(book).as_posix(): path.read_bytes() for path in book.rglob("*") if path.is_file()
    }
    lines = [json.loads(line) for line in found["manifest.jsonl"].splitlines()]
    return {**found, "manifest.jsonl": json.dumps([{**line, "seconds": 0} for line in lines]).encode()}


@pytest.fixture(scope="module")
def alone(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("alone") / "out"
    extract_book([folder], out, jobs=2, limits=LIMITS, extractor=hostile.slow_or_hostile, parquet=True)
    return contents(out)


def test_a_worker_killed_in_mid_run_changes_nothing(
    cluster: Any, folder: Path, alone: dict[str, bytes], tmp_path: Path
) -> None:
    with distributed.Client(cluster) as client:
        workers = client.run(os.getpid)
    killed: list[int] = []

    def kill(outcome: Outcome, done: int, total: int) -> None:
        if done == 6 and not killed:
            killed.append(sorted(workers.values())[0])
            os.kill(killed[0], getattr(signal, "SIGKILL", signal.SIGTERM))

    extract_book(
        [folder],
        tmp_path / "out",
        scheduler=cluster.scheduler_address,
        limits=LIMITS,
        extractor=hostile.slow_or_hostile,
        parquet=True,
        progress=kill,
    )
    assert killed
    assert contents(tmp_path / "out") == alone


def test_inputs_and_book_may_be_elsewhere(
    cluster: Any, folder: Path, alone: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    extract_book(
        [f"file://{folder}"],
        f"file://{tmp_path}/book",
        scheduler=cluster.scheduler_address,
        limits=LIMITS,
        extractor=hostile.slow_or_hostile,
        parquet=True,
    )
    assert contents(tmp_path / "book") == {k: v for k, v in alone.items() if not k.endswith(".lock")}


def test_what_stops_every_input_stops_the_run(cluster: Any, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("model", encoding="utf-8")
    with pytest.raises(ModelError, match="install it"):
        extract_book(
            [tmp_path / "in"],
            tmp_path / "out",
            scheduler=cluster.scheduler_address,
            extractor=hostile.slow_or_hostile,
        )


def test_a_worker_with_another_program_is_refused(
    cluster: Any, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("minutebook.book.cluster.program_mark", lambda: "another")
    with pytest.raises(UsageError, match="install the same on all"):
        extract_book(
            [folder], tmp_path / "out", scheduler=cluster.scheduler_address, extractor=hostile.extract
        )


def test_a_scheduler_that_is_not_there_is_told(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("minutebook.book.cluster.WAIT", 1)
    with pytest.raises(UsageError, match="cannot be reached"):
        extract_book([folder], tmp_path / "out", scheduler="tcp://127.0.0.1:9", extractor=hostile.extract)
