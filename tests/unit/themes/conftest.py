"""A small archive with planted differences, read once."""

from __future__ import annotations

from pathlib import Path

import pytest
import theme_archive


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = tmp_path_factory.mktemp("archive") / "book"
    theme_archive.write_archive(book, boards=12, meetings=12)
    return book
