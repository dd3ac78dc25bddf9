"""A book of three samples, made once, copied for each test that corrects it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from minutebook.book.batch import extract_book

pytest.importorskip("fastapi", reason="the review page needs FastAPI: pip install 'minutebook[review]'")

SAMPLES = Path(__file__).resolve().parents[3] / "data" / "samples"
NAMES = ("penholm-icb-quality-2024-05-21.pdf", "harnmoor-scp-2023-05-16.txt", "wyreholt-csp-2023-11-23.docx")


@pytest.fixture(scope="session")
def made_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("review")
    (folder / "in").mkdir()
    for name in NAMES:
        shutil.copy(SAMPLES / name, folder / "in" / name)
    (folder / "in" / "empty.txt").touch()
    extract_book([folder / "in"], folder / "out", jobs=0)
    return folder / "out"


@pytest.fixture
def book(made_book: Path, tmp_path: Path) -> Path:
    shutil.copytree(made_book.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / "out"
