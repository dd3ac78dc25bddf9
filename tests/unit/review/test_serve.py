"""Starting the server: what stops it is told in a line."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from minutebook.cli.app import app


def test_without_fastapi_it_says_what_to_install(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    result = CliRunner().invoke(app, ["review", str(book), "--no-browser"])
    assert result.exit_code == 2
    assert "pip install 'minutebook[review]'" in result.output


def test_a_folder_that_is_no_book_and_a_port_that_is_taken_are_told(book: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["review", str(tmp_path), "--no-browser"])
    assert (result.exit_code, "is no book" in result.output) == (2, True)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        result = CliRunner().invoke(app, ["review", str(book), "--no-browser", "--port", port])
    assert (result.exit_code, "choose another with --port" in result.output) == (2, True)
