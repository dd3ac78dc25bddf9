"""Stage: dates."""

from __future__ import annotations

from minutebook.evidence import DateFinding
from minutebook.stages.context import Context


def find_dates(context: Context) -> tuple[DateFinding, ...]:
    """Find the dates."""
    return ()
