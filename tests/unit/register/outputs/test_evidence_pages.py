"""Pages of evidence: one a record, written again only where the record changed, gone with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_register import register

from minutebook.book.folder import record_path
from minutebook.errors import UsageError
from minutebook.export.records import to_json
from minutebook.register.outputs import evidence_pages
from minutebook.register.outputs.evidence_pages import write_evidence
from minutebook.register.outputs.view import View
from minutebook.schema import DocumentPart, Minutes


def record(book: Path, stem: str, words: str) -> None:
    """A record of these words in the book."""
    made = Minutes(
        document=DocumentPart(
            source=f"{stem}.txt", sha256="0" * 64, format="text", pages=None, kind="minutes"
        ),
        document_text=words,
    )
    path = book / record_path(stem)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(to_json(made), encoding="utf-8")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    for meeting in register().meetings:
        record(tmp_path, meeting.document, f"The words of {meeting.document}.")
    return tmp_path


def test_each_record_has_the_page_that_the_rows_link_to(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert write_evidence(register(), book, out) == 5
    view = View(register())
    for meeting in view.meetings:
        page = view.evidence_page(meeting.document)
        assert page is not None
        assert f"The words of {meeting.document}." in (out / page).read_text("utf-8")


def test_only_what_changed_is_written_again(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_evidence(register(), book, out)
    assert write_evidence(register(), book, out) == 0
    record(book, "flood-june", "Other words.")
    (out / "evidence" / "flood-march.html").unlink()
    assert write_evidence(register(), book, out) == 2
    assert "Other words." in (out / "evidence" / "flood-june.html").read_text("utf-8")


def test_pages_of_records_that_are_gone_go_and_a_persons_files_stay(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_evidence(register(), book, out)
    (out / "evidence" / "notes.html").write_text("mine")
    fewer = tuple(meeting for meeting in register().meetings if meeting.document != "flood-march")
    write_evidence(register(meetings=fewer), book, out)
    assert sorted(path.name for path in (out / "evidence").glob("*.html")) == [
        "flood-june.html",
        "flood-june~2.html",
        "flood-september.html",
        "forum-p1-2.html",
        "notes.html",
    ]


def test_a_spoilt_list_of_pages_only_means_more_work(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_evidence(register(), book, out)
    (out / "evidence" / ".pages.json").write_text("[half")
    assert write_evidence(register(), book, out) == 5


def test_many_pages_are_written_beside_other_work_and_are_the_same(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_evidence(register(), book, tmp_path / "one")
    monkeypatch.setattr(evidence_pages, "FEW", 1)
    with evidence_pages.evidence_beside(register(), book, tmp_path / "many"):
        pass
    one, many = (
        {path.name: path.read_bytes() for path in (tmp_path / name / "evidence").iterdir()}
        for name in ("one", "many")
    )
    assert many == one
    assert len(one) == 6


def test_a_record_that_cannot_be_read_is_told_from_another_process(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence_pages, "FEW", 1)
    (book / record_path("flood-june")).write_text("{}", encoding="utf-8")
    with (
        pytest.raises(UsageError, match=r"flood-june\.json is no record"),
        evidence_pages.evidence_beside(register(), book, tmp_path / "out"),
    ):
        pass
