"""Reads runs of paragraphs: labelled actions, tracker entries, lists of actions, plain commitments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from minutebook.document import Block, Document, Span
from minutebook.layout import Layout
from minutebook.rulebook import Match, Rulebook
from minutebook.stages.actions.commitments import Commitments
from minutebook.stages.actions.draft import Draft
from minutebook.stages.actions.sections import Section
from minutebook.stages.actions.trackers import Trackers
from minutebook.stages.actions.who import LeadReader, Who
from minutebook.stages.actions.wording import Wording


@dataclass(frozen=True)
class Passages:
    """Finds the actions in runs of paragraphs of one document."""

    document: Document
    rulebook: Rulebook
    reader: LeadReader
    wording: Wording
    commitments: Commitments
    trackers: Trackers
    layout: Layout
    sections: tuple[Section, ...]

    def read(self, blocks: Sequence[Block]) -> list[Draft]:
        """The actions of the paragraphs, in order."""
        out: list[Draft] = []
        index = 0
        before: Block | None = None
        listed = False
        while index < len(blocks):
            block = blocks[index]
            section = self.sections[block.index]
            listed = self._listed(block, before, listed=listed)
            used = self._step(blocks, index, section, out, listed=listed)
            before = blocks[index + used - 1]
            index += used
        return out

    def _step(
        self, blocks: Sequence[Block], index: int, section: Section, out: list[Draft], *, listed: bool
    ) -> int:
        """Read what begins at `index`; how many blocks that took."""
        block = blocks[index]
        text = block.text.strip()
        before = blocks[index - 1] if index else None
        if self.rulebook["actions.label.bare"].match(text):
            return 1 + self._after_label(blocks, index, out)
        if (by := self.rulebook["actions.label.by"].match(block.text)) is not None:
            self._action_by(self._span(block, by, "who"), before, out)
            return 1
        if out and out[-1].marked and (detail := self.rulebook["actions.label.detail"].match(block.text)):
            self._detail(block, detail, out[-1])
            return 1
        if section == "agenda":
            return 1
        entry = self.trackers.entry(blocks, index, section)
        if entry is not None:
            drafts, used = entry
            out += drafts
            return used
        if self._tagged(blocks, index, out):
            return 1
        if (label := self._label(block)) is not None:
            self._labelled(self._span(block, label, "rest"), before, out, self._ref(block, label))
            return 1
        if (todo := self.rulebook["actions.label.todo"].match(block.text)) is not None:
            self._todo(block, todo, out)
            return 1
        listing = section in ("new", "old", "closed") and block.kind != "heading"
        if listing and self._listed_action(block, out, section):
            return 1
        self._prose(block, out, listed=listed)
        return 1

    # ------------------------------------------------------------------ labels

    def _span(self, block: Block, match: Match, group: str) -> Span:
        return Span(block.span.start + match.start(group), block.span.start + match.end(group))

    def _ref(self, block: Block, match: Match) -> Span | None:
        return self._span(block, match, "ref") if match.groupdict().get("ref") else None

    def _words(self, block: Block) -> Span:
        """The block without the number or bullet that it begins with."""
        label = block.label or ""
        if label and block.text.startswith(label):
            return self.wording.trim(Span(block.span.start + len(label), block.span.end))
        return block.span

    def _label(self, block: Block) -> Match | None:
        """The label that the paragraph begins with; a bare "Action" counts where leads follow it."""
        label = self.rulebook["actions.label.start"].match(block.text)
        if label is not None:
            return label
        loose = self.rulebook["actions.label.loose"].match(block.text)
        if loose is None:
            return None
        start = block.span.start + loose.start("rest")
        found = self.commitments.find(Span(start, block.span.end), None, marked=True)
        return loose if found and found[0].span.start == start else None

    def _tagged(self, blocks: Sequence[Block], index: int, out: list[Draft]) -> bool:
        """`ACTION (ongoing) Idris: …`, `ACTION [Idris]: …`, `… → Idris`."""
        block = blocks[index]
        arrow = self.rulebook["actions.label.arrow"].match(block.text)
        if arrow is not None:
            leads = self.reader.stretch(self._span(block, arrow, "who"))
            if not leads or any(who.kind == "raw" for who in leads):
                return False
            span = self.wording.trim(self._span(block, arrow, "rest"))
            out.append(Draft(span=span, rule="actions.label.arrow", leads=leads, marked=True))
            return True
        match = self.rulebook["actions.label.tagged"].match(block.text)
        if match is None:
            return False
        draft = Draft(span=self._span(block, match, "rest"), rule="actions.label.tagged", marked=True)
        if self.document[draft.span].rstrip().endswith(":") and index + 1 < len(blocks):
            draft.leads = self.reader.stretch(draft.span)
            draft.span = blocks[index + 1].span
        named = next((g for g in ("who", "who2") if match[g]), None)
        self.fill(draft)
        if named is not None:
            draft.leads = self.reader.stretch(self._span(block, match, named))
        draft.span = self.wording.trim(draft.span)
        if match["state"] and self.wording.set_status(draft, self._span(block, match, "state")):
            draft.origin = "carried_forward"
        if (found := self.wording.due(draft.span)) is not None:
            draft.due, draft.due_rule = found
        out.append(draft)
        return True

    def _after_label(self, blocks: Sequence[Block], index: int, out: list[Draft]) -> int:
        """The paragraphs under a label that stands alone."""
        label = blocks[index]
        used = 0
        for block in blocks[index + 1 :]:
            if block.kind == "heading" or self.rulebook["actions.label.bare"].match(block.text.strip()):
                break
            if used and label.bold and not block.bold:
                break
            if used and not label.bold and not self._continues(block, blocks[index + used]):
                break
            if used and self.rulebook["actions.label.detail"].match(block.text) is not None:
                break
            found = self.rulebook["actions.label.bare"].match(label.text.strip())
            ref = None
            if found is not None and found["ref"]:
                at = label.text.index(found["ref"], found.start("ref") if found.start("ref") >= 0 else 0)
                ref = Span(label.span.start + at, label.span.start + at + len(found["ref"]))
            self._labelled(block.span, None, out, ref)
            used += 1
        return used

    def _continues(self, block: Block, above: Block) -> bool:
        """Another action of the list under a label."""
        if block.kind == "list_item":
            return above.kind == "list_item"
        if self.rulebook["actions.task.imperative"].match(block.text) is not None:
            return True
        return any(
            d.rule == "actions.commit.to" and d.span.start <= block.span.start + 4
            for d in self.commitments.find(block.span, None, marked=True)
        )

    def _labelled(self, span: Span, before: Block | None, out: list[Draft], ref: Span | None) -> None:
        """An action whose words follow a label; leads alone point to the words before the label."""
        span = self.wording.trim(span)
        update = self.rulebook["actions.label.update"].compiled.search(
            self.document.text, span.start, span.end
        )
        progress = None
        if update is not None:
            progress = Span(update.end(), span.end)
            span = self.wording.trim(Span(span.start, update.start()))
        draft = Draft(span=span, rule="actions.label.start", marked=True, confidence=0.95)
        if ref is not None:
            draft.ref, draft.ref_span = self.document[ref], ref
        if only := self._leads_only(span):
            if self._covered(before, out, only):
                return
            target = None if before is None else self.task_sentence(self._words(before))
            if target is None:
                return
            if out and target.overlaps(out[-1].span) and not out[-1].marked:
                target = out.pop().span
            draft.span, draft.leads, draft.rule = target, only, "actions.label.inline"
        else:
            self.fill(draft)
        if progress is not None:
            draft.origin = "carried_forward" if draft.ref else "new"
            self.wording.set_progress(draft, progress)
        if draft.due is None and (found := self.wording.due(draft.span)) is not None:
            draft.due, draft.due_rule = found
        out.append(draft)

    def _covered(self, before: Block | None, out: list[Draft], leads: list[Who]) -> bool:
        """Whether the commitments above a label of leads alone state its actions already."""
        if before is None:
            return False
        item = self._item(before.span.start)
        above = []
        for draft in reversed(out):
            if draft.marked or self._item(draft.span.start) != item:
                break
            above.append(draft)
        if len(above) < 2:
            return False
        for draft in above:
            draft.marked = True
            if not draft.leads:
                draft.leads = leads
        return True

    def _item(self, offset: int) -> int | None:
        item = self.layout.item_at(offset)
        return None if item is None else item.heading.start

    def _leads_only(self, span: Span) -> list[Who]:
        if len(self.document[span]) > 80:
            return []
        leads = self.reader.whole(*span)
        if leads is None or any(who.kind == "pronoun" for who in leads):
            return []
        return leads

    def fill(self, draft: Draft) -> None:
        """The leads that the words of a marked action name: before "to" or a colon, or after the words."""
        span = draft.span
        first = self.wording.sentences(span)[:1]
        found = self.commitments.find(first[0], None, marked=True) if first else []
        near = [d for d in found if d.span.start - span.start < 25]
        if near:
            draft.leads = near[0].leads
            return
        if first and (agent := self.commitments.agent(first[0])):
            draft.leads = agent
            return
        text = self.document[span]
        trailing = self.rulebook["actions.label.trailing"].compiled
        for match in trailing.finditer(text):
            if match.end() != len(text) or match.start() == 0:
                continue
            leads = self.reader.whole(span.start + match.start("who"), span.start + match.end("who"))
            if leads and leads[0].kind != "pronoun":
                draft.leads = leads
                draft.span = self.wording.trim(Span(span.start, span.start + match.start()))
                return
        ahead = self.rulebook["actions.label.lead-first"].match(text)
        if ahead is not None:
            leads = self.reader.whole(span.start + ahead.start("who"), span.start + ahead.end("who"))
            if leads and leads[0].kind != "pronoun":
                draft.leads = leads
                draft.span = self.wording.trim(Span(span.start + ahead.start("rest"), span.end))

    def _detail(self, block: Block, match: Match, draft: Draft) -> None:
        if match["who"]:
            draft.leads = self.reader.stretch(self._span(block, match, "who")) or draft.leads
        if match["due"]:
            draft.due, draft.due_rule = self._span(block, match, "due"), "actions.label.detail"

    def _todo(self, block: Block, match: Match, out: list[Draft]) -> None:
        draft = Draft(
            span=self.wording.trim(self._span(block, match, "rest")), rule="actions.label.todo", marked=True
        )
        if match["who"]:
            draft.leads = self.reader.stretch(self._span(block, match, "who"))
        else:
            self.fill(draft)
        out.append(draft)

    def _action_by(self, who: Span, before: Block | None, out: list[Draft]) -> None:
        """A line that says who acts on the decision above it."""
        leads = self.reader.stretch(who)
        if before is None or not leads:
            return
        if out and out[-1].span.overlaps(before.span):
            out[-1].leads, out[-1].marked = leads, True
            return
        target = self.task_sentence(self._words(before))
        if target is not None:
            draft = Draft(span=target, rule="actions.label.by", leads=leads, marked=True)
            if (found := self.wording.due(target)) is not None:
                draft.due, draft.due_rule = found
            out.append(draft)

    # ------------------------------------------------------------------ lists and prose

    def _listed_action(self, block: Block, out: list[Draft], section: Section) -> bool:
        """A line under the heading "Actions"; False where it does not read like one."""
        enumerated = self.rulebook["actions.entry.enumerated"].match(block.text)
        span = self._words(block)
        if enumerated is not None:
            span = self.wording.trim(Span(block.span.start + enumerated.end(), block.span.end))
        draft = Draft(span=span, rule="actions.section.new", marked=True, confidence=0.85)
        if section != "new":
            draft.origin = "carried_forward"
            draft.status = "closed" if section == "closed" else "open"
        self.fill(draft)
        words = self.document[draft.span]
        imperative = self.rulebook["actions.task.imperative"].match(words) is not None
        if (not draft.leads and not imperative) or self.rulebook["actions.not.task"].match(words):
            return False
        if (found := self.wording.due(draft.span)) is not None:
            draft.due, draft.due_rule = found
        out.append(draft)
        return True

    def _listed(self, block: Block, before: Block | None, *, listed: bool) -> bool:
        """Whether the paragraph hangs on a resolution that the one before it opens."""
        if before is None:
            return False
        opens = self.rulebook["actions.prefix.agreed"].match(before.text.rstrip().rstrip(":"))
        item = block.kind == "list_item" or self.rulebook["actions.entry.enumerated"].match(block.text)
        return opens is not None or (listed and bool(item))

    def _prose(self, block: Block, out: list[Draft], *, listed: bool) -> None:
        """Commitments sentence by sentence, with labels in mid-paragraph and in brackets."""
        span = self._words(block)
        inline = self.rulebook["actions.label.inline"].compiled.search(self.document.text, *span)
        rest = None
        if inline is not None:
            rest = Span(inline.end(), span.end)
            span = self.wording.trim(Span(span.start, inline.start()))
        before: Span | None = None
        for sentence in self.wording.sentences(span):
            bracket = self.rulebook["actions.label.bracket"].compiled.search(self.document.text, *sentence)
            if bracket is not None and self._bracketed(bracket, sentence, before, out):
                before = sentence
                continue
            for part in self._parts(sentence):
                out += self.commitments.find(part, before, listed=listed or part != sentence)
            before = sentence
        if rest is not None and inline is not None:
            named = inline["ref"] or inline["ref2"]
            ref = None
            if named:
                at = inline.start("ref") if inline["ref"] else inline.start("ref2")
                ref = Span(at, at + len(named))
            above = block if before is None else _cut(block, before)
            self._labelled(rest, above, out, ref)

    def _parts(self, sentence: Span) -> list[Span]:
        """The clauses of a resolution in one paragraph: "RESOLVED: That (i) …; and (ii) …"."""
        text = self.document[sentence]
        if (
            ";" not in text
            or self.rulebook["actions.prefix.agreed"].match(text.split("(", 1)[0].rstrip()) is None
        ):
            return [sentence]
        parts, start = [], sentence.start
        for piece in text.split(";"):
            parts.append(Span(start, start + len(piece)))
            start += len(piece) + 1
        return parts

    def _bracketed(self, match: Match, sentence: Span, before: Span | None, out: list[Draft]) -> bool:
        """`(Action: A Pennock)` after a sentence makes it an action; `(Action 3)` only points to a table."""
        if not match["who"]:
            return False
        who = Span(match.start("who"), match.end("who"))
        leads = self.reader.whole(*who)
        if not leads:
            return False
        target = self.wording.trim(Span(sentence.start, match.start()))
        if len(self.document[target].split()) < 3 and before is not None:
            target = before
        draft = Draft(span=target, rule="actions.label.bracket", leads=leads, marked=True)
        if match["ref"]:
            draft.ref, draft.ref_span = match["ref"], Span(match.start("ref"), match.end("ref"))
        if (found := self.wording.due(target)) is not None:
            draft.due, draft.due_rule = found
        out.append(draft)
        return True

    # ------------------------------------------------------------------ the task among sentences

    def task_sentence(self, span: Span) -> Span | None:
        """The sentence of a stretch that states the task; the last one where none says so."""
        chosen = self.task_sentences([span], 1)
        return chosen[0] if chosen else None

    def rows_tasks(self, blocks: Sequence[Block], count: int) -> list[Span]:
        """As `task_sentences`, in the words of paragraphs that are no headings."""
        return self.task_sentences([self._words(b) for b in blocks if not _heads(b)], count)

    def task_sentences(self, spans: Sequence[Span], count: int) -> list[Span]:
        """The `count` sentences that best state a task, in order of the document."""
        scored = []
        for span in spans:
            for sentence in self.wording.sentences(span):
                if len(self.document[sentence].split()) > 2 or (count == 1 and len(spans) == 1):
                    scored.append((self._score(sentence), sentence.start, sentence))
        if not scored:
            return []
        best = sorted(scored, reverse=True)[:count]
        return [self.wording.trim(sentence) for *_, sentence in sorted(best, key=lambda entry: entry[1])]

    def _score(self, sentence: Span) -> int:
        text = self.document[sentence]
        score = max(
            (int(rule.value or 0) for rule in self.rulebook.group("actions.task") if rule.match(text)),
            default=0,
        )
        if self.commitments.find(sentence, None):
            score += 2
        return score


def _cut(block: Block, sentence: Span) -> Block:
    """A block that holds only the sentence, to look for a task in."""
    return replace(
        block,
        span=sentence,
        text=block.text[sentence.start - block.span.start : sentence.end - block.span.start],
    )


def _heads(block: Block) -> bool:
    """A bold line without a full stop heads what follows."""
    return block.kind == "heading" or (block.bold and not block.text.rstrip().endswith((".", "!", "?")))
