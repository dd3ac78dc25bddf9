"""Where the title of an item begins and ends, and what kind of title it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from minutebook.document import Block, Document, Span
from minutebook.layout.model import Zone
from minutebook.rulebook import Rulebook

LONG = 14  # words; a line that is longer is a heading only where it is set as one, or runs on into prose
RUN_IN = 10  # words that a run-in title may have
LETTERS = re.compile(r"(?:\b[^\W\d_]\.){2,}[^\W\d_]$")
EDGE = " \t\n\r.:;,–—-*_#•·|"
WORD = re.compile(r"[\w’'&]+")


@dataclass(frozen=True, slots=True)
class Title:
    """The span of a title's words; `names` are the presenters printed after it.

    `known` says that boards everywhere use it; `run_in` that the minute follows on its line; `prose`
    counts the words of a sentence in it; `kind` is `attendance`, `container`, `part`, `reference` or None.
    `opening` items may stand over the list of people; `outcome` is a lone word that heads nothing.
    """

    span: Span
    text: str
    words: int
    known: bool
    run_in: bool
    prose: int
    kind: str | None
    caps: bool
    stopped: bool
    nothing: bool
    opening: bool = False
    outcome: bool = False
    names: tuple[Span, ...] = ()


class Titles:
    """Reads titles by the rules `items.title` and `items.run-in`."""

    def __init__(self, document: Document, zones: tuple[Zone, ...], rulebook: Rulebook) -> None:
        self.document = document
        self.rulebook = rulebook
        self.known = rulebook["items.title.known"]
        self.prose = rulebook["items.title.prose"]
        self.kinds = [rulebook[f"items.title.{k}"] for k in ("attendance", "container", "part", "reference")]
        self.date = rulebook["items.title.date"]
        self.tails = [rulebook[f"items.title.{k}"] for k in ("attachment", "time", "aside", "leader")]
        self.presenter = rulebook["items.title.presenter"]
        self.person = rulebook["items.person"]
        self.nothing = rulebook["items.run-in.nothing"]
        kinds = ("dash", "stop", "caps", "caps-goes-on", "closing", "speaker", "sentence")
        self.separators = [rulebook[f"items.run-in.{k}"] for k in kinds]
        self.caps = rulebook["items.caps-title"]
        self.opening = rulebook["items.title.opening"]
        self.outcome = rulebook["items.title.outcome"]
        self.bracket = rulebook["items.title.bracket"]
        self.people = self._people(zones)

    def _people(self, zones: tuple[Zone, ...]) -> frozenset[str]:
        """Every word of the lists of people, so that a name after a title can be told from more title."""
        wanted = ("present", "apologies", "absent", "in_attendance", "attendance", "header", "legend")
        words: set[str] = set()
        for block in self.document.body:
            if zones[block.index] in wanted or block.index < 60:
                words.update(WORD.findall(block.text))
        return frozenset(words)

    def read(self, block: Block, start: int, styled: bool) -> Title | None:
        """The title that begins at the offset and ends inside the block; None where no word is left."""
        text = self.document.text[start : block.span.end]
        line, _, below = text.partition("\n")
        low, high, run_in = self._cut(line, styled)
        run_in = run_in or bool(below)
        low, high, names = self._trim(line, low, high)
        if LETTERS.search(line[low:high]) is not None and line[high : high + 1] == ".":
            high += 1  # the last stop of `A.O.C.B.`
        words = line[low:high]
        count = len(words.split())
        if not any(c.isalpha() for c in words):
            return None
        kind = next((rule.value for rule in self.kinds if rule.match(words)), None)
        return Title(
            Span(start + low, start + high),
            words,
            count,
            self.known.match(words) is not None,
            run_in,
            sum(1 for _ in self.prose.matches(words)),
            kind,
            self.caps.match(words) is not None or self._caps_but_bracket(words),
            line.rstrip().endswith((".", ";", ",")),
            self.nothing.match(words) is not None and count <= 2,
            self.opening.match(words) is not None,
            self.outcome.match(words) is not None,
            tuple(Span(start + a, start + b) for a, b in names),
        )

    def _caps_but_bracket(self, words: str) -> bool:
        """Capitals but for what stands in brackets behind them."""
        found = self.bracket.match(words)
        return found is not None and self.caps.match(words[: found.start()]) is not None

    def _cut(self, line: str, styled: bool) -> tuple[int, int, bool]:
        """The title's part of the line, and whether the minute follows on it."""
        low = len(line) - len(line.lstrip(EDGE))
        bare = line[low:].rstrip()
        high = low + len(bare)
        short = len(bare.split()) <= LONG and (styled or not bare.endswith("."))
        if short:
            end = self._short_cut(bare, styled)
            return low, low + (end or len(bare)), end is not None
        if styled and not bare.endswith(".") and len(bare.split()) <= 2 * LONG:
            stop = self.separators[1].match(bare)
            if stop is None or not self.known.match(bare) or len(stop.group("title").split()) > RUN_IN:
                return low, high, False
        cuts = []
        for rule in self.separators:
            found = rule.match(bare)
            if found is None or len(found.group("title").split()) > RUN_IN:
                continue
            if self.prose.match(found.group("title")) and not self.known.match(found.group("title")):
                continue
            cuts.append(found.end("title"))
        if cuts:
            return low, low + min(cuts), True
        return low, high, False

    def _short_cut(self, bare: str, styled: bool) -> int | None:
        """Where the title of a short line ends, where a minute of a few words follows it."""
        for rule in self.separators:
            found = rule.match(bare)
            if found is None:
                continue
            if rule.value == "closing":
                return found.end("title")
            if rule.value == "dash" or found.group()[found.end("title") :][:1] == ":":
                rest = found.group("rest")
                told = self.prose.match(rest) and (
                    not styled if rule.value == "dash" else not self.prose.match(found.group("title"))
                )
                if told or self.nothing.match(rest):
                    return found.end("title")
                if (
                    rule.value == "stop"
                    and self.known.match(bare)
                    and (self.date.match(rest) or self._person(rest))
                ):
                    return found.end("title")
            elif self.known.match(found.group("title")) or rule.value in ("speaker", "sentence", "caps"):
                return found.end("title")
        return None

    def _person(self, text: str) -> bool:
        """The text begins with a name of the lists of people."""
        found = self.person.match(text)
        return found is not None and found.start() == 0 and found.group().split()[-1] in self.people

    def _trim(self, line: str, low: int, high: int) -> tuple[int, int, list[tuple[int, int]]]:
        """Asides, time slots, presenters and stops taken off the title's end."""
        names: list[tuple[int, int]] = []
        for _ in range(4):
            before = high
            high = low + len(line[low:high].rstrip(EDGE))
            words = line[low:high]
            for rule in self.tails:
                found = rule.match(words)
                if found is not None and found.start() > 0:
                    high = low + found.start()
                    words = line[low:high]
            found = self.presenter.match(words)
            if found is not None and found.start() > 0:
                group = "names" if found.group("names") else "after"
                if self._are_people(found.group(group)):
                    a = low + found.start(group)
                    names = [(a + m.start(), a + m.end()) for m in self.person.matches(found.group(group))]
                    high = low + found.start()
            if high == before:
                break
        return low, high, names

    def _are_people(self, text: str) -> bool:
        """Every name in the text is of somebody whom the lists of people name."""
        return all(
            found.group().split()[-1] in self.people and not self.known.match(found.group())
            for found in self.person.matches(text)
        )
