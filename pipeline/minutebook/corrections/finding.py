"""The rows that corrections point at, found in whatever extraction they are laid over."""

from __future__ import annotations

from copy import deepcopy
from typing import Literal

from minutebook.corrections.anchor import find_words
from minutebook.corrections.rows import Row, Rows
from minutebook.corrections.schema import Correction, Target, Words
from minutebook.document import Span
from minutebook.errors import MinutebookError
from minutebook.text.names import fold

Found = Literal["applied", "agreed"]
GONE = "the row that it corrects is not there any more"


class Doubtful(MinutebookError):
    """The correction cannot be laid over this record; the message says why."""


class Laying:
    """A record while corrections are laid over it; `mark` is its extraction's, `sha256` the file's."""

    def __init__(self, rows: Rows, mark: str, sha256: str) -> None:
        self.rows, self.mark, self.sha256 = rows, mark, sha256

    def copy(self) -> Rows:
        """The rows as they are now."""
        return deepcopy(self.rows)

    def restore(self, rows: Rows) -> None:
        """Go back to rows that were copied."""
        self.rows = rows

    def seen(self, one: Correction) -> bool:
        """True where this is the very extraction that the person saw."""
        return one.record == self.mark

    def same_file(self, one: Correction) -> bool:
        """True where the document's bytes have not changed."""
        return one.sha256 == self.sha256

    def words(self, one: Correction) -> list[tuple[Words, Span]]:
        """The words picked, where they stand now. Raises Doubtful where they are gone."""
        out = []
        for words in one.words:
            span = find_words(self.rows.text, words)
            if span is None:
                raise Doubtful(f"its words are not in the document any more: {words.text[:80]}")
            out.append((words, span))
        return out

    def row(self, target: Target, one: Correction) -> Row:
        """The row that the target names. Raises Doubtful where it is not to be found, or not for certain."""
        row = self.find(target, one)
        if row is None:
            raise Doubtful(GONE)
        return row

    def find(self, target: Target, one: Correction) -> Row | None:
        """The row that the target names, or None."""
        return self.named(target, seen=self.seen(one))

    def named(self, target: Target, *, seen: bool) -> Row | None:
        """The row of a target that was made over this very extraction (`seen`) or another one, or None."""
        rows = self.rows.of(target.section)
        if target.section in ("document", "meeting"):
            return rows[0] if rows else None
        if target.section == "leads" and target.of is not None:
            action = self.named(target.of, seen=seen)
            rows = [] if action is None else [lead for lead in action.leads if not lead.deleted]
        if target.by is not None or seen:
            return next((row for row in rows if target.handle in row.handles), None)
        by_id = [row for row in rows if target.id in row.handles]
        named = [row for row in rows if target.key and row.key and fold(row.key) == fold(target.key)]
        over = self._over(rows, target)
        for fits in (
            [row for row in by_id if row in named and row in over],
            [row for row in over if row in named],
            over,
            [row for row in named if target.section == "leads" or not row.touched],
        ):
            if len(fits) == 1:
                return fits[0]
        return None

    def _over(self, rows: list[Row], target: Target) -> list[Row]:
        """The rows that were read from the target's words: those over most of them."""
        span = None if target.words is None else find_words(self.rows.text, target.words)
        if span is None:
            return []
        shares = [(max((shared(span, own) for own in row.spans), default=0.0), row) for row in rows]
        best = max((share for share, _ in shares), default=0.0)
        return [row for share, row in shares if share == best and share >= 0.5]


def shared(a: Span, b: Span) -> float:
    """The share of the shorter span that lies in the other one."""
    common = min(a.end, b.end) - max(a.start, b.start)
    return max(0, common) / max(1, min(a.end - a.start, b.end - b.start))
