"""Whatever the records say: every mention is in one entry, and their order changes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_meetings import action, joined, meeting, organisation, person

NAMES = ["Ann Orr", "A Orr", "ANN ORR", "Orr", "Ann B Orr", "Ann C Orr", "Dan Ormerod", "D Ormerod", "J Martin Orme",
         "Martin Orme", "IV", "Idris d'Vane", "Siân Llŷr", "李 明", "?", "1"]  # fmt: skip
BODIES = ["Tarn Flood Board", "Finance Committee", "the Finance Committee", "Executive", "of the", "—", None]
NAMED = ["TVH", "Tarn Valley Homes", "the Trust", "Council", "Tarn Council", "Tarn District Council", "DfE", "NHS",
         "Salford CCG", "Tarn Primary School", "of the", "—"]  # fmt: skip
TASKS = ["Mend the pump", "mend pump", "Pump to be mended.", "Ann Orr to write to residents", "The", "—"]


@st.composite
def records(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Up to six records of few words, so that much is alike."""
    some = st.sampled_from
    return [
        meeting(
            f"r{n}",
            date=draw(some(["2021-03-01", "2021-06-01", "2021-06", "2022", None])),
            body=draw(some(BODIES)),
            parent_body=draw(some([None, "Tarn Flood Board", "Council"])),
            people=[
                person(draw(some(NAMES)), draw(some([None, *NAMED])), draw(some([None, "Clerk", "the"])),
                       honorific=draw(some([None, "Mr", "Mrs"])), initials=draw(some([None, "AO"])))
                for _ in range(draw(st.integers(0, 5)))
            ],
            organisations=[organisation(name, *draw(some([(), ("TVH",), ("NHS", "HCT")])))
                           for name in draw(st.lists(some(NAMED), max_size=4, unique=True))],
            actions=[
                action(draw(some(TASKS)), "AO", carried=draw(st.booleans()), due=draw(some([None, "2021-02"])),
                       ref=draw(some([None, "1", "01", "—"])), status=draw(some(["open", "closed", "superseded"])),
                       update=draw(some([None, "Superseded by action 1."])))
                for _ in range(draw(st.integers(0, 4)))
            ],
            document={"standing": draw(some([None, "draft", "approved"]))},
        )
        for n in range(draw(st.integers(1, 6)))
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("entries", "listed"),
    [("people", "attendees"), ("organisations", "organisations"), ("threads", "actions")],
)
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(given=records())
def test_every_mention_is_in_one_entry(entries: str, listed: str, given: list[dict[str, Any]]) -> None:
    register = joined(*given)
    assert register == joined(*given[::-1])
    counted = {m.document for m in register.meetings if m.counted}
    found = [(m.document, m.id) for entry in getattr(register, entries) for m in entry.mentions]
    wanted = [(r["stem"], entry["id"]) for r in given if r["stem"] in counted for entry in r[listed]]
    assert sorted(found) == sorted(wanted)
    assert len({entry.id for entry in getattr(register, entries)}) == len(getattr(register, entries))
