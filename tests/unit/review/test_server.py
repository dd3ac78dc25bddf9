"""The server as a browser meets it: who is let in, and what it answers."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fastapi", reason="the review page needs FastAPI: pip install 'minutebook[review]'")

import httpx
from starlette.testclient import TestClient

from minutebook.book.batch import extract_book
from minutebook.review.desk import Desk
from minutebook.review.security import Gate
from minutebook.review.server import make_app
from minutebook.schema import Minutes

HERE = "http://127.0.0.1:8123"
TOKEN = "right-token"
TEXT, PDF, WORD = "harnmoor-scp-2023-05-16", "penholm-icb-quality-2024-05-21", "wyreholt-csp-2023-11-23"


class Page:
    """A browser's side of a session."""

    def __init__(self, book: Path, by: str = "ann") -> None:
        self.desk = Desk(book, by)
        self.client = TestClient(
            Gate(make_app(self.desk), port=8123, token=TOKEN),  # type: ignore[arg-type]
            base_url=HERE,
            follow_redirects=False,
        )

    def enter(self) -> httpx.Response:
        return self.client.get(f"/?token={TOKEN}")

    def get(self, path: str, **query: Any) -> Any:
        answer = self.client.get(path, params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, stem: str, *wishes: dict[str, Any]) -> httpx.Response:
        return self.client.post(
            "/api/corrections", params={"stem": stem}, json={"wishes": wishes}, headers={"origin": HERE}
        )


@pytest.fixture
def page(book: Path) -> Iterator[Page]:
    page = Page(book)
    assert page.enter().status_code == 303
    yield page
    page.desk.close()


@pytest.fixture
def stranger(book: Path) -> Iterator[Page]:
    page = Page(book)
    yield page
    page.desk.close()


# ---------------------------------------------------------------- who is let in


