"""The worst errors: wrong values first, the surest of them first, each with its page."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


@pytest.fixture(scope="module")
def worst() -> ModuleType:
    path = Path(__file__).resolve().parents[3] / "benchmarks" / "worst.py"
    spec = importlib.util.spec_from_file_location("worst", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def entry(name: str, sure: float, page: int, start: int) -> dict[str, Any]:
    return {"name": name, "confidence": sure, "evidence": [{"page": page, "start": start}], "leads": []}


RECORDS = {
    "a": {
        "document_text": "Ann Orme and Ben Dace came. Cara Tull went.",
        "attendees": [entry("Ann Orme", 0.7, 1, 0), entry("Ben Dace", 0.95, 2, 13)],
    }
}
LINES = [
    "a\tattendees\tmissed\tCara Tull",
    "a\tattendees\textra\tAnn Orme",
    "a\tattendees\textra\tBen Dace",
    "a\tmeeting\twrong\twanted ['Ann Orme'] got None",
    "a\tdates\textra\t('2025-01-01', '2025-01-01')",
    "a\tactions.ref\tmissed\t7",
]


def test_wrong_before_missed_and_the_surest_first(worst: ModuleType) -> None:
    told = [(e.metric, e.kind, e.what[:8], e.page) for e in worst.worst(LINES, RECORDS)]
    assert told == [
        ("attendees", "extra", "Ben Dace", 2),
        ("attendees", "extra", "Ann Orme", 1),
        ("dates", "extra", "('2025-0", None),
        ("attendees", "missed", "Cara Tul", 2),
        ("meeting", "missed", "wanted [", 1),
    ]


def test_no_more_than_asked_for(worst: ModuleType) -> None:
    assert len(worst.worst(LINES, RECORDS, 2)) == 2
