"""Stage: actions."""

from __future__ import annotations

from minutebook.evidence import ActionFinding
from minutebook.stages.context import Context


def find_actions(context: Context) -> tuple[ActionFinding, ...]:
    """Find the actions."""
    return ()
