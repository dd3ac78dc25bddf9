"""The task among sentences, and who is to do it by the words of the task itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from minutebook.document import Block, Document, Span
from minutebook.layout import Layout
from minutebook.rulebook import Rulebook
from minutebook.stages.actions.commitments import Commitments
from minutebook.stages.actions.draft import Draft
from minutebook.stages.actions.who import LeadReader, Who
from minutebook.stages.actions.wording import Wording

NEAR = 25
"""A subject this many characters from the start of an action still opens it."""
MAX_LEADS = 80
SHORT_HALF = 3
"""Words of what stands beside a slash that is no sentence in a second language."""


@dataclass(frozen=True)
class Tasks:
    """Reads the words of actions that a label, list or column has marked."""

    document: Document
    rulebook: Rulebook
    layout: Layout
    reader: LeadReader
    wording: Wording
    commitments: Commitments

    def words(self, block: Block) -> Span:
        """The block without the number or bullet that it begins with."""
        label = block.label or ""
        if label and block.text.startswith(label):
            return self.wording.trim(Span(block.span.start + len(label), block.span.end))
        return block.span

    def item(self, offset: int) -> int | None:
        """Where the item that holds the offset begins."""
        item = self.layout.item_at(offset)
        return None if item is None else item.heading.start

    # ------------------------------------------------------------------ who and when

    def set_due(self, draft: Draft) -> None:
        """The due phrase that the action's own words hold, where it has none yet."""
        found = (
            None if draft.due is not None else self.wording.due(draft.span) or self.wording.tail(draft.span)
        )
        if found is not None:
            draft.due, draft.due_rule = found

    def leads_and_due(self, span: Span) -> tuple[list[Who], Span] | None:
        """The leads of a stretch that else only says when: "Lead Officer by 20 April"."""
        if span.end - span.start > MAX_LEADS:
            return None
        leads, stop = self.reader.read_list(*span)
        if not leads or any(who.kind == "pronoun" for who in leads):
            return None
        behind = self.rulebook["actions.due.behind-lead"].compiled.fullmatch(
            self.document.text, stop, span.end
        )
        return None if behind is None else (leads, Span(*behind.span("due")))

    def leads_only(self, span: Span) -> list[Who]:
        """The leads of a stretch that holds nothing else; empty where it does."""
        if span.end - span.start > MAX_LEADS:
            return []
        leads = self.reader.whole(*span)
        if leads is None or any(who.kind == "pronoun" for who in leads):
            return []
        return leads

    def fill(self, draft: Draft) -> None:
        """The leads that the words name: before "to" or a colon, as the agent, or after the words."""
        first = self.wording.sentences(draft.span)[:1]
        found = self.commitments.find(first[0], None, marked=True) if first else []
        near = [d for d in found if d.span.start - draft.span.start < NEAR]
        if near:
            draft.leads = near[0].leads
        elif first and (agent := self.commitments.agent(first[0])):
            draft.leads = agent
        elif not self._leads_after(draft):
            self.lead_ahead(draft)
        if not draft.leads:
            draft.leads = self._other_tongue(draft.span)

    def _other_tongue(self, span: Span) -> list[Who]:
        """The leads of the second half of words in two languages: `Clerc i brynu … / Clerk to buy …`."""
        first, slash, second = self.document[span].partition(" / ")
        if not slash or " / " in second or min(len(first.split()), len(second.split())) <= SHORT_HALF:
            return []
        half = Span(span.start + len(first) + len(slash), span.end)
        found = self.commitments.find(half, None, marked=True)
        return found[0].leads if found and found[0].span.start - half.start < NEAR else []

    def owner_behind(self, span: Span) -> tuple[Span, list[Who], Span | None] | None:
        """Words, leads and due phrase of `Price a lamp. Owner: CT. Due: 3 May`; None where none follow."""
        found = self.rulebook["actions.label.owner-behind"].compiled.search(self.document.text, *span)
        leads = self.reader.whole(*found.span("who"), column=True) if found is not None else None
        if found is None or not leads or found.start() <= span.start:
            return None
        due = Span(*found.span("due")) if found["due"] else None
        return self.wording.trim(Span(span.start, found.start())), leads, due

    def _leads_after(self, draft: Draft) -> bool:
        start, text = draft.span.start, self.document[draft.span]
        trailing = self.rulebook["actions.label.trailing"].compiled
        marks = (m.start() for m in re.finditer(r"[\[(–—→-]", text))
        for match in (trailing.match(text, pos) for pos in marks):
            if match is None or match.end() != len(text) or match.start() == 0:
                continue
            leads = self.reader.whole(start + match.start("who"), start + match.end("who"))
            if leads and leads[0].kind != "pronoun":
                draft.leads = leads
                draft.span = self.wording.trim(Span(start, start + match.start()))
                return True
        return False

    def lead_ahead(self, draft: Draft) -> None:
        """The lead before a colon or dash at the start ("Idris: price a lamp"), cut off the words."""
        start, text = draft.span.start, self.document[draft.span]
        ahead = self.rulebook["actions.label.lead-first"].match(text)
        if ahead is None:
            return
        leads = self.reader.whole(start + ahead.start("who"), start + ahead.end("who"), column=True)
        if leads and not any(who.kind == "pronoun" or self.reader.is_unheard(who) for who in leads):
            draft.leads = leads
            draft.span = self.wording.trim(Span(start + ahead.start("rest"), draft.span.end))

    # ------------------------------------------------------------------ which sentence

    def sentence(self, span: Span) -> Span | None:
        """The sentence of a stretch that states the task; the last one where none says so."""
        chosen = self.best([span], 1)
        return chosen[0] if chosen else None

    def of_rows(self, blocks: Sequence[Block], count: int) -> list[Span]:
        """The `count` best sentences in paragraphs that are no headings."""
        return self.best([self.words(b) for b in blocks if not _heads(b)], count)

    def best(self, spans: Sequence[Span], count: int) -> list[Span]:
        """The `count` sentences that best state a task, in order of the document."""
        scored = []
        for span in spans:
            for sentence in self.wording.sentences(span):
                if len(self.document[sentence].split()) > 2 or (count == 1 and len(spans) == 1):
                    scored.append((self.score(sentence), sentence.start, sentence))
        best = sorted(scored, reverse=True)[:count]
        return [self.wording.trim(sentence) for *_, sentence in sorted(best, key=lambda entry: entry[1])]

    def score(self, sentence: Span) -> int:
        """How much a sentence looks like a task: 0 where nothing in it does."""
        text = self.document[sentence]
        values = [int(r.value or 0) for r in self.rulebook.group("actions.task") if r.match(text)]
        return max(values, default=0) + (2 if self.commitments.find(sentence, None) else 0)

    def opening(self, span: Span) -> Span:
        """The first sentence of a stretch and those after it that go on with the task."""
        parts = self.wording.sentences(span)
        if not parts:
            return span
        last = parts[0]
        first = self.commitments.find(last, None, marked=True)
        known = {who.text for draft in first for who in draft.leads}
        for part in parts[1:]:
            found = self.commitments.find(part, None)
            leads = {who.text for draft in found for who in draft.leads if who.kind != "pronoun"}
            imperative = self.rulebook["actions.task.imperative"].match(self.document[part])
            if (imperative is None and not found) or (known and leads - known):
                break
            last = part
        return self.wording.trim(Span(parts[0].start, last.end))


def _heads(block: Block) -> bool:
    """A bold line without a full stop heads what follows."""
    return block.kind == "heading" or (block.bold and not block.text.rstrip().endswith((".", "!", "?")))
