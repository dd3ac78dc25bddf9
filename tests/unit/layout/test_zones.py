"""Zones: what starts one, what ends it, on minutes invented for the test."""

from __future__ import annotations

import pytest

from minutebook.layout import Layout, segment, zones
from minutebook.layout.zones_tables import clean
from minutebook.loaders.text import load_text
from minutebook.rulebook import load_rulebook


def layout_of(text: str) -> Layout:
    document = load_text(text.encode(), source="test.txt", sha256="0" * 64)
    return segment(document, load_rulebook())


def zones_of(text: str) -> dict[str, str]:
    """The zone of each block by its first 20 characters."""
    layout = layout_of(text)
    return {block.text[:20]: layout.zone(block) for block in layout.document.body}


LIST = """Tarn Youth Board

Minutes of the meeting held on 4 May 2020

{heading}

Asha Pennock, Head of Housing

Colm Tredgold, Tarnshire Police

1. Welcome

The chair opened the meeting.
"""


@pytest.mark.parametrize(
    ("heading", "zone"),
    [
        ("Present:", "present"),
        ("Attended by", "present"),
        ("Members present", "present"),
        ("Sederunt", "present"),
        ("List of participants", "present"),
        ("Apologies for absence", "apologies"),
        ("Regrets:", "apologies"),
        ("Not in attendance", "absent"),
        ("Did not attend:", "absent"),
        ("Also present", "in_attendance"),
        ("Observers", "in_attendance"),
        ("cc (minutes only)", "circulation"),
    ],
)
def test_a_heading_starts_a_list_and_the_next_item_ends_it(heading: str, zone: str) -> None:
    zones = zones_of(LIST.format(heading=heading))
    assert zones["Tarn Youth Board"] == "header"
    assert zones[heading[:20]] == zone
    assert zones["Asha Pennock, Head o"] == zone
    assert zones["Colm Tredgold, Tarns"] == zone
    assert zones["1. Welcome"] == "item"
    assert zones["The chair opened the"] == "item"


@pytest.mark.parametrize(
    ("line", "zone"),
    [
        ("Present: A Pennock, C Tredgold", "present"),
        ("Apologies; Bo Lund and Ida Fenn", "apologies"),
        ("Note Taker – M Quayle", "in_attendance"),
        ("Absent: Bo Lund", "absent"),
        ("Key: Y = came, A = apologies", "legend"),
        ("Signed ................... Date .........", "signature"),
        ("The report was presented by Bo Lund", "header"),
    ],
)
def test_a_label_gives_its_line_a_zone(line: str, zone: str) -> None:
    assert zones_of(f"Tarn Board\n\n4 May 2020\n\n{line}\n")[line[:20]] == zone


def test_the_rule_that_started_a_zone_is_named_once() -> None:
    layout = layout_of(LIST.format(heading="Present:"))
    rules = [rule for rule in layout.zone_rules if rule]
    assert rules == ["zones.heading.present"]


def test_prose_ends_a_list() -> None:
    zones = zones_of(
        "Present\n\nAsha Pennock\n\nBo Lund\n\nAsha Pennock reported that the roof of the hall will be mended.\n"
    )
    assert zones["Bo Lund"] == "present"
    assert zones["Asha Pennock reporte"] == "item"


def test_tables_tell_what_they_are_for() -> None:
    text = """# Tarn Board

| Name | Role and agency | Present |
|---|---|---|
| Asha Pennock | Head, Marlby Council | ✓ |
| Bo Lund | Clerk, Tarn Council | |

1. Plans

| Action | Lead | Due |
|---|---|---|
| Write to the school | BL | May |

| Item | Discussion | Action |
|---|---|---|
| 2 | Bo Lund spoke. | BL |
"""
    zones = zones_of(text)
    assert zones["Name"] == zones["Asha Pennock"] == "attendance"
    assert zones["Action"] != "attendance"
    assert zones["Write to the school"] == "actions"
    assert zones["Bo Lund spoke."] == "item"


def test_next_meeting_keeps_its_fields() -> None:
    zones = zones_of("1. Plans\n\nNext meeting\n\nDate: 4 May 2021\n\nVenue: Alder Suite\n")
    assert zones["Date: 4 May 2021"] == zones["Venue: Alder Suite"] == "next_meeting"


def test_a_row_of_thousands_of_cells_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = []
    monkeypatch.setattr(zones, "clean", lambda text: looked.append(text) or clean(text))
    row = "".join(f"<td>Item {n}</td><td>Item</td>" for n in range(400))
    layout_of(
        f"<!DOCTYPE html><html><body><p>Tarn Youth Board</p><table><tr>{row}</tr></table></body></html>"
    )
    assert len(looked) < 20 * 800
