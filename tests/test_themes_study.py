"""The worked study in docs/themes.md: its commands and examples are run, in their order."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
STUDY = ROOT / "docs" / "themes.md"
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def commands(block: str) -> list[tuple[str, str]]:
    """Each command of a block with its output."""
    out: list[list[str]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            out.append([line[2:], ""])
        elif line.startswith("> ") and not out[-1][1]:
            out[-1][0] += "\n" + line[2:]
        else:
            out[-1][1] += line + "\n"
    return [(command, shown) for command, shown in out]


def test_the_study_gives_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "tests").mkdir()
    shutil.copytree(ROOT / "tests" / "samples", tmp_path / "tests" / "samples")
    (tmp_path / "benchmarks").mkdir()
    shutil.copy(ROOT / "benchmarks" / "archive_words.yaml", tmp_path / "benchmarks")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS, verbose=False)
    names: dict[str, object] = {}
    for found in BLOCK.finditer(STUDY.read_text("utf-8")):
        if found[1] == "python":
            test = doctest.DocTestParser().get_doctest(found[2], names, "docs/themes.md", None, 0)
            assert runner.run(test, clear_globs=False).failed == 0, found[2]
            names = test.globs
            continue
        for command, shown in commands(found[2]):
            done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
            wanted = ".*?".join(re.escape(part) for part in shown.split("..."))
            assert re.fullmatch(wanted, done.stdout, re.DOTALL), f"{command}\n{done.stdout}{done.stderr}"
