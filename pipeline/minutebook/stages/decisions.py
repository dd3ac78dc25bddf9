"""Stage: decisions. One finding per sentence that states an outcome, its kind and the votes."""

from __future__ import annotations

from minutebook.document import Block, Span
from minutebook.evidence import DecisionFinding, DecisionKind, Quote
from minutebook.layout import Zone
from minutebook.rulebook import Rule, Rulebook
from minutebook.stages.context import Context
from minutebook.text.sentences import sentences

ZONES: tuple[Zone, ...] = ("item", "header", "next_meeting", "actions")
LABEL_WORDS = 3
"""A decision of so few words ("Agreed.", "NOTED") says nothing without what stands before it."""
UNDONE = ("rejected", "deferred")
"""Outcomes that a word behind a motion gives it."""
Votes = tuple[int | None, int | None, int | None]


def find_decisions(context: Context) -> tuple[DecisionFinding, ...]:
    """The explicit outcomes, agreed to deferred, in the order of the document.

    The text is the sentence. A label alone takes the sentence before it in its block or the block before.
    What was agreed earlier or is still to be agreed is none.
    """
    rulebook = context.rulebook
    short = rulebook.terms["sentence-abbreviations"]
    out: list[DecisionFinding] = []
    headings = {item.heading.start for item in context.layout.items}
    before: Span | None = None
    opened: Rule | None = None
    openers = (rulebook["decisions.opens-list"], rulebook["decisions.opens-verbs"])
    for block in context.document.body:
        if context.layout.zone(block) not in ZONES or _is_heading(block) or block.span.start in headings:
            before = opened = None
            continue
        opener = next((one for one in openers if one.match(block.text)), None)
        if opener is not None:
            opened = opener
            continue
        if opened is not None and (line := _listed(block, opened, rulebook)) is not None:
            out.append(_finding(context, block.span, line, None))
            continue
        opened = None
        for local in sentences(block.text, short):
            span = Span(block.span.start + local.start, block.span.start + local.end)
            words = context.document[span]
            rule = _rule(words, rulebook)
            if rule is not None:
                whole = span
                if len(words.split()) < LABEL_WORDS and before is not None:
                    whole = Span(before.start, span.end)
                    if out and out[-1].quotes[0].span == before and rule.value in (out[-1].kind, *UNDONE):
                        out.pop()  # "Moved by A, seconded by B. Carried." is one
                out.append(_finding(context, whole, rule, _votes(words, rulebook)))
            before = span
    return tuple(out)


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
