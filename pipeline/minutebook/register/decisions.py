"""A person's decisions: `merges.csv` read back, and the doubtful pairs written for OpenRefine and Excel.

A key names one entry of one record by document, id and words (`2024-03/p7: Ann Verity`), so that a decision
holds when the records are extracted again: where the id has moved on, the words find the entry.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from minutebook.errors import UsageError
from minutebook.export.guard import guard, unguard
from minutebook.register.digest import Digest
from minutebook.register.schema import Doubt, EntryKind
from minutebook.text.names import fold

COLUMNS = ("kind", "a", "b", "decision", "note")
DOUBTFUL_COLUMNS = (*COLUMNS, "now", "score", "reason", "a_shown", "b_shown")
SHOWN = 80
ALIKE = 85
"""Likeness (0 to 100) from which the words of a key are those of an entry that reads a little differently."""

Pair = tuple[int, str]

_KEY = re.compile(r"(?P<stem>.+)/(?P<id>[a-z]+\d*): (?P<words>.*)", re.DOTALL)
_LISTS = {"person": "attendees", "organisation": "organisations", "thread": "actions"}
_DECISIONS = {"same": True, "notsame": False, "different": False}


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of `merges.csv`."""

    line: int
    kind: EntryKind
    a: str
    b: str
    same: bool


@dataclass(slots=True)
class Decided:
    """All decisions as pairs of mentions, by kind; `lost` are those that name nothing any more."""

    same: dict[EntryKind, list[tuple[Pair, Pair]]] = field(default_factory=lambda: defaultdict(list))
    apart: dict[EntryKind, list[tuple[Pair, Pair]]] = field(default_factory=lambda: defaultdict(list))
    lost: list[tuple[Decision, str]] = field(default_factory=list)


def key_of(stem: str, entry_id: str, words: str) -> str:
    """The key of an entry.

    >>> key_of("2024-03", "p7", "Ann  Verity")
    '2024-03/p7: Ann Verity'
    """
    return f"{stem}/{entry_id}: {' '.join(words.split())[:SHOWN]}"


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """The lines of `merges.csv` that hold a decision; none where there is no such file.

    Comma, semicolon or tab part the columns, in any order and with others among them, as Excel and OpenRefine
    save them. Raises UsageError that names the line where one cannot be read.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    text = decoded(content)
    head = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text), delimiter=max(",;\t", key=head.count))
    missing = [name for name in COLUMNS[:4] if name not in (rows.fieldnames or ())]
    if missing:
        raise UsageError(f"{path} has no column {missing[0]}: it needs {', '.join(COLUMNS)}")
    return tuple(one for row in rows if (one := _decision(path, rows.line_num, row)) is not None)


def decoded(content: bytes) -> str:
    """The text of a CSV file that minutebook, OpenRefine or Excel saved."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")  # what Excel on Windows saves as "CSV"


def _decision(path: Path, line: int, row: Mapping[str, str | None]) -> Decision | None:
    values = {name: unguard((row.get(name) or "").strip()) for name in COLUMNS}
    word = re.sub(r"[\W_]", "", values["decision"].casefold())
    if not word:
        return None
    if word not in _DECISIONS:
        raise UsageError(
            f"{path}, line {line}: the decision {values['decision']!r} is neither same nor not_same"
        )
    for kind in get_args(EntryKind):
        if kind == values["kind"].casefold():
            return Decision(line, kind, values["a"], values["b"], _DECISIONS[word])
    raise UsageError(
        f"{path}, line {line}: the kind {values['kind']!r} is none of {', '.join(get_args(EntryKind))}"
    )


def resolve(
    decisions: Iterable[Decision], digests: Sequence[Digest], twin_of: Mapping[int, int] | None = None
) -> Decided:
    """The entries that the decisions name in these records.

    `twin_of` gives for a second record of a meeting the one that counts: what is decided about an entry of
    the first holds for the same entry of the other.
    """
    number_of = {digest.stem: number for number, digest in enumerate(digests)}
    decided = Decided()
    for decision in decisions:
        counted = {} if twin_of is None or decision.kind == "body" else twin_of
        a = _entry(decision.kind, decision.a, digests, number_of, counted)
        b = _entry(decision.kind, decision.b, digests, number_of, counted)
        if a is None or b is None:
            decided.lost.append((decision, decision.a if a is None else decision.b))
        elif a != b:
            (decided.same if decision.same else decided.apart)[decision.kind].append((a, b))
    return decided


def _entry(
    kind: EntryKind,
    key: str,
    digests: Sequence[Digest],
    number_of: Mapping[str, int],
    counted: Mapping[int, int],
) -> Pair | None:
    parts = _KEY.fullmatch(key)
    number = None if parts is None else number_of.get(parts["stem"])
    if parts is None or number is None:
        return None
    number = counted.get(number, number)
    if kind == "body":
        return (number, parts["id"])
    entries = [(e.id, words_of(kind, e)) for e in getattr(digests[number], _LISTS[kind])]
    exact = [i for i, words in entries if fold(words) == fold(parts["words"])]
    if exact:
        return (number, parts["id"] if parts["id"] in exact else exact[0])
    from rapidfuzz import fuzz

    near = [(fuzz.ratio(fold(words), fold(parts["words"])), i == parts["id"], i) for i, words in entries]
    score, _, found = max(near, default=(0.0, False, ""))
    return (number, found) if score >= ALIKE else None


def words_of(kind: EntryKind, entry: object) -> str:
    """The words by which a key names an entry: a name, or the beginning of an action's text."""
    words = getattr(entry, "text" if kind == "thread" else "name")
    return " ".join(str(words).split())[:SHOWN]


def doubtful_csv(doubts: Iterable[Doubt]) -> str:
    """The doubtful pairs as CSV; fill in `decision` and save the lines as `merges.csv`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(DOUBTFUL_COLUMNS)
    for d in doubts:
        row = (d.kind, d.a, d.b, "", "", d.decision, f"{d.score:.2f}", d.reason, d.a_shown, d.b_shown)
        writer.writerow([guard(cell) for cell in row])
    return out.getvalue()
