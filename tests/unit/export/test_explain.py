from __future__ import annotations

import base64
import hashlib
import html
import re
from html.parser import HTMLParser

import pytest

from minutebook.export.explain import collect_marks, cut, render_page
from minutebook.schema import Evidence, Minutes


class Page(HTMLParser):
    """What a browser would make of the page: elements with their attributes, and the text of the words."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self._depth = 0
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.elements.append((tag, found))
        if tag == "div" and (self._depth or found.get("class") == "words"):
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self._depth:
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.text += data

    def of(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        return [a for t, a in self.elements if t == tag and all(a.get(k) == v for k, v in wanted.items())]


@pytest.fixture
def source(shown: Minutes) -> str:
    return render_page(shown)


@pytest.fixture
def page(source: str) -> Page:
    return Page(source)


def test_the_document_is_there_word_for_word(shown: Minutes, page: Page) -> None:
    expected = shown.document_text.replace("\u202e", "\ufffd").replace("\x1b", "\ufffd")
    assert page.text == expected


def test_hostile_words_are_text(page: Page, source: str) -> None:
    assert '<script>alert("x")' not in source
    assert len(page.of("script")) == 1
    assert "\x1b" not in source
    assert "\u202e" not in source


@pytest.mark.parametrize("place", ["producer", "field", "source", "flag", "value", "body"])
def test_hostile_values_are_text(shown: Minutes, place: str) -> None:
    bad = "\"'><img src=x onerror=alert(1)>{{ 7*7 }}\x1b"
    person = shown.attendees[0]
    evidence = person.evidence[0]
    update: dict[str, object] = {
        "producer": {"attendees": (person.model_copy(update={"evidence": (evidence.model_copy(update={"producer": bad}),)}),)},
        "field": {"attendees": (person.model_copy(update={"evidence": (evidence.model_copy(update={"field": bad}),)}),)},
        "source": {"document": shown.document.model_copy(update={"source": bad})},
        "flag": {"flags": (bad,), "attendees": (person.model_copy(update={"flags": (bad,)}),)},
        "value": {"attendees": (person.model_copy(update={"name": bad}),)},
        "body": {"meeting": shown.meeting and shown.meeting.model_copy(update={"body": bad, "title": bad})},
    }  # fmt: skip
    source = render_page(shown.model_copy(update=update[place]))
    page = Page(source)
    assert page.of("img") == []
    assert not any(name.startswith("on") for _, attributes in page.elements for name in attributes)
    assert "{{ 7*7 }}" in html.unescape(source)
    assert "\x1b" not in source


def test_the_page_loads_nothing(page: Page, source: str) -> None:
    links = [a[key] for _, a in page.elements for key in ("href", "src", "action") if key in a]
    assert links
    assert all(link.startswith("#") for link in links)
    assert "url(" not in source
    assert "@import" not in source
    assert not page.of("link")
    assert not [a for _, a in page.elements if "style" in a]


def test_the_content_policy_allows_only_the_pages_own_style_and_script(page: Page, source: str) -> None:
    (policy,) = [a["content"] for a in page.of("meta") if "http-equiv" in a]
    assert policy.startswith("default-src 'none';")
    for tag in ("style", "script"):
        (inline,) = re.findall(rf"<{tag}>(.*?)</{tag}>", source, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_every_link_leads_somewhere_and_names_are_unique(page: Page) -> None:
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert len(ids) == len(set(ids))
    assert {a["href"][1:] for a in page.of("a")} <= set(ids)


def test_words_that_give_several_fields_stand_beside_each(shown: Minutes) -> None:
    assert shown.meeting is not None
    words = shown.meeting.evidence[-1].model_copy(update={"field": "next_meeting"})
    following = shown.meeting.next_meeting.model_copy(update={"venue": "Low Fen Hall"})
    meeting = shown.meeting.model_copy(update={"next_meeting": following, "evidence": (words,)})
    page = Page(render_page(shown.model_copy(update={"meeting": meeting})))
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert len(ids) == len(set(ids))
    assert [a.get("id") for a in page.of("a", **{"class": "source", "data-e": "1"})] == ["f1", None]


def test_every_evidence_leads_to_its_words_and_back(shown: Minutes, page: Page) -> None:
    marks = collect_marks(shown)
    sources = page.of("a", **{"class": "source"})
    assert len(marks) == len(sources) == 22
    assert [a["href"] for a in sources] == [f"#w{mark.number}" for mark in marks]
    led_back = {
        number for a in page.of("a") if "mark" in a.get("class", "") for number in a["data-e"].split()
    }
    colourless = {str(mark.number) for mark in marks if mark.wide}
    assert led_back | colourless == {str(mark.number) for mark in marks}


def test_rule_or_model_and_doubts_are_told(source: str) -> None:
    for words in (
        "rule:attendance.run-on",
        "model:md@3.7.1",
        "unresolved lead",
        "tracked deletions",
        "derived",
    ):
        assert words in source


def test_keyboard_and_reader_landmarks(page: Page) -> None:
    skips = [a["href"] for a in page.of("a", **{"class": "skip"})]
    assert skips == ["#record", "#text"]
    assert page.of("html")[0]["lang"] == "en"
    assert page.of("p", role="status")
    assert all(a["aria-labelledby"] for a in page.of("section"))


def test_the_same_record_gives_the_same_page(shown: Minutes) -> None:
    assert render_page(shown) == render_page(shown.model_copy(deep=True))


def test_a_record_of_nothing_still_makes_a_page(shown: Minutes) -> None:
    bare = Minutes(document=shown.document.model_copy(update={"kind": "other"}), document_text="")
    assert "in/harrowmere.pdf" in render_page(bare)


SPANS = [
    ("one inside another", [(0, 10), (2, 5)]),
    ("crossing", [(0, 6), (4, 10)]),
    ("the same twice", [(3, 7), (3, 7)]),
    ("side by side", [(0, 5), (5, 10)]),
    ("empty", [(4, 4), (2, 6)]),
    ("to the very end", [(8, 10), (0, 10)]),
    ("none", []),
]


@pytest.mark.parametrize(("name", "spans"), SPANS, ids=[name for name, _ in SPANS])
def test_marks_may_overlap_in_any_way(shown: Minutes, name: str, spans: list[tuple[int, int]]) -> None:
    text = "abcdefghij"
    person = shown.attendees[0].model_copy(
        update={
            "evidence": tuple(
                Evidence(field="name", page=1, start=a, end=b, text=text[a:b], box=None, producer="rule:x.y")
                for a, b in spans
            )
        }
    )
    record = Minutes(document=shown.document, attendees=(person,), document_text=text)
    marks = collect_marks(record)
    pieces = cut(text, marks)
    assert "".join(piece.text for piece in pieces) == text
    place = 0
    for piece in pieces:
        covering = {
            m.number for m in marks if m.evidence.start <= place and place + len(piece.text) <= m.evidence.end
        }
        if piece.text:
            assert {m.number for m in piece.marks} == covering
        assert {m.number for m in piece.opens} == {
            m.number for m in marks if m.evidence.start == place
        } or not piece.opens
        place += len(piece.text)
    assert sorted(m.number for piece in pieces for m in piece.opens) == [m.number for m in marks]


def test_the_shortest_words_lead_first(shown: Minutes) -> None:
    pieces = cut(shown.document_text, collect_marks(shown))
    (piece,) = [p for p in pieces if p.text == "Edith Marlowe"]
    assert [mark.evidence.field for mark in piece.marks] == ["name", "chair"]
