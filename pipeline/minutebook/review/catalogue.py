"""The documents of a book as the overview lists them: filtered, searched, ordered by risk."""

from __future__ import annotations

import sqlite3
import threading
from collections import Counter
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

from minutebook.book.folder import manifest_lines
from minutebook.book.outcome import DONE, Outcome, outcome_of
from minutebook.book.overlays import recorded
from minutebook.corrections.lay import undone
from minutebook.corrections.log import Log, read_logs
from minutebook.export.stems import Stems
from minutebook.review.risk import document_risks, open_database

State = Literal["new", "begun", "done"]
PAGE = 100
ORDERS = ("risk", "date", "name", "flags")


@dataclass(frozen=True, slots=True)
class Listed:
    """One document of the overview; `risk` orders the queue, `state` is how far its review is."""

    stem: str
    source: str
    status: str
    reason: str | None
    kind: str | None
    body: str | None
    date: str | None
    pages: int | None
    attendees: int
    items: int
    actions: int
    flags: int
    flag_names: tuple[str, ...]
    risk: float
    recorded: bool
    corrections: int = 0
    state: State = "new"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the overview is asked for; empty asks for everything."""

    words: str = ""
    body: str = ""
    status: str = ""
    state: str = ""
    flag: str = ""
    order: str = "risk"
    offset: int = 0


class Catalogue:
    """All documents of a book, in memory; built once and kept up as corrections come in."""

    def __init__(self, book: Path) -> None:
        self._lock = threading.Lock()
        self.outcomes = recorded(book)
        risks, flags = document_risks(book)
        logs = {log.stem: log for log in read_logs(book)}
        self.logs = logs
        self._listed: dict[str, Listed] = {}
        stems = Stems()
        for line in manifest_lines(book):
            outcome = outcome_of(line)
            stem = outcome.document if outcome.recorded else stems.take(outcome.source)
            if outcome.recorded:
                stems.take(outcome.source)
            while stem in self._listed:
                stem += "~"
            for name, one in ((stem, outcome), *((part.document, part) for part in outcome.parts)):
                self._listed[name] = _listed(one, name, risks, flags, logs.get(name))
        self._database = open_database(book)

    def note(self, log: Log, *, doubtful: bool) -> None:
        """Take in what a document's corrections are now."""
        with self._lock:
            old = self._listed[log.stem]
            state, count = state_of(log)
            state = "begun" if doubtful and state == "done" else state
            self._listed[log.stem] = replace(old, state=state, corrections=count)

    def overview(self, asked: Asked) -> dict[str, Any]:
        """A page of documents with what there is to filter by, and how far the review is."""
        with self._lock:
            everything = list(self._listed.values())
        counts = Counter(one.state for one in everything if one.recorded)
        found = self.search(asked.words) if asked.words.strip() else None
        fits = [one for one in everything if _fits(one, asked) and (found is None or one.stem in found)]
        fits.sort(key=_ORDER.get(asked.order, _by_risk))
        page = fits[asked.offset : asked.offset + PAGE]
        return {
            "documents": [
                asdict(one) | {"words": found.get(one.stem) if found is not None else None} for one in page
            ],
            "total": len(fits),
            "all": len(everything),
            "offset": asked.offset,
            "page": PAGE,
            "states": {name: counts.get(name, 0) for name in ("new", "begun", "done")},
            "bodies": sorted({one.body for one in everything if one.body}),
            "statuses": sorted({one.status for one in everything}),
            "flags": sorted({name for one in everything for name in one.flag_names}),
        }

    def search(self, words: str) -> dict[str, str]:
        """The documents in whose text all the words stand, each with a piece of it. At most 1,000."""
        # Each word is quoted: what people type is no query language, and its signs must not break one.
        query = " ".join('"' + word.replace('"', '""') + '"' for word in words.split())
        sql = (
            "SELECT t.document, snippet(document_texts_fts, 0, char(2), char(3), '…', 12) "
            "FROM document_texts_fts JOIN document_texts t ON t.rowid = document_texts_fts.rowid "
            "WHERE document_texts_fts MATCH ? LIMIT 1000"
        )
        with self._lock:
            try:
                return dict(self._database.execute(sql, (query,)).fetchall())
            except sqlite3.OperationalError:
                return {}

    def after(self, stem: str, step: int) -> str | None:
        """The stem that comes so many places after this one in the queue of what is not done."""
        with self._lock:
            queue = [one for one in self._listed.values() if one.recorded]
        queue.sort(key=_by_risk)
        open_ones = [one.stem for one in queue if one.state != "done" or one.stem == stem]
        if stem not in open_ones:
            return open_ones[0] if open_ones else None
        at = open_ones.index(stem) + step
        return open_ones[at] if 0 <= at < len(open_ones) else None

    def close(self) -> None:
        """Let go of the database."""
        with self._lock:
            self._database.close()


def state_of(log: Log) -> tuple[State, int]:
    """How far the review of a document is, and how many corrections stand."""
    gone = undone(log.corrections)
    standing = [one for one in log.corrections if one.id not in gone and one.op != "undo"]
    if any(one.op == "accept" and one.target.section == "document" for one in standing):
        return "done", len(standing)
    return ("begun" if standing else "new"), len(standing)


def _listed(
    outcome: Outcome, stem: str, risks: dict[str, float], flags: dict[str, list[str]], log: Log | None
) -> Listed:
    state, count = state_of(log) if log is not None else ("new", 0)
    doubtful = "doubtful_corrections" in flags.get(stem, ())
    return Listed(
        stem=stem,
        source=outcome.source,
        status=outcome.status,
        reason=outcome.reason,
        kind=outcome.kind,
        body=outcome.body,
        date=outcome.date,
        pages=outcome.pages,
        attendees=outcome.attendees,
        items=outcome.items,
        actions=outcome.actions,
        flags=outcome.flags,
        flag_names=tuple(flags.get(stem, ())),
        risk=round(risks.get(stem, 0.0), 2),
        recorded=outcome.recorded,
        corrections=count,
        state="begun" if doubtful and state == "done" else state,
    )


def _fits(one: Listed, asked: Asked) -> bool:
    return (
        (not asked.body or one.body == asked.body)
        and (not asked.status or one.status == asked.status)
        and (not asked.state or (one.recorded and one.state == asked.state))
        and (not asked.flag or asked.flag in one.flag_names)
    )


def _by_risk(one: Listed) -> tuple[Any, ...]:
    """What cannot be read first, then what is not done by risk, then the rest."""
    return (one.status in DONE, one.state == "done", -one.risk, one.stem)


_ORDER = {
    "risk": _by_risk,
    "date": lambda one: (one.date is None, one.date or "", one.stem),
    "name": lambda one: (one.stem,),
    "flags": lambda one: (-one.flags, one.stem),
}
