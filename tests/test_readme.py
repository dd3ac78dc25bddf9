"""What the README shows is what happens: its commands and examples are run.

`python tests/test_readme.py` writes the output of commands again where it has changed (`make readme`). In an
expected output, `...` stands for anything.
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
NOT_OURS = ("soffice",)
"""Programs of the README's commands that may be absent: their commands are then left out."""
FENCE = re.compile(r"^```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Command:
    """One `$ command` of a console block, with the lines that follow it as its output."""

    shell: str
    expected: str
    line: int


def blocks(kind: str, text: str) -> list[tuple[int, str]]:
    """The fenced blocks of a kind, each with the number of its first line."""
    return [
        (text.count("\n", 0, found.start("body")) + 1, found["body"])
        for found in FENCE.finditer(text)
        if found["kind"] == kind
    ]


def commands(text: str) -> list[Command]:
    """Every command, in order; lines that begin with `> ` go on with it."""
    out: list[Command] = []
    for first, body in blocks("console", text):
        for offset, line in enumerate(body.splitlines()):
            if line.startswith("$ "):
                out.append(Command(line[2:], "", first + offset))
            elif line.startswith("> ") and not out[-1].expected:
                out[-1] = Command(f"{out[-1].shell}\n{line[2:]}", "", out[-1].line)
            else:
                out[-1] = Command(out[-1].shell, f"{out[-1].expected}{line}\n", out[-1].line)
    return out


def workplace(folder: Path) -> Path:
    """A copy of what the README's commands read, so that they leave nothing behind."""
    shutil.copytree(ROOT / "data", folder / "data")
    return folder


def run(command: str, folder: Path) -> str:
    """What the command prints; the progress lines of `extract` are for the person who waits."""
    programs = str(Path(sys.executable).parent)
    result = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        # A home of its own: an office program that is open already would take the job and say nothing.
        env={
            **os.environ,
            "HOME": str(folder),
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "COLUMNS": "100",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE if "extract" in command else subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    return "".join(f"{line.rstrip()}\n" for line in result.stdout.splitlines())


def matches(expected: str, printed: str) -> bool:
    """True where they agree; `...` in the expected output stands for anything."""
    pattern = ".*".join(re.escape(part) for part in expected.split("..."))
    return re.fullmatch(pattern, printed, re.DOTALL) is not None


@pytest.mark.skipif(shutil.which("bash") is None, reason="the README's commands are written for bash")
def test_commands_print_what_the_readme_shows(tmp_path: Path) -> None:
    folder = workplace(tmp_path)
    shown = commands(README.read_text("utf-8"))
    assert len(shown) >= 5
    absent = [program for program in NOT_OURS if shutil.which(program) is None]
    for command in shown:
        if command.shell.split()[0] in absent:
            continue
        printed = run(command.shell, folder)
        assert matches(command.expected, printed), (
            f"README.md, line {command.line}: $ {command.shell}\n{printed}\n(make readme writes it again)"
        )
    if absent:
        pytest.skip(f"not installed: {', '.join(absent)}; the README's other commands print what it shows")


def test_python_examples_give_what_the_readme_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workplace(tmp_path))
    text = README.read_text("utf-8")
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner(verbose=False)
    names: dict[str, object] = {}
    told: list[str] = []
    found = blocks("python", text)
    assert len(found) >= 2
    for first, body in found:
        example = parser.get_doctest(body, names, f"README.md:{first}", "README.md", first)
        runner.run(example, out=told.append, clear_globs=False)
        names = example.globs
    assert runner.summarize(verbose=False).failed == 0, "".join(told)


def test_lines_quoted_from_a_sample_stand_in_it() -> None:
    text = README.read_text("utf-8")
    (quoted,) = [body for _, body in blocks("text", text)]
    sample = (ROOT / "data" / "samples" / "harnmoor-scp-2023-05-16.txt").read_text("utf-8").splitlines()
    lines = [line for line in quoted.splitlines() if line != "…"]
    assert [line for line in lines if line not in sample] == []


def test_every_file_that_the_readme_names_is_there() -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", README.read_text("utf-8"))
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_the_readme_names_every_command_and_target() -> None:
    from minutebook.cli.app import app

    text = README.read_text("utf-8")
    names = [c.name or getattr(c.callback, "__name__", "") for c in app.registered_commands]
    assert [name for name in names if f"`minutebook {name}" not in text] == []
    targets = set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)\b", text)) <= targets


@pytest.mark.parametrize(
    ("expected", "printed", "agree"),
    [
        ("a\n", "a\n", True),
        ("a\n", "b\n", False),
        ("a ... c\n", "a b (c) c\n", True),
        ("a\n...\n", "a\nb\nc\n", True),
        ("a\n...\nz\n", "a\nb\n", False),
        ("", "surprise\n", False),
    ],
)
def test_three_dots_stand_for_anything(expected: str, printed: str, agree: bool) -> None:
    assert matches(expected, printed) is agree


def rewrite() -> None:
    """Put the present output where the README's has changed; lines of three dots must be put back by hand."""
    text = README.read_text("utf-8")
    with tempfile.TemporaryDirectory() as name:
        folder = workplace(Path(name))
        for command in commands(text):
            printed = run(command.shell, folder)
            if not matches(command.expected, printed):
                printed = re.sub(r"\bin \d+ s\b", "in ... s", printed)
                head = "$ " + command.shell.replace("\n", "\n> ") + "\n"
                text = text.replace(head + command.expected, head + printed, 1)
                sys.stdout.write(f"line {command.line}: $ {command.shell}\n{printed}")
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    rewrite()
