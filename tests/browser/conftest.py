"""A real browser for the pages that minutebook writes; without one these tests are skipped and say so."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from made_register import register
from opened import Opened
from playwright.sync_api import Browser, Page, sync_playwright
from served import Served
from typer.testing import CliRunner

from minutebook.book.batch import extract_book
from minutebook.cli.app import app
from minutebook.register.outputs.page import write_page
from minutebook.register.outputs.view import View

DATA = Path(__file__).resolve().parents[2] / "data"
BOARDS = DATA / "boards"
SAMPLES = DATA / "samples"
REVIEWED = (
    "harnmoor-scp-2023-05-16.txt",
    "penholm-icb-quality-2024-05-21.pdf",
    "wyreholt-csp-2023-11-23.docx",
)
NAMES = ("chromium", "chromium-browser", "google-chrome")
Opener = Callable[..., Page]
WIDE = {"width": 1366, "height": 900}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of this machine; Playwright's own is not fetched."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip(
            "no browser is installed: none of chromium, chromium-browser, google-chrome is on the path"
        )
    with sync_playwright() as playwright:
        # The sandbox needs rights that a container seldom has; only pages made here are opened.
        opened = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def show(browser: Browser) -> Iterator[Callable[..., Opened]]:
    """Opens a file; whatever goes wrong in its script fails the test."""
    pages: list[Opened] = []

    def opener(
        path: Path, *, colours: str = "light", width: int = 1366, script: bool = True, at: str = ""
    ) -> Opened:
        context = browser.new_context(
            viewport=WIDE | {"width": width},
            color_scheme="dark" if colours == "dark" else "light",
            java_script_enabled=script,
        )
        opened = Opened(context.new_page())
        opened.page.on("request", lambda request: opened.asked.append(request.url))
        opened.page.on("pageerror", lambda error: opened.wrong.append(str(error)))
        opened.page.on(
            "console", lambda line: opened.wrong.append(line.text) if line.type == "error" else None
        )
        opened.page.on("dialog", lambda dialog: opened.wrong.append(dialog.message))
        opened.page.goto(path.as_uri() + at)
        pages.append(opened)
        return opened

    yield opener
    assert [words for opened in pages for words in opened.wrong] == []
    for opened in pages:
        opened.page.context.close()


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page over the register that was made by hand."""
    path = tmp_path_factory.mktemp("made") / "register.html"
    write_page(View(register()), path)
    return path


@pytest.fixture(scope="session")
def boards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book and register of three boards' files, as the commands make them."""
    book = tmp_path_factory.mktemp("boards") / "book"
    for command in (["extract", str(BOARDS), "--out", str(book)], ["register", str(book)]):
        result = CliRunner().invoke(app, command)
        assert result.exit_code == 0, result.output
    return book


@pytest.fixture
def serve() -> Iterator[Callable[..., Served]]:
    started: list[Served] = []

    def start(book: Path, **more: str) -> Served:
        started.append(Served(book, **more))
        return started[-1]

    yield start
    for one in started:
        if one.process.poll() is None:
            one.end()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Opener]:
    """Enters by the token; whatever the page asks of another machine, or gets wrong, fails the test."""
    wrong: list[str] = []
    contexts: list[Any] = []

    def opener(served: Served, *, context: Any = None, colours: Any = "light", width: int = 1366) -> Page:
        entered = context is not None
        if context is None:
            context = browser.new_context(
                viewport={"width": width, "height": 900}, color_scheme=colours, reduced_motion="reduce"
            )
            contexts.append(context)
        page: Page = context.new_page()
        page.on("request", lambda r: None if r.url.startswith(served.home) else wrong.append(r.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        page.goto(served.home if entered else served.entry)
        page.wait_for_selector("table.documents, .nothing:not([hidden])")
        return page

    yield opener
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture(scope="session")
def samples_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("review")
    (folder / "in").mkdir()
    for name in REVIEWED:
        shutil.copy(SAMPLES / name, folder / "in" / name)
    extract_book([folder / "in"], folder / "out", jobs=0)
    return folder / "out"


@pytest.fixture
def book(samples_book: Path, tmp_path: Path) -> Path:
    shutil.copytree(samples_book.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / "out"
