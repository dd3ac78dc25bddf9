"""Who was in the chair and who took the minutes, as the head and the prose say."""

from __future__ import annotations

from collections.abc import Iterable

from minutebook.document import Block, Span
from minutebook.evidence import Quote
from minutebook.stages.context import Context
from minutebook.stages.meeting_head import PEOPLE, Head
from minutebook.text.names import NameGrammar, PersonName

Named = tuple[str, Quote]
CHAIR_BLOCKS = 60  # who presides is told at the start


class PeopleReader:
    """Finds chair and minute taker and gives them the full name that the document prints."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.grammar = NameGrammar.from_terms(context.rulebook.terms)

    def chair(self, head: Head) -> Named | None:
        """Who took the chair at this sitting, else the chair whom the head names."""
        book = self.context.rulebook
        blocks = self.context.document.body[:CHAIR_BLOCKS]
        opened = [
            book[name]
            for name in ("meeting.chair.prose", "meeting.chair.named", "attendance.chair.called-to-order")
        ]
        told = self._prose(blocks, opened)
        return told or self._field(head, "chair") or self._prose(blocks, [book["meeting.chair.by"]])

    def taker(self, head: Head) -> Named | None:
        """Who took the minutes; a clerk or secretary is not taken for one."""
        book = self.context.rulebook
        rules = [book["meeting.taker.prose"], book["meeting.taker.who"]]
        return self._field(head, "taker") or self._prose(self.context.document.body, rules)

    def _field(self, head: Head, name: str) -> Named | None:
        for part in head.field(name):
            found = self.grammar.read(part.text.lstrip("*_ "))
            if found is None or found.lone or (name == "chair" and self._away(found)):
                continue
            start = part.span.start + len(part.text) - len(part.text.lstrip("*_ "))
            span = Span(start + found.name_span.start, start + found.name_span.end)
            return self._full(found, span), Quote(_NAMES[name], span, "rule:meeting.label")
        return None

    def _prose(self, blocks: Iterable[Block], rules: list) -> Named | None:  # type: ignore[type-arg]
        for block in blocks:
            for rule in rules:
                for match in rule.matches(block.text):
                    if rule.id == "meeting.chair.by" and not self._of_meeting(block.text, match.start()):
                        continue
                    named = self._named(block, match.span("name"), rule.producer, str(rule.value))
                    if named is not None:
                        return named
        return None

    def _of_meeting(self, text: str, start: int) -> bool:
        """`chaired by` is said of the meeting: it opens the sentence, or the meeting stands before it."""
        rule = self.context.rulebook["attendance.chair.of-meeting"]
        return rule.compiled.search(text[:start]) is not None or rule.compiled.match(text[start:]) is not None

    def _away(self, name: PersonName) -> bool:
        """The lists say that the one whom the head names as chair did not come."""
        layout = self.context.layout
        zones = {layout.zone(b) for b in self._listed() if name.name in b.text and layout.zone(b) in PEOPLE}
        return bool(zones) and zones <= {"apologies", "absent"}

    def _named(self, block: Block, span: tuple[int, int], producer: str, value: str) -> Named | None:
        """The name that ends (or, after by, begins) the words; initials resolved where defined."""
        text = block.text
        names = list(self.grammar.find(text, span[0], span[1]))
        if names:
            last = names[-1]
            where = Span(block.span.start + last.name_span.start, block.span.start + last.name_span.end)
            return self._full(last, where), Quote(_NAMES[value], where, producer)
        word = text[span[0] : span[1]].split()[-1] if text[span[0] : span[1]].split() else ""
        at = text.rfind(word, span[0], span[1])
        full = self.by_initials(word) or self.by_first_name(word)
        if full is None:
            return None
        where = Span(block.span.start + at, block.span.start + at + len(word))
        return full, Quote(_NAMES[value], where, producer)

    def by_initials(self, initials: str) -> str | None:
        """The one person after whose name the lists print these initials; None where two fit."""
        if not 2 <= len(initials) <= 5 or not initials[0].isupper() or not initials[-1].isupper():
            return None
        found: dict[str, None] = {}
        for block in self._listed():
            at = block.text.find(initials)
            while at >= 0:
                before = block.text[:at].rstrip()
                if before.endswith(("(", "[")):
                    names = list(self.grammar.find(before[:-1]))
                    if names and not before[names[-1].end : -1].strip(" ,"):
                        found[names[-1].name] = None
                at = block.text.find(initials, at + 1)
            if block.text.strip() == initials and block.cell is not None:
                row = [
                    b
                    for b in self._listed()
                    if b.cell is not None and b.cell[:2] == block.cell[:2] and b.cell != block.cell
                ]
                names = [n for b in row[:1] if (n := self.grammar.read(b.text)) is not None]
                if names:
                    found[names[0].name] = None
        return next(iter(found)) if len(found) == 1 else None

    def by_first_name(self, word: str) -> str | None:
        """A lone first name, where it is all that the lists print of the person."""
        if len(word) < 3 or not word[:1].isupper() or not word.isalpha() or word.isupper():
            return None
        if self.grammar.read(word) is None:
            return None
        in_lists = any(word in block.text.split() for block in self._listed())
        return word if in_lists else None

    def _listed(self) -> list[Block]:
        layout = self.context.layout
        out = [b for b in self.context.document.body if layout.zone(b) in PEOPLE]
        return out or list(self.context.document.body[:120])

    def _full(self, name: PersonName, span: Span) -> str:
        """The longer form that the lists print of the same name, else the name as printed."""
        del span
        if name.given and len(name.given[0].rstrip(".")) > 1:
            return name.name
        family = name.family[-1] if name.family else name.name
        found: dict[str, None] = {}
        for block in self._listed():
            if family not in block.text:
                continue
            for other in self.grammar.find(block.text):
                if not other.family or other.family[-1] != family:
                    continue
                given = other.given[0] if other.given else ""
                own = name.given[0] if name.given else ""
                if (len(given) > 1 and given[:1] == own[:1]) or (given and not own):
                    found[other.name] = None
        return next(iter(found)) if len(found) == 1 else name.name


_NAMES = {"chair": "chair", "taker": "minute_taker"}
