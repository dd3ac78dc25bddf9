"""Which records are of one meeting, and which of them counts.

The same bytes are the same document. Two records are of one meeting where kind, date and body agree and
their words are largely the same: another format, or a draft and what was approved. Two sittings of one
board on one day, or an open and a closed part, share no such share of their words and stay apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

# Loaded with the command and not when the first pair turns up: its memory is no growth of the batch.
from rapidfuzz import fuzz, utils

from minutebook.book.ledger import Entry, Ledger
from minutebook.book.outcome import Outcome
from minutebook.packs import part_suffix
from minutebook.schema import DocumentPart, Minutes

KINDS = frozenset({"minutes", "agenda", "action_log"})
SAME_WORDS = 0.7  # the share of word pairs in common, of both together
SAME_TEXT = 0.95  # above it, a start time that differs is a correction and no other sitting
SAME_BODY = 90.0  # rapidfuzz, 0 to 100: one name within the other will do, the words decide
HELD = 8  # records whose words are kept in memory while those of one day are compared
FORMATS = ("docx", "odt", "html", "pdf", "text", "rtf", "doc", "eml")
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+")

ReadRecord = Callable[[Entry], Minutes]


@dataclass(frozen=True, slots=True)
class Link:
    """What a record is to the others of its meeting; all None for one that stands alone."""

    duplicate_of: str | None = None
    supersedes: str | None = None
    reason: str | None = None

    def on(self, minutes: Minutes) -> Minutes:
        """The record with this link and no other."""
        links = {"duplicate_of": self.duplicate_of, "supersedes": self.supersedes}
        return minutes.model_copy(update={"document": minutes.document.model_copy(update=links)})

    def stands_in(self, outcome: Outcome) -> bool:
        """True where the outcome, and so its record, tells this link already."""
        if (outcome.duplicate_of, outcome.supersedes) != (self.duplicate_of, self.supersedes):
            return False
        return (outcome.status == "duplicate") == (self.duplicate_of is not None) and (
            self.duplicate_of is None or outcome.reason == self.reason
        )

    def told(self, outcome: Outcome) -> Outcome:
        """The outcome of a record that has this link; `outcome` is that of the record alone."""
        linked = replace(outcome, duplicate_of=self.duplicate_of, supersedes=self.supersedes)
        if self.duplicate_of is None:
            return linked
        return replace(linked, status="duplicate", reason=self.reason)


def find_links(ledger: Ledger, read: ReadRecord) -> dict[int, Link]:
    """The links of every record that is not alone in its meeting, by position."""
    joined = _Joined()
    for positions in ledger.alike("sha256"):
        for position in positions[1:]:
            joined.join(positions[0], position)
    for positions in ledger.alike("kind, date"):
        _join_meetings([ledger.entry(position) for position in positions], read, joined)
    links: dict[int, Link] = {}
    for positions in joined.groups():
        links.update(_ranked([ledger.entry(position) for position in positions], read))
    return links


class _Joined:
    """Positions joined into groups."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def top(self, position: int) -> int:
        """The position that stands for the group."""
        while (above := self._above.get(position, position)) != position:
            position = above
        return position

    def join(self, one: int, other: int) -> None:
        """Make one group of two."""
        first, second = sorted((self.top(one), self.top(other)))
        self._above[second] = first
        self._above.setdefault(first, first)

    def groups(self) -> Iterator[list[int]]:
        """The groups, each in order."""
        together: dict[int, list[int]] = {}
        for position in sorted(self._above):
            together.setdefault(self.top(position), []).append(position)
        yield from together.values()


