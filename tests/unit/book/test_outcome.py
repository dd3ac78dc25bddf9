import json
from pathlib import Path

import pytest

from minutebook.book.outcome import DONE, FAILED, NEEDS_PERSON, Outcome, Summary


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
    assert Summary(Path("out"), tuple(outcome(status) for status in statuses)).exit_code == code


def test_a_manifest_line_names_the_record_only_where_there_is_one() -> None:
    good = json.loads(outcome("ok", recorded=True, sha256="ab", pages=3, seconds=0.5).manifest_line())
    assert good == {
        "source": "a/b.pdf",
        "sha256": "ab",
        "status": "ok",
        "reason": None,
        "stem": "b",
        "pages": 3,
        "seconds": 0.5,
    }
    assert json.loads(outcome("empty", reason="nothing in it").manifest_line())["stem"] is None
