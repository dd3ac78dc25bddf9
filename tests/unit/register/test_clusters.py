"""What may be joined and what may not."""

from __future__ import annotations

from minutebook.register.clusters import Clusters


def test_what_is_forbidden_stays_apart_through_others() -> None:
    clusters = Clusters(4)
    clusters.forbid(0, 3)
    assert clusters.join(0, 1)
    assert clusters.join(2, 3)
    assert not clusters.join(1, 2)
    assert not clusters.join(1, 2, force=True)
    assert clusters.groups() == [[0, 1], [2, 3]]


def test_two_in_one_place_are_two_unless_forced() -> None:
    clusters = Clusters(3)
    for one, place in ((0, "march"), (1, "march"), (2, "june")):
        clusters.stand(one, place)
    assert clusters.join(0, 2)
    assert not clusters.join(1, 2)
    assert clusters.join(1, 2, force=True)
    assert clusters.places(1) == {"march", "june"}
    assert clusters.groups() == [[0, 1, 2]]


def test_joining_what_is_one_already_is_fine_and_forbidding_it_later_changes_nothing() -> None:
    clusters = Clusters(3)
    clusters.join_all([0, 1])
    clusters.forbid(0, 1)
    assert clusters.join(1, 0)
    assert clusters.members(0) == clusters.members(1)
    assert not clusters.together(0, 2)
