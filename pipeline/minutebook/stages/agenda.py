"""Stage: agenda."""

from __future__ import annotations

from minutebook.evidence import ItemFinding
from minutebook.stages.context import Context


def find_agenda_items(context: Context) -> tuple[ItemFinding, ...]:
    """Find the agenda."""
    return ()
