"""One offer, and from which likelihood on offers are made."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache
from typing import Any, Literal

from minutebook.resources import data_folder


@dataclass(frozen=True, slots=True)
class Offer:
    """Words of a document that may hold what its record lacks.

    `section` is the list that an entry of them would stand in, `start` and `end` count in the record's
    `document_text`; `line` is the line around words that do not tell enough by themselves. `likelihood`, 0 to
    1, is how many of such offers held what the gold lists or allows, on bodies that the model had not seen.
    """

    section: Literal["actions", "attendees"]
    start: int
    end: int
    text: str
    page: int | None
    likelihood: float
    producer: str
    line: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The offer for the review page."""
        return asdict(self)


@cache
def offered_from(model: str) -> float:
    """The likelihood from which `models/<model>/policy.yaml` makes an offer."""
    import yaml

    told = yaml.safe_load((data_folder("models") / model / "policy.yaml").read_text("utf-8"))
    return float(told["offer"])