def _join_meetings(entries: Sequence[Entry], read: ReadRecord, joined: _Joined) -> None:
    """Join those of one kind and day that are records of one meeting."""
    if entries[0].outcome.kind not in KINDS:
        return
    words: dict[int, _Words] = {}

    def words_of(entry: Entry) -> _Words:
        if entry.position not in words:
            if len(words) >= HELD:
                words.clear()
            words[entry.position] = _Words(read(entry))
        return words[entry.position]

    # One of each meeting found so far: a record is compared with these and not with their copies.
    firsts: list[Entry] = []
    for entry in entries:
        for first in firsts:
            known = joined.top(entry.position) == joined.top(first.position)
            if known or (
                _one_body(entry.outcome.body, first.outcome.body) and words_of(entry).same(words_of(first))
            ):
                joined.join(entry.position, first.position)
                words.pop(entry.position, None)
                break
        else:
            firsts.append(entry)


def _one_body(one: str | None, other: str | None) -> bool:
    """True where both may be one board; a name that was not found may be any."""
    if one is None or other is None:
        return True
    return fuzz.token_set_ratio(one, other, processor=utils.default_process) >= SAME_BODY


class _Words:
    """A record's words in pairs, as they follow each other."""

    def __init__(self, minutes: Minutes) -> None:
        words = _WORD.findall(minutes.document_text.casefold())
        self.pairs = Counter(pairwise(words))
        self.size = self.pairs.total()
        self.start = minutes.meeting.start_time if minutes.meeting else None

    def same(self, other: _Words) -> bool:
        """True where the two are largely the same words."""
        if not self.size or not other.size:
            return False
        share = 2 * (self.pairs & other.pairs).total() / (self.size + other.size)
        sittings = self.start is not None and other.start is not None and self.start != other.start
        return share >= (SAME_TEXT if sittings else SAME_WORDS)


def _ranked(entries: Sequence[Entry], read: ReadRecord) -> Iterator[tuple[int, Link]]:
    """The links of one meeting's records: the best counts, the others point to it.

    Approved goes before unmarked before draft, the later version before the earlier, then what was read
    whole, what is no scan, and the format that says most about its structure.
    """
    ranked = sorted(
        ((entry, read(entry).document) for entry in entries), key=lambda pair: _rank(*pair), reverse=True
    )
    best, best_part = ranked[0]
    leaders: list[tuple[Entry, DocumentPart]] = []
    for entry, part in ranked:
        if not leaders or _edition(part) < _edition(leaders[-1][1]):
            leaders.append((entry, part))
    replaced = {
        after.position: before.outcome.document
        for (after, after_part), (before, before_part) in pairwise(leaders)
        if _replaces(after_part, before_part)
    }
    for entry, part in ranked:
        supersedes = replaced.get(entry.position)
        if entry.position == best.position:
            yield entry.position, Link(None, supersedes)
            continue
        if _bytes(entry.outcome) == _bytes(best.outcome):
            what = "the same file as"
        else:
            what = "an earlier version of" if _replaces(best_part, part) else "the same meeting as"
        yield entry.position, Link(best.outcome.document, supersedes, f"{what} {_place(best.outcome)}")


def _bytes(outcome: Outcome) -> tuple[str | None, str]:
    """The same for the same bytes; a pack's parts are different documents."""
    return outcome.sha256, part_suffix(outcome.document)


def _place(outcome: Outcome) -> str:
    """Where a record comes from, in words."""
    if outcome.part_pages is None:
        return outcome.source
    first, last = outcome.part_pages
    return (
        f"{outcome.source}, page {first}" if first == last else f"{outcome.source}, pages {first} to {last}"
    )


def _edition(part: DocumentPart) -> tuple[int, tuple[int, ...]]:
    standing = {"approved": 2, None: 1, "draft": 0}[part.standing]
    return standing, tuple(map(int, _NUMBER.findall(part.version or "")))[:4]


def _replaces(after: DocumentPart, before: DocumentPart) -> bool:
    """True where both are the same minutes at two times, and not merely two copies."""
    if before.standing == "draft" and after.standing != "draft":
        return True
    return None not in (after.version, before.version) and _edition(before) < _edition(after)


def _rank(entry: Entry, part: DocumentPart) -> tuple[object, ...]:
    whole = entry.outcome.status != "partial"
    return (*_edition(part), whole, not part.ocr, -FORMATS.index(part.format), -entry.position)
