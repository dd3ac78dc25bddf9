"""A record as JSON, and the check that it holds together before it is written or joined on."""

from __future__ import annotations

from collections.abc import Iterator

from minutebook.schema import Minutes


class RecordError(ValueError):
    """A record that contradicts itself: a fault of minutebook, never of the input."""


def to_json(minutes: Minutes) -> str:
    """The record as readable JSON in the contract's field names and order, ending in a line break.

    The same record gives the same text. Raises RecordError where `check_record` does.
    """
    check_record(minutes)
    return minutes.model_dump_json(indent=2, by_alias=True) + "\n"


def from_json(text: str | bytes) -> Minutes:
    """The record in the text. Raises pydantic.ValidationError where it is not one."""
    return Minutes.model_validate_json(text)


def check_record(minutes: Minutes) -> None:
    """Make sure that ids are one of a kind and references lead somewhere: tables join on them.

    Raises RecordError with the first fault.
    """
    known = {
        name: _ids(name, [entry.id for entry in getattr(minutes, name)])
        for name in ("attendees", "organisations", "agenda_items", "actions", "decisions")
    }
    for where, table, name in _references(minutes):
        if name is not None and name not in known[table]:
            raise RecordError(f"{where} names {name!r}, which is not in {table}")


def _ids(table: str, ids: list[str]) -> set[str]:
    if len(set(ids)) < len(ids):
        raise RecordError(f"an id comes twice in {table}: {', '.join(ids)}")
    return set(ids)


def _references(minutes: Minutes) -> Iterator[tuple[str, str, str | None]]:
    for action in minutes.actions:
        yield action.id, "agenda_items", action.agenda_item_id
        for lead in action.leads:
            yield f"a lead of {action.id}", "attendees", lead.person_id
            yield f"a lead of {action.id}", "organisations", lead.organisation_id
    for decision in minutes.decisions:
        yield decision.id, "agenda_items", decision.agenda_item_id
