"""The dates stage and what assembly makes of it: every date once, years filled in, roles named."""

from __future__ import annotations

import pytest

from minutebook.assemble.dates import resolve_dates
from minutebook.document import DocumentBuilder
from minutebook.evidence import Findings, KindFinding
from minutebook.layout import segment
from minutebook.nlp import load_reader
from minutebook.rulebook import load_rulebook
from minutebook.schema import DateEntry, Meeting, NextMeeting
from minutebook.stages.context import Context
from minutebook.stages.dates import find_dates


def context(*lines: str) -> Context:
    builder = DocumentBuilder()
    for line in lines:
        builder.add(line)
    document = builder.build(source="x.txt", sha256="0", format="text")
    rulebook = load_rulebook()
    return Context(document, segment(document, rulebook), rulebook, load_reader())


def entries(given: Context, day: str = "2025-02-04", following: str | None = None) -> tuple[DateEntry, ...]:
    meeting = Meeting(date=day, next_meeting=NextMeeting(date=following))
    findings = Findings(kind=KindFinding(kind="minutes"), dates=find_dates(given))
    return resolve_dates(given, findings, meeting, ())


def starts(*lines: str, day: str = "2025-02-04") -> list[str]:
    return [entry.start for entry in entries(context(*lines), day)]


def test_what_is_printed_is_kept_and_quoted() -> None:
    given = context("It met on 3 May 2024 and again on 6th June.")
    first, second = find_dates(given)
    assert (first.start_day, second.start_day) == ("2024-05-03", "--06-06")
    for finding in (first, second):
        assert given.document[finding.quotes[0].span] == finding.text
        assert finding.quotes[0].producer.startswith("rule:dates.form.")


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (("Reviewed in December.",), ["2024-12-01"]),
        (("Future meetings: 20 March, 6th May, 5 August and 4 November",), ["2025-03-20", "2025-05-06", "2025-08-05", "2025-11-04"]),
        (("8 October 2024", "Meetings", "9th October"), ["2024-10-08", "2024-10-09"]),
        (("It was published in October.", "The fair will be in October 2026."), ["2024-10-01", "2026-10-01"]),
        (("by the end of March",), ["2025-03-31"]),
        (("Calendar", "July", "Fair, July 9", "August", "September", "Walk on Sept 20"), ["2025-07-01", "2025-07-09", "2025-08-01", "2025-09-01", "2025-09-20"]),
        (("It changes next April.",), ["2025-04-01"]),
        (("The grant ends next January.",), ["2026-01-01"]),
        (("As we saw last March, it floods.",), ["2024-03-01"]),
        (("It runs from November to January.",), ["2024-11-01"]),
        (("Date of next meeting", "3rd April at 2pm. Thereafter 4th September and 6th December."), ["2025-04-03", "2025-09-04", "2025-12-06"]),
        (("see https://example.org/2024/03/05/a and notes-2024-03-06.pdf",), []),
        (("Budget 2024/25, Q3 and section 4.1.2",), []),
    ],
)  # fmt: skip
def test_years(lines: tuple[str, ...], wanted: list[str]) -> None:
    assert starts(*lines) == wanted


def test_each_day_once_with_all_its_quotes_and_its_role() -> None:
    found = entries(
        context("Held on 4 February 2025.", "Since 4.2.25 it rains. Next: 6 May."), following="2025-05-06"
    )
    assert [(one.start, one.role, len(one.evidence)) for one in found] == [
        ("2025-02-04", "meeting", 2),
        ("2025-05-06", "next_meeting", 1),
    ]


def test_a_weekday_that_does_not_fit_is_flagged() -> None:
    (found,) = entries(context("It is due on Monday 7 May 2025."))
    assert found.flags == ("weekday_conflict",)


def test_without_any_year_nothing_is_guessed() -> None:
    given = context("It is due on 7 May.")
    findings = Findings(kind=KindFinding(kind="minutes"), dates=find_dates(given))
    assert resolve_dates(given, findings, None, ()) == ()


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("The library closes from 29 March to 1 April.", [("2025-03-29", "2025-04-01")]),
        ("It runs from 20th March until the 2nd May 2025.", [("2025-03-20", "2025-05-02")]),
        ("The road is shut 28 December to 3 January.", [("2024-12-28", "2025-01-03")]),
        ("Open 3 May up to and including 7 May.", [("2025-05-03", "2025-05-07")]),
        (
            "It was moved from 29 March to 5 April.",
            [("2025-03-29", "2025-03-29"), ("2025-04-05", "2025-04-05")],
        ),
        ("From 19/01/2025 to 08/03/2025", [("2025-01-19", "2025-01-19"), ("2025-03-08", "2025-03-08")]),
        (
            "Meetings: 4 May – 6 July – 7 September",
            [("2025-05-04",) * 2, ("2025-07-06",) * 2, ("2025-09-07",) * 2],
        ),
        ("The cafe has been busy since it opened in October.", [("2024-10-01", "2024-10-31")]),
    ],
)
def test_days_of_two_months_bound_a_range(line: str, wanted: list[tuple[str, str]]) -> None:
    assert [(entry.start, entry.end) for entry in entries(context(line))] == wanted
