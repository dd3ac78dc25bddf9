from __future__ import annotations

import pytest

from minutebook.document import Document, DocumentBuilder
from minutebook.layout import Layout, segment
from minutebook.layout.learnt.labels import LEARNT_HEADING, LEARNT_LABEL, LEARNT_LINE, ZONE_OF
from minutebook.layout.learnt.lines import LineReading
from minutebook.layout.learnt.policy import Filled, Filler, Policy, disputed
from minutebook.layout.model import Zone
from minutebook.layout.people import PeopleReader
from minutebook.rulebook import load_rulebook

RISING = ((0.0, 0.0), (1.0, 1.0))
CALIBRATION = {"fill_people": RISING, "fill_status": RISING, "fill_furniture": RISING, "dispute": RISING}
POLICY = Policy(0.95, 0.95, 0.95, 0.5, CALIBRATION)


def document(*lines: str) -> Document:
    builder = DocumentBuilder()
    for line in lines:
        builder.add(line)
    return builder.build(source="x.txt", sha256="0", format="text")


def readings(given: Document, *said: tuple[str, float]) -> list[LineReading]:
    """One reading a line: its label with its probability; the rest goes to the minutes proper."""
    out = []
    for block, (label, chance) in zip(given.body, said, strict=True):
        zones: dict[Zone, float] = {"item": 1 - chance}
        zones[ZONE_OF[label]] = zones.get(ZONE_OF[label], 0.0) + chance
        out.append(LineReading(block, label, zones))
    return out


def filled(given: Document, *said: tuple[str, float], policy: Policy = POLICY) -> Filled:
    layout = segment(given, load_rulebook())
    people = PeopleReader.of(load_rulebook())
    return Filler(policy, people, layout.zones, layout.zone_rules).fill(readings(given, *said))


UNHEARD = document(
    "Alder Trust, 4 May 2021", "Round the fire", "Ida Fenn, Treasurer", "Bo Lund, Clerk", "1. Welcome"
)


def test_a_list_that_no_rule_found_is_filled_with_its_heading() -> None:
    found = filled(
        UNHEARD,
        ("title", 1.0),
        ("present", 0.99),
        ("present", 0.99),
        ("present", 0.99),
        ("item_heading", 1.0),
    )
    assert found.zones == {1: ("present", LEARNT_HEADING), 2: ("present", None), 3: ("present", None)}
    assert found.sure[2] == pytest.approx(0.99)
    assert found.unstated == set()


def test_an_unsure_list_stays_as_the_rules_have_it() -> None:
    said = [("title", 1.0), *[("present", 0.9)] * 3, ("item_heading", 1.0)]
    assert filled(UNHEARD, *said).zones == {}


def test_words_before_a_colon_are_the_label_of_the_list() -> None:
    given = document("Alder Trust", "Round the fire: Ida Fenn, Bo Lund, Kit Marsh", "1. Welcome")
    found = filled(given, ("title", 1.0), ("present", 0.99), ("item_heading", 1.0))
    assert found.zones == {1: ("present", LEARNT_LABEL)}


def test_who_came_is_left_open_where_that_is_less_sure() -> None:
    layout = segment(UNHEARD, load_rulebook())
    lines = readings(UNHEARD, ("title", 1.0), *[("present", 0.6)] * 3, ("item_heading", 1.0))
    for one in lines[1:4]:
        one.zones.update({"apologies": 0.39, "item": 0.01})
    filler = Filler(POLICY, PeopleReader.of(load_rulebook()), layout.zones, layout.zone_rules)
    assert filler.fill(lines).unstated == {1, 2, 3}


def test_one_line_with_one_name_is_no_list() -> None:
    given = document("Alder Trust", "Ida Fenn", "1. Welcome")
    assert filled(given, ("title", 1.0), ("present", 1.0), ("item_heading", 1.0)).zones == {}


def test_where_the_rules_found_those_present_nothing_is_filled() -> None:
    given = document(
        "Alder Trust", "Present: Ida Fenn, Bo Lund", "1. Welcome", "Kit Marsh, Clerk", "Jo Hart, Chair"
    )
    said = [("title", 1.0), ("present", 1.0), ("item_heading", 1.0), ("present", 1.0), ("present", 1.0)]
    assert filled(given, *said).zones == {}


def test_page_furniture_within_the_minutes_is_taken_out() -> None:
    given = document(
        "Alder Trust", "1. Welcome", "Ida Fenn opened the meeting.", "Sheet 3 of 9", "It closed at noon."
    )
    said = [("title", 1.0), ("item_heading", 1.0), ("minute", 1.0), ("furniture", 0.97), ("minute", 1.0)]
    assert filled(given, *said).zones == {3: ("furniture", LEARNT_LINE)}


def test_without_calibration_the_labeller_is_not_heard() -> None:
    said = [("title", 1.0), *[("present", 1.0)] * 3, ("item_heading", 1.0)]
    assert filled(UNHEARD, *said, policy=Policy(0.95, 0.95, 0.95, 0.5, {})).zones == {}


def test_another_mind_casts_doubt_and_changes_nothing() -> None:
    given = document("Alder Trust", "Present: Ida Fenn, Bo Lund", "1. Welcome")
    layout: Layout = segment(given, load_rulebook())
    lines = readings(given, ("title", 1.0), ("apologies", 0.8), ("item_heading", 1.0))
    assert disputed(POLICY, lines, layout.zones, {}) == {1: pytest.approx(0.8)}
    assert (
        disputed(POLICY, readings(given, *[("present", 0.9)] * 3), layout.zones, {1: ("present", None)}) != {}
    )
    assert disputed(Policy(0.95, 0.95, 0.95, 0.9, CALIBRATION), lines, layout.zones, {}) == {}


@pytest.mark.parametrize(("raw", "share"), [(0.0, 0.1), (0.4, 0.1), (0.7, 0.5), (0.9, 0.9), (1.0, 0.9)])
def test_between_the_points_of_a_calibration_a_line_is_drawn(raw: float, share: float) -> None:
    policy = Policy(0, 0, 0, 0, {"dispute": ((0.5, 0.1), (0.9, 0.9))})
    assert policy.sure("dispute", raw) == pytest.approx(share)
    assert policy.sure("fill_people", raw) == 0.0
