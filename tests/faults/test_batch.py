"""A batch that no file can stop: each input ends in one status, the others go on."""

import contextlib
import json
import sys
from pathlib import Path

import psutil
import pytest

from minutebook.book.batch import extract_book
from minutebook.book.limits import Limits
from minutebook.book.outcome import DONE, FAILED, NEEDS_PERSON, Outcome
from minutebook.errors import ModelError
from minutebook.export.tables import TABLES

# Workers import the stand-ins by name, so their folder has to be on the path.
sys.path.insert(0, str(Path(__file__).parent))

import hostile

WORDS = {
    "a-good.txt": ("fine", "ok"),
    "b-hang.txt": ("hang", "timeout"),
    "c-dies.txt": ("die", "crashed"),
    "d-raises.txt": ("raise", "crashed"),
    "e-memory.txt": ("memory", "out_of_memory"),
    "f-scan.txt": ("scan", "needs_ocr"),
    "g-locked.txt": ("locked", "encrypted"),
    "h-picture.txt": ("picture", "unsupported"),
    "i-recurses.txt": ("recurse", "crashed"),
    "j-part.txt": ("part", "partial"),
    "k-unproven.txt": ("unproven", "crashed"),
    "l-floods.txt": ("flood", "ok"),
    "m-good.txt": ("also fine", "ok"),
    "o-eats.txt": ("eat", "out_of_memory"),
    "p-spawns.txt": ("spawn", "timeout"),
    "q-huge-record.txt": ("giant", "too_large"),
}


def folder_of(folder: Path, words: dict[str, str]) -> Path:
    folder.mkdir()
    for name, word in words.items():
        (folder / name).write_text(word, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def hostile_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Outcome], int]:
    base = tmp_path_factory.mktemp("hostile")
    words = {name: word for name, (word, _) in WORDS.items()}
    if sys.platform != "win32":
        words["n-killed.txt"] = "killed"
    folder = folder_of(base / "in", words)
    seen: list[Outcome] = []
    summary = extract_book(
        [folder],
        base / "out",
        jobs=2,
        limits=Limits(4, 400),
        extractor=hostile.extract,
        progress=lambda outcome, done, total: seen.append(outcome),
    )
    assert sorted(outcome.source for outcome in seen) == [row.source for row in summary.rows]
    return base / "out", list(summary.rows), summary.exit_code


def test_each_input_ends_in_its_status(hostile_run: tuple[Path, list[Outcome], int]) -> None:
    _, outcomes, exit_code = hostile_run
    statuses = {outcome.source: outcome.status for outcome in outcomes}
    expected = {name: status for name, (_, status) in WORDS.items()}
    if "n-killed.txt" in statuses:
        expected["n-killed.txt"] = "out_of_memory"
    assert statuses == expected
    assert [outcome.source for outcome in outcomes] == sorted(expected)
    assert set(statuses.values()) <= DONE | NEEDS_PERSON | FAILED
    assert exit_code == 1


def test_each_that_failed_has_a_reason_of_one_line(hostile_run: tuple[Path, list[Outcome], int]) -> None:
    reasons = {outcome.source: outcome.reason for outcome in hostile_run[1]}
    assert reasons["a-good.txt"] is None
    assert (
        reasons["b-hang.txt"] == "it was not read in 4 seconds; split it, or give it more with --time-limit"
    )
    assert reasons["c-dies.txt"] == "the process that read it died (exit code 3); please report it"
    raised = reasons["d-raises.txt"] or ""
    assert raised.startswith("KeyError: ")
    assert "at hostile.py:" in raised
    assert (reasons["f-scan.txt"] or "").startswith("no words on 3 pages; ")
    assert reasons["o-eats.txt"] == (
        "it needs more than 400 MB of memory; split it, or give it more with --memory-limit"
    )
    assert reasons["j-part.txt"] == "not all of it was read: unread_table"
    assert all("\n" not in reason for reason in reasons.values() if reason)


def test_the_manifest_accounts_for_every_input(hostile_run: tuple[Path, list[Outcome], int]) -> None:
    out, outcomes, _ = hostile_run
    lines = [json.loads(line) for line in (out / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["source"] for line in lines] == [outcome.source for outcome in outcomes]
    for line in lines:
        assert list(line)[:7] == ["source", "sha256", "status", "reason", "stem", "pages", "seconds"]
        assert len(line["sha256"]) == 64
    recorded = [line["stem"] for line in lines if line["stem"]]
    assert recorded == ["a-good", "j-part", "l-floods", "m-good"]


def test_what_a_document_started_ends_with_it(hostile_run: tuple[Path, list[Outcome], int]) -> None:
    started = int((hostile_run[0].parent / "in/p-spawns.pid").read_text(encoding="ascii"))
    with contextlib.suppress(psutil.NoSuchProcess):
        assert psutil.Process(started).status() == psutil.STATUS_ZOMBIE


def test_nothing_partial_is_left_behind(hostile_run: tuple[Path, list[Outcome], int]) -> None:
    out = hostile_run[0]
    files = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    files -= {".minutebook.json", ".minutebook.lock"}
    records = {f"documents/{stem}.json" for stem in ("a-good", "j-part", "l-floods", "m-good")}
    tables = {f"tables/{table.name}.csv" for table in TABLES}
    assert files == records | tables | {
        "manifest.jsonl",
        "datapackage.json",
        "minutes.sqlite",
        "worklist.csv",
    }


@pytest.mark.parametrize("jobs", [0, 2])
def test_what_would_stop_every_input_stops_the_run_and_leaves_nothing(tmp_path: Path, jobs: int) -> None:
    folder = folder_of(tmp_path / "in", {"a.txt": "fine", "b.txt": "model"})
    with pytest.raises(ModelError, match="install it"):
        extract_book([folder], tmp_path / "out", jobs=jobs, extractor=hostile.extract)
    left = [path.name for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert set(left) <= {".minutebook.lock", "journal.jsonl", "a.json"}


@pytest.mark.skipif(sys.platform == "win32", reason="no timer of that kind on Windows")
def test_one_document_read_in_this_process_is_stopped_too(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "in", {"a.txt": "hang", "b.txt": "fine"})
    summary = extract_book([folder], tmp_path / "out", jobs=0, limits=Limits(0.3), extractor=hostile.extract)
    assert [row.status for row in summary.rows] == ["timeout", "ok"]


def test_worker_processes_and_this_process_write_the_same_book(tmp_path: Path) -> None:
    words = {f"{name}.txt": f"board {name}" for name in "abc"}
    folder = folder_of(tmp_path / "in", words)
    books = []
    for jobs in (0, 1, 2):
        out = tmp_path / f"out{jobs}"
        extract_book([folder], out, jobs=jobs, extractor=hostile.extract)
        files = {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()}
        books.append({path: data for path, data in files.items() if path.name != "manifest.jsonl"})
    assert books[0] == books[1] == books[2]
