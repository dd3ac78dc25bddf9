"""What offers would have been worth: counted on words that the weights never saw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, Protocol

from minutebook.learn.calibrated import share_at

LIKELY = (0.2, 0.3, 0.4, 0.5)


class Heard(NamedTuple):
    """One stretch of a document as a model hears it.

    `right` says whether it is what the model looks for (None where the gold allows both), `taken` whether the
    record quotes it already, `holds` what of the gold's it holds that the record misses: document and number.
    """

    probability: float
    right: bool | None
    taken: bool
    holds: tuple[tuple[str, int], ...]
    group: str

    @property
    def useful(self) -> bool:
        """True where an offer of it is no waste: it holds what is missed, or what is optional."""
        return bool(self.holds) or self.right is None


class OfBody(Protocol):
    """A document that knows which body wrote it."""

    @property
    def body(self) -> str:
        """The body."""


def parts_of(documents: Iterable[OfBody], folds: int) -> list[frozenset[str]]:
    """The bodies of the documents in so many parts, none empty."""
    bodies = sorted({document.body for document in documents})
    return [frozenset(bodies[at::folds]) for at in range(min(folds, len(bodies)))]


def counted(told: Iterable[Heard], points: Sequence[Sequence[float]], missed: int) -> dict[str, Any]:
    """By likelihood: offers, how many held what the record missed, what the gold allows, or neither; and how
    many of the `missed` entries they held between them."""
    free = [one for one in told if not one.taken]
    return {f"{bar:.1f}": offers_from(free, points, bar) | {"missed": missed} for bar in LIKELY}


def offers_from(free: Iterable[Heard], points: Sequence[Sequence[float]], bar: float) -> dict[str, int]:
    """The same of one likelihood, of stretches that the record does not quote."""
    offers = [one for one in free if share_at(points, one.probability) >= bar]
    holding = [one for one in offers if one.holds]
    allowed = sum(one.useful and not one.holds for one in offers)
    return {
        "offers": len(offers),
        "right": len(holding),
        "allowed": allowed,
        "wrong": len(offers) - len(holding) - allowed,
        "found": len({entry for one in holding for entry in one.holds}),
    }
