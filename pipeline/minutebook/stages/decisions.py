"""Stage: decisions."""

from __future__ import annotations

from minutebook.evidence import DecisionFinding
from minutebook.stages.context import Context


def find_decisions(context: Context) -> tuple[DecisionFinding, ...]:
    """Find the decisions."""
    return ()
