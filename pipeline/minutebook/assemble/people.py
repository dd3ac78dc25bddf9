"""Leads as printed to people and bodies."""

from __future__ import annotations

from minutebook.assemble.evidence import evidence_of
from minutebook.evidence import LeadFinding
from minutebook.schema import Attendee, Lead, Organisation
from minutebook.stages.context import Context


def resolve_leads(
    leads: tuple[LeadFinding, ...],
    *,
    attendees: tuple[Attendee, ...],
    organisations: tuple[Organisation, ...],
    context: Context,
) -> tuple[Lead, ...]:
    """The leads of one action, in the order printed."""
    return tuple(Lead(text=lead.text, evidence=evidence_of(context.document, lead)) for lead in leads)
