"""The command line as a person meets it: what it prints, its exit codes, and never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from minutebook.cli.app import app
from minutebook.export.records import to_json
from minutebook.schema import Minutes

MINUTES = """Tanbridge Allotment Board
Minutes of the meeting held on Tuesday 4 March 2025 at 10:00

Present: Edith Marlowe (Chair), Tom Ashby (TA)
Apologies: Priya Nandakumar

1. Welcome
The Chair welcomed everyone.

2. Water
Action: TA to write to the water company by 31 March 2025.
"""
COMMANDS = ("extract", "show", "explain", "schema", "check-rules")


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own, in a pipe."""
    return subprocess.run(
        [sys.executable, "-c", "from minutebook.cli import main; main()", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        timeout=120,
        check=False,
    )


def one_line(result: subprocess.CompletedProcess[str], *words: str) -> bool:
    """True for exit code 2 and one line on stderr that holds the words."""
    lines = result.stderr.splitlines()
    return result.returncode == 2 and len(lines) == 1 and all(word in lines[0] for word in words)


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "tanbridge.txt"
    path.parent.mkdir()
    path.write_text(MINUTES, "utf-8")
    return path


@pytest.fixture
def record(tmp_path: Path, shown: Minutes) -> Path:
    path = tmp_path / "harrowmere.json"
    path.write_text(to_json(shown), "utf-8")
    return path


def test_help_names_every_command_and_the_exit_codes() -> None:
    result = CliRunner().invoke(app, ["--help"])
    assert result.exit_code == 0
    for words in (*COMMANDS, "--version", "Examples:", "Exit codes: 0 all done; 1 some"):
        assert words in result.output


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_examples_and_exit_codes(command: str) -> None:
    result = CliRunner().invoke(app, [command, "--help"])
    assert result.exit_code == 0
    assert f"minutebook {command}" in result.output.split("Examples:")[1]
    assert "Exit codes: 0" in result.output
    assert result.output.isascii()


def test_help_starts_without_the_heavy_libraries() -> None:
    code = (
        "import sys; from minutebook.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'pandas', 'spacy', 'pydantic', 'numpy', 'lxml', 'yaml', 'jinja2', 'dateparser', 'pdfplumber'}\n"
        "print('heavy:', sorted(heavy & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.splitlines()[-1] == "heavy: []"


def test_help_starts_in_half_a_second() -> None:
    spent = []
    for _ in range(5):
        began = time.perf_counter()
        assert run("--help").returncode == 0
        spent.append(time.perf_counter() - began)
    assert min(spent) < 0.5


def test_version() -> None:
    result = CliRunner().invoke(app, ["--version"])
    assert (result.exit_code, result.output) == (0, "minutebook 0.1.0\n")


def test_extract_makes_a_book_and_says_where(document: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run("extract", document.parent, "--out", out, "--jobs", "1")
    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    assert "\x1b" not in result.stdout + result.stderr
    header, row = (line.split() for line in result.stdout.splitlines()[:2])
    assert header == ["document", "kind", "body", "date", "attendees", "items", "actions", "flags"]
    assert row[:2] == ["tanbridge", "minutes"]
    assert "1 document in" in result.stdout
    assert f"Look at {out / 'tables'}" in result.stdout
    assert (
        json.loads((out / "documents" / "tanbridge.json").read_text("utf-8"))["document"]["kind"] == "minutes"
    )


def test_a_bad_file_is_named_with_what_to_do_and_the_others_go_on(document: Path, tmp_path: Path) -> None:
    (document.parent / "empty.pdf").touch()
    (document.parent / "locked\x1b[31m.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    result = run("extract", document.parent, "--out", tmp_path / "out", "--jobs", "1")
    assert result.returncode == 1
    assert "3 documents in" in result.stdout
    assert "1 done, 0 need a person, 2 failed." in result.stdout
    assert "  empty: empty.pdf: the file is empty; check that the right file was saved" in result.stdout
    assert "  corrupt: locked\ufffd[31m.pdf: " in result.stdout
    assert "\x1b" not in result.stdout + result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("extract", "nowhere", "--out", "out"), ("nowhere", "does not exist")),
        (("show", "nowhere.pdf"), ("nowhere.pdf", "No such file")),
        (("show", "."), ("folder", "minutebook extract")),
        (("explain", "nowhere.json"), ("nowhere.json",)),
        (("check-rules", "--rules", "nowhere"), ("nowhere", "no folder of rules")),
        (("schema", "--out", "nowhere/deep.json"), ("nowhere",)),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(arguments: tuple[str, ...], words: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert one_line(result, "minutebook: ", *words), result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("short.pdf", b"%PDF-1.7\n", "short.pdf"),
        ("other.json", b'{"a": 1}', "no record of minutebook"),
        ("broken.json", b'{"a": ', "no record of minutebook"),
        ("fake.docx", b"PK\x03\x04 and no more", "fake.docx"),
    ],
)
@pytest.mark.parametrize("command", ["show", "explain"])
def test_a_file_that_cannot_be_read_is_told_in_one_line(
    tmp_path: Path, command: str, name: str, content: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert one_line(run(command, path), name, words)
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_language_model_is_told(document: Path) -> None:
    result = run("extract", document, "--out", document.parent / "out", "--model", "no_such_pipeline")
    assert one_line(result, "no_such_pipeline", "not installed", "pip install"), result.stderr


@pytest.mark.parametrize(
    "arguments", [("frobnicate",), ("extract",), ("show", "--frob", "x"), ("extract", "a")]
)
def test_wrong_usage_ends_with_2_and_says_where_help_is(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.returncode == 2
    assert "Error: " in result.stderr
    assert "-h" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_fault_of_the_programs_own_is_one_line(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: object) -> None:
        raise ValueError("two\nlines\x1b")

    monkeypatch.setattr("minutebook.export.terminal.render_record", fault)
    result = CliRunner().invoke(app, ["show", str(record)])
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        "minutebook: a fault in minutebook, please report it: ValueError: two lines\ufffd "
        "(MINUTEBOOK_TRACEBACK=1 tells more)"
    ]


def test_the_keyboard_stops_a_run_in_one_line(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("minutebook.export.terminal.render_record", stop)
    result = CliRunner().invoke(app, ["show", str(record)])
    assert (result.exit_code, result.stderr) == (2, "minutebook: stopped; nothing was changed\n")


def test_show_prints_a_record_and_a_document_alike(record: Path, document: Path) -> None:
    shown = run("show", record)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "Harrowmere Flood Board" in shown.stdout
    read = run("show", document)
    assert read.returncode == 0
    assert "Tanbridge Allotment Board" in read.stdout


def test_show_speaks_utf_8_in_a_pipe_whatever_the_locale(record: Path) -> None:
    result = run("show", record, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert result.returncode == 0
    assert "minutes · draft" in result.stdout


def test_a_reader_that_leaves_early_is_no_error(record: Path) -> None:
    code = "from minutebook.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", code, "show", str(record)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_explain_writes_the_page_where_it_is_told(record: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    result = run("explain", record, "--out", page)
    assert result.returncode == 0
    assert result.stderr == f"minutebook: wrote {page}; open it in a browser\n"
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["harrowmere.json", "page.html"]


def test_explain_names_the_page_after_the_file(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(app, ["explain", record.name]).exit_code == 0
    assert (tmp_path / "harrowmere.explain.html").is_file()


def test_explain_names_the_page_that_cannot_be_written(record: Path, tmp_path: Path) -> None:
    page = tmp_path / "none" / "page.html"
    assert one_line(run("explain", record, "--out", page), f"{page} cannot be written")


def test_explain_never_writes_over_the_document(record: Path) -> None:
    before = record.read_bytes()
    assert one_line(run("explain", record, "--out", record), "another page")
    assert record.read_bytes() == before


def test_schema_is_the_one_that_ships() -> None:
    from minutebook.export.record_schema import SCHEMA_FILE

    result = run("schema")
    assert result.returncode == 0
    assert result.stdout == SCHEMA_FILE.read_text("utf-8")


def test_check_rules_counts_what_holds(tmp_path: Path) -> None:
    result = run("check-rules")
    assert result.returncode == 0, result.stdout
    assert result.stdout.endswith("rejects: all hold\n")


def test_check_rules_names_what_fails(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(
        "rules:\n- {id: board.aye, pattern: aye, examples: [nay], rejects: [ayes]}\n", "utf-8"
    )
    result = run("check-rules", "--rules", tmp_path)
    assert result.returncode == 1
    assert result.stdout.splitlines()[:2] == [
        "board.aye: does not match its example 'nay'",
        "board.aye: matches its reject 'ayes'",
    ]
    assert result.stdout.endswith("2 fail\n")
