"""What the line labeller sees of each block: shape, place, words, the rules' zone, and its neighbours."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from minutebook.document import Block, Document
from minutebook.layout.cues import Cues
from minutebook.layout.people import PeopleReader
from minutebook.layout.zones_tables import clean
from minutebook.learn.features import word_feature
from minutebook.rulebook import Rulebook

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
NUMBERED = re.compile(r"\s*(?:(?P<dotted>\d{1,4}(?:[.]\d{1,3})+)|(?P<plain>\d{1,4}[.):]?)|(?P<code>[A-Z]{0,5}[/ -]?\d+[/-]\d[\d/-]*)|(?P<letter>[(]?[a-zA-Z]{1,3}[.)]))(?=\s)")  # fmt: skip  # noqa: E501
MARKS = {
    "day": re.compile(r"\b\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}\b"),
    "ordinal": re.compile(r"\b\d{1,2}(?:st|nd|rd|th)\b"),
    "year": re.compile(r"\b(?:19|20)\d\d\b"),
    "hour": re.compile(r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2}\s?[ap]m\b", re.IGNORECASE),
    "blank": re.compile(r"_{4,}|\.{6,}|…{3,}"),
    "initials": re.compile(r"[(\[]\s?[A-Z][A-Za-z]{1,3}\s?[)\]]"),
    "letters": re.compile(r"\A[A-Z]{2,4}(?:\s?[/,&]\s?[A-Z]{2,4})*\Z"),
    "dash": re.compile(r"\s[-–—]\s"),
    "slash": re.compile(r"\s[/|]\s|\t"),
    "equals": re.compile(r"\s?[=]\s?"),
    "semicolon": re.compile(r";"),
    "commas": re.compile(r",[^,]*,"),
    "bracket": re.compile(r"\([^()]*\)"),
}
LONGEST = 400
"""Characters of a block that are looked at: beyond them it is prose."""
BAG = 20
SHORT = 90
LISTS = ("present", "attendance", "apologies")
EDGES = (0, 1, 2, 3, 6, 11, 21, 41, 81)


@dataclass(frozen=True, slots=True)
class _Seen:
    """One block's own features, and those few that its neighbours see too."""

    own: list[str]
    shared: list[str]
    people: bool


class BlockFeatures:
    """Makes the features of one document after another; keeps nothing between them."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.people = PeopleReader.of(rulebook)
        self.cues = Cues(rulebook)

    def of(
        self, document: Document, zones: Sequence[str], zone_rules: Sequence[str | None]
    ) -> list[list[str]]:
        """Features by block of `document.body`, in reading order; `zones` are the rules', by block index."""
        blocks = document.body
        seen = [self._seen(block) for block in blocks]
        found = "".join(zone[:2] for zone in LISTS if zone in zones)
        for block, one in zip(blocks, seen, strict=True):
            by = (zone_rules[block.index] or "").split(".")[1:2]
            one.shared.append(f"rule:{zones[block.index]}:{by[0] if by else None}")
            one.own.append(f"found:{found}:{zones[block.index]}:{one.people}")
        ahead, behind = _runs([one.people for one in seen])
        out = []
        for at, (block, one) in enumerate(zip(blocks, seen, strict=True)):
            features = [*one.own, *one.shared, f"at:{_step(at)}", f"left:{_step(len(blocks) - 1 - at)}"]
            features += [f"ahead:{ahead[at]}", f"behind:{behind[at]}", f"rows:{_table(blocks, at)}"]
            features += [f"with:{block.kind}:{ahead[at]}"]
            for step in (-2, -1, 1, 2):
                place = at + step
                if 0 <= place < len(seen):
                    features += [f"{step}|{shared}" for shared in seen[place].shared]
                else:
                    features.append(f"{step}|none")
            out.append(features)
        return out

    # ------------------------------------------------------------------ one block

    def _seen(self, block: Block) -> _Seen:
        text = block.text[:LONGEST]
        bare = clean(text)
        words = [word.lower() for word in WORD.findall(text)]
        own = [f"mark:{name}" for name, mark in MARKS.items() if mark.search(text)]
        number = NUMBERED.match(text)
        shared = [
            f"kind:{block.kind}",
            f"length:{_length(len(words), len(block.text))}",
            f"end:{_end(bare, text)}",
            f"number:{number.lastgroup if number else None}",
            f"case:{_case(text)}",
        ]
        if block.bold:
            shared.append("bold")
        if block.cell is not None:
            shared.append(f"column:{min(block.cell.column, 4)}")
            own.append(f"row:{min(block.cell.row, 2)}")
        people = len(text) <= LONGEST and self.people.is_people(text[:LONGEST], lone=len(text) < 60)
        if people:
            shared.append("people")
            own.append(f"names:{self.people.is_only_name(text)}")
        elif len(text) < SHORT and self.people.is_affiliation(text):
            shared.append("affiliation")
        shared += self._cue(bare, text, number)
        own += [word_feature("first", " ".join(words[:1])), word_feature("second", " ".join(words[:2]))]
        own += [word_feature("has", word) for word in dict.fromkeys(words[:BAG])]
        if 0 < len(words) <= 4:
            own.append(word_feature("whole", " ".join(words)))
        shared += [word_feature("opens", word) for word in words[:1]]
        return _Seen(own, shared, people)

    def _cue(self, bare: str, text: str, number: re.Match[str] | None) -> list[str]:
        """What the words of headings and labels in rules/ make of it."""
        if not bare:
            return []
        if len(bare) <= SHORT:
            heading = self.cues.heading(clean(text[number.end() :]) if number else bare)
            if heading is not None:
                return [f"heading:{heading.value}"]
        label = self.cues.label(text)
        return [f"label:{label[0].value}"] if label is not None else []


def _runs(people: Sequence[bool]) -> tuple[list[str], list[str]]:
    """How many lines of people stand below each line, and above it, without another between; in steps."""
    behind, count = [], 0
    for one in people:
        behind.append(_step(count))
        count = count + 1 if one else 0
    ahead, count = [], 0
    for one in reversed(people):
        ahead.append(_step(count))
        count = count + 1 if one else 0
    return ahead[::-1], behind


def _step(number: int) -> str:
    """The number in steps that grow."""
    return str(EDGES[bisect_right(EDGES, number) - 1])


def _table(blocks: Sequence[Block], at: int) -> str:
    """Whether a block goes on with the row above, begins a row, or stands in no table."""
    cell = blocks[at].cell
    if cell is None:
        return "none"
    before = blocks[at - 1].cell if at else None
    if before is None or before.table != cell.table:
        return "opens"
    return "same" if before.row == cell.row else "next"


def _length(words: int, characters: int) -> str:
    if words <= 6:
        return str(words)
    return "short" if words <= 12 else "line" if characters <= 200 else "long"


def _end(bare: str, text: str) -> str:
    last = text.rstrip()[-1:]
    return (
        last if last in ".:;,?)" else "digit" if last.isdigit() else "letter" if last.isalpha() else "other"
    )


def _case(text: str) -> str:
    words = [word for word in WORD.findall(text[:SHORT]) if len(word) > 1]
    if not words:
        return "none"
    if all(word.isupper() for word in words):
        return "upper"
    share = sum(word[0].isupper() for word in words) / len(words)
    return "all" if share == 1 else "most" if share > 0.6 else "first" if words[0][0].isupper() else "lower"
