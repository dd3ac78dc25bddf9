"""Reading, joining and comparing open no connection off this machine; a document's references are not followed."""

import socket
from pathlib import Path
from typing import Any, NoReturn

import pytest

from minutebook.extraction import extract_document
from minutebook.loaders.load import load_bytes

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: Any, **named: Any) -> NoReturn:
        raise AssertionError(f"a connection was asked for: {given}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


@pytest.mark.parametrize(
    "name",
    [
        "eskmere-sab-2024-03-12.pdf",
        "eskmere-sab-2024-03-12.docx",
        "tarnby-health-and-wellbeing-2024-11-20.html",
    ],
)
def test_extracting_opens_no_connection(name: str) -> None:
    assert extract_document(SAMPLES / name).meeting is not None


def test_the_register_opens_no_connection(tmp_path: Path) -> None:
    from minutebook.book.batch import extract_book
    from minutebook.register import build_register, write_register

    extract_book([SAMPLES / "harnmoor-scp-2023-05-16.txt"], tmp_path / "out", jobs=0)
    write_register(build_register(tmp_path / "out"), tmp_path / "out")


def test_comparing_themes_opens_no_connection(tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from minutebook.book.batch import extract_book
    from minutebook.cli.app import app

    extract_book([SAMPLES / "harnmoor-scp-2023-05-16.txt"], tmp_path / "book", jobs=0)
    command = ["themes", str(tmp_path / "book"), "--out", str(tmp_path / "out"), "--jobs", "1"]
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0, done.output
    assert (tmp_path / "out" / "themes.html").exists()


def test_references_in_html_are_not_followed() -> None:
    page = (
        b'<!DOCTYPE html SYSTEM "http://192.0.2.1/x.dtd"><html><head><base href="http://192.0.2.1/">'
        b'<link rel="stylesheet" href="http://192.0.2.1/a.css"><script src="http://192.0.2.1/a.js"></script></head>'
        b'<body><img src="http://192.0.2.1/a.png"><p>The Averill Board met.</p></body></html>'
    )
    assert "The Averill Board met." in load_bytes(page, source="x").text
