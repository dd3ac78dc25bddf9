"""The register of a book: what a second run works out again, and that what was kept changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from made_meetings import BOARD, action, joined, meeting, person, write_book

from minutebook.errors import UsageError
from minutebook.register import build, build_register, write_register
from minutebook.register.cache import CACHE
from minutebook.register.decisions import key_of

OTHERS = ("Quarrow Schools Forum", "Harnby Parish Council")


def years(body: str, number: int) -> list[dict[str, Any]]:
    """Meetings of a body with actions that are carried."""
    return [
        meeting(
            f"202{year}-03-0{number}",
            body=body,
            people=[person(f"Idris {name}", "Marlshire Police") for name in ("Vane", "Harn", "Orr")],
            actions=[action(f"Mend the pump of {body}", "Idris Vane", carried=year > 0),
                     action(f"Write to {2 + year} residents of ward {number}", "Idris Orr")],
        )
        for year in range(4)
    ]  # fmt: skip


RECORDS = [record for n, body in enumerate((BOARD, *OTHERS), 1) for record in years(body, n)]


class Counted:
    """Counts what is read and followed anew."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.read: list[str] = []
        self.followed: list[str] = []
        read, follow = build.read_digest, build.follow

        def reading(stem: str, *rest: Any) -> Any:
            self.read.append(stem)
            return read(stem, *rest)

        def following(documents: Any, digests: Any, *rest: Any) -> Any:
            self.followed.append(digests[documents[0]].meeting.body)
            return follow(documents, digests, *rest)

        patch.setattr(build, "read_digest", reading)
        patch.setattr(build, "follow", following)

    def of(self, book: Path, **given: Any) -> tuple[list[str], list[str]]:
        """What a run reads and follows."""
        self.read.clear()
        self.followed.clear()
        build_register(book, **given)
        return list(self.read), list(self.followed)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    return Counted(monkeypatch)


def test_one_more_meeting_does_not_redo_the_rest(tmp_path: Path, counted: Counted) -> None:
    book = write_book(tmp_path, *RECORDS[:-1])
    assert counted.of(book) == ([r["stem"] for r in RECORDS[:-1]], [BOARD, *OTHERS])
    assert counted.of(book) == ([], [])
    write_book(tmp_path, *RECORDS)
    assert counted.of(book) == ([RECORDS[-1]["stem"]], [OTHERS[1]])
    assert counted.of(book) == ([], [])


def test_a_record_that_changed_is_read_again_with_its_body(tmp_path: Path, counted: Counted) -> None:
    book = write_book(tmp_path, *RECORDS)
    counted.of(book)
    changed = {**RECORDS[0], "actions": [{**RECORDS[0]["actions"][0], "text": "Mend the roof"}]}
    write_book(tmp_path, changed, *RECORDS[1:])
    assert counted.of(book) == ([changed["stem"]], [BOARD])


def test_a_decision_redoes_its_body_only(tmp_path: Path, counted: Counted) -> None:
    book = write_book(tmp_path, *RECORDS)
    counted.of(book)
    keys = [key_of(r["stem"], "a2", r["actions"][1]["text"]) for r in RECORDS[:2]]
    (book / "merges.csv").write_text(f"kind,a,b,decision,note\nthread,{keys[0]},{keys[1]},same,\n", "utf-8")
    assert counted.of(book) == ([], [BOARD])


def test_other_rules_of_the_register_redo_everything(tmp_path: Path, counted: Counted) -> None:
    book = write_book(tmp_path / "book", *RECORDS)
    counted.of(book)
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "own.yaml").write_text("tables: {register.gazetteer: {Tarn Homes: company}}\n", "utf-8")
    read, followed = counted.of(book, rules=rules)
    assert (len(read), len(followed)) == (len(RECORDS), 3)


@pytest.mark.parametrize("spoil", ["none", "removed", "no database", "cut short"])
def test_what_was_kept_never_changes_the_register(tmp_path: Path, spoil: str) -> None:
    book = write_book(tmp_path, *RECORDS[:-2])
    write_register(build_register(book), book)
    write_book(tmp_path, *RECORDS)
    kept = book / CACHE
    if spoil == "removed":
        kept.unlink()
    elif spoil == "no database":
        kept.write_bytes(b"not a database at all" * 100)
    elif spoil == "cut short":
        kept.write_bytes(kept.read_bytes()[:5000])
    assert build_register(book) == joined(*RECORDS)


def test_meetings_taken_out_leave_nothing_behind(tmp_path: Path) -> None:
    book = write_book(tmp_path, *RECORDS)
    build_register(book)
    write_book(tmp_path, *RECORDS[4:])
    assert build_register(book) == joined(*RECORDS[4:])


def test_a_folder_that_is_no_book_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no book"):
        build_register(tmp_path)


def test_a_record_that_is_none_is_named(tmp_path: Path) -> None:
    book = write_book(tmp_path, RECORDS[0])
    (book / "documents" / f"{RECORDS[0]['stem']}.json").write_text('{"document": 3}', "utf-8")
    with pytest.raises(UsageError, match="is no record"):
        build_register(book)


def test_the_same_book_gives_the_same_bytes(tmp_path: Path) -> None:
    first = write_book(tmp_path / "a", *RECORDS)
    second = write_book(tmp_path / "b", *RECORDS[::-1])
    for book in (first, second):
        write_register(build_register(book), book)
    assert (first / "register.json").read_bytes() == (second / "register.json").read_bytes()
    assert (first / "doubtful.csv").read_bytes() == (second / "doubtful.csv").read_bytes()
