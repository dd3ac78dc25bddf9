"""Stage: decisions. One finding per sentence that states an outcome, its kind and the votes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from minutebook.document import Block, Span
from minutebook.evidence import DecisionFinding, DecisionKind, Quote
from minutebook.layout import Zone
from minutebook.rulebook import Rule, Rulebook
from minutebook.stages.context import Context
from minutebook.text.sentences import sentences

ZONES: tuple[Zone, ...] = ("item", "header", "next_meeting", "actions")
LABEL_WORDS = 3
"""A decision of so few words ("Agreed.", "NOTED") says nothing without what stands before it."""
SHORTEST = 7
"""Characters of the shortest minute behind a heading: `Agreed.`"""
UNDONE = ("rejected", "deferred")
"""Outcomes that a word behind a motion gives it."""
Votes = tuple[int | None, int | None, int | None]


def find_decisions(context: Context) -> tuple[DecisionFinding, ...]:
    """The explicit outcomes, agreed to deferred, in the order of the document.

    The text is the sentence. A label alone takes the sentence before it in its block or the block before.
    What was agreed earlier or is still to be agreed is none.
    """
    walk = _Walk(context)
    headings = {item.heading.start: item.heading.end for item in context.layout.items}
    for title in (item.title_span for item in context.layout.items if item.title_span is not None):
        headings.setdefault(title.start, title.end)  # a title in a cell beside its number
    for block in context.document.body:
        end = headings.get(block.span.start)
        if context.layout.zone(block) not in ZONES or _is_heading(block) or end is not None:
            walk.begin()
        if context.layout.zone(block) in ZONES and not _is_heading(block):
            if end is None:
                walk.read(block)
            elif (rest := _behind(block, end)) is not None:
                walk.read(rest)
    return tuple(walk.out)


def _behind(block: Block, heading: int) -> Block | None:
    """The minute that stands in the paragraph of its heading; None where nothing does."""
    text = block.text[heading - block.span.start :]
    start = heading + len(text) - len(text.lstrip(" \t\n\u00a0.:;,–—-)"))
    if block.span.end - start < SHORTEST:
        return None
    return replace(block, span=Span(start, block.span.end), text=block.text[start - block.span.start :])


@dataclass
class _Walk:
    """One way through a document; `before` is the sentence before, `opened` the label of an open list."""

    context: Context
    out: list[DecisionFinding] = field(default_factory=list)
    before: Span | None = None
    opened: Rule | None = None
    last: Block | None = None

    @property
    def book(self) -> Rulebook:
        return self.context.rulebook

    def begin(self) -> None:
        """A heading: nothing before it belongs to what follows."""
        self.before = self.opened = self.last = None

    def read(self, block: Block) -> None:
        """Take in the outcomes of one paragraph."""
        openers = ("decisions.opens-list", "decisions.opens-verbs")
        opener = next((self.book[one] for one in openers if self.book[one].match(block.text)), None)
        movers = self.book["decisions.movers"].match(block.text) is not None
        if opener is not None or (movers and self._that_follows(block)):
            self.opened = opener or self.book["decisions.opens-list"]
            return
        if self.opened is not None and movers:
            return
        if self.opened is not None and (line := _listed(block, self.opened, self.book)) is not None:
            self.out.append(_finding(self.context, block.span, line, None))
            self.before, self.last = block.span, block
            return
        self.opened = None
        number = self.book["decisions.number"].match(block.text)
        first = 0 if number is None else number.end()
        if self.book["decisions.opens-numbered"].match(block.text) is not None:
            self.opened = self.book["decisions.opens-list"]
        for local in sentences(block.text, self.book.terms["sentence-abbreviations"]):
            start = block.span.start + (first if local.start < first < local.end else local.start)
            self._sentence(block, Span(start, block.span.start + local.end))
        self.last = block

    def _that_follows(self, block: Block) -> bool:
        """The next paragraph says what was moved: `THAT the agenda be adopted`."""
        after = self.context.document.blocks[block.index + 1 : block.index + 2]
        rule = self.book["decisions.list-line"]
        return bool(after) and (found := rule.match(after[0].text)) is not None and found.end() == 0

    def _sentence(self, block: Block, span: Span) -> None:
        words = self.context.document[span]
        rule = _rule(words, self.book)
        movers = rule is not None and self.book["decisions.movers"].match(words) is not None
        if rule is None or (movers and self._just_decided(block) and not self._last_here(block)):
            self.before = span
            return
        whole = span
        if movers and self._last_here(block):
            known = self.out.pop()  # who moved what was decided
            rule, whole = self.book[known.quotes[0].producer.partition(":")[2]], known.quotes[0].span
            whole = Span(whole.start, span.end)
        elif self.book["decisions.outcome-alone"].match(words) is not None and self._just_decided(block):
            whole = Span(self.out.pop().quotes[0].span.start, span.end)
        elif len(words.split()) < LABEL_WORDS and self.before is not None:
            if self._beside_decision(block):
                return
            whole = Span(self.before.start, span.end)
            if self.out and self._last_span == self.before and rule.value in (self.out[-1].kind, *UNDONE):
                self.out.pop()  # "Moved by A, seconded by B. Carried." is one
        elif rule.id == "decisions.kind.resolved-label":
            self._drop_proposal()
        self.out.append(_finding(self.context, whole, rule, _votes(words, self.book)))
        self.before = span

    @property
    def _last_span(self) -> Span:
        return self.out[-1].quotes[0].span

    def _last_here(self, block: Block) -> bool:
        return bool(self.out) and self._last_span.start >= block.span.start

    def _just_decided(self, block: Block) -> bool:
        """The decision before stands in this paragraph, or is all of the one right above it."""
        if not self.out:
            return False
        above = self.last is not None and self._last_span.start >= self.last.span.start
        return self._last_here(block) or above

    def _beside_decision(self, block: Block) -> bool:
        """The other cell of a row whose outcome is stated: `Noted` in a column of actions adds none."""
        if block.cell is None or self.last is None or self.last.cell is None or not self.out:
            return False
        row = block.cell[:2] == self.last.cell[:2] and block.cell.column != self.last.cell.column
        return row and self._last_span.overlaps(self.last.span)

    def _drop_proposal(self) -> None:
        """A motion whose outcome the next sentence gives is no second decision."""
        before = self.before if self.out and self._last_span == self.before else None
        if before is not None and self.book["decisions.proposal"].match(self.context.document[before]):
            self.out.pop()


def _listed(block: Block, opener: Rule, rulebook: Rulebook) -> Rule | None:
    """The rule of a line in an open list; None where the block is no such line, or states no outcome."""
    mark = rulebook["decisions.list-line"].match(block.text)
    if mark is None and block.kind != "list_item" and block.label is None:
        return None
    words = block.text[mark.end() :] if mark is not None else block.text
    if opener.id.endswith("opens-list"):
        return _rule(block.text, rulebook) or opener
    found = rulebook.first("decisions.in-list", words)
    return found[0] if found is not None else None


def _is_heading(block: Block) -> bool:
    return block.kind == "heading" and len(block.text.split()) < 8 and not block.text.rstrip().endswith(".")


def _rule(words: str, rulebook: Rulebook) -> Rule | None:
    for rule in rulebook.group("decisions.kind"):
        if rule.match(words) is not None:
            label = rule.id.endswith("-label")
            return rule if label or rulebook["decisions.not"].match(words) is None else None
    return None


def _votes(words: str, rulebook: Rulebook) -> Votes | None:
    match = rulebook["decisions.votes"].match(words)
    if match is None:
        return None
    numbers = rulebook.tables["decisions.numbers"]

    def count(name: str) -> int | None:
        printed = match[name]
        if printed is None:
            return None
        return int(printed) if printed.isdigit() else int(numbers[printed.lower()])

    return count("for"), count("against"), count("abstain")


def _finding(context: Context, span: Span, rule: Rule, votes: Votes | None) -> DecisionFinding:
    kind: DecisionKind = rule.value  # type: ignore[assignment]
    return DecisionFinding(
        text=context.document[span],
        kind=kind,
        votes=votes,
        quotes=(Quote("text", span, rule.producer),),
        confidence=rule.confidence,
    )
