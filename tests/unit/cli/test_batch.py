from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from minutebook.book.outcome import Outcome, Summary
from minutebook.cli.batch import closing_lines, progress_line, summary_table


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


def test_the_table_tells_what_was_found_and_what_was_not_read() -> None:
    header, first, second = drawn(Summary(Path("out"), (outcome(), SCAN)), 200)
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
def test_a_narrow_terminal_keeps_every_figure(width: int) -> None:
    long = outcome("a-very-long-name-of-a-file-of-minutes-2025-03-04", body="A Board of a Long Name " * 5)
    for line in drawn(Summary(Path("out"), (long,)), width)[1:]:
        assert len(line.rstrip()) <= width
        assert line.split()[-5:] == ["2025-03-04", "12", "9", "7", "2"]
        assert "minutes" in line


def test_the_end_says_who_must_look_at_what() -> None:
    lines = list(closing_lines(Summary(Path("out"), (outcome(), SCAN, LOCKED)), 12.3))
    assert lines == [
        "",
        "3 documents in 12 s: 1 done, 1 need a person, 1 failed.",
        "  needs_ocr: scan.pdf: the pages are pictures; run it through OCR",
        "  encrypted: locked.pdf: a password is needed",
        f"Look at {Path('out/tables')} (spreadsheets), {Path('out/minutes.sqlite')} and {Path('out/documents')}.",
        f"2 flags to look at: {Path('out/tables/flags.csv')}; "
        "`minutebook explain FILE` shows each value beside its words.",
    ]


def test_no_flags_no_line_about_them() -> None:
    lines = list(closing_lines(Summary(Path("out"), (outcome(flags=0),)), 0.2))
    assert lines[1] == "1 document in 0 s: 1 done, 0 need a person, 0 failed."
    assert "flag" not in lines[-1]
