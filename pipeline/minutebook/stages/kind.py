"""Stage: what kind of document this is, and whether it is a draft or approved."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from minutebook.document import Block, Document, Span
from minutebook.evidence import DocumentKind, KindFinding, Quote
from minutebook.layout import Zone
from minutebook.rulebook import Rulebook
from minutebook.stages.context import Context
from minutebook.text.dates import find_dates

HEAD_BLOCKS = 30  # blocks in which a document says what it is
TITLE_WORDS = 16  # a longer line is no title
TOLD = 3  # sentences in the past tense that make a narrative
AHEAD = 3  # agenda phrases that make an agenda
REPORT = 3  # headings that make a report
ENOUGH = 30  # signs of one sort; more settle nothing
CASE_LABELS = 3  # sorts of labels that make a case form
CASE_TITLE = "kind.case.title"
CASE_COMMON = frozenset(
    {"kind.case.self", "kind.case.home", "kind.case.worker", "kind.case.views"}
)  # other forms ask so too
LONGEST_LABEL = 200  # characters
LABELS_APART = re.compile(r"\n|\t| {2,}|\s\|\s")  # a form has several of them on a line
CHARTER = 4  # phrases that make terms of reference
SPOKEN = 5  # speeches that make a transcript
TIMED = 4  # lines with a time that make an agenda
ACTED = 2  # motions, decisions and labels of actions that a list of people makes minutes
THERE: tuple[Zone, ...] = ("present", "attendance")
SIGNED = 3  # lines of a signature: who, as what, when
ABOVE = (".other", ".report", ".log")  # signs that count only above the list of those present


@dataclass(frozen=True, slots=True)
class _Signs:
    """What was seen: counts of the body's signs, first quotes of the head's."""

    head: dict[str, Quote]
    body: Counter[str]
    people: bool
    tables_only: bool


@dataclass(frozen=True, slots=True)
class _Standing:
    """Draft or approved, since when, which version, and the words that say so."""

    standing: Literal["draft", "approved"] | None
    approved_on: str | None
    version: str | None
    quotes: tuple[Quote, ...]


def find_kind(context: Context) -> KindFinding:
    """The kind, by the order of tests in `_decide`; standing, approval date and version where printed."""
    signs = _signs(context)
    kind, quote, confidence = _decide(signs)
    stamp = _standing(context, kind)
    return KindFinding(
        kind=kind,
        standing=stamp.standing,
        approved_on=stamp.approved_on,
        version=stamp.version,
        quotes=(*([quote] if quote else []), *stamp.quotes),
        confidence=confidence,
    )


def case_signs(document: Document, rulebook: Rulebook) -> tuple[str, ...]:
    """The ids of the rules by which it looks like one person's case file, blank or filled; else empty.

    A form asks for a name, a birth date, a number, an address: labels that stand alone in a line or a cell,
    of `CASE_LABELS` sorts; or of one sort less under the title of a meeting about one person. A board's
    minutes speak of these things in sentences.
    """
    rules = rulebook.group("kind.case")
    found: dict[str, None] = {}
    for block in document.body:
        if len(block.text) > LONGEST_LABEL:
            continue
        for line in LABELS_APART.split(block.text):
            if not rulebook.may("kind.case", line):
                continue
            for rule in rules:
                if rule.id not in found and rule.match(line) is not None:
                    if rule.id == CASE_TITLE and block.index >= HEAD_BLOCKS:
                        continue
                    found[rule.id] = None
    labels = [name for name in found if name != CASE_TITLE]
    telling = [name for name in labels if name not in CASE_COMMON]
    enough = len(labels) >= CASE_LABELS or (CASE_TITLE in found and len(labels) >= CASE_LABELS - 1)
    return tuple(found) if enough and telling else ()


def _signs(context: Context) -> _Signs:
    book = context.rulebook
    head: dict[str, Quote] = {}
    listed = book["kind.attendance"]
    below = False
    for block in _head(context):
        below = below or listed.match(block.text) is not None
        for rule in book.group("kind.head"):
            found = rule.match(block.text)
            if found is None or (below and rule.id.endswith(ABOVE)):
                continue  # below the list of those present it is an item of theirs
            if len(block.text.split()) <= TITLE_WORDS or rule.id.endswith((".agenda", ".minutes")):
                name = rule.id.rpartition(".")[2]
                span = Span(block.span.start + found.start(), block.span.start + found.end())
                head.setdefault(name, Quote("kind", span, rule.producer))
    minutes = book["kind.head.minutes"]
    for block in context.document.body:
        # A heading further down that says Minutes, after an agenda.
        short = block.kind == "heading" and len(block.text.split()) <= 3
        if short and "minutes" not in head and minutes.match(block.text) is not None:
            head["minutes"] = Quote("kind", block.span, minutes.producer)
    body: Counter[str] = Counter()
    people = any(context.layout.zone(block) in THERE for block in context.document.body)
    loose = 0
    for rule in book.group("kind.body"):
        value = str(rule.value)
        for block in context.document.body:
            if body[value] >= ENOUGH:
                break
            for _ in rule.matches(block.text):
                body[value] += 1
    for block in context.document.body:
        people = people or listed.match(block.text) is not None
        loose += 0 if block.cell else len(block.text.split())
    return _Signs(head, body, people, loose < 40)


def _head(context: Context) -> Iterator[Block]:
    """The lines before the first item, at most `HEAD_BLOCKS`."""
    first = context.layout.items[0].heading.start if context.layout.items else None
    for block in context.document.body[:HEAD_BLOCKS]:
        if first is not None and block.span.start >= first and block.index > 3:
            return
        yield block


def _decide(signs: _Signs) -> tuple[DocumentKind, Quote | None, float]:
    """What the title says if the body bears it out, then the body alone."""
    head, body = signs.head, signs.body
    told, ahead = body["told"], body["ahead"]
    if "other" in head and "minutes" not in head:
        return "other", head["other"], 0.9
    if "minutes" not in head and body["spoken"] >= SPOKEN and body["spoken"] > told:
        return "other", None, 0.8
    if "minutes" in head and (signs.people or told >= 1 or ahead < AHEAD) and not _only_agenda(signs):
        return "minutes", head["minutes"], 0.97
    if signs.people and body["acted"] >= ACTED:
        return "minutes", None, 0.9
    if "log" in head and not signs.people and told < 4 * TOLD:
        return "action_log", head["log"], 0.9
    if "agenda" in head and (ahead >= 1 or told < TOLD) and not (signs.people and told >= 2 * TOLD):
        return "agenda", head["agenda"], 0.95
    if "report" in head and not (signs.people and told >= TOLD):
        return "report", head["report"], 0.9
    if body["report"] >= REPORT and not signs.people:
        return "report", None, 0.8
    if body["charter"] >= CHARTER and not signs.people:
        return "other", None, 0.8
    if signs.people and (told >= 1 or ahead < AHEAD):
        return "minutes", None, 0.9
    if ahead >= AHEAD and ahead > told:
        return "agenda", None, 0.85
    if body["timed"] >= TIMED and told == 0 and not signs.people:
        return "agenda", None, 0.7
    if signs.tables_only and body["told"] == 0 and not signs.people:
        return "other", None, 0.6
    return ("minutes", None, 0.7) if told >= TOLD else ("other", None, 0.6)


def _only_agenda(signs: _Signs) -> bool:
    """An agenda that names minutes in its head: phrases ahead, nothing told."""
    return "agenda" in signs.head and signs.body["ahead"] >= AHEAD and signs.body["told"] < TOLD


def _standing(context: Context, kind: DocumentKind) -> _Standing:
    """Draft wins over approved: a line on draft minutes may name the approval of the last ones.

    In what is no record of a meeting (a page of links) words about minutes are no stamp.
    """
    book = context.rulebook
    draft, approved, version = None, None, None
    day: str | None = None
    quotes: list[Quote] = []
    stamped = list(_stamped(context))
    for place, block in enumerate(stamped):
        for rule in book.group("kind.standing"):
            found = rule.match(block.text)
            if found is None or (kind == "other" and book["kind.of-minutes"].match(found.group())):
                continue
            quote = Quote("standing", _within(block, found.span()), rule.producer)
            if rule.value == "draft":
                draft = draft or quote
                continue
            if day is not None:
                continue
            dated = _day(context, block, found.end(), stamped[place + 1 : place + 1 + SIGNED])
            if dated is not None:
                approved, day = quote, dated[0]
                quotes = [q for q in quotes if q.field != "approved_on"] + [dated[1]]
            elif rule.value == "approved":
                approved = approved or quote
        found = book["kind.version"].match(block.text)
        if found is not None and version is None and len(block.text.split()) <= TITLE_WORDS:
            group = "version" if found.group("version") else "short"
            version = found.group(group)
            quotes.append(Quote("version", _within(block, found.span(group)), "rule:kind.version"))
    if draft is not None:
        quotes = [q for q in quotes if q.field != "approved_on"]
        return _Standing("draft", None, version, (draft, *quotes))
    if approved is not None:
        return _Standing("approved", day, version, (approved, *quotes))
    return _Standing(None, None, version, tuple(quotes))


def _day(context: Context, block: Block, start: int, after: list[Block]) -> tuple[str, Quote] | None:
    """The day of an approval: behind its words, else on a line right below that says Date."""
    book = context.rulebook
    below = [one for one in after if one.index - block.index <= SIGNED and _dates_line(book, one)]
    for one, begin in ((block, start), *((one, 0) for one in below)):
        dates = find_dates(one.text[begin:], book, base=None)
        found = next((d for d in dates if d.start and d.has_day), None)
        if found is not None and found.start is not None:
            span = _within(one, (begin + found.span.start, begin + found.span.end))
            return found.start, Quote("approved_on", span, f"rule:{found.rule}")
    return None


def _dates_line(book: Rulebook, block: Block) -> bool:
    return book["kind.standing-day"].match(block.text) is not None


def _stamped(context: Context) -> Iterator[Block]:
    """Where a standing is stamped: short lines of the head, of the page furniture and of the end."""
    head = {block.index for block in _head(context)}
    body = context.document.body
    head |= {block.index for block in body[-4:] if block.cell is None}
    for block in context.document.blocks:
        if (block.index in head or block.kind == "furniture") and len(block.text.split()) <= 2 * TITLE_WORDS:
            yield block


def _within(block: Block, span: tuple[int, int]) -> Span:
    return Span(block.span.start + span[0], block.span.start + span[1])
