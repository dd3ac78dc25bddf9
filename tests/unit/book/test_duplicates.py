"""Which records are of one meeting, which counts, and that the others are in no table twice."""

import csv
import hashlib
import json
from pathlib import Path

import pytest

from minutebook.book.batch import extract_book
from minutebook.book.outcome import Summary
from minutebook.schema import Minutes

PROSE = " ".join(
    f"The board heard about lamp {number} and asked that it be mended soon." for number in range(40)
)
OTHER = " ".join(f"Members turned to the weir, gate {number}, which leaks a little." for number in range(40))


def read(path: Path, source: str, rules: Path | None, model: str | None) -> Minutes:
    """A record from a JSON file that says what is to be in it."""
    data = path.read_bytes()
    told = json.loads(data)
    document = {"source": source, "sha256": hashlib.sha256(data).hexdigest(), "pages": 1, "kind": "minutes"}
    return Minutes.model_validate(
        {
            "document": {**document, "format": "pdf", **told.get("document", {})},
            "meeting": {"body": "Weir Board", "date": "2024-05-01", **told.get("meeting", {})},
            "attendees": ({"id": "p1", "name": "Ada Verne", "status": "present", "flags": ("no_role",)},),
            "flags": told.get("flags", ()),
            "document_text": told.get("text", PROSE),
        }
    )


def book(tmp_path: Path, **files: dict[str, object]) -> Summary:
    folder = tmp_path / "in"
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for stem, told in files.items():
        (folder / f"{stem}.txt").write_text(json.dumps(told), encoding="utf-8")
    return extract_book([folder], tmp_path / "out", jobs=0, extractor=read)


def links(summary: Summary) -> dict[str, tuple[str, str | None, str | None]]:
    """Status, duplicate_of and supersedes by stem, the same in the manifest and in the records."""
    told = {}
    for row in summary.rows:
        part = json.loads((summary.out / f"documents/{row.document}.json").read_bytes())["document"]
        assert (part["duplicate_of"], part["supersedes"]) == (row.duplicate_of, row.supersedes)
        told[row.document] = (row.status, row.duplicate_of, row.supersedes)
    return told


ALONE = ("ok", None, None)
DOCX = {"document": {"format": "docx"}}
DRAFT = {"document": {"standing": "draft"}, "text": PROSE + " A slip."}
APPROVED = {"document": {"standing": "approved"}}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"a": {}, "b": {}}, {"a": ALONE, "b": ("duplicate", "a", None)}, id="the same bytes"),
        pytest.param({"a": {}, "b": DOCX}, {"a": ("duplicate", "b", None), "b": ALONE}, id="another format"),
        pytest.param(
            {"a": DRAFT, "b": APPROVED},
            {"a": ("duplicate", "b", None), "b": ("ok", None, "a")},
            id="draft and approved",
        ),
        pytest.param(
            {
                "v1": {"document": {"standing": "draft", "version": "0.1"}},
                "v2": {"document": {"standing": "draft", "version": "0.2"}, "text": PROSE + " More."},
                "z": {"document": {"standing": "approved", "version": "1.0"}},
            },
            {"v1": ("duplicate", "z", None), "v2": ("duplicate", "z", "v1"), "z": ("ok", None, "v2")},
            id="two drafts and approved",
        ),
        pytest.param(
            {"a": {"flags": ["unread_table"]}, "b": {"text": PROSE + " x"}},
            {"a": ("duplicate", "b", None), "b": ALONE},
            id="what was read whole counts",
        ),
        pytest.param(
            {"a": {}, "b": {"meeting": {"body": "The Weir  board"}, "text": PROSE.upper() + " page 1"}},
            {"a": ALONE, "b": ("duplicate", "a", None)},
            id="names and words spelt otherwise",
        ),
        pytest.param(
            {"a": {}, "b": {"meeting": {"body": None}, "text": PROSE + " x"}},
            {"a": ALONE, "b": ("duplicate", "a", None)},
            id="a board that was not found",
        ),
    ],
)
def test_records_of_one_meeting_are_linked(
    tmp_path: Path, files: dict[str, dict[str, object]], expected: dict[str, object]
) -> None:
    assert links(book(tmp_path, **files)) == expected


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"text": OTHER}, id="other words"),
        pytest.param({"meeting": {"date": "2024-06-01"}}, id="another day"),
        pytest.param({"meeting": {"date": None}}, id="no day"),
        pytest.param({"meeting": {"body": "Ferry Trust"}}, id="another board"),
        pytest.param({"document": {"kind": "agenda"}}, id="an agenda"),
        pytest.param({"text": PROSE[: len(PROSE) // 3] + OTHER}, id="a closed part with the same list"),
    ],
)
def test_other_meetings_stay_apart(tmp_path: Path, other: dict[str, object]) -> None:
    assert links(book(tmp_path, a={"text": PROSE + " x"}, b=other)) == {"a": ALONE, "b": ALONE}


def test_two_sittings_of_one_day_stay_apart(tmp_path: Path) -> None:
    morning = {"meeting": {"start_time": "10:00"}}
    evening = {"meeting": {"start_time": "18:00"}, "text": PROSE[: len(PROSE) * 5 // 6] + OTHER[:500]}
    assert links(book(tmp_path, a=morning, b=evening)) == {"a": ALONE, "b": ALONE}


def test_a_meeting_counts_once_in_the_tables(tmp_path: Path) -> None:
    summary = book(tmp_path, a={}, b=DOCX, c={"meeting": {"date": "2024-07-01"}})
    with (summary.out / "tables/attendees.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["document"] for row in csv.DictReader(file)] == ["b", "c"]
    with (summary.out / "tables/documents.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [(row["document"], row["duplicate_of"]) for row in csv.DictReader(file)]
    assert rows == [("a", "b"), ("b", ""), ("c", "")]
    assert summary.flags == 2


def test_links_follow_what_comes_and_goes(tmp_path: Path) -> None:
    fresh = {}
    for name, files in {"two": {"a": DRAFT, "b": APPROVED}, "one": {"a": DRAFT}}.items():
        fresh[name] = (
            contents(book(tmp_path / name, **files).out) if (tmp_path / name).mkdir() is None else {}
        )
    work = tmp_path / "work"
    work.mkdir()
    for name, files in (("one", {"a": DRAFT}), ("two", {"a": DRAFT, "b": APPROVED}), ("one", {"a": DRAFT})):
        assert contents(book(work, **files).out) == fresh[name]


def contents(out: Path) -> dict[str, bytes]:
    found = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    lines = [json.loads(line) for line in found["manifest.jsonl"].splitlines()]
    return {**found, "manifest.jsonl": json.dumps([{**line, "seconds": 0} for line in lines]).encode()}
