"""Stage: kind."""

from __future__ import annotations

from minutebook.evidence import KindFinding
from minutebook.stages.context import Context


def find_kind(context: Context) -> KindFinding:
    """Find the kind."""
    return KindFinding(kind="minutes")
