"""A page that a test has open in the browser."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Page


@dataclass
class Opened:
    """A page in the browser, with what it asked for and what went wrong in it."""

    page: Page
    asked: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def said(self) -> str:
        """The line that is read out when the list changes."""
        return self.page.locator("#said").inner_text()

    def rows(self) -> list[str]:
        """The actions shown, in order."""
        return self.page.locator("tbody tr[data-id]").evaluate_all(
            "rows => rows.map((row) => row.dataset.id)"
        )

    def search(self, words: str, rows: int) -> None:
        """Type into the search, then wait until so many actions are shown: it waits for the typist itself."""
        self.page.fill("#search", words)
        counted = "number => document.querySelectorAll('tbody tr[data-id]').length === number"
        self.page.wait_for_function(counted, arg=rows, timeout=5_000)
