from __future__ import annotations

from minutebook.layout.model import Zone
from minutebook.training.calibration import Seen, calibrate, rising


def seen(ruled: Zone, learnt: Zone, right: Zone, probability: float, *, listed: bool = False) -> Seen:
    return Seen(ruled, False, learnt, right, probability, probability, listed)


def test_the_line_rises_and_believes_no_handful() -> None:
    points = rising([(0.1, False)] * 40 + [(0.6, True), (0.6, False)] * 20 + [(0.9, True)] * 40)
    assert [p for p, _ in points] == sorted(p for p, _ in points)
    assert [s for _, s in points] == sorted(s for _, s in points)
    assert points[0][1] == 0.0
    assert 0.9 < points[-1][1] < 1.0
    assert rising([(0.99, True)])[0][1] < 0.5
    assert rising([]) == []


def test_cases_are_kept_apart() -> None:
    blocks = [seen("header", "present", "present", 0.9)] * 30
    blocks += [seen("header", "present", "apologies", 0.9)] * 30
    blocks += [seen("item", "furniture", "item", 0.9)] * 30
    blocks += [seen("apologies", "present", "apologies", 0.8)] * 30
    blocks += [seen("item", "item", "item", 0.8)] * 30
    found = calibrate(blocks)
    assert set(found) == {
        "fill_people",
        "fill_status",
        "fill_furniture",
        "dispute",
        "dispute:apologies:present",
    }
    assert found["fill_people"][-1][1] > 0.9
    assert found["fill_status"][-1][1] < 0.6
    assert found["fill_furniture"][-1][1] == found["dispute"][-1][1] == 0.0


def test_where_the_rules_found_a_list_another_is_in_dispute() -> None:
    found = calibrate([seen("item", "present", "present", 0.9, listed=True)] * 5)
    assert set(found) == {"dispute"}
