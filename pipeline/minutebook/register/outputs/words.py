"""The words that every output of the register uses: states of an action, dates, what a check found."""

from __future__ import annotations

import calendar
from typing import Literal, get_args

from minutebook.register.schema import CheckCode, Thread, ThreadMention

State = Literal["open", "dropped", "completed", "closed", "superseded"]
"""Where an action stands, as STATE_MEANING tells it."""

STATES: tuple[State, ...] = get_args(State)
STATE_WORDS: dict[State, str] = {
    "open": "Open",
    "dropped": "Dropped",
    "completed": "Reported complete",
    "closed": "Closed",
    "superseded": "Superseded",
}
STATE_MEANING: dict[State, str] = {
    "open": "Still to be done, at the last meeting that mentioned it",
    "dropped": "Never closed, and a later meeting reviewed earlier actions without mentioning it",
    "completed": "Reported done; the minutes do not say that the board accepted it",
    "closed": "Closed by the board, or recorded as closed",
    "superseded": "Replaced by another action",
}
CHECK_WORDS: dict[CheckCode, str] = {
    "unresolved_lead": "Lead that is nobody on record",
    "due_before_meeting": "Due before its own meeting",
    "same_initials": "Two people with a lead's initials",
    "no_lead": "Action without a lead",
    "reference_used_twice": "Reference used twice",
    "present_and_absent": "Both present and absent",
    "stale_decision": "Line of merges.csv without effect",
}
CHANGE_WORDS = {
    "text": "wording changed",
    "leads": "lead changed",
    "due": "due date changed",
    "status": "status changed",
    "ref": "reference changed",
}
MONTHS = tuple(calendar.month_name)
"""English, whatever the machine's language: January is number 1."""


def state_of(thread: Thread) -> State:
    """The one state of an action, as STATE_MEANING tells it."""
    if thread.status == "open":
        return "dropped" if thread.dropped else "open"
    if thread.status == "superseded":
        return "superseded"
    return "completed" if thread.completed and not thread.accepted else "closed"


def mention_state(mention: ThreadMention) -> str:
    """What one meeting said of an action, in words."""
    if mention.status == "closed" and mention.completed and not mention.accepted:
        return STATE_WORDS["completed"]
    return "Reopened" if mention.reopened else STATE_WORDS[mention.status]


def in_words(iso: str | None) -> str:
    """An ISO date as a reader expects it; empty where there is none.

    >>> in_words("2024-03-05"), in_words("2024-03"), in_words("2024"), in_words(None)
    ('5 March 2024', 'March 2024', '2024', '')
    """
    if iso is None:
        return ""
    year, *rest = iso.split("-")
    words = [year, *(MONTHS[int(month)] for month in rest[:1]), *(str(int(day)) for day in rest[1:])]
    return " ".join(reversed(words))


def count(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun.

    >>> count(1, "action"), count(2, "action"), count(0, "body", "bodies")
    ('1 action', '2 actions', '0 bodies')
    """
    return f"{number} {noun if number == 1 else plural or noun + 's'}"
