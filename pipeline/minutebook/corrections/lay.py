"""Lays corrections over a record: what holds is applied, what is doubtful is listed with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import ValidationError

from minutebook.assemble.verify import verify
from minutebook.corrections.changing import OPERATIONS
from minutebook.corrections.finding import Doubtful, Laying
from minutebook.corrections.log import Unreadable
from minutebook.corrections.rows import Rows, put_together, take_apart
from minutebook.corrections.schema import Correction, record_mark
from minutebook.errors import UsageError
from minutebook.export.records import check_record
from minutebook.schema import Minutes

State = Literal["applied", "agreed", "doubtful", "undone"]
DOUBTFUL_FLAG = "doubtful_corrections"


@dataclass(frozen=True, slots=True)
class Laid:
    """What became of a correction: `agreed` where the extraction says the same by now."""

    correction: Correction
    state: State
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Overlay:
    """A corrected record, its rows by handle, and what became of each correction, in the order made."""

    minutes: Minutes
    rows: Rows
    laid: tuple[Laid, ...]
    done: bool = False

    @property
    def doubtful(self) -> tuple[Laid, ...]:
        """The corrections that a person must look at."""
        return tuple(one for one in self.laid if one.state == "doubtful")


def undone(corrections: Sequence[Correction]) -> frozenset[str]:
    """The ids of what was undone; undoing an undoing brings it back."""
    gone: set[str] = set()
    for one in reversed(corrections):
        if one.op == "undo" and one.of is not None and one.id not in gone:
            gone.add(one.of)
    return frozenset(gone)


def lay(
    minutes: Minutes, corrections: Sequence[Correction], unreadable: Sequence[Unreadable] = ()
) -> Overlay:
    """The record with the corrections over it, which still obeys the contract.

    `minutes` is the record as it was extracted. A correction holds where its row and its words are found
    again. Where the file has changed and the extraction reads something else than the person overruled, where
    words are gone, or where a row that was accepted reads differently now, it is doubtful: it is not applied,
    and the record carries the flag `doubtful_corrections`.
    """
    if not corrections and not unreadable:
        return Overlay(minutes, take_apart(minutes), ())
    mark = record_mark(minutes)
    # Seldom is any of them doubtful: only then is each tried on its own.
    corrected: Minutes | None = None
    try:
        laying = Laying(take_apart(minutes), mark, minutes.document.sha256)
        rows, states, corrected = _lay_all(laying, corrections)
    except (Doubtful, UsageError, ValueError):
        laying = Laying(take_apart(minutes), mark, minutes.document.sha256)
        rows, states = _lay_each(laying, corrections)
    done = _is_done(states)
    if unreadable or any(one.state == "doubtful" for one in states):
        rows.flags.append(DOUBTFUL_FLAG)
        corrected = None
    if not states:
        flags = tuple(dict.fromkeys((*minutes.flags, DOUBTFUL_FLAG)))
        corrected = minutes.model_copy(update={"flags": flags})
        check_record(corrected)
    elif corrected is None:
        corrected = _checked(rows)
    verify(corrected)
    return Overlay(corrected, rows, tuple(states), done)


def _lay_all(laying: Laying, corrections: Sequence[Correction]) -> tuple[Rows, list[Laid], Minutes]:
    """All of them without a look back, and the record.

    Raises Doubtful, UsageError or ValueError where one does not fit.
    """
    gone = undone(corrections)
    states = []
    for one in corrections:
        if one.id in gone:
            states.append(Laid(one, "undone"))
        else:
            states.append(Laid(one, "applied" if one.op == "undo" else OPERATIONS[one.op](laying, one)))
    return laying.rows, states, _checked(laying.rows)


def _checked(rows: Rows) -> Minutes:
    """The record of the rows. Raises ValueError where it does not obey the contract."""
    minutes = put_together(rows)
    check_record(minutes)
    return minutes


def _lay_each(laying: Laying, corrections: Sequence[Correction]) -> tuple[Rows, list[Laid]]:
    """Each that fits; the others are doubtful."""
    gone = undone(corrections)
    states = [Laid(one, "undone") if one.id in gone else _lay_one(laying, one) for one in corrections]
    return laying.rows, states


def _lay_one(laying: Laying, one: Correction) -> Laid:
    if one.op == "undo":
        return Laid(one, "applied")
    before = laying.copy()
    try:
        found = OPERATIONS[one.op](laying, one)
        # What does not fit the contract is told here, by the correction that brings it.
        _checked(laying.rows)
    except (Doubtful, UsageError) as doubt:
        laying.restore(before)
        return Laid(one, "doubtful", str(doubt))
    except ValidationError as error:
        laying.restore(before)
        return Laid(one, "doubtful", f"it does not fit the record: {error.errors()[0]['msg']}")
    except ValueError as error:
        laying.restore(before)
        return Laid(one, "doubtful", str(error))
    return Laid(one, found)


def _is_done(states: Sequence[Laid]) -> bool:
    """True where a person said that the whole document is right, and nothing of it is doubtful."""
    marks = [
        one
        for one in states
        if one.state in ("applied", "agreed")
        and one.correction.op == "accept"
        and one.correction.target.section == "document"
    ]
    return bool(marks) and not any(one.state == "doubtful" for one in states)
