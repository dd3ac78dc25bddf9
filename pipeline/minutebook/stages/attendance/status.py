"""What a cell says of attendance: words, ticks and codes, with the document's own legend first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import cast

from minutebook.document import Document, Span
from minutebook.evidence import AttendeeStatus
from minutebook.rulebook import Match, Rulebook
from minutebook.stages.attendance.marks import Marks
from minutebook.stages.attendance.person import Person
from minutebook.text.dates import find_dates

STATUSES = ("present", "apologies", "absent", "unknown")


@dataclass(frozen=True)
class Statuses:
    """Reads status cells; `codes` is the legend, `days` what the header gives as the meeting's day."""

    document: Document
    rulebook: Rulebook
    marks: Marks
    codes: dict[str, str]
    days: frozenset[str]

    @classmethod
    def of(cls, document: Document, rulebook: Rulebook, marks: Marks, legend: str, header: str) -> Statuses:
        """The reader, with the legend's codes and the days that the header states."""
        codes: dict[str, str] = {}
        pairs = rulebook["attendance.code.pair"], rulebook["attendance.legend.bare-pair"]
        for pair in pairs:
            for found in pair.compiled.finditer(legend):
                meaning = rulebook.first("attendance.code", found["meaning"].strip())
                if meaning is not None and meaning[0].value and meaning[0].id != pair.id:
                    codes.setdefault(found["code"], meaning[0].value)
        return cls(document, rulebook, marks, codes, frozenset(_days(rulebook, header)))

    def is_day(self, text: str) -> bool:
        """The text is a date, with its year or without."""
        return len(text) < 30 and bool(_days(self.rulebook, text) or self._day_of_year(text))

    def is_this_meeting(self, text: str) -> bool:
        """The text is the day of this meeting."""
        if len(text) >= 30:
            return False
        if self.days & set(_days(self.rulebook, text)):
            return True
        day = self._day_of_year(text)
        return day is not None and any(known.endswith(day) for known in self.days)

    def _day_of_year(self, text: str) -> str | None:
        """`-10-02` for a day without its year: `2 Oct`, `02/10`."""
        found = self.rulebook["attendance.column.day-month"].match(text)
        if found is not None:
            day, month = int(found["day"]), int(found["month"])
            return f"-{month:02}-{day:02}" if 1 <= day <= 31 and 1 <= month <= 12 else None
        days = [
            d for d in find_dates(text, self.rulebook, base=date(2000, 1, 1)) if d.start and d.start == d.end
        ]
        return days[0].start[4:] if len(days) == 1 and days[0].start else None

    def is_status(self, text: str) -> bool:
        """The text can be a status cell."""
        text = text.strip()
        if text in self.codes or len(text) > 90:
            return text in self.codes
        if self.rulebook.first("attendance.status", text):
            return True
        return self.rulebook["attendance.mark.represented"].match(text) is not None

    def apply(self, person: Person, span: Span, *, crossed: bool = False) -> bool:
        """Set the person's status from a cell; False where the cell says nothing.

        `crossed` says that a cross means present here.
        """
        text = self.document[span].strip()
        cross = self.rulebook["attendance.cross.present"]
        if crossed and cross.match(text):
            person.set_status("present", span, cross.producer)
            return True
        start = span.start + (len(self.document[span]) - len(self.document[span].lstrip()))
        code = self.codes.get(text)
        found = self.rulebook.first("attendance.status", text)
        if code is None and found is not None and found[0].value == "deputy" and _who(found[1]):
            code = self.codes.get(re.split(r"[\s–:,(-]", text)[0], "deputy")
        if code is None and found is not None:
            code = found[0].value
        producer = found[0].producer if found is not None else "rule:attendance.code.pair"
        if code == "deputy":
            person.set_status("apologies", span, producer)
            if found is not None and (group := _who(found[1])):
                low, high = found[1].span(group)
                name = self.marks.name(start + low, start + high)
                if name is not None:
                    person.give("represented_by", name.name, name.name_span, producer)
                    person.others["represented_by"] = Span(start + low, start + high)
            else:
                person.flags.append("unnamed_deputy")
            return True
        if code in STATUSES:
            person.set_status(cast("AttendeeStatus", code), span, producer)
            return code != "unknown" or bool(text)
        return self.marks.apply(person, span.start, span.end) and person.status != "unknown"

    def ticked(self, person: Person, kind: str, span: Span) -> None:
        """A mark in a column whose heading is the status; words there may name a deputy."""
        text = self.document[span].strip()
        rule = f"rule:attendance.column.{kind}"
        if kind == "deputy":
            name = self.marks.name(span.start, span.end)
            if name is not None:
                person.give("represented_by", name.name, name.name_span, rule)
                person.others["represented_by"] = Span(span.start, span.end)
                person.set_status("apologies", span, rule)
            return
        taken = len(text) > 3 and self.marks.apply(person, span.start, span.end)
        if taken and ("represented_by" in person.others or kind == "present"):
            return
        found = self.rulebook.first("attendance.status", text)
        if found is not None and found[0].value == "unknown":
            return
        if found is not None and found[0].id == "attendance.status.absent" and text.lower() in ("n", "no"):
            said = any(
                q.field == "status" and q.producer.partition(":")[2].startswith("attendance.column")
                for q in person.quotes
            )
            if kind == "present" and not said:
                person.set_status("absent", span, rule)  # `Present: No`; why, another column may say
            return
        person.set_status(cast("AttendeeStatus", kind), span, rule)


def _who(found: Match) -> str | None:
    """The group that holds the deputy's name; None where the cell names nobody."""
    return next((group for group in ("who", "who2") if found.groupdict().get(group)), None)


def _days(rulebook: Rulebook, text: str) -> list[str]:
    """The single days that a text states, ISO; days without a year are left out."""
    return [d.start for d in find_dates(text, rulebook, base=None) if d.start and d.start == d.end]
