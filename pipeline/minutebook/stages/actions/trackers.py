"""Old actions reviewed in prose: "Action 5. AP to find the leaflet. Nothing new. Action ongoing."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from minutebook.document import Block, Document, Span
from minutebook.rulebook import Match, Rulebook
from minutebook.stages.actions.commitments import Commitments
from minutebook.stages.actions.draft import Draft
from minutebook.stages.actions.sections import OLD, Section
from minutebook.stages.actions.tasks import Tasks
from minutebook.stages.actions.who import LeadReader, Who
from minutebook.stages.actions.wording import Wording

MAX_BLOCKS = 4


@dataclass(frozen=True)
class Trackers:
    """Reads the entries of logs and matters arising that are written as paragraphs."""

    document: Document
    rulebook: Rulebook
    wording: Wording
    commitments: Commitments
    reader: LeadReader
    tasks: Tasks
    sections: tuple[Section, ...]

    def entry(self, blocks: Sequence[Block], index: int, section: Section) -> tuple[list[Draft], int] | None:
        """The old action that begins at `index` and how many blocks it takes; None where none does."""
        block = blocks[index]
        begun = self._begins(block, section)
        if begun is None:
            return None
        kind, match = begun
        extent = self._extent(blocks, index) if kind in ("action", "code") else [block]
        start = block.span.start + match.end()
        owner = self.rulebook["actions.entry.owner"].compiled.match(self.document.text, start, block.span.end)
        owners = None if owner is None else self.reader.whole(*owner.span("who"), column=True)
        if owner is not None and owners:
            start = owner.end()
        task, progress = self._split(extent, start)
        if not self.document[task].strip():
            return None
        draft = Draft(span=task, rule=f"actions.entry.{kind}", origin="carried_forward", marked=True)
        if not owners and (behind := self.tasks.owner_behind(task)) is not None:
            task, owners, draft.due = behind
            draft.span, draft.due_rule = task, "actions.label.owner-behind"
        self._set_ref(draft, block, match, kind)
        known = self._leads(draft, task, owners)
        if progress is not None:
            progress = self._label_at_end(draft, progress)
            self.wording.set_progress(draft, progress)
        elif self.wording.is_status_only(task):
            # "SB 1819_04 action closed": its state is all that is printed.
            self.wording.set_status(draft, task)
        if draft.update is None and self.rulebook["actions.entry.reported"].match(self.document[task]):
            draft.update = task
        states = draft.status_span is not None
        if section not in OLD and not states:
            if kind != "code" or progress is not None or not draft.leads:
                return None
            draft.origin = "new"
        if kind in ("enumerated", "slashed") and not (states or known):
            return None
        if kind == "plain" and not (states and known and draft.leads):
            return None
        if kind == "minute" and not (states or known or progress is not None):
            return None
        if kind == "minute" and not known and draft.status_span is None:
            return None
        if draft.due is None and (found := self.wording.due(task)) is not None:
            draft.due, draft.due_rule = found
        return [draft], len(extent)

    def _begins(self, block: Block, section: Section) -> tuple[str, Match] | None:
        if block.kind == "heading":
            return None
        kinds = ("action", "code", "minute", "slashed", "enumerated")[: 5 if section in OLD else 3]
        for kind in kinds:
            match = self.rulebook[f"actions.entry.{kind}"].match(block.text)
            if match is not None:
                return kind, match
        if section in OLD and (match := self.rulebook["actions.entry.plain"].match(block.text)) is not None:
            return "plain", match
        return None

    def _extent(self, blocks: Sequence[Block], index: int) -> list[Block]:
        """The entry's paragraphs: up to the next entry, a heading, a label, or a stated status."""
        out = [blocks[index]]
        if self._closes(blocks[index]):
            return out
        for block in blocks[index + 1 : index + MAX_BLOCKS]:
            if block.kind == "heading" or (self._begins(block, "carried") or ("plain",))[0] != "plain":
                break
            if any(
                self.rulebook[f"actions.label.{k}"].match(block.text.strip()) for k in ("bare", "start", "by")
            ):
                break
            out.append(block)
            if self._closes(block):
                return out
        return out[:1]

    def _closes(self, block: Block) -> bool:
        parts = self.wording.sentences(block.span)
        return bool(parts) and self.wording.is_status_only(parts[-1])

    def _split(self, extent: Sequence[Block], start: int) -> tuple[Span, Span | None]:
        """Task and progress text."""
        first = Span(start, extent[0].span.end)
        end = extent[-1].span.end
        label = self.rulebook["actions.label.update"].compiled.search(self.document.text, *first)
        if label is not None:
            return self.wording.trim(Span(start, label.start())), Span(label.end(), end)
        for name in ("stop-status", "dash-status"):
            state = self.rulebook[f"actions.label.{name}"].compiled.search(self.document.text, *first)
            if state is not None:
                return self.wording.trim(Span(start, state.start())), Span(state.start("rest"), end)
        parts = self.wording.sentences(first)
        if not parts:
            return first, None
        cut = len(parts)
        if len(extent) == 1:
            cut = 1
            while cut < len(parts) - 1 and self._is_task(parts[cut]):
                cut += 1
        task = Span(parts[0].start, parts[cut - 1].end)
        rest = Span(parts[cut].start, end) if cut < len(parts) else None
        if rest is None and len(extent) > 1:
            rest = Span(extent[1].span.start, end)
        return self.wording.trim(task), rest

    def _label_at_end(self, draft: Draft, progress: Span) -> Span:
        """Progress text without the label at its end that says who: "To be carried forward. ACTION: CT"."""
        label = self.rulebook["actions.label.alone"].compiled.search(self.document[progress])
        if label is None:
            return progress
        name = "inside" if label["inside"] else "who"
        leads = self.reader.whole(progress.start + label.start(name), progress.start + label.end(name))
        if not leads or any(who.kind == "pronoun" or self.reader.is_unheard(who) for who in leads):
            return progress
        if draft.leads and {who.text for who in leads} != {who.text for who in draft.leads}:
            return progress
        draft.leads = leads
        return self.wording.trim(Span(progress.start, progress.start + label.start()))

    def _is_task(self, sentence: Span) -> bool:
        found = self.commitments.find(sentence, None, marked=True)
        return bool(found) and found[0].rule == "actions.commit.to" and found[0].span.start == sentence.start

    def _leads(self, draft: Draft, task: Span, owners: list[Who] | None) -> bool:
        """The leads that the task names; True where it reads like a task at all."""
        if owners:
            draft.leads = owners
            return True
        known = False
        for sentence in self.wording.sentences(task):
            for found in self.commitments.find(sentence, None, marked=True)[:1]:
                draft.leads += [who for who in found.leads if who not in draft.leads]
                known = True
        if known:
            return True
        if draft.rule == "actions.entry.code":
            self.tasks.lead_ahead(draft)
        text = self.document[draft.span]
        return bool(draft.leads) or any(
            self.rulebook[f"actions.task.{name}"].match(text) for name in ("imperative", "passive", "will")
        )

    def _set_ref(self, draft: Draft, block: Block, match: Match, kind: str) -> None:
        if kind in ("enumerated", "plain"):
            return
        ref = match["ref"]
        if kind == "minute" and "/" not in ref:
            return
        draft.ref = ref
        draft.ref_span = Span(block.span.start + match.start("ref"), block.span.start + match.end("ref"))
