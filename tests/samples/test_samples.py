"""Every sample gives its expected record, grounded and the same each time, in whatever format it comes."""

import json
from pathlib import Path

import pytest
from regenerate import EXPECTED, SAMPLES, documents, record, strip  # type: ignore[import-not-found]

from minutebook.assemble import ungrounded
from minutebook.extraction import extract_document
from minutebook.schema import Minutes

NAMES = [path.name for path in documents()]


@pytest.fixture(scope="module")
def records() -> dict[str, Minutes]:
    return {path.name: extract_document(path, source=path.name) for path in documents()}


def test_there_are_enough_samples_in_every_format() -> None:
    assert len(NAMES) >= 16
    assert {Path(name).suffix for name in NAMES} >= {".pdf", ".docx", ".txt", ".md", ".html"}


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_gives_its_expected_record(name: str) -> None:
    assert record(SAMPLES / name) == (EXPECTED / f"{name}.json").read_text("utf-8"), (
        "run `make samples` and read the change"
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_value_of_a_sample_is_grounded(name: str, records: dict[str, Minutes]) -> None:
    assert ungrounded(records[name]) == []


def test_the_same_minutes_in_three_formats_give_the_same_record(records: dict[str, Minutes]) -> None:
    seen = {}
    for ending in ("pdf", "docx", "txt"):
        whole = strip(records[f"eskmere-sab-2024-03-12.{ending}"].model_dump(mode="json", by_alias=True))
        assert isinstance(whole, dict)
        del whole["document"]
        seen[ending] = json.dumps(whole, indent=1)
    assert seen["docx"] == seen["txt"]
    assert seen["pdf"] == seen["docx"]