def test_the_token_lets_in_once_and_only_that_browser(stranger: Page) -> None:
    for path in ("/", "/api/overview", "/page/app.js", "/?token=", "/?token=wrong"):
        assert stranger.client.get(path).status_code == 403, path
    entered = stranger.enter()
    assert (entered.status_code, entered.headers["location"]) == (303, "/")
    cookie = entered.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert stranger.client.get("/").status_code == 200
    stranger.client.cookies.clear()
    assert stranger.enter().status_code == 403
    assert stranger.client.get("/", headers={"cookie": "minutebook-8123=guess"}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example:8123"},
        {"host": "127.0.0.1:9999"},
        {"origin": "http://evil.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_other_names_and_other_pages_get_nothing_even_with_the_session(
    page: Page, headers: dict[str, str]
) -> None:
    answer = page.client.get("/api/overview", headers=headers)
    assert answer.status_code == 403
    assert "document" not in answer.text
    assert "access-control-allow-origin" not in answer.headers


def test_nothing_is_written_without_an_origin(page: Page, book: Path) -> None:
    wish = {"wishes": [{"op": "accept", "handle": "document"}]}
    assert page.client.post("/api/corrections", params={"stem": TEXT}, json=wish).status_code == 403
    big = page.client.post(
        "/api/corrections", content=b"x" * (1024 * 1024 + 1), headers={"origin": HERE}, params={"stem": TEXT}
    )
    assert big.status_code == 403
    assert not (book / "corrections").exists()


def test_every_answer_carries_the_policy_that_nothing_is_loaded_from_elsewhere(page: Page) -> None:
    for path in ("/", "/page/app.js", "/api/overview", "/page/none.js", "/page/..%2f__init__.py"):
        headers = page.client.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'none'"), path
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
    assert page.client.get("/page/..%2f__init__.py").status_code == 404
    assert page.client.get("/docs").status_code == 404


def test_no_asset_names_another_machine() -> None:
    folder = Path(__file__).resolve().parents[3] / "pipeline" / "minutebook" / "review" / "page"
    for path in folder.iterdir():
        text = path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "http://" not in text, path
        assert "https://" not in text, path


# ---------------------------------------------------------------- what it answers


def test_the_overview_puts_what_cannot_be_read_and_what_is_at_risk_first(page: Page) -> None:
    told = page.get("/api/overview")
    assert (told["all"], told["states"]) == (4, {"new": 3, "begun": 0, "done": 0})
    first, *rest = told["documents"]
    assert (first["status"], first["recorded"]) == ("empty", False)
    assert [one["risk"] for one in rest] == sorted((one["risk"] for one in rest), reverse=True)
    assert page.get("/api/overview", state="done")["total"] == 0
    (found,) = page.get("/api/overview", words="head teachers film")["documents"]
    assert found["stem"] == TEXT
    assert "\x02" in found["words"]
    for hostile in ('"', "a OR", "* NEAR(", "text:film", "'; drop table documents --", "\x00"):
        assert page.client.get("/api/overview", params={"words": hostile}).status_code == 200


def test_a_document_comes_with_its_rows_words_and_places(page: Page) -> None:
    told = page.get("/api/document", stem=PDF)
    assert told["pictured"]
    meeting = told["sections"]["meeting"][0]
    for piece in meeting["evidence"]:
        assert told["text"][piece["start"] : piece["end"]] == piece["text"]
    layout = page.get("/api/layout", stem=PDF)
    assert len(layout["pages"]) >= 1
    assert layout["lines"]
    picture = page.client.get("/api/page", params={"stem": PDF, "number": 1})
    assert picture.content.startswith(b"\x89PNG")
    assert page.client.get("/api/page", params={"stem": PDF, "number": 99}).status_code == 409
    word = page.get("/api/layout", stem=WORD)
    assert (word["pages"], bool(word["blocks"])) == ([], True)
    assert page.client.get("/api/document", params={"stem": "../../etc/passwd"}).status_code == 404


def test_typed_values_are_read_as_people_type_them(page: Page, book: Path) -> None:
    answer = page.post(
        TEXT,
        {"op": "change", "handle": "meeting", "field": "date", "value": "17/5/23"},
        {"op": "change", "handle": "meeting", "field": "next_meeting.start_time", "value": "2.30pm"},
        {"op": "change", "handle": "meeting", "field": "quorate", "value": "n"},
        {"op": "change", "handle": "p2", "field": "capacity", "value": "vice chair; guest"},
    )
    assert answer.status_code == 200, answer.text
    values = answer.json()["document"]["sections"]["meeting"][0]["values"]
    assert (values["date"], values["next_meeting"]["start_time"], values["quorate"]) == (
        "2023-05-17",
        "14:30",
        False,
    )
    assert len((book / "corrections" / f"{TEXT}.jsonl").read_text("utf-8").splitlines()) == 4


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ({"op": "change", "handle": "meeting", "field": "date", "value": "some day"}, "is read as no date"),
        ({"op": "change", "handle": "meeting", "field": "date", "value": "31/2/23"}, "there is no day"),
        ({"op": "change", "handle": "p1", "field": "name", "value": " "}, "delete the row instead"),
        ({"op": "change", "handle": "p1", "field": "status", "value": "asleep"}, "is none of present"),
        ({"op": "change", "handle": "p1", "field": "id", "value": "p9"}, "there is no field"),
        ({"op": "change", "handle": "p99", "field": "name", "value": "x"}, "not there any more"),
        ({"op": "undo", "undo": "nothing"}, "is not there"),
        ({"op": "split", "handle": "a1", "value": {"first": "x"}}, "a cut needs"),
        ({"op": "merge", "handle": "p1", "others": ["p1"]}, "merged with itself"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_not_written(
    page: Page, book: Path, wish: dict[str, Any], said: str
) -> None:
    answer = page.post(TEXT, {"op": "accept", "handle": "p1"}, wish)
    assert answer.status_code in (409, 422), answer.text
    assert said in answer.json()["error"]
    assert not (book / "corrections").exists()


def test_two_people_lose_nothing_and_see_each_other(page: Page, book: Path) -> None:
    other = Page(book, by="bo")
    other.enter()
    before = page.get("/api/version", stem=TEXT)["version"]

    def work(who: Page, field: str) -> None:
        for number in range(15):
            assert (
                who.post(
                    TEXT, {"op": "change", "handle": "p1", "field": field, "value": f"v{number}"}
                ).status_code
                == 200
            )

    threads = [threading.Thread(target=work, args=given) for given in ((page, "role"), (other, "note"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told = page.get("/api/document", stem=TEXT)
    assert told["version"] == page.get("/api/version", stem=TEXT)["version"] != before
    assert len(told["laid"]) == 30
    values = told["sections"]["attendees"][0]["values"]
    assert (values["role"], values["note"]) == ("v14", "v14")
    assert {one["by"] for one in told["laid"]} == {"ann", "bo"}
    other.desk.close()


def test_a_whole_document_accepted_is_done_and_leaves_the_queue(page: Page) -> None:
    first = page.get("/api/document", stem=PDF)
    assert page.post(PDF, {"op": "accept", "handle": "document"}).json()["document"]["done"]
    assert page.get("/api/overview")["states"] == {"new": 2, "begun": 0, "done": 1}
    following = page.get("/api/document", stem=first["next"] or first["previous"])
    assert PDF not in (following["next"], following["previous"])


def test_names_complete_and_rules_are_counted(page: Page) -> None:
    assert "Asha Pennock" in page.get("/api/names", kind="people", typed="penn")
    assert page.get("/api/names", kind="bodies", typed="nhs harn")[0].startswith("NHS Harnmoor")
    page.post(TEXT, {"op": "change", "handle": "meeting", "field": "venue", "value": "Town Hall"})
    (rule,) = page.get("/api/rules")
    assert rule["times"] == 1
    assert rule["producer"].startswith("rule:")
    assert rule["fields"] == ["meeting venue"]


def test_a_name_that_was_typed_completes_from_then_on(page: Page, book: Path) -> None:
    assert page.get("/api/names", kind="people", typed="zita") == []
    page.post(TEXT, {"op": "change", "handle": "p1", "field": "name", "value": "Zita Quorn"})
    page.post(TEXT, {"op": "add", "section": "organisations", "value": {"name": "Zitadel Trust"}})
    later = Page(book)
    later.enter()
    for one in (page, later):
        assert one.get("/api/names", kind="people", typed="zita") == ["Zita Quorn"]
        assert one.get("/api/names", kind="bodies", typed="zita") == ["Zitadel Trust"]
    later.desk.close()


def test_doubtful_pairs_are_decided_into_merges(page: Page, book: Path) -> None:
    assert page.get("/api/pairs") == {"made": False, "pairs": []}
    from minutebook.register.decisions import doubtful_csv, read_decisions
    from minutebook.register.schema import Doubt

    doubts = [
        Doubt(
            kind="person",
            a=f"x/p{n}: =Ann",
            b="y/p2: Ann V",
            decision="same",
            score=0.5,
            reason="r",
            a_shown="Ann",
            b_shown="Ann V",
        )
        for n in (1, 3)
    ]
    (book / "doubtful.csv").write_text("\ufeff" + doubtful_csv(doubts), encoding="utf-8", newline="")
    (book / "merges.csv").write_text(
        "kind,a,b,decision,note\norganisation,q/o1: É,r/o2: F,same,kept\n", encoding="cp1252"
    )
    first = page.get("/api/pairs")["pairs"][0]
    for verdict in ("same", "not_same"):
        asked = {"kind": "person", "a": first["a"], "b": first["b"], "verdict": verdict}
        answer = page.client.post("/api/pairs", json=asked, headers={"origin": HERE})
        assert answer.json() == {"saved": True}
    kept, decided = read_decisions(book / "merges.csv")
    assert (kept.kind, kept.a, kept.same) == ("organisation", "q/o1: É", True)
    assert (decided.a, decided.same) == ("x/p1: =Ann", False)
    assert [one["decision"] for one in page.get("/api/pairs")["pairs"]] == ["not_same", ""]
    asked["a"] = "somebody else"
    assert page.client.post("/api/pairs", json=asked, headers={"origin": HERE}).status_code == 409


def test_a_run_that_wrote_the_book_meanwhile_is_noticed(page: Page, book: Path) -> None:
    from minutebook.book.relay import apply_corrections

    page.post(TEXT, {"op": "change", "handle": "meeting", "field": "venue", "value": "Town Hall"})
    apply_corrections(book)
    told = page.get("/api/document", stem=TEXT)
    assert told["sections"]["meeting"][0]["values"]["venue"] == "Town Hall"
    assert [one["state"] for one in told["laid"]] == ["applied"]
    json.dumps(told)


def test_what_was_put_right_once_is_offered_for_the_bodys_other_documents(tmp_path: Path) -> None:
    def one(path: Path, source: str, rules: Path | None, model: str | None) -> Minutes:
        data = path.read_bytes()
        body = data.decode().split("\n")[0]
        document = {"source": source, "format": "text", "pages": None, "kind": "minutes"}
        people = [{"id": "p1", "name": "Ada Vern", "status": "present"}]
        return Minutes.model_validate(
            {
                "document": {**document, "sha256": hashlib.sha256(data).hexdigest()},
                "meeting": {"body": body},
                "attendees": people,
                "document_text": data.decode(),
            }
        )

    (tmp_path / "in").mkdir()
    for name, body in {"a": "Fen Board", "b": "Fen Board", "c": "Fen Board", "d": "Mill Board"}.items():
        (tmp_path / "in" / f"{name}.txt").write_text(f"{body}\n{name}", encoding="utf-8")
    extract_book([tmp_path / "in"], tmp_path / "out", jobs=0, extractor=one)
    page = Page(tmp_path / "out")
    page.enter()
    other = Page(tmp_path / "out", by="bo")
    other.enter()
    rename = {"op": "change", "handle": "p1", "field": "name", "value": "Ada Verne"}
    assert page.post("c", rename).status_code == 200
    # Another person's page learns it too, from the disk; another body's document does not.
    (offered,) = other.get("/api/document", stem="b")["suggested"]
    assert (offered["handle"], offered["value"], offered["by"]) == ("p1", "Ada Verne", "ann")
    assert other.get("/api/document", stem="d")["suggested"] == []
    other.desk.close()
    (made,) = page.post("a", rename).json()["made"]
    assert page.get("/api/alike", stem="a", made=made) == ["b"]
    asked = {"params": {"stem": "a", "made": made}, "headers": {"origin": HERE}}
    assert page.client.post("/api/alike", **asked).json() == ["b"]
    assert page.get("/api/alike", stem="a", made=made) == []
    names = [page.get("/api/document", stem=s)["sections"]["attendees"][0]["values"]["name"] for s in "abcd"]
    assert names == ["Ada Verne", "Ada Verne", "Ada Verne", "Ada Vern"]
    page.desk.close()


# ---------------------------------------------------------------- what may be missing


def test_what_the_record_may_lack_is_offered_until_it_is_added_or_all_is_reviewed(tmp_path: Path) -> None:
    left = "Ada Vern offered to price a new gate and to report back to the next meeting."

    def one(path: Path, source: str, rules: Path | None, model: str | None) -> Minutes:
        document = {"source": source, "format": "text", "pages": None, "kind": "minutes"}
        told = {"document": {**document, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}}
        return Minutes.model_validate(told | {"document_text": path.read_text("utf-8")})

    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(f"Weir Trust\nThe gate was painted. {left}\n", encoding="utf-8")
    extract_book([tmp_path / "in"], tmp_path / "out", jobs=0, extractor=one)
    page = Page(tmp_path / "out")
    page.enter()
    (offer,) = page.get("/api/offers", stem="a")
    assert (offer["section"], offer["text"]) == ("actions", left)
    words = [{"field": "text", "start": offer["start"], "end": offer["end"]}]
    add = {"op": "add", "section": "actions", "value": {"text": left}, "words": words}
    made = page.post("a", add).json()["made"]
    assert page.get("/api/offers", stem="a") == []
    page.post("a", {"op": "undo", "undo": made[0]})
    assert len(page.get("/api/offers", stem="a")) == 1
    page.post("a", {"op": "accept", "handle": "document"})
    assert page.get("/api/offers", stem="a") == []
    assert page.client.get("/api/offers", params={"stem": "nowhere"}).status_code == 404
    page.desk.close()
