"""Status words, due phrases and sentences: what the words of an action say beside the task."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from minutebook.document import Document, Span
from minutebook.rulebook import Rulebook
from minutebook.stages.actions.draft import Draft
from minutebook.text.sentences import sentences

STRONG_DUE = ("week", "bracket", "within", "by", "meeting", "month", "on", "asap", "today")
OWN = frozenset({"bracket", "meeting", "month", "on"})
"""Kinds whose due phrase is a group of the match instead of the whole."""

LONGEST_TAIL = 200  # characters in which joining words and commas at an end are looked for at once


@dataclass(frozen=True)
class Wording:
    """Reads stretches of one document."""

    document: Document
    rulebook: Rulebook

    def sentences(self, span: Span) -> list[Span]:
        """The sentences of a stretch, as spans of the document."""
        found = self._split.get(span)
        if found is None:
            parts = sentences(self.document[span], self._short)
            found = self._split[span] = [Span(span.start + p.start, span.start + p.end) for p in parts]
        return list(found)

    @cached_property
    def _split(self) -> dict[Span, list[Span]]:
        """What was split already: rows are looked at more than once."""
        return {}

    @cached_property
    def _short(self) -> tuple[str, ...]:
        terms = self.rulebook.terms
        return (*terms["sentence-abbreviations"], *terms["honorifics"], *terms["ranks"])

    def trim(self, span: Span) -> Span:
        """Without bullets and blanks before the stretch and joining words, commas and blanks after it."""
        text = self.document.text
        start, end = span
        while start < end and (text[start].isspace() or text[start] in "•▪*–—-:;,."):
            start += 1
        tail = self.rulebook["actions.trim.tail"].compiled
        # Only the end is looked at: a wall of labels asks this of what is left, at each of them.
        while (found := tail.search(text[(low := max(start, end - LONGEST_TAIL)) : end])) is not None:
            end = low + found.start()
        return Span(start, max(start, end))

    # ------------------------------------------------------------------ due

    def due(self, span: Span, *, loose: bool = True) -> tuple[Span, str] | None:
        """The due phrase in the words of an action: the first of the strongest kind.

        `loose` takes a day or month at the end of a clause too, without a word like "by".
        """
        text = self.document[span]
        for kind in STRONG_DUE:
            rule = self.rulebook[f"actions.due.{kind}"]
            match = rule.compiled.search(text) if loose or kind != "on" else None
            if match is None or (kind == "on" and self._of_something_else(text[: match.start()])):
                continue
            named = [g for g in ("due", "from", "day", "month", "meeting") if match.groupdict().get(g)]
            start, end = match.span(named[0]) if named and kind in OWN else match.span()
            while text[start:end].endswith((" ", ",", ".")) and kind != "asap":
                end -= 1
            return Span(span.start + start, span.start + end), rule.id
        return None

    def tail(self, span: Span) -> tuple[Span, str] | None:
        """The day behind a dash or in brackets at the end of a marked action."""
        rule = self.rulebook["actions.due.tail"]
        match = rule.compiled.search(self.document[span])
        if match is None:
            return None
        return Span(span.start + match.start("due"), span.start + match.end("due")), rule.id

    def _of_something_else(self, before: str) -> bool:
        """Whether the words before a day say that something else happens then."""
        if self.rulebook["actions.due.own"].compiled.search(before) is not None:
            return False
        return self.rulebook["actions.due.not-own"].compiled.search(before) is not None

    def deadline(self, span: Span) -> tuple[Span, str] | None:
        """The day that a sentence about the deadline gives."""
        rule = self.rulebook["actions.due.deadline"]
        match = rule.match(self.document[span])
        if match is None or not self._names_time(match["due"]):
            return None
        return Span(span.start + match.start("due"), span.start + match.end("due")), rule.id

    def due_in_update(self, span: Span) -> tuple[Span, str] | None:
        """A new date that progress text or a status cell gives the action."""
        rule = self.rulebook["actions.due.update"]
        match = rule.compiled.search(self.document[span])
        if match is None or not self._names_time(match["due"]):
            return None
        return Span(span.start + match.start("due"), span.start + match.end("due")), rule.id

    def _names_time(self, words: str) -> bool:
        low = words.lower().split()
        if any(word[:1].isdigit() for word in low) or "meeting" in low:
            return True
        return any(month in low for month in self.rulebook.tables["months"])

    # ------------------------------------------------------------------ status

    def set_status(self, draft: Draft, span: Span) -> bool:
        """Give the draft the status that the words state; False where they state none."""
        text = self.document[span]
        for name in ("superseded", "reopened", "accepted", "completed", "open-word"):
            rule = self.rulebook[f"actions.status.{name}"]
            match = rule.compiled.search(text)
            if match is None:
                continue
            draft.status_span = Span(span.start + match.start(), span.start + match.end())
            if name == "superseded":
                draft.status = "superseded"
            elif name in ("accepted", "completed"):
                draft.status = "closed"
                draft.accepted = name == "accepted"
                draft.completed = name == "completed"
            else:
                draft.status = "open"
            return True
        return False

    def is_status_only(self, span: Span) -> bool:
        """A sentence that states a status and nothing else."""
        return self.rulebook["actions.status.only"].match(self.document[span]) is not None

    def set_progress(self, draft: Draft, span: Span) -> None:
        """Progress text after the task: its status, and the update without a closing status word."""
        parts = self.sentences(span)
        if not parts:
            return
        self.set_status(draft, span)
        kept = list(parts)
        while kept and self.is_status_only(kept[-1]):
            kept.pop()
        if kept:
            draft.update = self.trim(Span(kept[0].start, kept[-1].end))
        if draft.due is None and draft.status == "open" and (found := self.due_in_update(span)) is not None:
            draft.due, draft.due_rule = found
