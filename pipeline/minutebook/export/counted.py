"""A meeting counts once: of several records of one meeting only one fills the tables."""

from __future__ import annotations

from minutebook.schema import Minutes


def counted(minutes: Minutes) -> Minutes:
    """The record as tables count it: whole, or its document alone where it repeats another record.

    >>> from minutebook.schema import Attendee, DocumentPart
    >>> told = {"source": "a.pdf", "sha256": "", "format": "pdf", "pages": 1, "kind": "minutes"}
    >>> part = DocumentPart(**told, duplicate_of="a")
    >>> person = Attendee(id="p1", name="Ada Verne", status="present")
    >>> len(counted(Minutes(document=part, attendees=(person,))).attendees)
    0
    """
    if minutes.document.duplicate_of is None:
        return minutes
    return Minutes(
        schema_version=minutes.schema_version, document=minutes.document, document_text=minutes.document_text
    )
