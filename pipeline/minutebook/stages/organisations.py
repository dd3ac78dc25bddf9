"""Stage: organisations."""

from __future__ import annotations

from minutebook.evidence import OrganisationFinding
from minutebook.stages.context import Context


def find_organisations(context: Context) -> tuple[OrganisationFinding, ...]:
    """Find the organisations."""
    return ()
