"""Actions followed through meetings: references, rewording, changed leads and dates, closing, reopening, dropping."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from made_meetings import action, groups, joined, meeting, person

SLUICE = action("Ask the contractor for a price for the sluice gate", "Idris Vane", due="2021-04-30")
OTHER = action("Print the leaflet about sandbags", "Ann Orr", carried=True)
PEOPLE = (person("Idris Vane"), person("Ann Orr"))


def book(*later: dict[str, Any] | None, first: dict[str, Any] = SLUICE) -> Any:
    """Meetings in March, June, September …: the sluice is asked for at the first; None leaves it unnamed."""
    days = ("2021-06-01", "2021-09-01", "2021-12-01")
    records = [meeting("2021-03-01", people=PEOPLE, actions=[first])]
    for day, said in zip(days, later, strict=False):
        records.append(meeting(day, people=PEOPLE, actions=[OTHER] if said is None else [said, OTHER]))
    return joined(*records)


SAME = [
    ("the same words", action(SLUICE["text"], "Idris Vane", carried=True)),
    ("other words", action("Contractor to be asked for a price for the sluice gate", "Idris Vane", carried=True)),
    ("who does it in front", action("Idris Vane to get the contractor's price for the sluice gate", carried=True)),
    ("a changed lead", action("Ask the contractor for a price for the sluice gate", "Ann Orr", carried=True)),
    ("a shorter wording", action("Price for sluice gate", "Idris Vane", carried=True)),
    ("slips", action("Ask the contracter for a price for the sluise gate", "Idris Vane", carried=True)),
    ("said again as new", action(SLUICE["text"], "Idris Vane")),
]  # fmt: skip
DIFFERENT = [
    (
        "another thing",
        action("Ask the contractor for a price for the pump house roof", "Ann Orr", carried=True),
    ),
    (
        "another task of the same lead",
        action("Write the newsletter for residents", "Idris Vane", carried=True),
    ),
    ("new and only a little alike", action("Paint the sluice gate", "Idris Vane")),
]


@pytest.mark.parametrize("said", [case[1] for case in SAME], ids=[case[0] for case in SAME])
def test_the_same_task_without_a_reference(said: dict[str, Any]) -> None:
    assert frozenset({"2021-03-01/a1", "2021-06-01/a1"}) in groups(book(said).threads)


@pytest.mark.parametrize("said", [case[1] for case in DIFFERENT], ids=[case[0] for case in DIFFERENT])
def test_another_task_without_a_reference(said: dict[str, Any]) -> None:
    assert frozenset({"2021-03-01/a1"}) in groups(book(said).threads)


def test_a_reference_leads_to_its_thread_through_other_words_leads_and_dates() -> None:
    found = joined(
        meeting("2021-03-01", people=PEOPLE, actions=[{**SLUICE, "ref": "SB/07"}]),
        meeting("2021-06-01", people=PEOPLE, actions=[
            action("Sluice price awaited", "Ann Orr", carried=True, ref="sb 7", due="2021-08"),
        ]),
    )  # fmt: skip
    (thread,) = found.threads
    assert (thread.ref, thread.due.date, [lead.text for lead in thread.leads]) == (
        "sb 7",
        "2021-08",
        ["Ann Orr"],
    )
    assert thread.mentions[1].changed == ("text", "leads", "due")


def test_a_reference_used_again_for_something_else_makes_a_new_thread_and_a_finding() -> None:
    others = [action(f"Keep the {word} dry", carried=True, ref=str(n)) for n, word in
              enumerate(("boots", "maps", "radios", "ropes"), 20)]  # fmt: skip
    first = {**SLUICE, "ref": "7"}
    found = joined(
        meeting("2021-03-01", actions=[first]),
        meeting("2021-06-01", actions=[{**first, "origin": "carried_forward", "status": "closed"}, *others]),
        meeting("2021-09-01", actions=[action("Print the leaflet about sandbags", ref="7"), *others]),
    )
    assert {frozenset({"2021-03-01/a1", "2021-06-01/a1"}), frozenset({"2021-09-01/a1"})} <= groups(
        found.threads
    )
    (twice,) = [f for f in found.findings if f.code == "reference_used_twice"]
    assert [(r.document, r.id) for r in twice.references] == [("2021-03-01", "a1"), ("2021-09-01", "a1")]


def test_numbers_that_each_meeting_begins_anew_are_no_finding() -> None:
    tasks = ("Mend the pump", "Order sandbags", "Write to residents", "Check the culvert", "Map the ditches")
    found = joined(
        *(meeting(f"2021-0{month}-01", actions=[action(f"{task} in {month}00 homes", ref=str(n))
          for n, task in enumerate(tasks[month:] + tasks[:month], 1)]) for month in (1, 2, 3))
    )  # fmt: skip
    assert "reference_used_twice" not in {finding.code for finding in found.findings}


def test_two_numbers_of_one_log_are_two_actions_though_their_words_are_alike() -> None:
    log = [action("Visit the north pumping station", carried=True, ref="4"),
           action("Visit the south pumping station", carried=True, ref="5")]  # fmt: skip
    found = joined(meeting("2021-03-01", actions=log), meeting("2021-06-01", actions=log[::-1]))
    assert groups(found.threads) == {
        frozenset({"2021-03-01/a1", "2021-06-01/a2"}),
        frozenset({"2021-03-01/a2", "2021-06-01/a1"}),
    }


def test_a_join_that_the_lead_decided_is_offered_as_doubtful() -> None:
    found = book(action("Ask the architect for a drawing of the sluice gate", "Idris Vane", carried=True))
    assert frozenset({"2021-03-01/a1", "2021-06-01/a1"}) in groups(found.threads)
    (doubt,) = found.doubts
    assert (doubt.kind, doubt.decision, doubt.reason) == ("thread", "same", "the same lead and words")
    assert 0.46 <= doubt.score < 0.66


def test_said_twice_in_one_meeting_is_one_action() -> None:
    found = joined(meeting("2021-03-01", actions=[{**SLUICE, "ref": "7"}, {**SLUICE, "ref": "7"}]))
    assert groups(found.threads) == {frozenset({"2021-03-01/a1", "2021-03-01/a2"})}


def carried(**given: Any) -> dict[str, Any]:
    return action(SLUICE["text"], "Idris Vane", carried=True, **given)


def test_the_history_of_an_action_that_is_closed_and_opened_again() -> None:
    found = book(
        carried(status="closed", completed=True, update="Price received."),
        carried(update="Price has run out: a new one is needed."),
        carried(status="closed", accepted=True),
    )
    thread = found.threads[0]
    assert [m.status for m in thread.mentions] == ["open", "closed", "open", "closed"]
    assert [m.reopened for m in thread.mentions] == [False, False, True, False]
    assert (thread.reopened, thread.times_carried, thread.dropped) == (1, 3, False)
    assert (thread.opened_on, thread.closed_on, thread.last_seen_on) == (
        "2021-03-01",
        "2021-12-01",
        "2021-12-01",
    )
    assert (thread.completed, thread.accepted) == (False, True)
    assert thread.note == "Price has run out: a new one is needed."


def test_reported_done_and_accepted_by_the_board_are_two_states() -> None:
    done = book(carried(status="closed", completed=True)).threads[0]
    closed = book(carried(status="closed", completed=True), carried(status="closed", accepted=True)).threads[
        0
    ]
    assert (done.status, done.completed, done.accepted, done.closed_on) == (
        "closed",
        True,
        False,
        "2021-06-01",
    )
    assert (closed.completed, closed.accepted, closed.closed_on) == (False, True, "2021-06-01")


@pytest.mark.parametrize(
    ("later", "dropped"),
    [
        ((None,), True),
        ((carried(), None), True),
        ((carried(status="closed"), None), False),
        ((carried(status="superseded"), None), False),
        ((None, carried()), False),
        ((), False),
    ],
)
def test_what_a_review_does_not_mention_is_dropped(later: tuple[Any, ...], dropped: bool) -> None:
    assert book(*later).threads[0].dropped is dropped


def test_a_meeting_that_reviews_nothing_drops_nothing() -> None:
    found = joined(
        meeting("2021-03-01", actions=[SLUICE]),
        meeting("2021-06-01", actions=[action("Print the leaflet about sandbags")]),
        meeting("2021-09-01", body="Quarrow Schools Forum", actions=[OTHER]),
    )
    assert [thread.dropped for thread in found.threads] == [False, False, False]


@pytest.mark.parametrize(
    ("due", "as_at", "days"),
    [
        ("2021-05-30", None, 2),
        ("2021-06-01", None, None),
        ("2021-05", None, 1),
        ("2020", None, 152),
        ("2021-06", None, None),
        ("2021-06-15", date(2021, 7, 1), 16),
        (None, None, None),
    ],
)
def test_days_overdue_count_from_the_last_day_that_a_date_covers(
    due: str | None, as_at: date | None, days: int | None
) -> None:
    records = (
        meeting("2021-03-01", actions=[action("Mend the pump", due=due)]),
        meeting("2021-06-01", actions=[action("Mend the pump", carried=True)]),
    )
    assert [thread.overdue_days for thread in joined(*records, as_at=as_at).threads] == [days]


def test_a_closed_action_is_never_overdue() -> None:
    assert book(carried(status="closed")).threads[0].overdue_days is None


def test_an_action_that_another_takes_the_place_of_leads_there() -> None:
    found = joined(
        meeting("2021-03-01", actions=[{**SLUICE, "ref": "7"}, action("Write a plan for all gates", ref="9")]),
        meeting("2021-06-01", actions=[
            {**carried(status="superseded", update="Superseded by action 9."), "ref": "7"},
            action("Write a plan for all gates", carried=True, ref="9"),
        ]),
    )  # fmt: skip
    old, new = found.threads
    assert (old.status, old.superseded_by, new.superseded_by) == ("superseded", new.id, None)


def test_matters_arising_carry_an_action_that_its_own_meeting_numbered() -> None:
    found = book(
        action(SLUICE["text"], "Idris Vane", carried=True, ref="3"),
        first={**SLUICE, "ref": "21/3"},
    )
    assert frozenset({"2021-03-01/a1", "2021-06-01/a1"}) in groups(found.threads)


def test_one_body_s_actions_are_not_another_s() -> None:
    found = joined(
        meeting("2021-03-01", actions=[{**SLUICE, "ref": "7"}]),
        meeting("2021-06-01", body="Quarrow Schools Forum", actions=[{**carried(), "ref": "7"}]),
    )
    assert len(found.threads) == 2


def test_a_lead_is_the_person_of_the_register() -> None:
    lead = {"text": "IV", "name": "Idris Vane", "person_id": "p1"}
    found = joined(
        meeting("2021-03-01", people=PEOPLE, actions=[{**SLUICE, "leads": [lead]}]),
        meeting("2021-06-01", people=[person("I Vane")], actions=[carried()]),
    )
    idris = next(p for p in found.people if p.name == "Idris Vane")
    assert [m.leads[0].person for m in found.threads[0].mentions] == [idris.id, idris.id]
    assert "leads" not in found.threads[0].mentions[1].changed
