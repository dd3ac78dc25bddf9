"""Actions that a label marks: "Action:", "ACTION [Idris]", "Action by: …", "(Action: …)", "… → Idris"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from minutebook.document import Block, Document, Span
from minutebook.rulebook import Match, Rulebook
from minutebook.stages.actions.commitments import Commitments
from minutebook.stages.actions.draft import Draft
from minutebook.stages.actions.tasks import Tasks
from minutebook.stages.actions.who import LeadReader, Who
from minutebook.stages.actions.wording import Wording


@dataclass(frozen=True)
class Labels:
    """Reads labelled actions; found ones are appended to the list given."""

    document: Document
    rulebook: Rulebook
    reader: LeadReader
    wording: Wording
    commitments: Commitments
    tasks: Tasks
    margin: frozenset[int] = frozenset()

    def read(self, blocks: Sequence[Block], index: int, out: list[Draft]) -> int:
        """Read the label that the block at `index` begins with; how many blocks that took, 0 for none."""
        block = blocks[index]
        before = blocks[index - 1] if index else None
        if block.index in self.margin:
            leads = self.reader.whole(*block.span, column=True) or []
            draft = Draft(span=block.span, rule="actions.margin.head", marked=True, confidence=0.8)
            if (
                leads
                and self._point_back(draft, leads, before, out)
                and len(self.document[draft.span].split()) >= 3
            ):
                self.tasks.set_due(draft)
                out.append(draft)
            return 1
        if self.rulebook["actions.label.bare"].match(block.text.strip()):
            return 1 + self._below(blocks, index, out)
        if (by := self.rulebook["actions.label.by"].match(block.text)) is not None:
            self._action_by(_span(block, by, "who"), before, out)
            return 1
        open_entry = bool(out) and out[-1].marked and out[-1].rule != "actions.label.arrow"
        detail = self.rulebook["actions.label.detail"].match(block.text) if open_entry else None
        if detail is not None and self._right_below(blocks, index, out[-1]):
            self._detail(block, detail, out[-1])
            return 1
        return 0

    def read_words(self, blocks: Sequence[Block], index: int, out: list[Draft]) -> bool:
        """Read a label with words after it in the same paragraph."""
        block = blocks[index]
        before = blocks[index - 1] if index else None
        if self._tagged(blocks, index, out) or self._arrow(block, out):
            return True
        label = self._label(block)
        if label is not None:
            ref = _span(block, label, "ref") if label.groupdict().get("ref") else None
            self.labelled(_span(block, label, "rest"), before, out, ref)
            return True
        todo = self.rulebook["actions.label.todo"].compiled.match(self.document.text, *block.span)
        if todo is not None:
            self._todo(todo, out)
            return True
        return self._alone(blocks, index, out)

    def labelled(self, span: Span, before: Block | None, out: list[Draft], ref: Span | None) -> None:
        """An action whose words follow a label; leads alone point to the words before the label."""
        again = self.rulebook["actions.label.inline"].compiled
        span = self.wording.trim(span)
        while (more := again.search(self.document.text, *span)) is not None:
            first = self.wording.trim(Span(span.start, more.start()))
            if first.start < first.end:  # a label printed twice makes no action
                self._one(first, before, out, ref)
            span, before, ref = self.wording.trim(Span(more.end(), span.end)), None, None
        self._one(span, before, out, ref)

    def _one(self, span: Span, before: Block | None, out: list[Draft], ref: Span | None) -> None:
        """The action of one label; no other label stands in the words."""
        todo = self.rulebook["actions.label.todo"].compiled.match(self.document.text, *span)
        if todo is not None:
            self._todo(todo, out)
            return
        update = self.rulebook["actions.label.update"].compiled.search(self.document.text, *span)
        progress = None
        if update is not None:
            progress = Span(update.end(), span.end)
            span = self.wording.trim(Span(span.start, update.start()))
        draft = Draft(span=span, rule="actions.label.start", marked=True, confidence=0.95)
        if ref is not None:
            draft.ref, draft.ref_span = self.document[ref], ref
        only = self.tasks.leads_only(span)
        if not only and (dated := self.tasks.leads_and_due(span)) is not None:
            only, draft.due = dated
            draft.due_rule = "actions.due.behind-lead"
        if only:
            if not self._point_back(draft, only, before, out):
                return
        elif self.rulebook["actions.not.task"].match(self.document[span]):
            return
        elif (behind := self.tasks.owner_behind(span)) is not None:
            draft.span, draft.leads, draft.due = behind
            draft.due_rule = "actions.label.owner-behind"
        else:
            draft.span = self.tasks.opening(span)
            self.tasks.fill(draft)
        if progress is not None:
            draft.origin = "carried_forward" if draft.ref else "new"
            self.wording.set_progress(draft, progress)
        self.tasks.set_due(draft)
        out.append(draft)
        if not only and progress is None:
            for sentence in self.wording.sentences(Span(draft.span.end, span.end)):
                if draft.due is None and (found := self.wording.deadline(sentence)) is not None:
                    draft.due, draft.due_rule = found
                out += self.commitments.find(sentence, draft.span)

    def bracketed(self, match: Match, sentence: Span, before: Span | None, out: list[Draft]) -> bool:
        """`(Action: A Pennock)` after a sentence makes it an action; `(Action 3)` only points to a table."""
        if not match["who"]:
            return False
        inside = Span(*match.span("who"))
        due: Span | None = None
        leads = self.reader.whole(*inside)
        if not leads and (dated := self.tasks.leads_and_due(inside)) is not None:
            leads, due = dated
        if not leads:
            return False
        target = self.wording.trim(Span(sentence.start, match.start()))
        if len(self.document[target].split()) < 3 and before is not None:
            target = before
        draft = Draft(span=target, rule="actions.label.bracket", leads=leads, marked=True)
        if due is not None:
            draft.due, draft.due_rule = due, "actions.due.behind-lead"
        if match["ref"]:
            draft.ref, draft.ref_span = match["ref"], Span(match.start("ref"), match.end("ref"))
        self.tasks.set_due(draft)
        out.append(draft)
        return True

    # ------------------------------------------------------------------ a label alone

    def _below(self, blocks: Sequence[Block], index: int, out: list[Draft]) -> int:
        """The paragraphs under a label that stands alone."""
        label = blocks[index]
        found = self.rulebook["actions.label.bare"].match(label.text)
        ref = _span(label, found, "ref") if found is not None and found["ref"] else None
        used = 0
        for block in blocks[index + 1 :]:
            if self._ends(label, block, blocks[index + used], first=not used):
                break
            self.labelled(block.span, None, out, ref)
            used += 1
        return used

    def _ends(self, label: Block, block: Block, above: Block, *, first: bool) -> bool:
        """Whether the list under a label has ended before this block."""
        names = ("bare", "start", "by", *(() if first else ("detail",)))
        if block.kind == "heading" or any(
            self.rulebook[f"actions.label.{n}"].match(block.text) for n in names
        ):
            return True
        inner = label.kind != "list_item" or (block.kind == "list_item" and _level(block) > _level(label))
        if not inner:
            return True
        if first:
            return False
        if label.bold or block.bold:
            return label.bold != block.bold
        if block.kind == "list_item" and above.kind == "list_item":
            return _level(block) != _level(above) or not self._reads_like_task(block)
        return block.kind == "list_item" or not self._reads_like_task(block)

    def _reads_like_task(self, block: Block) -> bool:
        draft = Draft(span=self.tasks.words(block), rule="actions.label.start")
        self.tasks.fill(draft)
        return bool(draft.leads) or self.rulebook["actions.task.imperative"].match(block.text) is not None

    # ------------------------------------------------------------------ leads alone after a label

    def _point_back(self, draft: Draft, leads: list[Who], before: Block | None, out: list[Draft]) -> bool:
        """Give the draft the words before the label; False where those are actions already."""
        if before is None or self._covered(before, out, leads):
            return False
        stated = self._stated(before, out, leads)
        target = self.tasks.sentence(self.tasks.words(before)) if stated is None else stated.span
        if target is None:
            return False
        if stated is not None:
            out.remove(stated)
            if draft.due is None:
                draft.due, draft.due_rule = stated.due, stated.due_rule
        draft.span, draft.leads, draft.rule = target, leads, "actions.label.inline"
        return True

    def _stated(self, before: Block, out: list[Draft], leads: list[Who]) -> Draft | None:
        """The commitment before the label that it speaks of: that of its leads, else the last one."""
        found = [d for d in out if d.span.overlaps(before.span) and not d.marked]
        wanted = {who.text for who in leads}
        own = [d for d in found if wanted & {who.text for who in d.leads}]
        return next(reversed(own or found), None)

    def _covered(self, before: Block, out: list[Draft], leads: list[Who]) -> bool:
        """Whether several commitments above a label of leads alone state its actions already."""
        item = self.tasks.item(before.span.start)
        above = []
        for draft in reversed(out):
            if draft.marked or self.tasks.item(draft.span.start) != item:
                break
            above.append(draft)
        if len(above) < 2:
            return False
        for draft in above:
            draft.marked = True
            draft.leads = draft.leads or leads
        return True

    def _action_by(self, who: Span, before: Block | None, out: list[Draft]) -> None:
        """A line that says who acts on the decision above it."""
        leads = self.reader.stretch(who)
        if before is None or not leads:
            return
        if out and out[-1].span.overlaps(before.span):
            out[-1].leads, out[-1].marked = leads, True
            return
        target = self.tasks.sentence(self.tasks.words(before))
        if target is not None:
            draft = Draft(span=target, rule="actions.label.by", leads=leads, marked=True)
            self.tasks.set_due(draft)
            out.append(draft)

    # ------------------------------------------------------------------ words after a label

    def _label(self, block: Block) -> Match | None:
        """The label that the paragraph begins with; one without a mark, or an arrow, where leads follow."""
        label = self.rulebook["actions.label.start"].match(block.text)
        if label is not None:
            return label
        weak = (self.rulebook[f"actions.label.{name}"].match(block.text) for name in ("loose", "arrow-start"))
        loose = next((found for found in weak if found is not None), None)
        if loose is None:
            return None
        start = block.span.start + loose.start("rest")
        found = self.commitments.find(Span(start, block.span.end), None, marked=True)
        return loose if found and found[0].span.start == start else None

    def _tagged(self, blocks: Sequence[Block], index: int, out: list[Draft]) -> bool:
        """`ACTION (ongoing) Idris: …`, `ACTION [Idris]: …`."""
        block = blocks[index]
        match = self.rulebook["actions.label.tagged"].match(block.text)
        if match is None:
            return False
        draft = Draft(span=_span(block, match, "rest"), rule="actions.label.tagged", marked=True)
        if self.document[draft.span].rstrip().endswith(":") and index + 1 < len(blocks):
            draft.leads = self.reader.stretch(draft.span)
            draft.span = blocks[index + 1].span
        named = next((g for g in ("who", "who2") if match[g]), None)
        self.tasks.fill(draft)
        if named is not None:
            draft.leads = self.reader.stretch(_span(block, match, named))
        draft.span = self.wording.trim(draft.span)
        if match["state"]:
            state = _span(block, match, "state")
            if self.wording.set_status(draft, state):
                draft.origin = "carried_forward"
            elif named is None and (inside := self.reader.whole(*state)):
                draft.leads = inside
        self.tasks.set_due(draft)
        out.append(draft)
        return True

    def _alone(self, blocks: Sequence[Block], index: int, out: list[Draft]) -> bool:
        """`… is out. ACTION (CT)`: the label with leads and nothing else ends the paragraph."""
        block = blocks[index]
        match = self.rulebook["actions.label.alone"].match(block.text)
        if match is None:
            return False
        leads = self.reader.whole(*_span(block, match, "inside" if match["inside"] else "who"))
        if not leads or any(who.kind == "pronoun" for who in leads):
            return False
        above = self.wording.trim(Span(block.span.start, block.span.start + match.start()))
        before = blocks[index - 1] if index else None
        if above.end > above.start:
            before = cut(block, above)
        draft = Draft(span=block.span, rule="actions.label.alone", leads=leads, marked=True)
        if not self._point_back(draft, leads, before, out):
            return False
        self.tasks.set_due(draft)
        out.append(draft)
        return True

    def _arrow(self, block: Block, out: list[Draft]) -> bool:
        """`Lamp post → Idris`."""
        match = self.rulebook["actions.label.arrow"].match(block.text)
        leads = [] if match is None else self.reader.stretch(_span(block, match, "who"))
        if match is None or not leads or any(who.kind == "raw" for who in leads):
            return False
        span = self.wording.trim(_span(block, match, "rest"))
        out.append(Draft(span=span, rule="actions.label.arrow", leads=leads, marked=True))
        return True

    def _right_below(self, blocks: Sequence[Block], index: int, draft: Draft) -> bool:
        """The action stands above, with no more between than its other details and one paragraph."""
        detail = self.rulebook["actions.label.detail"]
        at = index - 1
        while at > 0 and detail.match(blocks[at].text):
            at -= 1
        return at >= 0 and blocks[max(at - 1, 0)].span.start < draft.span.end

    def _detail(self, block: Block, match: Match, draft: Draft) -> None:
        """`Lead: CT Date: 3 May` under an action."""
        if match["who"]:
            draft.leads = self.reader.stretch(_span(block, match, "who")) or draft.leads
        if match["due"]:
            draft.due, draft.due_rule = _span(block, match, "due"), "actions.label.detail"

    def _todo(self, match: Match, out: list[Draft]) -> None:
        """`Treas TODO: Close the old account`; the match is one of the whole document."""
        draft = Draft(
            span=self.wording.trim(Span(*match.span("rest"))), rule="actions.label.todo", marked=True
        )
        if match["who"]:
            leads = self.reader.stretch(Span(*match.span("who")))
            draft.leads = [who for who in leads if who.kind != "raw"]
        else:
            self.tasks.fill(draft)
        self.tasks.set_due(draft)
        out.append(draft)


def _span(block: Block, match: Match, group: str) -> Span:
    return Span(block.span.start + match.start(group), block.span.start + match.end(group))


def _level(block: Block) -> int:
    return block.level or 0


def cut(block: Block, sentence: Span) -> Block:
    """A block that holds only the sentence, to look for a task in."""
    start = sentence.start - block.span.start
    return replace(block, span=sentence, text=block.text[start : sentence.end - block.span.start])
