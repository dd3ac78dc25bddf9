"""The review page as a person uses it: the real server, the real browser, the keyboard."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fastapi", reason="the review page needs FastAPI: pip install 'minutebook[review]'")

from playwright.sync_api import Browser, Page
from served import Served, axe, go_to, saved, shown, to_top, values

from minutebook.book.batch import extract_book
from minutebook.book.folder import read_record, record_path
from minutebook.corrections.log import read_log
from minutebook.register.decisions import doubtful_csv, read_decisions
from minutebook.register.schema import Doubt
from minutebook.schema import Minutes

TEXT, PDF, WORD = "harnmoor-scp-2023-05-16", "penholm-icb-quality-2024-05-21", "wyreholt-csp-2023-11-23"
Opener = Callable[..., Page]


def test_a_whole_review_from_the_first_key_to_the_last(
    serve: Callable[..., Served], open_page: Opener, book: Path
) -> None:
    page = open_page(serve(book))
    keys = page.keyboard
    keys.press("/")
    keys.type("head teachers film")
    page.wait_for_function("() => document.querySelectorAll('tbody tr').length === 1")
    keys.press("Escape")
    keys.press("Enter")
    page.wait_for_selector(".record .cell")
    to_top(page)
    # A value typed: a date as people type it.
    go_to(page, "meeting", "next_meeting.date")
    keys.press("Enter")
    keys.type("20/9/23")
    keys.press("Enter")
    saved(page)
    assert values(page, "meeting")["next_meeting.date"] == "2023-09-20"
    # A value picked from the words on the page, which become its evidence.
    to_top(page)
    go_to(page, "p1", "note")
    keys.press("w")
    keys.press("ArrowRight")
    keys.press("Shift+ArrowRight")
    keys.press("Enter")
    saved(page)
    picked = values(page, "p1")["note"]
    assert len(picked.split()) == 2
    # A lead by completion; a row deleted and brought back; one added, one cut, one merged, one accepted.
    to_top(page)
    go_to(page, "a1")
    first = values(page, "a1")["text"]
    keys.press("l")
    keys.type("moi")
    keys.press("ArrowDown")
    keys.press("Enter")
    saved(page, "Lead added")
    keys.press("d")
    saved(page, "Deleted")
    assert page.locator(".cell.head[data-handle='a1']").count() == 0
    keys.press("u")
    saved(page, "Undone")
    to_top(page)
    go_to(page, "a1")
    keys.press("c")
    for _ in range(first.index(" ") + 1):
        keys.press("ArrowRight")
    keys.press("Enter")
    saved(page, "Cut in two")
    cut = page.locator(".row.actions > .cell.head .key").all_inner_texts()
    assert cut[1] == "new"
    assert values(page, "a1")["text"] == first.split(" ", 1)[0]
    keys.press("J")
    while page.evaluate("() => document.activeElement.closest('.row').classList.contains('leads')"):
        keys.press("J")
    keys.press("m")
    saved(page, "Merged")
    assert values(page, "a1")["text"] == first
    keys.press("i")
    keys.type("Ring the harbour office")
    keys.press("Enter")
    saved(page, "Added")
    assert "unquoted text" in page.locator(".row.actions .flag").all_inner_texts()
    to_top(page)
    go_to(page, "a1")
    keys.press("a")
    saved(page, "Accepted")
    assert "accepted" in (page.locator(".row[data-handle='a1']").get_attribute("class") or "")
    keys.press("A")
    page.wait_for_function(f"() => !location.hash.includes('{TEXT}')")
    keys.press("g")
    page.wait_for_selector("table.documents")
    assert "1 of 3 reviewed" in page.locator(".progress").inner_text()
    # What was put right is data, and stands in the record that the next run writes.
    done = subprocess.run(
        [sys.executable, "-m", "minutebook", "corrections", str(book), "--apply"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    record = read_record(book / record_path(TEXT))
    assert record.meeting is not None
    assert record.meeting.next_meeting.date == "2023-09-20"
    (note,) = [e for e in record.attendees[0].evidence if e.field == "note"]
    assert (note.producer, note.text) == ("person:ann", picked)
    assert "Moira Quayle" in [lead.name for lead in record.actions[0].leads]
    assert record.actions[-1].text == "Ring the harbour office"
    assert record.actions[0].confidence == 1.0


def test_picked_words_on_a_drawn_page_know_their_page_and_box(
    serve: Callable[..., Served], open_page: Opener, book: Path
) -> None:
    served = serve(book)
    page = open_page(served)
    shown(page, PDF, served.home)
    page.wait_for_selector(".page img")
    to_top(page)
    go_to(page, "meeting", "venue")
    assert page.locator(".box.current").count() == 1
    page.keyboard.press("w")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    saved(page)
    (made,) = read_log(book, PDF).corrections
    (words,) = made.words
    assert words.page == 1
    assert words.box is not None
    assert words.box[0] < words.box[2]
    # The mouse does the same.
    go_to(page, "meeting", "next_meeting.venue")
    line = page.locator(".on-page").first
    line.dblclick(position={"x": 5, "y": 3})
    page.click("button.use")
    saved(page)
    assert values(page, "meeting")["next_meeting.venue"] == line.inner_text().split()[0]


def test_what_was_said_to_be_saved_outlives_a_kill(
    serve: Callable[..., Served], open_page: Opener, book: Path
) -> None:
    served = serve(book)
    page = open_page(served)
    shown(page, TEXT, served.home)
    to_top(page)
    go_to(page, "meeting", "venue")
    for number in range(3):
        page.keyboard.press("Enter")
        page.keyboard.type(f"Hall {number}")
        page.keyboard.press("Enter")
        saved(page)
    served.kill()
    page.keyboard.press("Enter")
    page.keyboard.type("Hall 9")
    page.keyboard.press("Enter")
    page.wait_for_function(
        "() => document.querySelector('.wrong')?.textContent.includes('Nothing was saved')"
    )
    # What she typed is still there to be saved again.
    assert page.locator(".editor input").input_value() == "Hall 9"
    again = serve(book)
    other = open_page(again)
    shown(other, TEXT, again.home)
    assert values(other, "meeting")["venue"] == "Hall 2"
    assert [one.value for one in read_log(book, TEXT).corrections] == ["Hall 0", "Hall 1", "Hall 2"]


def test_two_tabs_and_two_people_lose_nothing(
    serve: Callable[..., Served], open_page: Opener, book: Path
) -> None:
    ann, bo = serve(book), serve(book, by="bo")
    first = open_page(ann)
    second = open_page(ann, context=first.context)
    third = open_page(bo)
    for page, served in ((first, ann), (second, ann), (third, bo)):
        shown(page, TEXT, served.home)
        to_top(page)
    for page, handle, field, words in (
        (first, "meeting", "venue", "Room of Ann"),
        (second, "p1", "note", "Note of Ann"),
        (third, "p2", "note", "Note of Bo"),
    ):
        page.bring_to_front()
        go_to(page, handle, field)
        page.keyboard.press("Enter")
        page.keyboard.type(words)
        page.keyboard.press("Enter")
        page.wait_for_function(
            "words => [...document.querySelectorAll('.value')].some((v) => v.textContent === words)",
            arg=words,
        )
    # Each sees what the others did, without loading the page again.
    for page in (first, second, third):
        page.bring_to_front()
        for words in ("Room of Ann", "Note of Ann", "Note of Bo"):
            page.wait_for_function(
                "words => [...document.querySelectorAll('.value')].some((v) => v.textContent === words)",
                arg=words,
            )
    assert {(one.by, one.value) for one in read_log(book, TEXT).corrections} == {
        ("ann", "Room of Ann"),
        ("ann", "Note of Ann"),
        ("bo", "Note of Bo"),
    }


HOSTILE = '<img src=x onerror="alert(1)"><script>alert(2)</script>\u202eevil\u0007&quot;\'"`${7*7}</textarea>'


def hostile(path: Path, source: str, rules: Path | None, model: str | None) -> Minutes:
    """A record with hostile words wherever a document's words may stand."""
    import hashlib

    text = f"{HOSTILE}\n{HOSTILE}\U0001f409 tail\n"
    piece = {"page": None, "start": 0, "end": len(HOSTILE), "text": HOSTILE, "box": None}
    named = [{**piece, "field": field, "producer": HOSTILE} for field in ("body", "name", "text", "title")]
    quoted = {"evidence": named, "flags": [HOSTILE]}
    document = {"source": source, "format": "text", "pages": None, "kind": "minutes", "version": HOSTILE}
    lead = {"text": HOSTILE, "name": HOSTILE, "organisation": HOSTILE, **quoted}
    return Minutes.model_validate(
        {
            "document": {**document, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()},
            "meeting": {
                **dict.fromkeys(("body", "parent_body", "title", "venue", "chair", "minute_taker"), HOSTILE),
                **quoted,
                "date": "2025-03-04",
                "next_meeting": {"venue": HOSTILE},
            },
            "attendees": [
                {
                    **dict.fromkeys(
                        ("name", "honorific", "initials", "role", "organisation", "note"), HOSTILE
                    ),
                    **quoted,
                    "id": "p1",
                    "status": "present",
                }
            ],
            "organisations": [{"id": "o1", "name": HOSTILE, "aliases": [HOSTILE], "kind": "other", **quoted}],
            "agenda_items": [{"id": "i1", "number": HOSTILE, "title": HOSTILE, "text": HOSTILE, **quoted}],
            "actions": [
                {
                    **dict.fromkeys(("ref", "text", "update"), HOSTILE),
                    **quoted,
                    "id": "a1",
                    "leads": [lead],
                    "due": {"text": HOSTILE},
                    "status": "open",
                    "origin": "new",
                }
            ],
            "decisions": [{"id": "d1", "text": HOSTILE, "kind": "agreed", **quoted}],
            "flags": [HOSTILE],
            "document_text": text,
        }
    )


