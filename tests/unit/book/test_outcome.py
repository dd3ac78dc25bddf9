import json
from pathlib import Path

import pytest

from minutebook.book.outcome import DONE, FAILED, NEEDS_PERSON, Outcome, Summary, outcome_of


def outcome(status: str, **fields: object) -> Outcome:
    return Outcome(source="a/b.pdf", document="b", status=status, **fields)  # type: ignore[arg-type]


def test_the_statuses_are_those_of_the_contract() -> None:
    assert {"ok", "partial", "duplicate"} == DONE
    assert {"needs_ocr", "needs_office", "quarantined"} == NEEDS_PERSON
    failed = "encrypted corrupt empty unsupported too_large timeout crashed out_of_memory"
    assert set(failed.split()) == FAILED


@pytest.mark.parametrize(
    ("statuses", "code"),
    [(["ok", "partial"], 0), (["duplicate"], 0), (["ok", "needs_ocr"], 1), (["ok", "crashed"], 1)],
)
def test_the_exit_code_says_whether_anything_is_left_to_do(statuses: list[str], code: int) -> None:
    assert Summary(Path("out"), dict.fromkeys(statuses, 3)).exit_code == code


def test_a_manifest_line_names_the_record_only_where_there_is_one() -> None:
    good = json.loads(outcome("ok", recorded=True, sha256="ab", pages=3, seconds=0.5).manifest_line())
    assert dict(list(good.items())[:7]) == {
        "source": "a/b.pdf",
        "sha256": "ab",
        "status": "ok",
        "reason": None,
        "stem": "b",
        "pages": 3,
        "seconds": 0.5,
    }
    assert json.loads(outcome("empty", reason="nothing in it").manifest_line())["stem"] is None


def test_a_line_tells_the_outcome_again() -> None:
    told = outcome(
        "duplicate",
        recorded=True,
        reason="the same file as a.pdf",
        body="Weir Board",
        flags=2,
        duplicate_of="a",
        record="12ab",
        reading="9f",
    )
    assert outcome_of(told.manifest_line()) == told
    failed = outcome("empty", reason="nothing in it")
    assert outcome_of(failed.manifest_line(), "b") == failed


@pytest.mark.parametrize(
    "line", ["", "[]", "{}", '{"stem": "a"}', '{"stem": 1, "source": 2, "status": "ok"}', '{"st']
)
def test_a_torn_line_is_no_outcome(line: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        outcome_of(line)
