"""Due dates: what is printed, what it states, what it resolves to."""

from __future__ import annotations

import pytest

from minutebook.assemble.due import resolve_due
from minutebook.rulebook import load_rulebook

MEETING, FOLLOWING = "2022-09-13", "2023-01-17"


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("31.10.22", "2022-10-31", "day"),
        ("by 9 December", "2022-12-09", "day"),
        ("12 Sept", "2022-09-12", "day"),
        ("by the end of March", "2023-03-31", "month"),
        ("before the end of November", "2022-11-30", "month"),
        ("end of the month", "2022-09-30", "month"),
        ("July 2023", "2023-07", "month"),
        ("in October", "2022-10", "month"),
        ("mid-November", "2022-11", "month"),
        ("next meeting", FOLLOWING, "event"),
        ("for the next Board meeting", FOLLOWING, "event"),
        ("January meeting", FOLLOWING, "event"),
        ("before the November meeting", "2022-11", "event"),
        ("at a future meeting", None, "event"),
        ("w/c 10 October", "2022-10-10", "day"),
        ("today", MEETING, "day"),
        ("by Friday", "2022-09-16", "day"),
        ("within ten working days", "2022-09-27", "day"),
        ("within two weeks", "2022-09-27", "day"),
        ("within the next month", "2022-10-13", "day"),
        ("from 3 October until 7 November", "2022-11-07", "day"),
        ("by 2027", "2027", "year"),
        ("end of Q3", None, "quarter"),
        ("ASAP", None, None),
        ("Ongoing", None, None),
        ("next week", None, None),
        ("in the new year", None, None),
        ("soon", None, None),
    ],
)
def test_what_it_resolves_to(text: str, day: str | None, precision: str | None) -> None:
    due, _ = resolve_due(text, meeting_date=MEETING, next_meeting_date=FOLLOWING, rulebook=load_rulebook())
    assert (due.text, due.date, due.precision) == (text, day, precision)


def test_without_a_meeting_date_only_what_is_printed_whole_resolves() -> None:
    rulebook = load_rulebook()
    whole, _ = resolve_due("3 May 2021", meeting_date=None, next_meeting_date=None, rulebook=rulebook)
    open_, _ = resolve_due("3 May", meeting_date=None, next_meeting_date=None, rulebook=rulebook)
    assert (whole.date, open_.date, open_.text) == ("2021-05-03", None, "3 May")


def test_flags() -> None:
    rulebook = load_rulebook()

    def flags(text: str, origin: str) -> tuple[str, ...]:
        return resolve_due(
            text,
            meeting_date=MEETING,
            next_meeting_date=None,
            rulebook=rulebook,
            origin=origin,  # type: ignore[arg-type]
        )[1]

    assert flags("30 June 2022", "new") == ("date_in_past",)
    assert flags("30 June 2022", "carried_forward") == ()
    assert flags("Monday 4 October 2022", "new") == ("weekday_conflict",)
    assert flags("September 2022", "new") == ()


@pytest.mark.parametrize(
    ("text", "body", "day"),
    [
        ("January Executive", "Tarn Review Panel", "2023-01"),
        ("by next Executive", "Tarn Review Panel", None),
        ("by next Panel", "Tarn Review Panel", FOLLOWING),
        ("January Board", "Tarn Partnership Board", FOLLOWING),
        ("next Board meeting", "Tarn Safeguarding Partnership", FOLLOWING),
    ],
)
def test_the_next_meeting_of_another_sort_of_body_has_no_day(text: str, body: str, day: str | None) -> None:
    due, _ = resolve_due(
        text, meeting_date=MEETING, next_meeting_date=FOLLOWING, rulebook=load_rulebook(), body=body
    )
    assert due.date == day
