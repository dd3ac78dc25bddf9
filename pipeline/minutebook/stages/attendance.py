"""Stage: attendance."""

from __future__ import annotations

from minutebook.evidence import AttendeeFinding
from minutebook.stages.context import Context


def find_attendees(context: Context) -> tuple[AttendeeFinding, ...]:
    """Find the attendance."""
    return ()
