"""Plain commitments in prose: a person, role or body, then "will", "to", "agreed to" and a task."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from minutebook.document import Document, Span
from minutebook.rulebook import Match, Rule, Rulebook
from minutebook.stages.actions.draft import Draft
from minutebook.stages.actions.who import LeadReader, Who
from minutebook.stages.actions.wording import Wording

FORMS = ("will", "agreed", "is-to", "asked", "outstanding", "should", "would", "to", "subjunctive")
CUE = re.compile(
    r"\b(?:will|shall|to|would|should|must|agree[ds]?|resolved|RESOLVED|AGREED)\b", re.IGNORECASE
)
LOOSE = ("to", "agreed", "asked", "should")


@dataclass(frozen=True)
class Commitments:
    """Finds commitments sentence by sentence in one document."""

    document: Document
    rulebook: Rulebook
    reader: LeadReader
    wording: Wording

    def find(self, sentence: Span, before: Span | None, *, listed: bool = False) -> list[Draft]:
        """The commitments of a sentence, left to right, none overlapping.

        `before` is the sentence before it, for a pronoun's sake; `listed` is true in a list that a
        resolution opens, where every paragraph hangs on "RESOLVED that".
        """
        text = self.document[sentence]
        if not (listed or CUE.search(text)) or self.rulebook["actions.not.sentence"].match(text):
            return []
        out: list[Draft] = []
        taken = sentence.start
        for match, rule in self._matches(sentence):
            if match.start() < taken:
                continue
            draft = self._draft(sentence, match, rule, before, listed=listed)
            if draft is None:
                continue
            if out and draft.span.start < out[-1].span.end:
                out[-1] = replace(out[-1], span=self.wording.trim(Span(out[-1].span.start, draft.span.start)))
            out.append(draft)
            taken = match.end()
        for draft in out:
            found = self.wording.due(draft.span)
            if found is not None:
                draft.due, draft.due_rule = found
        return out

    def agent(self, sentence: Span) -> list[Who]:
        """The agent of a passive: "will be reviewed by the Finance Committee"."""
        match = self.rulebook["actions.commit.by-whom"].compiled.search(
            self.document.text, sentence.start, sentence.end
        )
        if match is None:
            return []
        leads, _ = self.reader.read_list(match.end(), sentence.end)
        return [who for who in leads if who.kind != "pronoun"]

    def _matches(self, sentence: Span) -> Iterator[tuple[Match, Rule]]:
        found = []
        for rank, form in enumerate(FORMS):
            rule = self.rulebook[f"actions.commit.{form}"]
            for match in rule.compiled.finditer(self.document.text, sentence.start, sentence.end):
                found.append((match.start(), rank, match, rule))
        found.sort(key=lambda entry: entry[:2])
        for _, _, match, rule in found:
            yield match, rule

    def _draft(
        self, sentence: Span, match: Match, rule: Rule, before: Span | None, *, listed: bool
    ) -> Draft | None:
        form = rule.value or ""
        verb = match["verb"]
        if not verb[0].islower() or (form in LOOSE and verb in self.rulebook.terms["vague-verbs"]):
            return None
        found = self._subject(sentence, match.start())
        if found is None:
            return None
        start, leads = found
        prefix = self.document.text[sentence.start : start]
        agreed = listed or self.rulebook["actions.prefix.agreed"].compiled.search(prefix) is not None
        if not self._allowed(form, leads, prefix, agreed=agreed, tail=self.document.text[match.end() :][:1]):
            return None
        named = self._name_pronouns(leads, sentence, start, before)
        if named is None:
            return None
        span = self.wording.trim(Span(start, sentence.end))
        flags = ["unresolved_lead"] if any(who.kind == "pronoun" for who in named) else []
        return Draft(span=span, rule=rule.id, leads=named, confidence=0.8, flags=flags)

    def _subject(self, sentence: Span, end: int) -> tuple[int, list[Who]] | None:
        """Where the subject before `end` begins and who it is: the longest that reads as leads only."""
        text = self.document.text
        starts = [sentence.start]
        clause = self.rulebook["actions.clause"].compiled
        starts += [m.end() for m in clause.finditer(text, sentence.start, end) if m.end() < end]
        for start in starts:
            while start < end and text[start] in " \t•▪*–—-“\"‘'(":
                start += 1
            leads = self.reader.whole(start, end) if end - start < 160 else None
            if leads:
                return start, leads
        return None

    def _allowed(self, form: str, leads: list[Who], prefix: str, *, agreed: bool, tail: str) -> bool:
        """Whether these words by this subject bind it: no proposal, no report of what others plan."""
        book = self.rulebook
        kinds = {who.kind for who in leads}
        named = kinds <= {"person", "first", "initials", "role", "pronoun"}
        if form in ("should", "subjunctive"):
            return agreed and "pronoun" not in kinds
        if book["actions.prefix.doubt"].compiled.search(prefix) and not agreed:
            return False
        reported = book["actions.prefix.reported"].compiled.search(prefix) is not None
        if form == "would":
            return (agreed or (named and (not reported or kinds == {"pronoun"}))) and "group" not in kinds
        if form == "to":
            opens = not prefix.strip() or book["actions.clause.strong"].compiled.search(prefix) is not None
            return (opens or agreed) and "pronoun" not in kinds
        if form == "agreed":
            return named and not self._is_meeting(leads)
        if form == "asked":
            return "pronoun" not in kinds
        if form in ("will", "is-to", "outstanding"):
            if reported and not agreed:
                return kinds == {"pronoun"} or kinds <= {"person", "first", "initials"}
            return not ("group" in kinds and form != "will")
        return True

    def _is_meeting(self, leads: list[Who]) -> bool:
        words = self.rulebook.terms["meeting-words"]
        return any(who.text.lower().split()[-1] in words for who in leads)

    def _name_pronouns(
        self, leads: list[Who], sentence: Span, start: int, before: Span | None
    ) -> list[Who] | None:
        """A pronoun gives way to the person who is the subject of the clause or sentence before."""
        if all(who.kind != "pronoun" for who in leads):
            return leads
        for stretch in (Span(sentence.start, start), before):
            if stretch is None or stretch.end <= stretch.start:
                continue
            found = self._first_subject(stretch)
            if found is not None:
                return [found]
        if leads[0].text.lower() in ("they", "we"):
            return None
        return leads

    def _first_subject(self, stretch: Span) -> Who | None:
        text = self.document.text
        pos = stretch.start
        clause = self.rulebook["actions.clause"].compiled
        for start in [pos, *[m.end() for m in clause.finditer(text, pos, stretch.end)]]:
            one = self.reader.read(start, stretch.end)
            if one is not None and one[0].kind in ("person", "first", "initials", "role"):
                return one[0]
        return None
