"""5,000 actions in a real browser: how long a person waits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from made_register import large
from opened import Opened

from minutebook.register.outputs.page import write_page
from minutebook.register.outputs.view import View

ROWS = 5_000
PATIENCE = 1_000
"""Milliseconds. On two cores it takes a tenth or less; a busy machine gets the rest."""
# Uses a control as a person does, then waits until the browser has drawn the list again.
TIMED = """async ([selector, value]) => {
  const control = document.querySelector(selector);
  const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  await drawn();
  const changed = new Promise((done) =>
    new MutationObserver(done).observe(document.getElementById("actions"), { childList: true }));
  const start = performance.now();
  if (control.tagName === "BUTTON") control.click();
  else { control.value = value; control.dispatchEvent(new Event("input", { bubbles: true })); }
  await changed;
  await drawn();
  return performance.now() - start;
}"""


@pytest.fixture(scope="module")
def page_of_5000(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "register.html"
    write_page(View(large(ROWS)), path)
    return path


def test_five_thousand_rows_stay_quick(show: Callable[..., Opened], page_of_5000: Path) -> None:
    opened = show(page_of_5000)
    assert "of 5,000 actions" in opened.said()
    loaded = opened.page.evaluate(
        "() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
    )
    times = {"load": loaded}
    for name, given in {
        "search": ["#search", "survey"],
        "search more": ["#search", "survey ward 41"],
        "search nothing": ["#search", ""],
        "board": ["#board", "3"],
        "every board": ["#board", ""],
        "sort by action": ['[data-sort="text"] button', None],
        "sort by lead": ['[data-sort="lead"] button', None],
        "sort by due": ['[data-sort="due"] button', None],
        "group by lead": ["#group", "lead"],
    }.items():
        times[name] = opened.page.evaluate(TIMED, given)
    shown = ", ".join(f"{name} {time:.0f} ms" for name, time in times.items())
    print(shown)
    assert max(time for name, time in times.items() if name != "load") < PATIENCE, shown
    assert times["load"] < 5 * PATIENCE, shown
