"""The register's doubtful pairs, and the decisions that a person writes into `merges.csv`."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path
from typing import Any, Literal

from minutebook.errors import UsageError
from minutebook.export.guard import guard, unguard
from minutebook.register.build import DOUBTFUL, MERGES
from minutebook.register.decisions import (
    COLUMNS,
    DOUBTFUL_COLUMNS,
    Decision,
    decoded,
    read_decisions,
)

Verdict = Literal["same", "not_same", ""]


def pairs(book: Path) -> dict[str, Any]:
    """The doubtful pairs as the register last wrote them, with what was decided since; the surest first.

    `made` is false where no register was made yet. Raises UsageError where a file cannot be read.
    """
    path = book / DOUBTFUL
    decided = _latest(read_decisions(book / MERGES))
    if not path.exists():
        return {"made": False, "pairs": []}
    rows = csv.DictReader(io.StringIO(path.read_text("utf-8-sig")))
    out = []
    for row in rows:
        values = {name: unguard(row.get(name) or "") for name in DOUBTFUL_COLUMNS}
        key = (values["kind"], *sorted((values["a"], values["b"])))
        values["decision"] = decided.get(key, "")
        out.append(values)
    return {"made": True, "pairs": out}


def decide(book: Path, kind: str, a: str, b: str, verdict: Verdict) -> None:
    """Write a decision into `merges.csv`; on return it is on the disk. An earlier one of the pair goes.

    Raises UsageError where the pair is none of the doubtful ones or the file cannot be written.
    """
    known = {(row["kind"], row["a"], row["b"]) for row in pairs(book)["pairs"]}
    if (kind, a, b) not in known:
        raise UsageError("that pair is not among the doubtful ones any more: make the register again")
    from filelock import FileLock

    path = book / MERGES
    try:
        with FileLock(book / ".merges.lock"):
            lines = [row for row in _rows(path) if {row["a"], row["b"]} != {a, b} or row["kind"] != kind]
            if verdict:
                lines.append({"kind": kind, "a": a, "b": b, "decision": verdict, "note": ""})
            _write(path, lines)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}") from error


def _rows(path: Path) -> list[dict[str, str]]:
    """The lines as they stand, columns of the person's own included in `note` only where they are."""
    read_decisions(path)  # a file that cannot be read is told before anything of it is replaced
    if not path.exists():
        return []
    text = decoded(path.read_bytes())
    head = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text), delimiter=max(",;\t", key=head.count))
    return [{str(name): unguard(value or "") for name, value in row.items() if name} for row in rows]


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    names = list(dict.fromkeys([*COLUMNS, *(name for row in rows for name in row)]))
    out = io.StringIO()
    writer = csv.DictWriter(out, names, lineterminator="\r\n", restval="")
    writer.writeheader()
    writer.writerows({name: guard(value) for name, value in row.items()} for row in rows)
    staged = path.with_name(f".{path.name}.new")
    with staged.open("wb") as file:
        file.write(("\ufeff" + out.getvalue()).encode())
        file.flush()
        os.fsync(file.fileno())
    staged.replace(path)


def _latest(decisions: tuple[Decision, ...]) -> dict[tuple[str, ...], str]:
    return {(one.kind, *sorted((one.a, one.b))): "same" if one.same else "not_same" for one in decisions}
