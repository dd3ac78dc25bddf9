"""What was read off a picture is less sure than what was printed: confidence and flags follow the reading."""

from __future__ import annotations

from bisect import bisect_right
from typing import TypeVar

from minutebook.document import Document
from minutebook.schema import Entry, Minutes

_DOUBTFUL = 0.8  # words read with less ask for a human look
FLAG = "doubtful_reading"

EntryType = TypeVar("EntryType", bound=Entry)


def weigh_readings(document: Document, minutes: Minutes) -> Minutes:
    """The record with each entry's confidence times how surely the lines of its evidence were read.

    Entries from lines read with a confidence under 0.8 are flagged `doubtful_reading`. Entries from text
    layers, and all of a document that no OCR read, stay as they are.
    """
    if not document.readings:
        return minutes
    lines = sorted((span.start, span.end, sure) for span, sure in document.readings)
    scale = _Scale([start for start, _, _ in lines], lines)
    actions = tuple(
        scale.weigh(action.model_copy(update={"leads": tuple(map(scale.weigh, action.leads))}))
        for action in minutes.actions
    )
    return minutes.model_copy(
        update={
            "meeting": scale.weigh(minutes.meeting) if minutes.meeting else None,
            "attendees": tuple(map(scale.weigh, minutes.attendees)),
            "organisations": tuple(map(scale.weigh, minutes.organisations)),
            "agenda_items": tuple(map(scale.weigh, minutes.agenda_items)),
            "actions": actions,
            "decisions": tuple(map(scale.weigh, minutes.decisions)),
            "dates": tuple(map(scale.weigh, minutes.dates)),
        }
    )


class _Scale:
    """The scanned lines by where they begin."""

    def __init__(self, starts: list[int], lines: list[tuple[int, int, float]]) -> None:
        self.starts = starts
        self.lines = lines

    def weigh(self, entry: EntryType) -> EntryType:
        """The entry with its confidence and flags by its least sure evidence."""
        sure = [value for quote in entry.evidence for value in self._over(quote.start, quote.end)]
        if not sure:
            return entry
        least = min(sure)
        flags = entry.flags
        if least < _DOUBTFUL and FLAG not in flags:
            flags = (*flags, FLAG)
        mean = sum(sure) / len(sure)
        return entry.model_copy(update={"confidence": round(entry.confidence * mean, 3), "flags": flags})

    def _over(self, start: int, end: int) -> list[float]:
        index = max(bisect_right(self.starts, start) - 1, 0)
        found: list[float] = []
        while index < len(self.lines) and self.lines[index][0] < end:
            first, last, sure = self.lines[index]
            if first < end and start < last:
                found.append(sure)
            index += 1
        return found
