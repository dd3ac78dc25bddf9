"""Stage: attendance. Who came, who sent apologies or a deputy, and for which organisation."""

from __future__ import annotations

from minutebook.evidence import AttendeeFinding
from minutebook.stages.attendance.reading import AttendanceReader
from minutebook.stages.context import Context

__all__ = ["find_attendees"]


def find_attendees(context: Context) -> tuple[AttendeeFinding, ...]:
    """One finding per person that the lists name or the text shows attending, in order of the lists."""
    return AttendanceReader(context).read()
