"""The worked example of docs/extending.md, installed as the page says and used through the command line."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[1] / "docs" / "extending.md"
SCAN = PAGE.parents[1] / "data" / "formats" / "eskmere-sab-2024-03-12-scan.pdf"


def example(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert found is not None
    return found[1]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book of three files that only the example's package can read so, made in a process that has it."""
    folder = tmp_path_factory.mktemp("extending")
    site = folder / "site"
    facts = site / "board_formats-1.0.dist-info"
    facts.mkdir(parents=True)
    (site / "board_formats.py").write_text(example("python"), encoding="utf-8")
    project = tomllib.loads(example("toml"))["project"]
    (facts / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    )
    points = [
        f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in entries.items())
        for group, entries in project["entry-points"].items()
    ]
    (facts / "entry_points.txt").write_text("\n".join(points))
    papers = folder / "papers"
    papers.mkdir()
    (papers / "lamps.org").write_text(example("text"), encoding="utf-8")
    (papers / "fences.json").write_text(example("json"), encoding="utf-8")
    (papers / "scan.pdf").write_bytes(SCAN.read_bytes())
    given = {**os.environ, "PYTHONPATH": str(site)}
    given.pop("MINUTEBOOK_OCR", None)
    command = [
        sys.executable,
        "-m",
        "minutebook",
        "extract",
        str(papers),
        "--out",
        str(folder / "book"),
        "--jobs",
        "1",
    ]
    done = subprocess.run(command, env=given, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stderr
    return folder / "book"


def record(book: Path, stem: str) -> dict[str, dict[str, object]]:
    read: dict[str, dict[str, object]] = json.loads((book / "documents" / f"{stem}.json").read_text("utf-8"))
    return read


@pytest.mark.parametrize(
    ("stem", "body", "date", "due"),
    [
        ("lamps", "Lamp Committee", "2025-03-04", "2025-04-01"),
        ("fences", "Fence Committee", "2025-03-05", "2025-05-01"),
    ],
)
def test_the_formats_are_read(book: Path, stem: str, body: str, date: str, due: str) -> None:
    found = record(book, stem)
    assert (found["meeting"]["body"], found["meeting"]["date"]) == (body, date)
    action = found["actions"][0]  # type: ignore[index]
    assert action["leads"][0]["name"] == "Tom Oakes"
    assert action["due"]["date"] == due


def test_the_engine_reads_the_scan(book: Path) -> None:
    found = record(book, "scan")
    assert found["document"]["ocr"] is True
    assert found["document_text"] == "Minutes of the Lamp Committee held on 4 March 2025"
