"""The real server over a book, in a process of its own, and a page of it in the browser."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SERIOUS = {"serious", "critical"}


class Served:
    """`minutebook review` over a book until it is ended or killed."""

    def __init__(self, book: Path, *, by: str = "ann") -> None:
        self.book = book
        command = [sys.executable, "-m", "minutebook", "review", str(book), "--no-browser", "--by", by]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8")
        assert self.process.stderr is not None
        self.entry = ""
        for line in self.process.stderr:
            found = re.search(r"http://127\.0\.0\.1:\d+/\?token=\S+", line)
            if found:
                self.entry = found[0]
                break
        assert self.entry, "the server did not start"
        self.home = self.entry.partition("?")[0]

    def kill(self) -> None:
        """End it at once, without a chance to tidy up."""
        if os.name == "nt":
            self.process.kill()
        else:
            self.process.send_signal(signal.SIGKILL)
        self._wait()

    def end(self) -> None:
        """End it as the system does."""
        self.process.terminate()
        self._wait()

    def _wait(self) -> None:
        self.process.wait(timeout=20)
        if self.process.stderr is not None:
            self.process.stderr.close()


def shown(page: Page, stem: str, home: str) -> None:
    """Open a document and wait until its fields are there."""
    page.goto(f"{home}#/document/{stem}")
    page.wait_for_selector(".record .cell")


def saved(page: Page, words: str = "Saved") -> None:
    """Wait until the page says that it was saved; what it says later of the saving before does not count."""
    page.wait_for_function(
        """words => Number(document.body.dataset.saves || 0) > (window.seen || 0)
            && document.getElementById('said').textContent.startsWith(words)""",
        arg=words,
    )
    page.evaluate("() => { window.seen = Number(document.body.dataset.saves); }")


def go_to(page: Page, handle: str, field: str = "") -> None:
    """Move to a field by the keyboard alone: to the top, by rows, then by fields."""
    to_top(page)
    here = "() => [document.activeElement.dataset.handle, document.activeElement.dataset.field]"
    for key, wanted in (("J", [handle, ""]), ("j", [handle, field])):
        for _ in range(200):
            if page.evaluate(here) == wanted:
                break
            page.keyboard.press(key)
        assert page.evaluate(here) == wanted


def to_top(page: Page) -> None:
    """Move to the first row by the keyboard."""
    for _ in range(200):
        if page.evaluate("() => document.activeElement.dataset.handle") == "document":
            return
        page.keyboard.press("K")


def values(page: Page, handle: str) -> dict[str, str]:
    """The fields of a row as the page shows them."""
    found: dict[str, str] = page.locator(f".cell.field[data-handle='{handle}']").evaluate_all(
        "cells => Object.fromEntries(cells.map((c) => [c.dataset.field, c.querySelector('.value').textContent]))"
    )
    return found


def axe(page: Page) -> None:
    """Fail where axe finds something serious, or anything against WCAG 2.2 AA, in the view as it is now."""
    # The size of targets is new in 2.2 and off by default.
    found = [
        f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:200]}"
        for one in Axe()
        .run(page, options={"rules": {"target-size": {"enabled": True}}})
        .response["violations"]
        if one["impact"] in SERIOUS or any(tag.startswith("wcag") for tag in one["tags"])
    ]
    assert found == []


def reached(page: Page) -> dict[str, bool]:
    """Of the element that has the focus: whether it is marked, whole in its pane, and covered by nothing."""
    told: dict[str, bool] = page.evaluate(
        """() => {
          const it = document.activeElement, box = it.getBoundingClientRect(), look = getComputedStyle(it);
          const at = (x, y) => { const top = document.elementFromPoint(x, y); return Boolean(top) && (it.contains(top) || top.contains(it)); };
          return {
            marked: look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2,
            uncovered: at(box.left + 4, box.top + 3) && at(box.right - 4, box.top + 3) && at(box.left + 4, Math.min(box.bottom, innerHeight) - 3),
            large: box.height >= 24 && box.width >= 24,
          };
        }"""
    )
    return told
