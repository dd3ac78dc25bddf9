"""Tables of actions: per-item tables, logs and trackers, and action columns beside the minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from minutebook.document import Block, Document, Span
from minutebook.layout import Layout, Table, TableRow
from minutebook.rulebook import Rulebook
from minutebook.stages.actions.draft import Draft
from minutebook.stages.actions.passages import Passages
from minutebook.stages.actions.sections import OLD, Section
from minutebook.stages.actions.tasks import Tasks
from minutebook.stages.actions.who import LeadReader, Who
from minutebook.stages.actions.wording import Wording
from minutebook.text.dates import find_dates

COLUMNS = ("lead", "action", "due", "update", "status", "raised", "ref", "item", "text")
LEAD_SHARE = 0.6
MAX_REF = 14
MAX_TASK_WORDS = 40
"""Longer cells beside a lead are minutes, not tasks."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the columns of a table hold; `rows` are the rows below its heading.

    `beside` is true where leads stand beside the minutes instead of beside an action's words.
    """

    columns: dict[str, int]
    rows: tuple[TableRow, ...]
    beside: bool
    above: tuple[TableRow, ...] = ()


@dataclass
class Tables:
    """Reads the tables of one document."""

    document: Document
    layout: Layout
    rulebook: Rulebook
    reader: LeadReader
    wording: Wording
    tasks: Tasks
    passages: Passages
    sections: tuple[Section, ...]
    _last: Plan | None = field(default=None)
    _last_width: int = 0

    def plan(self, table: Table) -> Plan | None:
        """What the table's columns hold, or None where it is no table of actions."""
        for index, row in enumerate(table.rows[:3]):
            columns = self._heads(row)
            if "action" not in columns and "lead" not in columns:
                continue
            rows = tuple(r for r in table.rows[index + 1 :] if self._heads(r) != columns)
            made = self._decide(columns, rows)
            if made is not None:
                made = replace(made, above=table.rows[:index])
                self._last, self._last_width = made, table.width
            return made
        headless = self._headless(table)
        if headless is not None:
            return headless
        if self._last is not None and self._last.beside and table.width == self._last_width:
            return Plan(self._last.columns, table.rows, beside=True)
        return None

    def _headless(self, table: Table) -> Plan | None:
        """A table without column heads under a heading that says it lists actions."""
        section = self.sections[table.rows[0].cells[0].blocks[0].index]
        if section == "carried":
            return self._headless_log(table)
        if section not in ("new", "old", "closed") or not 2 <= table.width <= 5 or not table.rows:
            return None
        widths = {
            column: sum(len(c.text) for r in table.rows if (c := r.cell(column)) is not None)
            for column in range(table.width)
        }
        task = max(widths, key=lambda column: (widths[column], -column))
        after = [c for c in range(table.width) if c != task and self._holds_leads(table.rows, c)]
        lead = next((c for c in after if self._names(table, c)), None)
        if lead is None:
            return None
        columns = {"action": task, "lead": lead}
        first = [c for r in table.rows if (c := r.cell(0)) is not None]
        if task > 0 and lead != 0 and all(any(ch.isdigit() for ch in c.text) for c in first):
            columns["ref"] = 0
        return Plan(columns, table.rows, beside=False)

    def _headless_log(self, table: Table) -> Plan | None:
        """Old actions without column heads: a reference, who, what, and what became of it."""
        if not 3 <= table.width <= 6:
            return None
        first = [c for r in table.rows if (c := r.cell(0)) is not None]
        if len(first) < len(table.rows) or not all(any(ch.isdigit() for ch in c.text) for c in first):
            return None
        if any(len(c.text) > MAX_REF for c in first):
            return None
        lead = next((c for c in range(1, table.width) if self._names(table, c)), None)
        told = [c for c in range(1, table.width) if c != lead and self._holds_words(table, c)]
        if lead is None or not told:
            return None
        columns = {"ref": 0, "lead": lead, "action": told[0]}
        if len(told) > 1:
            columns["update"] = told[1]
        return Plan(columns, table.rows, beside=False)

    def _holds_words(self, table: Table, column: int) -> bool:
        """Most rows have more than one word there."""
        cells = [r.cell(column) for r in table.rows]
        return 2 * sum(c is not None and len(c.text.split()) > 1 for c in cells) > len(cells)

    def _names(self, table: Table, column: int) -> bool:
        """Most cells of the column name somebody."""
        cells = [c for r in table.rows if (c := r.cell(column)) is not None and c.text.strip()]
        read = [self.reader.column(c.blocks) for c in cells]
        known = sum(
            1 for lines in read if lines and all(w.kind != "raw" for line in lines for w in line) and lines[0]
        )
        return bool(cells) and known / len(cells) >= LEAD_SHARE

    def _heads(self, row: TableRow) -> dict[str, int]:
        columns: dict[str, int] = {}
        for cell in row.cells:
            text = " ".join(cell.text.split())
            for name in COLUMNS:
                if name not in columns and self.rulebook[f"actions.column.{name}"].match(text):
                    columns[name] = cell.column
                    break
        return self._without_raised(row, columns)

    def _without_raised(self, row: TableRow, columns: dict[str, int]) -> dict[str, int]:
        """Of `Date` and `Deadline` the second is when an action is due."""
        heads = {cell.column: " ".join(cell.text.split()) for cell in row.cells}
        if not self.rulebook["actions.column.date-alone"].match(heads.get(columns.get("due", -1), "")):
            return columns
        due = self.rulebook["actions.column.due"]
        later = [at for at, text in heads.items() if at != columns["due"] and due.match(text)]
        return {**columns, "due": later[0]} if later and later[0] not in columns.values() else columns

    def _decide(self, columns: dict[str, int], rows: tuple[TableRow, ...]) -> Plan | None:
        text = columns.get("text", columns.get("item"))
        if "action" in columns:
            if text is not None and self._holds_leads(rows, columns["action"]):
                return Plan(
                    {"text": self._widest(rows, columns["action"], text), "lead": columns["action"]},
                    rows,
                    beside=True,
                )
            if len(columns) < 2:
                return None
            return Plan(columns, rows, beside=False)
        if text is not None and self._holds_leads(rows, columns["lead"]):
            listed = {"due", "status", "update"} & set(columns)
            words = [len(c.text.split()) for r in rows if (c := r.cell(text)) is not None]
            if listed and words and sum(words) / len(words) <= MAX_TASK_WORDS:
                return Plan({**columns, "action": text}, rows, beside=False)
            wide = self._widest(rows, columns["lead"], text)
            return Plan({"text": wide, "lead": columns["lead"]}, rows, beside=True)
        return None

    def _holds_leads(self, rows: Sequence[TableRow], column: int) -> bool:
        cells = [
            c for r in rows if (c := r.cell(column)) is not None and c.column == column and c.text.strip()
        ]
        if not cells:
            return True
        short = 0
        for cell in cells:
            words = len(cell.text.split())
            short += words <= 4 * (cell.text.count("\n") + 1) and words <= 14
        return short / len(cells) >= LEAD_SHARE

    def _widest(self, rows: Sequence[TableRow], but: int, text: int) -> int:
        """The column with the most words: the minutes themselves."""
        sums: dict[int, int] = {}
        for row in rows:
            for cell in row.cells:
                if cell.column != but:
                    sums[cell.column] = sums.get(cell.column, 0) + len(cell.text)
        return max(sums, key=lambda column: (sums[column], -column), default=text)

    # ------------------------------------------------------------------ action beside its lead

    def listed(self, table: Table, plan: Plan) -> list[Draft]:
        """The rows of an action table."""
        first = table.rows[0].cells[0].blocks[0]
        old = self.sections[first.index] in OLD or "update" in plan.columns or "status" in plan.columns
        if self.sections[first.index] == "new" or (old and self._all_to_do(table, plan)):
            old = False
        columns = plan.columns
        if old and "item" in columns and "ref" not in columns and self.sections[first.index] != "none":
            # In a log of old actions the minute is that of the meeting that set them.
            columns = {("ref" if name == "item" else name): at for name, at in columns.items()}
        out: list[Draft] = []
        for row in plan.above:
            out += self.passages.read([b for cell in row.cells for b in cell.blocks])
        for row in plan.rows:
            draft = self._row(row, columns, old=old)
            if draft is not None and self.sections[first.index] == "closed":
                draft.status = "closed"
            if draft is not None:
                out += self._several(draft, plan)
        return out

    def _several(self, draft: Draft, plan: Plan) -> list[Draft]:
        """One action for each sentence of a cell that says itself who is to do what; else the cell's one."""
        if "lead" in plan.columns or "due" in plan.columns or draft.ref is not None:
            return [draft]
        told = [
            (part, drafts[0])
            for part in self.wording.sentences(draft.span)
            if (drafts := self.tasks.commitments.find(part, None, marked=True))
            and drafts[0].span.start == part.start
        ]
        if len(told) < 2 or told[0][0].start != draft.span.start:
            return [draft]
        ends = [part.start for part, _ in told[1:]] + [draft.span.end]
        out = []
        for (part, found), end in zip(told, ends, strict=True):
            span = self.wording.trim(Span(part.start, end))
            one = replace(draft, span=span, leads=found.leads, due=None, due_rule=draft.due_rule)
            self.tasks.set_due(one)
            out.append(one)
        return out

    def _all_to_do(self, table: Table, plan: Plan) -> bool:
        """A table at the end, in no section of old actions, whose rows are all open without a word why."""
        section = self.sections[table.rows[0].cells[0].blocks[0].index]
        if section in OLD or "update" in plan.columns or "status" not in plan.columns:
            return False
        items = self.layout.items
        if not items or table.span.start < items[-1].heading.end:
            return False
        cells = [r.cell(plan.columns["status"]) for r in plan.rows]
        rule = self.rulebook["actions.status.fresh"]
        return bool(cells) and all(c is None or rule.match(c.text.strip()) is not None for c in cells)

    def _cell(self, row: TableRow, columns: dict[str, int], name: str) -> Span | None:
        if name not in columns:
            return None
        cell = row.cell(columns[name])
        return cell.span if cell is not None and cell.text.strip() else None

    def _row(self, row: TableRow, columns: dict[str, int], *, old: bool) -> Draft | None:
        task = self._cell(row, columns, "action")
        if task is None or not any(ch.isalpha() for ch in self.document[task]):
            return None
        words = self.document[task].strip()
        if self.rulebook["leads.none"].match(words) or self.rulebook["actions.not.task"].match(words):
            return None
        if "lead" not in columns and (self.tasks.leads_only(task) or self.tasks.leads_and_due(task)):
            return None  # who is to act, and no word of what
        draft = Draft(
            span=self.wording.trim(task),
            rule="actions.column.action",
            origin="carried_forward" if old else "new",
            marked=True,
            confidence=0.95,
        )
        label = self.rulebook["actions.label.update"].compiled.search(self.document.text, *draft.span)
        if label is not None:
            progress = Span(label.end(), task.end)
            draft.span = self.wording.trim(Span(draft.span.start, label.start()))
            self.wording.set_progress(draft, progress)
        self._set_ref(draft, row, columns)
        self._set_leads(draft, row, columns)
        if (update := self._cell(row, columns, "update")) is not None:
            self.wording.set_progress(draft, update)
        if (status := self._cell(row, columns, "status")) is not None:
            self.wording.set_status(draft, status)
        self._set_due(draft, row, columns, status)
        if (item := self._cell(row, columns, "item")) is not None and len(self.document[item]) < 12:
            draft.item = self.document[item].strip().rstrip(".")
        return draft

    def _set_ref(self, draft: Draft, row: TableRow, columns: dict[str, int]) -> None:
        ref = self._cell(row, columns, "ref")
        if ref is not None and len(self.document[ref]) < 25:
            draft.ref, draft.ref_span = self.document[ref].strip().rstrip("."), ref
            return
        entry = self.rulebook["actions.entry.action"].match(self.document[draft.span])
        if entry is not None:
            start = draft.span.start
            draft.ref, draft.ref_span = (
                entry["ref"],
                Span(start + entry.start("ref"), start + entry.end("ref")),
            )
            draft.span = Span(start + entry.end(), draft.span.end)

    def _set_leads(self, draft: Draft, row: TableRow, columns: dict[str, int]) -> None:
        cell = row.cell(columns["lead"]) if "lead" in columns else None
        if cell is not None and cell.text.strip():
            draft.leads = [who for line in self.reader.column(cell.blocks) for who in line]
            self._due_beside(draft, cell.span)
        if not draft.leads:
            self.tasks.fill(draft)

    def _due_beside(self, draft: Draft, span: Span) -> None:
        """A date printed in the cell that names the leads."""
        if draft.due is not None:
            return
        found = self.wording.due(span)
        if found is None:
            dates = find_dates(self.document[span], self.rulebook, base=None)
            if len(dates) == 1:
                start = span.start + dates[0].span.start
                found = Span(start, start + len(dates[0].text)), dates[0].rule
        if found is not None:
            draft.due, draft.due_rule = found

    def _set_due(self, draft: Draft, row: TableRow, columns: dict[str, int], status: Span | None) -> None:
        due = self._cell(row, columns, "due")
        if due is not None and columns["due"] < columns["action"] and not self._follows(draft, due):
            due = None  # a date before the task is the day it was set
        if due is not None:
            if not self.rulebook["leads.none"].match(self.document[due].strip()):
                draft.due, draft.due_rule = due, "actions.column.due"
                by = self.rulebook["actions.due.range"].compiled.match(self.document.text, *due)
                if by is not None:
                    draft.due = Span(by.start("due"), by.end("due"))
            return
        if status is not None and (found := self.wording.due_in_update(status)) is not None:
            draft.due, draft.due_rule = found
        self.tasks.set_due(draft)

    def _follows(self, draft: Draft, due: Span) -> bool:
        return due.start > draft.span.end

    # ------------------------------------------------------------------ leads beside the minutes

    def beside(self, plan: Plan) -> list[Draft]:
        """The actions of rows whose last column says who acts."""
        out: list[Draft] = []
        for row in plan.rows:
            text = row.cell(plan.columns["text"])
            lead = row.cell(plan.columns["lead"])
            if text is None:
                continue
            if lead is None or lead.column == text.column or not lead.text.strip():
                out += self.passages.read(self._minute_blocks(row, plan))
                continue
            groups = [g for g in self.reader.column(lead.blocks) if g]
            drafts = self.passages.read(text.blocks)
            paired = self._pair(text.blocks, drafts, groups) if groups else drafts
            self._carry(paired, text.span)
            self._dues_below(paired, lead.blocks, groups)
            told = [draft for draft in paired if draft.marked]
            if len(told) == 1:
                self._due_beside(told[0], lead.span)
            out += paired
        return out

    def _dues_below(self, drafts: list[Draft], blocks: Sequence[Block], groups: list[list[Who]]) -> None:
        """A line of a column that says when is the due date of the leads on the line above it."""
        for block in blocks:
            start = block.span.start
            for line in block.text.split("\n"):
                span = Span(start, start + len(line))
                start += len(line) + 1
                above = [group for group in groups if group[-1].span.end <= span.start]
                if not above or self.rulebook["leads.date-line"].match(line) is None:
                    continue
                draft = next((d for d in drafts if d.leads is above[-1]), None)
                if draft is not None and draft.due_rule != "actions.column.lead":
                    draft.due, draft.due_rule = self.wording.trim(span), "actions.column.lead"

    def _carry(self, drafts: list[Draft], minute: Span) -> None:
        """Old actions of matters arising: those whose paragraph ends with a status."""
        for draft in drafts:
            block = next((b for b in self.document.body if b.span.overlaps(draft.span)), None)
            if block is None or self.sections[block.index] not in OLD or draft.origin != "new":
                continue
            parts = self.wording.sentences(Span(block.span.start, min(block.span.end, minute.end)))
            if len(parts) > 1 and self.wording.is_status_only(parts[-1]):
                draft.origin = "carried_forward"
                self.wording.set_status(draft, parts[-1])

    def _minute_blocks(self, row: TableRow, plan: Plan) -> list[Block]:
        cells = [c for c in row.cells if c.column != plan.columns["lead"]]
        widest = max(cells, key=lambda c: len(c.text), default=None)
        return list(widest.blocks) if widest is not None else []

    def _pair(self, blocks: Sequence[Block], drafts: list[Draft], groups: list[list[Who]]) -> list[Draft]:
        """Leads and actions of one row, in order; without a stated action the sentence that is the task."""
        marked = [draft for draft in drafts if draft.marked]
        labelled = [draft for draft in marked if not draft.rule.startswith("actions.entry")]
        if labelled and len(labelled) != len(marked) and len(labelled) <= len(groups):
            marked = labelled
        if marked:
            if len(marked) == 1 and len(groups) > 1:
                drafts = marked = self._sentence_each(drafts, marked[0], len(groups))
            if len(marked) < len(groups) and labelled:
                drafts = self._bold_tasks(blocks, drafts)
                marked = [draft for draft in drafts if draft.marked and draft.rule != "actions.entry.code"]
            return self._give(drafts, marked, groups)
        if len(drafts) == len(groups):
            return self._give(drafts, drafts, groups)
        if len(drafts) > len(groups):
            chosen = drafts[-len(groups) :] if len(groups) > 1 else [self._best(drafts, groups[0])]
            return self._give(drafts, chosen, groups)
        spans = self.tasks.of_rows(blocks, len(groups))
        out = []
        for span, leads in zip(spans, groups, strict=False):
            draft = next((d for d in drafts if d.span.overlaps(span)), None)
            if draft is None:
                draft = Draft(span=span, rule="actions.column.lead", confidence=0.75)
                if (found := self.wording.due(span)) is not None:
                    draft.due, draft.due_rule = found
            draft.leads, draft.marked = leads, True
            out.append(draft)
        return out + [d for d in drafts if d not in out]

    def _sentence_each(self, drafts: list[Draft], draft: Draft, count: int) -> list[Draft]:
        """One action a sentence, where a label's words hold as many sentences as there are leads."""
        parts = self.wording.sentences(draft.span)
        if len(parts) != count:
            return drafts
        made = [replace(draft, span=self.wording.trim(part), leads=[]) for part in parts]
        return [*(d for d in drafts if d is not draft and not d.span.overlaps(draft.span)), *made]

    def _bold_tasks(self, blocks: Sequence[Block], drafts: list[Draft]) -> list[Draft]:
        """With the bold sentences that are actions without saying so."""
        bold = [b for b in blocks if b.bold and b.text.rstrip().endswith(".")]
        new = [
            Draft(span=self.wording.trim(b.span), rule="actions.column.bold", marked=True, confidence=0.75)
            for b in bold
            if not any(d.span.overlaps(b.span) for d in drafts)
        ]
        return sorted([*drafts, *new], key=lambda draft: draft.span.start)

    def _best(self, drafts: list[Draft], leads: list[Who]) -> Draft:
        """The commitment that names the lead of the column, else the last one."""
        wanted = {who.text for who in leads}
        named = [d for d in drafts if wanted & {who.text for who in d.leads}]
        return named[-1] if named else drafts[-1]

    def _give(self, drafts: list[Draft], chosen: list[Draft], groups: list[list[Who]]) -> list[Draft]:
        if len(groups) == 1 and len(chosen) > 1 and not all(d.leads for d in chosen):
            groups = groups * len(chosen)
        for draft, leads in zip(chosen, groups, strict=False):
            draft.leads, draft.marked = leads, True
            draft.flags = [flag for flag in draft.flags if flag != "unresolved_lead"]
        return drafts