def test_hostile_words_are_words_in_every_view(
    serve: Callable[..., Served], open_page: Opener, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    name = "<b onclick=alert(1)>&'%22#?.txt" if sys.platform != "win32" else "plain.txt"
    (tmp_path / "in" / name).write_text("x")
    book = tmp_path / "out"
    extract_book([tmp_path / "in"], book, jobs=0, extractor=hostile)
    doubt = Doubt(
        kind="person",
        a=f"s/p1: {HOSTILE}",
        b="s/p2: B",
        decision="same",
        score=0.5,
        reason=HOSTILE,
        a_shown=HOSTILE,
        b_shown="B",
    )
    (book / "doubtful.csv").write_text(doubtful_csv([doubt]), encoding="utf-8", newline="")
    served = serve(book, by=HOSTILE[:60])
    page = open_page(served)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector(".record .cell")
    to_top(page)
    go_to(page, "p1", "name")
    page.keyboard.press("w")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    saved(page)
    go_to(page, "p1", "role")
    page.keyboard.press("Enter")
    page.keyboard.insert_text(HOSTILE)
    page.keyboard.press("Enter")
    saved(page)
    page.click("details.laid summary")
    main = page.locator("main").inner_html()
    for view in ("#/rules", "#/pairs"):
        page.goto(f"{served.home}{view}")
        page.wait_for_selector("table.rules, .pair")
        main += page.locator("main").inner_html()
    for sign in ("<img src=", "<script", "<b onclick", "\u202e", "\u0007"):
        assert sign not in main
    assert "&lt;img src=x" in main
    log = read_log(book, next((book / "corrections").iterdir()).name.removesuffix(".jsonl"))
    # Offsets count characters, also behind a sign that JavaScript counts twice.
    first = log.corrections[0].words[0]
    assert (
        first.text == read_record(next((book / "documents").iterdir())).document_text[first.start : first.end]
    )


def test_without_the_token_and_from_another_page_nothing_is_had(
    serve: Callable[..., Served], open_page: Opener, browser: Browser, book: Path
) -> None:
    served = serve(book)
    inside = open_page(served)
    stranger = browser.new_context()
    page = stranger.new_page()
    for address in (served.home, f"{served.home}?token=guess", served.entry, f"{served.home}api/overview"):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 403, address
        assert TEXT not in page.content()
    stranger.close()

    class Foreign(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>foreign</title>")

        def log_message(self, format: str, *args: Any) -> None:
            pass

    foreign = HTTPServer(("127.0.0.1", 0), Foreign)
    threading.Thread(target=foreign.serve_forever, daemon=True).start()
    # The same browser, with the session in it, on a page of another origin.
    page = inside.context.new_page()
    page.goto(f"http://127.0.0.1:{foreign.server_port}/")
    script = """async (home) => {
      const out = [];
      for (const [path, more] of [["api/overview", {}], ["api/corrections?stem=STEM", {method: "POST", body: '{"wishes":[{"op":"accept","handle":"document"}]}'}]]) {
        for (const mode of ["cors", "no-cors"]) {
          try { out.push([(await fetch(home + path, {credentials: "include", mode, ...more})).type, ""]); } catch (e) { out.push(["refused", ""]); }
        }
      }
      return out;
    }"""
    told = page.evaluate(script.replace("STEM", TEXT), served.home)
    assert {kind for kind, _ in told} <= {"refused", "opaque"}
    assert not (book / "corrections").exists()
    foreign.shutdown()
    foreign.server_close()


@pytest.mark.parametrize(("colours", "width"), [("light", 1366), ("dark", 1280), ("light", 640)])
def test_nothing_serious_for_axe_in_any_view(
    serve: Callable[..., Served], open_page: Opener, book: Path, colours: str, width: int
) -> None:
    """640 wide is what a window of 1280 has at a zoom of 200 %."""
    doubt = Doubt(
        kind="person",
        a="s/p1: A",
        b="s/p2: B",
        decision="same",
        score=0.5,
        reason="r",
        a_shown="A",
        b_shown="B",
    )
    (book / "doubtful.csv").write_text(doubtful_csv([doubt]), encoding="utf-8", newline="")
    served = serve(book)
    page = open_page(served, colours=colours, width=width)
    axe(page)
    page.keyboard.press("?")
    axe(page)
    page.keyboard.press("Escape")
    for stem in (PDF, WORD):
        shown(page, stem, served.home)
        axe(page)
    to_top(page)
    go_to(page, "meeting", "venue")
    page.keyboard.press("Enter")
    axe(page)
    page.keyboard.type("Town Hall")
    page.keyboard.press("Enter")
    saved(page)
    page.click("details.laid summary")
    page.keyboard.press("w")
    axe(page)
    for view in ("#/rules", "#/pairs"):
        page.goto(f"{served.home}{view}")
        page.wait_for_selector("table.rules, .pair")
        axe(page)
    sideways = page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert sideways <= 0


def test_pairs_are_decided_by_keys(serve: Callable[..., Served], open_page: Opener, book: Path) -> None:
    doubts = [
        Doubt(
            kind="person",
            a=f"s/p{n}: A",
            b=f"t/p{n}: B",
            decision="same",
            score=0.5,
            reason="r",
            a_shown="A",
            b_shown="B",
        )
        for n in (1, 2, 3)
    ]
    (book / "doubtful.csv").write_text(doubtful_csv(doubts), encoding="utf-8", newline="")
    served = serve(book)
    page = open_page(served)
    page.goto(f"{served.home}#/pairs")
    page.wait_for_selector(".pair")
    page.keyboard.press("y")
    saved(page)
    page.keyboard.press("n")
    saved(page)
    assert "1 of 3 pairs are not decided" in page.locator(".count").inner_text()
    page.keyboard.press("k")
    page.keyboard.press("u")
    saved(page)
    assert [(one.a, one.same) for one in read_decisions(book / "merges.csv")] == [("s/p1: A", True)]


def test_single_keys_can_be_switched_off(serve: Callable[..., Served], open_page: Opener, book: Path) -> None:
    served = serve(book)
    page = open_page(served)
    shown(page, TEXT, served.home)
    page.keyboard.press("?")
    page.uncheck("#keys-on")
    page.keyboard.press("Escape")
    page.keyboard.press("d")
    page.keyboard.press("A")
    page.wait_for_timeout(300)
    assert json.dumps([one.op for one in read_log(book, TEXT).corrections]) == "[]"
