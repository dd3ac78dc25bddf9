"""Stage: meeting."""

from __future__ import annotations

from minutebook.evidence import MeetingFinding
from minutebook.stages.context import Context


def find_meeting(context: Context) -> MeetingFinding:
    """Find the meeting."""
    return MeetingFinding()
