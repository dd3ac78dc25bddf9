"""Writes a book's records as tasks for Label Studio, and makes its annotations corrections of the book."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from minutebook.corrections.anchor import find_words, words_at
from minutebook.corrections.finding import Laying
from minutebook.corrections.lay import Overlay
from minutebook.corrections.make import Picked, Signed, Wish, row_of
from minutebook.corrections.schema import record_mark
from minutebook.corrections.values import get
from minutebook.errors import UsageError
from minutebook.review.desk import Desk
from minutebook.review.labelstudio.answers import Answer, read_answers
from minutebook.review.labelstudio.changes import Change, changes_of
from minutebook.review.labelstudio.labels import config
from minutebook.review.labelstudio.tasks import as_line, task_of
from minutebook.schema import Minutes


def write_tasks(desk: Desk, path: Path, *, version: str, reviewed: bool = False) -> tuple[int, Path]:
    """Write the records not yet reviewed (or all) as tasks, and the labelling configuration beside them.

    Of a pack each document in it is a task, the pack itself is none. How many tasks, and where the
    configuration is. Raises UsageError where they cannot be written.
    """
    beside = path.with_name(f"{path.name.removesuffix('.json')}.xml")
    count = 0
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.write("[")
            for stem in desk.catalogue.outcomes:
                minutes, overlay = desk.laid(stem)
                if minutes.document.parts or (overlay.done and not reviewed):
                    continue  # a pack's own record says nothing that its documents' do not
                file.write(",\n" if count else "\n")
                file.write(as_line(task_of(stem, minutes, overlay, version=version)))
                count += 1
            file.write("\n]\n")
        beside.write_text(config(), encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}") from error
    return count, beside


@dataclass(slots=True)
class Taken:
    """What became of an export of annotations; `left` tells what a person must still do, by document."""

    tasks: int = 0
    made: int = 0
    known: int = 0
    left: list[tuple[str, str]] = field(default_factory=list)


def take_answers(desk: Desk, path: Path, *, by: str | None = None) -> Taken:
    """Make what annotators changed corrections of the book, signed by them (or `by`) with their own date.

    Nothing is made twice: a change that was taken before, or that the book has by now, counts as known.
    Raises UsageError where the file is no export of such tasks, or corrections cannot be written.
    """
    taken = Taken()
    for answer in tuple(read_answers(path)):
        taken.tasks += 1
        stem = _stem(desk, answer)
        if stem is None:
            taken.left.append((answer.stem, "the book has no such document"))
            continue
        if answer.others:
            taken.left.append((stem, f"{answer.others} more annotations of it were left out"))
        changes = changes_of(answer)
        taken.left += [(stem, what) for what in (*answer.strange, *changes.left)]
        _Taking(desk, stem, answer if by is None else replace(answer, by=by), taken).make(changes.made)
    return taken


def _stem(desk: Desk, answer: Answer) -> str | None:
    """The one record of the same bytes; where they are not in the book any more, the one of the same name."""
    outcomes = desk.catalogue.outcomes
    named = outcomes.get(answer.stem)
    if named is not None and named.sha256 == answer.seen.sha256:
        return answer.stem
    same = [stem for stem, one in outcomes.items() if one.sha256 == answer.seen.sha256]
    # Several are parts of one pack, or copies: which of them it was nobody can say.
    return same[0] if len(same) == 1 else None if same or named is None else answer.stem


class _Taking:
    """The changes of one task made into corrections, one after another."""

    def __init__(self, desk: Desk, stem: str, answer: Answer, taken: Taken) -> None:
        self.desk, self.stem, self.answer, self.taken = desk, stem, answer, taken
        self.rows: dict[str, str] = {}
        self.lines: list[Mapping[str, Any]] | None = None

    def make(self, changes: list[Change]) -> None:
        """Each change that can be made; the others are told."""
        for change in changes:
            name = self._id(change)
            minutes, overlay = self.desk.laid(self.stem)
            if change.made is not None:
                self.rows[change.made] = f"+{name}"
            if any(one.correction.id == name for one in overlay.laid):
                self.taken.known += 1
                continue
            try:
                wish = self._wish(change, minutes, overlay)
                if wish is None:
                    self.taken.known += 1
                    continue
                self.desk.wish(
                    self.stem, [replace(wish, signed=Signed(name, self.answer.by, self.answer.at))]
                )
            except UsageError as error:
                what = (
                    change.value.get("text", change.value) if isinstance(change.value, dict) else change.value
                )
                told = f"{change.op} {change.section}.{change.field or ''} {'' if what is None else what!r}"
                self.taken.left.append((self.stem, f"{told.strip()}: {error}"))
            else:
                self.taken.made += 1

    def _id(self, change: Change) -> str:
        """The same for the same change: what was taken once is not taken again, even when it was undone."""
        seen = self.answer.seen
        told: list[object] = [seen.sha256, seen.record, change.op, change.section, change.row]
        told = [*told, change.field, change.value, change.words]
        return hashlib.sha256(json.dumps(told, ensure_ascii=True).encode()).hexdigest()[:12]

    def _wish(self, change: Change, minutes: Minutes, overlay: Overlay) -> Wish | None:
        """The wish that a change is; None where the record says the same by now."""
        if change.op == "add":
            handle = self._handle(change.row, minutes, overlay) if change.section == "leads" else ""
            words = self._words(change, minutes)
            return Wish(op="add", handle=handle, section=change.section, value=change.value, words=words)
        if change.op == "delete":
            return self._delete(change, minutes, overlay)
        handle = self._handle(change.row, minutes, overlay)
        row = row_of(overlay.rows, handle)
        assert change.field is not None
        now = get(row.data, change.field) if row.data else None
        value = change.value
        if isinstance(value, dict):
            value = [*(one for one in now or () if one not in value["without"])]
            value += [one for one in change.value["with"] if one not in value]
        if value == now or (value == "" and now is None):
            return None
        return Wish(
            op="change", handle=handle, field=change.field, value=value, words=self._words(change, minutes)
        )

    def _delete(self, change: Change, minutes: Minutes, overlay: Overlay) -> Wish | None:
        found = self._find(change.row, minutes, overlay)
        return None if found is None else Wish(op="delete", handle=found)

    def _handle(self, row: str, minutes: Minutes, overlay: Overlay) -> str:
        """The row's handle in the record as it is now. Raises UsageError where it is not to be found."""
        found = self._find(row, minutes, overlay)
        if found is None:
            raise UsageError("the row is not there any more, or not for certain")
        return found

    def _find(self, row: str, minutes: Minutes, overlay: Overlay) -> str | None:
        if row in self.rows:
            return self.rows[row]
        target = self.answer.seen.target(row)
        mark = record_mark(minutes)
        if target.section == "meeting":
            return "meeting"
        laying = Laying(overlay.rows, mark, minutes.document.sha256)
        found = laying.named(target, seen=self.answer.seen.record == mark)
        return None if found is None else found.handle

    def _words(self, change: Change, minutes: Minutes) -> tuple[Picked, ...]:
        """The words where they stand in the record as it is now. Raises UsageError where they are gone."""
        out = []
        for name, start, end in change.words:
            span = find_words(minutes.document_text, words_at(name, self.answer.text, start, end))
            if span is None:
                raise UsageError("its words are not in the document any more")
            out.append(Picked(name, span.start, span.end, *self._place(span.start, span.end)))
        return tuple(out)

    def _place(self, start: int, end: int) -> tuple[int | None, tuple[float, float, float, float] | None]:
        """Page and box of words by the lines that they stand in, where the file can be looked at."""
        if self.lines is None:
            try:
                self.lines = self.desk.layout(self.stem)["lines"]
            except UsageError:
                self.lines = []
        lines = [one for one in self.lines if one["start"] < end and one["end"] > start and one["box"]]
        if not lines:
            return None, None
        page = lines[0]["page"]
        x0, top, x1, bottom = zip(*(one["box"] for one in lines if one["page"] == page), strict=True)
        return page, (min(x0), min(top), max(x1), max(bottom))
