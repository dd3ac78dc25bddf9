"""With the weights that ship and without: what the labeller adds, and that rules alone still read minutes."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutebook import extraction
from minutebook.extraction import RULES_ONLY, extract_document

UNHEARD = """Marlby Youth Board
Minutes of the meeting held on 4 May 2021 at 10.30am

Venue: Village Hall, Marlby

Round the table:

Ida Fenn (IF), Head of Safeguarding, Marlby Council
Bo Lund (BL), Business Manager, Marlby Police
Kit Marsh (KM), Director of Public Health, Marlby Council
Jo Hart (JH), Head Teacher, Marlby High School
Sam Okoro (SO), Team Manager, Marlby Youth Service
Una Price (UP), Service Manager, Marlby Council

1. Welcome
The Chair welcomed everyone to the meeting.

2. Rents
IF reported that the rents were paid.
Action: BL to write to the tenants by 1 June 2021.
"""


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    path = tmp_path / "alder.txt"
    path.write_text(UNHEARD, encoding="utf-8")
    return path


def test_people_under_a_heading_of_no_rule_are_found(minutes: Path) -> None:
    found = extract_document(minutes)
    assert {one.name for one in found.attendees} >= {"Ida Fenn", "Bo Lund", "Kit Marsh", "Sam Okoro"}
    assert RULES_ONLY not in found.flags
    assert all("list_without_heading" in one.flags for one in found.attendees)
    assert {one.status for one in found.attendees} <= {"present", "unknown"}


def test_without_weights_rules_alone_read_and_say_so(minutes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "load_line_model", lambda: None)
    found = extract_document(minutes)
    assert RULES_ONLY in found.flags
    assert [action.text for action in found.actions] == ["BL to write to the tenants by 1 June 2021."]


def test_the_same_file_gives_the_same_record(minutes: Path) -> None:
    assert extract_document(minutes).model_dump_json() == extract_document(minutes).model_dump_json()
