"""The wheel as a user gets it: built through the sdist, in a fresh environment, outside the repository."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "data" / "samples"


def call(*command: str | Path, cwd: Path, timeout: int = 900) -> str:
    """The command's output; a failure shows all of it."""
    # Nothing of the repository may leak in: neither its path nor its options.
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PYTEST", "VIRTUAL_ENV"))}
    result = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=clean,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )
    assert result.returncode == 0, f"{' '.join(map(str, command))}\n{result.stdout}"
    return result.stdout


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist and the wheel made from it (`make wheel` has built them already)."""
    if given := os.environ.get("MINUTEBOOK_DIST"):
        return (ROOT / given).resolve()
    folder = tmp_path_factory.mktemp("dist")
    # Without --sdist or --wheel, build makes the wheel from the unpacked sdist.
    call(sys.executable, "-m", "build", "--outdir", folder, ROOT, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    (path,) = dist.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs' folder of a fresh environment with the wheel and all that it depends on."""
    folder = tmp_path_factory.mktemp("environment")
    call(sys.executable, "-m", "venv", folder / "venv", cwd=folder)
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    call(
        programs / "python",
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        wheel,
        cwd=folder,
    )
    return programs


def test_the_wheel_holds_what_the_program_reads(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    rules = {f"minutebook/_data/rules/{path.name}" for path in (ROOT / "rules").glob("*.yaml")}
    assert rules <= names
    weights = (path.relative_to(ROOT) for path in (ROOT / "models").glob("*/weights.*"))
    assert {f"minutebook/_data/{path.as_posix()}" for path in weights} <= names
    assert {
        "minutebook/py.typed",
        "minutebook/minutes.schema.json",
        "minutebook/export/explain.html.j2",
        "minutebook/export/explain.css",
        "minutebook/export/explain.js",
        "minutebook/_data/models/README.md",
    } <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        folders = {name.split("/")[0] for name in archive.namelist()}
        strays = [
            name for name in archive.namelist() if "__pycache__" in name or name.endswith((".pdf", ".docx"))
        ]
    assert {folder.split("-")[0].split(".")[0] for folder in folders} == {"minutebook"}
    assert strays == []


def test_the_sdist_can_be_built_and_tested(dist: Path) -> None:
    (path,) = dist.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for wanted in (
        "pyproject.toml",
        "Makefile",
        "LICENSE",
        "README.md",
        "rules/dates.yaml",
        "tests/conftest.py",
    ):
        assert wanted in names


def test_a_sample_is_extracted_without_the_repository(installed: Path, tmp_path: Path) -> None:
    document = tmp_path / "in" / "minutes.pdf"
    document.parent.mkdir()
    document.write_bytes(min(SAMPLES.glob("*.pdf")).read_bytes())
    printed = call(installed / "minutebook", "extract", "in", "--out", "out", cwd=tmp_path)
    assert "1 document in" in printed
    record = json.loads((tmp_path / "out" / "documents" / "minutes.json").read_text("utf-8"))
    assert record["document"]["kind"] == "minutes"
    assert record["agenda_items"]
    assert record["actions"]
    for action in record["actions"]:
        for evidence in action["evidence"]:
            assert record["document_text"][evidence["start"] : evidence["end"]] == evidence["text"]
    with (tmp_path / "out" / "tables" / "actions.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert len(list(csv.DictReader(stream))) == len(record["actions"])


def test_pages_rules_and_schema_come_with_it(installed: Path, tmp_path: Path) -> None:
    document = min(SAMPLES.glob("*.docx"))
    call(installed / "minutebook", "explain", document, "--out", "page.html", cwd=tmp_path)
    assert (tmp_path / "page.html").read_text("utf-8").startswith("<!doctype html>")
    assert "all hold" in call(installed / "minutebook", "check-rules", cwd=tmp_path)
    schema = call(installed / "minutebook", "schema", cwd=tmp_path)
    assert schema == (ROOT / "pipeline" / "minutebook" / "minutes.schema.json").read_text("utf-8")


def test_the_language_model_came_as_a_dependency(installed: Path, tmp_path: Path) -> None:
    code = (
        "from minutebook.nlp import load_reader\n"
        "print(load_reader().entities(['Tom Ashby wrote to Tanbridge Water on Monday.']))"
    )
    assert "PERSON" in call(installed / "python", "-c", code, cwd=tmp_path)


def test_the_module_runs_too(installed: Path, tmp_path: Path) -> None:
    assert call(installed / "python", "-m", "minutebook", "--version", cwd=tmp_path) == "minutebook 0.1.0\n"
