"""Reads runs of paragraphs: labelled actions, tracker entries, lists of actions, plain commitments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from minutebook.document import Block, Document, Span
from minutebook.rulebook import Rulebook
from minutebook.stages.actions.commitments import Commitments
from minutebook.stages.actions.draft import Draft
from minutebook.stages.actions.labels import Labels, cut
from minutebook.stages.actions.sections import Section
from minutebook.stages.actions.tasks import Tasks
from minutebook.stages.actions.trackers import Trackers
from minutebook.stages.actions.wording import Wording


@dataclass(frozen=True)
class Passages:
    """Finds the actions in runs of paragraphs of one document."""

    document: Document
    rulebook: Rulebook
    wording: Wording
    commitments: Commitments
    tasks: Tasks
    labels: Labels
    trackers: Trackers
    sections: tuple[Section, ...]

    def read(self, blocks: Sequence[Block]) -> list[Draft]:
        """The actions of the paragraphs, in order."""
        out: list[Draft] = []
        index = 0
        before: Block | None = None
        listed = False
        while index < len(blocks):
            block = blocks[index]
            listed = self._hangs_on_resolution(block, before, listed=listed)
            used = self._step(blocks, index, self.sections[block.index], out, listed=listed)
            before = blocks[index + used - 1]
            index += used
        return out

    def _step(
        self, blocks: Sequence[Block], index: int, section: Section, out: list[Draft], *, listed: bool
    ) -> int:
        """Read what begins at `index`; how many blocks that took."""
        block = blocks[index]
        if used := self.labels.read(blocks, index, out):
            return used
        if section == "agenda":
            return 1
        entry = self.trackers.entry(blocks, index, section)
        if entry is not None:
            drafts, used = entry
            out += drafts
            return used
        if self._for_whom(block, out) or self.labels.read_words(blocks, index, out):
            return 1
        listing = section in ("new", "old", "closed") and block.kind != "heading"
        if listing and self._line(block, out, section):
            return 1
        self._prose(block, out, listed=listed)
        return 1

    def _for_whom(self, block: Block, out: list[Draft]) -> bool:
        """`ACTION CT: price a lamp`: who stands between the label and the colon."""
        match = self.rulebook["actions.label.who"].match(block.text)
        if match is None:
            return False
        start = block.span.start
        leads = self.tasks.reader.whole(start + match.start("who"), start + match.end("who"), column=True)
        if not leads or any(who.kind == "pronoun" or self.tasks.reader.is_unheard(who) for who in leads):
            return False
        span = self.tasks.opening(self.wording.trim(Span(start + match.start("rest"), block.span.end)))
        draft = Draft(span=span, rule="actions.label.who", leads=leads, marked=True, confidence=0.95)
        self.tasks.set_due(draft)
        out.append(draft)
        return True

    def _line(self, block: Block, out: list[Draft], section: Section) -> bool:
        """A line under a heading that lists actions; False where it does not read like one."""
        enumerated = self.rulebook["actions.entry.enumerated"].match(block.text)
        span = self.tasks.words(block)
        if enumerated is not None:
            span = self.wording.trim(Span(block.span.start + enumerated.end(), block.span.end))
        draft = Draft(span=span, rule="actions.section.new", marked=True, confidence=0.85)
        if section != "new":
            draft.origin = "carried_forward"
            draft.status = "closed" if section == "closed" else "open"
        self.tasks.fill(draft)
        words = self.document[draft.span]
        imperative = self.rulebook["actions.task.imperative"].match(words) is not None
        if (not draft.leads and not imperative) or self.rulebook["actions.not.task"].match(words):
            return False
        self.tasks.set_due(draft)
        out.append(draft)
        return True

    def _hangs_on_resolution(self, block: Block, before: Block | None, *, listed: bool) -> bool:
        """Whether the paragraph is an entry of the list that "RESOLVED that" opens above it."""
        if before is None:
            return False
        opens = self.rulebook["actions.prefix.agreed"].match(before.text.rstrip().rstrip(":"))
        item = block.kind == "list_item" or self.rulebook["actions.entry.enumerated"].match(block.text)
        return opens is not None or (listed and bool(item))

    def _prose(self, block: Block, out: list[Draft], *, listed: bool) -> None:
        """Commitments sentence by sentence, with labels in mid-paragraph and in brackets."""
        span = self.tasks.words(block)
        inline = self.rulebook["actions.label.inline"].compiled.search(self.document.text, *span)
        rest = span.end
        if inline is not None:
            rest = inline.end()
            span = Span(span.start, inline.start())
        before: Span | None = None
        for sentence in self.wording.sentences(span):
            if out and before is not None and self._deadline(out[-1], before, sentence):
                continue
            bracket = self.rulebook["actions.label.bracket"].compiled.search(self.document.text, *sentence)
            if bracket is None or not self.labels.bracketed(bracket, sentence, before, out):
                for part in self._parts(sentence):
                    out += self.commitments.find(part, before, listed=listed or part != sentence)
            before = sentence
        if inline is not None:
            group = next((g for g in ("ref", "ref2") if inline[g]), None)
            ref = None if group is None else Span(*inline.span(group))
            above = block if before is None else cut(block, before)
            self.labels.labelled(Span(rest, block.span.end), above, out, ref)

    def _deadline(self, draft: Draft, before: Span, sentence: Span) -> bool:
        """ "The Clerk to complete the form. Due 15 January." """
        if draft.due is not None or not draft.span.overlaps(before):
            return False
        found = self.wording.deadline(sentence)
        if found is not None:
            draft.due, draft.due_rule = found
        return found is not None

    def _parts(self, sentence: Span) -> list[Span]:
        """The clauses of a resolution in one paragraph: "RESOLVED: That (i) …; and (ii) …"."""
        text = self.document[sentence]
        opens = self.rulebook["actions.prefix.agreed"].match(text.split("(", 1)[0].rstrip())
        if ";" not in text or opens is None:
            return [sentence]
        parts, start = [], sentence.start
        for piece in text.split(";"):
            parts.append(Span(start, start + len(piece)))
            start += len(piece) + 1
        return parts
