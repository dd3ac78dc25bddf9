"""`minutebook register` on three boards' files, as a person runs it."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from minutebook.cli.app import app

BOARDS = Path(__file__).resolve().parents[3] / "data" / "boards"
ASHMERE = "Ashmere Vale Safeguarding Adults Board"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["register", *map(str, arguments)])


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = tmp_path_factory.mktemp("boards") / "book"
    assert CliRunner().invoke(app, ["extract", str(BOARDS), "--out", str(book)]).exit_code == 0
    return book


def actions(folder: Path) -> list[dict[str, str]]:
    with (folder / "register" / "actions.csv").open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_it_says_what_stands_where_and_what_to_look_at(book: Path, tmp_path: Path) -> None:
    result = run(book, "--out", tmp_path)
    assert result.exit_code == 0
    first, second, *rest = result.output.splitlines()
    assert first == "3 boards, 7 meetings, 15 actions:"
    assert second == "  10 open and 2 dropped, 6 of them overdue; 1 reported complete, 2 closed, 0 superseded"
    assert rest[0].startswith(f"Look at {tmp_path / 'register.html'} and {tmp_path / 'register.xlsx'}")
    assert any("1 thing to look at first" in line for line in rest)
    written = {path.name for path in tmp_path.iterdir()}
    assert {
        "register.json",
        "register.xlsx",
        "register.html",
        "register.sqlite",
        "register",
        "evidence",
    } <= written
    assert "calendar" not in written
    assert not list(tmp_path.rglob("*.parquet")) + list(tmp_path.rglob("*.docx"))


def test_every_form_that_is_asked_for_is_written(book: Path, tmp_path: Path) -> None:
    run(
        book,
        "--out",
        tmp_path,
        "--docx",
        "Ashmere",
        "--docx",
        "Tarrow",
        "--ics",
        "--ics-by",
        "lead",
        "--parquet",
    )
    assert sorted(path.name for path in tmp_path.glob("*.docx")) == [
        f"action-log-{ASHMERE}.docx",
        "action-log-Tarrow Health and Wellbeing Board.docx",
    ]
    assert (tmp_path / "calendar" / "Salma Tariq.ics").exists()
    assert (tmp_path / "register" / "actions.parquet").exists()


@pytest.mark.parametrize(
    ("options", "refs"),
    [
        (["--body", "Ashmere", "--status", "open"], {"AV2", "AV5", ""}),
        (["--lead", "Salma Tariq"], {"AV2"}),
        (["--lead", "ST"], {"AV2"}),
        (["--organisation", "Healthwatch Tarrow"], {"HW/08"}),
        (["--status", "dropped", "--body", "Ashmere"], {"AV4"}),
        (["--status", "overdue", "--due-before", "2025-04-30", "--body", "Ashmere"], {"AV2"}),
        (["--due-after", "2025-06-30", "--due-before", "2025-07-01"], {"AV3", "AV5", "HW/08"}),
        (["--text", "asthma map"], {"HW/07"}),
    ],
)
def test_filters_narrow_the_outputs_but_not_the_register(
    book: Path, tmp_path: Path, options: list[str], refs: set[str]
) -> None:
    result = run(book, "--out", tmp_path, "--no-evidence", *options)
    assert result.exit_code == 0, result.output
    assert {row["ref"] for row in actions(tmp_path)} == refs
    assert "register.json holds everything" in result.output
    assert len(json.loads((tmp_path / "register.json").read_text("utf-8"))["threads"]) == 15


@pytest.mark.parametrize(
    ("options", "late"),
    [
        # Without a day each board is counted at its own latest meeting: 8 July for this one.
        ([], {"AV2": "99", "AV5": "7", "AV4": "38"}),
        # Six days before it: AV3 was due on 30 June and is reported complete only then.
        (["--as-at", "2025-07-02"], {"AV2": "93", "AV5": "1", "AV4": "32", "AV3": "2"}),
        (["--as-at", "2025-08-31"], {"AV2": "153", "AV5": "61", "AV4": "92"}),
    ],
)
def test_overdue_is_counted_at_the_day_asked_for(
    book: Path, tmp_path: Path, options: list[str], late: dict[str, str]
) -> None:
    run(book, "--out", tmp_path, "--no-evidence", "--body", "Ashmere", *options)
    assert {row["ref"]: row["overdue_days"] for row in actions(tmp_path) if row["overdue_days"]} == late


def test_later_meetings_are_left_out_of_the_register_of_an_earlier_day(book: Path, tmp_path: Path) -> None:
    result = run(book, "--out", tmp_path, "--no-evidence", "--as-at", "2025-04-30")
    assert result.output.splitlines()[0] == "3 boards, 4 meetings, 10 actions:"
    states = {row["ref"]: row["state"] for row in actions(tmp_path)}
    # Reported complete only in July.
    assert (states["AV1"], states["AV3"]) == ("closed", "open")


def test_check_tells_what_to_look_at_and_writes_nothing(book: Path) -> None:
    before = sorted(book.rglob("*.xlsx"))
    result = run(book, "--check")
    assert result.exit_code == 1
    assert result.output.splitlines()[0] == "Lead that is nobody on record (1)"
    assert re.search(r"Ashmere .*8 July 2025: The lead 'TB' .*\[ashmere-sab-2025-07-08 a\d+\]", result.output)
    assert run(book, "--check", "--body", "Tarrow").exit_code == 0
    assert sorted(book.rglob("*.xlsx")) == before


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--body", "Ashmeer Vale Safeguarding"], f"near it: {ASHMERE}"),
        (["--docx", "Nowhere"], "no board 'Nowhere'"),
        (["--status", "late"], "no status is called 'late'"),
        (["--as-at", "31 July"], "31 July"),
    ],
)
def test_a_wrong_option_is_told_before_anything_is_written(
    book: Path, tmp_path: Path, options: list[str], told: str
) -> None:
    result = run(book, "--out", tmp_path / "out", *options)
    assert result.exit_code == 2
    assert told in result.output
    assert not (tmp_path / "out").exists()


def test_the_same_book_gives_the_same_bytes(book: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        run(book, "--out", tmp_path / name, "--docx", "Ashmere", "--ics", "--parquet")
    first = {path.relative_to(tmp_path / "a"): path for path in (tmp_path / "a").rglob("*") if path.is_file()}
    assert len(first) > 30
    for name, path in first.items():
        if name.name != ".register-cache.sqlite":
            assert (tmp_path / "b" / name).read_bytes() == path.read_bytes(), name
