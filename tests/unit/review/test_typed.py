"""Values as people type them."""

from __future__ import annotations

from typing import Any

import pytest

from minutebook.errors import UsageError
from minutebook.review.fields import Field, field_of
from minutebook.review.typed import read_typed
from minutebook.rulebook import load_rulebook

DATE, CLOCK, LIST = Field("date", "date"), Field("start_time", "clock"), Field("aliases", "list")


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        (DATE, "4 March 2025", "2025-03-04"),
        (DATE, "4 mar 25", "2025-03-04"),
        (DATE, "4/3/25", "2025-03-04"),
        (DATE, "4.3.2025", "2025-03-04"),
        (DATE, "4/3", "2025-03-04"),
        (DATE, "28/12", "2024-12-28"),
        (DATE, "Tuesday 4th March", "2025-03-04"),
        (DATE, "march 2025", "2025-03"),
        (DATE, "2025-03", "2025-03"),
        (DATE, "2025", "2025"),
        (DATE, " ", None),
        (CLOCK, "14:30", "14:30"),
        (CLOCK, "1430", "14:30"),
        (CLOCK, "9", "09:00"),
        (CLOCK, "2.30pm", "14:30"),
        (CLOCK, "12 noon", "12:00"),
        (LIST, "a; b;; a ;c d", ["a", "b", "c d"]),
        (LIST, "", []),
        (field_of("attendees", "capacity"), "vice chair, guest", ["vice_chair", "guest"]),
        (field_of("attendees", "status"), "apol", "apologies"),
        (field_of("meeting", "quorate"), "Yes", True),
        (field_of("decisions", "votes.for"), "12", 12),
        (field_of("actions", "text"), "two\nlines ", "two\nlines"),
        (field_of("meeting", "venue"), "  Low   Fen ", "Low Fen"),
    ],
)
def test_values_are_read(field: Field, typed: str, value: Any) -> None:
    assert read_typed(field, typed, rules=load_rulebook(None), base="2025-02-10") == value


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        (DATE, "next week"),
        (DATE, "31/2/25"),
        (DATE, "2025-02-30"),
        (CLOCK, "25:00"),
        (CLOCK, "later"),
        (field_of("meeting", "quorate"), "perhaps"),
        (field_of("attendees", "status"), "a"),
        (field_of("decisions", "votes.for"), "all"),
        (field_of("actions", "text"), "  "),
    ],
)
def test_what_is_none_is_refused_in_words(field: Field, typed: str) -> None:
    with pytest.raises(UsageError):
        read_typed(field, typed, rules=load_rulebook(None), base="2025-02-10")
