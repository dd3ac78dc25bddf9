"""Everything that is offered for one record."""

from __future__ import annotations

from pathlib import Path

from minutebook.offers.actions import possible_actions
from minutebook.offers.offer import Offer
from minutebook.offers.people import possible_people
from minutebook.schema import Minutes


def possible(minutes: Minutes, rules: Path | None = None) -> tuple[Offer, ...]:
    """What the record may lack, section by section, the likeliest first; `rules` as for `extract`."""
    return (*possible_actions(minutes, rules), *possible_people(minutes, rules))
