"""Counts by board, lead and organisation, and how often each organisation was represented."""

from __future__ import annotations

from made_register import FLOOD, SCHOOL, register

from minutebook.register.outputs.counts import by_board, by_lead, by_organisation, representation, tally
from minutebook.register.outputs.view import View
from minutebook.register.outputs.words import STATES, count, in_words, state_of

VIEW = View(register())


def test_every_action_is_in_one_state() -> None:
    states = [state_of(thread) for thread in VIEW.threads]
    assert states == ["open", "open", "dropped", "completed", "closed", "superseded", "open"]
    whole = tally(VIEW.threads)
    assert sum(getattr(whole, state) for state in STATES) == len(VIEW.threads)
    assert (whole.overdue, whole.longest_overdue, whole.next_due) == (2, 124, "2025-10")
    assert (
        whole.in_words()
        == "3 open and 1 dropped, 2 of them overdue; 1 reported complete, 1 closed, 1 superseded"
    )


def test_boards_leads_and_organisations_are_counted_apart() -> None:
    assert [(name, one.open, one.overdue) for name, one in by_board(VIEW)] == [(FLOOD, 2, 2), (SCHOOL, 1, 0)]
    # An action of two leads counts for both.
    assert {name: one.open + one.dropped for name, one in by_lead(VIEW)} == {
        "Edith Marlowe": 1,
        "Harrow Council": 1,
        "No lead": 0,
        "Tom Ashby": 2,
        "XY": 1,
    }
    assert {name: one.open for name, one in by_organisation(VIEW)} == {
        "Harrow Council": 2,
        "Harrowmere Drainage Trust": 2,
        "Not known": 0,
    }


def test_an_organisation_is_represented_by_its_people_or_their_deputies() -> None:
    lines = {(one.organisation): one for one in representation(VIEW)}
    trust = lines["Harrowmere Drainage Trust"]
    # In March a deputy came; in June, too; in September it is not stated who came.
    assert (trust.meetings, trust.attended, trust.by_deputy, trust.people) == (3, 2, 2, 2)
    assert trust.last == "2025-06-03"


def test_an_organisation_that_joined_later_is_not_blamed_for_the_meetings_before() -> None:
    later = tuple(
        line for line in VIEW.attendance if line.organisation != "org-2" or line.date != "2025-03-04"
    )
    (council,) = [
        one
        for one in representation(View(register(attendance=later)))
        if one.organisation == "Harrow Council"
    ]
    assert (council.meetings, council.attended) == (2, 1)


def test_words_for_numbers_and_dates() -> None:
    assert [in_words(day) for day in ("2025-03-04", "2025-03", "2025", None)] == [
        "4 March 2025",
        "March 2025",
        "2025",
        "",
    ]
    assert (count(1, "day"), count(3, "day")) == ("1 day", "3 days")
