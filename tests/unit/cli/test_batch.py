from __future__ import annotations

import io
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from minutebook.book.outcome import Outcome, Summary
from minutebook.cli.batch import closing_lines, status_table, summary_table
from minutebook.cli.progress import Log, Pace, log_to, progress_line


def outcome(name: str = "a", **fields: object) -> Outcome:
    given: dict[str, object] = {
        "source": f"{name}.pdf",
        "document": name,
        "status": "ok",
        "seconds": 0.44,
        "recorded": True,
        "kind": "minutes",
        "body": "Tanbridge Allotment Board",
        "date": "2025-03-04",
        "attendees": 12,
        "items": 9,
        "actions": 7,
        "flags": 2,
        **fields,
    }
    return Outcome(**given)  # type: ignore[arg-type]


def summary_of(out: Path, *rows: Outcome, **told: int) -> Summary:
    """A summary whose rows stand in a manifest, as a run leaves it."""
    out.mkdir(exist_ok=True)
    (out / "manifest.jsonl").write_text("".join(f"{row.manifest_line()}\n" for row in rows), encoding="utf-8")
    return Summary(out, Counter(row.status for row in rows), flags=sum(row.flags for row in rows), **told)


SCAN = outcome(
    "scan",
    status="needs_ocr",
    reason="the pages are pictures; run it through OCR",
    recorded=False,
    kind=None,
    body=None,
    date=None,
    flags=0,
)
LOCKED = outcome(
    "locked", status="encrypted", reason="a password is needed", recorded=False, seconds=None, flags=0
)


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (outcome(), "[ 3/21] ok a.pdf (0.4 s)"),
        (LOCKED, "[ 3/21] encrypted locked.pdf: a password is needed"),
        (outcome("a\x1b[2J\nb"), "[ 3/21] ok a\ufffd[2J b.pdf (0.4 s)"),
    ],
)
def test_a_line_an_input(row: Outcome, line: str) -> None:
    assert progress_line(row, 3, 21) == line


def drawn(summary: Summary, width: int) -> list[str]:
    console = Console(file=io.StringIO(), width=width)
    console.print(summary_table(summary, width))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().splitlines()


def test_the_table_tells_what_was_found_and_what_was_not_read(tmp_path: Path) -> None:
    header, first, second = drawn(summary_of(tmp_path, outcome(), SCAN), 200)
    assert header.split() == ["document", "kind", "body", "date", "attendees", "items", "actions", "flags"]
    assert first.split() == [
        "a",
        "minutes",
        "Tanbridge",
        "Allotment",
        "Board",
        "2025-03-04",
        "12",
        "9",
        "7",
        "2",
    ]
    assert second.split() == ["scan", "needs_ocr"]


@pytest.mark.parametrize("width", [80, 100, 140])
def test_a_narrow_terminal_keeps_every_figure(width: int, tmp_path: Path) -> None:
    long = outcome("a-very-long-name-of-a-file-of-minutes-2025-03-04", body="A Board of a Long Name " * 5)
    for line in drawn(summary_of(tmp_path, long), width)[1:]:
        assert len(line.rstrip()) <= width
        assert line.split()[-5:] == ["2025-03-04", "12", "9", "7", "2"]
        assert "minutes" in line


def test_the_end_says_who_must_look_at_what_and_which_command_may_help(tmp_path: Path) -> None:
    lines = list(closing_lines(summary_of(tmp_path, outcome(), SCAN, LOCKED, reused=1), 12.3))
    assert lines == [
        "",
        "3 documents in 12 s: 1 done, 1 need a person, 1 failed.",
        "1 had not changed and were not read again.",
        "  needs_ocr: scan.pdf: the pages are pictures; run it through OCR",
        "    $ pip install 'minutebook[ocr]'",
        "  encrypted: locked.pdf: a password is needed",
        "    $ qpdf --decrypt --password=PASSWORD locked.pdf locked.readable.pdf",
        f"Look at {tmp_path / 'tables'} (spreadsheets), {tmp_path / 'minutes.sqlite'} and {tmp_path / 'documents'}.",
        f"2 flags to look at: {tmp_path / 'tables/flags.csv'}; "
        "`minutebook explain FILE` shows each value beside its words.",
    ]


def test_no_flags_no_line_about_them(tmp_path: Path) -> None:
    lines = list(closing_lines(summary_of(tmp_path, outcome(flags=0)), 0.2))
    assert lines[1] == "1 document in 0 s: 1 done, 0 need a person, 0 failed."
    assert lines[-1].startswith("Look at ")


def test_a_long_worklist_is_cut_and_its_file_named(tmp_path: Path) -> None:
    rows = [replace(SCAN, source=f"{number:03}.pdf") for number in range(40)]
    lines = list(closing_lines(summary_of(tmp_path, *rows, LOCKED), 1))
    assert sum(line.startswith("  needs_ocr") for line in lines) == 10
    assert any(line.startswith("  encrypted") for line in lines)
    assert f"  ... and 30 more: {tmp_path / 'worklist.csv'}" in lines


def test_statuses_are_counted_done_first(tmp_path: Path) -> None:
    console = Console(file=io.StringIO(), width=80)
    console.print(status_table(Summary(tmp_path, {"crashed": 2, "ok": 4100, "duplicate": 7})))
    assert isinstance(console.file, io.StringIO)
    assert [line.split() for line in console.file.getvalue().splitlines()] == [
        ["status", "documents"],
        ["duplicate", "7"],
        ["ok", "4,100"],
        ["crashed", "2"],
    ]


def test_the_pace_counts_what_was_read_and_what_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.monotonic", lambda: 100.0)
    pace = Pace()
    pace.add(outcome(pages=3, reused=True))
    assert pace.words(1, 201, now=110.0) == "3 pages"
    pace.add(outcome(pages=4))
    pace.add(SCAN)
    assert pace.words(3, 203, now=110.0) == "7 pages, 0.2 files/s, 16:40 left, 1 to look at"


def test_the_log_is_a_json_object_a_line_and_grows(tmp_path: Path) -> None:
    for _ in range(2):
        with log_to(tmp_path / "run.log") as log:
            assert isinstance(log, Log)
            log.write("start", paths=["in"], out="out")
            log.document(SCAN, 1, 2)
            log.end(Summary(Path("out"), {"needs_ocr": 1}), 1.25)
    told = [json.loads(line) for line in (tmp_path / "run.log").read_text("utf-8").splitlines()]
    assert [line["event"] for line in told] == ["start", "document", "end"] * 2
    assert {"source": "scan.pdf", "status": "needs_ocr", "done": 1, "total": 2}.items() <= told[1].items()
    assert (told[2]["statuses"], told[2]["exit_code"], told[2]["seconds"]) == ({"needs_ocr": 1}, 1, 1.25)
