"""The page's own text: it loads nothing, takes nothing in a register for markup, and is named and labelled."""

from __future__ import annotations

import base64
import hashlib
import json
import re

import pytest
from lxml import html
from made_register import FORMULA, large, register

from minutebook.register.outputs import page as page_module
from minutebook.register.outputs.page import render_register
from minutebook.register.outputs.view import View
from minutebook.register.schema import Register

PAGE = render_register(View(register()))


def embedded(page: str) -> dict[str, list[dict[str, object]]]:
    (found,) = html.fromstring(page).xpath("//script[@id='data']/text()")
    data: dict[str, list[dict[str, object]]] = json.loads(str(found))
    return data


def test_it_loads_nothing() -> None:
    tree = html.fromstring(PAGE)
    assert tree.xpath("//link | //img | //iframe | //script[@src]") == []
    assert not re.search(r"@import|url\(|fetch\(|XMLHttpRequest|WebSocket", PAGE)
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy
    for kind in ("style", "script"):
        (words,) = tree.xpath(f"//{kind}[not(@type)]/text()")
        digest = base64.b64encode(hashlib.sha256(str(words).encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy


def test_words_of_minutes_are_no_markup_and_drive_no_screen() -> None:
    assert "<script>alert" not in PAGE
    assert "\x1b" not in PAGE
    actions = {str(action["id"]): action for action in embedded(PAGE)["actions"]}
    assert actions["thread-2"]["text"] == FORMULA
    assert str(actions["thread-2"]["note"]).startswith('<script>alert("x")</script>')


def test_each_action_has_its_state_leads_and_history() -> None:
    data = embedded(PAGE)
    first = data["actions"][0]
    names = [data["leads"][int(number)] for number in first["leads"]]  # type: ignore[attr-defined]
    assert names == ["Tom Ashby", "Edith Marlowe"]
    assert (first["state"], first["late"], first["due"]) == ("open", 33, "2025-07-31")
    steps = first["history"]
    assert isinstance(steps, list)
    assert steps[0]["text"] == "TA to write to the trust"
    assert steps[1]["changed"] == ["text", "leads", "due"]
    assert steps[1]["href"] == "evidence/flood-june.html#a1"
    assert {str(action["id"]): action["state"] for action in data["actions"]}["thread-4"] == "completed"


@pytest.mark.parametrize(
    ("number", "written"),
    # "by the end of July" tells more than its date; a date in other words does not.
    [(0, "by the end of July"), (1, None)],
)
def test_a_due_date_is_written_out_where_it_says_more(number: int, written: str | None) -> None:
    assert embedded(PAGE)["actions"][number].get("dueText") == written


def test_every_control_has_a_label() -> None:
    tree = html.fromstring(PAGE)
    controls = tree.xpath("//input | //select")
    assert len(controls) > 10
    for control in controls:
        labels = tree.xpath(f"//label[@for='{control.get('id')}']") or control.xpath("ancestor::label")
        assert labels, control.get("id")
        assert labels[0].text_content().strip()
    assert tree.xpath("//*[@role='status']")
    assert tree.get("lang") == "en-GB"


def test_a_very_large_register_shows_what_is_open_and_says_what_it_leaves_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(page_module, "MOST_ACTIONS", 30)
    whole = large(40)
    page = render_register(View(whole))
    shown = {action["id"] for action in embedded(page)["actions"]}
    assert len(shown) == 30
    assert {thread.id for thread in whole.threads if thread.status == "open"} <= shown
    assert "10 actions that were closed longest ago are left out" in page


def test_without_evidence_or_actions_it_is_still_a_page() -> None:
    assert "href" not in json.dumps(embedded(render_register(View(register(), evidence=False))))
    assert embedded(render_register(View(Register())))["actions"] == []


def test_the_same_register_gives_the_same_bytes() -> None:
    assert render_register(View(register())) == PAGE
